"""Site files: policies of the pages, and redirects, as all web servers need them.

The content security policy of a page is the one in its head, and ``frame-ancestors``, which only a header can say.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.publish.web_servers.header_table import CLOSED, common_headers, without_compression

# In a <meta>, browsers ignore this and say so: https://www.w3.org/TR/CSP3/#meta-element
ANCESTORS = "frame-ancestors 'self'"
_HEAD = 16_384  # bytes in which the policy stands
_META = re.compile(rb"""<meta http-equiv="Content-Security-Policy" content="([^"]*)">""")
# The characters of a policy. Nothing else reaches the configuration of a server.
_WORDS = re.compile(r"[A-Za-z0-9 ;:/.*'=_+-]+", re.ASCII)


class PolicyError(ValueError):
    """A page has no policy, or something must not reach the configuration of a server."""


def policy_of(page: bytes, path: str) -> str:
    """Return the policy for the *page* at *path*. Raises PolicyError."""
    found = _META.search(page[:_HEAD])
    if not found:
        raise PolicyError(f"{path}: no policy")
    policy = html.unescape(found[1].decode())
    if not _WORDS.fullmatch(policy):
        raise PolicyError(f"{path}: {policy[:80]!r}")
    return f"{policy}; {ANCESTORS}"


def join_policies(policies: Iterable[str], frames: Iterable[str]) -> str:
    """Return a policy that allows whatever any of *policies* does, and iframes of *frames*.

    It is for servers that do not know which page they show: the page's own, in its head, holds as well.
    """
    allowed: dict[str, set[str]] = {}
    for policy in policies:
        for directive in policy.split(";"):
            name, *words = directive.split()
            allowed.setdefault(name, set()).update(words)
    allowed.setdefault("frame-src", set()).update(frames)
    return "; ".join(" ".join([name, *sorted(_without_none(words))]) for name, words in allowed.items())


def _without_none(words: set[str]) -> set[str]:
    return words - {"'none'"} if len(words) > 1 else words


MOVES = "_redirects"


@dataclass(frozen=True, slots=True)
class ServedSite:
    """The files of a site below the document root.

    ``policies`` are those of its pages, by path; ``usual`` is the one that most of them have, ``fallback`` allows
    whatever any of them does. ``moves`` are redirects from address to address, both as a server sees them.
    """

    paths: tuple[str, ...]
    base_path: str
    policies: Mapping[str, str]
    usual: str
    fallback: str
    moves: tuple[tuple[str, str], ...]

    @property
    def below(self) -> str:
        """The folder of the site below the document root, with a slash, or ""."""
        return self.base_path.lstrip("/")

    def headers_of(self, path: str) -> dict[str, str]:
        """Return all headers of the file *path*."""
        policy = self.policies.get(without_compression(path), CLOSED)
        return {**common_headers(path), "Content-Security-Policy": policy}


def examine_files(root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]) -> ServedSite:
    """Read policies and redirects of the files *paths* below *root*.

    Raises OSError, and PolicyError if a page has no policy.
    """
    paths = tuple(sorted(paths))
    policies = {path: policy_of(_head(root / path), path) for path in paths if path.endswith(".html")}
    counted = Counter(policies.values()).most_common(1)
    below = base_path.lstrip("/")
    return ServedSite(
        paths=paths,
        base_path=base_path,
        policies=policies,
        usual=counted[0][0] if counted else CLOSED,
        fallback=join_policies(sorted(set(policies.values())), frames),
        moves=_moves(root / below / MOVES),
    )


def _head(file: Path) -> bytes:
    with file.open("rb") as page:
        return page.read(_HEAD)


def _moves(file: Path) -> tuple[tuple[str, str], ...]:
    if not file.is_file():
        return ()
    lines = [line.split(" ") for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple((line[0], line[1]) for line in lines)
