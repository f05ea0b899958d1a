"""What the build would refuse, the form refuses when somebody saves; and it keeps to itself what is written."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from plugins.content.markdown.directives import KINDS
from tests.browser.writing import Form, opened
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.validators import axe_source
from tools.visiting import Visits

TINY_SITE = read_files(ROOT / "tests" / "site")
NEW = "content/articles/2016/neu.md"


def article(body: str = "Text", **more: str) -> bytes:
    """Return a file without a fault, with *more* lines in its front matter."""
    lines = {"title": "Neu", "summary": "Ein Satz.", "date": "2016-10-26", **more}
    return f"---\n{''.join(f'{key}: {value}' + chr(10) for key, value in lines.items())}---\n\n{body}\n".encode()


def saying(form: Form, sentence: str) -> None:
    """Save, and wait for *sentence* instead."""
    before = form.files()
    form.button("Speichern").click()
    form.page.get_by_text(sentence).first.wait_for()
    assert form.page.get_by_text("erneut versuchen").count() == 0
    assert form.files() == before


def test_nothing_is_saved_without_what_must_be_there(form_visits: Visits) -> None:
    """Title, summary and day are asked for, each where it is missing."""
    form = opened(form_visits, TINY_SITE)

    form.new()
    form.field("Titel").fill("Nur ein Titel")
    saying(form, "Hier muss etwas stehen.")

    assert "content/articles/nur-ein-titel.md" not in form.files()


REFUSED = {
    "alt": (article(image="{src: /media/bild.jpg, alt: ''}"), "Einem Bild fehlt die Beschreibung für blinde Menschen."),
    "alt-of-poster": (
        article(embeds="[{url: 'https://vimeo.com/1084537', poster: {src: /media/bild.jpg, alt: '', credit: X}}]"),
        "Einem Bild fehlt die Beschreibung für blinde Menschen.",
    ),
    "alt-in-text": (article("![](/media/bild.jpg)"), "Einem Bild im Text fehlt die Beschreibung."),
    "directive": (article("/// aufklappen\nJa.\n///"), "Im Baustein „Frage und Antwort zum Aufklappen“ fehlt etwas."),
    "address": (article("https://www.beispiel.de/"), "aus der kein Platzhalter werden kann"),
    "slug": (article(slug="Mit Leerzeichen"), "Erlaubt sind kleine Buchstaben ohne Umlaute"),
    "date": (article(date="31.02.2026"), "Bitte einen Tag wählen, den es gibt."),
}


@pytest.mark.slow
def test_what_the_build_refuses_the_form_does_not_save(form_visits: Visits) -> None:
    """With a sentence that says what to do."""
    broken = {f"content/articles/2016/{name}.md": text for name, (text, _) in REFUSED.items()}
    form = opened(form_visits, {**TINY_SITE, **broken}, height=2400)  # fields draw themselves in view

    for name, (_, sentence) in REFUSED.items():
        form.open("articles", f"2016/{name}")
        expect(form.field("Titel")).to_have_value("Neu")  # not the one before
        form.field("Titel").fill(f"Geändert: {name}")
        saying(form, sentence)


REFUSED_EVENTS = {
    "order": ({"end": "2016-11-01"}, "Die Veranstaltung endet, bevor sie beginnt."),
    "order-of-a-date": ({"repeat": "[{start: 2016-12-02, end: 2016-12-01}]"}, "endet, bevor sie beginnt."),
    "twice": ({"repeat": "[{start: 2016-11-02T10:00}]"}, "Zwei Termine haben denselben Beginn."),
    "nowhere": ({"place": ""}, "Es fehlt, wo die Veranstaltung stattfindet."),
    "online": ({"event_status": "moved-online"}, "Bitte geben Sie auch die Adresse im Netz an."),
    "until": ({"register_until": "2016-11-03"}, "Die Anmeldung endet erst nach der Veranstaltung."),
    "way": ({"register": "0211 12345"}, "Gebraucht wird eine Webadresse"),
}
ALL_KEYS = """\
start: 2016-11-02T10:00
end: 2016-11-02T12:00
repeat:
  - start: 2016-11-09T10:00
  - start: 2016-11-16
    end: 2016-11-17
