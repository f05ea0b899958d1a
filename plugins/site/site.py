"""Site: the published site as data, for views to choose from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from typing import cast
from urllib.parse import quote

from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.languages import DEFAULT
from plugins.content.settings.menu_schema import MENUS
from plugins.content.settings.sections import Section, read_sections, types_in
from plugins.content.subjects import usual_name
from plugins.core.model import ContentItem, Download, Embed, Renditions, ShareCard, SharePicture
from plugins.core.urls import resolve
from plugins.embeds.services import Service
from plugins.site.body_store import BodyStore
from plugins.site.frame_texts import FrameTexts, read_texts
from plugins.site.schema_words import name_sections, name_type
from plugins.site.teasers import Subject, Teaser, subject_address, teaser

_EARLIEST = dt.date.min
_AGREED = (  # entries of theme/texts/: another sentence, and stored consent counts no more
    *("consent.offer", "consent.reaches", "consent.may_reach", "consent.sets", "consent.sets_perhaps", "consent.age"),
    *("consent.who_and_why", "consent.load_always", "consent.always_means"),
    *("panel.what", "panel.lead", "panel.all_receive", "panel.receives", "panel.receives_more", "panel.remembered"),
)


class UrlFilter:
    """The template filter ``url``, for a site that begins at the path *base*."""

    def __init__(self, base: str) -> None:
        self._base, self._known = base, dict[str, str]()

    def __call__(self, address: str) -> str:
        """Return *address* below the base path, with everything escaped that needs it."""
        known = self._known.get(address)  # a page names its own and those of others again and again
        if known is None:
            known = self._known[address] = quote(self._base + address, safe="/#?&=:+,;@!$'()*%~")
        return known

    def __reduce__(self) -> tuple[type[UrlFilter], tuple[str]]:
        return UrlFilter, (self._base,)


@dataclass(frozen=True)
class Site:
    """The published site of one day, as data for views.

    ``items`` are those with a page, in a fixed order and without their bodies, which ``bodies`` holds; hidden ones
    stand in no list. ``url`` returns the link to an address of the site. ``sources`` are the addresses of items by
    their source, ``accounts`` the embeds of our own accounts by service, ``pictures`` the renditions of each picture
    file by its address. ``share_pictures`` holds the finished share cards and is filled in before pages are rendered.
    ``has_search`` says whether there will be an index to search in, ``is_preview_build`` whether the site is only a
    preview of a release. ``unlisted`` are the services that the site could have besides,
    ``texts`` the words of the pages' frame by language, ``downloads`` what links say of each file below /media/.
    ``withdrawn`` are items of which nothing is left but a page that says so; they are not among ``items``.
    """

    items: tuple[ContentItem, ...]
    settings: Mapping[str, object]
    services: tuple[Service, ...]
    day: dt.date
    url: UrlFilter
    sources: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, Embed] = field(default_factory=dict)
    pictures: Mapping[str, Renditions] = field(default_factory=dict)
    has_search: bool = True
    is_preview_build: bool = False
    bodies: BodyStore = field(default_factory=BodyStore)
    share_pictures: dict[ShareCard, SharePicture] = field(default_factory=dict)
    unlisted: tuple[Service, ...] = ()
    texts: Mapping[str, FrameTexts] = field(default_factory=read_texts)
    downloads: Mapping[str, Download] = field(default_factory=dict)
    withdrawn: tuple[ContentItem, ...] = ()

    def __reduce__(self) -> tuple[type[Site], tuple[object, ...]]:
        """Pickle without the bodies and without cached properties."""
        return Site, tuple(BodyStore() if one.name == "bodies" else getattr(self, one.name) for one in fields(self))

    def with_body(self, item: ContentItem) -> ContentItem:
        """Return *item* with its body."""
        return replace(item, body=self.bodies[item.source])

    @cached_property
    def home(self) -> str:
        """The site's absolute address, without a slash at the end."""
        return str(self.settings["address"]).rstrip("/")

    @cached_property
    def lang(self) -> str:
        """The language of the site, the only one in its lists, feeds and calendars."""
        return str(self.settings.get("lang", DEFAULT))

    @cached_property
    def type_of(self) -> dict[str, ContentType]:
        """The content types by id, with the words and addresses that they have on this site."""
        types, words = types_in(self.chosen_sections), self.words().entries
        return {name: name_type(kind, words) for name, kind in types.items()}

    @cached_property
    def chosen_sections(self) -> dict[str, Section | None]:
        """The sections by name, None for one that site.yaml leaves out."""
        return name_sections(read_sections(self.settings), self.words().entries)

    @cached_property
    def menu_addresses(self) -> frozenset[str]:
        """The addresses in the menus of every page."""
        menus = (cast("Iterable[Mapping[str, str]]", self.settings.get(name, ())) for name in MENUS)
        return frozenset(entry["address"] for menu in menus for entry in menu)

    @cached_property
    def sections(self) -> dict[str, Section | None]:
        """The sections by name; None for one that is not chosen, or is empty and in no menu."""
        chosen = self.chosen_sections
        return {name: one if one is not None and self._has(one) else None for name, one in chosen.items()}

    def _has(self, section: Section) -> bool:
        if section.is_page:
            return section.address in self.item_of
        kinds = [kind.id for kind in TYPES if kind.folder == section.id]
        is_filled = any(item.type in kinds for item in (*self.items, *self.withdrawn))
        return not kinds or is_filled or section.address in self.menu_addresses

    def has_list(self, kind: str) -> bool:
        """Return whether the items of one type have a list."""
        return self.sections.get(self.type_of[kind].folder) is not None

    def subject_address(self, tag: str) -> str:
        """Return where the page of a tag stands."""
        section = self.sections["subjects"]
        return subject_address(tag, section.address if section else "")

    def words(self, lang: str = "") -> FrameTexts:
        """Return the words of the frame in *lang*, by default in the site's own language."""
        return self.texts.get(lang or self.lang) or self.texts[DEFAULT]

    def intro_of(self, kind: ContentType) -> str:
        """Return the sentence above the list of items of one type; it may name the site."""
        return self.words().say(f"types.{kind.id}.summary", name=self.settings["name"]) if kind.summary else ""

    @cached_property
    def service_of(self) -> dict[str, Service]:
        """The registry by id."""
        return {service.id: service for service in self.services}

    def text_version(self, service: Service) -> str:
        """Return day and hash of what a citizen agrees to: facts of *service*, our sentences."""
        agreed = sha256(f"{service.text_version}\n{self._agreed_sentences}".encode()).hexdigest()[:8]
        return f"{service.text_day}.{agreed}"

    @cached_property
    def _agreed_sentences(self) -> str:
        return "\n".join(self.texts[lang].entries[key] for lang in sorted(self.texts) for key in _AGREED)

    @cached_property
    def item_of(self) -> dict[str, ContentItem]:
        """The items by address."""
        return {item.address: item for item in self.items}

    @cached_property
    def withdrawn_addresses(self) -> frozenset[str]:
        """The addresses of withdrawn items."""
        return frozenset(item.address for item in self.withdrawn)

    def of_type(self, kind: str) -> tuple[ContentItem, ...]:
        """Return the items of one type, newest first."""
        return self._items_by_type.get(kind, ())

    def in_lists(self, kind: str) -> tuple[Teaser, ...]:
        """Return the items of one type in the site's language that lists may show, newest first."""
        return self._teasers_by_type.get(kind, ())

    @cached_property
    def position_of(self) -> dict[str, int]:
        """Where each listed item stands among those of its type, by address."""
        return {entry.address: n for entries in self._teasers_by_type.values() for n, entry in enumerate(entries)}

    @cached_property
    def by_date(self) -> tuple[Teaser, ...]:
        """The teasers of all types that have a day, as lists may show them, newest first."""
        return newest_first(entry for kind in TYPES if kind.day for entry in self.in_lists(kind.id))

    @cached_property
    def rank_of(self) -> dict[str, int]:
        """Where each of these stands, by address: the newest first."""
        return {entry.address: rank for rank, entry in enumerate(self.by_date)}

    @cached_property
    def subjects(self) -> tuple[tuple[Subject, tuple[Teaser, ...]], ...]:
        """Every tag with the teasers that carry it, in alphabetical order."""
        if self.sections["subjects"] is None:
            return ()
        carriers: dict[str, list[Teaser]] = {}
        spelled: dict[str, list[str]] = {}
        for entry in self.by_date:
            for name, address in entry.tags:
                spelled.setdefault(address, []).append(name)
                carriers.setdefault(address, []).append(entry)
        names = {address: usual_name(reversed(found)) for address, found in spelled.items()}
        return tuple(
            (Subject(names[address], address, len(carriers[address])), tuple(carriers[address]))
            for address in sorted(names)
        )

    @cached_property
    def carriers_of(self) -> dict[str, tuple[Teaser, ...]]:
        """The teasers of each subject, by its address."""
        return {subject.address: teasers for subject, teasers in self.subjects}

    @cached_property
    def ranks_of(self) -> dict[str, int]:
        """The ranks of each subject's carriers, as the bits of a number.

        Bit 0 is the newest of all.
        """
        return {
            subject.address: sum(1 << self.rank_of[entry.address] for entry in teasers)
            for subject, teasers in self.subjects
        }

    @cached_property
    def subject_of(self) -> dict[str, Subject]:
        """The subjects by address."""
        return {subject.address: subject for subject, _ in self.subjects}

    def subjects_of(self, item: ContentItem) -> tuple[Subject, ...]:
        """Return the subjects of *item*; a hidden item's own tags may have no page."""
        found = (self.subject_of.get(self.subject_address(tag)) for tag in item.tags)
        return tuple(subject for subject in found if subject is not None)

    def event_of(self, item: ContentItem) -> ContentItem | None:
        """Return the event that the article *item* is about, if it is about one that is shown."""
        named = str(item.fields.get("event", ""))
        found = self.item_of.get(resolve(named, item.source, self.sources) or "") if named else None
        return found if found is not None and found.type == "event" else None

    @cached_property
    def articles_about(self) -> dict[str, tuple[Teaser, ...]]:
        """The published articles about each event, by the event's address, oldest first.

        Only those in the event's own language.
        """
        found: dict[str, list[Teaser]] = {}
        for item in self.of_type("article"):
            event = self.event_of(item)
            if event is not None and item.status != "hidden" and item.lang == event.lang:
                found.setdefault(event.address, []).append(self.teaser_of[item.source])
        return {address: newest_first(teasers)[::-1] for address, teasers in found.items()}

    @cached_property
    def translations(self) -> dict[str, tuple[ContentItem, ...]]:
        """Address of an original to its translations."""
        found: dict[str, list[ContentItem]] = {}
        for item in self.items:
            if item.translates and item.status == "published":
                original = resolve(item.translates, item.source, self.sources)
                found.setdefault(original or "", []).append(item)
        return {address: tuple(items) for address, items in found.items()}

    @cached_property
    def teaser_of(self) -> dict[str, Teaser]:
        """The teaser of each item, by source."""
        section = self.chosen_sections["subjects"]
        return {item.source: teaser(item, section.address if section else "") for item in self.items}

    @cached_property
    def _items_by_type(self) -> dict[str, tuple[ContentItem, ...]]:
        found: dict[str, list[ContentItem]] = {}
        for item in self.items:
            found.setdefault(item.type, []).append(item)
        return {kind: tuple(sorted(items, key=self._order, reverse=True)) for kind, items in found.items()}

    def _order(self, item: ContentItem) -> tuple[dt.date, str]:
        return self.teaser_of[item.source].day or _EARLIEST, item.source

    @cached_property
    def _teasers_by_type(self) -> dict[str, tuple[Teaser, ...]]:
        return {
            kind: newest_first(self.teaser_of[i.source] for i in items if i.status != "hidden" and i.lang == self.lang)
            for kind, items in self._items_by_type.items()
        }


def newest_first(teasers: Iterable[Teaser]) -> tuple[Teaser, ...]:
    """Return *teasers* by day, newest first.

    Equal days go by address, so that the order never changes by chance.
    """
    return tuple(sorted(teasers, key=lambda entry: (-(entry.day or _EARLIEST).toordinal(), entry.address)))
