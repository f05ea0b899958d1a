"""Companions: elements that come along with an embed code and are dropped with it.

They are programs that would load the content, empty elements those would fill, and the line
below a film that names its author. Without a code of their service they stay, and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.model import Embed
from plugins.embeds.address import split_address
from plugins.embeds.codes.elements import make_absolute
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service

_ADDRESS_IN_TEXT = re.compile(r"//([\w-]+(?:\.[\w-]+)+/[^\s\"'`#?<>\\)]*)")
_PLACEHOLDER = re.compile("\x1aembed:[0-9]+\x1a")
_WRAPPERS = re.compile("p|div|span|center|figure|em|strong|b|i|u|small|noscript")
_BETWEEN = ("script", "br", "-comment")
_CONTENT = "img, picture, svg, video, audio, iframe, object, embed, input, button, table, hr, form, script, style"


def drop_companions(tree: LexborHTMLParser, services: Iterable[Service]) -> bool:
    """Drop the programs and shells of *services*; return whether there were any."""
    services = tuple(services)
    found = [node for node in tree.css("script") if any(_loads(node, service) for service in services)]
    for service in services:
        for shell in service.shells:
            nodes = tree.css(shell.element or "*")
            found += [node for node in nodes if shell.matches(node.tag or "", node.attributes) and _is_blank(node)]
    for node in found:
        drop_with_wrappers(node)
    return bool(found)


def drop_with_wrappers(node: LexborNode) -> None:
    """Drop *node*, and its ancestors as long as they held nothing else."""
    parent = node.parent
    node.decompose()
    while parent is not None and _WRAPPERS.fullmatch(parent.tag or "") and not parent.id and _is_blank(parent):
        node, parent = parent, parent.parent
        node.decompose()


def drop_credit(node: LexborNode, embed: Embed, credit: str, services: tuple[Service, ...]) -> None:
    """Drop the paragraph after the code *node* that names its film and links last to *credit*."""
    after = _next_node(node)
    while after is None and node.parent is not None and node.parent.tag != "body":
        node = node.parent
        after = _next_node(node)
    if after is not None and after.tag == "p" and _is_credit(after, embed, credit, services):
        after.decompose()


def holds_only_embeds(node: LexborNode) -> bool:
    """Return whether there is nothing in *node* but embeds."""
    text = node.text(deep=True)
    return (
        bool(_PLACEHOLDER.search(text)) and not _PLACEHOLDER.sub("", text).strip() and node.css_first(_CONTENT) is None
    )


def _loads(script: LexborNode, service: Service) -> bool:
    """Return whether *script* does nothing but load the program of *service*."""
    address, text = script.attributes.get("src"), script.text(deep=True)
    if address is not None:
        found = split_address(make_absolute(address))
        return found is not None and service.is_loader(found.host + found.path) and not text.strip()
    addresses = _ADDRESS_IN_TEXT.findall(text)
    is_known = bool(addresses) or any(word in text for word in service.programs)
    return is_known and all(map(service.is_loader, addresses))


def _is_blank(node: LexborNode) -> bool:
    return not (node.text(deep=True) or "").strip() and (not node.is_element_node or not list(node.iter()))


def _next_node(node: LexborNode) -> LexborNode | None:
    """Return the next node within the same element; space, breaks and the like do not count."""
    after = node.next
    while after is not None and (after.tag in _BETWEEN or _is_space(after)):
        after = after.next
    return after


def _is_space(node: LexborNode) -> bool:
    """Return whether *node* is but white space, or a paragraph of nothing else."""
    if node.tag not in ("p", "-text") or (node.text(deep=True) or "").strip():
        return False
    return node.tag == "-text" or node.css_first(_CONTENT) is None


def _is_credit(paragraph: LexborNode, embed: Embed, credit: str, services: tuple[Service, ...]) -> bool:
    links = paragraph.css("a[href]")
    if len(links) < 2 or paragraph.css_first(_CONTENT) is not None:
        return False
    first, last = (make_absolute(link.attributes.get("href") or "") for link in (links[0], links[-1]))
    film, home = recognise_address(first, services), split_address(last)
    if film is None or home is None:
        return False
    return (film.service, film.ref) == (
        embed.service,
        embed.ref,
    ) and f"https://{home.host}{home.path}" == f"{credit}/"
