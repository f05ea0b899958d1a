"""Subjects: signs that make another word make another subject, and no spelling renames one."""

from __future__ import annotations

import datetime as dt

import pytest

from plugins.content.subjects import find_other_spellings, usual_name
from plugins.core.model import ContentItem
from plugins.core.urls import subject_slug


def item(day: int, *tags: str, status: str = "published") -> ContentItem:
    """Return an article of that day of May with *tags*."""
    return ContentItem(
        type="article",
        source=f"content/articles/2016/{day}.md",
        slug=str(day),
        address=f"/aktuelles/{day}/",
        title="Ein Titel",
        summary="Worum es geht.",
        date=dt.date(2016, 5, day),
        status=status,
        tags=tags,
        lines={"tags": 4, **{f"tags.{tag}": 5 for tag in tags}},
    )


def test_c_and_its_relatives_are_three() -> None:
    """Three subjects with three addresses."""
    assert [subject_slug(name) for name in ("C", "C++", "C#")] == ["c", "c-plus-plus", "c-sharp"]


@pytest.mark.parametrize("name", ["Ehrenamt", "ehrenamt", "EHRENAMT", " Ehrenamt ", "#Ehrenamt", "Ehren-Amt"])
def test_letter_case_and_hyphens_make_no_other_subject(name: str) -> None:
    """A hyphen does make another address; letter case, blanks and a number sign in front do not."""
    assert (subject_slug(name) == "ehrenamt") == (name != "Ehren-Amt")


def test_a_new_spelling_renames_nothing() -> None:
    """The name most used stays, of two the older one."""
    assert usual_name(["Ehrenamt", "ehrenamt"]) == "Ehrenamt"
    assert usual_name(["ehrenamt", "Ehrenamt", "Ehrenamt"]) == "Ehrenamt"


def test_another_spelling_is_told_at_its_line() -> None:
    """With the name to type; the text with the usual name is told nothing, however new it is."""
    items = [item(3, "Ehrenamt"), item(2, "ehrenamt"), item(1, "Ehrenamt")]

    (told,) = find_other_spellings(items)

    assert (told.file, told.line, told.code) == ("content/articles/2016/2.md", 5, "subject-spelling")
    assert told.remedy == "Bitte das Thema so schreiben: Ehrenamt"


def test_a_draft_renames_nothing_either() -> None:
    """Though its day may be the first."""
    (told,) = find_other_spellings([item(1, "ehrenamt", status="draft"), item(2, "Ehrenamt")])

    assert told.file == "content/articles/2016/1.md"
