"""The words of the frame: complete in English, used, and safe to lay over."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from plugins.core.site_folder import texts_file
from plugins.embeds.services import load
from plugins.site.frame_texts import FrameTexts, read_site_texts, read_texts
from plugins.site.schema_words import german_words
from plugins.site.site import Site, UrlFilter

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
PYTHON = Path(__file__).parents[2] / "plugins" / "site"
KEY = re.compile(r'\b(?:t|t\.plain|say|say_html)\("([\w.]+)"')
NAME = re.compile(r"\{\w+\}")


def lay_over(tmp_path: Path, text: str) -> Path:
    """Return the folder of a site whose own German words are *text*."""
    folder = tmp_path / "theme" / "texts"
    folder.mkdir(parents=True)
    (folder / "de.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_english_has_every_entry_with_the_same_values() -> None:
    """A sentence without its value would say nothing."""
    tables = read_texts()
    german = {key: sorted(NAME.findall(text)) for key, text in tables["de"].entries.items()}

    assert {key: sorted(NAME.findall(text)) for key, text in tables["en"].entries.items()} == german
    assert all(tables["en"].lang == "en" and text for text in tables["en"].entries.values())
    source = (TEMPLATES.parent / "texts" / "en.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r'^ +\w+: "', source, re.MULTILINE)) == len(german)  # none comes from German


def test_no_english_entry_was_left_in_german() -> None:
    """Few words are the same in both languages."""
    tables = read_texts()
    german, english = tables["de"].entries, tables["en"].entries

    same = {text for key, text in english.items() if german[key] == text}
    assert same == {"Clip", "Feed: {title}", "Feeds", "Film", "Netiquette", "Online", "online", "Pause", "Post"}
    assert [text for text in english.values() if re.search("[äöüß„]", text, re.IGNORECASE)] == []


def test_each_entry_is_used_and_each_used_one_is_there() -> None:
    """A plural is used by its name without one and other."""
    files = (*TEMPLATES.rglob("*.html"), *PYTHON.rglob("*.py"))
    used = {key for path in files for key in KEY.findall(path.read_text(encoding="utf-8"))} | german_words().keys()

    assert {re.sub(r"\.(one|other)$", "", key) for key in read_texts()["de"].entries} == used


def test_plain_words_are_short_and_german_has_what_they_lack() -> None:
    """Leichte Sprache: at most ten words in a sentence."""
    tables = read_texts()
    entries = tables["de-simple"].entries
    own = {key: text for key, text in entries.items() if text != tables["de"].entries[key]}

    assert own
    assert entries.keys() == tables["de"].entries.keys()
    assert [text for text in own.values() for one in re.split(r"(?<=[.?!]) ", text) if len(one.split()) > 10] == []


def test_what_has_become_of_an_event_stands_in_plain_words() -> None:
    """Where to and when decides whether somebody comes: only words that are plain already come from German."""
    tables = read_texts()
    german, plain = tables["de"].entries, tables["de-simple"].entries
    same = {text for key, text in plain.items() if key.startswith(("event.", "downloads.")) and german[key] == text}

    assert same == {
        *("Wann", "Wo", "Bilder", "Ankündigung", "Ankündigungen", "Bericht", "Berichte", "In den Kalender"),
        *("{n}\u00a0Seite", "{n}\u00a0Seiten", "{n} Termin", "{n} Termine"),
    }
    assert [text for text in plain.values() if re.search(r"\b(?:per|online)\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("lang", ["de", "de-simple", "en"])
@pytest.mark.parametrize(("shown", "named"), [("load_once", "load_what_once"), ("unload", "unload_what")])
def test_whoever_says_what_a_button_shows_presses_it(lang: str, shown: str, named: str) -> None:
    """Its name holds its words as they stand on it (WCAG 2.5.3)."""
    texts = read_texts()[lang]

    assert texts.say(f"consent.{shown}").lower() in texts.say(f"consent.{named}", what="X").lower()


def test_plurals_and_values() -> None:
    """One or other is chosen by n; what is missing is a developer's mistake."""
    texts = FrameTexts("de", {"a.one": "{n} Beitrag", "a.other": "{n} Beiträge", "b": "Bei {name} & Co"})

    assert [texts.say("a", n=n) for n in (0, 1, 2)] == ["0 Beiträge", "1 Beitrag", "2 Beiträge"]
    assert texts.say_html("b", name="<i>") == "Bei &lt;i&gt; &amp; Co"
    assert texts.say_html("b", name=Markup("<i>")) == "Bei <i> &amp; Co"
    for key in ("c", "b"):
        with pytest.raises(KeyError):
            texts.say(key)


