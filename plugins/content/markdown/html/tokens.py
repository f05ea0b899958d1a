"""Tokens: finds the tags in a text in time that grows with the text, and nothing in code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from plugins.content.markdown.fences import find_fences
from plugins.content.markdown.html.names import FLAGS, LITERAL, VOID

# A quotation mark opens a value only behind "="; a tag in a tag's value is none.
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>\x02\x03]*+)(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST_TAG = 20_000
_ATTRIBUTE = re.compile(r"[\s/]*+(?P<name>[^\s/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s]++)?+)?+")
_AUTOLINK = re.compile(r"<(?:(?:https?|ftps?|tel|sms):[^<>]*+|(?:mailto:)?[^<>\s!\"'=:/]+@[^@<>\s]+)>", re.IGNORECASE)
# Where the target of a link may stand between angle brackets: [text](<target>) and [name]: <target>
_TARGETS = (
    (re.compile(r"\]\( ?\Z"), re.compile(r"<[^<>\n]*+>")),
    (re.compile(r"\]: ?\Z"), re.compile(r"<[^<>\s]*[/:.#][^<>\s]*>")),
)
_INTERESTING = re.compile(r"\\.|`+|<", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_COMMENT_END = re.compile("--!?>")  # as browsers have it
_DECLARATION = re.compile(r"<(?:!\[CDATA\[|![A-Za-z]|\?[A-Za-z])", re.IGNORECASE)


class TokenKind(Enum):
    """The kinds of token beside text."""

    START = auto()
    END = auto()
    COMMENT = auto()
    DECLARATION = auto()  # <!DOCTYPE …>, <?php …> or <![CDATA[: its first signs


@dataclass(slots=True)
class MarkupToken:
    """A piece of markup; ``begin`` and ``end`` are places in the text.

    ``partner`` is the number of the tag that belongs to this one, -1 if there is none.
    """

    kind: TokenKind
    begin: int
    end: int
    name: str = ""
    rest: str = ""
    partner: int = -1
    literal: str = ""  # what stands between a script's tags, or those of its kind
    is_alone: bool = False  # whether it ends where it begins

    @property
    def is_self_closing(self) -> bool:
        """Whether the tag ends with a slash that is no part of a value."""
        return self.rest.endswith("/") and not re.search(r"=\s*[^\s\"'>]*/\Z", self.rest)


def is_placeholder(token: MarkupToken) -> bool:
    """Return whether a start tag is words to fill in: „<Code eingeben>“, „<Button>“."""
    if token.partner >= 0 or token.is_alone or token.is_self_closing:
        return False
    if token.name[:1].isupper() and not token.name.isupper() and token.name.lower() not in VOID:
        return True
    attributes = read_attributes(token.rest)
    return any(value is None and name.isalnum() and name.lower() not in FLAGS for name, value in attributes.items())


def read_attributes(rest: str) -> dict[str, str | None]:
    """Return the attributes in *rest*, names as typed, values without quotation marks.

    The first of a name counts.
    """
    found: dict[str, str | None] = {}
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(rest):
        name, value = match["name"], match["value"]
        if value is not None and value[0] in "\"'" and len(value) > 1:
            value = value[1:-1]
        if name.lower() not in seen:
            seen.add(name.lower())
            found[name] = value
    return found


def find_tokens(text: str) -> list[MarkupToken]:
    """Return the tokens of *text* that do not stand in code, in their order, without partners."""
    return list(_Scanner(text).scan())


class _Scanner:
    """One walk through a text; what would be searched again and again is looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] = {}
        for match in re.finditer(r"`+", text):
            self._runs.setdefault(len(match[0]), []).append(match.start())
        self._blank = [match.start() for match in _BLANK_LINE.finditer(text)]
        self._fences = _find_fenced(text)
        self._no_comment_end = False
        self._places: dict[str, tuple[list[int], list[int]]] = {}

    def scan(self) -> Iterator[MarkupToken]:
        text, at, fence = self._text, 0, 0
        while match := _INTERESTING.search(text, at):
            begin = match.start()
            while fence < len(self._fences) and self._fences[fence][1] <= begin:
                fence += 1
            if fence < len(self._fences) and self._fences[fence][0] <= begin:
                at = self._fences[fence][1]
                continue
            if match[0][0] == "\\":
                # A backslash before backticks leaves the first of them out of the run.
                at = match.end()
            elif match[0][0] == "`":
                at = self._end_of_code(begin, len(match[0]))
            else:
                token, at = self._read(begin)
                if token:
                    yield token

    def _end_of_code(self, begin: int, length: int) -> int:
        """Return the end of the code span at *begin*, or of its backticks if there is none."""
        runs = self._runs.get(length, [])
        after = begin + length
        number = bisect_left(runs, after)
        blank = bisect_left(self._blank, begin)
        limit = self._blank[blank] if blank < len(self._blank) else len(self._text)
        return runs[number] + length if number < len(runs) and runs[number] < limit else after

    def _read(self, begin: int) -> tuple[MarkupToken | None, int]:
        """Return the token at the "<" at *begin*, if it is one, and where to go on."""
        text = self._text
        if text.startswith("<!--", begin):
            return self._read_comment(begin)
        if match := _DECLARATION.match(text, begin):
            return MarkupToken(TokenKind.DECLARATION, begin, match.end(), match[0]), match.end()
        if found := self._skipped(begin):
            return None, found
        match = _TAG.match(text, begin, begin + _LONGEST_TAG)
        if match is None or _BLANK_LINE.search(_QUOTED.sub("", match["rest"])):
            return None, begin + 1
        kind = TokenKind.END if match["slash"] else TokenKind.START
        token = MarkupToken(kind, begin, match.end(), match["name"], match["rest"])
        name = match["name"].lower()
        if kind is TokenKind.START and name in LITERAL:
            return self._read_literal(token, name)
        return token, token.end

    def _skipped(self, begin: int) -> int:
        """Return the end of an address in angle brackets at *begin*, or 0."""
        text = self._text
        if match := _AUTOLINK.match(text, begin, begin + _LONGEST_TAG):
            return match.end()
        for before, target in _TARGETS:
            if before.search(text, max(0, begin - 3), begin) and (match := target.match(text, begin)):
                return match.end()
        return 0

    def _read_comment(self, begin: int) -> tuple[MarkupToken | None, int]:
        found = None if self._no_comment_end else _COMMENT_END.search(self._text, begin + 2)
        if found is None:
            self._no_comment_end = True
            return MarkupToken(TokenKind.DECLARATION, begin, begin + 4, "<!--"), begin + 4
        return MarkupToken(TokenKind.COMMENT, begin, found.end()), found.end()

    def _read_literal(self, token: MarkupToken, name: str) -> tuple[MarkupToken, int]:
        """Return the tag with its content up to its end tag; without one it ends where it begins.

        So does an iframe before the next: nobody closed it, and all text between would be lost.
        """
        starts, ends = self._literal_tags(name)
        number = bisect_left(ends, token.end)
        if number == len(ends):
            token.is_alone = True
            return token, token.end
        content = self._text[token.end : ends[number]]
        if name == "iframe":
            after = bisect_left(starts, token.end)
            is_before_another = after < len(starts) and starts[after] < ends[number]
            if is_before_another or (token.is_self_closing and content.strip()):
                token.is_alone = True
                return token, token.end
        token.literal = content
        return token, ends[number]

    def _literal_tags(self, name: str) -> tuple[list[int], list[int]]:
        """Return the places of all start and of all end tags called *name*."""
        if name not in self._places:
            found = list(re.finditer(rf"<(/?){name}(?=[\s/>])", self._text, re.IGNORECASE))
            self._places[name] = (
                [match.start() for match in found if not match[1]],
                [match.start() for match in found if match[1]],
            )
        return self._places[name]


def _find_fenced(text: str) -> list[tuple[int, int]]:
    """Return begin and end of each block of code between fences."""
    if not any(signs in text for signs in ("```", "~~~")):
        return []
    lines = text.split("\n")
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    return [(begins[fence.first], begins[fence.last] + len(lines[fence.last])) for fence in find_fences(lines)]
