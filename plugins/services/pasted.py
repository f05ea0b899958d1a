"""Pasted: what a registry file says about the embed codes of its service, checked.

    codes:             # elements to paste; what stands for the content, and only these kinds
      - {code: blockquote.twitter-tweet, address: last link, kinds: [post]}
    wrapped:           # frames whose address carries that of the content
      - {from: "https://{main}/plugins/post.php", address: href, start: t}
    loaders: [...]     # programs that belong to a code; dropped with it, refused without
    shells: [...]      # empty elements that belong to a code; dropped with it
    widgets: [...]     # elements of the service that show no content: buttons, comments; refused
    credit: ...        # address to which the last link of a line below the code leads
    generic_titles: [] # titles of frames that say nothing

All keys may be missing. An iframe whose address is one of the service's forms always counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from plugins.services.patterns import Pattern, regex
from plugins.services.service import Code, Selector, Wrapping

PASTED = frozenset({"codes", "wrapped", "loaders", "shells", "widgets", "credit", "generic_titles"})

_SELECTOR = re.compile(
    r"(?P<element>[a-z]+)?"
    r"(?:\.(?P<class_name>[a-z][a-z-]*)|#(?P<id>[a-z-]+)|\[(?P<attribute>[a-z-]+)(?:=(?P<value>[A-Za-z]+))?\])"
)


def pasted(data: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a service that its embed codes fill, or raise ``ValueError``."""
    return {
        "codes": tuple(_code(given, data["kinds"]) for given in data.get("codes", ())),
        "wrappings": tuple(_wrapping(given, data, values) for given in data.get("wrapped", ())),
        "loaders": tuple(_loader(text, values) for text in data.get("loaders", ())),
        "shells": _selectors(data.get("shells", ())),
        "widgets": _selectors(data.get("widgets", ())),
        "credit": data.get("credit", ""),
        "generic_titles": tuple(title.casefold() for title in data.get("generic_titles", ())),
    }


def _selectors(texts: Iterable[str]) -> tuple[Selector, ...]:
    return tuple(_selector(text) for text in texts)


def _selector(text: str) -> Selector:
    match = _SELECTOR.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is none of element.class, element#id and element[attribute=value]")
    return Selector(text, **{name: found or "" for name, found in match.groupdict().items()})


def _code(given: Mapping[str, Any], kinds: Iterable[str]) -> Code:
    if given.keys() - {"kinds"} != {"code", "address"}:
        raise ValueError(f"an embed code has the keys code and address, perhaps kinds, but not {sorted(given)}")
    if unknown := set(given.get("kinds", ())) - set(kinds):
        raise ValueError(f"the code {given['code']!r} speaks of {sorted(unknown)}, which are no kinds of this service")
    address = tuple(part.strip() for part in given["address"].split(","))
    return Code(_selector(given["code"]), address, tuple(given.get("kinds", ())))


def _wrapping(given: Mapping[str, Any], data: Mapping[str, Any], values: Mapping[str, str]) -> Wrapping:
    if given.keys() - {"start"} != {"from", "address"}:
        raise ValueError(f"a wrapped address has the keys from and address, perhaps start, but not {sorted(given)}")
    pattern = Pattern.of(given["from"], values)
    if pattern.site not in data["sites"]:
        raise ValueError(f"{given['from']!r} is at no site of this service")
    return Wrapping(pattern, given["address"], given.get("start", ""))


def _loader(text: str, values: Mapping[str, str]) -> re.Pattern[str]:
    if not text.startswith("https://"):
        raise ValueError(f"the loader {text!r} does not begin with https://")
    return re.compile(regex(text.removeprefix("https://"), values, named=False), re.ASCII)
