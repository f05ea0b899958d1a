"""Site parts: additions to a site, below an address of their own, such as the editors' form.

Build, audit, publish and preview are handed a tuple of parts and know none by name; the settings of Pelican name them
(SITE_PARTS in pelicanconf.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PREFIX = re.compile(r"[a-z0-9-]+/")


@dataclass(frozen=True, slots=True)
class PartRules:
    """Rules that a part has to keep on the published site, as plain data for the audit.

    A part has one page with a program, ``index.html``, and perhaps others to read. Raises ValueError if the prefix is
    not that of a single folder.

    Args:
        code: The code of the audit's messages about the part.
        title: The German name in these messages.
        prefix: Its folder on the site, such as "form/".
        is_published: Whether it is to be there.
        policy: The content security policy of its page to the word, but for ``origins`` (https://www.w3.org/TR/CSP3/).
        origins: The hosts that its page may contact, beyond the ``connect-src`` of ``policy``.
        exempt: The checks of the audit that leave its files out.
        to_publish: The German sentence that says how to have it published, or rid of.
        source: The module that makes its page.
        pages: Its further pages, by their paths on the site: ordinary ones, exempt from nothing.
    """

    code: str
    title: str
    prefix: str
    is_published: bool
    policy: str
    origins: tuple[str, ...]
    exempt: tuple[str, ...]
    to_publish: str
    source: str
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(f"{self.prefix!r} is no folder of a part")


class SitePart(Protocol):
    """A part of the site. It must be cheap to import.

    Each build asks every part whether it has files.
    """

    @property
    def name(self) -> str:
        """The German name in the preview's list of addresses."""

    @property
    def prefix(self) -> str:
        """The folder on the site and in the preview, such as "form/"; no text can stand there."""

    def rules(self, settings: Mapping[str, object]) -> PartRules:
        """Return the audit's rules for the part on a site with these *settings* of site.yaml."""

    def files_to_publish(self, settings: Mapping[str, object], content: Path) -> Iterator[tuple[str, bytes]]:
        """Yield the files for the published site, with their paths below the prefix, if any."""

    def preview_route(self, content: Path) -> Callable[[str], bytes | None]:
        """Return a function from a path below the prefix to its bytes in the preview, or None."""
