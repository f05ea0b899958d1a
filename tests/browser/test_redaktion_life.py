"""In the form a text is corrected, withdrawn and put back on the pile as it is by hand."""

from __future__ import annotations

import pytest
import yaml

from tests.browser.test_redaktion import unfold
from tests.browser.writing import opened
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.visiting import Visits

PATH = "content/articles/2016/zweiter.md"
TYPED = """\
corrected:
  - day: 2016-11-02
    text: Hier stand eine falsche Zahl.
withdrawn:
  day: 2016-11-03
  text: Der Name war falsch.
review: 2027-06-01
"""


@pytest.mark.slow
def test_a_text_is_corrected_withdrawn_and_reviewed(form_visits: Visits) -> None:
    """Every line as the handbook has it; the rest of the file stays, and it is read again."""
    files = read_files(ROOT / "tests" / "site")
    form = opened(form_visits, files)
    form.open("articles", "2016/zweiter")

    form.section("Status").scroll_into_view_if_needed()  # Sveltia shows no field before it is near
    form.section("Berichtigungen").scroll_into_view_if_needed()
    form.add("Berichtigung")
    corrected = form.section("Berichtigungen")
    corrected.get_by_label("Wann: Tag").fill("2016-11-02")
    corrected.get_by_role("textbox", name="In einem Satz").fill("Hier stand eine falsche Zahl.")
    form.section("Zurückgezogen").scroll_into_view_if_needed()
    unfold(form, "Zurückgezogen")
    withdrawn = form.section("Zurückgezogen")
    withdrawn.get_by_label("Wann: Tag").fill("2016-11-03")
    withdrawn.get_by_role("textbox", name="In einem Satz").fill("Der Name war falsch.")
    form.page.get_by_label("Wiedervorlage: Tag").fill("2027-06-01")
    form.save()

    before, after = (text.decode().split("---\n")[1] for text in (files[PATH], form.files()[PATH]))
    assert TYPED in after
    assert yaml.load(after, yaml.BaseLoader) == yaml.load(before + TYPED, yaml.BaseLoader)
