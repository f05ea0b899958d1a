"""Times: the places in a film that addresses name."""

from __future__ import annotations

import re

_TIME = re.compile(r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s?)?")


def parse_seconds(text: str) -> int | None:
    """Return the seconds in "90", "90s", "1m30s", "2h" or "1m40"; None for other texts and 0."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds or None


def is_time(text: str) -> bool:
    """Return whether *text* is a place in a film, its beginning included."""
    return _TIME.fullmatch(text) is not None
