"""A site's own tokens: read as browsers read them, and refused where they would do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.problem import Problem
from plugins.site.assets.contrast import contrast, find_weak_pairs, suggest
from plugins.site.assets.tokens import DARK, MORE, Tokens, read_tokens

STATIC = Path(__file__).parents[2] / "theme" / "static"


def read(folder: Path, css: str) -> tuple[Tokens, list[Problem]]:
    """Return the tokens of a site whose file holds *css*."""
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme/tokens.css").write_text(css, encoding="utf-8")
    return read_tokens(STATIC, folder)


def test_a_copy_of_the_themes_file_is_a_beginning(tmp_path: Path) -> None:
    """Whoever wants other colours copies tokens.css and changes what they want."""
    css = (STATIC / "css/tokens.css").read_text(encoding="utf-8")

    tokens, problems = read(tmp_path, css.replace("#00525a", "#123456"))

    assert problems == []
    assert tokens.colours()["first"] == "#123456"
    assert tokens.colours(DARK)["first"] == "#74d1d3"


def test_what_stands_later_wins_as_in_browsers(tmp_path: Path) -> None:
    """A site's light colour takes the place of the theme's dark one, too: no colour of the theme appears unasked."""
    tokens, _ = read(tmp_path, ":root { --color-first: #abc; --color-muted: var(--color-first) }")

    assert tokens.colours()["first"] == tokens.colours(DARK)["muted"] == "#aabbcc"


def test_more_contrast_stays_last(tmp_path: Path) -> None:
    """A reader who asks for more contrast gets it, whatever colours a site has."""
    tokens, _ = read(tmp_path, ":root { --color-muted: #555555 }")

    assert tokens.css.index("--color-muted:#555555") < tokens.css.index("prefers-contrast")
    assert tokens.colours(MORE)["muted"] == tokens.colours()["ink"]


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (":root { --color-frist: #fff }", "„--color-frist“ gibt es nicht. Meinten Sie „--color-first“?"),
        (":root { --color-ink: url(//a.example/x) }", "passt nicht zu „--color-ink“: Dort steht eine Farbe"),
        (":root { --color-ink: rebeccapurple }", "passt nicht zu „--color-ink“"),
        (":root { --color-ink: #12345 }", "passt nicht zu „--color-ink“"),
        (":root { --color-ink: var(--space-1) }", "passt nicht zu „--color-ink“"),
        (":root { --space-1: calc(1rem + url(x)) }", "passt nicht zu „--space-1“: Dort steht ein Maß"),
        (":root { --space-1: }", "„“ passt nicht zu „--space-1“"),
        (":root { --leading: 1.5 1.6 }", "passt nicht zu „--leading“: Dort steht eine Zahl"),
        (":root { --font-text: image(a) }", "passt nicht zu „--font-text“: Dort steht eine Liste"),
        (":root { --color-ink: #000 !important }", "hat keinen Platz"),
        (":root { color: red }", "hat keinen Platz: „color: red"),
        ("body { --color-ink: #000 }", "hat keinen Platz: „body"),
        ('@import "https://a.example/x.css";', "hat keinen Platz: „@import"),
        ("@font-face { src: url(x) }", "hat keinen Platz: „@font-face"),
        ("@media print { :root { --color-ink: #000 } }", "hat keinen Platz: „@media print"),
        (":root { --color-ink: var(--color-ink) }", "verweist im Kreis auf sich selbst"),
    ],
)
def test_anything_else_is_told(tmp_path: Path, css: str, said: str) -> None:
    """With its line, and nothing of it reaches a page."""
    tokens, problems = read(tmp_path, f"\n{css}")

    assert {problem.line for problem in problems} == {2}
    assert said in problems[0].message
    assert "example" not in tokens.css
    assert "(x)" not in tokens.css


def test_every_kind_of_value_can_be_another(tmp_path: Path) -> None:
    """Colours, faces, numbers and measures."""
    css = (
        '@layer tokens { :root { --color-first: #012; --font-text: Georgia, "Noto Serif", serif; '
        "--leading: 1.7; --space-1: 1px; --gutter: clamp(1rem, 2vw + 1px, min(3rem, 9%)) } }"
    )

    tokens, problems = read(tmp_path, css)

    assert problems == []
    assert '--font-text:Georgia,"Noto Serif",serif;--leading:1.7;--space-1:1px' in tokens.css


def test_a_weak_pair_is_told_with_its_ratio_and_a_colour_that_would_do(tmp_path: Path) -> None:
    """The line is that of the site's colour, the suggestion the nearest one."""
    tokens, _ = read(tmp_path, ":root {\n  --color-second: #e07050;\n}\n@media (prefers-color-scheme: dark) {\n"
                     "  :root { --color-second: #ff8d6a }\n}\n")  # fmt: skip

    weak = list(find_weak_pairs(tokens))

    assert [problem.line for problem in weak] == [2, 2]
    assert weak[0].message == (
        "--color-second (#e07050) hebt sich im hellen Farbschema zu wenig von --color-paper (#f6f6f1) ab: "
        "2,93 : 1, nötig sind 4,5 : 1."
    )
    better = weak[0].remedy.rpartition(": ")[2].rstrip(";")
    assert contrast(better, "#f6f6f1") >= 4.5
    assert contrast(better, "#eaebe4") >= 4.5


