"""Embed words: the addresses and pasted codes of a source that a page shows as embeds.

Which of them are embeds is told by the page: each placeholder names what it shows, and an address or a code that holds
that name has become it. Where none does, its letters are read as any others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from urllib.parse import unquote, unquote_plus

from plugins.proof.words import mark

_LINK_ALONE = re.compile(r"\[[^\n]*\]\(\s*<?(\S+?)>?(?:\s+[^)\n]*)?\)")
_REFERENCE_ALONE = re.compile(r"\[([^\]\n]*)\](?:[ ]?\[([^\]\n]*)\])?")
_ESCAPED = re.compile(r"\\([_*~])")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_CODE = re.compile(
    r"<(iframe|blockquote|div|object|script(?=[^<>]*\sdata-)|"
    r"a(?=[^<>]*\s(?:data-|class=[\"'][\w -]*(?:embed|media|timeline))))(?=[\s>])",
    re.IGNORECASE,
)
# Whose film it is, which a network adds to its code: links to the film, perhaps its author, and the network.
_CREDIT = re.compile(
    r"(?:\s|<br\s*/?>|</\w+>|<!--(?:(?!-->).)*-->|<script\b[^<>]*>\s*</script>|<p>\s*</p>)*"
    r"<p[^<>]*>\s*<a\s(?P<film>[^<>]*)>(?:(?!</?p[\s>]).){0,2000}"
    r"<a\s[^<>]*?href=[\"']?https?://[^\s/\"'?#<>]+/?(?:[?#][^\s\"'<>]*)?[\"'\s>][^<]*</a>[^<]*</p>",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = 32  # signs, such as https://flic.kr/s/aHsjzV4bXp
_MOST = 20_000  # signs of a code


def embed_in(line: str, embeds: Sequence[str], addresses: Mapping[str, str]) -> str:
    """Return the embed that *line* stands for, an address or a link alone, or "" if it is none.

    *addresses* are those of references by label.
    """
    line = _REFERENCE.sub(lambda match: unescape(match[0]), line)
    text = _ESCAPED.sub(r"\1", _UNSEEN.sub(" ", line).strip())
    if link := _LINK_ALONE.fullmatch(text):
        address = link[1]
    elif addresses and (named := _REFERENCE_ALONE.fullmatch(text)):
        address = addresses.get(" ".join((named[2] or named[1]).lower().split()), "")
    else:
        address = text.removeprefix("<").removesuffix(">")
    return _name_in(address, embeds) if _ADDRESS.fullmatch(address) else ""


def is_short_address(line: str) -> bool:
    """Return whether *line* is a short address alone, which need not hold its embed's name."""
    text = line.strip()
    return len(text) <= _SHORT and _ADDRESS.fullmatch(text) is not None


def find_unnamed(text: str, embeds: Sequence[str]) -> list[str]:
    """Return the *embeds* whose names stand nowhere in *text*, in order."""
    plain = unquote(unescape(_ESCAPED.sub(r"\1", text)))
    return [name for name in embeds if name and not holds(plain, name)]


def replace_codes(text: str, embeds: Sequence[str]) -> str:
    """Return *text* with a mark for each pasted code, and as many line ends as before."""
    if not embeds or "<" not in text:
        return text
    names = sorted(filter(None, embeds), key=len, reverse=True)
    pieces: list[str] = []
    at = 0
    while (tag := _CODE.search(text, at)) is not None:
        end = _end_of(text, tag)
        name = _name_in(text[tag.start() : end], names) if end else ""
        if name:
            if (credit := _CREDIT.match(text, end)) and holds(credit["film"], name):
                end = credit.end()
            pieces += [text[at : tag.start()], mark("embed", name), "\n" * text.count("\n", tag.start(), end)]
            at = end
        else:
            pieces.append(text[at : tag.end()])
            at = tag.end()
    return "".join([*pieces, text[at:]])


def _end_of(text: str, tag: re.Match[str]) -> int:
    """Return the end of the element that *tag* opens, 0 if it has none near."""
    depth = 0
    for found in re.compile(rf"<(/?){tag[1]}(?=[\s>])", re.IGNORECASE).finditer(text, tag.start(), tag.start() + _MOST):
        depth += -1 if found[1] else 1
        if not depth:
            return text.find(">", found.end()) + 1
    return 0


def _name_in(code: str, embeds: Sequence[str]) -> str:
    plain = unescape(code)
    whole = f"{plain}\n{unquote(plain)}\n{unquote_plus(plain)}" if {"%", "+"} & {*plain} else plain
    return next((name for name in sorted(embeds, key=len, reverse=True) if name and holds(whole, name)), "")


def holds(text: str, name: str) -> bool:
    """Return whether *text* holds *name*, or its parts.

    The name of a post on one of many servers is „social.example/123“, its address „social.example/@somebody/123“.
    """
    plain = unquote(name)
    return name in text or plain in text or ("/" in plain and all(part in text for part in plain.split("/")))
