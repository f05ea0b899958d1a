"""Answer: what became of the question whether an address is still there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an answer means."""

    FINE = "fine"
    MOVED = "moved"  # for good, says the server
    GONE = "gone"  # 404 or 410
    CLOSED = "closed"  # the server answers, but not to programs, or has trouble of its own
    LOOP = "loop"
    SILENT = "silent"  # no answer in time, no connection, no such host, no valid certificate
    PRIVATE = "private"  # not asked: it would be a machine in our own network


GOOD = frozenset({Kind.FINE, Kind.MOVED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of *address*: the last ``status``, 0 without one; ``to`` where it has moved; ``why`` in German."""

    address: str
    kind: Kind
    status: int = 0
    to: str = ""
    why: str = ""
