"""Kind ``ssh``: a folder on a server, by OpenSSH and rsync.

Everything goes through the one connection that holds the lock, if there is one.
"""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.publish.target import PublishingError
from plugins.publish.targets.errors import explain_failure
from plugins.publish.targets.layout import FolderSession
from plugins.publish.targets.shell import ShellError, hold_connection, lock_folder

_OPTIONS = {
    "BatchMode": "yes",  # ask nobody
    "StrictHostKeyChecking": "yes",
    "IdentitiesOnly": "yes",
    "IdentityAgent": "none",
    "ConnectTimeout": "15",
    "ServerAliveInterval": "10",  # a connection without an answer ends after half a minute
    "ServerAliveCountMax": "3",
    "LogLevel": "ERROR",
}


@dataclass(frozen=True)
class _RemoteShell:
    """The server; *master* is whether this is the connection that others go through."""

    host: str
    user: str
    port: str
    private: Path  # a folder with the key, the known hosts and the socket of the connection
    master: bool = False

    @property
    def name(self) -> str:
        return self.host

    def command(self, script: str, words: Sequence[str]) -> list[str]:
        """Return the command line that runs *script* there."""
        return [*self._ssh(), f"{self.user}@{self.host}", shlex.join(["sh", "-c", script, "sh", *words])]

    def remote(self, folder: str) -> str:
        """Return the path of *folder* for rsync."""
        return f"{self.user}@{self.host}:{folder}"

    def rsh(self) -> list[str]:
        """Return the arguments with which rsync connects."""
        return ["--compress", f"--rsh={shlex.join(self._ssh())}"]

    def _ssh(self) -> list[str]:
        options = {
            **_OPTIONS,
            "IdentityFile": str(self.private / "key"),
            "UserKnownHostsFile": str(self.private / "known_hosts"),
            "GlobalKnownHostsFile": "/dev/null",
            "ControlPath": str(self.private / "connection"),
            "ControlMaster": "yes" if self.master else "no",
        }
        if not self.master:  # without the connection that holds the lock there is none
            options["ProxyCommand"] = "false"
        return ["ssh", "-F", "none", "-p", self.port, *(f"-o{name}={value}" for name, value in options.items())]


class SshTarget:
    """A folder on a server."""

    reversible = True
    immediate = True

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._settings, self._secrets = settings, secrets

    @contextmanager
    def open_session(self, *, only_read: bool = False) -> Iterator[FolderSession]:
        """Open the session; no other publisher gets one until it ends, unless this only reads."""
        host, path = self._settings["host"], self._settings["path"]
        with tempfile.TemporaryDirectory(prefix="ssh-") as folder:
            private = Path(folder)
            _write(private / "key", _read_variable(self._secrets.get("ssh_key", ""), "PUBLISH_SSH_KEY"))
            _write(
                private / "known_hosts",
                _read_variable(self._secrets.get("ssh_known_hosts", ""), "PUBLISH_SSH_KNOWN_HOSTS"),
            )
            shell = _RemoteShell(host, self._settings["user"], self._settings.get("port", "22"), private)
            try:
                master = replace(shell, master=True)
                with hold_connection(master) if only_read else lock_folder(master, path):
                    yield FolderSession(shell, path)
            except ShellError as failure:
                raise explain_failure(failure, host, path) from None
            except FileNotFoundError as error:
                if error.filename != "ssh":
                    raise
                raise PublishingError(
                    "Zum Veröffentlichen fehlt auf diesem Rechner das Programm ssh.",
                    "Bitte installieren, unter Debian: sudo apt-get install openssh-client",
                ) from None


def create_target(settings: Mapping[str, str], secrets: Mapping[str, str]) -> SshTarget:
    """Return the folder on a server that *settings* describe."""
    return SshTarget(settings, secrets)


def _read_variable(value: str, variable: str) -> str:
    """Return the text of a variable, or of the file it names (GitLab's type „file“)."""
    if not value.strip():
        raise PublishingError(
            f"Zum Veröffentlichen fehlt {variable}.",
            f"Bitte {variable} in den Variablen der Pipeline setzen, als Text oder als Datei.",
        )
    if "\n" in value or not value.startswith("/"):
        return value
    try:
        return Path(value).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PublishingError(
            f"Die Datei, die {variable} nennt, lässt sich nicht lesen.", "Bitte den Pfad und die Leserechte prüfen."
        ) from None


def _write(path: Path, text: str) -> None:
    """Write a file with mode 600."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text.replace("\r\n", "\n").rstrip("\n") + "\n")
