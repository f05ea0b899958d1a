"""Rounds: all addresses, a few servers at a time, and each server one question after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from plugins.linkcheck.answers import Answer, AnswerCache, AnswerKind
from plugins.linkcheck.client import LinkClient

_SERVERS = 8


def ask_all(addresses: Iterable[str], asker: LinkClient, memory: AnswerCache) -> tuple[dict[str, Answer], int]:
    """Return an answer for each of *addresses*, and how many of them were not in *memory* and had to be asked for."""
    found: dict[str, Answer] = {}
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        kept = memory.find(address)
        if kept is None:
            by_host[_host(address)].append(address)
        else:
            found[address] = kept

    def one_server(rest: list[str]) -> list[Answer]:
        return [asker.ask(address) for address in rest]

    with ThreadPoolExecutor(_SERVERS) as workers:
        fresh = [answer for answers in workers.map(one_server, by_host.values()) for answer in answers]
    found |= {answer.address: answer for answer in fresh}
    if not is_offline(fresh):
        for answer in fresh:
            memory.keep(answer)
    return found, len(fresh)


def is_offline(fresh: Collection[Answer]) -> bool:
    """Return whether nobody answered at all: then the trouble is here, and nothing is known of the addresses."""
    silent = [answer for answer in fresh if answer.kind is AnswerKind.SILENT]
    return len(silent) == len(fresh) and len({_host(answer.address) for answer in fresh}) > 2


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
