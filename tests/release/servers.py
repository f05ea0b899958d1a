"""A real sshd and a real nginx on loopback, started for a test and stopped after it."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.servers import program

_SSHD = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile {folder}/pid
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
"""
_NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; text/css css; text/javascript js; application/json json; }}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        index index.html;
    }}
}}
"""


@dataclass(frozen=True)
class Sshd:
    """A server that this user may enter with a key, and what a publisher is told of it."""

    port: int
    key: str
    known_hosts: str
    user: str


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sshd(folder: Path, arguments: Sequence[str] = ()) -> Iterator[Sshd]:
    """Run sshd with keys of its own in *folder*."""
    folder.mkdir()
    for name in ("host", "user"):
        subprocess.run(
            [str(program("ssh").with_name("ssh-keygen")), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
            check=True,
        )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    (folder / "config").write_text(_SSHD.format(port=port, folder=folder))
    host = " ".join((folder / "host.pub").read_text().split()[:2])
    command = [str(program("sshd")), "-D", "-e", "-f", str(folder / "config"), *arguments]
    with _running(command, port, folder):
        yield Sshd(port, (folder / "user").read_text(), f"[127.0.0.1]:{port} {host}\n", getpass.getuser())


@contextmanager
def nginx(folder: Path, root: Path) -> Iterator[str]:
    """Let nginx show *root*; give its address."""
    folder.mkdir()
    port = free_port()
    (folder / "config").write_text(_NGINX.format(port=port, folder=folder, root=root))
    command = [str(program("nginx")), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "config")]
    with _running(command, port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait(process, port, folder / "log")
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 20
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError(log.read_text())
        time.sleep(0.05)
