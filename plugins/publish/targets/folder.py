"""Kind ``folder``: a folder on this machine, for trials or a mounted disk of the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext

from plugins.publish.targets.errors import explain_failure
from plugins.publish.targets.layout import FolderSession
from plugins.publish.targets.shell import LocalShell, ShellError, lock_folder


class FolderTarget:
    """A folder on this machine."""

    reversible = True
    immediate = True

    def __init__(self, path: str) -> None:
        self._path = path

    @contextmanager
    def open_session(self, *, only_read: bool = False) -> Iterator[FolderSession]:
        """Open the session; no other publisher gets one until it ends, unless this only reads."""
        here = LocalShell()
        try:
            with nullcontext() if only_read else lock_folder(here, self._path):
                yield FolderSession(here, self._path)
        except ShellError as failure:
            raise explain_failure(failure, here.name, self._path) from None


def create_target(settings: Mapping[str, str], _secrets: Mapping[str, str]) -> FolderTarget:
    """Return the folder that *settings* describe."""
    return FolderTarget(settings["path"])
