"""Git: questions to the repository that a folder lies in, none of which changes it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_SECONDS = 60
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})  # for the folder it was called in
_NONE: Mapping[str, str] = MappingProxyType({})


class GitError(Exception):
    """Git has no answer; ``is_missing`` says that it cannot even be called."""

    def __init__(self, reason: str, *, is_missing: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.is_missing = reason, is_missing


def ask_git(folder: Path, *arguments: str, environment: Mapping[str, str] = _NONE) -> bytes:
    """Return the output of git called in *folder*. Raises GitError."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**{name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}, **environment},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error), is_missing=True) from error
    if done.returncode:
        raise GitError(" ".join(os.fsdecode(done.stderr).split()))
    return done.stdout
