"""Spelling: words of the dictionaries, words of the project, and pieces that are no words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from plugins.content import words
from plugins.core.problem import Problem
from plugins.embeds.services import load_all
from plugins.proofreading import corpus
from plugins.proofreading.checks import corpus_warnings, spelling
from plugins.proofreading.corpus import Corpus, Speller
from plugins.proofreading.dictionary import dictionaries
from tests.cpu_time import cpu_seconds
from tools import dictionaries as fetched


@pytest.fixture(scope="session")
def spellers() -> dict[str, Speller]:
    """The dictionaries that `check` uses."""
    found: dict[str, Speller] = {**dictionaries(fetched.fetch_dictionaries())}
    assert found.keys() == {"de", "en"}
    return found


FILE = "content/pages/x.md"


def corpus_of(texts: dict[str, str], spellers: dict[str, Speller], head: str = "title: x", listed: str = "") -> Corpus:
    """Return the corpus of *texts*, bodies by file."""
    found = [corpus.read_document(f"---\n{head}\n---\n{text}".encode(), "page", file) for file, text in texts.items()]
    documents = tuple(replace(document, unlisted=load_all()) for document in found if document is not None)
    assert len(documents) == len(texts)
    return Corpus(documents, dt.date(2016, 12, 1), frozenset(listed.split()), spellers)


def unknown_in(texts: dict[str, str], spellers: dict[str, Speller]) -> list[Problem]:
    """Return the warnings about the bodies *texts*."""
    return list(spelling.compare(corpus_of(texts, spellers)))


def unknown(text: str, spellers: dict[str, Speller], listed: str = "", head: str = "title: x") -> list[Problem]:
    """Return the warnings about the body *text*."""
    return list(spelling.compare(corpus_of({FILE: text}, spellers, head, listed)))


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
        "DSGVO, KommMach.nrw, lebensbildung.digital, #breitbandgedöns, @mfkjks, info@beispiel.de",
        "https://www.beispiel.de/wrrzl, /aktuelles/xyzzyq/, plan2016b, `wrrzl`, <span>wrrzl</span>",
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


def test_each_word_is_told_once(spellers: dict[str, Speller]) -> None:
    """Where it stands first, front matter before the body."""
    found = unknown("Noch ein Diallog.\n", spellers, head="title: Ein Diallog")

    assert said(found) == [(2, "Diallog")]
    assert found[0].places == ((FILE, 4),)


def test_english_is_read_with_the_english_dictionary(spellers: dict[str, Speller]) -> None:
    """Names and titles in German are known there."""
    found = unknown("The colour of Nordrhein-Westfalen is beatiful.\n", spellers, head="title: A page\nlang: en")

    assert said(found) == [(5, "beatiful")]


def test_settings_in_english_may_have_german_values(spellers: dict[str, Speller]) -> None:
    """Whole ones: what is open of the German duties of such a site."""
    text = "lang: en\nprivacy: {german: {open: Deutsche Fassung der Erklärung zur Barrierefreiheit}}\n"
    wrong = "officer: {open: Contact of der officer}\n"
    found = corpus.read_document(f"{text}{wrong}".encode(), corpus.SITE, "content/site.yaml")
    assert found is not None
    one = Corpus((replace(found, main="en"),), dt.date(2016, 12, 1), frozenset(), spellers)

    assert said(list(spelling.compare(one))) == [(3, "der")]


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


def test_one_message_a_word_names_all_its_places(spellers: dict[str, Speller]) -> None:
    """A word that stands in twelve files is told once, not twelve times."""
    found = unknown_in({f"content/pages/{name}.md": "Ein Diallog.\n\nNoch ein Diallog.\n" for name in "cab"}, spellers)

    (problem,) = found
    assert (problem.file, problem.line) == ("content/pages/c.md", 4)
    assert problem.places[:2] == (("content/pages/c.md", 6), ("content/pages/a.md", 4))
    assert len(problem.places) == 5
    assert problem.describe().endswith("content/pages/b.md:4 und content/pages/b.md:6.")
    assert "Auch hier: content/pages/c.md:6, content/pages/a.md:4" in str(problem)
    assert str(problem).splitlines()[0].endswith("und an einer weiteren Stelle.")


@pytest.mark.parametrize(
    "text",
    [
        "Gestern sprach Özdemir mit der Verwaltung. Özdemir kam später wieder.",
        "Ein Gespräch mit Frau Kalkaner über Wasser.",
        "Svenja Schulzer und Dr. Mehmet Wagennest kamen.",
        "Der Minister, Herr von der Leyenhorst, dankt.",
        "Im Rathaus von Wrrzlingen sprach Ayşe Yıldırımtan.",
        "Die Rede Özdemirs und die von Özdemir.",
    ],
)
def test_a_name_is_no_typing_error(text: str, spellers: dict[str, Speller]) -> None:
    """Behind a title or a first name, or with a capital within a sentence and no word near it."""
    assert said(unknown(f"{text}\n", spellers)) == []


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Mehr Digitaliserung für alle.", "Digitaliserung", "Digitalisierung"),
        ("Das neue Verwaltngshandeln beginnt.", "Verwaltngshandeln", "Verwaltungshandeln"),
        ("Über die Gemeimde wird geredet.", "Gemeimde", "Gemeinde"),
        ("Wir bauen eine bessere Zuknft.", "Zuknft", "Zukunft"),
        ("Özdemir sagte, die wahlbeteilgung sinkt.", "wahlbeteilgung", "Wahlbeteiligung"),
        ("Das ist vieleicht gut.", "vieleicht", "vielleicht"),
        ("Wir haben es ausprobirt.", "ausprobirt", "ausprobiert"),
        ("Am Samstag ist Fussball.", "Fussball", "Fußball"),
        ("Ein Online-Diallog begann.", "Online-Diallog", "Online-Dialog"),
        ("Eine große Gedenkfeierr war hier.", "Gedenkfeierr", "Gedenkfeier"),
    ],
)
def test_a_slip_in_a_noun_is_no_name(text: str, word: str, meant: str, spellers: dict[str, Speller]) -> None:
    """It has a word near it, or is built like a noun; and that word is offered."""
    found = [problem for problem in unknown(f"{text}\n", spellers) if f"„{word}“" in problem.message]

    assert [f"Meinten Sie „{meant}“?" in problem.message for problem in found] == [True]


def test_a_noun_without_a_word_near_it_is_told(spellers: dict[str, Speller]) -> None:
    """Two slips in one word make no name of it: it ends like a noun, or begins with a word."""
    found = unknown("Wir sprechen über die Verwaltngsmodernisirung, den Breitbandusbaau und Wrrzlungen.\n", spellers)

    assert [word for _, word in said(found)] == ["Verwaltngsmodernisirung", "Breitbandusbaau", "Wrrzlungen"]


def test_nothing_far_away_is_offered(spellers: dict[str, Speller]) -> None:
    """„Özdemir“ at the beginning of a sentence may be anything, but is never „Trotzdem“."""
    found = unknown("Özdemir\n\nwrrzlbrmpf\n", spellers)

    assert said(found) == [(4, "Özdemir"), (6, "wrrzlbrmpf")]
    assert not any("Meinten" in problem.message for problem in found)


ENGLISH = (
    "The ministry invites all citizens to take part in the process. What does it do with us, and what do we do with "
    "it? You can send your ideas to the team, which will read them with great interest.\n"
)


def test_an_english_text_is_asked_for_its_language(spellers: dict[str, Speller]) -> None:
    """One message instead of one a word; typed as it is shown, nothing is left."""
    asked = corpus_of({FILE: ENGLISH}, spellers)

    (problem,) = corpus_warnings(asked)

    assert (problem.code, problem.line) == ("text-language", 1)
    assert problem.remedy.endswith(": lang: en")
    assert corpus_warnings(corpus_of({FILE: ENGLISH}, spellers, "title: A title\nlang: en")) == []


def test_a_german_text_that_says_it_is_english_is_asked_too(spellers: dict[str, Speller]) -> None:
    """The line to change is named."""
    text = "Das ist ein ganz gewöhnlicher Satz, und der ist nicht auf Englisch geschrieben worden.\n"

    (problem,) = corpus_warnings(corpus_of({FILE: text}, spellers, "title: x\nlang: en"))

    assert (problem.code, problem.line) == ("text-language", 3)
    assert problem.remedy.endswith(": lang: de")


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox.",
        f"Wir lesen heute gemeinsam einen kurzen Satz, der auf Englisch so heißt und den alle kennen: {ENGLISH[:62]}",
        f"{ENGLISH} Das ist die Einladung, die das Ministerium auf Englisch verschickt hat und die für alle da ist.",
        "Workshop, Feedback, Open Data, Big Data, Social Media, Community, Hackathon, Start, Team, Event, App",
    ],
)
def test_a_german_text_with_some_english_is_german(text: str, spellers: dict[str, Speller]) -> None:
    """Titles and quotations are no other language, nor is what is too short to tell."""
    assert [one for one in corpus_warnings(corpus_of({FILE: text}, spellers)) if one.code == "text-language"] == []


@pytest.mark.parametrize("piece", ["a", "a-", "a.", "/", "./", "#a.", "a1-"])
def test_words_are_found_in_time_that_grows_with_the_text(piece: str) -> None:
    """A word of 40,000 letters took eight seconds."""
    texts = (piece * (size // len(piece)) for size in (5_000, 20_000))
    once, more = (cpu_seconds(partial(_count_words, text)) for text in texts)

    assert more < max(0.3, once * 10)


def _count_words(text: str) -> int:
    return sum(1 for _ in words.find_words(text))


def test_nobody_guesses_at_a_word_without_an_end(spellers: dict[str, Speller]) -> None:
    """All texts one step from it were made, each of its length."""
    work = partial(unknown_in, {FILE: f"Ein {'wortlaut' * 500} steht hier."}, spellers)

    assert cpu_seconds(work, tries=1) < 1
