"""YAML repairs: lines put right by one sign or by blanks, each tried before it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import yaml

from plugins.content.front_matter.comments import PAIR

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# A quotation mark at the beginning of a value, and none behind it that closes
_OPENED = re.compile(r"""^(?P<before>(?:.*[:,\[{]|\s*-)? *)(?<![^\s\[{])(?P<sign>["'])(?P<text>(?:(?!(?P=sign)).)+)$""")
_NEXT_PAIR = re.compile(r"(?<=[^\s,{\[]),? +(?=[a-z_]+: )")
_OPENER = re.compile(r"^ *(?:- +)*[^\s:#]+:\s*$")


_NO_COLON = re.compile(r"""^(?P<before> *(?:- +)*[a-z_]+) +(?P<value>["'\[{].*)$""")
_PARTS = re.compile(r"""(?<![^\s\[{,:])"[^"]*"|(?<![^\s\[{,:])'[^']*'|.""")
_CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True, eq=False)
class LineRepair:
    """Lines as they should read, by index, with what is wrong with each and what to do."""

    code: str
    wrong: str
    words: str
    lines: dict[int, str]


def find_repair(lines: list[str], at: int) -> LineRepair | None:
    """Return the repair with which YAML reads farthest beyond the line *at* that it stopped at."""
    content = [index for index in range(min(at + 1, len(lines))) if lines[index].strip(" ")[:1] not in ("", "#")]
    if not content:
        return None
    repairs = chain(_quotes(lines, content), _signs(lines, content[-2:]), _indents(lines, content))
    reached = {repair: _broken_line([repair.lines.get(n, line) for n, line in enumerate(lines)]) for repair in repairs}
    best = max(reached, key=lambda repair: reached[repair], default=None)
    return best if best is not None and reached[best] > _broken_line(lines) else None


def _broken_line(lines: list[str]) -> int:
    """Return the line at which YAML stops, or their number if it reads them all."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=_Loader):
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except yaml.YAMLError:
        return 0
    return len(lines)


def _quotes(lines: list[str], content: list[int]) -> Iterator[LineRepair]:
    """Close a quotation mark, the one that was opened last first."""
    for index in reversed(content):
        if opened := _OPENED.match(lines[index]):
            said = opened["text"].rstrip()
            if opened["sign"] == '"':
                said = said.replace("\\", r"\\")  # between these marks YAML reads one of two
            for text in _closed(opened["before"], opened["sign"], said):
                yield LineRepair(
                    "unclosed-quote",
                    "Nach „{}“ fehlt das schließende Anführungszeichen.",
                    "Bitte am Ende des Werts dasselbe gerade Anführungszeichen setzen",
                    {index: f"{opened['before']}{opened['sign']}{text}"},
                )


def _closed(before: str, sign: str, text: str) -> Iterator[str]:
    """Yield *text* with the *sign* that closes it: before the next name, and at its end."""
    closing = "".join(_CLOSING[one] for one in reversed(before) if one in _CLOSING)
    if closing and (following := _NEXT_PAIR.search(text)):
        yield f"{text[: following.start()]}{sign}{text[following.start() :]}"
    plain = text.rstrip("}] ") if closing else text
    if plain[-1:] in ("“", "”") and plain.count("„") < plain.count(plain[-1]):
        plain = plain[:-1]
    yield f"{plain}{sign}{closing}"


def _signs(lines: list[str], content: list[int]) -> Iterator[LineRepair]:
    """Set the one sign that a line lacks: a comma, a bracket, a colon, a dash."""
    for index in reversed(content):
        line = lines[index]
        places = [
            found.span()
            for found in _NEXT_PAIR.finditer(line)
            if "{" in line[: found.start()] and not found[0].startswith(",")
        ]
        for some in (*([place] for place in places), places):
            yield _comma(index, line, some)
        wrong = "In „{}“ passen die Klammern nicht zusammen."
        yield LineRepair(
            "unclosed-bracket", wrong, "Bitte die Klammer schließen, zum Beispiel", {index: _balance(line)}
        )
        if pair := _NO_COLON.match(line):
            mended = f"{pair['before']}: {pair['value']}"
            yield LineRepair("no-space", "In „{}“ fehlt der Doppelpunkt.", "Bitte Doppelpunkt setzen", {index: mended})
        if line.lstrip().startswith("{"):
            mended = f"{' ' * _depth(line)}- {line.strip()}"
            yield LineRepair("list-sign", "Vor „{}“ fehlt ein Bindestrich.", "Bitte davor setzen", {index: mended})


def _comma(index: int, line: str, places: list[tuple[int, int]]) -> LineRepair:
    mended = line
    for begin, end in reversed(places):
        mended = f"{mended[:begin]}, {mended[end:]}"
    return LineRepair("unreadable-line", "In „{}“ fehlt ein Komma.", "Bitte das Komma setzen", {index: mended})


def _balance(line: str) -> str:
    """Return *line* with each bracket closed: where an outer one closes, or at its end."""
    done, expected = "", ""
    for part in _PARTS.findall(line):
        if part in _CLOSING:
            expected = _CLOSING[part] + expected
        elif part in expected:  # "" is no part
            done += expected[: expected.index(part)]
            expected = expected[expected.index(part) + 1 :]
        done += part
    return f"{done.rstrip(' ,') if expected else done}{expected}"


def _indents(lines: list[str], content: list[int]) -> Iterator[LineRepair]:
    """Set lines above the last one as deep as that, or it as deep as the one above it."""
    at = content[-1]
    lost: dict[int, str] = {}
    for index in reversed(content[:-1]):
        margin = min((_depth(lines[number]) for number in lost), default=0)  # no deeper than its group: it was lost
        is_group = bool(_OPENER.match(lines[index])) and margin <= _depth(lines[index]) < _depth(lines[at])
        if lost and (is_group or _depth(lines[index]) == _depth(lines[at])):
            wrong = "steht nicht so weit eingerückt wie die Zeilen, zu denen sie gehört"
            yield _indent(wrong, "Bitte so weit einrücken wie diese", lost)
        if _depth(lines[index]) >= _depth(lines[at]) or not PAIR.match(lines[index]):
            break
        lost = {index: _move(lines[index], _depth(lines[at])), **lost}
    above = lines[content[-2]] if len(content) > 1 else ""
    if _OPENER.match(above) and _depth(lines[at]) > _depth(above):
        return  # the first line of a group
    if lines[at].lstrip().startswith("- ") == above.lstrip().startswith("- "):
        wrong = "ist anders eingerückt, als es zu den Zeilen davor passt"
        deep = "Bitte so weit einrücken wie die Zeile darüber"
        words = deep if _depth(above) else "Bitte ohne Leerzeichen davor schreiben"
        yield _indent(wrong, words, {at: _move(lines[at], _depth(above))})


def _indent(wrong: str, words: str, lines: dict[int, str]) -> LineRepair:
    return LineRepair("indentation", f"Die Zeile „{{}}“ {wrong}.", words, lines)


def _move(line: str, depth: int) -> str:
    return " " * depth + line.strip()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
