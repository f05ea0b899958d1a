"""Refusals: what is told of HTML that nobody can read as it was meant."""

from __future__ import annotations

import re

from plugins.content.markdown.html.names import FOREIGN_TO_TEXT
from plugins.core.problem import Problem, Severity

_MAX_LENGTH = 60
_BLANKS = r"[\s\u00a0]+"
_IN_FOREIGN = {
    "svg": "in einer Zeichnung <svg>",
    "math": "in einer Formel <math>",
    "select": "in einer Auswahlliste <select>",
}
WHY_UNWANTED = {
    "autofocus": "zöge die Seite beim Öffnen an diese Stelle; wer sie sich vorlesen lässt, verpasst den Anfang.",
    "open": "öffnete ein Fenster über der Seite, ohne dass es jemand verlangt hat.",
    "rel": "gäbe der verlinkten Seite Zugriff auf diese; sie könnte sie austauschen.",
    "bdo": "kehrt die Schreibrichtung um; zu lesen wäre etwas anderes, als dasteht.",
}
"""Why a text may not have an attribute or an element: the end of a sentence."""


def report_unknown(source: str, name: str, line: int) -> Problem:
    """Return the error that *source* is no element, or none for a text."""
    if name in FOREIGN_TO_TEXT:
        return _problem(
            line,
            "raw-html",
            f"„{_shorten(source)}“ gehört nicht in einen Text: Browser machen daraus Verschiedenes.",
            f"Bitte weglassen oder, wenn davon die Rede ist, so schreiben: \\{_shorten(source)}",
        )
    if re.fullmatch("<mailto:[^<>]*@[^<>]*>", source, re.IGNORECASE):
        return _problem(
            line,
            "unknown-tag",
            f"„{source}“ hält ein Browser wegen der Leerzeichen für einen Befehl; zu lesen wäre davon nichts.",
            f"Bitte so schreiben: {re.sub(_BLANKS, '', source)}",
        )
    return _problem(
        line,
        "unknown-tag",
        f"„{_shorten(source)}“ hält ein Browser für einen Befehl; zu lesen wäre davon nichts.",
        f"Bitte davor einen umgekehrten Schrägstrich setzen: \\{_shorten(source)}",
    )


def report_declaration(signs: str, line: int) -> Problem:
    """Return the error that an instruction to a computer begins with *signs*."""
    if signs == "<!--":
        return _problem(
            line,
            "unclosed-tag",
            "Dieser Kommentar hat kein Ende; alles danach gehörte dazu und verschwände.",
            "Bitte an seinem Ende ergänzen: -->",
        )
    return _problem(
        line,
        "raw-html",
        f"Was mit „{signs}“ beginnt, lesen Browser verschieden; manche machten daraus etwas anderes als diese Prüfung.",
        f"Bitte weglassen oder, wenn davon die Rede ist, so schreiben: \\{signs}",
    )


def report_comment(source: str, line: int) -> Problem:
    """Return the warning that a comment is not published."""
    return _problem(
        line,
        "comment",
        f"„{_shorten(source)}“ erscheint nirgends, auch nicht im Quelltext der Seite.",
        "Bitte löschen, wenn es erledigt ist. Soll es zu lesen sein, bitte „<!--“ und „-->“ weglassen.",
        Severity.WARNING,
    )


def report_unclosed(name: str, line: int, *, is_harmless: bool = False) -> Problem:
    """Return that an element has no end: a warning if nobody would see a difference."""
    return _problem(
        line,
        "unclosed-tag",
        f"Zu <{name}> fehlt das Ende </{name}>; was danach kommt, gehörte auch noch dazu.",
        f"Bitte hinter dem letzten Wort ergänzen, für das es gelten soll: </{name}>",
        Severity.WARNING if is_harmless else Severity.ERROR,
    )


def report_self_closing(source: str, name: str, line: int) -> Problem:
    """Return the error that a slash at the end of a tag ends nothing."""
    return _problem(
        line,
        "unclosed-tag",
        f"Der Schrägstrich am Ende von „{_shorten(source)}“ beendet nichts; alles danach gehörte dazu.",
        f"Bitte den Schrägstrich weglassen und dahinter ergänzen: </{name}>",
    )


def report_stray_end(name: str, line: int) -> Problem:
    """Return the error that something ends that never began."""
    return _problem(
        line,
        "unclosed-tag",
        f"</{name}> beendet etwas, das nicht begonnen hat; es könnte einen Teil der Seite selbst beenden.",
        f"Bitte weglassen oder, wenn davon die Rede ist, so schreiben: \\</{name}>",
    )


def report_misplaced(source: str, parent: str, line: int) -> Problem:
    """Return the error that readers do not agree on an element at its place."""
    return _problem(
        line,
        "raw-html",
        f"„{_shorten(source)}“ lesen Browser {_IN_FOREIGN[parent]} verschieden.",
        f"Bitte weglassen: {_shorten(source)}",
    )


def report_attribute(name: str, element: str, line: int) -> Problem:
    """Return the error that nobody can say which attribute is meant."""
    return _problem(
        line,
        "raw-html",
        f"Die Angabe „{_shorten(name)}“ in <{element}> ist nicht zu verstehen; meist fehlt ein Anführungszeichen.",
        f'Bitte berichtigen, zum Beispiel: <{element} title="Titel">',
    )


def report_unwanted(written: str, name: str, line: int) -> Problem:
    """Return the error that a text may not have the attribute or element *name*, *written* so."""
    end = ", mit dem Ende </bdo>" if name == "bdo" else ""
    return _problem(line, "raw-html", f"„{_shorten(written)}“ {WHY_UNWANTED[name]}", f"Bitte weglassen{end}: {written}")


def report_several_readings(line: int) -> Problem:
    """Return the error that elements are nested in a way for which there is no one form."""
    return _problem(
        line,
        "raw-html",
        "Die Befehle in spitzen Klammern stehen hier so ineinander, dass Browser sie verschieden lesen.",
        "Bitte vereinfachen: Was zuletzt begann, endet zuerst, zum Beispiel: <b><i>Text</i></b>",
    )


def report_unread_markup(found: str, parent: str, line: int) -> Problem:
    """Return the error that Markdown stands where none is read."""
    if found.startswith("**"):
        instead = f"<b>{found[2:-2]}</b>"
    else:
        text, _, target = found.lstrip("!").partition("](")
        shown = (text[1:], target[:-1])
        instead = '<img src="{1}" alt="{0}">' if found.startswith("!") else '<a href="{1}">{0}</a>'
        instead = instead.format(*shown)
    return _problem(
        line,
        "markdown-in-html",
        f"Innerhalb von <{parent}> bliebe „{_shorten(found)}“ so stehen, mit allen Zeichen.",
        f"Bitte dort so schreiben: {instead}",
    )


def _problem(line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("", line, message, remedy, code, severity)


def _shorten(text: str) -> str:
    visible = "".join(c if c.isprintable() else " " for c in text.strip())
    return visible if len(visible) <= _MAX_LENGTH else f"{visible[: _MAX_LENGTH - 1]}…"
