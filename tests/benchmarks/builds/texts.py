"""Texts: a site of any size, made up by chance and yet the same every time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

CATEGORIES = tuple(f"Rubrik {letter}" for letter in "ABCDEFGH")
TAGS = tuple(f"Thema {first}{second}" for first in "ABCDE" for second in "abcdefgh")
DAY = dt.date(2026, 3, 1)  # the day that all these sites are built for
_VOCABULARY = """
Alltag Anfang Antwort Arbeit Austausch Beispiel Beitrag Bild Blick Ehrenamt Erfahrung Familie Form Frage Gemeinde
Gespräch Gruppe Haus Heft Idee Jugend Kind Kultur Leben Lernen Medien Mensch Netz Ort Plan Projekt Raum Schule
Seite Spiel Sport Stadt Stimme Tag Technik Teil Text Thema Treffen Verein Weg Werkstatt Wissen Woche Zeit Ziel
beginnt bleibt braucht fragt findet gehört geht heißt hilft kennt kommt liest macht nutzt plant sagt schreibt
sieht spricht steht sucht teilt trifft weiß zeigt aber alle als auch auf aus bei dabei dann dazu durch eine
einem einen er es für gemeinsam gern heute hier immer in ist jeder kein manche mehr mit nach neu nicht noch nun
oder ohne oft schon sich sie so über um und unter viel vom von vor was wenn wer wie wir zu zum zusammen zwei
"""
_WORDS = _VOCABULARY.split()
_PARAGRAPHS = 10
_DAYS = 3650  # ten years


@dataclass(frozen=True, slots=True)
class Text:
    """An article, or an event if it has a ``place``; ``day`` is then the day on which it takes place.

    ``body`` is Markdown whose links hold at ``/aktuelles/SLUG/``. ``embed`` is the address of a film, or "".
    """

    slug: str
    title: str
    summary: str
    day: dt.date
    category: str
    tags: tuple[str, ...]
    body: str
    embed: str = ""
    place: str = ""

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return bool(self.place)


def texts(count: int) -> tuple[Text, ...]:
    """Return *count* articles and a fiftieth as many events."""
    chance = random.Random(7)
    articles = [_article(number, count, chance) for number in range(count)]
    return (*articles, *(_event(number, count, chance) for number in range(count // 50)))


def with_other_body(text: Text) -> Text:
    """Return *text* after somebody has added a sentence."""
    return replace(text, body=f"{text.body}\n\nEin Satz kommt hinzu.")


def with_other_title(text: Text) -> Text:
    """Return *text* under another title."""
    return replace(text, title=f"{text.title} und mehr")


def with_one_tag_more(text: Text) -> Text:
    """Return *text* with a tag that it has not had yet."""
    return replace(text, tags=(*text.tags, next(tag for tag in TAGS if tag not in text.tags)))


def _article(number: int, count: int, chance: random.Random) -> Text:
    return Text(
        slug=f"text-{number}",
        title=f"{_phrase(chance, 4)} {number}",
        summary=f"{_phrase(chance, 14)}.",
        day=DAY - dt.timedelta(days=1 + chance.randrange(_DAYS)),
        category=chance.choice(CATEGORIES),
        tags=tuple(chance.sample(TAGS, chance.randint(1, 4))),
        body="\n\n".join(_blocks(count, chance)),
        embed=f"https://www.youtube.com/watch?v=probe{number:06}" if number % 5 == 0 else "",
    )


def _event(number: int, count: int, chance: random.Random) -> Text:
    article = _article(number, count, chance)
    return replace(
        article,
        slug=f"termin-{number}",
        title=f"Treffen {article.title}",
        day=article.day + dt.timedelta(days=60),
        embed="",
        place=f"Haus {_phrase(chance, 1)}",
    )


def _blocks(count: int, chance: random.Random) -> Iterator[str]:
    """Yield about 400 words: paragraphs, headings, a list, links to other texts."""
    for number in range(_PARAGRAPHS):
        if number % 3 == 1:
            yield f"## {_phrase(chance, 4)}"
        if number == 4:
            yield "\n".join(f"- **{_phrase(chance, 1)}**: {_phrase(chance, 5)}" for _ in range(5))
        target = f"/aktuelles/text-{chance.randrange(count)}/"
        link = f"[{_phrase(chance, 3)}]({target})" if number % 2 else f"*{_phrase(chance, 2)}*"
        yield f"{_phrase(chance, 18)}. {_phrase(chance, 6)} {link} {_phrase(chance, 9, small=True)}."


def _phrase(chance: random.Random, words: int, *, small: bool = False) -> str:
    phrase = " ".join(chance.choices(_WORDS, k=words))
    return phrase if small else phrase[0].upper() + phrase[1:]
