"""Titles: the note of an editor about an embed finds it."""

from __future__ import annotations

import pytest

from plugins.core.model import Embed, EmbedNote
from plugins.embeds.notes import add_titles, say_unmatched
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import load

SERVICES = load()


def embed(url: str, title: str = "") -> Embed:
    """Return the embed that *url* stands for."""
    found = recognise_address(url, SERVICES)
    assert found is not None
    return Embed(found.service, found.kind, found.ref, found.url, found.src, found.start, title)


def test_the_front_matter_may_spell_the_address_differently() -> None:
    """The same service, kind and ref is the same content, whatever the start."""
    about = EmbedNote(" https://youtu.be/O55virF5xk4 ", "Der Film", "/media/film.txt", 7)

    (named,), unmatched = add_titles([embed("https://www.youtube.com/watch?v=O55virF5xk4&t=9")], [about], SERVICES)

    assert (named.title, named.alternative, unmatched) == ("Der Film", "/media/film.txt", [])


def test_two_places_of_one_film_have_words_of_their_own() -> None:
    """The same start first; a note without a start is about every place that has no note of its own."""
    beginning, end = embed("https://youtu.be/O55virF5xk4?t=10"), embed("https://youtu.be/O55virF5xk4?t=300")
    notes = [
        EmbedNote("https://youtu.be/O55virF5xk4", "Der Film", "Alles.", 3),
        EmbedNote("https://www.youtube.com/watch?v=O55virF5xk4&t=5m", "Das Ende", "Schluss.", 4),
        EmbedNote("https://youtu.be/O55virF5xk4?t=10", "Der Anfang", "Beginn.", 5),
    ]

    named, unmatched = add_titles([beginning, end, embed("https://youtu.be/O55virF5xk4?t=60")], notes, SERVICES)
    (other,), lost = add_titles([beginning], notes[1:], SERVICES)

    assert [one.title for one in named] == ["Der Anfang", "Das Ende", "Der Film"]
    assert [one.alternative for one in named] == ["Beginn.", "Schluss.", "Alles."]
    assert (unmatched, other.title, lost) == ([], "Der Anfang", [notes[1]])


def test_one_place_that_is_shown_twice_may_have_two_notes() -> None:
    """In their order; one note alone is about both."""
    twice = [embed("https://youtu.be/O55virF5xk4?t=10"), embed("https://youtu.be/O55virF5xk4?t=10s")]
    notes = [EmbedNote("https://youtu.be/O55virF5xk4?t=10", title, "", 3) for title in ("Eins", "Zwei")]

    named, unmatched = add_titles(twice, notes, SERVICES)
    both, _ = add_titles(twice, notes[:1], SERVICES)

    assert [one.title for one in (*named, *both)] == ["Eins", "Zwei", "Eins", "Eins"]
    assert unmatched == []


def test_the_front_matter_outranks_the_text_of_a_link() -> None:
    """A title given on purpose wins; without one the link's text stays."""
    found = [
        embed("https://vimeo.com/148029119", "Aus dem Link"),
        embed("https://vimeo.com/496304647", "Bleibt"),
    ]
    about = [
        EmbedNote("https://vimeo.com/148029119", "Mit Absicht", "", 3),
        EmbedNote("https://vimeo.com/496304647", "", "Ein Text.", 4),
    ]

    named, _ = add_titles(found, about, SERVICES)

    assert [one.title for one in named] == ["Mit Absicht", "Bleibt"]
    assert [one.alternative for one in named] == ["", "Ein Text."]


def test_embeds_are_counted_by_service_in_the_order_of_the_page() -> None:
    """„Video 1 von YouTube“ is the first of YouTube, whatever stands before it."""
    addresses = ["https://vimeo.com/148029119", "https://youtu.be/O55virF5xk4", "https://vimeo.com/496304647"]

    named, _ = add_titles([embed(address) for address in addresses], [], SERVICES)

    assert [(one.service, one.number) for one in named] == [("vimeo", 1), ("youtube", 1), ("vimeo", 2)]


def test_what_fits_no_embed_is_handed_back() -> None:
    """An unknown address and one the body does not show are both the editor's to put right."""
    lost = [
        EmbedNote("https://example.org/film", "Anderswo", "", 3),
        EmbedNote("https://vimeo.com/496304647", "Nicht im Text", "", 4),
    ]

    _, unmatched = add_titles([embed("https://vimeo.com/148029119")], lost, SERVICES)

    assert unmatched == lost


@pytest.mark.parametrize(
    ("shown", "urls", "said", "remedy"),
    [
        ("", ["youtu.be/O55virF5xk4", "www.youtube.com/watch?v=O55virF5xk4"], "Zeilen 3 und 5 meinen", "&t=90s"),
        ("?t=9", ["youtu.be/O55virF5xk4?t=9", "youtu.be/O55virF5xk4?t=9s"], "Zeilen 3 und 5 meinen", "löschen."),
        ("", ["youtu.be/O55virF5xk4?t=10"], "nennt einen Beginn", "Text: https://www.youtube.com/watch?v=O55virF5xk4"),
        ("?t=9", ["youtu.be/O55virF5xk4", "youtu.be/O55virF5xk4?t=9"], "Jede Stelle hat", "diesen löschen."),
        ("", ["www.youtube.com/@beispiel"], "nichts, das sich auf der Seite zeigen lässt", "diesen Eintrag löschen"),
        ("", ["vimeo.com/148029119"], "gibt es im Text keinen", "dieselbe Adresse im Text"),
    ],
)
def test_an_entry_that_is_not_shown_says_why(shown: str, urls: list[str], said: str, remedy: str) -> None:
    """Once each, with what to type; nothing asks for what stands there already."""
    notes = [EmbedNote(f"https://{url}", "Film", "", line) for url, line in zip(urls, (3, 5), strict=False)]

    found, lost = add_titles([embed(f"https://youtu.be/O55virF5xk4{shown}")], notes, SERVICES)

    ((message, advice),) = [say_unmatched(one, notes, found, SERVICES) for one in lost]
    assert said in message
    assert remedy in advice


def test_two_of_the_same_title_are_told_apart() -> None:
    """The second of a title is its second; an embed without a title counts by its number alone."""
    found = [embed("https://youtu.be/O55virF5xk4", "Film"), embed("https://youtu.be/O55virF5xk4?t=9", "Film")]
    found += [embed("https://vimeo.com/496304647", "Film"), embed("https://youtu.be/HOJqNArkiNo")]
    found += [embed("https://youtu.be/K2_uiH18gIV")]

    named, _ = add_titles(found, [], SERVICES)

    assert [(one.title, one.number, one.same_title_number) for one in named] == [
        *(("Film", 1, 1), ("Film", 2, 2), ("Film", 1, 1), ("", 3, 1), ("", 4, 1)),
    ]
