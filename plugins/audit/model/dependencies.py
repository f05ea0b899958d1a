"""Dependencies: the resources that a file requires of others, and those it provides.

A resource is a file, an anchor in one, a switch of a service, an entry of the search or the weight of a script. A
site is released only if nothing is wrong with it, so everything required is there. It stays there as long as no
file that changes or goes has provided it: then the files that require it need not be read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

ProvidedResource = tuple[str, str]
"""The path of a file, and a resource that it provides."""

_SEPARATOR = "\0"  # stands in no path
_SIZE = 8  # bytes of a digest; if two were equal by chance, the worst outcome is a full audit


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The resources that one file requires and provides, as digests in a row."""

    requires: bytes = b""
    provides: bytes = b""


def resource_of(path: str, name: str) -> str:
    """Return the identifier of the resource *name* that only the file *path* can provide."""
    return f"{path}{_SEPARATOR}{name}"


def provider_of(resource: str) -> str:
    """Return the only file that can provide *resource*, "" if any file may."""
    path, separator, _ = resource.partition(_SEPARATOR)
    return path if separator else ""


def digest_of(resource: str) -> bytes:
    """Return the digest that stands for *resource*."""
    return blake2b(resource.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def join_digests(digests: Iterable[bytes]) -> bytes:
    """Return *digests* in a row, sorted."""
    return b"".join(sorted(digests))


def split_digests(row: bytes) -> set[bytes]:
    """Return the digests that were joined into *row*."""
    return {row[at : at + _SIZE] for at in range(0, len(row), _SIZE)}


def count_requirements(dependencies: Iterable[Dependencies]) -> Counter[bytes]:
    """Return how many files require a resource, by its digest."""
    counts: Counter[bytes] = Counter()
    for one in dependencies:
        counts.update(split_digests(one.requires))
    return counts
