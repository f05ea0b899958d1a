"""Recognise: finds the content of a service that an address stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from plugins.core.model import Embed
from plugins.embeds.address import WebAddress, parse_query, split_address
from plugins.embeds.services import AddressForm, Service

# Pasted text often brings other spaces along: wide, thin, no-break and zero-width ones.
SURROUNDING_SPACE = " \t\r\n\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))

_START = re.compile(r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s?)?")


def recognise(line: str, services: Iterable[Service]) -> Embed | None:
    """Return the embed *line* stands for, or None if it is ordinary text.

    Only a bare URL counts. A URL inside a sentence stays a link, because
    the editor is then talking about the post rather than showing it.

    Args:
        line: One source line of Markdown, markup and all.
        services: The registry, in the order in which to ask.
    """
    return recognise_address(line.strip(SURROUNDING_SPACE), services)


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
                    return _make_embed(
                        service, form, {"host": address.host, **values}, _find_start(service, form, address, start)
                    )
    return None


def _make_embed(service: Service, form: AddressForm, values: Mapping[str, str], start: int | None) -> Embed:
    filled = dict(values)
    filled["ref"] = form.ref.fill(filled)
    filled["url"] = form.url.fill(filled)
    if start:
        filled["start"] = str(start)
    src = form.src.fill(filled) if form.src else None
    return Embed(service.id, form.kind, filled["ref"], filled["url"], src, start)


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


def parse_seconds(text: str) -> int | None:
    """Return the seconds in "90", "90s", "1m30s", "2h" or "1m40"; None for other texts and 0."""
    match = _START.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds or None
