"""One page per subject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.output import Context, Output
from plugins.core.urls import path_of
from plugins.site.head.page_head import page_head
from plugins.site.head.page_meta import page_meta
from plugins.site.site import Site
from plugins.site.teasers import Subject, Teaser, by_year

_INDEX = "/suche/"


def outputs(site: Site) -> Iterator[Output]:
    """Yield a page for each tag that something listed carries."""
    for subject, teasers in site.subjects:
        yield Output(
            path_of(subject.address),
            "subject.html",
            partial(_subject, site, subject, teasers),
            meta=partial(page_meta, site, subject.address, section=_INDEX),
        )


def _subject(site: Site, subject: Subject, teasers: tuple[Teaser, ...]) -> Context:
    page = page_head(
        site,
        subject.address,
        f"Thema: {subject.name}",
        f"Alle Beiträge zum Thema {subject.name}.",
        crumbs=(("Suche und Themen", _INDEX),),
    )
    return {"page": page, "subject": subject, "groups": by_year(teasers)}
