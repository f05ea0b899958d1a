"""Typed addresses: those that a page shows without tracking of who copied them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from plugins.core.tracking_parameters import is_tracking
from plugins.proof.passages import Passage

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'*~“”„‘’‚«»…"
_END = f"{_PUNCTUATION})]"
_PARTS = re.compile(r"[?&#]")
_HOST = re.compile(r"https?://([^/:?#]+)", re.IGNORECASE)
_DEEPEST = 20  # addresses within each other


class _Part(NamedTuple):
    """A parameter, or the beginning of an address."""

    text: str
    in_fragment: bool


def without_tracking(typed: Sequence[Passage], read: str) -> list[Passage]:
    """Return *typed* with each address as it is *read*, where only tracking is missing there."""
    found = [match[0] for match in _ADDRESS.finditer(read)] if "://" in read else []
    shown = dict.fromkeys(
        one.rstrip(end) for one in found for end in (_PUNCTUATION, _END)
    )  # a bracket may belong to it
    if not shown:
        return list(typed)
    alike: defaultdict[tuple[_Part, ...], list[str]] = defaultdict(list)
    for one in shown:
        alike[_without(one)].append(one)

    def as_read(match: re.Match[str]) -> str:
        address = match[0].rstrip(_END)
        near = (one for inner in _find_inner(address) for one in alike.get(_without(inner), ()))
        same = address if address in shown else next((one for one in near if is_less(address, one)), address)
        return same + match[0][len(address) :]

    return [replace(one, text=_ADDRESS.sub(as_read, one.text)) if "://" in one.text else one for one in typed]


def is_less(typed: str, read: str) -> bool:
    """Return whether *read* is the address *typed*, or one to which it leads, without tracking."""
    wanted = _parts_of(read)
    return any(_is_part(_parts_of(one), wanted, one) for one in _find_inner(typed))


def _is_part(typed: list[_Part], read: list[_Part], address: str) -> bool:
    """Return whether all that *read* has less than *typed* track at the host of *address*."""
    host = _HOST.match(address)
    rest = iter(read)
    at = next(rest, None)
    for part in typed:
        if part == at:
            at = next(rest, None)
        elif host is None or not is_tracking(part.text, host[1].lower(), in_fragment=part.in_fragment):
            return False
    return at is None


def _without(address: str) -> tuple[_Part, ...]:
    """Return the parts of *address* that do not track."""
    host = _HOST.match(address)
    name = host[1].lower() if host else ""
    return tuple(one for one in _parts_of(address) if not is_tracking(one.text, name, in_fragment=one.in_fragment))


def _parts_of(address: str) -> list[_Part]:
    """Return the beginning of *address*, and its parameters."""
    sides = enumerate(address.split("#", 1))
    return [_Part(unquote(part), bool(side)) for side, text in sides for part in _PARTS.split(text) if part]


def _find_inner(address: str) -> Iterator[str]:
    """Yield *address*, and those within it to which it may lead."""
    waiting = [address]
    for _ in range(_DEEPEST):
        if not waiting:
            return
        one = waiting.pop()
        yield one
        values = [unquote(part.partition("=")[2]) for part in _PARTS.split(one)[1:]]
        values.append(one.partition("/v3/__")[2].partition("__;")[0])
        waiting += [value for value in values if _HOST.match(value)]
