"""Clean addresses: Markdown and front matter without tracking in what they link to.

Not only links: a film's address, a page to register at and a source are cleaned where they are typed, so everything
behind reads the clean one. Code stays as it is; it shows what stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from plugins.content.front_matter.remedies import say
from plugins.core.problem import ProblemCollector
from plugins.core.tracking_parameters import CleanAddress, clean_address

_ADDRESS = re.compile(r"[Hh][Tt][Tt][Pp](?<![^\W_][Hh][Tt][Tt][Pp])[Ss]?://[^\s<>\"\x00-\x1f]+")
_TWO = re.compile(r"[,;](?=https?://)", re.IGNORECASE)
_END = ".,;:!?'*~“”„‟‘’‚«»‹›…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")
_MAY_TELL = re.compile(r"[?#]|/v3/__")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<literal>script|style)\b[^<>]*>.*?(?:</(?P=literal)|\Z)|<(?P<name>[A-Za-z][^\s/<>:]*)[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"<blockquote\s(?P<rest>[^<>]*)>.*?(?:</blockquote|\Z)", re.IGNORECASE | re.DOTALL)
_CODE_LINK = re.compile(r"<a\s[^<>]*?\b(?:data-|class\b)", re.IGNORECASE)
_ROW = re.compile(r"[ \t>]*\|")
_LONGEST = 400  # signs of a line that a remedy shows


@dataclass(frozen=True, slots=True)
class TrackedAddress:
    """An address that tracks: its line in the text, from 1, and the clean address.

    ``is_code`` says that it stands in the pasted code of a network, of which only the content is published.
    """

    line: int
    clean: CleanAddress
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text with clean addresses; its lines are those of the typed one."""

    text: str
    tracked: tuple[TrackedAddress, ...] = ()


class _Spans:
    """Matches in their order, to be asked which of them is around a place."""

    def __init__(self, matches: Iterable[re.Match[str]]) -> None:
        self._matches = list(matches)
        self._begins = [one.start() for one in self._matches]

    def around(self, place: int) -> re.Match[str] | None:
        at = bisect_right(self._begins, place) - 1
        return self._matches[at] if at >= 0 and place < self._matches[at].end() else None


def clean_markdown(text: str, without_code: Callable[[], str]) -> CleanText:
    """Return the Markdown *text* with clean addresses.

    *without_code* is asked for the same text with other signs in the place of code, if there is one to clean.
    """
    if not any(True for _ in _find(text)):
        return CleanText(text)
    tags = _Spans(_TAG.finditer(text) if "<" in text else ())
    codes = _Spans(one for one in _CODE.finditer(text) if "class" in one["rest"])  # as networks give them away
    found = []
    for begin, end, clean in _find(without_code()):
        tag = tags.around(begin)
        if tag is None or _is_published(tag):
            is_code = codes.around(begin) is not None or (tag is not None and _CODE_LINK.match(tag[0]) is not None)
            found.append((begin, end, clean, is_code))
    return _replace(text, found)


def clean_front_matter(text: str, first_line: int, report: ProblemCollector) -> str:
    """Return the YAML *text* with clean addresses, after a warning about each line with another."""
    found = [(begin, end, clean, False) for begin, end, clean in _find(text) if not _is_comment(text, begin)]
    if not found:
        return text
    cleaned = _replace(text, found)
    tell_tracking(cleaned, first_line, report)
    return cleaned.text


def tell_tracking(cleaned: CleanText, first_line: int, report: ProblemCollector) -> None:
    """Warn of each line of *cleaned* that has lost tracking, with the line to type."""
    lines = cleaned.text.split("\n") if cleaned.tracked else []
    for number, tracked in groupby(cleaned.tracked, lambda one: one.line):
        same = [one.clean for one in tracked]
        ways = dict.fromkeys(f"den Umweg über „{host}“" for one in same for host in one.detours)
        names = dict.fromkeys(f"„{name}“" for one in same for name in one.parameters)
        line = lines[number - 1]
        report.warning(
            first_line + number - 1,
            "link-trace",
            "Eine Adresse verrät hier, woher sie kopiert ist oder wem sie geschickt war. Veröffentlicht wird sie ohne "
            f"{', '.join([*ways, *names])}.",
            f"Bitte so schreiben{say(line)}" if len(line) <= _LONGEST else f"Bitte so schreiben: {same[0].address}",
        )


def _is_published(tag: re.Match[str]) -> bool:
    """Return whether *tag* is a link, or an address in pointed brackets."""
    return (tag["name"] or "").lower() in ("a", "area", "http", "https")


def _is_comment(text: str, place: int) -> bool:
    return text[text.rfind("\n", 0, place) + 1 : place].lstrip().startswith("#")


def _find(text: str) -> Iterator[tuple[int, int, CleanAddress]]:
    """Yield begin and end of each address in *text* that tracks, and the clean one."""
    if "://" not in text:
        return
    for found in _ADDRESS.finditer(text):
        if _MAY_TELL.search(found[0]) is None:
            continue
        typed = _end_address(found[0], text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
        clean = _clean_typed(typed)
        if clean.address != typed:
            yield found.start(), found.start() + len(typed), clean


def _end_address(text: str, before: str) -> str:
    """Return the address with which *text* begins; *before* is the line up to it."""
    depth = dict.fromkeys(_BRACKETS.values(), 0)
    if two := _TWO.search(text):
        text = text[: two.start()]
    for at, sign in enumerate(text):
        if sign in depth:
            depth[sign] += 1
        elif sign in _BRACKETS:
            depth[_BRACKETS[sign]] -= 1
        is_cell = sign == "|" and _ROW.match(before) is not None
        if is_cell or (sign in _BRACKETS and depth[_BRACKETS[sign]] < 0) or (sign == "'" and before.endswith("'")):
            text = text[:at]
            break
    return text.rstrip(_END)


def _clean_typed(typed: str) -> CleanAddress:
    """Return the clean address for one *typed* with signs of Markdown or HTML."""
    plain = _ESCAPE.sub(r"\1", _ENTITY.sub("&", typed))
    clean = clean_address(plain)
    if clean.address == plain:
        return CleanAddress(typed)
    address = clean.address.replace("&", "&amp;") if _ENTITY.search(typed) else clean.address
    return CleanAddress(address, clean.parameters, clean.detours)


def _replace(text: str, found: list[tuple[int, int, CleanAddress, bool]]) -> CleanText:
    pieces, tracked, at, line = [], [], 0, 1
    for begin, end, clean, is_code in found:
        line += text.count("\n", at, begin)
        pieces += [text[at:begin], clean.address]
        tracked.append(TrackedAddress(line, clean, is_code))
        at = end
    return CleanText("".join([*pieces, text[at:]]), tuple(tracked))
