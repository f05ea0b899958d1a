"""Quoting: a line of front matter with its value in quotation marks, read literally by YAML."""

from __future__ import annotations

import re

from plugins.content.front_matter.remedies import quote, say
from plugins.core.problem import ProblemCollector

PAIR = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#\"'][^:#]*):[ \t]+(?P<value>\S.*?)\s*$")


def quote_line(line: str) -> str:
    """Return *line* as it may be typed: its value quoted, or the line itself if it is no pair."""
    pair = PAIR.match(line)
    return f"{pair['lead']}{pair['key']}: {quote_value(pair['value'])}" if pair else line


def quote_value(value: str) -> str:
    """Return *value* in straight quotation marks, without those that were there already."""
    plain = value
    if len(value) > 1 and value[0] in "\"'" and value[-1] in "\"'“”„" and value[0] not in value[1:-1]:
        plain = value[1:-1]
    return quote(plain)


# A hashtag anywhere after a blank, or a # after a single one; two blanks before it make a comment on purpose.
_IN_VALUE = re.compile(r"(?:^|\s)#[^\s#]|(?<=\S) # ")
_BLOCK = re.compile(r"(?P<before> *(?:- +)*)(?P<name>.*:\s+)?[|>](?:[+-]?\d?|\d[+-])(?:\s+#.*|\s*)$")
_ENTRY = re.compile(r"^\s*- +(?P<value>\S.*?)\s*$")
_CONTINUED = re.compile(r"^ +(?P<value>\S.*?)\s*$")


def report_hidden(text: str, first_line: int, report: ProblemCollector) -> bool:
    """Report each unquoted # that would cut off or swallow a value; return whether there is any."""
    found = False
    block_indent: int | None = None
    lines = text.split("\n")
    for number, line in enumerate(lines, first_line):
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
                _remedy(lines, number - first_line, first_line),
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


def _remedy(lines: list[str], at: int, first_line: int) -> str:
    line = lines[at]
    entry = _ENTRY.match(line)
    if PAIR.match(line):
        corrected = quote_line(line)
    elif entry:
        corrected = f"{line[: entry.start('value')]}{quote_value(entry['value'])}"
    else:
        begin = next((number for number in range(at, -1, -1) if PAIR.match(lines[number])), at)
        whole = " ".join([lines[begin], *(part.strip() for part in lines[begin + 1 : at + 1])])
        words = "Bitte den ganzen Wert in eine Zeile schreiben und in gerade Anführungszeichen setzen"
        return f"{words}{say(quote_line(whole), instead_of=(first_line + begin, first_line + at))}"
    return f"Bitte den Wert in gerade Anführungszeichen setzen{say(corrected)}"
