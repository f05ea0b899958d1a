"""Plain files: text and tables that every program has to read alike."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.problem import Problem

_CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))
_UTF8 = {
    ".csv": "In Excel: Datei, Speichern unter, Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“.",
    ".txt": "Im Windows-Editor: Datei, Speichern unter, Codierung „UTF-8“.",
}


def find_text_problems(data: bytes, suffix: str, file: str) -> Iterator[Problem]:
    """Yield the problem of a text or table whose letters browsers would not show."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "Die Datei ist nicht in UTF-8 gespeichert; Umlaute kämen als falsche Zeichen an."
        yield Problem(file, line, message, f"Bitte neu speichern. {_UTF8[suffix]}", "document-encoding")
        return
    rows = (number for number, row in enumerate(text.split("\n"), 1) if not _CONTROLS.isdisjoint(row))
    if line := next(rows, 0):
        message = "In der Datei stehen Steuerzeichen; sie ist kein reiner Text."
        yield Problem(file, line, message, f"Bitte neu speichern. {_UTF8[suffix]}", "document-encoding")
