"""Front matter: golden cases. To read them is to know what editors are told."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace

import pytest

from plugins.content import reader
from plugins.content.front_matter.comments import report_hidden
from plugins.content.markdown.converter import Converter
from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.field_types import FieldContext
from plugins.core.problem import Problem, ProblemCollector, Severity
from tests.golden_cases import Case, cases

FILE = "content/articles/2016/x.md"
MEDIA = frozenset(
    {"/media/film.mp4", "/media/bild.jpg", "/media/mein bild.jpg", "/media/IMG_1234.JPG", "/media/IMG_1235.jpg"}
)


def _printed(problem: Problem) -> str:
    """Return *problem* as `check` prints it."""
    is_hint = problem.severity is Severity.WARNING
    return str(replace(problem, message=f"Hinweis: {problem.message}") if is_hint else problem)


def read(raw: bytes, file: str = FILE) -> str:
    """Return what reading *raw* comes to: the problems as printed, or the values as JSON."""
    report = ProblemCollector(file)
    kind = TYPE_OF["event" if b"\nstart:" in raw or b"\nBeginn:" in raw else "article"]
    item = reader.read_item(raw, kind, Converter(), FieldContext(report, MEDIA))
    if item is None or report.problems:
        return "\n".join(map(_printed, report.problems))
    names = ("title", "summary", "date", "updated", "tags", "category", "status", "aliases", "image")
    values = {name: getattr(item, name) for name in names} | {
        key: value if isinstance(value, str) else str(value) for key, value in item.fields.items()
    }
    values["posters"] = ", ".join(str(note.poster) for note in item.embed_notes if note.poster)
    shown = {name: value for name, value in values.items() if value not in (None, "", (), "published")}
    return "\n".join(f"{name}: {json.dumps(value, default=str, ensure_ascii=False)}" for name, value in shown.items())


@pytest.mark.parametrize("case", cases("front-matter.md"), ids=str)
def test_each_front_matter_is_a_message_or_the_values_as_written(case: Case) -> None:
    """An editor's mistake gets its sentence; what is legitimate comes through unchanged."""
    assert read(case.given.encode()) == case.expected


@pytest.mark.parametrize(
    "line",
    ["aliases: [www.beispiel.de]", "aliases: /alt/", "tags: [[a]]", 'tags: ["", b]', "embeds: [vimeo]", "slug: Groß"],
)
def test_what_a_remedy_says_to_type_is_right(line: str) -> None:
    """Also for an entry of a list, which is shown within one."""
    head = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n{}\n---\n"

    told = read(head.format(line).encode())

    typed = re.search(r"(?:schreiben|berichtigen|zum Beispiel)(?:, mit \d+ Leerzeichen davor)?: (.+)", told)
    assert typed
    assert "→" not in read(head.format(typed[1]).encode()), typed[1]


@pytest.mark.parametrize(
    "line",
    [
        *("corrected: Zahlendreher", 'corrected: "14. Mai 2026: Zahlendreher"', "corrected: 14.5.2026 – Zahlendreher"),
        *("corrected: [Zahlendreher]", "corrected: [2026-05-14, Zahlendreher]", "withdrawn: Zahlendreher"),
        *('withdrawn: "14. Mai 2026: Zahlendreher"', "withdrawn: [2026-05-14, Zahlendreher]"),
        *("withdrawn: [{day: 2026-05-14, text: Zahlendreher}]", "withdrawn: [Zahlendreher]"),
    ],
)
def test_a_remedy_keeps_what_readers_are_to_know(line: str) -> None:
    """An example in its place would be published, and untrue."""
    head = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n{}\n---\n"

    typed = re.findall("schreiben: (.+)", read(head.format(line).encode()))

    assert len(typed) == 1
    assert "{day: 2026-05-14, text: Zahlendreher}" in typed[0]
    assert "→" not in read(head.format(typed[0]).encode())


