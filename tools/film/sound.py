"""Sound of the title film: a short high tone, a deep one, then its fifth, both fading."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

RATE = 22_050  # samples a second, as espeak-ng speaks
_DEEP, _HIGH, _SHORT = 146.83, 220.0, 587.33  # D, the A above it, and a D two octaves up
_PARTIALS = ((1, 1.0), (2, 0.5), (3, 0.22), (4, 0.12), (6, 0.05))  # heard from a phone's speaker too

Envelope = Callable[[float], float]


def tones(moments: Iterable[float], loudness: float = 1.0) -> array[int]:
    """Return a sample for each of *moments*, which says how far the film is at that sample.

    The described version holds the film while the voice speaks: the tones go on meanwhile.
    """
    samples = array("h")
    for number, moment in enumerate(moments):
        now = number / RATE
        value = _voice(_DEEP, now) * _deep(moment) + _voice(_HIGH, now) * _high(moment)
        value += 0.5 * math.sin(math.tau * _SHORT * now) * _short(moment)
        samples.append(round(value * loudness * 6500))
    return samples


def _voice(frequency: float, now: float) -> float:
    """Return where the swing of a tone is *now*."""
    return sum(part * math.sin(math.tau * frequency * multiple * now) for multiple, part in _PARTIALS)


def _between(moment: float, *points: tuple[float, float]) -> float:
    """Return the height at *moment* of the line through *points*."""
    for (start, low), (end, high) in pairwise(points):
        if start <= moment < end:
            return low + (high - low) * (moment - start) / (end - start)
    return 0.0


def _short(moment: float) -> float:
    return _between(moment, (0.1, 0), (0.13, 0.5), (0.6, 0))


def _deep(moment: float) -> float:
    return _between(moment, (1, 0), (1.8, 0.8), (4, 0.6), (7, 0.55), (7.8, 0.9), (10, 0.6), (12, 0))


def _high(moment: float) -> float:
    return _between(moment, (4, 0), (4.9, 0.8), (7, 0.55), (7.8, 0.9), (10, 0.6), (12, 0))
