"""Typesetting: German typography over the tree of a text, paragraph by paragraph.

Code and texts in other languages stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from plugins.content.markdown.typography import TextPiece, may_change, typeset_pieces

_LITERAL = frozenset({"code", "pre", "script", "style", "kbd", "samp", "var"})
# Within these a sentence goes on
_INLINE_TAGS = "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup u var"
_INLINE = frozenset(_INLINE_TAGS.split(" "))
_STASHED = re.compile("(\x02[^\x02\x03]*\x03)")
_TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>[^>]*)>""", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_LANG = re.compile(r"""\blang\s*=\s*["']?(?P<lang>[\w-]*)""", re.IGNORECASE)


@dataclass(slots=True)
class _Slot:
    """A text of the tree, and its place there: ``text`` or ``tail`` of an element, or none."""

    element: Element | None
    place: str
    text: str
    literal: bool = False

    def put(self, text: str) -> None:
        if self.element is not None:
            setattr(self.element, self.place, text)


class Typesetter:
    """Typesetter of one text.

    ``stash_text`` returns the text behind a placeholder of Markdown: raw HTML of the editor.
    """

    def __init__(self, stash_text: Callable[[str], str]) -> None:
        self._stash_text = stash_text
        self._run: list[_Slot] = []
        self._raw: list[str] = []  # names of raw elements whose content stays as it is

    def run(self, root: Element) -> None:
        """Set all that stands in *root*."""
        self._visit(root, literal=False)
        self._flush()

    def _visit(self, element: Element, literal: bool) -> None:
        literal = literal or element.tag in _LITERAL or _is_foreign(element.get("lang"))
        if element.tag not in _INLINE:
            self._flush()
        self._take(element, "text", element.text, literal)
        for child in element:
            self._visit(child, literal)
            if child.tag not in _INLINE:
                self._flush()
            elif child.tag == "br":
                self._run.append(_Slot(None, "", " "))
            self._take(child, "tail", child.tail, literal)

    def _take(self, element: Element, place: str, text: str | None, literal: bool) -> None:
        if text:
            self._run.append(_Slot(element, place, text, literal))

    def _pieces(self, slot: _Slot) -> list[TextPiece]:
        """Return the pieces of *slot*: text, and placeholders, which are noted."""
        pieces = []
        for part in _STASHED.split(slot.text):
            if _STASHED.fullmatch(part):
                self._note(self._stash_text(part))
                pieces.append(TextPiece(part, literal=True))
            elif part:
                still = slot.literal or bool(self._raw) or isinstance(slot.text, AtomicString)
                pieces.append(TextPiece(part, still))
        return pieces

    def _note(self, raw: str) -> None:
        """Remember from which raw tag to which nothing is to change."""
        tag = _TAG.fullmatch(raw.strip())
        if tag is None or raw.rstrip().endswith("/>"):
            return
        name = tag["name"].lower()
        if tag["end"]:
            if self._raw and self._raw[-1] == name:
                self._raw.pop()
        elif self._raw:
            if name == self._raw[-1]:
                self._raw.append(name)
        elif name in _LITERAL or ((lang := _LANG.search(tag["rest"])) and _is_foreign(lang["lang"])):
            self._raw.append(name)

    def _visible_text(self, piece: TextPiece) -> TextPiece:
        """Return the visible text of *piece*: nothing of raw tags, a space for a line break."""
        if not _STASHED.fullmatch(piece.text):
            return piece
        return TextPiece(" " if _BREAK.match(self._stash_text(piece.text)) else "")

    def _flush(self) -> None:
        """Set the texts that were taken since the last one, as one run."""
        if self._run and may_change("".join([slot.text for slot in self._run])):  # most paragraphs stay as they are
            self._set([(slot, self._pieces(slot)) for slot in self._run])
        self._run.clear()
        self._raw.clear()

    def _set(self, run: list[tuple[_Slot, list[TextPiece]]]) -> None:
        found = iter(typeset_pieces([self._visible_text(piece) for _, pieces in run for piece in pieces]))
        for slot, pieces in run:
            texts = zip(pieces, found, strict=False)
            slot.put("".join(piece.text if _STASHED.fullmatch(piece.text) else text for piece, text in texts))


def _is_foreign(lang: str | None) -> bool:
    return bool(lang) and not str(lang).lower().startswith("de")
