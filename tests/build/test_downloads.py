"""Downloads in a whole site: right on pages, in feeds and data, at every build, below a sub-path."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from plugins.build import plan_documents
from plugins.build.plan import make_plan
from plugins.site.bodies import body_parts
from tests.build.conftest import Build, fingerprint
from tests.documents import samples
from tools.environment import ROOT

BASE = "https://x.example/vorschau/mr-7/"
TEXT = """---
title: Zum Laden
summary: Dateien in einem Text.
date: 2016-10-20
{head}---
Der [Bericht](/media/bericht.pdf) und [Zahlen](../../media/zahlen.csv).

https://www.youtube.com/watch?v=aqz-KE-bpKQ
"""
EMBEDS = "embeds:\n  - {url: https://www.youtube.com/watch?v=aqz-KE-bpKQ, alternative: /media/abschrift.txt}\n"


@pytest.fixture
def offered(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The tiny site with files to download."""
    monkeypatch.setattr(plan_documents, "_CACHE", tmp_path / "kept")
    (content / "media/bericht.pdf").write_bytes(samples.pdf(samples.tagged, samples.written_by_somebody, pages=14))
    (content / "media/zahlen.csv").write_text("a;ä\n", encoding="utf-8")
    (content / "media/abschrift.txt").write_text("Ein Hase wehrt sich.\n", encoding="utf-8")
    (content / "articles/2016/laden.md").write_text(TEXT.format(head=EMBEDS), encoding="utf-8")
    (content / "articles/2016/load.md").write_text(TEXT.format(head=f"{EMBEDS}lang: en\n"), encoding="utf-8")
    return content


def said_in(html: str) -> list[str]:
    return re.findall(r"\((?:PDF|CSV|TXT),[^)]*\)", html.replace("\xa0", " "))


def test_a_refused_file_is_told_where_it_is_linked(offered: Path) -> None:
    """With the line of every link to it; the file itself does not go out."""
    (offered / "media/bericht.pdf").write_bytes(samples.pdf()[:200])

    plan = make_plan(offered, ROOT / "theme", dt.date(2016, 12, 1), search=False)

    (problem,) = [one for one in plan.problems if one.code == "document-broken"]
    assert problem.file == "content/media/bericht.pdf"
    assert problem.places == (("content/articles/2016/laden.md", 8), ("content/articles/2016/load.md", 9))
    assert "media/bericht.pdf" not in [path for _, path in plan.copies]
    assert [one.code for one in plan.problems if one.code == "missing-file"] == []


def test_every_link_to_a_file_says_what_it_is(offered: Path) -> None:
    """In the language of its page."""
    site = make_plan(offered, ROOT / "theme", dt.date(2016, 12, 1), search=False).site
    assert site
    items = {item.source: site.with_body(item) for item in site.items}

    html = "".join(part.html for part in body_parts(items["content/articles/2016/load.md"], site))

    size = site.downloads["/media/bericht.pdf"].size
    assert said_in(html) == [f"(PDF, {round(size / 1000)} KB, 14 pages, accessible)", "(CSV, 1 KB)"]


@pytest.mark.slow
def test_it_is_right_at_every_build(offered: Path, build: Build, output: Path) -> None:
    """A page changes with the file that it links to, and so do its data and the feeds; the proof agrees."""
    pages = [output / f"aktuelles/{name}" for name in ("laden/index.html", "laden/index.json", "feed.xml")]
    assert build(BASE).code == 0
    before = [said_in(page.read_text(encoding="utf-8")) for page in pages]
    (offered / "media/bericht.pdf").write_bytes(samples.pdf(pages=1))

    assert build(BASE).code == 0

    after = [said_in(page.read_text(encoding="utf-8")) for page in pages]
    assert [len(one) for one in before] == [3, 3, 3]
    assert all("14 Seiten, barrierefrei" in one[0] for one in before)
    assert all("1 Seite, nicht barrierefrei" in one[0] for one in after)
    html = json.loads(pages[1].read_text(encoding="utf-8"))["html"]
    assert 'href="https://www.probe.example/media/bericht.pdf" type=' in html
    assert 'href="/vorschau/mr-7/media/bericht.pdf"' in pages[0].read_text(encoding="utf-8")
    made = fingerprint(output)
    shutil.rmtree(output)
    assert build(BASE).code == 0
    assert fingerprint(output) == made
    assert b"Vorname" not in (output / "media/bericht.pdf").read_bytes()
