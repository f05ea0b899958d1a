"""Dialect: Markdown's rules as this site uses them, sped up where a text cannot match.

Markdown looks for every inline pattern in every piece of text; we only for those that a text can hold.

That takes two thirds from what inline markup costs, and changes no letter.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ESCAPE_RE, AutomailInlineProcessor, Pattern, SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX

from plugins.content.markdown.abbreviations import register_abbreviations
from plugins.content.markdown.blocks import DedentProcessor, ExplanationProcessor, HeadingProcessor, UnderlineProcessor
from plugins.content.markdown.code_spans import CodeSpanProcessor
from plugins.content.markdown.directives import register_directives
from plugins.content.markdown.emphasis import EmphasisProcessor
from plugins.content.markdown.fences import FencePreprocessor
from plugins.content.markdown.links_inline import register_links
from plugins.content.markdown.lists import ListProcessor
from plugins.content.markdown.strict import StrictAttributes, StrictEscapeProcessor, StrictReferenceProcessor
from plugins.content.markdown.tables import TextTableProcessor

_DIRECTIVE = f"{STX}directive:"  # which may make links and line breaks of what has no sign of them
_BRACKET = ("[", _DIRECTIVE)
# A pattern finds nothing in a text without one of its signs. Patterns that are not named here always count.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": _BRACKET,
    "link": _BRACKET,
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": _BRACKET,
    "short_image_ref": ("![",),
    "footnote": ("[^",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n", "\\\n", _DIRECTIVE),
    "entity": ("&",),
    "em_strong": ("*", "_", "~~"),
    "embed-address": ("//",),
}
# These only look up what a text has defined somewhere as „[name]: address“.
_LOOK_UP = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})


class FilteredInlineProcessor(InlineProcessor):
    """Markdown's own, with the patterns chosen for each text."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return *tree* with its inline markup."""
        self.inlinePatterns = list(self._needed("\n".join(self.md.lines)))  # type: ignore[attr-defined, assignment]
        return super().run(tree, ancestors)

    @cached_property
    def _patterns(self) -> list[tuple[Pattern, str]]:
        """All patterns in their order, each with the name by which its signs are known, or ""."""
        known = self.md.inlinePatterns
        name_of = {id(known[name]): name for name in _SIGNS if name in known}
        return [(pattern, name_of.get(id(pattern), "")) for pattern in known]

    def _needed(self, text: str) -> Iterator[Pattern]:
        return (pattern for pattern, name in self._patterns if not name or self._is_needed(name, text))

    def _is_needed(self, name: str, text: str) -> bool:
        if name in _LOOK_UP and not self.md.references:
            return False
        return any(sign in text for sign in _SIGNS[name])


# Markdown's own takes a tag with line breaks and an @ for a mail address, and „ssh://a@b.de“.
_MAIL = r"<(?i:mailto:)?([^<>\s!\"'=:/]+@[^@<>\s]+)>"
_FOOTNOTE = re.compile(r"\[\^([^\[\]]*)\]")  # Markdown's own looks for the end of each of „[^[^[^“ anew
_LINE_BREAK = r"(?:(?<! ) {2,}|\\)\n"


class Dialect(Extension):
    """Puts our processors in the places of Markdown's own.

    *is_german* tells the language of the text.
    """

    def __init__(self, is_german: Callable[[], bool]) -> None:
        super().__init__()
        self._is_german = is_german

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Replace, by the same names and priorities."""
        md.preprocessors.register(FencePreprocessor(md), "fenced_code_block", 25)
        self._register_blocks(md)
        register_directives(md, self._is_german)
        md.inlinePatterns.register(AutomailInlineProcessor(_MAIL, md), "automail", 110)
        md.inlinePatterns.register(CodeSpanProcessor(), "backtick", 190)
        md.inlinePatterns.register(StrictEscapeProcessor(ESCAPE_RE, md), "escape", 180)
        register_links(md)
        register_abbreviations(md)
        self._emphasis = EmphasisProcessor(md)
        md.inlinePatterns.register(self._emphasis, "em_strong", 60)
        md.registerExtension(self)
        md.treeprocessors.register(FilteredInlineProcessor(md), "inline", 20)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(_LINE_BREAK, "br"), "linebreak", 100)
        if "footnote" in md.inlinePatterns:
            md.inlinePatterns["footnote"].compiled_re = _FOOTNOTE
        md.treeprocessors.register(StrictAttributes(md), "attr_list", 8)
        md.ESCAPED_CHARS[:] = string.punctuation

    def reset(self) -> None:
        """Forget the text before."""
        self._emphasis.has_stray_signs = False

    @property
    def has_stray_signs(self) -> bool:
        """Whether the latest text has stars, underscores or tildes without a partner."""
        return self._emphasis.has_stray_signs

    def _register_blocks(self, md: Markdown) -> None:
        blocks, parser = md.parser.blockprocessors, md.parser
        for name in ("indent", "code", "olist", "ulist"):
            blocks.deregister(name)
        blocks.register(ExplanationProcessor(parser), "defindent", 85)
        blocks.register(ListProcessor(parser), "list", 83)
        blocks.register(DedentProcessor(parser), "dedent", 82)
        blocks.register(TextTableProcessor(md), "table", 75)
        blocks.register(HeadingProcessor(parser), "hashheader", 70)
        blocks.register(UnderlineProcessor(parser), "setextheader", 60)
        blocks.register(StrictReferenceProcessor(parser), "reference", 15)
