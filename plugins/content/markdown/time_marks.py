"""Time marks: the places of a film in its text, like [1:05], and their problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.core.dates import MARK, mark_seconds, stamp
from plugins.core.problem import ProblemCollector

_BEGINNING = re.compile(r"\s{0,3}(?:#{1,6}\s+|[-*+]\s+|\d+\.\s+)?(?:\*\*|__)?(?=\[)")
_LIKE_A_MARK = re.compile(r"\[\s*\d+(?:\s*[:.]\s*\d+){1,2}\s*(?:Uhr|Min\.?|min)?\s*\](?!\():?")


def check(body: str, first_line: int, length: int | None, report: ProblemCollector) -> None:
    """Report time marks of *body* without a film, or in another order than in the film.

    Args:
        body: Markdown.
        first_line: The line of the file in which *body* begins.
        length: How many seconds the film lasts, if that is known.
        report: Takes the problems.
    """
    latest = 0
    for line, text in _marks(body, first_line):
        mark = MARK.fullmatch(text)
        if text.endswith(":"):
            message = f"Hinter der Stelle {text[:-1]} steht ein Doppelpunkt. Der Text dahinter könnte verloren gehen."
            report.error(line, "time-mark", message, f"Bitte ohne Doppelpunkt schreiben: {text[:-1]}")
        elif mark is None:
            message = f"„{text}“ ist als Stelle im Film nicht zu verstehen; es bliebe gewöhnlicher Text."
            remedy = f"Bitte Minuten und Sekunden angeben, zum Beispiel: {_as_mark(text)}"
            report.warning(line, "time-mark", message, remedy)
        if mark is None:
            continue
        second = mark_seconds(mark)
        if length is not None and second > length:
            message = f"Die Stelle {text} liegt hinter dem Ende des Films ({stamp(length)})."
            remedy = "Bitte die Stelle berichtigen oder, wenn sie stimmt, „duration“ oben in der Datei."
            report.error(line, "time-mark", message, remedy)
        elif second < latest:
            message = f"Die Stelle {text} kommt im Film vor der Stelle darüber ([{stamp(latest)}])."
            report.warning(line, "time-mark", message, "Bitte die Absätze in der Reihenfolge des Films anordnen.")
        latest = max(latest, second)


def _as_mark(text: str) -> str:
    """Return the time mark that *text* was probably meant to be."""
    hours_to_seconds = [int(part) for part in re.findall(r"\d+", text)]
    meant = f"[{':'.join(str(part) if at == 0 else f'{part:02}' for at, part in enumerate(hours_to_seconds))}]"
    return meant if MARK.fullmatch(meant) else "[1:05]"


def _marks(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Yield line and text of each time mark at the beginning of a paragraph or heading."""
    before = ""
    for number, line in enumerate(body.split("\n"), first_line):
        begins = _BEGINNING.match(line)
        if begins and (begins[0].strip() or not before.strip() or before.lstrip().startswith("#")):
            found = _LIKE_A_MARK.match(line, begins.end())
            if found:
                yield number, found[0]
        before = line
