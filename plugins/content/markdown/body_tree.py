"""Body tree: last look at a text's tree, for links, tables and typography."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from plugins.content.markdown.links import is_internal
from plugins.content.markdown.table_cells import finish_table
from plugins.content.markdown.typesetting import Typesetter
from plugins.core.placeholders import placeholder as placeholder_text

_ALIGNED = re.compile(r"text-align: (left|center|right);")


@dataclass
class BodyTree:
    """Whether a text is German, and the targets of its internal links."""

    german: bool = True
    targets: list[str] = field(default_factory=list)

    def begin(self, german: bool) -> None:
        """Forget the text before."""
        self.german = german
        self.targets = []

    def placeholder_for(self, target: str) -> str:
        """Note *target* and return what stands for it until a page is written."""
        self.targets.append(target)
        return placeholder_text("link", len(self.targets) - 1)


class BodyExtension(Extension):
    """Looks last at the tree, and notes in *tree* what it finds."""

    def __init__(self, tree: BodyTree) -> None:
        super().__init__()
        self._tree = tree

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Come last."""
        md.treeprocessors.register(_BodyTreeprocessor(md, self._tree), "body", 1)
        md.block_level_elements.append("consent-embed")


def _drop_dead_backlinks(root: Element) -> None:
    """Remove the links of footnotes back to a text that never refers to them."""
    references = {f"#{element.get('id')}" for element in root.iter("sup")}
    for notes in [element for element in root.iter("div") if element.get("class") == "footnote"]:
        for parent in notes.iter():
            for link in parent.findall("a[@class='footnote-backref']"):
                if link.get("href") not in references:
                    parent.remove(link)


class _BodyTreeprocessor(Treeprocessor):
    """Last look at the tree: links, headings, tables and typography."""

    def __init__(self, md: markdown.Markdown, tree: BodyTree) -> None:
        super().__init__(md)
        self._tree = tree

    def run(self, root: Element) -> None:
        _drop_dead_backlinks(root)
        for element in root.iter():
            self._finish(element)
        for table in root.iter("table"):
            finish_table(table)
        if self._tree.german:
            Typesetter(self._stash_text).run(root)

    def _stash_text(self, placeholder: str) -> str:
        """Return the raw HTML for which Markdown left *placeholder* in the text, or nothing."""
        match = HTML_PLACEHOLDER_RE.fullmatch(placeholder)
        raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])] if match else ""
        return raw if isinstance(raw, str) else ""

    def _finish(self, element: Element) -> None:
        if element.tag == "h1":
            element.tag = "h2"  # the title is the page's one h1
        if element.tag in ("th", "td") and (found := _ALIGNED.fullmatch(element.get("style", ""))):
            del element.attrib["style"]  # the content security policy forbids it
            element.set("class", f"align-{found[1]}")
        for attribute in ("href", "src"):
            target = element.get(attribute)
            if target is not None and STX not in target and is_internal(target):  # Markdown hides mail with STX
                element.set(attribute, self._tree.placeholder_for(target))
