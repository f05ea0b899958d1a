"""Share cards: which picture stands for a page where its link is shared.

Events, films and pages with a picture have their own, all others that of their section.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

from plugins.core.model import ContentItem, Image, ShareCard
from plugins.site.frame_texts import FrameTexts
from plugins.site.site import Site
from plugins.site.teasers import Teaser, teaser
from plugins.site.template_filters import monat, ordinal
from plugins.site.titles import say_state


def share_card(site: Site, section: str, item: ContentItem | None) -> ShareCard:
    """Return the card of a page in *section* that shows *item*, if it shows one.

    A section's card has words in the site's language, so a page in another language has its own.
    """
    name = str(site.settings["name"])
    if item is None:
        return _section(site, name, section)
    picture = _picture(item)
    label = site.type_of[item.type].card_label
    if "start" in item.fields and picture is None:
        return _event(name, say_state(item, site) or label, teaser(item), site.words(item.lang))
    if picture is None and item.image is None and "video" not in item.fields and item.lang == site.lang:
        return _section(site, name, section)
    return ShareCard(
        name,
        item.title,
        label=label if item.lang == site.lang else "",
        picture=picture.src if picture else "",
        picture_alt=picture.alt if picture else "",
        plays="video" in item.fields,
        focus=picture.focus if picture else "",
    )


def _section(site: Site, name: str, section: str) -> ShareCard:
    """Return the card of an entry of the navigation.

    Pages outside the navigation share the card with the two questions.
    """
    entries = cast("Iterable[Mapping[str, object]]", site.settings["navigation"])
    for entry in entries:
        if entry["address"] == section:
            return ShareCard(name, str(entry["title"]))
    claim = cast("Mapping[str, object]", site.settings["claim"])
    return ShareCard(name, str(claim["first"]), answer=str(claim.get("second", "")))


def _event(name: str, label: str, entry: Teaser, words: FrameTexts) -> ShareCard:
    start, end = cast("dt.date", entry.day), entry.last_day  # the schema wants a start of every event
    day, month = ordinal(start, words.lang), f"{monat(start, words.lang)} {start.year}"
    if end is not None and end != start:
        last = ordinal(end, words.lang)
        same = (end.year, end.month) == (start.year, start.month)
        day = f"{day}–{last}" if same else day
        until = words.say("frame.until", day=f"{last} {monat(end, words.lang)} {end.year}")
        month = month if same else f"{month} {until}"
    place = entry.say_place(words.say("event.online"))
    return ShareCard(name, entry.title, label=label, day=day, month=month, place=place)


def _picture(item: ContentItem) -> Image | None:
    """Return the picture of *item* that can be drawn on a card.

    An SVG file cannot: only browsers draw it.
    """
    found = (item.image, cast("Image | None", item.fields.get("poster_image")))
    drawable = (image for image in found if image is not None and image.renditions is not None)
    return next((image for image in drawable if image.renditions and not image.renditions.is_drawing), None)
