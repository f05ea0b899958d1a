"""Teasers: items as lists and heads show them, and their subjects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from plugins.core.dates import day_of
from plugins.core.model import ContentItem, Image
from plugins.core.urls import slugify, subject_slug
from plugins.site.occasions import Occasion, is_off, occasions_of, state_of, state_on

NameAndAddress = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A tag with its page and the number of items that carry it."""

    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Teaser:
    """An item as a list shows it. ``tags`` are names with the addresses of their pages.

    ``occasions`` are the dates of an event that has several, ``state`` is what has become of it.
    """

    type: str
    address: str
    title: str
    summary: str
    date: dt.date | dt.datetime | None
    start: dt.date | dt.datetime | None
    end: dt.date | dt.datetime | None
    place: Mapping[str, object] | None
    category: str
    tags: tuple[NameAndAddress, ...]
    lang: str
    image: Image | None
    video: str
    poster: Image | None
    duration: str
    occasions: tuple[Occasion, ...] = ()
    state: str = ""
    is_online: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day under which lists sort it: an event's first day, else its date."""
        value = self.start or self.date
        return None if value is None else day_of(value)

    @property
    def last_day(self) -> dt.date | None:
        """The day after which it is over: an event's last day."""
        if self.occasions:
            return max(one.last_day for one in self.occasions)
        value = self.end or self.start
        return None if value is None else day_of(value)

    def say_place(self, online: str) -> str:
        """Return where it is: name and city of the place, and the word *online*, if either is so.

        A place that is called like its city is named once.
        """
        named = [str(self.place[key]) for key in ("name", "city")] if self.place else []
        return ", ".join(dict.fromkeys([*named, online] if self.is_online else named))

    @property
    def is_off(self) -> bool:
        """Whether it does not take place on its dates."""
        return is_off(self.state)

    @property
    def year(self) -> int | None:
        """The year of that day."""
        return self.day.year if self.day else None


@lru_cache(4096)  # a site has few, and asks for them at every text
def subject_address(tag: str, index: str = "") -> str:
    """Return where the page of a tag stands, below the *index* of subjects."""
    return f"{index}{subject_slug(tag)}/"


def teaser(item: ContentItem, subjects: str = "") -> Teaser:
    """Return the teaser of *item*, whose subjects stand below the address *subjects*."""
    values = item.fields
    occasions = occasions_of(values)
    state = state_of(values)
    return Teaser(
        type=item.type,
        address=item.address,
        title=item.title,
        summary=item.summary,
        date=item.date,
        start=cast("dt.date | dt.datetime | None", values.get("start")),
        end=cast("dt.date | dt.datetime | None", values.get("end")),
        place=cast("Mapping[str, object] | None", None if state == "moved_online" else values.get("place")),
        category=item.category,
        tags=tuple((tag, subject_address(tag, subjects)) for tag in item.tags),
        lang=item.lang,
        image=item.image,
        video=str(values.get("video", "")),
        poster=cast("Image | None", values.get("poster_image")),
        duration=str(values.get("duration", "")),
        occasions=occasions if len(occasions) > 1 else (),
        state=state,
        is_online="online" in values,
    )


def each_occasion(entry: Teaser) -> Iterator[Teaser]:
    """Yield *entry* once for each of its dates; a new date is that of the first one."""
    for one in entry.occasions:
        state = state_on(entry.state, is_first=one.start == entry.start)
        yield replace(entry, start=one.start, end=one.end, occasions=(), state=state)
    if not entry.occasions:
        yield entry


def by_initial(teasers: Iterable[Teaser]) -> tuple[tuple[str, tuple[Teaser, ...]], ...]:
    """Return *teasers* in groups of one first letter each, by title.

    It is the order of types without a day.
    """
    groups: dict[str, list[Teaser]] = {}
    for entry in sorted(teasers, key=lambda entry: (slugify(entry.title), entry.address)):
        groups.setdefault(slugify(entry.title)[:1].upper(), []).append(entry)
    return tuple((letter, tuple(entries)) for letter, entries in groups.items())


def by_year(teasers: Iterable[Teaser]) -> tuple[tuple[int, tuple[Teaser, ...]], ...]:
    """Return *teasers* in groups of one year each, in the order in which the years turn up."""
    groups: dict[int, list[Teaser]] = {}
    for entry in teasers:
        if entry.year is not None:
            groups.setdefault(entry.year, []).append(entry)
    return tuple((year, tuple(entries)) for year, entries in groups.items())
