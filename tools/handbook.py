"""Take the pictures of the handbook: `python -m tools.handbook [NAME ...]`, for developers.

Each picture is one entry of SHOTS: its name in docs/bilder/, and how to come to what it shows. The colours are
reduced to what a screen of text needs, so that the files stay small.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from plugins.content.markdown.directives import KINDS
from tools import form_in_browser, sveltia
from tools.chromium import find_chromium
from tools.environment import CACHE, ROOT
from tools.preview_process import RunningPreview, run_preview

PICTURES = ROOT / "docs" / "bilder"
ARTICLE = """\
---
title: "Ideen gesucht: drei Fragen an Sie"
summary: "Wir stellen drei Fragen und freuen uns auf Ihre Antworten."
date: 2026-05-12
status: draft
tags:
  - "Beteiligung"
category: "Ankündigung"
---

Hier beginnt der Text.

## Eine Zwischenüberschrift

Noch ein Absatz mit einem [Link zum Prozess](/der-prozess/).
"""
_FILE, _PAGE = "articles/2026/drei-fragen.md", "/aktuelles/drei-fragen/"
_MISTAKEN = ARTICLE.replace("date: 2026-05-12", "date: 12.05.2026")
_MENDABLE = ARTICLE.replace("[Link zum Prozess](/der-prozess/)", "[hier](/der-prozes/)")
_CORRECTED = (
    ARTICLE.partition("---\n\n")[0]
    + """\
corrected:
  - day: 2026-05-14
    text: Hier stand zuerst, dass 300 Menschen da waren. Es waren 200.
---

Alle Zahlen stehen in einer [Tabelle zum Weiterrechnen](/media/zahlen.csv).

Tabelle 1: Menschen und Kosten

| Tag | Menschen | Kosten |
|---|---|---|
| 12. Mai | 120 | 1.200 Euro |
| 13. Mai | 80 | 900 Euro |
| Summe | 200 | 2.100 Euro |
"""
)
_CANCELLED = """\
---
title: Treffen der Freiwilligen
summary: Wir sprechen über Vereine und das Internet.
start: 2026-06-20T18:00
end: 2026-06-20T20:00
place: {name: Rathaus, city: Musterstadt}
price: Der Eintritt ist frei.
access: [Der Eingang hat keine Stufen.]
event_status: cancelled
---

Das Treffen fällt aus. Einen neuen Termin gibt es noch nicht.
"""
_SHOWN = ("hinweis", "zitat", "zahlen", "schritte", "aufklappen", "anschrift", "schaltflaeche")  # none needs a file
_COLOURS = 64
_LARGEST = 400_000  # bytes of a file that is copied into the browser: no films
_GERMAN = {"LANGUAGE": "de", "LANG": "de_DE.UTF-8"}


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: *show* prepares a page and returns the selector to take, or None for all."""

    name: str
    width: int
    height: int
    show: Callable[[Page, RunningPreview], str | None]


def _first_page(page: Page, form: RunningPreview) -> None:
    page.goto(f"{form.address}/redaktion/")
    page.get_by_role("button", name="Formular öffnen").wait_for()


def _list(page: Page, form: RunningPreview) -> None:
    _first_page(page, form)
    content = form_in_browser.read_files(form.content)
    form_in_browser.fill_folder(page, {path: data for path, data in content.items() if len(data) < _LARGEST})
    page.get_by_role("button", name="Formular öffnen").click()
    page.get_by_role("button", name="Projektordner wählen").click()
    page.get_by_role("button", name="Neuen Eintrag anlegen").wait_for()


def _article(page: Page, form: RunningPreview) -> None:
    _list(page, form)
    page.get_by_role("button", name="Neuen Eintrag anlegen").click()
    page.get_by_role("textbox", name="Titel", exact=True).fill("Ideen gesucht: drei Fragen an Sie")
    page.get_by_role("textbox", name="Zusammenfassung").fill("Worum es geht, in ein bis drei Sätzen.")
    page.get_by_role("textbox", name="Titel", exact=True).focus()


