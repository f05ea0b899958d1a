"""Keys: every key of the schema by its path, such as „place.city“."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.editorial.groups import Field, Group
from plugins.editorial.kinds import Kind, ListOf
from plugins.editorial.media_kinds import PICTURE, Picture


def keys(fields: Iterable[Field], within: str = "") -> Iterator[tuple[str, Field]]:
    """Yield each of *fields* with its path, and after it what lies below it."""
    for field in fields:
        path = f"{within}{field.key}"
        yield path, field
        yield from keys(below(field.kind), f"{path}.")


def below(kind: Kind) -> tuple[Field, ...]:
    """Return the fields a value of *kind* consists of, of a list those of an entry; none for a single value."""
    inner = kind.kind if isinstance(kind, ListOf) else kind
    if isinstance(inner, Picture):
        return PICTURE.fields
    return inner.fields if isinstance(inner, Group) else ()
