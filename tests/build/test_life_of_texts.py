"""Texts that were corrected, and those that somebody should read again: what readers and editors see."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.core.problem import Problem, Severity
from tests.build.conftest import TINY_SITE

DAY = dt.date(2026, 6, 1)
CORRECTED = """\
corrected:
  - day: 2026-05-14
    text: 'Hier stand "300"; richtig sind 200 & mehr.'
  - day: 2026-05-20
    text: Auch der Name <Saal> war falsch.
"""
SENTENCES = ["Auch der Name <Saal> war falsch.", "Hier stand „300“; richtig sind 200 & mehr."]
HEADS = {
    "articles/2016/zahlen": "date: 2026-05-12\nupdated: 2026-05-13\nreview: 2026-06-01\n",
    "events/2016/zahlen": "start: 2026-07-01\nplace: {name: Rathaus, city: Musterstadt}\nreview: 2026-06-02\n",
    "clips/zahlen": "date: 2026-05-12\nvideo: /media/clip/film.mp4\nposter: /media/bild.jpg\n",
    "pages/zahlen": "",
}
PAGES = {
    "articles/2016/zahlen": "aktuelles/zahlen",
    "events/2016/zahlen": "veranstaltungen/zahlen",
    "clips/zahlen": "clip/zahlen",
    "pages/zahlen": "zahlen",
}


class Built(NamedTuple):
    """A built site, and what was said of it."""

    output: Path
    problems: tuple[Problem, ...]

    def read(self, path: str) -> str:
        """Return an output file."""
        return (self.output / path).read_text("utf-8")

    def said(self, code: str) -> list[tuple[str, int]]:
        """Return the places of a code."""
        return [("/".join(one.file.rsplit("/", 2)[-2:]), one.line) for one in self.problems if one.code == code]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the tiny site with a corrected text of each type."""
    folder = tmp_path_factory.mktemp("life")
    content, output = shutil.copytree(TINY_SITE, folder / "content"), folder / "output"
    for name, head in HEADS.items():
        text = f"---\ntitle: Die Zahlen\nsummary: Worum es geht.\n{head}{CORRECTED}---\nEin Text.\n"
        (content / f"{name}.md").write_text(text, "utf-8")
    result = build.build_site(BuildOptions(content, output, day=DAY, search=False))
    assert [one for one in result.problems if one.severity is Severity.ERROR] == []
    return Built(output, result.problems)


@pytest.mark.parametrize("page", PAGES.values())
def test_a_correction_stands_before_the_text(built: Built, page: str) -> None:
    """With its day, the newest first, and in what programs read."""
    html = built.read(f"{page}/index.html")
    notices = re.findall(r'<p class="notice"[^>]*>.*?</p>', html)

    assert [re.sub("<[^>]*>", "", one) for one in notices] == [
        "Berichtigt am 20.\u00a0Mai 2026: Auch der Name &lt;Saal&gt; war falsch.",
        "Berichtigt am 14.\u00a0Mai 2026: Hier stand „300“; richtig sind 200 &amp; mehr.",
    ]
    assert html.index(notices[0]) < html.rindex("Ein Text.")


def test_a_feed_has_the_sentence_and_the_day(built: Built) -> None:
    """Its readers saw the mistake, and see the entry again."""
    feed = built.read("aktuelles/feed.xml")
    entry = feed[feed.index("Die Zahlen") :].partition("</entry>")[0]

    assert "<updated>2026-05-20T00:00:00+02:00</updated>" in entry
    assert all(part in entry for part in ("Hier stand „300“; richtig sind 200 &amp;amp; mehr.", "20.\u00a0Mai 2026"))


@pytest.mark.parametrize("page", list(PAGES.values())[:3])
def test_the_json_copy_has_every_correction(built: Built, page: str) -> None:
    copy = json.loads(built.read(f"{page}/index.json"))

    assert [one["text"] for one in copy["corrected"]] == SENTENCES
    assert [one["day"] for one in copy["corrected"]] == ["2026-05-20", "2026-05-14"]
    assert copy["updated"] == "2026-05-20"


@pytest.mark.parametrize(("page", "kind"), [("aktuelles/zahlen", "NewsArticle"), ("clip/zahlen", "VideoObject")])
def test_search_engines_learn_of_it(built: Built, page: str, kind: str) -> None:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.read(f"{page}/index.html"))
    data = next(one for one in map(json.loads, blocks) if one["@type"] == kind)

    assert data["dateModified"].startswith("2026-05-20")
    assert [(one["@type"], one["text"]) for one in data["correction"]] == [
        ("CorrectionComment", sentence) for sentence in SENTENCES
    ]


def test_other_texts_say_nothing_of_it(built: Built) -> None:
    assert "correction" not in built.read("aktuelles/erster/index.html")
    assert "corrected" not in json.loads(built.read("aktuelles/erster/index.json"))


def test_a_text_is_to_be_read_again_from_its_day_on(built: Built) -> None:
    """Not the day before, and no reader learns of it."""
    assert built.said("review-due") == [("2016/zahlen.md", 6)]
    assert not any("review" in path.read_text("utf-8") for path in built.output.rglob("*zahlen*/index.*"))


def test_an_earlier_day_of_change_is_told(built: Built) -> None:
    assert built.said("updated-before-correction") == [("2016/zahlen.md", 5)]
