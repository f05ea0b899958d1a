"""A link to a file says by itself what kind it is, how large, and of a PDF whether it can be read aloud."""

from __future__ import annotations

import pytest

from plugins.core.model import Download
from plugins.core.placeholders import placeholder
from plugins.publish.web_servers.header_table import type_of
from plugins.site.downloads import TYPES, add_download_notes, describe_download
from plugins.site.frame_texts import read_texts

WORDS = read_texts()
PDF = Download("/media/bericht.pdf", 1_230_000, 14, is_accessible=True, lang="de-DE")
FILES = {0: PDF, 1: Download("/media/a.CSV", 2_000), 2: Download("/media/haus.jpg", 90_000)}
LINK = placeholder("link", 0)


def note(html: str, lang: str = "de") -> str:
    return add_download_notes(html, FILES.get, WORDS[lang], lang)


@pytest.mark.parametrize(
    ("download", "lang", "said"),
    [
        (PDF, "de", "(PDF, 1,2 MB, 14 Seiten, barrierefrei)"),
        (PDF, "en", "(PDF, 1.2 MB, 14 pages, accessible)"),
        (Download("/media/a.pdf", 5_000, 1, is_accessible=False), "de", "(PDF, 5 KB, 1 Seite, nicht barrierefrei)"),
        (Download("/media/a.ODS", 300), "de-simple", "(ODS, 1 KB)"),
    ],
)
def test_it_says_kind_size_pages_and_access(download: Download, lang: str, said: str) -> None:
    """In the language of the page, with numbers as they are written there."""
    assert describe_download(download, WORDS[lang]).replace("\xa0", " ") == said


def test_the_words_stand_in_the_link_and_count_as_added() -> None:
    """So they are part of its name, and no word of the editor's."""
    html = note(f'<p>Der <a href="{LINK}" title="T">Bericht <b>neu</b></a>.</p>')

    assert html.replace("\xa0", " ") == (
        f'<p>Der <a href="{LINK}" title="T" type="application/pdf">Bericht <b>neu</b>'
        "<span data-added> (PDF, 1,2 MB, 14 Seiten, barrierefrei)</span></a>.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{placeholder("link", 7)}">Seite</a>',
        '<a href="https://www.beispiel.de/media/bericht.pdf">Bericht</a>',
        f'<a href="{placeholder("link", 2)}"><img src="{placeholder("link", 2)}" alt="Haus"></a>',
        f"<a>Ohne Ziel</a> {LINK}",
    ],
)
def test_other_links_stay_as_they_are(html: str) -> None:
    """Pages, other sites, and a picture that leads to its large version."""
    assert note(html) == html


def test_what_browsers_cannot_show_is_saved() -> None:
    """A table is for a program of its own."""
    assert f'<a href="{placeholder("link", 1)}" type="text/csv" download>' in note(
        f'<a href="{placeholder("link", 1)}">Z</a>'
    )
    assert " download" not in note(f'<a href="{LINK}">Bericht</a>')


def test_a_file_in_another_language_says_so() -> None:
    """To programs, with the attribute that is made for it."""
    assert ' hreflang="de-DE"' in note(f'<a href="{LINK}">Report</a>', "en")
    assert "hreflang" not in note(f'<a href="{LINK}">Bericht</a>')


def test_servers_send_the_type_that_links_name() -> None:
    """Of every document that may be offered."""
    assert {kind: type_of(f"media/a.{kind}").partition(";")[0] for kind in TYPES} == TYPES
