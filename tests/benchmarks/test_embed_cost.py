"""What embeds cost: recognition and conversion as a share of Markdown's own time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest

from plugins.content.markdown.converter import Converter
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load
from tests.embeds.pasting import CODES

PARAGRAPH = (
    "Die *Digitalisierung* verändert, wie wir leben, lernen und arbeiten. Was das [für uns](/aktuelles/) heißt, fragt "
    "der Prozess **lebensbildung.digital**: in Werkstätten, auf Veranstaltungen und im Netz, am 26. Oktober 2016.\n\n"
)
ROUNDS = 200


def article(embeds: int) -> str:
    """Return an article of about 12 KB with as many codes and bare addresses."""
    codes = [pasted.code for pasted in CODES[-embeds:]] if embeds else []
    pieces = [f"## Abschnitt {n}\n\n{PARAGRAPH * 8}" for n in range(6)]
    for number, code in enumerate(codes):
        pieces[number % 6] += f"{code}\n\n" if number % 2 else "https://youtu.be/HOJqNArkiNo\n\n"
    return "".join(pieces)


def seconds(converters: Sequence[Callable[[str], object]], text: str) -> list[float]:
    """Return the shortest time of each of *converters*, which take turns: a busy moment then meets all of them."""
    times: list[list[float]] = [[] for _ in converters]
    for _ in range(ROUNDS):
        for convert, own in zip(converters, times, strict=True):
            began = time.process_time()
            convert(text)
            own.append(time.process_time() - began)
    return [min(own) for own in times]


@pytest.mark.benchmark
@pytest.mark.parametrize("embeds", [0, 1, 10])
def test_embeds_cost_little(embeds: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes no embed pays at most two hundredths of Markdown's time."""
    extension = EmbedExtension(load())
    text = article(embeds)

    converter = Converter([extension], lambda: extension.embeds, lambda: extension.problems)
    plain, with_embeds = seconds([Converter().convert, converter.convert], text)

    share = with_embeds / plain - 1
    with capsys.disabled():
        print(
            f"\n{embeds} embeds: Markdown {plain * 1000:.2f} ms, with embeds {with_embeds * 1000:.2f} ms: {share:+.1%}"
        )
    assert embeds or share <= 0.02
