"""Converter: Markdown becomes HTML with placeholders for internal links and embeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension

from plugins.content.markdown.body_tree import BodyExtension, BodyTree
from plugins.content.markdown.dialect import Dialect
from plugins.content.markdown.headings import HeadingExtension
from plugins.content.markdown.limits import Limits
from plugins.content.markdown.links import add_lines, replace_raw_links
from plugins.content.markdown.raw_html import RawHtml
from plugins.content.markdown.remarks import Conversion, clean_body, find_remarks
from plugins.content.schema.languages import DEFAULT
from plugins.core.model import Body, Embed
from plugins.core.problem import Problem

_WAY_BACK = {True: "Zurück zur Textstelle von Fußnote {}", False: "Back to the place of note {} in the text"}
"""What is said of the link at the end of a footnote, by whether the text is German."""


class Converter:
    """Converter of Markdown into bodies.

    One serves a whole run: making one costs as much as a short text.
    """

    def __init__(
        self,
        extensions: Sequence[Extension] = (),
        embeds: Callable[[], Sequence[Embed]] = tuple,
        remarks: Callable[[], Sequence[Problem]] = tuple,
        lang: str = DEFAULT,
    ) -> None:
        """Take *extensions* of Markdown, functions that return their results, and the site's *lang*."""
        self.lang = lang
        self._embeds, self._remarks = embeds, remarks
        self._tree = BodyTree()
        self._raw_html, self._limits = RawHtml(), Limits()
        self._extensions = tuple(extensions)
        self._markdown = self._new_markdown()

    def _new_markdown(self) -> markdown.Markdown:
        self._dialect, self._headings = Dialect(lambda: self._tree.german), HeadingExtension()
        self._footnotes = FootnoteExtension()
        return markdown.Markdown(
            extensions=[
                "tables",
                "fenced_code",
                self._footnotes,
                "def_list",
                "abbr",
                "attr_list",
                self._headings,
                self._dialect,
                self._raw_html,
                self._limits,
                BodyExtension(self._tree),
                *self._extensions,
            ],
            output_format="html",
        )

    def convert(self, text: str, first_line: int = 1, *, german: bool = True) -> Body:
        """Return *text* as a body.

        Args:
            text: Markdown.
            first_line: The line of the file in which *text* begins, so that links know theirs.
            german: Whether German typography applies.

        Raises RecursionError if *text* is nested too deeply.
        """
        self._markdown.reset()
        self._tree.begin(german)
        self._footnotes.setConfig("BACKLINK_TITLE", _WAY_BACK[german])
        cleaned = clean_body(text)
        try:
            html = self._markdown.convert(cleaned.text)
        except RecursionError:
            self._markdown = self._new_markdown()  # this one still believes to be within that list
            raise
        if self._markdown.htmlStash.html_counter:
            html = replace_raw_links(html, self._tree.targets)
        return Body(
            html=html,
            embeds=tuple(replace(embed, line=embed.line + first_line - 1) for embed in self._embeds()),
            links=add_lines(self._tree.targets, cleaned.text, first_line),
            headings=self._headings.headings,
            problems=tuple(
                replace(remark, line=remark.line + first_line - 1)
                for remark in (
                    *self._raw_html.problems,
                    *self._limits.problems,
                    *self._remarks(),
                    *find_remarks(cleaned, self._conversion()),
                )
            ),
        )

    def _conversion(self) -> Conversion:
        """Return what the latest conversion knows of its text."""
        return Conversion(
            references=self._markdown.references,
            footnotes=self._footnotes.footnotes,
            used_footnotes=self._footnotes.footnote_order,
            abbreviations=self._markdown.parser.blockprocessors["abbr"].abbrs,  # type: ignore[attr-defined]
            has_stray_signs=self._dialect.has_stray_signs,
            embed_lines=[embed.line for embed in self._embeds()],
        )
