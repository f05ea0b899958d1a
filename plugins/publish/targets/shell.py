"""Shell: run short scripts and copy files, on this machine or by ``ssh`` on another one."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from plugins.core import progress
from plugins.publish.target import PublishingError

PATIENCE = 900  # seconds that a script may take; a copy may take as long as it moves, see rsync --timeout
_SILENCE = "60"  # seconds without a byte after which rsync gives up
_LOCK = """\
mkdir -p "$1" || exit 73
command -v flock >/dev/null || exit 72
exec flock --nonblock --conflict-exit-code 75 "$1/.lock" sh -c 'echo ready; exec cat >/dev/null'
"""
_WAIT = "echo ready; exec cat >/dev/null"


class ShellError(Exception):
    """A command has failed with an exit code and an output."""

    def __init__(self, code: int, output: str) -> None:
        super().__init__(output)
        self.code, self.output = code, output


class Shell(Protocol):
    """A machine that runs scripts."""

    @property
    def name(self) -> str:
        """The name of the machine in German sentences."""

    def command(self, script: str, words: Sequence[str]) -> list[str]:
        """Return the command line that runs *script*, for sh(1), with the arguments *words*."""

    def remote(self, folder: str) -> str:
        """Return the path of *folder* for rsync."""

    def rsh(self) -> list[str]:
        """Return further arguments for rsync to connect."""


def run_script(shell: Shell, script: str, *words: str, stdin: bytes = b"") -> bytes:
    """Run *script* with *stdin* and return its output. Raises ShellError."""
    try:
        result = subprocess.run(
            shell.command(f"set -eu\n{script}", words), input=stdin, capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise ShellError(255, "timed out") from None
    if result.returncode:
        raise ShellError(result.returncode, result.stderr.decode(errors="replace"))
    return result.stdout


def copy_files(shell: Shell, source: Path, folder: str, like: Sequence[str], count: int = 0) -> None:
    """Copy *source* to *folder* there; files that the folders *like* have as well are linked.

    These are relative to *folder*: see ``--link-dest`` in rsync(1). Files are compared by their bytes, never by their
    times, and times are not copied: an unchanged file keeps its own, so browsers need not fetch it again.
    *count* is about how many files will be sent, for the display of progress. Raises ShellError.
    """
    links = [f"--link-dest={one}" for one in like]
    command = ["rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--delete", "--omit-dir-times"]
    command += [
        f"--timeout={_SILENCE}",
        "--out-format=%n",
        *links,
        *shell.rsh(),
        "--",
        f"{source}/",
        shell.remote(f"{folder}/"),
    ]
    progress.expect(count)
    with tempfile.TemporaryFile() as output:
        try:
            rsync = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output)
        except FileNotFoundError:
            raise PublishingError(
                "Zum Veröffentlichen fehlt auf diesem Rechner das Programm rsync.",
                "Bitte installieren, unter Debian: sudo apt-get install rsync",
            ) from None
        with rsync:
            for _sent in progress.count_tasks(rsync.stdout or (), 0):
                pass
        if rsync.returncode:
            output.seek(0)
            raise ShellError(rsync.returncode, output.read().decode(errors="replace"))


def lock_folder(shell: Shell, folder: str) -> AbstractContextManager[None]:
    """Lock *folder* until the block ends; the lock of a killed publisher ends with it.

    Raises ShellError, with the code 75 if there is another.
    """
    return _hold(shell, _LOCK, folder)


def hold_connection(shell: Shell) -> AbstractContextManager[None]:
    """Keep the connection to *shell* until the block ends; lock nothing. Raises ShellError."""
    return _hold(shell, _WAIT)


@contextmanager
def _hold(shell: Shell, script: str, *words: str) -> Iterator[None]:
    """Run *script*, which says that it is ready and then waits, until the block ends."""
    holder = subprocess.Popen(
        shell.command(script, words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with holder:
        assert holder.stdin is not None  # noqa: S101 - they are pipes
        assert holder.stdout is not None  # noqa: S101
        assert holder.stderr is not None  # noqa: S101
        try:
            if holder.stdout.readline() != b"ready\n":
                output = holder.stderr.read().decode(errors="replace")
                raise ShellError(holder.wait(), output)
            yield
        finally:
            holder.stdin.close()
            try:
                holder.wait(timeout=10)
            except subprocess.TimeoutExpired:
                holder.kill()


class LocalShell:
    """This machine."""

    name = "diesem Rechner"

    def command(self, script: str, words: Sequence[str]) -> list[str]:
        """Return the command line that runs *script* here."""
        return ["sh", "-c", script, "sh", *words]

    def remote(self, folder: str) -> str:
        """Return *folder*."""
        return folder

    def rsh(self) -> list[str]:
        """Return an empty list: rsync needs no connection."""
        return []
