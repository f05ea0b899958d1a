"""Table heads: which line of a text separates the head of a table from its rows."""

from __future__ import annotations

import re

from plugins.proof.comments import CODE

_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_ESCAPED = re.compile(r"\\.")


def is_below_head(line: str, head: str) -> bool:
    """Return whether *line* separates the row *head*, of as many cells, from its table."""
    return _DELIMITER.match(line) is not None and _cells(head) == _cells(line)


def _cells(row: str) -> int:
    inner = _ESCAPED.sub("", CODE.sub("", row)).strip()
    return inner.removeprefix("|").removesuffix("|").count("|") + 1
