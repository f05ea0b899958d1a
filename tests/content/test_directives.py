"""Directives: golden cases, and promises for any text in any of them."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.content.markdown.converter import Converter
from plugins.content.markdown.directives import KINDS
from plugins.content.markdown.directives.boxes import _keep_lines
from plugins.content.markdown.directives.kind import DirectiveKind
from plugins.core.problem import Problem, Severity
from plugins.proof.comparison import compare
from plugins.proof.page_words import plain_fragment_text
from plugins.proof.source_words import source_passages
from tests.cpu_time import cpu_seconds
from tests.golden_cases import Case, cases

CONVERTER = Converter()
FREE = [
    kind for kind in KINDS.values() if kind.name in ("hinweis", "warnung", "aufklappen", "zitat", "leichte-sprache")
]
GENTLE = (
    "Text",
    "- Punkt",
    "## Titel",
    "> Zitat",
    "***",
    "[a](/b/)",
    "**fett**",
    "![Bild](/media/a.jpg)",
)
ROUGH = (
    *("", "", "| a | b |", "|---|---|", "```", "///", "/// hinweis", "//// zitat | Wer", "/// xyz", "/// zahlen"),
    *(
        "- 3 | Felder",
        "[^1]",
        "[^1]: Fuß",
        "https://beispiel.de/",
        "  /// hinweis",
        "/// anschrift",
        "/// ende",
        "/// bild-rechts | So",
        "////",
    ),
)
LINES = st.lists(st.sampled_from((*GENTLE, *ROUGH)), max_size=12)


def errors(text: str) -> list[Problem]:
    return [one for one in CONVERTER.convert(text).problems if one.severity is Severity.ERROR]


@pytest.mark.parametrize("case", cases("directives.md"), ids=str)
def test_a_directive_becomes_this_or_is_told(case: Case) -> None:
    """What editors may write, what it becomes, and what is told of a mistake."""
    body = CONVERTER.convert(case.given, german=case.title != "In English")
    told = [one for one in body.problems if one.code in ("directive", "lost-line-break")]
    html = re.sub("\x1a(link|embed):([0-9]+)\x1a", r"{\1 \2}", body.html).replace("\u00a0", "~")

    assert ("\n".join(f"{one.line} {one.code}: {one.message} → {one.remedy}" for one in told) or html) == case.expected


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_example_is_right_and_read_as_typed(kind: DirectiveKind) -> None:
    """The form, the handbook and messages show these."""
    body = CONVERTER.convert(kind.source)

    assert body.problems == ()
    assert words(kind.source) == page_words(body.html)
    assert all((kind.label, kind.help.endswith("."), kind.body))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_what_is_told_of_an_empty_or_open_one_works_when_typed(kind: DirectiveKind) -> None:
    """The line that is shown ends the mistake."""
    opened = kind.source.removesuffix("\n///")
    (problem,) = errors(opened)

    assert errors(f"{opened}\n\n{problem.remedy.rpartition(': ')[2]}") == []
    assert [one.line for one in errors(kind.source.replace(kind.example, ""))] == [1]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(("", "", *GENTLE, "7. Schritt", "| a | b |")), min_size=1, max_size=8),
    st.sampled_from(FREE),
)
def test_what_stands_within_is_what_it_would_be_outside(lines: list[str], kind: DirectiveKind) -> None:
    """A box changes nothing of the words in it, and none of those around it."""
    text = "\n".join(lines).strip("\n")
    assume(text.strip() and not errors(text))
    opening = kind.source.split("\n", 1)[0]
    html = CONVERTER.convert(f"Davor\n\n{opening}\n{text}\n///\n\nDanach").html
    inner = re.sub("\\\\(?=\n|$)", "", text)

    around = page_words(html).split()
    assert (around[0], around[-1]) == ("Davor", "Danach")
    for word in page_words(CONVERTER.convert(inner).html).split():
        assert word in around


@settings(deadline=None)
@given(LINES)
def test_any_lines_are_a_tree_that_browsers_build_alike_or_are_told(lines: list[str]) -> None:
    """No tag of a directive is left open or closes another one's."""
    text = "\n".join(lines)
    body = CONVERTER.convert(text)
    bare = re.sub("\x1a.*?\x1a", "/x/", body.html)
    tree = LexborHTMLParser(f"<!doctype html><body><main>{bare}</main></body>")
    main = tree.css_first("main")

    assert main is not None
    assert "\x02" not in body.html
    assert tags(main.inner_html or "") == tags(bare)
    if not errors(text):
        assert not re.search("^/{3}", main.text(), re.MULTILINE) or "```" in text


@settings(deadline=None)
@given(st.lists(st.sampled_from(("", "", *GENTLE)), max_size=6), st.sampled_from(FREE), st.booleans())
def test_what_is_typed_is_what_the_proof_finds(lines: list[str], kind: DirectiveKind, has_argument: bool) -> None:
    """The proof shares no code with the converter, and agrees with it where nothing is told."""
    argument = kind.argument if has_argument else None
    opening = f"/// {kind.name} | {argument.example} *5*" if argument else f"/// {kind.name}"
    text = "\n".join(("Davor", opening, "Text", *lines, "///", "Danach"))
    assume(not errors(text))

    assert compare(text, re.sub("\x1a.*?\x1a", "/x/", CONVERTER.convert(text).html)) == []


@pytest.mark.parametrize(
    "lines",
    ["/// hinweis\nText\n///\n\n", "/// hinweis\n\n", "/// xyz\n", "///\n", "/// zahlen\n- 1 | a\n///\n"],
    ids=["closed", "open", "unknown", "stray", "figures"],
)
def test_many_lines_of_slashes_cost_time_that_grows_with_them(lines: str) -> None:
    """Eight times as many cost about eight times as much."""
    few, many = (cpu_seconds(partial(CONVERTER.convert, lines * times)) for times in (100, 800))

    assert many < 8 * few * 4


def test_many_lines_in_easy_language_cost_time_that_grows_with_them() -> None:
    """Whether a line begins a list is asked of one text, not of a copy for each line."""
    few, many = (cpu_seconds(partial(_keep_lines, ["3. Schritt"] * times)) for times in (6_000, 48_000))

    assert many < 8 * few * 2


def tags(html: str) -> list[str]:
    """Return the names of the tags of *html* in their order."""
    return re.findall(r"<(/?[a-z][a-z0-9]*)", html)


def words(text: str) -> str:
    return plain(" ".join(passage.text for passage in source_passages(text)))


def page_words(html: str) -> str:
    return plain(plain_fragment_text(re.sub("\x1a.*?\x1a", "/x/", html)).text)


def plain(text: str) -> str:
    """Return *text* with one blank where there is any space."""
    return " ".join(text.split())
