"""Site: what is to be known of the files that a server is told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.hosting.policies import joined, policy_of
from plugins.hosting.table import CLOSED, common
from plugins.hosting.types import original

MOVES = "_redirects"


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site below the document root.

    ``policies`` are those of its pages, by path; ``usual`` is the one that most of them have, ``fallback`` allows what
    any of them does. ``moves`` lead from addresses to addresses, both as a server sees them.
    """

    paths: tuple[str, ...]
    base_path: str
    policies: Mapping[str, str]
    usual: str
    fallback: str
    moves: tuple[tuple[str, str], ...]

    @property
    def below(self) -> str:
        """Return the folder below the document root that the site lies in, with a slash, or ""."""
        return self.base_path.lstrip("/")

    def headers(self, path: str) -> dict[str, str]:
        """Return all headers of the file *path*."""
        policy = self.policies.get(original(path), CLOSED)
        return {**common(path), "Content-Security-Policy": policy}


def examined(root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]) -> Site:
    """Return what is to be known of the files *paths* below *root*.

    Raises OSError, and PolicyError if a page has no policy.
    """
    paths = tuple(sorted(paths))
    policies = {path: policy_of(_head(root / path), path) for path in paths if path.endswith(".html")}
    counted = Counter(policies.values()).most_common(1)
    below = base_path.lstrip("/")
    return Site(
        paths=paths,
        base_path=base_path,
        policies=policies,
        usual=counted[0][0] if counted else CLOSED,
        fallback=joined(sorted(set(policies.values())), frames),
        moves=_moves(root / below / MOVES),
    )


def _head(file: Path) -> bytes:
    with file.open("rb") as page:
        return page.read(16_384)


def _moves(file: Path) -> tuple[tuple[str, str], ...]:
    if not file.is_file():
        return ()
    lines = [line.split(" ") for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple((line[0], line[1]) for line in lines)
