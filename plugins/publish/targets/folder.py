"""Kind ``folder``: a folder on this machine, for a trial or where the server's disk is mounted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from plugins.publish.targets.errors import explained
from plugins.publish.targets.layout import Layout
from plugins.publish.targets.shell import Here, ShellError, locked


class Folder:
    """Such a folder."""

    reversible = True
    immediate = True

    def __init__(self, path: str) -> None:
        self._path = path

    @contextmanager
    def opened(self) -> Iterator[Layout]:
        """Give the place, and keep every other publisher away meanwhile."""
        here = Here()
        try:
            with locked(here, self._path):
                yield Layout(here, self._path)
        except ShellError as failure:
            raise explained(failure, here.name, self._path) from None


def kind(told: Mapping[str, str], _secrets: Mapping[str, str]) -> Folder:
    """Return the folder that *told* describes."""
    return Folder(told["path"])