@pytest.mark.parametrize(
    "block",
    [
        "summary: |-\n  0\n  #0",
        "tags:\n  - |-\n    0\n    #0",
        "tags:\n- >2-\n    #0",
        "- - |\n    #0",
        "summary: | # wörtlich\n  #0",
    ],
)
def test_a_number_sign_in_a_block_is_text(block: str) -> None:
    """Where lines are taken word for word, nothing after it gets lost.

    The line after the block is read as ever.
    """
    report = ProblemCollector(FILE)
    assert not report_hidden(f"{block}\ntitle: Ein Titel", 1, report)
    assert report.problems == []

    assert report_hidden(f"{block}\ntitle: Ein #Titel", 1, report)
    assert report_hidden("links:\n  - text: |-\n      Text\n    title: Ein #Titel", 1, report)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read(line_end: str) -> None:
    """A file saved on Windows reads like any other."""
    text = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n---\nText.\n"

    assert read(text.replace("\n", line_end).encode()) == read(text.encode())


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\x85", "\u2028", "\u2029"])
def test_invisible_signs_are_named_and_left_out(sign: str) -> None:
    """They come along when a line is copied; what is typed by hand as the message says brings no message."""
    text = (
        f"---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\nstatus: draft{sign}\n---\nEin{sign} Wort\n"
    )

    told = read(text.encode())

    assert f"U+{ord(sign):04X}" in told
    assert told.startswith(f"{FILE}:5:")
    assert "→ Bitte die Zeile löschen und von Hand neu schreiben: status: draft" in told
    assert 'status: "draft"' in read(text.replace(sign, "").encode())


def test_a_joiner_between_latin_letters_is_left_out_and_one_within_a_picture_stays() -> None:
    text = "---\ntitle: Wo\u200drt \U0001f469\u200d\U0001f469\nsummary: Worum es geht.\ndate: 2016-10-26\n---\nText\n"

    told = read(text.encode())

    assert "U+200D" in told
    assert "→ Bitte die Zeile löschen und von Hand neu schreiben: title: Wort \U0001f469\u200d\U0001f469" in told


def test_letters_from_a_mac_are_composed() -> None:
    """Two spellings that look the same are the same."""
    text = "---\ntitle: Grüße\nsummary: Worum es geht.\ndate: 2016-10-26\n---\n"

    assert read(unicodedata.normalize("NFD", text).encode()) == read(text.encode())


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    """The three bytes that some editors put first are passed over."""
    text = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n---\n"

    assert read(b"\xef\xbb\xbf" + text.encode()) == read(text.encode())


def test_windows_1252_is_named_with_its_line() -> None:
    """A file in another encoding is refused with the way to save it."""
    raw = "---\ntitle: Ein Titel\nsummary: Schöne Grüße\n---\n".encode("cp1252")

    told = read(raw)

    assert told.startswith(f"{FILE}:3: Diese Datei ist nicht in UTF-8 gespeichert")
    assert "„UTF-8“" in told


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1f", "\x7f", "\x84", "\x9b"])
def test_control_characters_are_named_with_line_and_code(sign: str) -> None:
    """Nothing invisible gets through, neither in the values nor in the text."""
    for text in (f"---\ntitle: Ein{sign}Titel\n---\n", f"---\ntitle: Ein Titel\n---\nEin{sign}Text"):
        told = read(text.encode())

        assert f"U+{ord(sign):04X}" in told
        assert told.startswith(f"{FILE}:{2 if 'Ein' + sign + 'Titel' in text else 4}:")


def test_an_empty_file_is_told_how_to_begin() -> None:
    """Not even an empty file disappears silently."""
    assert read(b"\n \n").startswith(f"{FILE}:1: Diese Datei ist leer.")


def test_a_text_nested_beyond_reason_is_a_message() -> None:
    """Not even a hostile text ends in a traceback."""
    front = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n---\n"
    deep = "\n".join("    " * level + "- x" for level in range(400))

    assert read((front + deep).encode()).startswith(f"{FILE}:6: Der Text ist zu tief")


@pytest.mark.parametrize("entry", ['"Foto: Text # 1"', "'Foto: Text # 1'", '"#Gedöns: der #Film"'])
def test_what_is_quoted_in_a_list_may_hold_everything(entry: str) -> None:
    """It was put into quotation marks for that; a colon in it parts nothing."""
    told = read(f"---\ntitle: T\nsummary: S.\ndate: 2016-10-26\ntags:\n  - {entry}\n---\n".encode())

    assert told.endswith(f'tags: ["{entry[1:-1]}"]')


def test_several_withdrawals_become_one_with_all_words() -> None:
    """A text is withdrawn once; which of the words are to go is for the editor to say."""
    head = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n{}\n---\n"

    told = read(head.format("withdrawn: [{day: 2026-05-14, text: Falsch.}, {day: 2026-05-20, text: Auch}]").encode())

    assert told.endswith(': withdrawn: {day: 2026-05-14, text: "Falsch., 2026-05-20, Auch"}')
