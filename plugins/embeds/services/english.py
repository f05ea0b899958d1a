"""English: what a service's file says of it for pages in English, below its key ``english``.

A version of consent is that of the German text, whatever language it was read in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plugins.embeds.services.service import Service

_TEXTS = ("provider", "address", "purpose", "storage", "third_country", "legal_basis")
_SHORT = ("reaches", "may_reach", "sets")


def read_english(data: Mapping[str, Any], service: Service) -> Service | None:
    """Return *service* in English, None if its file *data* has no such words.

    Raises ValueError if they are not as many as the German ones. One may be left out where it is the same.
    """
    given = data.get("english")
    if given is None:
        return None
    if unknown := set(given) - {*_TEXTS, *_SHORT, "transferred", "kinds"}:
        raise ValueError(f"`english` has the unknown {sorted(unknown)}")
    if len(given["transferred"]) != len(service.transferred) or set(given["kinds"]) != set(service.kinds):
        raise ValueError("`english` does not say of each kind, or of all that is transferred, what the German does")
    if lacking := [key for key in _SHORT if (key in given) != bool(getattr(service, key))]:
        raise ValueError(f"only one of `english` and the German says {lacking}")
    named = _join(service.instances)
    texts = {key: str(given[key]).replace("{instances}", named) for key in (*_TEXTS, *_SHORT) if key in given}
    kinds = {id_: replace(kind, **given["kinds"][id_]) for id_, kind in service.kinds.items()}
    return replace(service, lang="en", transferred=tuple(given["transferred"]), kinds=kinds, **texts)  # type: ignore[arg-type]


def _join(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
