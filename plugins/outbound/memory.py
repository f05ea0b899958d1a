"""Memory: answers kept between runs, so that nobody is asked twice in a short time. Safe to delete."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from plugins.outbound.answer import GOOD, Answer, Kind
from plugins.whole_files import put_whole

GOOD_DAYS = 7
BAD_DAYS = 1  # what is broken today may be mended tomorrow


class Memory:
    """Answers below one folder, each in a file named after its address."""

    def __init__(self, folder: Path, day: dt.date) -> None:
        self._folder, self._day = folder, day

    def find(self, address: str) -> Answer | None:
        """Return the answer about *address* if it is fresh enough; a damaged one counts as none."""
        try:
            found = json.loads(self._path(address).read_text(encoding="utf-8"))
            age = (self._day - dt.date.fromisoformat(found.pop("day"))).days
            answer = Answer(**{**found, "kind": Kind(found["kind"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        fresh = 0 <= age < (GOOD_DAYS if answer.kind in GOOD else BAD_DAYS)
        return answer if fresh and answer.address == address else None

    def keep(self, answer: Answer) -> None:
        """Keep *answer*; where nothing can be written, nothing is kept."""
        text = json.dumps({**asdict(answer), "day": self._day.isoformat()}, ensure_ascii=False)
        path = self._path(answer.address)
        try:
            put_whole(path, text.encode(), self._folder / "unfinished")
        except OSError:
            return

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}.json"
