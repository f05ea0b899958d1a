"""The theme's style sheets become one file with the same meaning."""

from pathlib import Path

import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.site.assets.styles import LAYERS, join_styles, minify_css


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("@layer a { nav :is(a, b) { c: d; } }", "@layer a{nav :is(a,b){c:d}}"),
        (".a { &:has(> :is(b, c) :checked) { d: e } }", ".a{&:has(>:is(b,c) :checked){d:e}}"),
        (".a { & :hover { b: c } + p { d: e } }", ".a{& :hover{b:c}+ p{d:e}}"),
        ("a { width: clamp(1rem, 2vw + 1rem, 3rem) }", "a{width:clamp(1rem,2vw + 1rem,3rem)}"),
        ("a { b: calc((1px + 2px) * -1) }", "a{b:calc((1px + 2px) * -1)}"),
        ("a { --x: ; --y: { a: b } }", "a{--x: ;--y:{a:b}}"),
        ('a::before { content: "/*  ; } */ " / "" }', 'a::before{content:"/*  ; } */ " / ""}'),
        ("@media (width > 40rem) and (x: y) { a { b: c } }", "@media (width>40rem) and (x:y){a{b:c}}"),
        ("a /* one */ b/* two */c { d: e }", "a b/**/c{d:e}"),
        ("a{b:c;;}", "a{b:c}"),
        ("@layer a , b ;\n\n@layer a { }", "@layer a,b;@layer a{}"),
        ("a { b: #ff9a7d url( x.png ) no-repeat }", 'a{b:#ff9a7d url("x.png") no-repeat}'),
    ],
)
def test_only_what_means_nothing_goes(written: str, kept: str) -> None:
    """Comments and spaces go where the browser reads the same without them."""
    assert minify_css(written) == kept


@settings(deadline=None)  # a busy machine is no mistake
@given(st.lists(st.sampled_from([*"ab:;,>+~*(){}[]'\".#&@-/%! \n", "url(", ":is(", "/**/", "--x", "1px"])))
def test_what_is_short_stays_as_it_is(pieces: list[str]) -> None:
    """Minified twice is minified once."""
    try:
        once = minify_css("".join(pieces))
    except ValueError:
        return

    assert minify_css(once) == once


@settings(deadline=None)  # a busy machine is no mistake
@given(st.text(alphabet="ab:;,>+ \n{}()", max_size=40))
def test_nothing_but_space_goes(css: str) -> None:
    """All tokens stay, in the same order, but for space and closing semicolons."""
    try:
        short = minify_css(css)
    except ValueError:
        return

    assert _tokens(short) == _tokens(css)


def _tokens(css: str) -> str:
    text = str(tinycss2.serialize(tinycss2.parse_component_value_list(css)))
    return text.translate(str.maketrans("", "", " \n;/*"))


def test_broken_css_is_refused() -> None:
    """A bracket too many is told with its line, not passed on."""
    with pytest.raises(ValueError, match="line 2"):
        minify_css("a { b: c }\n}")


@pytest.mark.parametrize("rule", ['@import "x.css";', '@charset "utf-8";'])
def test_rules_that_must_come_first_are_refused(rule: str) -> None:
    """In the middle of a joined file a browser would ignore them in silence."""
    with pytest.raises(ValueError, match="no place"):
        minify_css(rule)


def _theme(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "css"
    (folder / "blocks").mkdir(parents=True)
    for name in ("tokens", "base", "layout", "utilities"):
        (folder / f"{name}.css").write_text(files.get(name, f".{name}{{}}"), encoding="utf-8")
    for name, text in files.items():
        (folder / "blocks" / f"{name}.css").write_text(text, encoding="utf-8")
    return folder


def test_files_stand_in_the_order_of_their_layers(tmp_path: Path) -> None:
    """The order is said first, and the files follow it; blocks go by name."""
    folder = _theme(tmp_path, zebra=".z{}", apple=".a{}")

    made = join_styles(folder, str)

    assert made.decode() == f"{LAYERS}.tokens{{}}.base{{}}.layout{{}}.a{{}}.z{{}}.utilities{{}}"


def test_a_style_sheet_without_a_layer_is_refused(tmp_path: Path) -> None:
    """A new file that no layer asks for is refused.

    Nobody would see the mistake on the developer's own page.
    """
    folder = _theme(tmp_path)
    (folder / "print.css").write_text("a{}", encoding="utf-8")

    with pytest.raises(ValueError, match=r"print\.css"):
        join_styles(folder, str)


def test_urls_are_told_as_seen_from_their_own_file(tmp_path: Path) -> None:
    """The same font has one name, whichever folder the style sheet lies in."""
    folder = _theme(
        tmp_path,
        film='a{src:url("../../fonts/x.woff2"),url(#clip),url("data:image/png;base64,AA")}',
        panel="b{src:url(../../fonts/x.woff2)}",
    )

    made = join_styles(folder, {"fonts/x.woff2": "x.123.woff2"}.__getitem__).decode()

    assert made.count('url("x.123.woff2")') == 2
    assert 'url("#clip"),url("data:image/png;base64,AA")' in made
