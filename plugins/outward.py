"""Outward: joins the links in content/ with the answers of the servers they lead to.

Networks are left out: what can be embedded from them stands in the registry, and they answer programs with a page
for logging in, whether a post is still there or not. So no address of a citizen's post is asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from plugins.day import today
from plugins.editorial import drafts
from plugins.editorial.drafts import SITE, Draft
from plugins.editorial.front_matter import Node, Scalar, Sequence
from plugins.outbound.asking import Asker
from plugins.outbound.memory import Memory
from plugins.outbound.rounds import ask_all, is_offline
from plugins.outbound.telling import told
from plugins.problem import Problem, in_order
from plugins.services import load_all

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a round has come to: what to tell, how many addresses there are, and how many had to be asked now.

    ``left_out`` counts addresses of networks; ``offline`` is whether nobody answered at all.
    """

    problems: tuple[Problem, ...]
    addresses: int
    asked: int
    left_out: int
    offline: bool = False


def reach(content: Path, kept: Path, *, private: bool = False) -> Reached:
    """Return what became of every link from *content* to somebody else's website; nothing of it is an error.

    Args:
        content: The folder that editors write in.
        kept: Where answers are kept between runs.
        private: Whether machines of our own network may be asked, for tests.
    """
    read = drafts.read(content)
    own = next((draft.value("address") for draft in read if draft.kind == SITE), "")
    places = [place for draft in read for place in _places(draft) if _host(place[0]) != _host(own)]
    asked_for = [place for place in places if not _is_of_a_network(place[0])]
    agent = f"lebensbildung.digital-links/1 (+{own or 'https://www.land.nrw/'})"
    found, fresh = ask_all(
        [address for address, _, _ in asked_for], Asker(agent, private=private), Memory(kept, today())
    )
    if fresh and is_offline([*found.values()]):
        return Reached((), len(found), fresh, 0, offline=True)
    problems = [told(found[address], file, line) for address, file, line in asked_for]
    left_out = {address for address, _, _ in places} - found.keys()
    return Reached(tuple(in_order(filter(None, problems))), len(found), fresh, len(left_out))


def _places(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """Yield each address of the web in *draft* with its file and line."""
    for text, line in _values(draft.front):
        if _WEB.fullmatch(text):
            yield text, draft.file, line
    for link in draft.prose.links:
        if _WEB.fullmatch(link.target):
            yield link.target, draft.file, link.line


def _values(node: Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, Scalar):
        yield node.text.strip(), node.line
    else:
        for inner in node.items if isinstance(node, Sequence) else node.pairs.values():
            yield from _values(inner)


def _is_of_a_network(address: str) -> bool:
    return any(service.site_of(_host(address)) for service in load_all())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:  # brackets that hold no address
        return ""
