"""A site in English: its own language stands at the root, German and all others below folders."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from plugins.build.plan import Plan, make_plan
from plugins.content.settings.site_settings import read_settings
from tools.environment import ROOT

_NEWS = '---\ntitle: "The \'first\' news"\nsummary: It is 10 - 12 Uhr.\ndate: 2016-05-01\n---\n\nA "word" - and more.\n'
_GERMAN = "---\ntitle: Der erste Bericht\nsummary: Kurz.\ndate: 2016-05-02\nlang: de\n---\n\nEin Wort.\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in English, with a text in German."""
    folder = tmp_path_factory.mktemp("english") / "content"
    shutil.copytree(ROOT / "tests" / "site", folder)
    settings = folder / "site.yaml"
    settings.write_text(f"lang: en\n{settings.read_text()}")
    (folder / "articles" / "2016" / "first-news.md").write_text(_NEWS)
    (folder / "articles" / "2016" / "bericht.md").write_text(_GERMAN)
    return folder


@pytest.fixture(scope="module")
def plan(content: Path) -> Plan:
    return make_plan(content, ROOT / "theme", dt.date(2016, 10, 1))


def test_the_sites_own_language_is_at_the_root(plan: Plan) -> None:
    paths = {output.path for output in plan.outputs}
    assert {"aktuelles/first-news/index.html", "de/bericht/index.html"} <= paths


def test_lists_and_feeds_are_of_that_language_alone(plan: Plan) -> None:
    assert plan.site is not None
    addresses = {entry.address for entry in plan.site.in_lists("article")}
    assert "/aktuelles/first-news/" in addresses
    assert "/de/bericht/" not in addresses
    feed = next(one for one in plan.outputs if one.path == "feed.xml")
    assert b'xml:lang="en"' in feed.renderer(**plan.context_of(feed))  # type: ignore[operator]


def test_english_texts_are_not_typeset_as_german(plan: Plan) -> None:
    assert plan.site is not None
    item = plan.site.item_of["/aktuelles/first-news/"]
    assert (item.title, item.summary) == ("The 'first' news", "It is 10 - 12 Uhr.")
    assert 'A "word" - and more.' in plan.site.bodies[item.source].html.replace("&quot;", '"')


def test_a_language_that_no_site_can_be_in_is_told(content: Path, tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text((content / "site.yaml").read_text().replace("lang: en", "lang: fr", 1))
    (problem,) = (one for one in read_settings(path, "content/site.yaml")[1] if one.code == "unknown-choice")
    assert problem.line == 1
    assert "lang: en" in problem.remedy


def test_the_privacy_page_states_the_same_duties_in_english(plan: Plan) -> None:
    output = next(one for one in plan.outputs if one.path == "datenschutz/index.html")
    sections = [part.law for part in plan.context_of(output)["body"] if part.law]  # type: ignore[attr-defined]
    assert sections[0] == "en/hinweis"
    assert sections.count("en/hinweis") == 1
    assert all(name.startswith("en/") for name in sections)
