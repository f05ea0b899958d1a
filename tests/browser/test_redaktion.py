"""The form in the browser: what is written in it is a file that builds, and nobody else learns of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plugins.cli import commands
from tests.browser.writing import Form, opened
from tests.images.samples import photo, with_metadata
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.serving import served
from tools.visiting import Visits

TINY_SITE = ROOT / "tests" / "site"
TITLE = "Übung: „Größe“ zählt #1"
FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
WRITTEN = f"""\
---
title: "{TITLE}"
summary: |-
  Ein Satz: mit Doppelpunkt.
  Und ein zweiter.
date: 2016-11-02T14:30
category: Bericht
tags:
  - Ehrenamt
image:
  src: /media/gruesse-vom-saal.jpg
  alt: Ein grünblaues Quadrat.
  credit: "Zeichnung: Probe"
embeds:
  - url: {FILM}
    title: Trickfilm
    alternative: Ein Hase wehrt sich.
---

Ein Absatz mit **fetten** Wörtern.

{FILM}
"""


def unfold(form: Form, label: str) -> None:
    """Add the group of fields *label*, and bring it into view: Sveltia shows no field before it is near."""
    section = form.section(label)
    section.get_by_role("checkbox").check()
    section.evaluate("section => section.scrollIntoView({ block: 'start' })")


def write(form: Form, picture: bytes) -> None:
    """Fill in a new article as an editor would."""
    form.new()
    form.field("Titel").fill(TITLE)
    form.field("Zusammenfassung").fill("Ein Satz: mit Doppelpunkt.\nUnd ein zweiter.")
    form.page.get_by_label("Datum: Tag").fill("2016-11-02")
    form.page.get_by_label("Datum: Uhrzeit (wenn bekannt)").fill("14:30")
    form.page.get_by_role("combobox", name="Rubrik").fill("Bericht")
    form.add("Thema")
    form.page.get_by_role("combobox", name="Thema").fill("Ehrenamt")
    unfold(form, "Bild")
    form.button("Durchsuchen").click()
    form.page.locator("dialog, [role=dialog]").locator("input[type=file]").or_(
        form.page.locator("input[type=file]")
    ).last.set_input_files({"name": "Grüße vom Saal.jpg", "mimeType": "image/jpeg", "buffer": picture})
    form.button("Einfügen").click()
    form.field("Beschreibung für blinde Menschen").fill("Ein grünblaues Quadrat.")
    form.field("Bildnachweis").fill("Zeichnung: Probe")
    form.field("Text").click()
    form.page.keyboard.type("Ein Absatz mit **fetten** Wörtern.")
    form.page.keyboard.press("Enter")
    form.button("Film oder Beitrag").click()
    form.section("Text").get_by_role("textbox", name="Adresse", exact=True).fill(FILM)
    form.add("Beschreibung")
    described = form.section("Beschreibungen eingebetteter Inhalte")
    described.get_by_role("textbox", name="Adresse", exact=True).fill(FILM)
    described.get_by_role("textbox", name="Titel", exact=True).fill("Trickfilm")
    described.get_by_role("textbox", name="Was zu sehen und zu hören ist").fill("Ein Hase wehrt sich.")
    form.choose("Status", "Öffentlich")


@pytest.mark.slow
def test_an_article_is_written_built_changed_and_deleted(form_visits: Visits, browser: Browser, tmp_path: Path) -> None:
    """With picture and film: the file is what a careful editor would have typed, and the page shows it."""
    content, output = Path(shutil.copytree(TINY_SITE, tmp_path / "content")), tmp_path / "output"
    picture = with_metadata(photo(640, 480), "JPEG")
    form = opened(form_visits, read_files(TINY_SITE))

    write(form, picture)
    form.save()
    form.copy_to(content)

    assert (content / "articles/2016/uebung-groesse-zaehlt-1.md").read_text(encoding="utf-8") == WRITTEN
    assert (content / "media/gruesse-vom-saal.jpg").read_bytes() == picture
    assert commands.build(content, output, None, False, True) == 0
    with served(output) as shown, Visits(browser, shown.url) as readers:
        page, foreign = readers("/aktuelles/uebung-groesse-zaehlt-1/")
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Größe"))
        shown_there = page.get_by_role("img", name="Ein grünblaues Quadrat.")
        shown_there.scroll_into_view_if_needed()
        assert shown_there.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
        expect(page.locator("consent-embed")).to_have_attribute("ref", "aqz-KE-bpKQ")
        assert foreign == []

    form.open("articles", "2016/uebung-groesse-zaehlt-1")
    form.field("Titel").fill("Ein anderer Titel")
    form.save()
    changed = form.files()["content/articles/2016/uebung-groesse-zaehlt-1.md"].decode()

    assert changed == WRITTEN.replace(f'"{TITLE}"', "Ein anderer Titel")

    form.open("articles", "2016/uebung-groesse-zaehlt-1")
    form.button("Editor-Optionen anzeigen").click()
    form.page.get_by_role("menuitem", name="Löschen").click()
    form.page.get_by_role("alertdialog").or_(form.page.get_by_role("dialog")).get_by_role(
        "button", name="Löschen"
    ).click()
    form.button("Neuen Eintrag anlegen").wait_for()

    assert "content/articles/2016/uebung-groesse-zaehlt-1.md" not in form.files()
    assert form.foreign == []
    assert form_visits.violations == []
    assert form_visits.console == []
