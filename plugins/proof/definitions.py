"""Definitions: what a text says once for all its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.proof.list_numbers import OpenList

REFERENCE = re.compile(
    r"^(?: {0,3}>)* {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*(<[^>\n]*>|(?=\S*(?:[/#]|:\S|\.\w))\S+)[ \t]*"
    r"(?:\n?[ \t]+([\"'(][^\n]*[\"')]))?[ \t]*$",
    re.MULTILINE,
)
NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_END = re.compile(r"</([a-z][a-z0-9-]*)")
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^`\n]*\n.*?\n[ \t>]*\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(slots=True)
class Definitions:
    """Definitions of a text: titles and addresses of references by label, labels of footnotes.

    ``ended`` are the names of elements that end somewhere, ``lists`` those that raw tags have opened, and
    ``abbreviations`` the meanings that they gave.
    """

    references: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    lists: list[OpenList] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)


def find_definitions(text: str) -> Definitions:
    """Return the definitions of a whole *text*."""
    ended = frozenset(_END.findall(text.lower())) if "</" in text else frozenset()
    if "]:" not in text:
        return Definitions(ended=ended)
    text = _FENCED.sub("", text)
    found = [(" ".join(one[1].lower().split()), one) for one in REFERENCE.finditer(text)]
    references = {label: (one[3] or "")[1:-1] for label, one in found}
    addresses = {label: one[2].strip("<>") for label, one in found}
    notes = frozenset(one[1] for line in text.split("\n") if (one := NOTE.match(line)))
    return Definitions(references, addresses, notes, ended)
