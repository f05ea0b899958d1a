"""Plain markup: whether a page is written so that no two readers of HTML can disagree.

Such a page holds elements that everybody has known for long, each with its end, nested as the standard allows,
every value between quotation marks, every reference complete. Then no rule for mending faults ever applies, and
these rules are where readers differ. A page that is written otherwise is not wrong; it is read twice.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _words("br col hr img input link meta source track wbr")
_LETTERS = _words("script style title textarea")
_PHRASING = _words(
    "a abbr b bdi bdo button cite code data del dfn em i img input ins kbd label mark meter output picture progress q "
    "s samp script select small span strong sub sup textarea time u var video audio wbr br"
)
_FLOW = _PHRASING | _words(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr legend main nav ol p pre section summary table ul consent-embed consent-panel"
)
# What may stand in an element; in the others of running text stands what may stand around them.
_CHILDREN = {
    "html": _words("head body"),
    "head": _words("title meta link script style"),
    "dl": _words("dt dd div"),
    "table": _words("caption colgroup thead tbody tfoot tr"),
    "tr": _words("td th"),
    "colgroup": _words("col"),
    "select": _words("option"),
    "option": frozenset[str](),
    "picture": _words("source img"),
    "summary": _PHRASING | _words("h1 h2 h3 h4 h5 h6"),
    **dict.fromkeys(_words("ul ol"), _words("li")),
    **dict.fromkeys(_words("thead tbody tfoot"), _words("tr")),
    **dict.fromkeys(_words("video audio"), _words("source track p a")),
    **dict.fromkeys(_words("p h1 h2 h3 h4 h5 h6 pre legend button"), _PHRASING),
    **dict.fromkeys(_words("li dt dd td th caption body"), _FLOW),
    **dict.fromkeys(_FLOW - _PHRASING - _words("dl table summary p h1 h2 h3 h4 h5 h6 pre legend hr ul ol"), _FLOW),
}
_GROUP = _words("dt dd")
_NO_TEXT = _words("html head ul ol dl table thead tbody tfoot tr colgroup select picture")
_NEVER_IN_ITSELF = _words("a button form label main select option p")

_REFERENCE = r"&(?:amp|lt|gt|quot|nbsp|shy|[a-z]{2,8}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
_TOKEN = re.compile(
    rf"(?P<text>(?:[^<&]++|{_REFERENCE}|&(?=[\s<]))++)"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+(?:-[a-z]++)?)"
    rf"(?:\s++[a-z][a-z0-9-]*+(?:=\"(?:[^\"<>&]++|{_REFERENCE})*+\")?)*+\s*+>"
)
_BEGINNING = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
_UNSURE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def is_plain(text: str) -> bool:
    """Return whether it is certain that all readers of HTML build the same of the page *text*."""
    beginning = _BEGINNING.match(text)
    if beginning is None or _UNSURE.search(text):
        return False
    nesting, at = _Nesting(), beginning.end()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return False
        at, name = token.end(), token["name"]
        if name is None:
            if not nesting.takes_text(token["text"]):
                return False
        elif token["end"]:
            if not nesting.close(name):
                return False
        elif not nesting.open(name):
            return False
        elif name in _LETTERS:
            at = _skip_letters(text, at, name)
            if at < 0:
                return False
    return not nesting.names


def _skip_letters(text: str, at: int, name: str) -> int:
    """Return where the content of a script, style, title or field ends, -1 if that is not plain."""
    end = text.find(f"</{name}>", at)
    content = text[at : max(at, end)]
    is_plain_text = name in ("script", "style") or "&" not in content
    return end if "<!" not in content and "</" not in content and is_plain_text else -1


@dataclass(slots=True)
class _Nesting:
    """The elements that are open at a place, and what may stand there."""

    names: list[str] = field(default_factory=list)
    allowed: list[frozenset[str]] = field(default_factory=lambda: [frozenset(("html",))])
    count: Counter[str] = field(default_factory=Counter)

    def open(self, name: str) -> bool:
        """Begin an element; return whether it may stand here."""
        around = self.allowed[-1]
        if name not in around or (name in _NEVER_IN_ITSELF and self.count[name]):
            return False
        if name in _VOID:
            return True
        is_group = name == "div" and self.names[-1] == "dl"
        children = _GROUP if is_group else _CHILDREN.get(name, around)
        self.names.append(name)
        self.allowed.append(children)
        self.count[name] += 1
        return True

    def close(self, name: str) -> bool:
        """End an element; return whether it is the one that began last."""
        if not self.names or self.names[-1] != name:
            return False
        self.names.pop()
        self.allowed.pop()
        self.count[name] -= 1
        return True

    def takes_text(self, text: str) -> bool:
        """Return whether *text* may stand here."""
        return (bool(self.names) and self.names[-1] not in _NO_TEXT) or text.isspace()
