"""Inline addresses: their beginnings and ends in running text, and the tags around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown.util import ETX, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX

from plugins.embeds.recognise import INVISIBLE, strip_blanks

# Control characters fence in text that Python-Markdown has set aside, so no address runs over them.
_CHARACTER = rf"[^\s<>\"{STX}{ETX}{INVISIBLE}]"
# Not within a word; asked after the first letters, which is twice as fast as before them.
ADDRESS = re.compile(rf"[Hh][Tt][Tt][Pp](?<![^\W_][Hh][Tt][Tt][Pp])[Ss]?://{_CHARACTER}*")
_MORE = re.compile(_CHARACTER + "+")
_ESCAPED = re.compile(f"{STX}([0-9]+){ETX}")
_EMPTY_END = re.compile(r"(?:[?&#]|&amp;)+\Z")  # of parameters that are not there
_PUNCTUATION = ".,;:!?'*~“”„‟‘’‚«»‹›…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_OPENING, _CLOSING = re.compile(r"(?<!\w)_+(?=\w)"), re.compile(r"(?<=\w)_+(?!\w)")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_CODE = re.compile("a|button|code|iframe|kbd|math|noscript|pre|samp|script|style|svg|template|textarea|title")


def read_address(data: str, start: int, stash: Mapping[str, object]) -> tuple[str, list[int]]:
    """Return the address that begins at *start* of *data*, and the end of each letter there.

    Editors that write Markdown for people escape underscores. Those characters
    wait in *stash*, one placeholder each, and belong to the address.
    """
    letters: list[str] = []
    ends: list[int] = []
    at = start
    while True:
        if match := _MORE.match(data, at):
            letters.append(match[0])
            ends += range(at + 1, match.end() + 1)
        elif (match := INLINE_PLACEHOLDER_RE.match(data, at)) and (letter := _unescape(stash.get(match[1]))):
            letters.append(letter)
            ends.append(match.end())
        else:
            return "".join(letters), ends
        at = match.end()


def tidy_lines(lines: Sequence[str]) -> list[str]:
    """Return *lines*, addresses alone in theirs without typed spaces and a last backslash.

    Code stays as it is.
    """
    tidied: list[str] = []
    fence = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        is_meant = "//" in line and ("&" in line or "\\" in line) and not fence
        tidied.append(_tidy(line, is_last=not after.strip()) if is_meant else line)
    return tidied


def _tidy(line: str, *, is_last: bool) -> str:
    indent = len(line) - len(line.lstrip(" "))
    bare = strip_blanks(line)
    bare = strip_blanks(bare.removesuffix("\\")) if is_last else bare
    return " " * indent + bare if indent < 4 and ADDRESS.fullmatch(bare) else line


def _unescape(stashed: object) -> str | None:
    match = _ESCAPED.fullmatch(stashed) if isinstance(stashed, str) else None
    return chr(int(match[1])) if match else None


def strip_punctuation(text: str, before: str) -> str:
    """Return the address at the beginning of *text* without the punctuation of its sentence.

    A closing bracket belongs to the address if the opening one does, an underscore
    unless it ends an emphasis that began *before*.
    """
    opened = _length(_OPENING, before + "x") - _length(_CLOSING, before) if text.endswith("_") else 0
    while text:
        last = text[-1]
        is_unopened = last in _BRACKETS and text.count(last) > text.count(_BRACKETS[last])
        emphasis = last == "_" and opened > 0
        if not (is_unopened or emphasis or last in _PUNCTUATION):
            break
        opened -= emphasis
        text = text[:-1]
    return "" if text.endswith("/") and text.count("/") == 2 else text


def is_whole(address: str) -> bool:
    """Return whether all of *address*, alone in its line, is one: no sentence ends behind it.

    A question mark, & or # at its end with nothing behind it belongs to it.
    """
    bare = _EMPTY_END.sub("", address)
    return strip_punctuation(bare, "") == bare


def is_alone(data: str, start: int, end: int, stash: Mapping[str, object]) -> bool:
    """Return whether what stands in *data* from *start* to *end* has its line to itself.

    Breaks of lines that were typed as a backslash wait in *stash*.
    """

    def end_line(match: re.Match[str]) -> str:
        return "\n" if getattr(stash.get(match[1]), "tag", "") == "br" else match[0]

    before, after = (INLINE_PLACEHOLDER_RE.sub(end_line, part) for part in (data[:start], data[end:]))
    return not strip_blanks(before.rpartition("\n")[2] + after.partition("\n")[0])


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def open_tags(text: str, raw: Sequence[object]) -> list[str]:
    """Return the raw tags that are open at the end of *text*, whose HTML is set aside in *raw*."""
    names: list[str] = []
    add_tags(names, text, raw)
    return names


def add_tags(names: list[str], text: str, raw: Sequence[object]) -> None:
    """Change *names*, those of the tags open before *text*, to those open behind it."""
    for tag in filter(None, (_TAG.match(str(raw[int(number)])) for number in _numbers(text))):
        name = tag[2].lower()
        if not tag[1] and not _VOID.fullmatch(name):
            names.append(name)
        elif name in names:
            del names[len(names) - 1 - names[::-1].index(name) :]


def _numbers(text: str) -> Iterable[str]:
    return HTML_PLACEHOLDER_RE.findall(text) if STX in text else ()


def is_raw_code(before: str, raw: Sequence[object]) -> bool:
    """Return whether a raw tag is open after *before* within which no link may be made."""
    return any(_CODE.fullmatch(name) for name in open_tags(before, raw))
