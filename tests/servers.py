"""A real sshd, a real nginx and a real Apache on loopback, started for a test and stopped after it."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.servers import find_program

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
worker_processes 1;
{user}
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
    {http}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        {server}
    }}
}}
"""
_PLAIN = "types { text/html html; text/css css; text/javascript js; application/json json; }"
_APACHE = """\
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
Mutex file:{folder} default
{modules}
TypesConfig /dev/null
DocumentRoot {root}
<Directory />
    Require all granted
    Options FollowSymLinks
    AllowOverride FileInfo Indexes Options=Indexes,MultiViews
</Directory>
"""
_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "setenvif")


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
        keygen = find_program("ssh").with_name("ssh-keygen")
        subprocess.run([str(keygen), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    (folder / "config").write_text(_SSHD.format(port=port, folder=folder))
    host = " ".join((folder / "host.pub").read_text().split()[:2])
    command = [str(find_program("sshd")), "-D", "-e", "-f", str(folder / "config"), *arguments]
    with _running(command, port, folder):
        yield Sshd(port, (folder / "user").read_text(), f"[127.0.0.1]:{port} {host}\n", getpass.getuser())


@dataclass(frozen=True)
class Web:
    """A web server, and where it can be told to read its configuration again."""

    url: str
    pid: int

    def reload(self) -> None:
        """Let it read its configuration again, and wait until it has."""
        os.kill(self.pid, signal.SIGHUP)
        time.sleep(0.5)


@contextmanager
def nginx(folder: Path, root: Path, http: str = _PLAIN, server: str = "index index.html;") -> Iterator[Web]:
    """Let nginx show *root*, with further lines for ``http {}`` and ``server {}``."""
    folder.mkdir()
    port = free_port()
    (folder / "config").write_text(
        _NGINX.format(port=port, folder=folder, root=root, http=http, server=server, user=_user())
    )
    paths = ["-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "config")]
    command = [str(find_program("nginx")), *paths]
    subprocess.run([*command, "-t", "-q"], check=True)
    with _running(command, port, folder) as pid:
        yield Web(f"http://127.0.0.1:{port}", pid)


def _user() -> str:
    """Let workers be who the master is: files of tests are nobody else's to read."""
    return "user root;" if os.geteuid() == 0 else ""


@contextmanager
def apache(folder: Path, root: Path) -> Iterator[Web]:
    """Let Apache show *root*, with its ``.htaccess`` files."""
    folder.mkdir()
    port = free_port()
    binary = find_program("apache2")
    modules = _apache_modules(binary)
    loaded = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES)
    (folder / "config").write_text(_APACHE.format(port=port, folder=folder, root=root, modules=loaded))
    command = [str(binary), "-d", str(folder), "-f", str(folder / "config")]
    if os.geteuid() == 0:
        with (folder / "config").open("a") as config:
            config.write("User www-data\nGroup www-data\n")
    subprocess.run([*command, "-t"], check=True, stderr=subprocess.DEVNULL)
    with _running([*command, "-DFOREGROUND"], port, folder) as pid:
        yield Web(f"http://127.0.0.1:{port}", pid)


def _apache_modules(binary: Path) -> Path:
    """Return where the modules of *binary* lie: beside it, if it was only unpacked."""
    beside = binary.parent / "usr/lib/apache2/modules"
    return beside if beside.is_dir() else Path("/usr/lib/apache2/modules")


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[int]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait(process, port, folder / "log")
            yield process.pid
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
