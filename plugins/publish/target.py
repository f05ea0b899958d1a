"""Target: the interface of everything that releases are published to.

Each kind is one module in ``targets/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from plugins.publish.manifest import Release


class PublishingError(Exception):
    """A failure that an operator can do something about, in German: message and remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class Session(Protocol):
    """A target that is open to one publisher alone. Every method may raise PublishingError."""

    def read_clock(self) -> float | None:
        """Return the seconds since 1970 by the target's own clock, or None if it has none."""

    def list_releases(self) -> Sequence[Release]:
        """Return the releases that are there, oldest first."""

    def live_release(self) -> Release | None:
        """Return the release that readers see, or None; its paths are hashes if names are unknown."""

    def upload(self, staged: Path, release: Release) -> None:
        """Upload *release* to the target, where nobody sees it yet, and compare every byte there.

        *staged* holds ``site/`` (the document root, without what is carried), ``server/`` (for operators of a server)
        and ``release.json`` (the private manifest). Files that an interrupted call has uploaded are not uploaded again.
        """

    def activate(self, release: Release, previous: Release | None) -> None:
        """Show readers *release* from now on. Raises PublishingError if *previous* is not live."""

    def prune(self, keep: int) -> Sequence[str]:
        """Remove all but the newest *keep* releases and the live one; return the names removed."""


class Target(Protocol):
    """A target as site.yaml and the environment describe it."""

    reversible: bool  # whether there are previous releases to go back to
    immediate: bool  # whether the release is on the web when ``activate`` returns

    def open_session(self, *, only_read: bool = False) -> AbstractContextManager[Session]:
        """Open a session; no other publisher gets one until it ends. Raises PublishingError.

        One that *only_read* changes nothing at the target, so it locks nobody out either.
        """


class TargetFactory(Protocol):
    """The function ``create_target`` of each module in ``targets/``."""

    def __call__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Target:
        """Return the target for *settings*; *secrets* are never shown. Raises PublishingError."""
