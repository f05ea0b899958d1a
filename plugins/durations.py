"""Durations: how long a film lasts, and where in it something is."""

from __future__ import annotations

import re

_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", re.ASCII)
MARK = re.compile(r"\[(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\]", re.ASCII)
"""A place in a film as editors write it, [1:05] or [1:02:03], at the beginning of a paragraph or heading."""


def seconds(duration: str) -> int | None:
    """Return the seconds of an ISO 8601 *duration* like PT1M30S, or None if there is none or it says nothing."""
    match = _ISO.fullmatch(duration)
    return _sum(match) or None if match else None


def iso(length: int) -> str:
    """Return so many seconds as an ISO 8601 duration."""
    minutes, rest = divmod(length, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def marked(mark: re.Match[str]) -> int:
    """Return the second that a match of ``MARK`` stands for."""
    return _sum(mark)


def stamp(second: float) -> str:
    """Return *second* as players show it: 0:04, 1:05, 1:02:03."""
    minutes, rest = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _sum(match: re.Match[str]) -> int:
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest
