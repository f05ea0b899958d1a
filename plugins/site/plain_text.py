"""Plain text: a body as people read it in a file, a line for each block.

Numbers of lists are those that a browser shows. Square brackets hold what a browser shows or says elsewhere: pictures,
titles of links, marks of footnotes, and below the text what abbreviations mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from plugins.core.model import Body
from plugins.core.placeholders import split_placeholders


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote br caption dd details dialog div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre search section summary table tr ul"
)
_LISTS = ("ol", "ul", "menu")
_VOID = _words("area br col embed hr img input param source track wbr")
_UNREAD = _words("audio canvas iframe math object script style svg video")
_OF_MARKDOWN = ("footnote-backref", "toc")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NUMBER = re.compile(r"-?\d{1,9}")


def plain_text(body: Body, picture: str) -> str:
    """Return the words of *body*; an embed is its address, other links are their texts.

    *picture* is what a picture is called.
    """
    writer = _Writer(picture)
    for piece in split_placeholders(body.html):
        if isinstance(piece, str):
            writer.feed(piece)
        elif piece[0] == "embed":
            writer.feed(f"<p>{escape(body.embeds[piece[1]].place)}</p>")
    writer.close()
    return "\n".join(writer.lines())


class _Writer(HTMLParser):
    """Collects the words of well-formed HTML."""

    def __init__(self, picture: str) -> None:
        super().__init__()
        self._picture = picture
        self._pieces: list[str] = []
        self._marker = ""  # of a point whose words are still to come
        self._lists: list[tuple[str, int]] = []  # how numbers look, "" for none, and the next one
        self._meanings: set[str] = set()
        self._meaning = ""
        self._unread: list[str] = []  # an open element that nobody reads, and those within it
        self._in_literal = self._in_row = self._in_mark = False

    def lines(self) -> Iterator[str]:
        """Yield each line that holds anything."""
        for line in [*"".join(self._pieces).split("\n"), *sorted(self._meanings)]:
            if words := " ".join(line.split()):
                yield words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._unread or tag in _UNREAD or "hidden" in given or given.get("class") in _OF_MARKDOWN:
            self._unread += [] if tag in _VOID else [tag]
            return
        if tag in _BLOCKS:
            self._pieces.append("\n")
        if tag in _LISTS:
            self._lists.append((given.get("type", "1") if tag == "ol" else "", _number(given.get("start"), 1)))
        elif tag == "li" and self._lists:
            self._begin_point(given)
        elif tag in ("td", "th"):
            self._put(" | " if self._in_row else "")
        elif tag == "img":
            words = [given[key] for key in ("alt", "title", "credit") if given.get(key)]
            self._put(f" [{self._picture}: {' | '.join(words)}] " if words else "")
        elif tag == "a" and given.get("title"):
            self._put(f"[{given['title']}] ")
        self._in_row = tag in ("td", "th") or (self._in_row and tag != "tr")
        self._in_literal = self._in_literal or tag == "pre"
        self._in_mark = given.get("class") == "footnote-ref"
        self._meaning = given.get("title", "") if tag == "abbr" else ""

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread.pop()
            return
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag == "li":
            self._end_marker()
        self._in_literal, self._in_mark = self._in_literal and tag != "pre", False
        self._pieces.append("\n" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._meaning:
            self._meanings.add(f"[{data}] {self._meaning}")
        self._meaning = ""
        text = data if self._in_literal else data.replace("\n", " ")
        self._put(f"[{text}]" if self._in_mark else text)

    def _begin_point(self, given: dict[str, str]) -> None:
        """Keep the number of a point until its words come, which may be in a paragraph."""
        self._end_marker()
        style, number = self._lists[-1]
        number = _number(given.get("value"), number)
        self._lists[-1] = style, number + 1
        is_note = given.get("id", "").startswith("fn:")
        self._marker = f"[{number}] " if is_note else f"{_format(number, style)}. " if style else ""

    def _end_marker(self) -> None:
        self._pieces.append(self._marker)
        self._marker = ""

    def _put(self, text: str) -> None:
        if text.strip():
            self._end_marker()
        self._pieces.append(text)


def _number(text: str | None, instead: int) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else instead


def _format(number: int, style: str) -> str:
    """Return *number* as a browser shows it in a list of the *style* "1", "a", "A", "i" or "I"."""
    shown = ""
    if style in ("a", "A") and number > 0:
        while number:
            number, rest = divmod(number - 1, 26)
            shown = chr(ord("a") + rest) + shown
    elif style in ("i", "I") and 0 < number < 4000:
        for value, signs in _ROMAN:
            shown, number = shown + signs * (number // value), number % value
    else:
        return str(number)
    return shown.upper() if style in ("A", "I") else shown
