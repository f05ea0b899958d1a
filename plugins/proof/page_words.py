"""Page words: a finished page as a browser shows it.

Lexbor builds the tree as browsers do; its text is then read tag by tag. Blocks, cells and line breaks separate words,
tags within a sentence do not. Numbers of lists are those that a browser counts. What is hidden is left out, and so is
every element with the attribute ``data-added``: what templates add to the words of editors bears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.proof.embed_words import find_unnamed, holds, is_short_address
from plugins.proof.list_numbers import OpenList
from plugins.proof.page_tags import ADDED, INLINE, TAG, VOID, attributes_of, end_of_element, is_added, is_hidden
from plugins.proof.words import CLOSE, MEANING, OPEN, mark

_WITHOUT_TRACE = ("<strong>", "</strong>", "<em>", "</em>")  # the most frequent tags, not worth a look at each
_EDGES = {  # what the most frequent tags put between words, by their letters
    **{"</p>": "\n", "</li>": "\n", "</a>": ""},
    **dict.fromkeys((f"<{end}{name}>" for end in ("", "/") for name in ("h2", "h3", "td", "th", "tr")), "\n"),
}
_TELLING = re.compile("title=|class=|hidden|popover|data-added")  # what a link may have that matters here


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a part of a page, and what identifies each embed in it."""

    text: str
    embeds: tuple[str, ...] = ()


def parse(html: str | bytes) -> LexborHTMLParser:
    """Return the tree that browsers build of *html*."""
    return LexborHTMLParser(html)


def plain_fragment_text(html: str, embeds: tuple[str, ...] = ()) -> PageText:
    """Return the words of *html* without a tree, in half the time, if its tags are balanced."""
    return _Reader(html, embeds).read()


def fragment_text(html: str, embeds: tuple[str, ...] = ()) -> PageText:
    """Return the words of *html*, a body for feeds, where a link stands for each of *embeds*."""
    body = parse(f"<!doctype html><body>{html}").body
    return node_text(body, embeds) if body is not None else PageText("")


def node_text(node: LexborNode, embeds: tuple[str, ...] = ()) -> PageText:
    """Return the words of *node*."""
    return _Reader(node.html or "", embeds).read()


@dataclass(slots=True)
class _Parts:
    """What has been read: the text, footnotes by label, and the meanings of abbreviations."""

    main: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    meanings: set[str] = field(default_factory=set)


