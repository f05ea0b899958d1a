"""Remedies for front matter, by properties: typed as they stand they are read, and no value is lost."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.content import reader
from plugins.content.markdown.converter import Converter
from plugins.content.markdown.typography import typeset
from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.field_types import FieldContext, nearest_media
from plugins.core.model import ContentItem
from plugins.core.problem import Problem, ProblemCollector
from tools.messages.typing import in_place

HEAD = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n"
CONVERTER = Converter()
# The signs that mean something to YAML, to editors, or to both
WORD = st.sampled_from(
    [
        "Neu",
        "Ä",
        "C#",
        "#Netz",
        "a:",
        ":",
        "-",
        "–",
        "*",
        "&",
        "!",
        "[x]",
        "{",
        "}",
        "]",
        ",",
        "'",
        '"',
        "„Neu“",
        "“",
        "%",
        "@",
        "`",
        "\\",
        "|",
        ">",
        "?",
        "12",
        "10:30",
        "https://a.example/",
        "=",
        "\u00a0b",
    ]
)
TEXT = st.lists(WORD, max_size=4).flatmap(
    lambda words: st.integers(0, len(words)).map(lambda at: " ".join([*words[:at], "Haus", *words[at:]]))
)


def read(text: str, kind: str = "article") -> tuple[ContentItem | None, list[Problem]]:
    """Return the item in *text*, and what is said about it."""
    report = ProblemCollector("content/articles/2016/x.md")
    item = reader.read_item(text.encode(), TYPE_OF[kind], CONVERTER, FieldContext(report))
    return item, report.problems


def type_until_read(text: str, kind: str = "article", steps: int = 1) -> ContentItem:
    """Return the item after the remedies of *text* were typed, at most so many times; fail if it is still wrong."""
    for _ in range(steps + 1):
        item, problems = read(text, kind)
        if not problems:
            assert item is not None
            return item
        for problem in problems:
            text = in_place(text, problem)
    pytest.fail(f"{problems}\n{text}")


def is_yaml(value: str) -> bool:
    """Return whether YAML takes *value* for something else than a text: a list, a group, a quoted text."""
    try:
        return bool(yaml.load(f"k: {value}", Loader=yaml.BaseLoader) != {"k": value})
    except yaml.YAMLError:
        return False


def words(text: str) -> list[str]:
    """Return the parts of *text* between blanks, without quotation marks and brackets.

    A value that begins with a bracket is taken for a list, and closed as one.
    """
    return [plain for word in re.split(r"[\s\u00a0]+", text) if (plain := word.strip("\"'“”„‚‘’[]{},"))]


@settings(deadline=None)  # a machine under load is no mistake
@given(TEXT.filter(lambda value: not is_yaml(value)))
@example('"Neu" und "Alt"')
@example("Neu: 'so' # und anders")
def test_a_value_that_is_no_yaml_is_read_once_its_remedy_is_typed(value: str) -> None:
    """Quotation marks around it are the remedy; every sign within stays."""
    typed = type_until_read(HEAD + f"category: {value}\n---\n", steps=2)

    assert words(typed.category) == words(value)


@settings(deadline=None)  # a machine under load is no mistake
@example("Zusammenfassung", "! ' Haus")
@example("Teaser", '& "Haus')
@example("Teaser", '" Haus \\ Neu')
@example("Teaser", "' - Haus")  # the remedy closes the mark, and a dash at the beginning stays one
@given(
    st.sampled_from(["Zusammenfassung", "description", "Beschreibung", "excerpt", "Summary", "teaser"]),
    TEXT.filter(lambda value: not is_yaml(value)),
)
def test_a_summary_under_another_name_keeps_its_text(key: str, value: str) -> None:
    """It needs a message for the signs in the text, one for the name, and one if YAML takes it for a group."""
    item = type_until_read(HEAD.replace("summary: Worum es geht.", f"{key}: {value}") + "---\n", steps=3)

    assert words(item.summary.replace("–", "-")) == words(typeset(value).replace("–", "-"))


@settings(deadline=None)  # a machine under load is no mistake
@given(
    st.integers(1, 28), st.integers(1, 12), st.integers(0, 23), st.integers(0, 59),
    st.sampled_from(["{d}.{m}.2027 {h}:{n:02} Uhr", "2027-{m}-{d}T{h}:{n:02}", "{d}.{m}.2027, {h}.{n:02} Uhr",
                     "2027-{m:02}-{d:02} {h}.{n:02}", "{d}. {name} 2027 um {h}:{n:02}",
                     "2027-{m:02}-{d:02}T{h:02}.{n:02}"]),
)  # fmt: skip
def test_a_moment_written_in_another_way_keeps_its_time(
    day: int, month: int, hour: int, minute: int, form: str
) -> None:
    """Not the day alone: the page would say „ab 0 Uhr“, or nothing."""
    names = ("Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
    written = form.format(d=day, m=month, h=hour, n=minute, name=names[month - 1])
    head = HEAD.replace("date: 2016-10-26\n", "") + "place: {name: Rathaus, city: Musterstadt}\n"

    item = type_until_read(f"{head}start: {written}\n---\n", "event")

    assert f"{item.fields['start']:%Y-%m-%d %H:%M}" == f"2027-{month:02}-{day:02} {hour:02}:{minute:02}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("/media/haus.pdf", ""), ("/media/haus.png", "/media/Haus.jpg")],
)
def test_a_document_is_never_meant_for_a_picture(written: str, meant: str) -> None:
    assert nearest_media(written, ["/media/Haus.jpg"]) == meant
