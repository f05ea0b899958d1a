"""Elements: finds the content of an element of pasted HTML by its attributes and links.

The look of codes stands in the registry. Nothing of an element is carried over but
the values of a recognised address, and its title as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from selectolax.lexbor import LexborNode

from plugins.core.model import Embed
from plugins.embeds.address import split_address
from plugins.embeds.codes.sizes import read_ratio
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import PastedCode, Service
from plugins.embeds.times import parse_seconds

_SPACE = "\t\n\f\r "
_LAZY = ("data-src", "data-lazy-src")
_GENERIC = frozenset({"iframe", "video", "video player", "embedded video", "player", "embed", "untitled"})
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[a-z]+:)?//\S*|www\.\S*", re.IGNORECASE)


def make_absolute(address: str) -> str:
    """Return *address* without space around it, and with a scheme if it begins with two slashes."""
    address = address.strip(_SPACE)
    return f"https:{address}" if address.startswith("//") else address


def frame_address(attributes: Mapping[str, str | None]) -> str:
    """Return the address an iframe shows, or will show once a script has let it."""
    address = (attributes.get("src") or "").strip(_SPACE)
    if address and address.lower() != "about:blank":
        return address
    return next((value.strip(_SPACE) for name in _LAZY if (value := attributes.get(name))), "")


def find_embed(node: LexborNode, services: tuple[Service, ...]) -> Embed | None:
    """Return the embed that the element *node* stands for, or None if it is no embed code."""
    tag, attributes = node.tag, node.attributes
    address = make_absolute(frame_address(attributes)) if tag == "iframe" else ""
    if tag == "iframe":
        embed = _read_frame(address, services)
    else:
        embed = next(
            filter(None, (_read_code(node, code, (s,)) for s, code in match_services(tag, attributes, services))), None
        )
    if embed is None:
        return None
    service = next(service for service in services if service.id == embed.service)
    ratio = read_ratio(node, address) if service.kinds[embed.kind].ratio else ""
    return replace(embed, title=code_title(node, service.generic_titles), ratio=ratio)


def match_services(
    tag: str | None, attributes: Mapping[str, str | None], services: Iterable[Service]
) -> Iterator[tuple[Service, PastedCode]]:
    """Yield each service with the code that an element looks like."""
    for service in services:
        for code in service.codes:
            if code.selector.matches(tag or "", attributes):
                yield service, code


def _read_frame(url: str, services: tuple[Service, ...]) -> Embed | None:
    if found := _read_wrapping(url, services):
        return found
    embed = recognise_address(url, services, in_code=True)
    if embed is None or embed.src:
        return embed
    # Profiles and lists without a frame come from other codes; a frame of them shows nothing.
    return recognise_address(url, services)


def _read_wrapping(url: str, services: tuple[Service, ...]) -> Embed | None:
    """Return the content whose own address is a parameter of the frame address *url*."""
    outer = split_address(url)
    if outer is None:
        return None
    for service in services:
        site = service.site_of(outer.host)
        for wrapping in service.wrappings if site else ():
            if wrapping.pattern.site == site and wrapping.pattern.read(outer.path, outer.query, "") is not None:
                start = parse_seconds(outer.query.get(wrapping.start, ""))
                for inner in _inner_addresses(url, outer.query.get(wrapping.address, ""), wrapping.address):
                    if embed := recognise_address(inner, (service,), start=start):
                        return embed
    return None


def _inner_addresses(url: str, value: str, name: str) -> Iterator[str]:
    """Yield the address in the parameter *name*: its value, and the rest if it was not encoded."""
    yield make_absolute(value)
    found = re.search(rf"[?&](?:amp;)?{name}=(https?://.*)", url, re.IGNORECASE)
    if found:
        yield found[1]


def _read_code(node: LexborNode, code: PastedCode, services: tuple[Service, ...]) -> Embed | None:
    attributes = node.attributes
    for place in code.address:
        script = node.css_first("script[src]") if place == "program" else None
        given = script.attributes.get("src") if script else attributes.get(place)
        if address := (given or "").strip(_SPACE):
            if code.before and not _WEB.match(address):
                address = code.before + address.rpartition("://")[2]
            embed = recognise_address(make_absolute(address), services, in_code=True)
            return embed if embed and _is_allowed(embed, code) else None
        if place.endswith(" link"):
            return _find_link(node, code, services, last=place.startswith("last"))
    return None


def _find_link(node: LexborNode, code: PastedCode, services: tuple[Service, ...], last: bool) -> Embed | None:
    """Return the content of the first or last link with any; embeds come before mere links."""
    addresses = [make_absolute(link.attributes.get("href") or "") for link in node.css("a[href]")]
    for in_code in (False, True):
        for address in reversed(addresses) if last else addresses:
            embed = recognise_address(address, services, in_code=in_code)
            if embed and _is_allowed(embed, code):
                return embed
    return None


def _is_allowed(embed: Embed, code: PastedCode) -> bool:
    return not code.kinds or embed.kind in code.kinds


def code_title(node: LexborNode, generic: Iterable[str] = ()) -> str:
    """Return the title of the code *node*, or "" if it says nothing about the content.

    *generic* ones say no more than the network.
    """
    text = " ".join((node.attributes.get("title") or "").split())
    says_nothing = text.casefold() in {*_GENERIC, *map(str.casefold, generic)}
    return "" if says_nothing or _ADDRESS.fullmatch(text) or not text.isprintable() else text
