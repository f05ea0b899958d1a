"""Raw HTML: an extension that takes HTML from a text and puts it back in one form.

A tag may turn out to stand where it is none: in code, in the words for a picture. There it is text again,
and nothing is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import AutolinkInlineProcessor
from markdown.postprocessors import Postprocessor, RawHtmlPostprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from plugins.content.markdown.html import refusals
from plugins.content.markdown.html.pieces import RawPiece, find_pieces
from plugins.content.markdown.html.settling import SeveralReadingsError, settle
from plugins.content.markdown.raw_blocks import RawBlocks
from plugins.content.markdown.raw_text import CodeRestoring, FenceRestoring
from plugins.core.problem import Problem

_ADDRESS = r"<((?:[Ff]|[Hh][Tt])[Tt][Pp][Ss]?://[^<>]*|(?:tel|sms):[+0-9(][^<>\s]*)>"
_WRAPPED = re.compile(f"(?P<open><p>)?{STX}wzxhzdk:(?P<number>[0-9]+){ETX}(?P<close></p>)?")


class RawHtml(Extension):
    """Collects the pieces of HTML of one text and what is to be told of them, in ``problems``."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: dict[int, RawPiece] = {}
        self.shown: set[int] = set()
        self.comments: list[Problem] = []
        self.is_complete = False
        self.several: list[Problem] = []

    def reset(self) -> None:
        """Forget the text before."""
        self.pieces.clear()  # which the processors share
        self.shown, self.comments, self.several, self.is_complete = set(), [], [], False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all pieces that were put back as HTML."""
        shown = (problem for number in sorted(self.shown) for problem in self.pieces[number].problems)
        return (*self.comments, *shown, *self.several)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take the place of Markdown's own ways with HTML."""
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(AutolinkInlineProcessor(_ADDRESS, md), "autolink", 120)
        # Before fences are set aside (25): the lines are still the editor's.
        md.preprocessors.register(_Taking(self, md), "raw-html", 29)
        md.preprocessors.register(FenceRestoring(self.pieces, md), "raw-html-in-fences", 24)
        md.parser.blockprocessors.register(RawBlocks(self.pieces, md.parser), "raw-html", 95)
        # After inline markup (20), abbreviations (7) and attributes (8), before the headings' anchors (5).
        md.treeprocessors.register(CodeRestoring(self.pieces, md), "raw-html-in-code", 6)
        md.treeprocessors.register(_Finishing(self), "raw-html-finished", -999)
        md.postprocessors.register(_Returning(self, md), "raw_html", 30)
        # After codes of networks (-1001): they may stand in any element.
        md.postprocessors.register(_Settling(self), "raw-html-settled", -1002)


class _Taking(Preprocessor):
    """Leaves a placeholder for each piece; lines keep their numbers where one stands alone."""

    def __init__(self, extension: RawHtml, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces = find_pieces(text)
        if not pieces:
            return lines
        return "".join(self._replace(text, pieces)).split("\n")

    def _replace(self, text: str, pieces: list[RawPiece]) -> Iterator[str]:
        at = 0
        for piece in pieces:
            yield text[at : piece.begin]
            yield self._stand_in(piece, _is_alone(text, piece))
            at = piece.end
        yield text[at:]

    def _stand_in(self, piece: RawPiece, is_alone: bool) -> str:
        if not piece.html:
            self.extension.comments += piece.problems
            return "\n" * piece.source.count("\n") if is_alone else ""
        stash = self.md.htmlStash
        self.extension.pieces[stash.html_counter] = piece
        placeholder = stash.store(piece.html)
        return placeholder + "\n" * piece.source.count("\n") if piece.is_block else placeholder


def _is_alone(text: str, piece: RawPiece) -> bool:
    """Return whether the lines of *piece* hold nothing else."""
    before = text[max(0, piece.begin - 100) : piece.begin].rpartition("\n")[2]
    return not before.strip() and not text[piece.end : piece.end + 100].partition("\n")[0].strip()


class _Finishing(Treeprocessor):
    """Notes that the tree is finished: before, postprocessors also run on the texts of headings."""

    def __init__(self, extension: RawHtml) -> None:
        super().__init__()
        self.extension = extension

    def run(self, root: Element) -> None:  # noqa: ARG002 - Python-Markdown's signature
        self.extension.is_complete = True


class _Returning(RawHtmlPostprocessor):
    """Puts pieces, and what else Markdown has set aside, where their placeholders stand."""

    def __init__(self, extension: RawHtml, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        return _WRAPPED.sub(self._html, text) if STX in text else text

    def _html(self, match: re.Match[str]) -> str:
        number = int(match["number"])
        before, after = match["open"] or "", match["close"] or ""
        if number >= self.md.htmlStash.html_counter:
            return match[0]
        piece = self.extension.pieces.get(number)
        if piece is not None:
            self.extension.shown.add(number)
        html = self.run(str(self.md.htmlStash.rawHtmlBlocks[number])) if piece is None else piece.html
        is_alone = bool(before and after)
        is_block = piece.is_block if piece is not None else self.isblocklevel(html)
        return html if is_alone and is_block else f"{before}{html}{after}"


class _Settling(Postprocessor):
    """Brings a finished text with HTML of the editor's own into a form that has one reading."""

    def __init__(self, extension: RawHtml) -> None:
        super().__init__()
        self.extension = extension

    def run(self, text: str) -> str:
        extension = self.extension
        if not (extension.is_complete and extension.shown):
            return text
        try:
            return settle(text)
        except SeveralReadingsError:
            extension.several = [refusals.report_several_readings(1)]
            return text
