"""Outputs declare the bodies they read, and other files agree with each page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plugins.build.plan import Plan, make_plan
from plugins.core.model import Body
from plugins.site.body_store import BodyStore
from plugins.site.head.page_head import PageHead
from plugins.site.site import Site

ROOT = Path(__file__).parents[2]


class Recording(BodyStore):
    """Bodies, and who has been asked for."""

    def __init__(self, texts: BodyStore) -> None:
        super().__init__(texts)
        self.asked: set[str] = set()

    def __getitem__(self, source: str) -> Body:
        self.asked.add(source)
        return super().__getitem__(source)


@pytest.fixture(scope="module", params=["tests/reference", "tests/site"])
def plan(request: pytest.FixtureRequest) -> tuple[Plan, Site]:
    """The plan of a whole site, drafts among it."""
    made = make_plan(ROOT / request.param, ROOT / "theme", dt.date(2016, 11, 4), drafts=True)
    assert made.site is not None
    return made, made.site


def test_every_output_reads_the_bodies_that_it_declares(plan: tuple[Plan, Site]) -> None:
    """It reads all bodies that it declares, and no other.

    With fewer declared, an edit would not reach it; with more, it would be rendered in vain.
    """
    made, site = plan
    recording = Recording(site.bodies)
    object.__setattr__(site, "bodies", recording)
    read: dict[str, set[str]] = {}
    for output in made.outputs:
        recording.asked.clear()
        output.context()
        read[output.path] = set(recording.asked)

    assert read == {output.path: set(output.bodies) for output in made.outputs}
    assert sum(map(len, read.values())) > len(site.items)


def test_an_outline_says_of_a_page_what_it_says_itself(plan: tuple[Plan, Site]) -> None:
    """Sitemap, search and share cards take it from there, long before the page is made."""
    made, site = plan
    checked = 0
    for output in made.outputs:
        page = output.context().get("page")
        if not isinstance(page, PageHead):
            assert output.meta is None
            continue
        assert output.meta is not None, output.path
        told = output.meta()
        language = page.searchable.language.partition("-")[0] if page.searchable else ""
        assert (told.language, told.year) == (language, page.searchable.year if page.searchable else None)
        is_listed = not page.noindex and page.canonical == site.home + page.address
        assert told.location == (page.canonical if is_listed else "")
        assert page.share_picture == (site.share_pictures[told.card] if told.card else None)
        checked += 1
    assert checked > 25
