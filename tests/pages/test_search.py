"""The index of the search: its files, its pages, and the same bytes every time."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.cli import commands
from plugins.site.search import pagefind
from plugins.site.search.shards import Shard

ROOT = Path(__file__).parents[2]
PAGE = """<!doctype html><html lang="{lang}"><head><title>x</title></head><body><nav>Navigation</nav>
<article{marks}><h1>{title}</h1><p>{text}</p><p data-pagefind-ignore>Fehlendes</p>
<button>Knopf</button><p hidden>Verstecktes</p></article></body></html>"""
MARKS = """ data-pagefind-body data-art="{art}" data-jahr="{jahr}" data-sprache="{sprache}"
data-pagefind-filter="art[data-art],jahr[data-jahr],sprache[data-sprache]\""""
PAGES = {
    "aktuelles/eins/index.html": PAGE.format(
        lang="de",
        marks=MARKS.format(art="Artikel", jahr=2016, sprache="de"),
        title="Eins",
        text="Häuser der Gebläsehalle",
    ),
    "leichte-sprache/zwei/index.html": PAGE.format(
        lang="de-simple", marks=MARKS.format(art="Seite", jahr=2015, sprache="de-simple"), title="Zwei", text="Das Haus"
    ),
    "en/three/index.html": PAGE.format(
        lang="en", marks=MARKS.format(art="Film", jahr=2014, sprache="en"), title="Three", text="Citizens participating"
    ),
    "aktuelles/geheim/index.html": PAGE.format(lang="de", marks="", title="Geheim", text="Zaubernuss"),
    "404.html": PAGE.format(lang="de", marks="", title="Nicht gefunden", text="Zaubernuss"),
}
GERMAN = Shard("de", "", ("aktuelles/eins/index.html", "leichte-sprache/zwei/index.html"))
NO_TEXT = (
    "[noch offen:",
    "Alles ausschalten",
    "Auf dieser Seite",
    "Auswahl merkt sich nur dieser Browser",
    "Dieser Artikel ist mehr als zwei Jahre alt",
    "Film herunterladen",
    "Kommende Veranstaltung",
    "Mai 2098",
    "Mehr über",
    "Mitlesen",
    "Veröffentlicht",
    "Eigene Zeichnung",
    "erst geladen, wenn Sie zustimmen",
    "käme von",
    "0:01",
    "öffnen",
)
"""A sentence of each part that stands on many pages alike."""
SEARCHABLE = (GERMAN, Shard("en", "", ("en/three/index.html",)))


def write(folder: Path) -> Path:
    """Write the pages into *folder*."""
    for path, text in PAGES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site with pages in three languages, two of which nobody may find."""
    return write(tmp_path / "site")


def fragments(site: Path, language: str) -> dict[str, str]:
    """Return the text that the index of *language* holds of each address."""
    found = (
        json.loads(gzip.decompress(path.read_bytes())[12:]) for path in site.glob(f"pagefind/{language}/fragment/*")
    )
    return {entry["url"]: entry["content"] for entry in found}


def test_each_language_has_its_index_and_leichte_sprache_is_german(site: Path) -> None:
    """Marked pages are in it, with their own words; others are not."""
    assert list(pagefind.build_index(site, SEARCHABLE)) == []

    german, english = fragments(site, "de"), fragments(site, "en")

    assert german.keys() == {"/aktuelles/eins/", "/leichte-sprache/zwei/"}
    assert english.keys() == {"/en/three/"}
    assert not any(
        word in "".join(german.values()) for word in ("Zaubernuss", "Navigation", "Fehlendes", "Knopf", "Verstecktes")
    )


def test_templates_say_which_parts_of_a_page_are_no_text(tmp_path: Path) -> None:
    """The search finds none of the parts that stand on many pages alike.

    No module knows a class of the theme.
    """
    assert commands.build(ROOT / "tests/site", tmp_path, None, search=True, audit=False) == 0

    written = " ".join(path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
    found = fragments(tmp_path, "de")

    assert [part for part in NO_TEXT if part not in written] == []
    assert [part for part in NO_TEXT if part in " ".join(found.values())] == []
    assert found["/mitmachen/"] == "Mitmachen. Die Seite Mitmachen der Probe. Text."
    assert not any(re.search(r"[.#]", selector) for selector in pagefind.IGNORED)


def test_nothing_is_written_that_nobody_asks_for(site: Path) -> None:
    """No interface of somebody else, no worker, no code for another language."""
    list(pagefind.build_index(site, SEARCHABLE))

    names = {path.name for path in (site / "pagefind/de").iterdir() if path.is_file()}

    assert {name for name in names if not name.endswith(".pf_meta")} == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.de.pagefind",
        "words.txt",
    }


def test_words_are_known_as_they_are_mostly_written(site: Path) -> None:
    """The most frequent come first, so that of two equally near ones the likelier is proposed."""
    list(pagefind.build_index(site, SEARCHABLE))

    words = (site / "pagefind/de/words.txt").read_text(encoding="utf-8").split()

    assert words == ["Eins", "Gebläsehalle", "Haus", "Häuser", "Zwei"]


def test_the_same_pages_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Place, time and settings of Pagefind that lie around change nothing."""
    made = []
    for name in ("one", "two/below", "three", "four"):
        folder = write(tmp_path / name)
        list(pagefind.build_index(folder, SEARCHABLE))
        made.append({p.relative_to(folder): p.read_bytes() for p in folder.rglob("pagefind/**/*") if p.is_file()})
        monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "h1")
        monkeypatch.setenv("TZ", "Pacific/Auckland")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "pagefind.toml").write_text('exclude_selectors = ["h1"]')

    assert made[0]
    assert all(files == made[0] for files in made)


