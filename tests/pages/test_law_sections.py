"""A legal page's headings without a text get the law's own words, one text for all sites."""

from __future__ import annotations

import re
from pathlib import Path

from plugins.audit.duties import PRIVACY
from plugins.site.bodies import BodyPart
from plugins.site.law_sections import SECTIONS, TRANSLATED, fill_sections

ROOT = Path(__file__).parents[2]
EMPTY = '<p>Vorweg.</p>\n<h2 id="rechte">Ihre Rechte</h2>\n<h2 id="aufsicht">Aufsicht</h2>\n'


def shape(parts: tuple[BodyPart, ...]) -> list[str]:
    """Return the names of the law's sections among *parts*, and the HTML between."""
    return [part.law or part.html.strip() for part in parts]


def test_each_section_has_its_template() -> None:
    """And there is no template that no section uses."""
    folder = ROOT / "theme" / "templates" / "components" / "law"

    names = {name for names in SECTIONS.values() for name in names}
    assert {path.stem for path in folder.glob("*.html")} == names
    for lang in TRANSLATED:
        assert {path.stem for path in (folder / lang).glob("*.html")} == {*names, "hinweis"}


def test_a_translation_says_as_much_as_the_german_words() -> None:
    """As many paragraphs and points, and the same articles: a correction reaches both."""
    folder = ROOT / "theme" / "templates" / "components" / "law"
    german = {path.name: _substance(path) for path in folder.glob("*.html")}

    for lang in TRANSLATED:
        assert {name: _substance(folder / lang / name) for name in german} == german


def _substance(path: Path) -> tuple[int, list[str]]:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"))
    return len(re.findall(r"<(?:p|li)\b", text)), sorted(re.findall(r"(?:Artikel|Article|§|section)\s(\d+)", text))


def test_the_audit_asks_for_what_can_be_filled() -> None:
    """Its remedy is a heading with nothing below."""
    assert set(SECTIONS["privacy"]) == PRIVACY.keys()


def test_a_page_in_english_says_once_that_its_words_are_a_translation() -> None:
    """Before the first of them."""
    assert [part.law for part in fill_sections([BodyPart(html=EMPTY)], "privacy", "en") if part.law] == [
        "en/hinweis",
        "en/rechte",
        "en/aufsicht",
    ]


def test_words_of_the_law_stand_below_empty_headings() -> None:
    """In the order that the page has, and nothing is lost."""
    assert shape(fill_sections([BodyPart(html=EMPTY)], "privacy", "de")) == [
        '<p>Vorweg.</p>\n<h2 id="rechte">Ihre Rechte</h2>',
        "rechte",
        '<h2 id="aufsicht">Aufsicht</h2>',
        "aufsicht",
    ]


def test_words_of_an_editor_stay_alone() -> None:
    """Whoever writes something below a heading means it; other headings and pages are not touched."""
    own = BodyPart(html='<h2 id="rechte">Ihre Rechte</h2>\n<p>Alle.</p>\n<h2 id="eigenes">Eigenes</h2>')

    assert fill_sections([own], "privacy", "de") == (own,)
    assert fill_sections([BodyPart(html=EMPTY)], "default", "de") == (BodyPart(html=EMPTY),)


def test_a_picture_below_a_heading_is_a_text() -> None:
    """What follows in a part of its own belongs to the heading."""
    parts = (BodyPart(html='<h2 id="rechte">Ihre Rechte</h2>\n'), BodyPart(html="<p>Bild</p>"))

    assert fill_sections(parts, "privacy", "de") == parts