class _Reader:
    """One pass over the text of a tree, whose tags are balanced."""

    def __init__(self, html: str, embeds: tuple[str, ...]) -> None:
        self._html, self._known = html, embeds
        self._parts = _Parts()
        self._into = self._parts.main
        self._lists: list[OpenList] = []
        self._embeds: list[str] = []
        self._numbers: dict[str, str] = {}  # of footnotes, as their marks in the text show them
        self._in_notes = 0

    def read(self) -> PageText:
        html, at = self._html, 0
        if OPEN in html or CLOSE in html:
            html = html.replace(OPEN, "").replace(CLOSE, "")
        for frequent in _WITHOUT_TRACE:
            html = html.replace(frequent, "")
        if not self._known:
            html = html.replace("<p>", "\n")
        self._html = html
        while (tag := TAG.search(html, at)) is not None:
            if tag.start() > at:
                self._into.append(html[at : tag.start()])
            at = tag.end()
            if (edge := _EDGES.get(tag[0])) is not None:
                self._into.append(edge)
            elif tag[2]:
                at = self._read_tag(tag)
        self._into.append(html[at:])
        moved = [piece for label in self._parts.notes for piece in self._note(label)]
        moved += [f"\n{meaning}" for meaning in sorted(self._parts.meanings)]
        return PageText(unescape("".join([*self._parts.main, *moved])), tuple(self._embeds))

    def _note(self, label: str) -> Iterator[str]:
        yield f"\n{mark('note', label)}\n"
        yield from self._parts.notes[label]

    def _read_tag(self, tag: re.Match[str]) -> int:
        """Read a tag; return where to go on."""
        name, end = tag[2], tag.end()
        if tag[1]:
            return self._read_end(name, end)
        if tag[3] and not (name == "a" and _TELLING.search(tag[3]) is None):
            attributes = dict(attributes_of(tag[3]))
            if is_added(attributes) or is_hidden(name, attributes):
                if name == "consent-embed" and attributes.get(ADDED) != "template":
                    self._put_embed(unescape(attributes.get("ref", "")))
                self._into.append("" if name in INLINE else "\n")
                return end if name in VOID else end_of_element(self._html, name, end)
            return self._read_attributes(name, attributes, end)
        if is_hidden(name, {}):
            return end_of_element(self._html, name, end)
        return self._read_attributes(name, {}, end)

    def _read_attributes(self, name: str, attributes: dict[str, str], end: int) -> int:
        if name == "sup" and attributes.get("id", "").startswith("fnref"):
            return self._read_note_mark(end)
        if name in MEANING:
            self._into.append(MEANING[name])
            return end
        if name == "img":
            self._into.append(f" {attributes.get('alt', '')} {attributes.get('title', '')} ")
        elif name == "a" and "title" in attributes:
            self._into.append(f"{attributes['title']} ")
        elif name == "abbr" and "title" in attributes:
            close = self._html.find("<", end)
            self._parts.meanings.add(f"{self._html[end:close]} {attributes['title']}")
        elif name in ("ol", "ul", "menu"):
            self._open_list(name, attributes)
        elif name == "li":
            self._open_point(attributes)
        elif name == "p" and self._known and (after := self._read_embed_link(end)):
            return after
        elif name not in INLINE:
            self._into.append("\n")
        return end

    def _read_end(self, name: str, end: int) -> int:
        if name in MEANING:
            self._into.append(MEANING[name])
            return end
        if name in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
            if self._in_notes and len(self._lists) < self._in_notes:
                self._in_notes, self._into = 0, self._parts.main
        if name not in INLINE:
            self._into.append("\n")
        return end

    def _open_list(self, name: str, attributes: dict[str, str]) -> None:
        self._lists.append(OpenList.of(name, attributes))
        self._into.append("\n")

    def _open_point(self, attributes: dict[str, str]) -> None:
        self._into.append("\n")
        name = attributes.get("id", "")
        if name.startswith("fn:"):
            label = name[3:]
            shown = self._lists[-1].number if self._lists else ""
            if self._numbers.get(label, shown) != shown:  # the mark says one number, the footnote another
                label = f"{label}={shown}"
            self._in_notes = self._in_notes or len(self._lists)
            self._into = self._parts.notes.setdefault(label, [])
            if self._lists:
                self._lists[-1].next += 1
        elif self._lists:
            self._into.append(self._lists[-1].take_marker(attributes))

    def _read_note_mark(self, end: int) -> int:
        close = self._html.find("</sup>", end)
        inner = self._html[end:close]
        target = re.search(r"href=\"#fn:([^\"]*)\"", inner)
        label = unescape(target[1]) if target else ""
        self._numbers[label] = TAG.sub("", inner).strip()
        self._into.append(mark("note", label))
        return close + len("</sup>")

    def _read_embed_link(self, end: int) -> int:
        """Read a paragraph that is one link to an embed; return its end, or 0 if it is none."""
        found = re.compile(r"\s*<a\s([^>]*)>(?:<img [^>]*><br>)?[^<]*</a>\s*</p>").match(self._html, end)
        address = unescape(dict(attributes_of(f" {found[1]}")).get("href", "")) if found else ""
        name = next((name for name in sorted(self._known, key=len, reverse=True) if holds(unquote(address), name)), "")
        if not name and is_short_address(address):
            name = next(iter(find_unnamed(self._html, self._known)), "")
        if found is None or not name:
            return 0
        self._put_embed(name)
        return found.end()

    def _put_embed(self, name: str) -> None:
        self._embeds.append(name)
        self._into.append(f"\n{mark('embed', name)}\n")
