"""Telling: what an editor hears of an address that is not what it was."""

from __future__ import annotations

from plugins.outbound.answer import Answer, Kind
from plugins.problem import Problem, Severity

_SEARCH = "Bitte auf der Website des Anbieters nach der neuen Adresse suchen oder den Link entfernen."


def told(answer: Answer, file: str, line: int) -> Problem | None:
    """Return the hint about *answer* for the place where its address stands, or None if all is well."""
    address = answer.address
    match answer.kind:
        case Kind.FINE:
            return None
        case Kind.MOVED:
            return _hint(
                file, line, "link-moved", f"„{address}“ ist dauerhaft umgezogen.", f"Bitte schreiben: {answer.to}"
            )
        case Kind.GONE:
            message = f"„{address}“ gibt es nicht mehr (Antwort {answer.status})."
            return _hint(file, line, "link-gone", message, _SEARCH)
        case Kind.CLOSED:
            message = f"Ob es „{address}“ noch gibt, sagt der Server nicht (Antwort {answer.status})."
            return _hint(file, line, "link-unclear", message, f"Bitte im Browser ansehen: {address}")
        case Kind.LOOP:
            message = f"„{address}“ leitet im Kreis weiter und kommt nirgends an."
            return _hint(file, line, "link-loop", message, _SEARCH)
        case Kind.PRIVATE:
            message = f"„{address}“ liegt nicht im öffentlichen Internet; Leserinnen und Leser kommen dort nicht hin."
            return _hint(
                file,
                line,
                "link-private",
                message,
                "Bitte die öffentliche Adresse angeben, zum Beispiel: https://www.land.nrw/",
            )
        case Kind.SILENT:
            message = f"„{address}“ ist nicht zu erreichen. {answer.why}"
            return _hint(file, line, "link-silent", message, f"Bitte später im Browser ansehen: {address}")


def _hint(file: str, line: int, code: str, message: str, remedy: str) -> Problem:
    return Problem(file, line, message, remedy, code, Severity.WARNING)
