"""Occasions: the dates of an event, and its state, such as cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from plugins.core.dates import day_of, moment

Moment = dt.date | dt.datetime

# What an editor writes under event_status, and the entry of theme/texts/ for it
_STATES = {"cancelled": "cancelled", "postponed": "postponed", "full": "full", "moved-online": "moved_online"}
_OFF = frozenset({"cancelled", "postponed"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date of an event, each a day or a moment."""

    start: Moment
    end: Moment | None = None

    @property
    def closing(self) -> Moment | None:
        """The end, None where it is open.

        A day alone does not say when something ends that begins at an hour.
        """
        if self.end is None or moment(self.end) == moment(self.start):
            return None
        is_open = isinstance(self.start, dt.datetime) and not isinstance(self.end, dt.datetime)
        return None if is_open and day_of(self.end) == day_of(self.start) else self.end

    @property
    def last_day(self) -> dt.date:
        """The day after which it is over."""
        return day_of(self.end or self.start)


def occasions_of(values: Mapping[str, object]) -> tuple[Occasion, ...]:
    """Return all dates of an event by its fields, the first one first; nothing for another text."""
    if "start" not in values:
        return ()
    further = cast("Iterable[Mapping[str, Moment]]", values.get("repeat", ()))
    found = [Occasion(one["start"], one.get("end")) for one in (cast("Mapping[str, Moment]", values), *further)]
    return tuple(sorted(found, key=lambda one: moment(one.start)))


def state_of(values: Mapping[str, object]) -> str:
    """Return the state of an event, "" if it takes place as it was announced.

    It is an entry of theme/texts/. With a new date it is no longer ``postponed``, but has a ``new_date``.
    """
    state = _STATES.get(str(values.get("event_status", "")), "")
    has_new_date = "previous_start" in values
    return "new_date" if has_new_date and state in ("", "postponed") else state


def state_on(state: str, *, is_first: bool) -> str:
    """Return the *state* of an event on one of its dates: only that under ``start`` can be new."""
    return state if is_first or state != "new_date" else ""


def is_off(state: str) -> bool:
    """Return whether nothing happens on the dates of an event in this *state*."""
    return state in _OFF
