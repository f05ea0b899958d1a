"""Directives in the form: fields by the keyboard alone, and files as somebody would have typed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from plugins.content.markdown.directives import KINDS
from plugins.content.markdown.directives.kind import DirectiveKind
from plugins.editor_form.directives import shape_of
from tests.browser.keyboard import Keyboard
from tests.browser.writing import opened
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.visiting import Visits

TINY_SITE = read_files(ROOT / "tests" / "site")
_LINK = re.compile(r"!?\[(.+?)\]\((.+?)\)")
_NAMED = re.findall(r"/media/([\w.-]+)", "".join(kind.example for kind in KINDS.values()))
MEDIA = {f"content/media/{name}": TINY_SITE["content/media/bild.jpg"] for name in _NAMED}
HEADS = {
    "articles": "title: Neu\nsummary: Ein Satz.\ndate: 2016-11-11\nstatus: draft\n",
    "events": "title: Neu\nsummary: Ein Satz.\nstart: 2016-11-11\nplace:\n  name: Rathaus\n  city: Essen\n"
    "status: draft\n",
    "pages": "title: Neu\nsummary: Ein Satz.\nstatus: draft\n",
}
PATHS = {"articles": "articles/2016/neu.md", "events": "events/2016/neu.md", "pages": "pages/neu.md"}


def type_day(keyboard: Keyboard, name: str) -> None:
    """Type a day that is the same whichever way round this browser wants it."""
    keyboard.go(name)
    keyboard.keys.type("11112016")


def fill_head(keyboard: Keyboard, folder: str) -> None:
    """Fill in what an entry of this *folder* has to have."""
    keyboard.fill("Titel", "Neu")
    keyboard.fill("Zusammenfassung", "Ein Satz.")
    if folder == "articles":
        type_day(keyboard, "Datum: Tag")
    elif folder == "events":
        type_day(keyboard, "Beginn: Tag")
        keyboard.go("Ort hinzufügen")
        keyboard.keys.press("Space")
        keyboard.fill("Haus oder Raum", "Rathaus")
        keyboard.fill("Stadt", "Essen")


def write_text(keyboard: Keyboard, kind: DirectiveKind) -> None:
    keyboard.fill(kind.body, kind.example)


def write_link(keyboard: Keyboard, kind: DirectiveKind) -> None:
    [(text, address)] = _LINK.findall(kind.example)
    keyboard.fill("Was darauf steht", text)
    keyboard.fill("Adresse", address)


def write_figures(keyboard: Keyboard, kind: DirectiveKind) -> None:
    for line in kind.example.splitlines():
        keyboard.press("Zahl hinzufügen")
        for name, text in zip(("Zahl", "Was sie zählt", "Quelle"), line[2:].split(" | "), strict=False):
            keyboard.fill(name, text)


def write_steps(keyboard: Keyboard, kind: DirectiveKind) -> None:
    keyboard.fill(kind.label, re.sub(r"^\d+\. ", "", kind.example, flags=re.MULTILINE))


def write_pictures(keyboard: Keyboard, kind: DirectiveKind) -> None:
    for alt, address in _LINK.findall(kind.example):
        if shape_of(kind) == "pictures":
            keyboard.press("Bild hinzufügen")
        keyboard.take(address.removeprefix("/media/"))
        keyboard.fill("Beschreibung für blinde Menschen", alt)


def write_sound(keyboard: Keyboard, kind: DirectiveKind) -> None:
    first, _, rest = kind.example.partition("\n\n")
    keyboard.take(_LINK.findall(first)[0][1].removeprefix("/media/"))
    keyboard.fill("Was man hört", rest)


WAYS: dict[str, Callable[[Keyboard, DirectiveKind], None]] = {
    **{"text": write_text, "lines": write_text, "link": write_link, "figures": write_figures, "steps": write_steps},
    **{"picture": write_pictures, "pictures": write_pictures, "sound": write_sound},
}


def write_directive(keyboard: Keyboard, kind: DirectiveKind) -> None:
    """Put in a directive that says what the example of its *kind* does."""
    keyboard.insert(kind.label)
    is_below = shape_of(kind) == "picture"
    if kind.argument and not is_below:
        keyboard.fill(kind.argument.label, kind.argument.example)
    WAYS[shape_of(kind)](keyboard, kind)
    if kind.argument and is_below:
        keyboard.fill(kind.argument.label, kind.argument.example)
    keyboard.leave()


def by_hand(folder: str, kinds: Sequence[DirectiveKind]) -> str:
    """Return the file that somebody would have typed."""
    body = "".join(f"\n{kind.source}\n\nDanach {number}.\n" for number, kind in enumerate(kinds))
    return f"---\n{HEADS[folder]}---\n\nVorher.\n{body}"


@pytest.mark.slow
@pytest.mark.parametrize("folder", HEADS)
def test_by_the_keyboard_alone_a_file_becomes_what_one_would_type(form_visits: Visits, folder: str) -> None:
    """An article, an event and a page, which share all the directives that there are."""
    kinds = list(KINDS.values())[list(HEADS).index(folder) :: len(HEADS)]
    form = opened(form_visits, {**TINY_SITE, **MEDIA}, height=1600)
    form.page.evaluate("address => { location.hash = address; }", f"#/collections/{folder}/new")
    form.field("Titel").wait_for()
    keyboard = Keyboard(form)

    fill_head(keyboard, folder)
    keyboard.fill("Text", "Vorher.\n")
    for number, kind in enumerate(kinds):
        write_directive(keyboard, kind)
        keyboard.keys.type(f"Danach {number}.")
        keyboard.keys.press("Enter")
    keyboard.page.wait_for_timeout(500)
    keyboard.keys.press("Control+s")
    form.page.get_by_text("Eintrag gespeichert.").wait_for()

    assert form.files()[f"content/{PATHS[folder]}"].decode() == by_hand(folder, kinds)
    assert form.foreign == []
    assert form_visits.console == []
