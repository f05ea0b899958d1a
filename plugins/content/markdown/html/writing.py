"""Writing: tags, values and text in the one form that all readers of HTML read alike.

No "<" stands anywhere but at the beginning of a tag, every value between quotation marks, every
"&" at the beginning of a complete reference (https://html.spec.whatwg.org/multipage/syntax.html).
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|[A-Za-z][A-Za-z0-9]*;?|#[0-9xXa-fA-F]*;?)?")
_NAME = re.compile(r"[^\s\"'<>/=\x00-\x1f\x7f]+")
_WHITE = "\t\n\r"


def write_text(text: str) -> str:
    """Return *text*, which may hold references, as text between tags."""
    return re.sub(r"[<>]", lambda match: escape(match[0]), _REFERENCE.sub(_text_reference, text))


def write_start(name: str, attributes: dict[str, str | None]) -> str:
    """Return the start tag *name* with *attributes* as typed."""
    written = [
        f' {key}="{_write_value(value)}"' if value is not None else f" {key}" for key, value in attributes.items()
    ]
    return f"<{name}{''.join(written)}>"


def is_attribute_name(name: str) -> bool:
    """Return whether all readers take *name* for the name of an attribute."""
    return _NAME.fullmatch(name) is not None


def _write_value(value: str) -> str:
    marked = []
    at = 0
    for match in _REFERENCE.finditer(value):
        marked += [value[at : match.start()], _value_reference(match, value[match.end() : match.end() + 1])]
        at = match.end()
    plain = "".join([*marked, value[at:]])
    return plain.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _text_reference(match: re.Match[str]) -> str:
    return match[0] if _is_complete(match[0]) else escape(unescape(match[0]), quote=False)


def _value_reference(match: re.Match[str], following: str) -> str:
    """Return a reference within a value, where "&copy=" is the beginning of a parameter."""
    found = match[0]
    if _is_complete(found):
        return found
    if found.startswith("&#") or (found[1:] in html5 and following != "="):
        return escape(unescape(found), quote=False)
    return f"&amp;{found[1:]}"


def _is_complete(reference: str) -> bool:
    if not reference.endswith(";"):
        return False
    if not reference.startswith("&#"):
        return reference[1:] in html5
    character = unescape(reference)
    return len(character) == 1 and (
        character.isprintable() or character in _WHITE or character in "\xa0\xad\u202f\u200b"
    )
