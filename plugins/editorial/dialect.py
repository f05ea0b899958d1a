"""Dialect: where our Markdown departs from Python-Markdown's, because that would lose or move what was written."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor, inner_blank_line_re
from markdown.inlinepatterns import AutomailInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor

from plugins.editorial.inline_patterns import SparingInlineProcessor

# Markdown's own takes a tag with line breaks and an @ for a mail address.
_MAIL = r"<([^<>\s!\"'=]+@[^@<>\s]+)>"


class Dialect(Extension):
    """Puts our processors in the places of Markdown's own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Replace, by the same names and priorities."""
        md.preprocessors.register(_RawBlocks(md), "html_block", 20)
        md.inlinePatterns.register(AutomailInlineProcessor(_MAIL, md), "automail", 110)
        md.treeprocessors.register(SparingInlineProcessor(md), "inline", 20)
        md.ESCAPED_CHARS.append("<")  # > is in the list already


class _RawBlocks(HtmlBlockPreprocessor):
    """Takes blocks of HTML out of a text, and leaves what follows them on their last line where it is."""

    def run(self, lines: list[str]) -> list[str]:
        parser = _Extractor(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _Extractor(HTMLExtractor):
    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        """Keep an entity, comment or empty element; its parent would hold it back until the next block."""
        if self.inraw or not self.intail:
            super().handle_empty_tag(data, is_block)
        elif is_block and (not data.startswith("<!--") or inner_blank_line_re.search(data)):
            self.cleandoc += ("\n\n", self.md.htmlStash.store(data), "\n\n")
        else:
            self.cleandoc.append(data)
