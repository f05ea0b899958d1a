"""Quoting: a line of front matter with its value in quotation marks, read literally by YAML."""

from __future__ import annotations

import re

from plugins.core.problem import ProblemCollector

PAIR = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#\"'][^:#]*):[ \t]+(?P<value>\S.*?)\s*$")


def quote_line(line: str) -> str:
    """Return *line* as it may be typed: its value quoted, or the line itself if it is no pair."""
    pair = PAIR.match(line)
    if not pair:
        return line.strip()
    return f"{pair['lead'].strip(' ')}{pair['key']}: {quote_value(pair['value'])}"


def quote_value(value: str) -> str:
    """Return *value* in straight quotation marks, without those that were there already."""
    plain = value
    if value[0] in "\"'" and value[-1] in "\"'“”„" and len(value) > 1:
        plain = value[1:-1]
    quote = "'" if '"' in plain or "\\" in plain else '"'
    return f"{quote}{plain.replace(quote, quote * 2)}{quote}"


# A hashtag anywhere after a blank, or a # after a single one; two blanks before it make a comment on purpose.
_IN_VALUE = re.compile(r"(?:^|\s)#[^\s#]|(?<=\S) # ")
_BLOCK = re.compile(r"(?P<before> *(?:- +)*)(?P<name>.*:\s+)?[|>](?:[+-]?\d?|\d[+-])(?:\s+#.*|\s*)$")
_ENTRY = re.compile(r"^\s*- +(?P<value>\S.*?)\s*$")
_CONTINUED = re.compile(r"^ +(?P<value>\S.*?)\s*$")


def report_hidden(text: str, first_line: int, report: ProblemCollector) -> bool:
    """Report each unquoted # that would cut off or swallow a value; return whether there is any."""
    found = False
    block_indent: int | None = None
    for number, line in enumerate(text.split("\n"), first_line):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line.strip() or indent > block_indent):
            continue
        block_indent = _block_indent(line)
        value = _value(line)
        if value and value[0] not in "\"'[{|>" and _IN_VALUE.search(value):
            found = True
            report.error(
                number,
                "hidden-comment",
                f"In „{value}“ würde alles ab der Raute (#) verschwinden.",
                f"Bitte den Wert in gerade Anführungszeichen setzen: {_remedy(line)}",
            )
    return found


def _block_indent(line: str) -> int | None:
    """Return the column left of the block that begins in *line*, or None without a block."""
    block = _BLOCK.match(line)
    if not block:
        return None
    before = block["before"]
    return len(before) if block["name"] else max(before.rfind("-"), 0)


def _value(line: str) -> str:
    """Return the value in the line: after a name, in a list, or as the rest of the line before."""
    entry = _ENTRY.match(line)
    if entry and entry["value"][0] in "\"'":  # a colon in there parts nothing
        return entry["value"]
    match = PAIR.match(line) or entry or _CONTINUED.match(line)
    return match["value"] if match else ""


def _remedy(line: str) -> str:
    if PAIR.match(line):
        return quote_line(line)
    entry = _ENTRY.match(line)
    return f'- "{entry["value"]}"' if entry else f'"… {line.strip()}"'