def test_a_light_colour_without_a_dark_one_is_told(tmp_path: Path) -> None:
    """With the place where the dark one belongs."""
    tokens, _ = read(tmp_path, ":root { --color-first: #003366 }")

    remedies = {problem.remedy.partition(" Farbe")[0] for problem in find_weak_pairs(tokens)}

    assert remedies == {"Bitte in @media (prefers-color-scheme: dark) { :root { … } } eine eigene"}


def test_where_one_colour_alone_cannot_mend_it_both_are_named(tmp_path: Path) -> None:
    """Nothing stands out from both a light and a grey ground."""
    tokens, _ = read(tmp_path, ":root { --color-surface: #666; --color-first: #123456 }")

    assert any("und für --color-" in problem.remedy for problem in find_weak_pairs(tokens))
    assert suggest("first", tokens.colours()) == ""


def test_the_theme_itself_has_no_weak_pair() -> None:
    """Nor has a site without a file of its own."""
    tokens, problems = read_tokens(STATIC, Path("no site"))

    assert (list(find_weak_pairs(tokens)), problems, tokens.css) == ([], [], "")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\n:root { --radius: " + b"calc(" * 5000 + b"1px" + b")" * 5000 + b"; }", "own-tokens", 2),
        (b"{" * 20_000, "own-tokens", 1),
        (b"\n:root { /* \xe4 */ }", "encoding", 2),
        (b"\xff\xfe:root", "encoding", 1),
        (b":root { --color-first: #00\x00525a }", "control-character", 1),
        (b"/*" + b"x" * 1_000_000 + b"*/", "unreadable", 1),
    ],
)
def test_a_file_that_is_no_style_sheet_is_told(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    """Brackets in brackets ended the build once; the theme's tokens stay."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/tokens.css").write_bytes(data)

    tokens, problems = read_tokens(STATIC, tmp_path)

    assert [(p.file, p.line, p.code) for p in problems] == [("content/theme/tokens.css", line, code)]
    assert tokens.css == ""


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_in_the_place_of_the_file_is_told(tmp_path: Path, kind: str) -> None:
    """A folder was passed over, and what a link led to was read."""
    path = tmp_path / "theme" / "tokens.css"
    path.parent.mkdir()
    path.mkdir() if kind == "folder" else path.symlink_to(STATIC / "css/tokens.css")

    assert [problem.code for problem in read_tokens(STATIC, tmp_path)[1]] == ["no-file"]


def test_a_mark_of_byte_order_is_no_rule(tmp_path: Path) -> None:
    """Windows writes one."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/tokens.css").write_bytes(b"\xef\xbb\xbf:root { --space-1: 1rem }")

    assert read_tokens(STATIC, tmp_path)[1] == []


@pytest.mark.parametrize(
    ("css", "line", "typed"),
    [
        ("/* Farben\n:root { --color-first: #123456; }\n", 1, "/* Farben */"),
        (":root { --font-text: 'a/*b'; }\n/* eins */ /* zwei", 2, "/* eins */ /* zwei */"),
        (":root { --color-first: #123456;\n--color-ink: tomato }", 2, "--color-ink: #ff6347;"),
        (":root { --color-first: #123456;\n--color-ink: rgb(1, 2, 3) }", 2, "--color-ink: #010203;"),
        (":root { --color-first: #123456;\n--color-ink: #12345 }", 2, "--color-ink: #123456;"),
        (":root { --color-first: #123456;\n--color-ink: var(--color-ink) }", 2, "--color-ink: #123456;"),
    ],
)
def test_a_remedy_is_of_the_sites_own_file(css: str, line: int, typed: str, tmp_path: Path) -> None:
    """It closes the comment that hides all below it, and proposes colours that the site has."""
    problem = read(tmp_path, css)[1][0]

    assert problem.line == line
    assert problem.remedy.endswith(f": {typed}")
