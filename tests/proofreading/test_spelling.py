"""Spelling: words of the dictionaries, words of the project, and pieces that are no words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plugins.content import words
from plugins.core.problem import Problem
from plugins.proofreading import corpus
from plugins.proofreading.checks import spelling
from plugins.proofreading.corpus import Corpus, Speller
from plugins.proofreading.dictionary import dictionaries
from tools import dictionaries as fetched


@pytest.fixture(scope="session")
def spellers() -> dict[str, Speller]:
    """The dictionaries that `check` uses."""
    found: dict[str, Speller] = {**dictionaries(fetched.fetch_dictionaries())}
    assert found.keys() == {"de", "en"}
    return found


def unknown(text: str, spellers: dict[str, Speller], listed: str = "", head: str = "title: x") -> list[Problem]:
    """Return the warnings about the body *text*."""
    document = corpus.read_document(f"---\n{head}\n---\n{text}".encode(), "page", "content/pages/x.md")
    assert document is not None
    return list(spelling.compare(Corpus((document,), dt.date(2016, 12, 1), frozenset(listed.split()), spellers)))


def said(found: list[Problem]) -> list[tuple[int, str]]:
    """Return line and word of each warning."""
    assert {problem.code for problem in found} <= {"spelling"}
    return [(problem.line, problem.message.partition("“")[0].removeprefix("„")) for problem in found]


@pytest.mark.parametrize(
    "word",
    ["Wahlbeteilgung", "Digitaliserung", "vieleicht", "Strase", "Standart", "Online-Diallog", "ausprobirt", "Fussball"],
)
def test_a_misspelt_word_is_a_warning_in_its_line(word: str, spellers: dict[str, Speller]) -> None:
    """Also within a compound with a hyphen."""
    assert said(unknown(f"Erste Zeile.\nHier steht {word} im Satz.\n", spellers)) == [(5, word)]


@pytest.mark.parametrize(
    "text",
    [
        "Breitbandausbau, Ehrenamtsprojekt, Handlungsfelder, Sportvereine, Barrierefreiheit, Landesregierung",
        "Zwei-Klick-Schutz, Online-Dialog, Denk-Labor, E-Mail-Adresse",
        "Regierungs- und Verwaltungshandeln, Gesellschafts- und Fachpolitik",
        "Bürger:innen und Teilnehmer*innen",
        "DSGVO, KommMach.nrw, lebensbildung.digital, #breitbandgedöns, @mfkjks, info@land.nrw",
        "https://www.land.nrw/wrrzl, /aktuelles/xyzzyq/, plan2016b, `wrrzl`, <span>wrrzl</span>",
        "Open Government, Creative Commons, Big Buck Bunny",
        "*wrrzl brmpf*{lang=en} und Instagram, Flickr, YouTube",
        "Nr. 5, vgl. Abs. 2, Dr. Beispiel",
        "Am 26. Oktober 2016 um 10:30 Uhr in Düsseldorf",
    ],
)
def test_words_that_are_right_and_what_is_no_word_are_none(text: str, spellers: dict[str, Speller]) -> None:
    """Compounds, names of services, addresses, code, English titles and marked foreign parts."""
    assert said(unknown(f"{text.replace('<span>wrrzl</span>', '')}\n", spellers)) == []


def test_the_list_of_the_project_counts(spellers: dict[str, Speller]) -> None:
    """With its genitive, and within compounds with a hyphen; other letters are another word."""
    text = "Kampmann, Kampmanns Rede, Kampmann-Rede, Kampman"

    assert said(unknown(text, spellers, "Kampmann")) == [(4, "Kampman")]


def test_what_was_meant_is_offered(spellers: dict[str, Speller]) -> None:
    """First a word that the site itself uses, then the suggestion of the dictionary."""
    found = unknown("Die Kampmannn und der Wahlbeteilgung.\n", spellers, "Kampmann")

    assert "Meinten Sie „Kampmann“?" in found[0].message
    assert "Meinten Sie „Wahlbeteiligung“?" in found[1].message
    assert found[1].remedy.endswith("ergänzen Sie in content/woerter.txt eine Zeile: Wahlbeteilgung")


def test_each_word_is_told_once_in_a_file(spellers: dict[str, Speller]) -> None:
    """Where it stands first, front matter before the body."""
    found = unknown("Noch ein Diallog.\n", spellers, head="title: Ein Diallog")

    assert said(found) == [(2, "Diallog")]


def test_english_is_read_with_the_english_dictionary(spellers: dict[str, Speller]) -> None:
    """Names and titles in German are known there."""
    found = unknown("The colour of Nordrhein-Westfalen is beatiful.\n", spellers, head="title: A page\nlang: en")

    assert said(found) == [(5, "beatiful")]


def test_a_small_word_of_another_language_is_none_of_ours(spellers: dict[str, Speller]) -> None:
    """Only titles and names may come from there, and those have capitals."""
    assert said(unknown("Das Weather ist heute weather.\n", spellers)) == [(4, "weather")]


def test_without_a_dictionary_nothing_is_said() -> None:
    """A build has none."""
    assert unknown("Diallog\n", {}) == []


def test_the_list_is_read_line_by_line(tmp_path: Path) -> None:
    """With remarks; one that is missing or cannot be read is empty."""
    assert words.read_word_list(tmp_path) == frozenset()
    (tmp_path / "woerter.txt").write_text("# Namen\nKampmann\n\nBeuß  # Hartmut\n", encoding="utf-8")
    assert words.read_word_list(tmp_path) == {"Kampmann", "Beuß"}
    (tmp_path / "woerter.txt").write_bytes(b"\xff\xfe")
    assert words.read_word_list(tmp_path) == frozenset()
