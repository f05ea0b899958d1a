"""Notes: the editor's words about embeds in the front matter, and the embeds they are about.

An address may be spelled in another way than in the body. Two places of one film are two embeds: a note
with the same start is about that place; one without a start is about every place that has no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from plugins.core.model import Embed, EmbedNote
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service

_Place = tuple[tuple[str, str, str], int | None]


def add_titles(
    found: Iterable[Embed], notes: Iterable[EmbedNote], services: Iterable[Service]
) -> tuple[tuple[Embed, ...], list[EmbedNote]]:
    """Return *found* with titles and alternatives, and the notes that no place fits.

    The title of a note outranks a link's text. Where there is neither, ``title`` stays empty and
    the placeholder counts: „Video 1 von YouTube“.
    """
    embeds, notes, services = list(found), tuple(notes), tuple(services)
    given = match_notes(embeds, notes, services)
    count: Counter[str] = Counter()
    named = tuple(_add_note(embed, note, count) for embed, note in zip(embeds, given, strict=True))
    used = [note for embed, note in zip(embeds, given, strict=True) if note and _begins_there(note, embed, services)]
    return named, [note for note in notes if not any(note is one for one in used)]


def _begins_there(note: EmbedNote, embed: Embed, services: Iterable[Service]) -> bool:
    place = _find_place(note, services)
    return place is None or place[1] in (None, embed.start)


def match_notes(
    embeds: Sequence[Embed], notes: Iterable[EmbedNote], services: Iterable[Service]
) -> list[EmbedNote | None]:
    """Return the note about each of *embeds*, None where there is none."""
    services = tuple(services)
    about = [(place, note) for note in notes if (place := _find_place(note, services))]
    shown = Counter(map(_place_of, embeds))
    seen: Counter[_Place] = Counter()

    def find(embed: Embed) -> EmbedNote | None:
        content, start = _place_of(embed)
        same = [(place[1], note) for place, note in about if place[0] == content]
        free = [(began, note) for began, note in same if began is None or (content, began) not in shown]
        if exact := [note for began, note in same if began == start]:
            seen[content, start] += 1  # one place that is shown twice may have two notes
            return exact[min(seen[content, start], len(exact)) - 1]
        return next((note for _, note in sorted(free, key=lambda one: one[0] is not None)), None)

    return [find(embed) for embed in embeds]


def say_unmatched(
    entry: EmbedNote, notes: Iterable[EmbedNote], found: Iterable[Embed], services: Iterable[Service]
) -> tuple[str, str]:
    """Return why nothing that was *found* is what *entry* is about, and what to type.

    *services* are all of the registry, *notes* all that the text has.
    """
    services = tuple(services)
    place, shown = _find_place(entry, services), f"„{entry.url.strip()}“ unter „embeds“"
    if place is None:
        return (
            f"Die Adresse {shown} ist von nichts, das sich auf der Seite zeigen lässt.",
            "Bitte diesen Eintrag löschen oder darin die Adresse eines Inhalts nennen, der im Text zu sehen ist.",
        )
    same = next((embed for embed in found if _place_of(embed)[0] == place[0]), None)
    before = (one for one in takewhile(lambda one: one is not entry, notes) if _find_place(one, services) == place)
    if same and (other := next(before, None)):
        later = recognise_address(entry.url.strip(), services, in_code=True, start=90)
        begun = later.begun if later and place[1] is None else ""
        start = f" Ist eine andere Stelle gemeint, bekommt sie ihren Beginn, hier und im Text: {begun}" if begun else ""
        return (
            f"Die Zeilen {other.line} und {entry.line} meinen dieselbe Stelle; es gilt der Eintrag, der zuerst steht.",
            f"Bitte einen der beiden Einträge löschen.{start}",
        )
    if same and place[1] is None:
        return f"Die Adresse {shown} gilt nirgends: Jede Stelle hat einen eigenen Eintrag.", "Bitte diesen löschen."
    if same:
        return (
            f"Die Adresse {shown} nennt einen Beginn, mit dem der Inhalt im Text nicht vorkommt.",
            f"Bitte hier dieselbe Adresse schreiben wie im Text: {same.place}",
        )
    return (
        f"Zur Adresse {shown} gibt es im Text keinen eingebetteten Inhalt.",
        "Bitte dieselbe Adresse im Text allein in eine Zeile schreiben oder diesen Eintrag löschen.",
    )


def _find_place(note: EmbedNote, services: Iterable[Service]) -> _Place | None:
    """Return the place that *note* is about, None if its address shows nothing."""
    meant = recognise_address(note.url.strip(), services, in_code=True)
    return _place_of(meant) if meant else None


def _place_of(embed: Embed) -> _Place:
    """Return the content of *embed*, and the second at which it begins."""
    return (embed.service, embed.kind, embed.ref), embed.start


def _add_note(embed: Embed, note: EmbedNote | None, count: Counter[str]) -> Embed:
    title = (note.title if note else "") or embed.title
    titled = f"{embed.service} {embed.kind} {title}"
    count.update((embed.service, titled))
    return replace(
        embed,
        title=title,
        alternative=note.alternative if note else embed.alternative,
        poster=note.poster if note else embed.poster,
        number=count[embed.service],
        same_title_number=count[titled] if title else 1,
    )
