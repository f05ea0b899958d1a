"""Finding: one thing in the output that must not reach a reader."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 100


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault in one output file, in German, with the words to look it up by.

    ``check`` is the name of the check. ``path`` is relative to the
    output folder, with forward slashes. ``quote`` is the offending string as a
    browser reads it; an address on this site is quoted without the base path,
    because that is how it stands in the source. A warning does not keep the site from being published.
    """

    check: str
    path: str
    quote: str
    message: str
    remedy: str
    is_warning: bool = False


def quote_text(text: str) -> str:
    """Return *text* as a message may quote it: one line, nothing invisible, not too long."""
    visible = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text.strip())
    return visible if len(visible) <= _LONGEST else f"{visible[: _LONGEST - 1]}…"
