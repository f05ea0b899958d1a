"""Focus: the place of an area on a picture, so that its most important part is seen."""

from __future__ import annotations

import re

FOCUS = re.compile(r"(100|[0-9]{1,2})% (100|[0-9]{1,2})%", re.ASCII)
_STEP = 25  # percent; the style sheet has a rule for each
_MIDDLE = 0.5


def crop_position(size: tuple[int, int], form: tuple[int, int], focus: str) -> tuple[float, float]:
    """Return how far right and down an area of a *form* lies on a picture, each from 0 to 1.

    As near to the *focus*, „30% 60%“ from the left and the top, as the edges let it be.
    """
    found = FOCUS.fullmatch(focus)
    if found is None:
        return _MIDDLE, _MIDDLE
    shown = min(size[0] * form[1], size[1] * form[0])
    wide, high = shown / (size[0] * form[1]), shown / (size[1] * form[0])
    return _along(int(found[1]) / 100, wide), _along(int(found[2]) / 100, high)


def _along(at: float, part: float) -> float:
    """Return how far along its way an area lies that shows a *part*, its middle near *at*."""
    return _MIDDLE if part >= 1 else min(max((at - part / 2) / (1 - part), 0.0), 1.0)


def crop_step(size: tuple[int, int], form: tuple[int, int], focus: str) -> int:
    """Return the same in steps of 25 percent, for the direction in which anything is cut off."""
    across, down = crop_position(size, form, focus)
    return round((across if across != _MIDDLE else down) * 100 / _STEP) * _STEP
