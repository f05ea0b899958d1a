"""Former addresses: paths at which a text stood before and a page can answer now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.content.front_matter.parser import Node
from plugins.content.schema.field_types import MISSING, FieldContext, Missing, read_scalar

_RIGHT = re.compile(r"(?:/(?!\.(?!well-known/))[A-Za-z0-9._~-]{1,100})+/?", re.ASCII)
_WRONG_SIGN = re.compile(r"[^A-Za-z0-9._~/-]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?=/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormerAddressField:
    """A path of this site: a page there leads to where the text stands now."""

    example: str = "/alter-pfad/"

    def respell(self, text: str) -> str:
        """Return the path in *text*, which may be a whole address, if a page can stand there."""
        path = urlsplit(text).path if re.match(r"(?i)https?://", text) else _HOST.sub("", text, count=1)
        path = path if path.startswith("/") else f"/{path}"
        return path if _RIGHT.fullmatch(path) and path == path.strip() else ""

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the path."""
        text = read_scalar(key, node, reading, self.example)
        if isinstance(text, Missing) or _RIGHT.fullmatch(text):
            return text
        if cut := _cut_by_comma(node, reading):
            text = cut
        if not cut and (meant := self.respell(text)):
            why, remedy = "Sie beginnt nicht mit /.", f"Bitte so schreiben{reading.say_line(key, node, meant)}"
        else:
            why = _reason(text)
            remedy = (
                "Bitte hier löschen. Soll die Adresse weiter gelten, nennen Sie sie bitte der Technik: "
                "Den Weg von dort hierher kann der Webserver weisen."
            )
        reading.report.error(
            node.line, "old-path", f"„{text}“ ist als frühere Adresse unter „{key}“ nicht verwendbar. {why}", remedy
        )
        return MISSING


def _cut_by_comma(node: Node, reading: FieldContext) -> str:
    """Return the whole address of which *node* is what comes after a comma, or ""."""
    span = node.span
    if span is None or not span.in_flow:
        return ""
    line = reading.source.line(span.line)
    before = re.search(r"/[^\[,\s]*,\Z", line[: span.column])
    return f"{before[0]}{line[span.column : span.end_column]}" if before else ""


def _reason(text: str) -> str:
    """Return why no page can stand at *text*."""
    if "?" in text:
        return "Was hinter einem Fragezeichen steht, kann eine Seite nicht unterscheiden."
    if "#" in text:
        return "Was hinter einer Raute steht, erfährt eine Website nicht."
    if sign := _WRONG_SIGN.search(text):
        what = "ein Leerzeichen" if sign[0].isspace() else f"„{sign[0]}“"
        return f"Sie enthält {what}; hier gehen nur Buchstaben ohne Umlaute, Ziffern und die Zeichen . _ ~ - /"
    if "//" in text:
        return "Zwischen zwei Schrägstrichen steht nichts."
    if text == "/":
        return "Dort steht die Startseite."
    if "/." in text:
        return "Ein Teil davon beginnt mit einem Punkt; was so heißt, gibt kein Webserver heraus."
    return "Ein Teil davon ist zu lang."
