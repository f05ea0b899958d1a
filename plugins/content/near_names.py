"""Near names: the known name that a name which is not there was meant for.

Spelling decides first: the same letters in another case, decomposed, or encoded as in an address. Only then likeness.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import unquote

from plugins.core.problem import ProblemCollector


def fold(name: str) -> str:
    """Return *name* in one spelling: composed, decoded, in small letters."""
    return unicodedata.normalize("NFC", unquote(name)).casefold()


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the *known* name that is *name* spelled otherwise, else the one most like it.

    It is "" if none is close.
    """
    names = sorted(known)
    wanted = fold(name)
    same = [one for one in names if fold(one) == wanted]
    return next(iter(same or get_close_matches(name, names, n=1, cutoff=cutoff)), "")


def unknown_key(name: str, where: str, meant: str) -> str:
    """Return the sentence that there is no *name*, and which was *meant*.

    *where* ends with a group's name: „ unter „targets““; or it is "".
    """
    return f"Die Angabe „{name}“ gibt es{where} nicht.{f' Meinten Sie „{meant}“?' if meant else ''}"


def report_unknown_key(name: str, line: int, known: Iterable[str], report: ProblemCollector, where: str = "") -> None:
    """Report in *line* that *name* is none of the *known* ones; *where* as in ``unknown_key``."""
    known = tuple(known)
    remedy = f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(known)}"
    report.error(line, "unknown-key", unknown_key(name, where, nearest_name(name, known)), remedy)
