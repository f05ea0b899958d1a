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


def outputs(site: Site) -> Iterator[Output]:
    """Yield a page for each tag that something listed carries."""
    search = site.sections["search"]
    for subject, teasers in site.subjects:
        yield Output(
            path_of(subject.address),
            "subject.html",
            partial(_subject, site, subject, teasers),
            meta=partial(page_meta, site, subject.address, section=search.address if search else ""),
        )


def _subject(site: Site, subject: Subject, teasers: tuple[Teaser, ...]) -> Context:
    search, words = site.sections["search"], site.words()
    page = page_head(
        site,
        subject.address,
        words.say("lists.subject", name=subject.name),
        words.say("lists.subject_summary", name=subject.name),
        crumbs=((search.title, search.address),) if search else (),
    )
    return {"page": page, "subject": subject, "groups": by_year(teasers)}
