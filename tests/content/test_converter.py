"""Markdown to HTML: golden cases. A hole is shown as {link 0}."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.content.markdown.converter import Converter
from plugins.content.markdown.typography import TextPiece, may_change, typeset, typeset_pieces
from plugins.content.reader import read_item
from plugins.content.schema.content_types import TYPES
from plugins.content.schema.field_types import FieldContext
from plugins.core.problem import ProblemCollector
from tests.golden_cases import Case, cases

CONVERTER = Converter()


def shown(text: str) -> str:
    """Return what *text* becomes, with holes and no-break spaces made visible."""
    html = CONVERTER.convert(text).html
    html = re.sub("\x1a(link|embed):([0-9]+)\x1a", r"{\1 \2}", html)
    return html.replace("\u00a0", "~").replace("\u202f", "^").replace("\n\n", "\n")


@pytest.mark.parametrize("case", cases("markup.md"), ids=str)
def test_markdown_becomes_this_html(case: Case) -> None:
    """What editors may write, and what it becomes."""
    assert shown(case.given) == case.expected


@pytest.mark.parametrize("case", cases("dialect.md"), ids=str)
def test_what_is_typed_is_what_is_read(case: Case) -> None:
    """The Markdown of people who write letters; docs/schreibweise.md tells it in German."""
    assert shown(case.given) == case.expected


@pytest.mark.parametrize("case", cases("typography.md"), ids=str)
def test_german_texts_are_set_like_this(case: Case) -> None:
    """Marks, dashes, dots and spaces; a no-break space is shown as ~, a narrow one as ^."""
    assert shown(case.given) == case.expected


def test_a_converter_forgets_what_it_has_read() -> None:
    """One converter serves all files: nothing of one text turns up in the next."""
    text = "[a](/aktuelles/)\n\n## Teil\n\nText[^1]\n\n[^1]: Fuß"

    assert CONVERTER.convert(text) == CONVERTER.convert(text)


def test_a_text_nested_too_deeply_spoils_no_other() -> None:
    """It is refused, and the files after it are read as if it had not been there."""
    converter = Converter()
    text = "Siehe [a](/aktuelles/).\n\nText"
    before = converter.convert(text)

    with pytest.raises(RecursionError):
        converter.convert("- " * 500 + "tief")

    assert converter.convert(text) == before


MARKS = re.compile("[\"„“”'‚‘’`´]")
TYPED = st.text(st.sampled_from("\"'„“”‚‘’`´-. aBä5(§%/…–\u00a0\n") | st.characters())


@pytest.mark.parametrize("text", ["a" * 50_000 + "/", "http://" + "." * 50_000 + "x", "a@" * 25_000, '"' * 50_000])
def test_typography_takes_no_longer_for_a_long_word(text: str) -> None:
    """Such as a picture pasted as text.

    Tried from each of its signs again it would take a quarter of a minute.
    """
    began = time.perf_counter()
    typeset(text)

    assert time.perf_counter() - began < 3


@given(TYPED)
def test_typography_changes_only_signs_and_spaces(text: str) -> None:
    """No letter is ever lost or made up: marks stay marks, dashes dashes, dots dots."""
    assert plain(typeset(text)) == plain(text)


def plain(text: str) -> str:
    """Return *text* without what typography may exchange."""
    text = MARKS.sub('"', re.sub("[ \u00a0\u202f]", "", text)).replace("…", "...")
    return re.sub("--?|–", "-", text)


@given(st.lists(TYPED, max_size=5))
def test_a_run_is_set_as_one(texts: list[str]) -> None:
    """Marks do not care where italics begin: the pieces together read like the whole."""
    found = typeset_pieces([TextPiece(text) for text in texts])

    assert len(found) == len(texts)
    assert [len(MARKS.findall(text)) for text in found] == [len(MARKS.findall(text)) for text in texts]


@given(st.lists(st.tuples(TYPED, st.booleans()), max_size=5))
def test_what_is_literal_stays(pieces: list[tuple[str, bool]]) -> None:
    """Code, addresses and other languages come back as they were."""
    found = typeset_pieces([TextPiece(*piece) for piece in pieces])

    assert [text for text, (_, literal) in zip(found, pieces, strict=True) if literal] == [
        text for text, literal in pieces if literal
    ]


@given(TYPED)
def test_typography_is_done_once(text: str) -> None:
    """What is right already stays as it is."""
    assert typeset(typeset(text)) == typeset(text)


def test_english_texts_keep_their_spaces() -> None:
    """German rules are for German texts."""
    assert "\u00a0" not in CONVERTER.convert("At 10 Uhr, § 5", german=False).html


def test_front_matter_is_set_too() -> None:
    """Titles, summaries, descriptions and captions, unless the text is in another language."""
    head = (
        '---\ntitle: Der "Pakt"\nsummary: Um 10 Uhr ...\ndate: 2016-10-26\n{lang}'
        'image: {{src: /media/a.jpg, alt: \'Ein "Bild"\', credit: A - B, caption: z. B.}}\n---\nText "hier".\n'
    )
    media = frozenset({"/media/a.jpg"})
    german, english = (
        read_item(
            head.format(lang=lang).encode(),
            TYPES[0],
            CONVERTER,
            FieldContext(ProblemCollector("content/articles/2016/x.md"), media),
        )
        for lang in ("", "lang: en\n")
    )

    assert german is not None
    assert english is not None
    assert (german.title, german.summary) == ("Der „Pakt“", "Um 10\u00a0Uhr …")
    assert german.image is not None
    assert english.image is not None
    assert (german.image.alt, german.image.credit, german.image.caption) == ("Ein „Bild“", "A\u00a0– B", "z.\u202fB.")
    assert (english.title, english.summary) == ('Der "Pakt"', "Um 10 Uhr ...")
    assert english.image.alt == 'Ein "Bild"'
    assert '"hier"' in english.body.html


SIGNS = ["z.", "B.", " ", "d", "h", ".", "...", "-", "–", "§", "Artikel", "Nr.", "5", "a", "10", "Uhr", '"', "'", "EN"]


@given(st.lists(st.sampled_from([*SIGNS, "\n", "km", "März", "\u00a0", "x", "s.", "o.", "Ä.", "\x02"]), max_size=12))
def test_a_text_that_cannot_change_does_not(words: list[str]) -> None:
    """Paragraphs without any sign of a rule are not looked at any further."""
    text = "".join(words)

    assert may_change(text) or typeset(text) == text
