"""Other networks: their names, and the link to type in the place of their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from selectolax.lexbor import LexborNode

from plugins.core.tracking_parameters import clean_address
from plugins.embeds.codes.elements import code_title, make_absolute
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service

_NETWORKS = {
    "dailymotion.com": "Dailymotion",
    "giphy.com": "Giphy",
    "issuu.com": "Issuu",
    "padlet.com": "Padlet",
    "reddit.com": "Reddit",
    "redditmedia.com": "Reddit",
    "tumblr.com": "Tumblr",
    "twitch.tv": "Twitch",
}
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}(?:[^\\/?#]*@)?([^\\/?#:]+)([^?#]*)", re.IGNORECASE)
_CODES = ("iframe", "frame", "object", "embed", "script")
_EMBED_PAGE = re.compile(r"/embed/?\Z")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
_MARKS = re.compile(r"[<>`*_|\\]")
_MAX_LENGTH = 80


@dataclass(frozen=True, slots=True)
class OtherNetwork:
    """A network without a place on a site: its name, and how to know its hosts.

    It ``is_known`` if we have heard of it.
    """

    name: str
    host: str
    is_known: bool
    service: Service | None = None

    def is_at(self, host: str) -> bool:
        """Return whether addresses at *host* are this network's."""
        return (self.service is not None and self.service.site_of(host) is not None) or _domain(host) == self.host


def find_owner(address: str, services: Iterable[Service]) -> Service | None:
    """Return that of *services* whose page or frame is at *address*."""
    host, path = _split(address)
    services = tuple(services)
    at_pages = (one for one in services if one.holds(host, path))
    at_frames = (one for one in services if one.is_frame_host(host) and not one.site_of(host))
    return next(at_pages, None) or next(at_frames, None)


def find_other_network(address: str, registry: Iterable[Service]) -> OtherNetwork:
    """Return the network at *address*: of the *registry*, of those known by name, else its host."""
    host = _split(address)[0]
    service = find_owner(address, registry)
    name = service.name if service else _NETWORKS.get(_domain(host), "")
    return OtherNetwork(name or host, _domain(host), bool(name), service)


def _split(address: str) -> tuple[str, str]:
    match = _HOST.match(address.strip())
    return (match[1].lower(), match[2]) if match else ("", "")


def _domain(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def link_instead(node: LexborNode, network: OtherNetwork, address: str, unlisted: Sequence[Service]) -> str:
    """Return the Markdown to type in the place of the code *node*.

    Its frame or program is at *address*. It is "" for a program of which nobody knows what it shows.
    """
    element, found = next(_public_addresses(node, network), (node, ""))
    if not found and node.tag != "script":
        found = clean_address(address).address
    elif not found and network.is_known:
        found = f"https://{urlsplit(address).hostname}/"
    if not _ADDRESS.fullmatch(found):
        return ""
    kind = "Beitrag" if network.is_known else "Inhalt"
    generic = (network.name, *(network.service.generic_titles if network.service else ()))
    title = code_title(node, generic) or code_title(element, generic)
    words = f"{title} ({network.name})" if title else f"{kind} bei {network.name}"
    link = f"[{_as_text(words)}]({_as_target(found)})"
    # alone in a paragraph it would be an embed, of a network that is not there
    return f"Mehr dazu: {link}." if recognise_address(found, unlisted) else link


def _public_addresses(node: LexborNode, network: OtherNetwork) -> Iterator[tuple[LexborNode, str]]:
    """Yield the addresses that the code around *node* names for people, and where."""
    for block in _blocks(node):
        links = [(one, one.attributes.get("href")) for one in (block, *block.css("a[href]")) if one.tag == "a"]
        for element, address in (*_permalinks(block), *links):
            parts = urlsplit(make_absolute(address or ""))
            if parts.scheme in ("http", "https") and network.is_at((parts.hostname or "").lower()):
                yield element, _tidy(parts.geturl())


def _permalinks(block: LexborNode) -> Iterator[tuple[LexborNode, str | None]]:
    for element in (block, *block.css("blockquote, q")):
        for name, value in element.attributes.items():
            if name == "cite" or name.endswith("permalink"):
                yield element, value


def _blocks(node: LexborNode) -> Iterator[LexborNode]:
    """Yield *node* and the element that belongs to its code: before a program, behind a frame."""
    yield node
    at: LexborNode | None = node
    while at is not None and at.tag != "body":
        beside = _neighbour(at, is_before=node.tag == "script")
        if beside is not None:
            if beside.tag not in _CODES and beside.css_first(", ".join(_CODES)) is None:
                yield beside
            return
        at = at.parent


def _neighbour(node: LexborNode, *, is_before: bool) -> LexborNode | None:
    beside = node.prev if is_before else node.next
    while beside is not None and (not beside.is_element_node or beside.tag == "br"):
        beside = beside.prev if is_before else beside.next
    return beside


def _tidy(address: str) -> str:
    """Return *address* without what it counts, and that of the page in the place of its frame."""
    page, mark, query = clean_address(address).address.partition("?")
    return f"{_EMBED_PAGE.sub('', page)}{mark}{query}"


def _as_text(words: str) -> str:
    plain = " ".join(_MARKS.sub(" ", words.replace("[", "(").replace("]", ")")).split())
    return plain if len(plain) <= _MAX_LENGTH else f"{plain[: _MAX_LENGTH - 1]}…"


def _as_target(address: str) -> str:
    return quote(address, safe="/%:?#@!$&'*+,;=~[]")
