"""Recognise: finds the content of a service that an address stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape

from plugins.core.model import Embed
from plugins.embeds.address import WebAddress, parse_query, split_address
from plugins.embeds.dropped import find_dropped
from plugins.embeds.services import AddressForm, Service
from plugins.embeds.times import parse_seconds

# Signs that nobody sees: joiners, soft hyphens, marks of direction. They come along with pasted text, as do
# wide, thin and no-break spaces.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc"
_BLANK = re.compile(rf"[\s{INVISIBLE}]")
_TYPED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")


def recognise(line: str, services: Iterable[Service]) -> Embed | None:
    """Return the embed *line* stands for, or None if it is ordinary text.

    Only a bare URL counts. A URL inside a sentence stays a link, because
    the editor is then talking about the post rather than showing it.

    Args:
        line: One source line of Markdown, markup and all.
        services: The registry, in the order in which to ask.
    """
    return recognise_address(strip_blanks(line), services)


def strip_blanks(text: str) -> str:
    """Return *text* without blanks and invisible signs at its ends, typed ones included."""
    begin, end = 0, len(text)
    while begin < end and (width := _width(text, begin, end)):
        begin += width
    while begin < end and (width := _width(text, max(begin, text.rfind("&", begin, end)), end, is_at_end=True)):
        end -= width
    return text[begin:end]


def _width(text: str, begin: int, end: int, *, is_at_end: bool = False) -> int:
    """Return how long the blank is with which *text* begins, or ends, between *begin* and *end*."""
    if _BLANK.match(text, end - 1 if is_at_end else begin):
        return 1
    typed = _TYPED.match(text, begin, end)
    is_meant = typed and _BLANK.fullmatch(unescape(typed[0])) and (typed.end() == end or not is_at_end)
    return len(typed[0]) if typed and is_meant else 0


def read_references(text: str) -> str:
    """Return *text* with the signs that its character references stand for, without blank ones."""
    return _TYPED.sub(lambda match: _BLANK.sub("", unescape(match[0])), text)


def recognise_address(
    url: str, services: Iterable[Service], *, in_code: bool = False, start: int | None = None
) -> Embed | None:
    """Return the embed that the address *url* stands for, or None.

    Nothing of *url* is carried over but the values the registry asks for. With
    *in_code* also those addresses count that only embed codes mean as content.
    A *start* that was given beside the address counts where the frame can use it.
    """
    address = split_address(url)
    if address is None:
        return None
    for service in services:
        if site := service.site_of(address.host):
            forms = (form for form in service.forms if not form.account_only and (in_code or not form.code_only))
            return _read(service, site, address, forms, start)
    return None


def recognise_account(url: str, service: Service) -> Embed | None:
    """Return the embed that shows the newest of the account at *url*, None if there is none."""
    address = split_address(url)
    site = service.site_of(address.host) if address else None
    if address is None or site is None:
        return None
    return _read(service, site, address, service.forms, None)


def _read(
    service: Service, site: str, address: WebAddress, forms: Iterable[AddressForm], start: int | None
) -> Embed | None:
    for form in forms:
        for pattern in form.patterns:
            if pattern.site == site:
                values = pattern.read(address.path, address.query, address.fragment)
                if values is not None:
                    begin = _find_start(service, form, address, start)
                    embed = _make_embed(service, form, {"host": address.host, **values}, begin)
                    return replace(embed, dropped=find_dropped(address, service, embed.src))
    return None


def _make_embed(service: Service, form: AddressForm, values: Mapping[str, str], start: int | None) -> Embed:
    filled = dict(values)
    filled["ref"] = form.ref.fill(filled)
    filled["url"] = form.url.fill(filled)
    if start:
        filled["start"] = str(start)
    end = _find_end(form, filled)
    src = form.src.fill(filled) if form.src else None
    begun = form.begun.fill(filled) if form.begun and start else ""
    return Embed(service.id, form.kind, filled["ref"], filled["url"], src, start, end=end, begun=begun)


def _find_end(form: AddressForm, values: dict[str, str]) -> int | None:
    """Return the second at which to end, where the frame can do so.

    It is written to *values* as seconds, and dropped from them if it comes before the start.
    """
    end = parse_seconds(values.pop("end", "")) or 0
    if end <= int(values.get("start", 0)):
        return None
    values["end"] = str(end)
    return end if form.src and "end" in form.src.names() else None


def _find_start(service: Service, form: AddressForm, address: WebAddress, given_start: int | None) -> int | None:
    """Return the second at which to begin, where the frame can do so and the address says when."""
    if form.src is None or "start" not in form.src.names():
        return None
    fragment = parse_query(address.fragment)
    for name in service.start:
        given = fragment.get(name[1:], "") if name.startswith("#") else address.query.get(name, "")
        if seconds := parse_seconds(given):
            return seconds
    return given_start