def _embed(page: Page, form: RunningPreview) -> str:
    _article(page, form)
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.click()
    page.keyboard.type("Hier beginnt der Text.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Film oder Beitrag").click()
    address = page.get_by_role("textbox", name="Adresse", exact=True)
    address.fill("https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    address.blur()
    return "[role=group][aria-label*='Text']"


def _directive(page: Page, form: RunningPreview) -> str:
    _article(page, form)
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("Der Kongress ist am Mittwoch.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Baustein", exact=True).click()
    page.get_by_text("Hinweis", exact=True).click()
    page.get_by_role("textbox", name="Überschrift", exact=True).fill("Gut zu wissen")
    page.get_by_role("textbox", name="Text", exact=True).last.click()
    page.keyboard.type("Die Teilnahme kostet nichts.")
    return "[role=group][aria-label*='Text']"


def _message(page: Page, preview: RunningPreview) -> None:
    _draft(page, preview)
    page.goto(f"{preview.address}{_PAGE}")
    page.get_by_text("Hier beginnt der Text.").wait_for()
    preview.save(_FILE, _MISTAKEN)
    page.locator("vorschau-panel .trouble").wait_for()


def _draft(page: Page, preview: RunningPreview) -> None:
    _save(page, preview, ARTICLE)
    page.goto(f"{preview.address}/entwuerfe/")
    page.get_by_role("link", name="Ideen gesucht").wait_for()


def _directives_shown(page: Page, preview: RunningPreview) -> str:
    head, _, _ = ARTICLE.partition("Hier beginnt")
    _save(page, preview, head + "\n\n".join(KINDS[key].source for key in _SHOWN) + "\n")
    page.goto(f"{preview.address}{_PAGE}")
    page.locator(".prose").wait_for()
    return ".prose"


def _cancelled(page: Page, preview: RunningPreview) -> str:
    page.set_default_timeout(60_000)
    preview.save("events/2026/treffen.md", _CANCELLED)
    page.goto(f"{preview.address}/veranstaltungen/treffen/")
    page.get_by_role("heading", name="Treffen der Freiwilligen").wait_for()
    return ".article"


def _corrected(page: Page, preview: RunningPreview) -> str:
    preview.save("media/zahlen.csv", "Ort;Menschen\n")
    _save(page, preview, _CORRECTED)
    page.goto(f"{preview.address}{_PAGE}")
    page.locator(".prose table").wait_for()
    return ".prose"


def _report(page: Page, preview: RunningPreview) -> None:
    _save(page, preview, _MENDABLE)
    page.goto(f"{preview.address}/pruefung/")
    page.get_by_text("Der Linktext „hier“").first.wait_for()


def _save(page: Page, preview: RunningPreview, text: str) -> None:
    """Save the article and show the preview's pages, which follow by themselves in a moment."""
    page.set_default_timeout(60_000)
    preview.save(_FILE, text)


# A day is shown as the browser's own language writes it, and many browsers of tests know English only: no days here.
_OF_FORM = (
    Shot("formular-start", 800, 680, _first_page),
    Shot("formular-liste", 1000, 560, _list),
    Shot("formular-artikel", 1000, 460, _article),
    Shot("formular-einbettung", 1000, 900, _embed),
    Shot("formular-baustein", 1000, 1500, _directive),
)
_OF_PREVIEW = (
    Shot("bausteine", 900, 1400, _directives_shown),
    Shot("veranstaltung-abgesagt", 900, 900, _cancelled),
    Shot("text-berichtigt", 900, 900, _corrected),
    Shot("vorschau-meldung", 1000, 700, _message),
    Shot("vorschau-entwuerfe", 1000, 640, _draft),
    Shot("vorschau-pruefung", 1000, 760, _report),
)
SHOTS = (*_OF_FORM, *_OF_PREVIEW)


def take(names: set[str]) -> None:
    """Take the pictures of *names*, or all if there are none."""
    form, preview = ([shot for shot in shots if not names or shot.name in names] for shots in (_OF_FORM, _OF_PREVIEW))
    with _browser() as browser:
        if form:
            program = sveltia.fetch_sveltia(CACHE / "npm")
            with form_in_browser.serve_form(ROOT / "tests" / "reference", program) as address:
                _take(browser, RunningPreview(address, ROOT / "tests" / "reference"), form)
        for shot in preview:  # each its own: what one saves, the next does not show
            with run_preview() as shown:
                _take(browser, shown, [shot])


def _take(browser: Browser, shown: RunningPreview, shots: Iterable[Shot]) -> None:
    for shot in shots:
        _write(PICTURES / f"{shot.name}.png", _screenshot(browser, shown, shot))


def _screenshot(browser: Browser, shown: RunningPreview, shot: Shot) -> bytes:
    size = {"width": shot.width, "height": shot.height}
    context = browser.new_context(viewport=size, locale="de-DE", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    part = shot.show(page, shown)
    page.wait_for_timeout(600)  # until nothing moves any more
    picture: bytes = page.locator(part).first.screenshot() if part else page.screenshot()
    context.close()
    return picture


def _write(path: Path, picture: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} KB")


@contextmanager
def _browser() -> Iterator[Browser]:
    found = find_chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found.path,
            args=["--lang=de-DE", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", *found.switches],
            env={**os.environ, **_GERMAN},
        )
        yield running
        running.close()


if __name__ == "__main__":
    take(set(sys.argv[1:]))
