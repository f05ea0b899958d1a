"""The described version: a voice describes the pictures, and the film waits for it."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.film.picture import SECONDS
from tools.film.sound import RATE

# From which second of the film each sentence is spoken; until it is said, the film halts before the next,
# so each of these is a second in which nothing moves
SENTENCES = (
    (0.2, "Audiodeskription mit künstlicher Stimme. Ein kleines rotes Quadrat auf dunklem Grund."),
    (1.0, "Es rückt nach links oben. Daneben eine Frage in hellem Grünblau:"),
    (3.4, "Was macht die Digitalisierung mit uns?"),
    (4.0, "Das Quadrat zieht eine Linie nach rechts. Darunter, gespiegelt und in hellem Rot:"),
    (6.8, "Was machen wir mit der Digitalisierung?"),
    (7.0, "Die Fragen treten zurück. Groß erscheint ein Schlagwort, das Quadrat wird sein Punkt:"),
    (9.6, "Häschtäg Breitbandgedöns."),
    (10.9, "Darunter: Der Film zum Prozess lebensbildung Punkt digital."),
)
_PAUSE = RATE // 3


@dataclass(frozen=True)
class Description:
    """The described version: the time in the film at each sample, and the speech."""

    moments: list[float]
    speech: array[int]


def describe() -> Description:
    """Return the description, spoken by espeak-ng."""
    moments: list[float] = []
    speech = array("h")
    for (begin, sentence), end in zip(SENTENCES, [*(begin for begin, _ in SENTENCES[1:]), SECONDS], strict=True):
        lead = list(_forward(moments[-1] if moments else 0, begin))
        spoken = _speak(sentence)
        moving = list(_forward(begin, end))[: len(spoken) + _PAUSE]
        pause = [moving[-1]] * (len(spoken) + _PAUSE - len(moving))
        moments += lead + moving + pause
        speech.extend([0] * len(lead))
        speech.extend(spoken)
        speech.extend([0] * (len(moving) + len(pause) - len(spoken)))
    rest = list(_forward(moments[-1], SECONDS))
    speech.extend([0] * len(rest))
    return Description(moments + rest, speech)


def _forward(start: float, end: float) -> Iterator[float]:
    """Yield the moments from *start* to *end* at the speed of the film."""
    return (start + number / RATE for number in range(round((end - start) * RATE)))


def _speak(sentence: str) -> array[int]:
    """Return *sentence* as samples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        subprocess.run(["espeak-ng", "-v", "de", "-s", "155", "-p", "38", "-w", path, sentence], check=True)
        with wave.open(str(path)) as file:
            if file.getframerate() != RATE:
                raise ValueError(f"espeak-ng speaks at {file.getframerate()} samples a second, not {RATE}")
            samples = array("h", file.readframes(file.getnframes()))
    return samples
