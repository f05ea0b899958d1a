"""Ties: what an audit leaves for the next one of the same site, of which a few files have changed.

A site is released only if nothing is wrong with it. So all that files need of each other is there, and stays there
as long as no file that changes or goes has offered it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from hashlib import blake2b

from plugins.audit.model.finding import Finding
from plugins.audit.model.site import FileWeight

_SIZE = 8  # bytes; if two were the same by chance, the worst to come of it is a full audit


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What one file needs of others and offers to them, as marks that stand one behind the other."""

    requires: bytes = b""
    provides: bytes = b""


@dataclass(frozen=True, slots=True)
class AuditState:
    """What is known of a site without a fault.

    ``key`` stands for everything around its files that a finding depends on. ``needed`` counts the files that need a
    thing, by its mark. ``hints`` are the findings that let it pass. ``ties`` are those of every file that has any.
    """

    key: str
    required: Mapping[bytes, int]
    warnings: tuple[Finding, ...]
    weights: Mapping[str, FileWeight]
    dependencies: MutableMapping[str, Dependencies] = field(default_factory=dict)


def mark(what: str) -> bytes:
    """Return what stands for a thing that files need or offer."""
    return blake2b(what.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def join_marks(marks: Iterable[bytes]) -> bytes:
    """Return *marks* one behind the other, in a fixed order."""
    return b"".join(sorted(marks))


def marks_in(text: bytes) -> set[bytes]:
    """Return the marks that stand one behind the other in *text*."""
    return {text[at : at + _SIZE] for at in range(0, len(text), _SIZE)}


def count_requirements(ties: Iterable[Dependencies]) -> Counter[bytes]:
    """Return how many of *ties* need a thing, by its mark."""
    counts: Counter[bytes] = Counter()
    for one in ties:
        counts.update(marks_in(one.requires))
    return counts
