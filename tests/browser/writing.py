"""Writing in the form as an editor would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.visiting import Visits
from tools import form_in_browser


class Form:
    """The form, open at the list of articles."""

    def __init__(self, page: Page, foreign: list[str], visits: Visits) -> None:
        self.page = page
        self.foreign = foreign
        self.visits = visits

    def button(self, name: str) -> Locator:
        """The button of that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        """The text field of that label."""
        return self.page.get_by_role("textbox", name=label, exact=True).first

    def add(self, what: str) -> None:
        """Add one more *what* to its list."""
        # Sveltia sets names apart by invisible signs.
        self.page.get_by_role("button", name=re.compile(f"{re.escape(what)}\\W+hinzufügen")).click()

    def section(self, label: str) -> Locator:
        """The part of the form that asks for *label*."""
        return self.page.get_by_role("group", name=re.compile(f"^Feld „\\W*{re.escape(label)}\\W*“$"))

    def choose(self, label: str, option: str) -> None:
        """Choose *option* of those below *label*."""
        self.section(label).get_by_role("radio", name=option, exact=True).check()

    def new(self) -> None:
        """Begin a new entry."""
        self.button("Neuen Eintrag anlegen").click()
        self.field("Titel").wait_for()

    def open(self, collection: str, name: str) -> None:
        """Open the entry *name*, a path below the folder of *collection*, without its ending."""
        self.page.evaluate("address => { location.hash = address; }", f"#/collections/{collection}/entries/{name}")
        self.field("Titel").wait_for()

    def save(self) -> None:
        """Save, and wait until the form says that it did."""
        self.button("Speichern").click()
        self.page.get_by_text("Eintrag gespeichert.").wait_for()

    def files(self) -> dict[str, bytes]:
        """Everything in the folder, by its path."""
        return form_in_browser.read_folder(self.page)

    def copy_to(self, folder: Path) -> None:
        """Make *folder* hold what the folder of the form holds in content/."""
        for path, content in self.files().items():
            if path.startswith("content/"):
                file = folder / path.removeprefix("content/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


_STAY = """localStorage.setItem("sveltia-cms.prefs", JSON.stringify({ closeOnSave: false }))"""


def opened(visits: Visits, files: Mapping[str, bytes], *, stays_open: bool = False, **profile: Any) -> Form:
    """Open the form on a folder that holds *files*; with *stays_open* it shows a text still when it is saved."""
    page, foreign = visits("/redaktion/", **profile)
    form_in_browser.fill_folder(page, files)
    if stays_open:
        page.evaluate(_STAY)
    page.get_by_role("button", name="Formular öffnen").click()
    page.get_by_role("button", name="Projektordner wählen").click()
    page.get_by_role("button", name="Neuen Eintrag anlegen").wait_for()
    return Form(page, foreign, visits)
