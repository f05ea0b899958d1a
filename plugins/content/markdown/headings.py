"""Headings: each gets an anchor, so that one can lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.toc import TocExtension, TocTreeprocessor

from plugins.core.dates import MARK
from plugins.core.model import Heading
from plugins.core.urls import slugify

_THEME_ANCHOR = re.compile(r"(?:inhalt|navigation)$|(?:teil|fuss|dienst)-")


def _anchor(text: str) -> str:
    """Return the anchor of a heading, never one that the theme uses for its own parts."""
    slug = slugify(MARK.sub("", text)) or "abschnitt"  # another moment in a film is no other address
    return f"abschnitt-{slug}" if _THEME_ANCHOR.match(slug) else slug


class _HeadingTreeprocessor(TocTreeprocessor):
    """Gives headings their anchors, and makes no table of contents, which nobody would be shown."""

    def build_toc_div(self, toc_list: list[Any]) -> Element:  # noqa: ARG002 - Python-Markdown's signature
        return Element("div")


class HeadingExtension(TocExtension):
    """Knows the headings of the latest text, in ``headings``."""

    TreeProcessorClass = _HeadingTreeprocessor

    def __init__(self) -> None:
        super().__init__(slugify=lambda text, _separator: _anchor(text), toc_depth="1-6", marker="")

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in the order of the text."""
        return tuple(_flatten(getattr(self.md, "toc_tokens", [])))


def _flatten(tokens: list[Any]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["name"], token["id"])
        yield from _flatten(token["children"])
