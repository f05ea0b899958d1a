"""Page head: the context of head, header and breadcrumbs, the same for every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from plugins.content.schema.content_types import TYPE_OF
from plugins.content.schema.languages import DEFAULT
from plugins.core.model import ContentItem, Embed, SharePicture
from plugins.core.urls import json_address, resolve
from plugins.site.head.csp import policy
from plugins.site.head.linked_data import build_linked_data
from plugins.site.head.linked_values import Data
from plugins.site.head.page_meta import is_unlisted, page_meta
from plugins.site.head.searchable import SearchMetadata, search_metadata
from plugins.site.site import Site
from plugins.site.teasers import NameAndAddress

_SHOWN_IN_RESULTS = 70  # letters, about what fits on one line of a search result


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head, header and breadcrumbs of a page, for its template.

    ``section`` is the address of the navigation entry it belongs to, or "". ``embeds`` is the number of its
    placeholders, ``services_used`` are the ids of the services whose frames it can load, and ``csp`` is the content
    security policy that allows these and no more. ``og_type`` is the type of the page in the words of https://ogp.me,
    ``json_copy`` the address of the same content as JSON, or "". ``share_picture`` is shown where its link is shared.
    ``searchable`` is None if the search must not find it.
    """

    address: str
    title: str
    head_title: str
    summary: str
    canonical: str
    crumbs: tuple[NameAndAddress, ...] = ()
    lang: str = DEFAULT
    section: str = ""
    noindex: bool = False
    embeds: int = 0
    services_used: tuple[str, ...] = ()
    csp: str = ""
    source: str = ""
    translations: tuple[tuple[str, str, str], ...] = ()
    linked_data: tuple[Data, ...] = ()
    og_type: str = "website"
    json_copy: str = ""
    share_picture: SharePicture | None = None
    searchable: SearchMetadata | None = None


def page_head(
    site: Site,
    address: str,
    title: str,
    summary: str,
    *,
    crumbs: Iterable[NameAndAddress] = (),
    embeds: Iterable[Embed] = (),
    section: str = "",
    noindex: bool = False,
    item: ContentItem | None = None,
    canonical: str = "",
    sends: bool = False,
    compiles: bool = False,
) -> PageHead:
    """Return the head of the page at *address*.

    Without *crumbs* it stands right below the start page.

    *canonical* is the address at which the same content is at home, if that is another one. A page that *sends*
    has a form, one that *compiles* runs the search.
    """
    name = str(site.settings["name"])
    placeholders = tuple(embeds)
    used = tuple(dict.fromkeys(embed.service for embed in placeholders if embed.src))
    trail = tuple(crumbs)
    html = item.body.html.lower() if item else ""
    belongs_to = section or (trail[0][1] if trail else address)
    meta = page_meta(site, address, section=belongs_to, noindex=noindex, item=item, canonical=canonical)
    lang = item.lang if item else site.lang
    path = () if address == "/" else ((site.words(lang).say("frame.home"), "/"), *trail, (title, address))
    return PageHead(
        address=address,
        title=title,
        head_title=_head_title(title, name, address),
        summary=summary,
        canonical=site.home + (canonical or address),
        crumbs=path,
        lang=lang,
        section=belongs_to,
        noindex=is_unlisted(item, noindex),
        embeds=len(placeholders),
        services_used=used,
        csp=policy(
            (host for service in used for host in site.service_of[service].frame_hosts),
            framing="<iframe" in html,
            sending=sends or "<form" in html,
            compiling=compiles,
        ),
        source=item.source if item else "",
        translations=_translations(site, item),
        og_type=TYPE_OF[item.type].og_type if item else "website",
        json_copy=json_address(item.address) if _has_json_copy(item) else "",
        linked_data=build_linked_data(site, address, path, item),
        share_picture=site.share_pictures.get(meta.card) if meta.card else None,
        searchable=search_metadata(site, item) if item and (canonical or address) == address else None,
    )


def _has_json_copy(item: ContentItem | None) -> TypeGuard[ContentItem]:
    return item is not None and TYPE_OF[item.type].in_data and (item.status != "hidden" or item.withdrawn is not None)


def item_head(
    site: Site, item: ContentItem, crumbs: Iterable[NameAndAddress], embeds: Iterable[Embed], address: str = ""
) -> PageHead:
    """Return the head of the page of *item*.

    Given an *address*, it is that of a further page there with the same content.
    """
    return page_head(
        site,
        address or item.address,
        item.title,
        item.summary,
        crumbs=crumbs,
        embeds=embeds,
        item=item,
        canonical=item.address,
    )


def _head_title(title: str, name: str, address: str) -> str:
    """Return the title for tabs and search engines.

    One that would be cut off stands without the site's name.
    """
    if address == "/":
        return name
    full = f"{title} – {name}"
    return full if len(full) <= _SHOWN_IN_RESULTS else title


def _translations(site: Site, item: ContentItem | None) -> tuple[tuple[str, str, str], ...]:
    """Return language, title and address of each translation.

    The original comes first.
    """
    if item is None:
        return ()
    address = resolve(item.translates, item.source, site.sources) if item.translates else item.address
    original = site.item_of.get(address or "")
    family = (*((original,) if original else ()), *site.translations.get(address or "", ()))
    return tuple((other.lang, other.title, other.address) for other in family if other.address != item.address)
