"""Notes: the editor's words about embeds in the front matter, and the embeds they are about.

An address may be spelled in another way than in the body. Two places of one film are two embeds: a note
with the same start is about that place; one without a start is about every place that has no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from plugins.core.model import Embed, EmbedNote
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service

_Place = tuple[tuple[str, str, str], int | None]


def add_titles(
    found: Iterable[Embed], notes: Iterable[EmbedNote], services: Iterable[Service]
) -> tuple[tuple[Embed, ...], list[EmbedNote]]:
    """Return *found* with titles, alternatives and numbers, and the notes that fit none of it.

    The title of a note outranks a link's text. Where there is neither, ``title`` stays empty and
    the placeholder counts: „Video 1 von YouTube“.
    """
    embeds, notes, services = list(found), tuple(notes), tuple(services)
    given, places = match_notes(embeds, notes, services), set(map(_place, embeds))
    count: Counter[str] = Counter()
    named = tuple(_add_note(embed, note, count) for embed, note in zip(embeds, given, strict=True))
    lost = [note for note in notes if not any(note is used for used in given)]
    # Two notes of one place are said of it twice, not of something that is not there.
    return named, [note for note in lost if _place_of(note, services) not in places]


def match_notes(
    embeds: Sequence[Embed], notes: Iterable[EmbedNote], services: Iterable[Service]
) -> list[EmbedNote | None]:
    """Return the note about each of *embeds*, None where there is none."""
    services = tuple(services)
    about = [(place, note) for note in notes if (place := _place_of(note, services))]
    shown = Counter(map(_place, embeds))
    seen: Counter[_Place] = Counter()

    def find(embed: Embed) -> EmbedNote | None:
        content, start = _place(embed)
        same = [(place[1], note) for place, note in about if place[0] == content]
        free = [(began, note) for began, note in same if began is None or (content, began) not in shown]
        if exact := [note for began, note in same if began == start]:
            seen[content, start] += 1  # one place that is shown twice may have two notes
            return exact[min(seen[content, start], len(exact)) - 1]
        return next((note for _, note in sorted(free, key=lambda one: one[0] is not None)), None)

    return [find(embed) for embed in embeds]


def _place_of(note: EmbedNote, services: Iterable[Service]) -> _Place | None:
    meant = recognise_address(note.url.strip(), services, in_code=True)
    return _place(meant) if meant else None


def _place(embed: Embed) -> _Place:
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
