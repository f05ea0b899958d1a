"""Target: where a release goes. Each kind of target is one module in ``targets/`` and answers the same questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from plugins.publish.manifest import Release


class PublishingError(Exception):
    """Something that an operator can do something about, in German: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class Session(Protocol):
    """A target that is open to one publisher alone. Every method may raise PublishingError."""

    def clock(self) -> float | None:
        """Return the seconds since 1970 by the target's own clock, or None if it has none."""

    def releases(self) -> Sequence[Release]:
        """Return the releases that are there, oldest first."""

    def live(self) -> Release | None:
        """Return the release that readers see, or None; its paths are ``marked`` where names cannot be known."""

    def upload(self, staged: Path, release: Release) -> None:
        """Bring *release* to the target, where nobody sees it yet, and compare every byte there.

        *staged* holds ``site/`` (the document root, without what is carried), ``server/`` (for operators of a server)
        and ``release.json`` (the private manifest). What an interrupted call has brought is not brought again.
        """

    def activate(self, release: Release, former: Release | None) -> None:
        """Show readers *release* from now on. Refuse if it is no longer *former* that they see."""

    def prune(self, keep: int) -> Sequence[str]:
        """Remove all but the newest *keep* releases and the live one, and leftovers; return what was removed."""


class Target(Protocol):
    """A place to publish to, as site.yaml and the environment describe it."""

    reversible: bool  # whether there are former releases to go back to
    immediate: bool  # whether what is put is on the web when ``switch`` returns

    def open_session(self) -> AbstractContextManager[Session]:
        """Give the place, and keep every other publisher away meanwhile. Raises PublishingError."""


class TargetFactory(Protocol):
    """Makes a target of what is said of it."""

    def __call__(self, told: Mapping[str, str], secrets: Mapping[str, str]) -> Target:
        """Return the target that the settings *told* describe; *secrets* are never shown. Raises PublishingError."""
