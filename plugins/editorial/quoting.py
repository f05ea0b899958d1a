"""Quoting: a line of front matter with its value in quotation marks that YAML reads literally."""

from __future__ import annotations

import re

PAIR = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#\"'][^:#]*):[ \t]+(?P<value>\S.*?)\s*$")


def quoted(line: str) -> str:
    """Return *line* as it may be typed: its value quoted, or the line itself if it is no pair."""
    pair = PAIR.match(line)
    if not pair:
        return line.strip()
    return f"{pair['lead'].strip(' ')}{pair['key']}: {quoted_value(pair['value'])}"


def quoted_value(value: str) -> str:
    """Return *value* in straight quotation marks, without those that were there already."""
    plain = value
    if value[0] in "\"'" and value[-1] in "\"'“”„" and len(value) > 1:
        plain = value[1:-1]
    quote = "'" if '"' in plain or "\\" in plain else '"'
    return f"{quote}{plain.replace(quote, quote * 2)}{quote}"
