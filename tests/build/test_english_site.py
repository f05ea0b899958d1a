"""A site in English alone: sound, and English in all that citizens and their programs read."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.core.problem import Problem, Severity
from plugins.proofreading.proofread import find_warnings
from tests.build.english_site import find_texts, german_words, words_of, write_english_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Problem, ...]]:
    """Return the folder of the built site, and its problems."""
    folder = tmp_path_factory.mktemp("english")
    content = write_english_site(folder / "content")
    result = build_site(BuildOptions(content, folder / "output", search=True))
    return folder / "output", tuple(result.problems)


def test_it_is_audited_and_read_as_typed_without_an_error(built: tuple[Path, tuple[Problem, ...]]) -> None:
    assert [one for one in built[1] if one.severity is Severity.ERROR] == []
    assert [one for one in built[1] if one.code in ("not-as-typed", "sign-lost", "sign-added")] == []


def test_its_pages_say_that_they_are_english(built: tuple[Path, tuple[Problem, ...]]) -> None:
    """All but the page in Leichte Sprache that the law asks for."""
    pages = {path.relative_to(built[0]).as_posix(): path.read_text("utf-8") for path in built[0].rglob("*.html")}
    others = [name for name, html in pages.items() if '<html lang="en">' not in html]

    assert len(pages) > 45
    assert others == ["leichte-sprache/index.html"]


def test_no_word_of_it_is_german(built: tuple[Path, tuple[Problem, ...]]) -> None:
    """On pages, in feeds, calendars, data and files of text; only names of the law are, and marked as German."""
    found = {
        path.relative_to(built[0]).as_posix(): sorted(words)
        for path in sorted(built[0].rglob("*"))
        if path.is_file() and "pagefind" not in path.parts
        if (words := words_of(" ".join(find_texts(path))) & german_words())
    }

    assert len(german_words()) > 600
    assert found == {}


def test_days_times_and_calendars_are_written_in_english(built: tuple[Path, tuple[Problem, ...]]) -> None:
    page = (built[0] / "events" / "meeting" / "index.html").read_text("utf-8").replace("\u00a0", " ")
    calendar = (built[0] / "events" / "kalender.ics").read_text("utf-8")

    assert "26 October 2016, 10:00" in page
    assert "10:30" in page
    assert re.search(r"until\s+<time [^>]*>27 October 2016, 16:30", page)
    assert "PRODID:-//Open Office//Events//EN" in calendar
    assert "X-WR-CALNAME:Open Office" in calendar


def test_proofreading_takes_its_texts_for_english(tmp_path: Path) -> None:
    """The texts that a new site begins with, and those of every kind, give no warning about their language."""
    content = write_english_site(tmp_path / "content")
    report = content / "articles" / "2016" / "report.md"
    german = "Das ist ein Text, der nicht in der Sprache der Website steht, und wer ihn hört, der versteht ihn nicht."
    report.write_text(f"{report.read_text('utf-8')}\n{german * 4}\n", "utf-8")
    found = find_warnings(content, dt.date(2016, 12, 1), {})

    assert [one.file for one in found if one.code == "text-language"] == ["content/articles/2016/report.md"]
    assert [one for one in found if one.code in ("readability", "easy-language")] == []