def test_an_entry_of_a_site_wins_and_is_escaped(tmp_path: Path) -> None:
    """Leichte Sprache, which lacks this entry, has it as well; English keeps its own."""
    tables, problems = read_site_texts(lay_over(tmp_path, "frame:\n  menu: '\"> & Inhalt'\n"))

    assert problems == []
    assert tables["de"].say_html("frame.menu") == "&#34;&gt; &amp; Inhalt"
    assert tables["de-simple"].say("frame.menu") == tables["de"].say("frame.menu")
    assert tables["en"].say("frame.menu") == "Menu"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("frame:\n  menue: Inhalt\n", 2, "frame.menu"),
        ("\nframe: Rahmen\n", 2, "frame.menu"),
        ("\nxyz: Rahmen\n", 2, "theme/texts/de.yaml"),
        ("frame:\n  menu: [a, b]\n", 2, "Menü"),
        ("frame:\n  menu: 'Zum {ziel}'\n", 2, "Menü"),
        ("frame:\n  menu: '<b>Menü</b>'\n", 2, "Menü"),
        ("frame:\n  menu: '{{ menu }}'\n", 2, "Menü"),
        ("frame:\n  menu: '{0.__class__}'\n", 2, "Menü"),
        ("frame:\n  menu: ''\n", 2, "Menü"),
        ("frame:\n  open_fact: offen\n", 2, "{fact}"),
    ],
)
def test_what_fits_no_entry_is_told(tmp_path: Path, text: str, line: int, said: str) -> None:
    """With file, line and the nearest name."""
    tables, problems = read_site_texts(lay_over(tmp_path, text))

    assert [(p.file, p.line, p.code) for p in problems] == [("content/theme/texts/de.yaml", line, "own-texts")]
    assert said in problems[0].remedy
    assert tables["de"].say("frame.menu") == "Menü"


@pytest.mark.parametrize("kind", ["folder", "link", "other language"])
def test_a_file_that_nobody_would_read_is_told(tmp_path: Path, kind: str) -> None:
    """Each of them was passed over in silence."""
    folder = tmp_path / "theme" / "texts"
    folder.mkdir(parents=True)
    if kind == "folder":
        (folder / "de.yaml").mkdir()
    elif kind == "link":
        (folder / "de.yaml").symlink_to("nirgends")
    else:
        (folder / "fr.yaml").write_text("frame:\n  menu: Sommaire\n", encoding="utf-8")

    _, problems = read_site_texts(tmp_path)

    assert [problem.code for problem in problems] == ["own-texts" if kind == "other language" else "no-file"]


@pytest.mark.parametrize(
    ("code", "own", "is_asked_again"),
    [
        ("de", 'consent: {always_means: "„Dauerhaft“ heißt bei {service}: ein Jahr lang."}', True),
        ("de", 'panel: {what: "An diese Dienste gehen Angaben: {services}"}', True),
        ("en", 'consent: {load_always: "Load {service} for a year"}', True),
        ("de-simple", 'consent: {age: "Fragen Sie Ihre Eltern."}', True),
        ("de", "frame: {to_content: Gleich zum Inhalt}", False),
        ("de", 'consent: {loaded: "{what} von {service} ist da."}', False),
    ],
)
def test_another_sentence_that_is_agreed_to_asks_anew(
    tmp_path: Path, code: str, own: str, is_asked_again: bool
) -> None:
    """Consent is given to the words of this site, whoever has written them; other words do not matter."""
    youtube, vimeo = (service for service in load() if service.id in ("youtube", "vimeo"))
    folder = lay_over(tmp_path, own) / "theme" / "texts"
    (folder / "de.yaml").rename(folder / f"{code}.yaml")
    texts, problems = read_site_texts(tmp_path)
    before = Site((), {}, (), dt.date(2017, 1, 1), UrlFilter(""))
    after = Site((), {}, (), dt.date(2017, 1, 1), UrlFilter(""), texts=texts)

    assert problems == []
    assert (after.text_version(vimeo) != before.text_version(vimeo)) is is_asked_again
    assert after.text_version(vimeo) != after.text_version(youtube)


@pytest.mark.parametrize("value", ["offen", "''", "[a, b]", "'{{ fact }}'", "'<b>{fact}</b>'", "'{boese} {fact}'"])
def test_what_the_remedy_shows_can_be_typed(tmp_path: Path, value: str) -> None:
    """The usual words begin with a bracket, which YAML takes for a list unless they are quoted."""
    _, [problem] = read_site_texts(lay_over(tmp_path, f"frame:\n  open_fact: {value}\n"))

    typed = problem.remedy.removeprefix("Bitte ähnlich schreiben: ")
    texts_file(tmp_path).write_text(f"frame:\n  {typed}\n", encoding="utf-8")

    assert read_site_texts(tmp_path)[1] == []
