"""What is typed is what is read: numbers, stars, days and lines, in any order."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plugins.content.markdown.converter import Converter
from plugins.core.problem import Severity
from tests.cpu_time import cpu_seconds
from tests.golden_cases import Case, cases

CONVERTER = Converter()
COMMONMARK = MarkdownIt("commonmark").disable(["entity", "escape", "backticks", "list", "hr", "lheading"])
WORDS = st.sampled_from(
    ("Anmelden", "Bürger*innen", "Haus", "5", "Uhr", "z.B.", "26.", "1950", "#Breitband", "(so)", "a_b", "x*y", "~20 %")
)
NUMBERS = st.integers(0, 999)
MONTHS = st.sampled_from(("Mai", "Oktober", "Januar", "Dez.", "12. 2016"))


def read(text: str) -> str:
    """Return what a reader of *text* sees, blanks as one and the numbers of lists in their places."""
    shown: list[str] = []
    counted: list[int] = []
    types: list[str] = []
    for tag, piece in re.findall(r"<(/?[a-z0-9]+[^>]*)>|([^<]+)", CONVERTER.convert(text, german=False).html):
        name = tag.split(" ")[0]
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if name in ("ol", "ul"):
            types.append(attributes.get("type", "1"))
        if name == "ol":
            counted.append(int(attributes.get("start", 1)))
        elif name == "ul":
            counted.append(-1)
        elif name in ("/ol", "/ul"):
            counted.pop()
            types.pop()
        elif name == "li" and counted[-1] >= 0:
            counted[-1] = int(attributes.get("value", counted[-1]))
            shown.append(f" {chr(96 + counted[-1])}) " if types[-1] == "a" else f" {counted[-1]}. ")
            counted[-1] += 1
        shown.append(" " if name in ("li", "p", "ol", "ul", "br", "h2", "hr") else unescape(piece))
    return plain("".join(shown))


def plain(text: str) -> str:
    """Return *text* with one blank where there is any space."""
    return " ".join(text.split())


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(st.tuples(NUMBERS, WORDS), min_size=1, max_size=6), st.sampled_from(("\n", "\n\n")), st.booleans())
def test_a_number_that_was_typed_is_read(points: list[tuple[int, str]], between: str, has_intro: bool) -> None:
    """Whether it makes a list or not; ones alone are counted up."""
    assume(all((one[0], two[0]) != (1, 1) for one, two in pairwise(points)))
    intro = "So geht es:\n" if has_intro else ""
    text = intro + between.join(f"{number}. {word}" for number, word in points)

    assert read(text) == plain(text)


@settings(deadline=None)  # a machine under load is no mistake
@given(st.integers(2, 6))
def test_ones_alone_are_counted_up(size: int) -> None:
    """Markdown's habit."""
    assert read("1. So\n" * size) == " ".join(f"{number}. So" for number in range(1, size + 1))


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(st.tuples(st.integers(1, 31), MONTHS, WORDS), min_size=1, max_size=5), st.sampled_from(("\n", "\n\n")))
def test_a_day_is_read_as_typed(days: list[tuple[int, str, str]], between: str) -> None:
    """And is never a point of a list."""
    text = between.join(f"{day}. {month} {word}" for day, month, word in days)

    assert read(text) == plain(text)
    assert "<li" not in CONVERTER.convert(text).html


LETTERS = st.text(st.sampled_from("abzäöüßABZ019"), min_size=1, max_size=4)


@settings(deadline=None)  # a machine under load is no mistake
@given(
    st.lists(st.lists(LETTERS, min_size=2, max_size=3), min_size=1, max_size=4), st.sampled_from(("*", "_", "**", "__"))
)
def test_signs_between_letters_stay(words: list[list[str]], sign: str) -> None:
    """Two words with a star each are no italics."""
    text = "Alle " + " und ".join(sign.join(letters) for letters in words)

    assert read(text) == text


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(st.sampled_from(("a", "b", " ", "*", "**", "_", "__", ".", "(", ")", "ä")), max_size=14).map("".join))
def test_stars_are_paired_as_commonmark_says(text: str) -> None:
    """Wherever no sign stands between letters, for there we say otherwise."""
    text = f"x {text.strip()} x"
    assume(not re.search(r"\w\*+\w|\w\*+_|_\*+\w|[^\W_]_+\*|\*_+[^\W_]|\*_|_\*", text))

    ours = re.sub(r"[\u00a0\u202f]", " ", CONVERTER.convert(text, german=False).html)

    assert ours == COMMONMARK.render(text).strip()


LINES = st.sampled_from(
    (
        *("- Ausweis", "  - Stift", "1. Anmelden", "2. Kommen", "a) so", "b) oder so", "• Punkt", "– Strich", "+ 5 %"),
        *("## Titel", "#Breitband", "Text.", "    Eingerückt", "\tTab", "12. Mai: Beginn", "Haus\\", "~~alt~~ neu", ""),
        *("Liste:", "> Zitat", "---", "Name", "--", "**wichtig ** und", "*so*", "[ ] offen", "| a | b |", "|---|---|"),
    )
)


@settings(deadline=None)  # a machine under load is no mistake
@given(st.lists(LINES, max_size=10).map("\n".join))
def test_no_word_is_lost(text: str) -> None:
    """Whatever stands below whatever: the words and numbers are read in their order."""
    assume(text.count("1. ") < 2)  # ones alone are counted up
    typed, found = (re.findall(r"[^\W_]+", value) for value in (text, read(text)))

    assert found == typed


@pytest.mark.parametrize("case", cases("remarks.md"), ids=str)
def test_what_is_meant_otherwise_is_told(case: Case) -> None:
    """With the line to type; an exclamation mark stands for an error."""
    told = [
        f"{one.line} {one.code}{'!' if one.severity is Severity.ERROR else ''}: {one.remedy}"
        for one in CONVERTER.convert(case.given).problems
    ]

    assert "\n".join(told) == case.expected


@pytest.mark.parametrize(
    "piece",
    [
        *("*a ", "**a", "a_b_", "~~a ", "a) x\n", "12. a\n30. b\n", "1. a\n  5. b\n", "```\n", "`` ` ", "|-|\n"),
        *(
            "a|b|c\n-|-\n",
            "##\n",
            "## ",
            "a\\\n",
            "[a]() ",
            "[^a] ",
            "[^",
            "Mo 9\nDi 9\n",
            "a\tb\n",
            ":::\n",
            "{#a} ",
            *("[a] (/", "[a](tel:0 1(", '<a href="https: ', "![a](C:\\", "![a](data:image/", "![a](b){focus=1 "),
            "a\n===\n",
        ),
    ],
)
def test_hostile_texts_take_time_that_grows_with_them(piece: str) -> None:
    """Ten thousand signs take a fraction of a second, forty thousand four times as long."""
    once, more = (cpu_seconds(partial(CONVERTER.convert, piece * (size // len(piece)))) for size in (10_000, 40_000))

    assert more < max(1.0, once * 10)
