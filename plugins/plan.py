"""The plan: every output file with all that it shows. What a file does not name here, it cannot show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One output file before it is written.

    ``maker`` is the template that makes it, or a function that returns its bytes
    from the values of ``shows``. Templates see ``shows`` and the site's globals
    and nothing else, so the file changes only if one of these does. ``source`` is
    the content file to name if something is wrong in it, or "" if there is none.
    """

    path: str
    maker: str | Callable[..., bytes]
    shows: Mapping[str, object]
    source: str = ""
