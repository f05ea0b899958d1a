"""Batch: ask for many addresses, several servers at a time, each one address after another."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from plugins.core.atomic import write_atomic
from plugins.linkcheck.client import GOOD, Answer, AnswerKind, LinkClient

_SERVERS = 8
GOOD_DAYS = 7
BAD_DAYS = 1  # a broken link may be mended tomorrow


class AnswerCache:
    """Cache of answers below one folder, each in a file named after its address."""

    def __init__(self, folder: Path, day: dt.date) -> None:
        self._folder, self._day = folder, day

    def find(self, address: str) -> Answer | None:
        """Return the answer about *address* if it is fresh enough; a damaged file counts as none."""
        try:
            found = json.loads(self._path(address).read_text(encoding="utf-8"))
            age = (self._day - dt.date.fromisoformat(found.pop("day"))).days
            answer = Answer(**{**found, "kind": AnswerKind(found["kind"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        fresh = 0 <= age < (GOOD_DAYS if answer.kind in GOOD else BAD_DAYS)
        return answer if fresh and answer.address == address else None

    def write(self, answer: Answer) -> None:
        """Store *answer*; an unwritable folder is no failure."""
        text = json.dumps({**asdict(answer), "day": self._day.isoformat()}, ensure_ascii=False)
        path = self._path(answer.address)
        try:
            write_atomic(path, text.encode(), self._folder / "unfinished")
        except OSError:
            return

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}.json"


def ask_all(addresses: Iterable[str], client: LinkClient, cache: AnswerCache) -> tuple[dict[str, Answer], int]:
    """Return an answer for each of *addresses*, and how many were asked now rather than cached."""
    found: dict[str, Answer] = {}
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        cached = cache.find(address)
        if cached is None:
            by_host[_host(address)].append(address)
        else:
            found[address] = cached

    def ask_server(rest: list[str]) -> list[Answer]:
        return [client.ask(address) for address in rest]

    with ThreadPoolExecutor(_SERVERS) as workers:
        fresh = [answer for answers in workers.map(ask_server, by_host.values()) for answer in answers]
    found |= {answer.address: answer for answer in fresh}
    if not is_offline(fresh):
        for answer in fresh:
            cache.write(answer)
    return found, len(fresh)


def is_offline(fresh: Collection[Answer]) -> bool:
    """Return whether not one server answered: then our own connection is broken.

    Nothing is known of the addresses then.
    """
    silent = [answer for answer in fresh if answer.kind is AnswerKind.SILENT]
    return len(silent) == len(fresh) and len({_host(answer.address) for answer in fresh}) > 2


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
