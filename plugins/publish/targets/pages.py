"""Kind ``pages``: a folder that GitLab Pages or GitHub Pages publishes after the job.

Previous releases are not kept there, so a rollback is possible by the repository alone; and parts of previous pages
cannot be carried along, because such a host shows no file to anybody who does not know its name.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from plugins.publish.connection_errors import explain_connection_error
from plugins.publish.manifest import PUBLIC, ManifestError, Release, read_manifest
from plugins.publish.staging import SITE
from plugins.publish.target import PublishingError

_MARK = ".nojekyll"  # without it GitHub leaves out files: https://docs.github.com/pages


class PagesTarget:
    """A folder beside the project that the host publishes; also its own session."""

    reversible = False
    immediate = False

    def __init__(self, path: str, url: str) -> None:
        self._folder, self._url = Path(path), url

    @contextmanager
    def open_session(self, *, only_read: bool = False) -> Iterator[PagesTarget]:  # noqa: ARG002 - reading changes nothing here
        """Open the session; the host prevents two pipelines from publishing at once."""
        if self._folder.exists() and not (self._folder / _MARK).exists():
            raise PublishingError(
                f"In „{self._folder}“ liegt etwas, das nicht von „publish“ stammt. Es würde ersetzt.",
                "Bitte einen anderen Ordner angeben oder diesen löschen.",
            )
        yield self

    def read_clock(self) -> None:
        """Return None: the host has no clock that could be read."""

    def live_release(self) -> Release | None:
        """Return the release that readers see, with hashed paths, or None if there is none yet."""
        address = f"{self._url.rstrip('/')}/{PUBLIC}"
        with PoolManager(timeout=Timeout(connect=10, read=30), retries=Retry(2, redirect=0)) as pool:
            try:
                answer = pool.request("GET", address, redirect=False, headers={"Cache-Control": "no-cache"})
            except HTTPError as error:
                raise PublishingError(
                    f"Die bisherige Website ist nicht zu erreichen ({address}): {explain_connection_error(error)}.",
                    "Bitte die Adresse unter „targets“ und die Verbindung prüfen und noch einmal aufrufen; "
                    "ohne die bisherige Website lässt sich nicht vergleichen.",
                ) from None
        if answer.status == 404:
            return None
        try:
            return read_manifest(answer.data)
        except ManifestError:
            raise PublishingError(
                f"Unter {address} steht nicht das Verzeichnis einer Veröffentlichung (Antwort {answer.status}).",
                "Bitte die Adresse unter „targets“ prüfen.",
            ) from None

    def list_releases(self) -> list[Release]:
        """Return an empty list: the host keeps no release."""
        return []

    def upload(self, staged: Path, release: Release) -> None:
        """Write the folder, whole or not at all. Raises OSError."""
        fresh = self._folder.with_name(f".{self._folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(staged / SITE / release.base_path.strip("/"), fresh)
        (fresh / _MARK).touch()
        shutil.rmtree(self._folder, ignore_errors=True)
        fresh.rename(self._folder)

    def activate(self, _release: Release, _former: Release | None) -> None:
        """Do nothing: the host publishes the folder when the job has ended."""

    def prune(self, _keep: int) -> list[str]:
        """Return an empty list: the host keeps nothing to remove."""
        return []


def create_target(settings: Mapping[str, str], _secrets: Mapping[str, str]) -> PagesTarget:
    """Return the folder that *settings* describe."""
    return PagesTarget(settings["path"], settings["url"])
