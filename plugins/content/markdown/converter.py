"""Converter: Markdown becomes HTML with placeholders for internal links and embeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from plugins.content.markdown.dialect import Dialect
from plugins.content.markdown.limits import Limits
from plugins.content.markdown.links import add_lines, replace_raw_links
from plugins.content.markdown.raw_html import RawHtml
from plugins.content.markdown.remarks import Conversion, find_remarks
from plugins.content.markdown.typesetting import Typesetter
from plugins.core.dates import MARK
from plugins.core.model import Body, Embed, Heading
from plugins.core.placeholders import placeholder as placeholder_text
from plugins.core.problem import Problem
from plugins.core.urls import slugify

_ALIGNED = re.compile(r"text-align: (left|center|right);")
# What browsers drop in addresses must not hide a scheme from us.
_IGNORED = str.maketrans("", "", "\t\n\r")
_LEADING = "".join(map(chr, range(0x21)))
_THEME_ANCHOR = re.compile(r"(?:inhalt|navigation)$|(?:teil|fuss|dienst)-")
_INTERNAL = re.compile(r"(?!(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\|#|$))")


def _anchor(text: str) -> str:
    """Return the anchor of a heading, never one that the theme uses for its own parts."""
    slug = slugify(MARK.sub("", text)) or "abschnitt"  # another moment in a film is no other address
    return f"abschnitt-{slug}" if _THEME_ANCHOR.match(slug) else slug


def is_internal(target: str) -> bool:
    """Return whether *target* leads to another page of this site.

    It has no scheme and no host, and is not merely an anchor of the page.
    """
    return _INTERNAL.match(target.lstrip(_LEADING).translate(_IGNORED)) is not None


class Converter:
    """Converter of Markdown into bodies.

    One serves a whole run: making one costs as much as a short text.
    """

    def __init__(
        self,
        extensions: Sequence[Extension] = (),
        embeds: Callable[[], Sequence[Embed]] = tuple,
        remarks: Callable[[], Sequence[Problem]] = tuple,
    ) -> None:
        """Take further *extensions* of Markdown, and functions that return their latest results."""
        self._embeds, self._remarks = embeds, remarks
        self._tree = _BodyTree()
        self._raw_html, self._limits = RawHtml(), Limits()
        self._extensions = tuple(extensions)
        self._markdown = self._new_markdown()

    def _new_markdown(self) -> markdown.Markdown:
        self._dialect = Dialect()
        toc = TocExtension(slugify=lambda text, _separator: _anchor(text), toc_depth="1-6")
        return markdown.Markdown(
            extensions=[
                "tables",
                "fenced_code",
                "footnotes",
                "def_list",
                "abbr",
                "attr_list",
                toc,
                self._dialect,
                self._raw_html,
                self._limits,
                _BodyExtension(self._tree),
                *self._extensions,
            ],
            extension_configs={"footnotes": {"BACKLINK_TITLE": "Zurück zur Textstelle von Fußnote {}"}},
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
        try:
            html = self._markdown.convert(text)
        except RecursionError:
            self._markdown = self._new_markdown()  # this one still believes to be within that list
            raise
        if self._markdown.htmlStash.html_counter:
            html = replace_raw_links(html, is_internal, self._tree.targets)
        return Body(
            html=html,
            embeds=tuple(replace(embed, line=embed.line + first_line - 1) for embed in self._embeds()),
            links=add_lines(self._tree.targets, text, first_line),
            headings=tuple(self._headings()),
            problems=tuple(
                replace(remark, line=remark.line + first_line - 1)
                for remark in (
                    *self._raw_html.problems,
                    *self._limits.problems,
                    *self._remarks(),
                    *find_remarks(text, self._conversion()),
                )
            ),
        )

    def _conversion(self) -> Conversion:
        """Return what the latest conversion knows of its text."""
        footnotes = next(one for one in self._markdown.registeredExtensions if isinstance(one, FootnoteExtension))
        return Conversion(
            references=self._markdown.references,
            footnotes=footnotes.footnotes,
            used_footnotes=footnotes.footnote_order,
            has_stray_signs=self._dialect.has_stray_signs,
        )

    def _headings(self) -> list[Heading]:
        tokens = list(getattr(self._markdown, "toc_tokens", []))
        found = []
        while tokens:
            token = tokens.pop(0)
            found.append(Heading(token["level"], token["name"], token["id"]))
            tokens[:0] = token["children"]
        return found


@dataclass
class _BodyTree:
    """Input and results of one conversion."""

    german: bool = True

    def __post_init__(self) -> None:
        self.targets: list[str] = []

    def begin(self, german: bool) -> None:
        self.german = german
        self.targets = []

    def placeholder_for(self, target: str) -> str:
        self.targets.append(target)
        return placeholder_text("link", len(self.targets) - 1)


class _BodyExtension(Extension):
    def __init__(self, tree: _BodyTree) -> None:
        super().__init__()
        self._tree = tree

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.treeprocessors.register(_BodyTreeprocessor(md, self._tree), "body", 1)
        md.block_level_elements.append("consent-embed")


def _drop_dead_backlinks(root: Element) -> None:
    """Remove the links of footnotes back to a text that never refers to them."""
    references = {f"#{element.get('id')}" for element in root.iter("sup")}
    for parent in root.iter():
        for link in parent.findall("a[@class='footnote-backref']"):
            if link.get("href") not in references:
                parent.remove(link)


class _BodyTreeprocessor(Treeprocessor):
    """Last look at the tree: links, headings, tables and typography."""

    def __init__(self, md: markdown.Markdown, tree: _BodyTree) -> None:
        super().__init__(md)
        self._tree = tree

    def run(self, root: Element) -> None:
        _drop_dead_backlinks(root)
        self._visit(root)
        if self._tree.german:
            Typesetter(self._stash_text).run(root)

    def _stash_text(self, placeholder: str) -> str:
        """Return the raw HTML for which Markdown left *placeholder* in the text, or nothing."""
        match = HTML_PLACEHOLDER_RE.fullmatch(placeholder)
        raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])] if match else ""
        return raw if isinstance(raw, str) else ""

    def _visit(self, element: Element) -> None:
        if element.tag == "h1":
            element.tag = "h2"  # the title is the page's one h1
        if element.tag in ("th", "td") and (found := _ALIGNED.fullmatch(element.get("style", ""))):
            del element.attrib["style"]  # the content security policy forbids it
            element.set("class", f"align-{found[1]}")
        for attribute in ("href", "src"):
            target = element.get(attribute)
            if target is not None and STX not in target and is_internal(target):  # Markdown hides mail with STX
                element.set(attribute, self._tree.placeholder_for(target))
        for child in element:
            self._visit(child)
