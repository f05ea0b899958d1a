"""The theme's files carry names that change if and only if their bytes do."""

import re
from pathlib import Path

import pytest

from plugins.site.assets.bundle import bundle


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme with one of everything."""
    folder = tmp_path / "static"
    files = {
        "css/tokens.css": '@font-face{src:url("../fonts/display.woff2")}',
        "css/base.css": "body{}",
        "css/layout.css": "",
        "css/utilities.css": "",
        "css/blocks/film.css": ".film { color: red }",
        "fonts/display.woff2": "wOF2",
        "fonts/OFL.txt": "licence",
        "js/consent/consent-choices.js": "export const choices = 1; // why\n",
        "js/consent/consent-embed.js": "use(choices);\n",
        "js/panel.js": 'import { choices } from "./consent.js";\nuse(choices);\n',
        "js/search.js": "find();\n",
        "favicon.svg": "<svg/>",
        ".DS_Store": "litter",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_templates_find_every_asset_by_its_name(theme: Path) -> None:
    """A name leads to an address, and there a file is written."""
    made = bundle(theme)

    assert set(made.addresses) == {"style", "consent", "panel", "search", "font_display", "favicon"}
    assert all(address.removeprefix("/") in made.files for address in made.addresses.values())
    assert re.fullmatch(r"/assets/style\.[0-9a-f]{10}\.css", made.addresses["style"])


def test_a_site_below_a_path_finds_its_fonts(theme: Path) -> None:
    """The style sheet names a font as its neighbour, not from the root of a host."""
    made = bundle(theme)

    style = made.files[made.addresses["style"].removeprefix("/")].decode()
    assert f'url("{made.addresses["font_display"].rpartition("/")[2]}")' in style


def test_consent_is_one_script_in_the_order_of_names(theme: Path) -> None:
    """The choices are there before anything uses them."""
    made = bundle(theme)

    assert made.files[made.addresses["consent"].removeprefix("/")] == b"export const choices=1;use(choices);"


def test_a_script_finds_what_it_imports(theme: Path) -> None:
    """An import names the other script as it is called in the output."""
    made = bundle(theme)

    other = made.addresses["consent"].rpartition("/")[2]
    panel = made.files[made.addresses["panel"].removeprefix("/")].decode()
    assert panel == f'import{{choices}} from"./{other}";\nuse(choices);'


@pytest.mark.parametrize("name", ["missing", "panel"])
def test_an_import_that_leads_nowhere_stops_the_build(theme: Path, name: str) -> None:
    """A script that is not there, or imports itself, cannot be loaded."""
    (theme / "js/panel.js").write_text(f'import {{ x }} from "./{name}.js";\n', encoding="utf-8")

    with pytest.raises(ValueError, match="panel"):
        bundle(theme)


def test_browsers_find_the_icon_they_ask_for_unasked(theme: Path) -> None:
    """/favicon.svg is there in any case."""
    assert bundle(theme).files["favicon.svg"] == b"<svg/>"


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        ("css/blocks/film.css", {"style"}),
        ("fonts/display.woff2", {"style", "font_display"}),
        ("js/consent/consent-embed.js", {"consent", "panel"}),
        ("js/panel.js", {"panel"}),
        ("js/search.js", {"search"}),
        ("fonts/OFL.txt", set()),
    ],
)
def test_a_change_renames_what_it_touches_and_nothing_else(theme: Path, changed: str, renamed: set[str]) -> None:
    """Browsers may keep an asset for ever, and never show an old one."""
    before = bundle(theme).addresses
    text = (theme / changed).read_text(encoding="utf-8").replace("red", "blue").replace("()", "(1)")
    (theme / changed).write_text(text.replace("use(", "take(").replace("wOF2", "wOF2!"), encoding="utf-8")

    after = bundle(theme).addresses

    assert {name for name in before if before[name] != after[name]} == renamed


def test_a_font_that_is_not_there_stops_the_build(theme: Path) -> None:
    """A wrong address in a style sheet is the developer's to mend."""
    (theme / "fonts/display.woff2").unlink()

    with pytest.raises(KeyError, match="display"):
        bundle(theme)


def test_two_assets_of_one_name_stop_the_build(theme: Path) -> None:
    """A script that is called style would hide the style sheet from templates."""
    (theme / "js/style.js").write_text("x();", encoding="utf-8")

    with pytest.raises(ValueError, match="share a name"):
        bundle(theme)


def test_a_script_imported_for_its_effect_is_drawn_in(theme: Path) -> None:
    """The page loads one file.

    Names of the two scripts do not meet, and a third that is drawn in comes along.
    """
    (theme / "js/event.js").write_text('import "./search.js";\nconst a = 1;\n', encoding="utf-8")
    (theme / "js/search.js").write_text('import "./more.js";\nconst a = 2;\n', encoding="utf-8")
    (theme / "js/more.js").write_text("const a = 3;\n", encoding="utf-8")

    made = bundle(theme)

    assert made.files[made.addresses["event"].removeprefix("/")] == b"{\n{\nconst a=3;\n}\nconst a=2;\n}\nconst a=1;"


def test_a_script_that_cannot_be_drawn_in_stops_the_build(theme: Path) -> None:
    """A name that is not there is a developer's mistake, and he hears of it."""
    (theme / "js/event.js").write_text('import "./gone.js";\n', encoding="utf-8")

    with pytest.raises(KeyError, match="gone"):
        bundle(theme)


@pytest.mark.parametrize("line", ['import { a } from "./more.js";', "export const a = 1;", 'import "./more.js"; x();'])
def test_a_script_with_names_for_others_is_not_drawn_in(theme: Path, line: str) -> None:
    """Within a block no browser reads such a line: the whole page would be without its script."""
    (theme / "js/event.js").write_text('import "./search.js";\n', encoding="utf-8")
    (theme / "js/search.js").write_text(f"{line}\n", encoding="utf-8")
    (theme / "js/more.js").write_text("export const a = 3;\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"search\.js imports or exports names"):
        bundle(theme)
