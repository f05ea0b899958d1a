"""Source: the bytes of a file as text, split into front matter and body, lines kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plugins.content.clean_addresses import clean_front_matter
from plugins.content.front_matter.remedies import say
from plugins.core.problem import ProblemCollector

_FENCE = "---"
# Unicode's category Cc but for tab and line feed, and the line ends that only some programs take for such
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# What nobody sees and nobody means: left out, or a blank where some programs take it for a line end
_NAMES = {
    "\u200b": "breitenloses Leerzeichen",
    "\u2060": "Wortverbinder",
    "\ufeff": "Zeichen für die Bytefolge",
    "\u0085": "Zeilenende von Großrechnern",
    "\u2028": "Zeilentrenner",
    "\u2029": "Absatztrenner",
    **dict.fromkeys(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "Zeichen für die Schreibrichtung"
    ),
    **dict.fromkeys("\u200c\u200d", "Zeichen zwischen Buchstaben"),  # Persian and pictures are made of these
}
_BLANKS = "\u0085\u2028\u2029"
_LETTER = "[0-9A-Za-z\u00c0-\u024f]"
_ANY_INVISIBLE = re.compile(
    "[\u0085\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0]"
    f"|(?<={_LETTER})[\u200c\u200d](?={_LETTER})"
)
# What is read in another order than it is typed (U+202A to U+202E, U+2066 to U+2069), but around an address, as
# browsers and explorers copy it
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONE_ADDRESS = re.compile(
    r"[\s>]*(?:[-*+] +)?(?:[\w.-]+: +)?[\"'<]?[\u202a-\u202e\u2066-\u2069]*"
    r"(?:https?://|mailto:|www\.)[^\s\u202a-\u202e\u2066-\u2069]+[\u202a-\u202e\u2066-\u2069]*[\"'>\\]*\s*",
    re.IGNORECASE,
)
_LONGEST = 100  # characters of a line that a remedy shows as a whole
_BEGIN = (
    "Bitte in die erste Zeile --- schreiben, darunter title:, summary: und date: mit ihren Werten, "
    "dann wieder eine Zeile mit --- und danach den Text."
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """Front matter and body of one file; the lines say where each begins in it."""

    front: str
    body: str
    front_line: int
    body_line: int


def decode(raw: bytes, report: ProblemCollector) -> str | None:
    """Return *raw* as text with plain line ends, or None after reporting why it is not readable.

    Letters are composed (NFC), invisible signs left out: a file from a Mac, or a line copied from a page, reads like
    one that was typed here.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        _report_encoding(report, 1, "UTF-16")
        return None
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        _report_encoding(report, raw.count(b"\n", 0, error.start) + 1, "Windows-1252")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _leave_out_invisible(text, report)
    return unicodedata.normalize("NFC", text) if _is_clean(text, report) else None


def _report_encoding(report: ProblemCollector, line: int, likely: str) -> None:
    report.error(
        line,
        "encoding",
        f"Diese Datei ist nicht in UTF-8 gespeichert, sondern vermutlich in {likely}. "
        "Umlaute wären auf der Website unleserlich.",
        "Bitte im Editor „Speichern unter“ wählen und als Zeichenkodierung „UTF-8“ angeben.",
    )


def _leave_out_invisible(text: str, report: ProblemCollector) -> str:
    """Return *text* without invisible signs, after a warning about each line with one."""
    if not _ANY_INVISIBLE.search(text):
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        found = _ANY_INVISIBLE.search(line)
        if not found:
            continue
        lines[at] = _ANY_INVISIBLE.sub(lambda sign: " " if sign[0] in _BLANKS else "", line)
        if (turned := DIRECTION.search(line)) and not _LONE_ADDRESS.fullmatch(line):
            _report_direction(at + 1, turned[0], lines[at], report)
            continue
        name = _NAMES.get(found[0], "Zeichen ohne Breite")
        what = "macht ein gewöhnliches Leerzeichen daraus" if found[0] in _BLANKS else "lässt es weg"
        report.warning(
            at + 1,
            "invisible-sign",
            f"In dieser Zeile steht ein unsichtbares Zeichen: {name} (U+{ord(found[0]):04X}), meist ein Rest vom "
            f"Kopieren. Die Website {what}.",
            _say_anew(lines[at]),
        )
    return "\n".join(lines)


def _report_direction(number: int, sign: str, line: str, report: ProblemCollector) -> None:
    report.error(
        number,
        "direction-sign",
        f"In dieser Zeile steht ein unsichtbares Zeichen, das die Schreibrichtung ändert (U+{ord(sign):04X}): "
        "Zu lesen wäre etwas anderes, als dasteht.",
        _say_anew(line),
    )


def _say_anew(line: str) -> str:
    is_short = 0 < len(line.strip()) <= _LONGEST
    return f"Bitte die Zeile löschen und von Hand neu schreiben{say(line) if is_short else '.'}"


def _is_clean(text: str, report: ProblemCollector) -> bool:
    """Report every line with a control character; return whether there is none."""
    if not CONTROL.search(text):
        return True
    for number, line in enumerate(text.split("\n"), 1):
        found = CONTROL.search(line)
        if found:
            report.error(
                number,
                "control-character",
                f"In dieser Zeile steht ein unsichtbares Steuerzeichen (U+{ord(found[0]):04X}), "
                "meist ein Rest vom Kopieren.",
                "Bitte die Zeile löschen und von Hand neu schreiben.",
            )
    return False


def split_front_matter(text: str, report: ProblemCollector) -> SourceText | None:
    """Return front matter and body of *text*, or None after reporting that they are not apart."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        report.error(1, "empty-file", "Diese Datei ist leer.", _BEGIN)
        return None
    if lines[first].rstrip() != _FENCE:
        report.error(
            first + 1,
            "no-front-matter",
            f"Die Datei beginnt mit „{_short(lines[first])}“ statt mit Angaben wie Titel und Datum.",
            _BEGIN,
        )
        return None
    end = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() == _FENCE), None)
    if end is None:
        report.error(
            first + 1,
            "unclosed-front-matter",
            "Die Angaben am Anfang der Datei hören nicht auf: die zweite Zeile mit drei Strichen fehlt.",
            "Bitte nach der letzten Angabe eine Zeile einfügen, in der nur --- steht.",
        )
        return None
    return SourceText(
        front=clean_front_matter("\n".join(lines[first + 1 : end]), first + 2, report),
        body="\n".join(lines[end + 1 :]),
        front_line=first + 2,
        body_line=end + 2,
    )


def _short(line: str) -> str:
    return line.strip() if len(line.strip()) <= 40 else line.strip()[:39] + "…"
