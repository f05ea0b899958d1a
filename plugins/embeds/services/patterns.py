"""Patterns: the small language in which a registry file writes the addresses of its service.

    https://{main}/(album|showcase)/{number}/video/{id}[/{hash}]?[h={hash}]&dnt=1[#t={start}s]

``{main}`` is one of the file's `sites`, every other ``{name}`` one of its `values`.
``[x]`` may be missing, ``(a|b)`` and ``[a|b]`` are alternatives, and all else stands
for itself. Parameters may come in any order and in any company. One slash at the end
of the path never matters. What is read this way is written again with `Template`,
where ``{host}`` is that of the address and ``{url}`` the public one, and
``{name|spelling}`` writes a value in another of the `_SPELLINGS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, radians
from urllib.parse import quote, unquote_plus

_TOKEN = re.compile(r"\{(?P<name>\w+)\}|(?P<mark>[\[\]()|])|(?P<text>[^{}\[\]()|]+)")
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
_PARTS = re.compile(r"https://\{(?P<site>\w+)\}(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
_WRITTEN = re.compile(r"(?P<head>[^?#]*?)(?:\?(?P<query>[^#]*?))?(?P<tail>\[?#.*)?")

_BASE58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


def _base58(text: str) -> str:
    number = 0
    for digit in text:
        number = number * 58 + _BASE58.index(digit)
    return str(number)


def _bbox(text: str) -> str:
    """Return the edges of a map 4:3 whose zoom and middle *text* names."""
    zoom, lat, lon = map(float, text.split("/"))
    width = 360 / 2**zoom  # half of it, one tile: a frame of 512 pixels shows just this zoom
    height = width * cos(radians(lat)) * 3 / 4
    west, east = max(lon - width, -180), min(lon + width, 180)
    south, north = max(lat - height, -85), min(lat + height, 85)
    return ",".join(f"{edge:.5f}" for edge in (west, south, east, north))


_SPELLINGS: Mapping[str, Callable[[str], str]] = {"base58": _base58, "bbox": _bbox, "plain": unquote_plus}


def to_regex(text: str, values: Mapping[str, str], *, named: bool = True) -> str:
    """Return the regular expression that *text* stands for, each value a named group."""
    parts, at = [], 0
    for token in _TOKEN.finditer(text):
        if token.start() != at:
            break
        at = token.end()
        if name := token["name"]:
            if name not in values:
                raise ValueError(f"{text!r} speaks of {{{name}}}, which is no value of this service")
            parts.append(f"(?P<{name}>{values[name]})" if named else f"(?:{values[name]})")
        else:
            parts.append(_MARKS[token["mark"]] if token["mark"] else re.escape(token["text"]))
    if at != len(text):
        raise ValueError(f"{text!r} cannot be read from {text[at:]!r} on")
    return "".join(parts)


def value_names(text: str) -> frozenset[str]:
    """Return the names of all values in *text*."""
    return frozenset(name for name, _ in _NAME.findall(text))


def drop_optional(text: str) -> str:
    """Return *text* without its optional parts."""
    while (shorter := _OPTIONAL.sub("", text)) != text:
        text = shorter
    return text


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter that a pattern looks at."""

    key: str
    value: re.Pattern[str]
    is_required: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which addresses of a site are built; ``text`` is how it was written."""

    text: str
    site: str
    path: re.Pattern[str]
    query: tuple[Parameter, ...]
    fragment: re.Pattern[str] | None
    extras: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, text: str, values: Mapping[str, str], extras: tuple[str, ...] = ()) -> Pattern:
        """Return the pattern written as *text*; a malformed one of *extras* is dropped, not refused."""
        parts = _PARTS.fullmatch(text)
        if parts is None:
            raise ValueError(f"{text!r} is not of the form https://{{site}}/path")
        # Within a path anything is taken for an extra first, to be weighed afterwards.
        loose = {**values, **dict.fromkeys(extras, "[^/]+")}
        return cls(
            text=text,
            site=parts["site"],
            path=re.compile(to_regex(parts["path"].rstrip("/"), loose) + "/?", re.ASCII),
            query=tuple(_parameter(part, values) for part in (parts["query"] or "").split("&") if part),
            fragment=re.compile(to_regex(parts["fragment"], values), re.ASCII) if parts["fragment"] else None,
            extras=tuple((name, re.compile(values[name], re.ASCII)) for name in extras),
        )

    def read(self, path: str, query: Mapping[str, str], fragment: str) -> dict[str, str] | None:
        """Return the values that stand in an address of this pattern, or None if it is another."""
        matches = [self.path.fullmatch(path)]
        if self.fragment:
            matches.append(self.fragment.fullmatch(fragment))
        values: dict[str, str] = {}
        for match in matches:
            if match is None:
                return None
            values |= _given(match)
        for name, wanted in self.extras:
            if name in values and not wanted.fullmatch(values[name]):
                del values[name]
        for parameter in self.query:
            given = parameter.value.fullmatch(query.get(parameter.key, ""))
            if given:
                values = _given(given) | values
            elif parameter.is_required:
                return None
        return values


def _given(match: re.Match[str]) -> dict[str, str]:
    return {name: value for name, value in match.groupdict().items() if value is not None}


def _parameter(text: str, values: Mapping[str, str]) -> Parameter:
    is_required = not (text.startswith("[") and text.endswith("]"))
    key, _, value = (text if is_required else text[1:-1]).partition("=")
    return Parameter(key, re.compile(to_regex(value, values), re.ASCII), is_required)


@dataclass(frozen=True, slots=True)
class Template:
    """An address, or a part of one, to be written from values."""

    head: str
    query: tuple[str, ...]
    tail: str

    @classmethod
    def of(cls, text: str) -> Template:
        """Return the template written as *text*, in the language of this module."""
        parts = _WRITTEN.fullmatch(text)
        if parts is None:
            raise ValueError(f"{text!r} is no address to be written")
        return cls(parts["head"], tuple(filter(None, (parts["query"] or "").split("&"))), parts["tail"] or "")

    def names(self) -> frozenset[str]:
        """Return the names of the values this template can write."""
        return value_names(self.head + "".join(self.query) + self.tail)

    def list_required(self) -> frozenset[str]:
        """Return the names of the values without which it cannot be written."""
        return value_names(drop_optional(self.head + "".join(self.query) + self.tail))

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the address with *values* in their places, percent-encoded as the place asks."""
        query = "&".join(filter(None, (_fill(part, values, safe="") for part in self.query)))
        head, tail = (_fill(part, values, safe="/%:@!$&'()*+,;=~") for part in (self.head, self.tail))
        return head + (f"?{query}" if query else "") + tail


def _fill(text: str, values: Mapping[str, str], safe: str) -> str:
    def drop_unfilled(match: re.Match[str]) -> str:
        return match[1] if all(name in values for name, _ in _NAME.findall(match[1])) else ""

    def write(match: re.Match[str]) -> str:
        value = values[match[1]]
        return quote(_SPELLINGS[match[2]](value) if match[2] else value, safe=safe)

    return _NAME.sub(write, _OPTIONAL.sub(drop_unfilled, text))
