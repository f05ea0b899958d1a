"""Policies: the content security policy of a page is the one in its head, and what only a header can say."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# In a <meta>, browsers ignore this and say so: https://www.w3.org/TR/CSP3/#meta-element
ANCESTORS = "frame-ancestors 'self'"
_HEAD = 16_384  # bytes in which the policy stands
_META = re.compile(rb"""<meta http-equiv="Content-Security-Policy" content="([^"]*)">""")
# What a policy is made of. Nothing else reaches the configuration of a server.
_WORDS = re.compile(r"[A-Za-z0-9 ;:/.*'=_+-]+", re.ASCII)


class PolicyError(ValueError):
    """A page has no policy, or there is something that no server may be told."""


def policy_of(page: bytes, path: str) -> str:
    """Return the policy for the *page* at *path*. Raises PolicyError."""
    found = _META.search(page[:_HEAD])
    if not found:
        raise PolicyError(f"{path}: no policy")
    policy = html.unescape(found[1].decode())
    if not _WORDS.fullmatch(policy):
        raise PolicyError(f"{path}: {policy[:80]!r}")
    return f"{policy}; {ANCESTORS}"


def joined(policies: Iterable[str], frames: Iterable[str]) -> str:
    """Return the policy that allows what any of *policies* does, and frames of all the origins *frames*.

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
