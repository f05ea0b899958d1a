"""Answer: what became of the question whether an address is still there."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from plugins.core.atomic import write_atomic


class AnswerKind(StrEnum):
    """What an answer means."""

    FINE = "fine"
    MOVED = "moved"  # for good, says the server
    GONE = "gone"  # 404 or 410
    CLOSED = "closed"  # the server answers, but not to programs, or has trouble of its own
    LOOP = "loop"
    SILENT = "silent"  # no answer in time, no connection, no such host, no valid certificate
    PRIVATE = "private"  # not asked: it would be a machine in our own network


GOOD = frozenset({AnswerKind.FINE, AnswerKind.MOVED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of *address*: the last ``status``, 0 without one; ``to`` where it has moved; ``why`` in German."""

    address: str
    kind: AnswerKind
    status: int = 0
    to: str = ""
    why: str = ""


GOOD_DAYS = 7
BAD_DAYS = 1  # what is broken today may be mended tomorrow


class AnswerCache:
    """Answers below one folder, each in a file named after its address."""

    def __init__(self, folder: Path, day: dt.date) -> None:
        self._folder, self._day = folder, day

    def find(self, address: str) -> Answer | None:
        """Return the answer about *address* if it is fresh enough; a damaged one counts as none."""
        try:
            found = json.loads(self._path(address).read_text(encoding="utf-8"))
            age = (self._day - dt.date.fromisoformat(found.pop("day"))).days
            answer = Answer(**{**found, "kind": AnswerKind(found["kind"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        fresh = 0 <= age < (GOOD_DAYS if answer.kind in GOOD else BAD_DAYS)
        return answer if fresh and answer.address == address else None

    def keep(self, answer: Answer) -> None:
        """Keep *answer*; where nothing can be written, nothing is kept."""
        text = json.dumps({**asdict(answer), "day": self._day.isoformat()}, ensure_ascii=False)
        path = self._path(answer.address)
        try:
            write_atomic(path, text.encode(), self._folder / "unfinished")
        except OSError:
            return

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}.json"