place:
  name: Rathaus
  city: Essen
online: https://www.beispiel.de/raum
organiser: Die Stadt
register: tel:0211 837-02
register_until: 2016-11-01
price: Der Eintritt ist frei.
event_language: Deutsch und Englisch
access:
  - Der Eingang hat keine Stufen.
event_status: full
previous_start: 2016-10-02T10:00
"""


@pytest.mark.slow
def test_what_an_event_lacks_is_said_before_it_is_saved(form_visits: Visits) -> None:
    """Where it is, and what contradicts itself; a day counts until its end."""
    usual = {"start": "2016-11-02T10:00", "place": "{name: Rathaus, city: Essen}"}
    broken = {
        f"content/events/2016/{name}.md": article(**{key: one for key, one in {**usual, **more}.items() if one})
        for name, (more, _) in REFUSED_EVENTS.items()
    }
    form = opened(form_visits, {**TINY_SITE, **broken}, height=2400)

    for name, (_, sentence) in REFUSED_EVENTS.items():
        form.open("events", f"2016/{name}")
        expect(form.field("Titel")).to_have_value("Neu")
        form.field("Titel").fill(f"Geändert: {name}")
        saying(form, sentence)


@pytest.mark.slow
def test_an_event_begun_in_the_form_says_where_and_when(form_visits: Visits) -> None:
    """On one day or on several, at a place or in the web."""
    form = opened(form_visits, TINY_SITE, height=2400)
    form.page.evaluate("location.hash = '#/collections/events/new'")
    form.field("Titel").fill("Ein Treffen")
    form.field("Zusammenfassung").fill("Worum es geht.")
    form.page.get_by_label("Beginn: Tag", exact=True).fill("2027-05-12")
    form.page.get_by_label("Beginn: Uhrzeit (wenn bekannt)", exact=True).fill("18:00")
    saying(form, "Es fehlt, wo die Veranstaltung stattfindet.")

    form.page.get_by_role("alertdialog").get_by_role("button").click()
    form.add("Termin")
    form.page.get_by_label("Beginn: Tag", exact=True).nth(1).fill("2027-05-19")
    form.page.get_by_role("checkbox", name=re.compile(r"\bOrt\b.+hinzufügen")).check()
    form.page.get_by_label("Haus oder Raum", exact=True).fill("Rathaus")
    form.page.get_by_label("Stadt", exact=True).fill("Essen")
    form.page.get_by_label("Anmeldung", exact=True).fill("anmeldung@beispiel.de")
    form.save()

    (made,) = (text.decode() for path, text in form.files().items() if path.endswith("ein-treffen.md"))
    assert made.startswith(
        "---\ntitle: Ein Treffen\nsummary: Worum es geht.\nstart: 2027-05-12T18:00\n"
        "repeat:\n  - start: 2027-05-19\nplace:\n  name: Rathaus\n  city: Essen\nregister: anmeldung@beispiel.de\n"
    )


@pytest.mark.slow
def test_the_form_keeps_all_that_an_event_says(form_visits: Visits) -> None:
    """What was typed by hand is there when somebody changes a word in the form."""
    typed = f"---\ntitle: Neu\nsummary: Ein Satz.\n{ALL_KEYS}---\n\nText\n"
    form = opened(form_visits, {**TINY_SITE, "content/events/2016/neu.md": typed.encode()}, height=2400)

    form.open("events", "2016/neu")
    expect(form.field("Titel")).to_have_value("Neu")
    form.field("Titel").fill("Geändert")
    form.save()

    assert form.files()["content/events/2016/neu.md"].decode() == typed.replace("Neu", "Geändert")


@pytest.mark.slow
def test_a_published_text_stays_published(form_visits: Visits) -> None:
    """It has no line for that, and a new text would begin as a draft."""
    form = opened(form_visits, {**TINY_SITE, NEW: article()})

    form.open("articles", "2016/neu")
    form.field("Titel").fill("Geändert")
    form.save()

    assert form.files()[NEW] == article(title="Geändert")


@pytest.mark.slow
def test_what_others_have_written_is_offered(form_visits: Visits) -> None:
    """So that one subject does not get two spellings."""
    form = opened(form_visits, TINY_SITE)

    form.new()
    form.add("Thema")
    field = form.page.get_by_role("combobox", name="Thema")
    offered = field.evaluate("field => Array.from(field.list.options, option => option.value)")

    assert "Ehrenamt" in offered


@pytest.mark.slow
def test_the_folder_is_remembered_and_a_broken_file_hides_no_other(form_visits: Visits) -> None:
    """What is wrong with a file is for the preview to say; the form goes on with the rest."""
    broken = {"content/articles/2016/kaputt.md": b"Kein Kopf.\n"}
    form = opened(form_visits, {**TINY_SITE, **broken})

    form.page.reload()

    form.button("Neuen Eintrag anlegen").wait_for()
    titles = form.page.get_by_role("row").filter(has_text="(")
    assert titles.count() == len([path for path in TINY_SITE if path.startswith("content/articles/")])


def test_without_a_repository_there_is_nowhere_to_sign_in(form_visits: Visits) -> None:
    """The folder is all that is offered."""
    page, _foreign = form_visits("/redaktion/")

    page.get_by_role("button", name="Formular öffnen").click()
    page.get_by_role("button", name="Projektordner wählen").wait_for()

    assert page.get_by_role("button").count() == 1


def test_a_browser_without_folders_is_told(form_visits: Visits) -> None:
    """Instead of a button that does nothing."""
    page, _foreign = form_visits("/redaktion/")
    page.add_init_script("delete window.showDirectoryPicker")
    page.reload()

    page.get_by_text("Bitte öffnen Sie diese Seite mit Chrome, Edge oder Chromium").wait_for()

    assert not page.get_by_role("button", name="Formular öffnen").is_visible()


def test_without_javascript_the_page_says_so(form_visits: Visits) -> None:
    """And what to do instead."""
    page, _foreign = form_visits("/redaktion/", java_script=False)

    assert "Ohne JavaScript bearbeiten Sie die Dateien neben content/site.yaml." in page.locator("body").inner_text()


def test_nobody_else_is_asked_even_if_the_program_wanted(form_visits: Visits) -> None:
    """The policy of the page stands in between, whatever a new version of Sveltia does."""
    form = opened(form_visits, TINY_SITE)

    blocked = form.page.evaluate("fetch('https://unpkg.com/x').then(() => false, () => true)")

    assert blocked
    assert form.foreign == []


# As found in Sveltia: recommendations of axe, none of them a criterion of WCAG. May only become fewer.
RECOMMENDED = {"region", "page-has-heading-one", "landmark-one-main"}
CRITERIA = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }"


@pytest.mark.slow
def test_how_accessible_the_form_is(form_visits: Visits) -> None:
    """On the screens an editor sees most, axe finds nothing against WCAG 2.2 A and AA, and little to recommend."""
    page, _foreign = form_visits("/redaktion/")
    screens = {"first page": (violations(page, CRITERIA), violations(page))}
    texts = {"content/articles/2016/bausteine.md": article("\n\n".join(kind.source for kind in KINDS.values()))}
    form = opened(form_visits, {**TINY_SITE, **texts}, height=2400)
    screens["list"] = violations(form.page, CRITERIA), violations(form.page)
    form.new()
    form.add("Thema")
    form.page.get_by_role("checkbox", name=re.compile("Bild.+hinzufügen")).check()
    screens["article"] = violations(form.page, CRITERIA), violations(form.page)

    form.open("articles", "2016/bausteine")
    expect(form.page.locator(".component.block")).to_have_count(len(KINDS))
    screens["directives"] = violations(form.page, CRITERIA), violations(form.page)

    assert {screen: broken for screen, (broken, _) in screens.items() if broken} == {}
    assert screens["first page"][1] == set()
    assert screens["list"][1] | screens["article"][1] | screens["directives"][1] <= RECOMMENDED


def violations(page: Page, options: str = "{}") -> set[str]:
    """Return the rules that axe finds broken."""
    page.evaluate(axe_source())
    return set(page.evaluate(f"axe.run({options}).then(found => found.violations.map(one => one.id))"))
