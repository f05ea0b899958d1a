"""Swap: a fresh folder takes the place of the output in one step, or not at all."""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100  # <fcntl.h>: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # <linux/fs.h>: both names change places in one step, see renameat2(2)
_ASIDE = ".old"  # what the former output is called for an instant
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


class UnsafeTargetError(Exception):
    """The output would replace something that no build has written."""


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder beside *output*, on the same disk; whatever is left of it in the end is removed.

    So is what was left there by a build that was killed: only one at a time may ask for a folder, see ``lock``.

    Raises UnsafeTargetError if *output* holds something else than a site, OSError if it cannot be written.
    """
    output = output.resolve()  # behind a link it is the folder itself that is replaced
    _refuse_unsafe(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{output.name}.fresh-"
    for left in sorted(output.parent.glob(f"{glob.escape(prefix)}*")):
        if left.suffix == _ASIDE and not output.exists():
            left.rename(output)  # killed between the two renames of swap
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=output.parent))
    folder.chmod(0o777 & ~_umask())
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(fresh: Path, output: Path) -> None:
    """Put the folder *fresh* in the place of *output*; the former output is left in the place of *fresh*.

    Whoever reads *output* finds the old or the new site, never none: on Linux the two
    change places in one system call. Elsewhere there is an instant between two renames.
    """
    if not output.exists():
        fresh.rename(output)
        fresh.mkdir()
        return
    if _exchange(fresh, output):
        return
    aside = fresh.with_name(f"{fresh.name}{_ASIDE}")
    output.rename(aside)
    fresh.rename(output)
    aside.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Return whether the kernel has let the two change places."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _refuse_unsafe(output: Path) -> None:
    """Refuse to replace anything that is not a built site: a typing error must not cost anything."""
    if not output.exists():
        return
    if not output.is_dir() or (any(output.iterdir()) and not _is_site(output)):
        raise UnsafeTargetError(str(output))


def _is_site(output: Path) -> bool:
    """Return whether *output* holds most of what builds write, and nothing that people keep their work in."""
    written = ("index.html", "404.html", "sitemap.xml", "assets")
    kept = (".git", "tasks.py", "site.yaml", "pelicanconf.py")
    missing = [name for name in written if not (output / name).exists()]  # somebody may have deleted one
    return len(missing) <= 1 and not any((output / name).exists() for name in kept)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
