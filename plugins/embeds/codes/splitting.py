"""Splitting: running text is split around each embed, so that none stays in a paragraph.

Works on HTML as the parser writes it: every element closed, every value quoted. Text,
attributes and all elements that hold no embed come out as they went in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Elements in which an embed may stand; all others are split around it, except for those below.
_FLOW = re.compile(
    "address|article|aside|blockquote|caption|center|dd|details|dialog|div|dt|fieldset|figcaption|figure"
    "|footer|form|header|li|main|nav|search|section|td|th"
)
# The same, if there is one of the former in between.
_FRAMEWORK = re.compile("dl|menu|ol|table|tbody|tfoot|thead|tr|ul")
# Elements that make no sense in two parts: the embed comes after them.
_WHOLE = re.compile("summary|legend|label|button|noscript|h1|h2|h3|h4|h5|h6")
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_EMPTY = re.compile("br|wbr")

_TOKEN = re.compile(
    "(?P<placeholder>\x1aembed:[0-9]+\x1a)"
    "|(?P<comment><!--.*?-->)"
    "|(?P<raw><(?P<name>script|style|xmp|iframe|noembed|noframes|plaintext)\\b.*?</(?P=name)>)"
    "|</(?P<end>[a-zA-Z][^\\s/>]*)>"
    '|<(?P<start>[a-zA-Z][^\\s/>]*)(?:\\s=?[^\\s=/>]+="[^"]*")*>'
    "|(?P<text>[^<\x1a]+|.)",
    re.DOTALL,
)
_ID = re.compile(r"""\sid="[^"]*\"""")


@dataclass(slots=True)
class _OpenElement:
    """An open element: its start tag, the place of that in the output, and its state."""

    name: str
    tag: str
    at: int
    is_filled: bool = False
    is_split: bool = False
    after: list[str] = field(default_factory=list)


def lift_embeds(html: str) -> str:
    """Return *html* with every placeholder outside of running text, and without empty parts."""
    splitter = _Splitter()
    for match in _TOKEN.finditer(html):
        if match["placeholder"]:
            splitter.add_placeholder(match["placeholder"])
        elif match["end"]:
            splitter.end(match["end"])
        elif match["start"]:
            splitter.start(match["start"], match[0])
        else:
            splitter.add(match[0], blank=bool(match["comment"]) or not match[0].strip())
    return splitter.finish()


class _Splitter:
    """Output so far, and the elements that are open at its end."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[_OpenElement] = []

    def start(self, name: str, tag: str) -> None:
        if _VOID.fullmatch(name):
            self.add(tag, blank=bool(_EMPTY.fullmatch(name)))
            return
        self.open.append(_OpenElement(name, tag, len(self.out), is_split=tag == "<p>"))
        self.out.append(tag)

    def add(self, text: str, blank: bool) -> None:
        if not blank and self.open:
            self.open[-1].is_filled = True
        if text.startswith("\n") and self.out and re.match(r"<(?:pre|textarea|listing)\b", self.out[-1]):
            self.out.append("\n")  # browsers drop the first line break there
        self.out.append(text)

    def end(self, name: str) -> None:
        if self.open and self.open[-1].name == name:
            self._close(self.open.pop())
        else:
            self.out.append(f"</{name}>")

    def add_placeholder(self, placeholder: str) -> None:
        outermost = self._find_outermost()
        if outermost is None:
            self._mark_filled(self.open)
            self.out.append(placeholder)
            return
        inner = self.open[outermost:]
        for one in inner:
            one.is_split = True
        if any(_WHOLE.fullmatch(one.name) for one in inner):
            self.open[outermost].after.append(placeholder)
            return
        for one in reversed(inner):
            self.open.pop()
            self._close(one)
        self._mark_filled(self.open)
        self.out.append(placeholder)
        for one in inner:
            tag = _ID.sub("", one.tag)  # an id may stand only once
            self.open.append(_OpenElement(one.name, tag, len(self.out), is_split=True))
            self.out.append(tag)

    def _find_outermost(self) -> int | None:
        """Return the place of the first open element that may not hold an embed, if there is any."""
        names = [one.name for one in self.open]
        for number, (name, inner) in enumerate(zip(names, [*names, ""][1:], strict=True)):
            framing = _FRAMEWORK.fullmatch(name) and (_FRAMEWORK.fullmatch(inner) or _FLOW.fullmatch(inner))
            if not (framing or _FLOW.fullmatch(name) or "-" in name):
                return number
        return None

    def finish(self) -> str:
        while self.open:
            self._close(self.open.pop())
        return "".join(self.out)

    def _close(self, one: _OpenElement) -> None:
        if one.is_split and not one.is_filled:
            del self.out[one.at :]
        else:
            self.out.append(f"</{one.name}>")
            if self.open:
                self.open[-1].is_filled = True
        if one.after:
            self._mark_filled(self.open)
            self.out += one.after

    @staticmethod
    def _mark_filled(elements: list[_OpenElement]) -> None:
        for one in elements:
            one.is_filled = True
