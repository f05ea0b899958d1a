"""Messages: deviations as problems, with the line that accepts each of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from plugins.core.problem import Problem, Severity
from plugins.proof.comparison import Deviation
from plugins.proof.passages import Passage
from plugins.proof.typed_text import ACCEPTED
from plugins.proof.words import tokens

_CAPTIONS = "Ist es so gewollt, geben Sie diese Meldung bitte an die Technik weiter."


def accept(
    found: Iterable[Deviation], accepted: Iterable[Passage]
) -> tuple[list[Deviation], list[Passage], list[Passage]]:
    """Return deviations not accepted, entries that accept one, and entries that accept none."""
    waiting = [(tuple(tokens(one.text)), one) for one in accepted]
    left: list[Deviation] = []
    used: list[Passage] = []
    for deviation in found:
        key = tuple(tokens(_entry(deviation)))
        at = next((n for n, (words, _) in enumerate(waiting) if words == key), None)
        if at is None:
            left.append(deviation)
        else:
            used.append(waiting.pop(at)[1])
    return left, used, [one for _, one in waiting]


def problem(file: str, deviation: Deviation, place: str, has_accepted: bool) -> Problem:
    """Return the problem of a deviation; *place* is the output file, "" being the page."""
    where = f" ({place})" if place else ""
    read = f"zu lesen ist{where} „{deviation.read}“" if deviation.read else f"zu lesen ist{where} davon nichts"
    typed = f"Geschrieben ist „{deviation.typed}“" if deviation.typed else "Geschrieben ist an dieser Stelle nichts"
    return Problem(
        file,
        deviation.line,
        f"{typed}, {read}.",
        f"Bitte anders schreiben, bis beides gleich ist. {_acceptance(file, deviation, has_accepted)}",
        "not-as-typed" if deviation.is_word else "sign-added" if deviation.is_added else "sign-lost",
        Severity.ERROR if deviation.is_word else Severity.WARNING,
    )


def _acceptance(file: str, deviation: Deviation, has_accepted: bool) -> str:
    """Return the sentence with the line that accepts a place."""
    if not file.endswith(".md"):
        return _CAPTIONS
    words = json.dumps(_entry(deviation), ensure_ascii=False)
    if has_accepted:
        return f"Ist es so gewollt, ergänzen Sie oben in der Datei unter „{ACCEPTED}“ die Zeile: - {words}"
    return f"Ist es so gewollt, fügen Sie oben in der Datei diese Zeile ein: {ACCEPTED}: [{words}]"


def _entry(deviation: Deviation) -> str:
    return deviation.typed or deviation.read


def count_accepted(file: str, used: list[Passage], unused: list[Passage]) -> Iterator[Problem]:
    """Yield a warning that counts accepted places, and one for each entry that accepts none."""
    if used:
        count = "eine Stelle" if len(used) == 1 else f"{len(used)} Stellen"
        yield Problem(
            file,
            used[0].line,
            f"In diesem Text ist {count} anders zu lesen als geschrieben, und das ist angenommen."
            if len(used) == 1
            else f"In diesem Text sind {count} anders zu lesen als geschrieben, und das ist angenommen.",
            f"Ist das nicht mehr gewollt, löschen Sie bitte die Einträge unter „{ACCEPTED}“.",
            "accepted-deviation",
            Severity.WARNING,
        )
    for one in unused:
        yield Problem(
            file,
            one.line,
            f"„{one.text}“ ist unter „{ACCEPTED}“ angenommen, aber keine Stelle weicht so ab.",
            "Bitte diesen Eintrag löschen.",
            "accepted-unneeded",
            Severity.WARNING,
        )
