"""Strict: attributes, addresses and escapes only where nothing else can be meant.

Markdown takes „## Titel {Stand 2016}“ for attributes and „[Anna]: Guten Tag.“ for an address, and shows neither.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import EscapeInlineProcessor
from markdown.util import ETX, STX

_ONE = r"""(?:[#.][^\W\d][\w:.-]*|[A-Za-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"'=]+))"""
_ATTRIBUTES = rf"\{{:?[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*\}}"


# The attributes are final in the stubs only.
class StrictAttributes(AttrListTreeprocessor):
    """Reads „{#anker}“, „{.klasse}“ and „{credit=…}“, and leaves all other braces."""

    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")  # type: ignore[misc]

    def run(self, doc: Element) -> None:
        """Give elements their attributes, which most texts have none of."""
        if any("{" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(doc)


class StrictReferenceProcessor(ReferenceProcessor):
    """Reads „[name]: /adresse/“, and leaves what is no address."""

    RE = re.compile(
        r"^ {0,3}\[([^\[\]]*)\]: *(?:\n *)?((?=\S*(?:[/#<]|:\S|\.\w))\S+) *(?:\n *)?"
        r"((?P<quote>[\"'])(.*)(?P=quote) *|\((.*)\) *)?$",
        re.MULTILINE,
    )

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Return whether *block* could hold such a line."""
        return "]:" in block


class StrictEscapeProcessor(EscapeInlineProcessor):
    """Leaves both backslashes of „\\\\server“, with which paths of files begin."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return what is read for the backslash and the sign behind it."""
        if m[1] == "\\" and data[m.end() : m.end() + 1].isalnum():
            return f"{STX}{ord(m[1])}{ETX}" * 2, m.start(), m.end()
        return super().handleMatch(m, data)