def test_a_former_index_is_not_mixed_with_the_new_one(site: Path) -> None:
    """A page that is gone is gone from the search too."""
    list(pagefind.build_index(site, SEARCHABLE))
    shutil.rmtree(site / "aktuelles/eins")
    list(pagefind.build_index(site, [replace(GERMAN, pages=GERMAN.pages[1:])]))

    assert fragments(site, "de").keys() == {"/leichte-sprache/zwei/"}
    assert not (site / "pagefind/en").exists()


@pytest.mark.parametrize("program", ["#!/bin/sh\necho 'out of luck' >&2; exit 3\n", None])
def test_a_search_that_cannot_be_built_is_a_problem(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    """The problem quotes Pagefind; nothing is published as if there were a search."""
    fake = tmp_path / "pagefind"
    if program:
        fake.write_text(program)
        fake.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: fake)

    problems = list(pagefind.build_index(site, [GERMAN]))

    assert len(problems) == 1
    assert ("out of luck" if program else "No such file") in problems[0].message


@pytest.mark.parametrize("path", ["tests/reference", "tests/site"])
def test_what_pagefind_is_not_shown_would_make_no_difference(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading whole pages, Pagefind writes the same index, byte for byte.

    Of the reference site and of one with everything.
    """
    made = []
    for name in ("cut", "whole"):
        assert commands.build(ROOT / path, tmp_path / name, None, search=True, audit=False) == 0
        made.append(
            {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("pagefind/**/*.*")}
        )
        monkeypatch.setattr(pagefind, "_article", lambda page: page)

    assert len(made[0]) > 20
    assert made[0] == made[1]


def test_words_that_look_like_the_mark_of_a_text_hide_none(tmp_path: Path) -> None:
    """With any words in a title or before the text, all of the text is found."""
    text = PAGE.format(lang="de", marks=MARKS.format(art="Artikel", jahr=2016, sprache="de"), title="Eins", text="Moor")
    odd = '<title>&lt;article data-pagefind-body&gt;</title><meta content="<article data-pagefind-body ></article>">'
    for number, page in enumerate((text.replace("<title>x</title>", odd), text.replace("article", "main"))):
        (tmp_path / f"aktuelles/{number}").mkdir(parents=True)
        (tmp_path / f"aktuelles/{number}/index.html").write_text(page, "utf-8")
    shard = Shard("de", "", ("aktuelles/0/index.html", "aktuelles/1/index.html"))

    assert list(pagefind.build_index(tmp_path, [shard])) == []
    assert fragments(tmp_path, "de") == {"/aktuelles/0/": "Eins. Moor.", "/aktuelles/1/": "Eins. Moor."}
