"""Web addresses: the complete one that somebody meant who typed only a part."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"^(?:(https?):?/{0,2}|/{2})", re.IGNORECASE)


def complete_address(text: str) -> str:
    """Return *text* as an address of a website: with its scheme, its host as servers write it."""
    found = _SCHEME.match(text.strip())
    scheme = (found[1] or "https").lower() if found else "https"
    rest = text.strip()[found.end() if found else 0 :]
    first, *others = re.split(r"[?#]", rest, maxsplit=1)[0].split() or [""]
    whole = first if re.search("[./]", first) else "-".join([first, *others])
    host, slash, path = whole.partition("/")
    return f"{scheme}://{to_ascii(host.lower())}{slash}{path}"


def to_ascii(host: str) -> str:
    """Return *host* with its umlauts as servers write them."""
    labels = re.split(r"([.:])", host)
    return "".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)
