"""Shell: short scripts and copies, carried out on this machine or, by ``ssh``, on another one."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from plugins.core import progress
from plugins.publish.target import PublishingError

PATIENCE = 900  # seconds that a script may take; a copy may take as long as it moves, see rsync --timeout
_SILENCE = "60"  # seconds without a byte after which rsync gives up
_LOCK = """\
mkdir -p "$1" || exit 73
command -v flock >/dev/null || exit 72
exec flock --nonblock --conflict-exit-code 75 "$1/.lock" sh -c 'echo locked; exec cat >/dev/null'
"""


class ShellError(Exception):
    """A command has failed with this exit code, and this is what it said."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(said)
        self.code, self.said = code, said


class Shell(Protocol):
    """Where scripts are carried out."""

    @property
    def name(self) -> str:
        """Return what the machine is called in sentences."""

    def command(self, script: str, words: Sequence[str]) -> list[str]:
        """Return the command line that runs *script*, for sh(1), with the arguments *words*."""

    def remote(self, folder: str) -> str:
        """Return how rsync names a *folder* there."""

    def rsh(self) -> list[str]:
        """Return rsync's further arguments to get there."""


def run_script(shell: Shell, script: str, *words: str, given: bytes = b"") -> bytes:
    """Return what *script* writes, which reads *given*. Raises ShellError."""
    try:
        done = subprocess.run(
            shell.command(f"set -eu\n{script}", words), input=given, capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise ShellError(255, "timed out") from None
    if done.returncode:
        raise ShellError(done.returncode, done.stderr.decode(errors="replace"))
    return done.stdout


def copy_files(shell: Shell, source: Path, folder: str, like: Sequence[str], count: int = 0) -> None:
    """Make *folder* there hold what *source* holds here; what it shares with the folders *like* is linked.

    These are relative to *folder*: see ``--link-dest`` in rsync(1). Files are compared by their bytes, never by their
    times, and times are not copied: what has not changed keeps its own, so browsers need not fetch it again.
    About *count* files are told to be sent. Raises ShellError.
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
    with tempfile.TemporaryFile() as said:
        try:
            rsync = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)
        except FileNotFoundError:
            raise PublishingError(
                "Zum Veröffentlichen fehlt auf diesem Rechner das Programm rsync.",
                "Bitte installieren, unter Debian: sudo apt-get install rsync",
            ) from None
        with rsync:
            for _sent in progress.count_tasks(rsync.stdout or (), 0):
                pass
        if rsync.returncode:
            said.seek(0)
            raise ShellError(rsync.returncode, said.read().decode(errors="replace"))


@contextmanager
def lock_folder(shell: Shell, folder: str) -> Iterator[None]:
    """Be the only publisher to *folder* meanwhile; whoever is killed holds it no more.

    Raises ShellError, with the code 75 if there is another.
    """
    holder = subprocess.Popen(
        shell.command(_LOCK, [folder]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with holder:
        assert holder.stdin is not None  # noqa: S101 - they are pipes
        assert holder.stdout is not None  # noqa: S101
        assert holder.stderr is not None  # noqa: S101
        try:
            if holder.stdout.readline() != b"locked\n":
                said = holder.stderr.read().decode(errors="replace")
                raise ShellError(holder.wait(), said)
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
        """Return nothing: it is here."""
        return []
