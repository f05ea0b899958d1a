"""Typed text: a file of content/ as it was typed, read apart from all that publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from plugins.proof.passages import Passage
from plugins.proof.spoken_dates import spoken, spoken_clock

ACCEPTED = "accepted"
"""The key with the words of places that may be read otherwise than they were typed."""

WITHDRAWN = "withdrawn"
"""The key of a text of which nothing is to be read but what stands below this key."""

_MOMENTS = ("start", "end", "date", "previous_start", "register_until")
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Described:
    """What was typed about an embed: its address, and words such as its title."""

    address: str
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TypedText:
    """The parts of a file: words of the front matter by key, and the Markdown below it.

    ``accepted`` are the entries of that key, ``captions`` is the address of a file of captions, or "". ``lang`` is the
    language of the text.
    """

    body: str = ""
    body_line: int = 1
    fields: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    embeds: tuple[Described, ...] = ()
    accepted: tuple[Passage, ...] = ()
    captions: str = ""
    has_marks: bool = False
    lang: str = "de"

    def words(self, *keys: str) -> tuple[Passage, ...]:
        """Return the words of some keys, one after the other."""
        return tuple(passage for key in keys for passage in self.fields.get(key, ()))


def read_typed(data: bytes, main: str = "de") -> TypedText | None:
    """Return the parts of the file with these bytes, None without a readable front matter.

    *main* is the language of a text that names none.
    """
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    front = _FENCE.match(text)
    if front is None:
        return None
    first = text.count("\n", 0, front.start(1)) + 1
    try:
        node = yaml.compose(front[1], Loader=_Loader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    values = {key.value: value for key, value in node.value}
    lang = _value(values.get("lang")) or main
    if WITHDRAWN in values:
        return TypedText(fields=_withdrawal(values[WITHDRAWN], first, lang), lang=lang)
    return TypedText(
        body=text[front.end() :],
        body_line=text.count("\n", 0, front.end()) + 1,
        fields={
            "title": _scalars(values.get("title"), first),
            "summary": _scalars(values.get("summary"), first),
            "image": _picture(values.get("image"), first),
            "programme": _programme(values.get("programme"), first, lang),
            "place": _place(values.get("place"), first),
            **{key: _scalars(values.get(key), first) for key in ("organiser", "category")},
            **{key: _moment(values.get(key), first, lang) for key in _MOMENTS},
            **{key: _scalars(values.get(key), first) for key in ("price", "event_language", "event_status", "online")},
            "updated": _last_change(values, first, lang),
            **_corrections(values.get("corrected"), first, lang),
            "access": tuple(one for entry in _entries(values.get("access")) for one in _scalars(entry, first)),
            "register": _scalars(values.get("register"), first),
            **_further_dates(values.get("repeat"), first, lang),
            "tags": tuple(one for entry in _entries(values.get("tags")) for one in _scalars(entry, first)),
            "gallery": tuple(one for entry in _entries(values.get("gallery")) for one in _picture(entry, first)),
        },
        embeds=tuple(_described(entry, first) for entry in _entries(values.get("embeds"))),
        accepted=tuple(one for entry in _entries(values.get(ACCEPTED)) for one in _scalars(entry, first)),
        captions=_value(values.get("captions")),
        has_marks="video" in values,
        lang=lang,
    )


def _withdrawal(node: yaml.Node, first: int, lang: str) -> dict[str, tuple[Passage, ...]]:
    """Return all that is to be read of a withdrawn text: why, and since when."""
    members = _members(node)
    return {
        WITHDRAWN: _scalars(members.get("text"), first),
        "withdrawn_on": _moment(members.get("day"), first, lang)[:1],
    }


def _entries(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [] if node is None else [node]


def _members(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _value(node: yaml.Node | None) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _scalars(node: yaml.Node | None, first: int) -> tuple[Passage, ...]:
    """Return the one value of *node*; a block that begins below its key has its line there."""
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        return ()
    below = 1 if node.style in ("|", ">") else 0
    return (Passage(first + node.start_mark.line + below, str(node.value)),)


def _picture(node: yaml.Node | None, first: int) -> tuple[Passage, ...]:
    """Return the words about a picture in the order in which pages show them."""
    members = _members(node)
    return tuple(one for key in ("alt", "caption", "credit") for one in _scalars(members.get(key), first))


def _place(node: yaml.Node | None, first: int) -> tuple[Passage, ...]:
    """Return the words about a place; a name that is the city's as well is said once."""
    members = _members(node)
    keys = ["name", "street", "postcode", "city"]
    if _value(members.get("name")) == _value(members.get("city")):
        keys.remove("name")
    return tuple(one for key in keys for one in _scalars(members.get(key), first))


def _moment(node: yaml.Node | None, first: int, lang: str) -> tuple[Passage, ...]:
    """Return the day, and behind it the time if there is one."""
    return tuple(Passage(one.line, said) for one in _scalars(node, first) for said in spoken(one.text, lang))


def _corrections(node: yaml.Node | None, first: int, lang: str) -> dict[str, tuple[Passage, ...]]:
    """Return the sentences of corrections, the newest first as on pages, and their days."""
    entries = [_members(entry) for entry in _entries(node)]
    entries.sort(key=lambda entry: _value(entry.get("day"))[:10], reverse=True)
    return {
        "corrected": tuple(one for entry in entries for one in _scalars(entry.get("text"), first)),
        "corrected_on": tuple(one for entry in entries for one in _moment(entry.get("day"), first, lang)[:1]),
    }


def _last_change(values: dict[str, yaml.Node], first: int, lang: str) -> tuple[Passage, ...]:
    """Return the latest day among that of the last change and those of corrections."""
    nodes = [values.get("updated"), *(_members(entry).get("day") for entry in _entries(values.get("corrected")))]
    return _moment(max(nodes, key=lambda node: _value(node)[:10], default=None), first, lang)


def _further_dates(node: yaml.Node | None, first: int, lang: str) -> dict[str, tuple[Passage, ...]]:
    """Return the further dates of an event; the ends apart of those where both have a time."""
    starts: list[Passage] = []
    ends: list[Passage] = []
    for entry in _entries(node):
        members = _members(entry)
        start, end = (_moment(members.get(key), first, lang) for key in ("start", "end"))
        starts += start
        ends += end if len(start) > 1 and len(end) > 1 else ()
    return {"repeat": tuple(starts), "repeat_ends": tuple(ends)}


def _programme(node: yaml.Node | None, first: int, lang: str) -> tuple[Passage, ...]:
    return tuple(_points(node, first, lang))


def _points(node: yaml.Node | None, first: int, lang: str) -> Iterator[Passage]:
    for entry in _entries(node):
        members = _members(entry)
        for passage in _scalars(members.get("time"), first):
            yield Passage(passage.line, spoken_clock(passage.text, lang))
        for key in ("title", "speaker"):
            yield from _scalars(members.get(key), first)


def _described(node: yaml.Node, first: int) -> Described:
    members = _members(node)
    words = [*_scalars(members.get("title"), first), *_scalars(members.get("alternative"), first)]
    words += _picture(members.get("poster"), first)
    return Described(_value(members.get("url")), tuple(one for one in words if not one.text.startswith("/media/")))
