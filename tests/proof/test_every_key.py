"""What editors write of an event and its embeds, beside all that shows it: whatever is lost is found."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.proof import ProofInput, ProofResult, ProofState, prove
from plugins.proof.spoken_dates import spoken, spoken_clock
from tools.environment import ROOT

EVENT = """\
---
title: Das Fest
summary: Wir feiern.
start: 2016-10-26T10:00
end: 2016-10-27T16:30
previous_start: 2016-09-13T09:45
repeat:
  - {start: 2016-11-14T11:15, end: 2016-11-14T12:50}
  - start: 2016-12-15
online: https://www.beispiel.de/raum-37
register: anmeldung@beispiel.de
register_until: 2016-10-18
price: 23 Euro
event_language: Deutsch
access: [Keine Stufen]
place: {name: 'Rathaus, "großer" Saal', street: Am Markt 1 - 3, postcode: "12345", city: Musterstadt}
organiser: Verein für Bildung
tags: [Ehrenamt]
category: Bericht
corrected: [{day: 2016-09-14, text: Der Beginn war verschoben.}]
programme:
  - {time: "10:30", title: Begrüßung, speaker: Lena B.}
image: {src: /media/bild.jpg, alt: Ein Bild, credit: "Foto: X", caption: Unterschrift}
gallery:
  - {src: /media/bild.jpg, alt: Noch eines, credit: "Foto: Z", caption: Was es zeigt}
embeds:
  - url: https://www.youtube.com/watch?v=aqz-KE-bpKQ
    title: Der Hase
    alternative: Er wehrt sich "tapfer".
    poster: {src: /media/bild.jpg, alt: Das Standbild, credit: "Foto: P", caption: Auf der Wiese}
  - {url: https://youtu.be/aqz-KE-bpKQ, title: Noch einmal, alternative: Was niemand liest.}
  - {url: https://www.youtube.com/@beispiel, title: Ein Kanal}
---
Text mit ![Haus](/media/bild.jpg "Das Haus"){credit="Foto: Y"} darin.

https://www.youtube.com/watch?v=aqz-KE-bpKQ
"""
FOLDER = "veranstaltungen/fest"


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProofInput, Path]:
    """Return a site with the event, built, and what the proof was given of it."""
    folder = tmp_path_factory.mktemp("proved")
    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "tests" / "site", content)
    (content / "events" / "2016" / "fest.md").write_text(EVENT, "utf-8")
    given: list[ProofInput] = []

    def listening(one: ProofInput, state: ProofState | None = None) -> ProofResult:
        given.append(one)
        return prove(one, state)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plugins.build.proving.prove", listening)
        built = build.build_site(BuildOptions(content, output, search=False))
    assert not [problem for problem in built.problems if problem.code in ("not-as-typed", "sign-lost", "sign-added")]
    texts = tuple(text for text in given[0].texts if text.file.endswith("fest.md"))
    return replace(
        given[0], texts=texts, collections=("veranstaltungen/kalender.ics", "veranstaltungen/feed.xml")
    ), output


def _places(path: str, *words: str) -> list[tuple[str, str]]:
    return [(path, word) for word in words]


@pytest.mark.parametrize(
    ("path", "word"),
    [
        *_places(
            f"{FOLDER}/index.html",
            *(
                "26.\u00a0Oktober 2016, 10",
                "16.30\u00a0Uhr",
                "27.\u00a0Oktober",
                "Saal",
                "Markt 1",
                "12345 ",
                "Musterstadt\n",
            ),
            *("Verein für", "10.30", "Begrüßung", "Lena", "Unterschrift", "Foto: X", "Noch eines", "Foto: Z", "Was es"),
            *("13.\u00a0September", "9.45", "14.\u00a0November", "12.50", "15.\u00a0Dezember", "18.\u00a0Oktober"),
            *("anmeldung@", "23\u00a0Euro", "Deutsch</dd>", "Keine Stufen"),
            *("</span> Der Hase", "tapfer", "Das Haus", "Foto: Y", "Das Standbild", "Foto: P", "Auf der Wiese"),
            *("Der Beginn", "14.\u00a0September"),
        ),
        *_places(
            f"{FOLDER}/index.json",
            *('"text": "Der Beginn', "2016-09-14"),
            *("2016-10-26T10", "16:30", "Saal", "Markt 1", "12345", "Musterstadt", "Verein für", "Ehrenamt", "Bericht"),
            *("2016-09-13", "2016-11-14T11", "12:50", "2016-12-15", "raum-37", "anmeldung@", "2016-10-18"),
            *("23\u00a0Euro", '"Deutsch"', "Keine Stufen"),
            *("10:30", "Begrüßung", "Lena", "Unterschrift", "Foto: X", "Noch eines", "Foto: Z", "Was es"),
            *("Der Hase", "tapfer", "Das Haus", "Foto: Y", "Das Standbild", "Foto: P", "Auf der Wiese"),
        ),
        *_places(f"{FOLDER}.ics", "20161026T10", "T1630", "Saal", "Markt 1", "Musterstadt", "Das Fest", "feiern"),
        *_places(f"{FOLDER}.ics", "20161114T11", "T1250", "20161215", "raum-37"),
        *_places("veranstaltungen/kalender.ics", "20161026T10", "T1630", "Saal", "Musterstadt"),
        *_places(
            "veranstaltungen/feed.xml",
            "Der Beginn",
            "Der Hase",
            "tapfer",
            "Das Haus",
            "Foto: Y",
            "Das Standbild",
            "Foto: P",
        ),
    ],
)
def test_whatever_is_lost_is_found(proved: tuple[ProofInput, Path], tmp_path: Path, path: str, word: str) -> None:
    """In each file that shows it: the others are as they were."""
    given, output = proved
    text = (output / path).read_text("utf-8")
    assert word in text
    changed = tmp_path / path
    changed.parent.mkdir(parents=True)
    changed.write_text(text.replace(word, word.translate(_OTHER)), "utf-8")

    assert prove(replace(given, folders=(tmp_path, output))).problems != ()


_OTHER = str.maketrans("123456789aeou", "234567891oaua")


def test_a_sound_event_has_no_deviation(proved: tuple[ProofInput, Path]) -> None:
    assert prove(proved[0]).problems == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2016-10-26", ("26. Oktober 2016",)),
        ("20161026", ("26. Oktober 2016",)),
        ("2016-10-26T10:00", ("26. Oktober 2016", "10 Uhr")),
        ("2016-10-26 10:05", ("26. Oktober 2016", "10.05 Uhr")),
        ("20161026T143000", ("26. Oktober 2016", "14.30 Uhr")),
        ("2016-10-26T08:00:00Z", ("26. Oktober 2016", "10 Uhr")),
        ("bald", ()),
    ],
)
def test_dates_as_pages_say_them(written: str, said: tuple[str, ...]) -> None:
    assert spoken(written) == said


def test_pages_in_english_say_them_in_english() -> None:
    """So does Leichte Sprache in German, and so does a language without words of its own."""
    assert spoken("2016-10-26T14:00", "en") == ("26 October 2016", "14:00")
    assert spoken("2016-10-26T14:00", "de-simple") == spoken("2016-10-26T14:00", "ar")
    assert spoken_clock("10:30 Uhr", "en") == "10:30 Uhr"
