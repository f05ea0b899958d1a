"""Patch: a few fresh files take their places in the output, each in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.core.urls import folders_of


def patch_files(fresh: Path, written: Iterable[str], removed: Iterable[str], output: Path) -> None:
    """Move the files *written* from *fresh* to *output*, then remove those *removed* there.

    Folders that are left empty go as well.

    What pages need comes before the pages, so nobody finds one whose parts are missing. What stands in the way was
    put there by somebody else, and goes. Raises OSError.
    """
    for path in sorted(written, key=_rank):
        _make_way(path, output)
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).replace(output / path)
    for path in sorted(removed, reverse=True):
        with contextlib.suppress(NotADirectoryError, IsADirectoryError):  # it stood in the way, and is gone
            (output / path).unlink(missing_ok=True)
        remove_empty_folders(folders_of(path), output)


def _rank(path: str) -> tuple[int, str]:
    """Return the sort key of a file: those that name others come after them."""
    return (2 if path.endswith(".html") else 1 if path.endswith("-entry.json") else 0), path


def remove_empty_folders(folders: Iterable[str], output: Path) -> None:
    """Remove those of *folders* in *output* that are empty, innermost first."""
    for folder in sorted(folders, key=len, reverse=True):
        with contextlib.suppress(OSError):  # there is something in it
            (output / folder).rmdir()


def _make_way(path: str, output: Path) -> None:
    """Remove files and links in the place of folders of *path*, and a folder in its own."""
    for folder in folders_of(path):
        if (output / folder).is_symlink() or (output / folder).is_file():
            (output / folder).unlink()
    if (output / path).is_dir() and not (output / path).is_symlink():
        shutil.rmtree(output / path)


def link_unchanged(fresh: Path, paths: Iterable[str], output: Path) -> None:
    """Take the files *paths* of *output* over into *fresh*, as links if the disk knows any.

    Raises OSError.
    """
    for path in paths:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(output / path, fresh / path)
        except OSError:
            (fresh / path).write_bytes((output / path).read_bytes())


_AT_FDCWD = -100  # <fcntl.h>: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # <linux/fs.h>: both names change places in one step, see renameat2(2)
_ASIDE = ".old"  # what the former output is called for an instant
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


class UnsafeTargetError(Exception):
    """The output would replace something that no build has written."""


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Yield an empty folder beside *output*, on the same disk, and remove it in the end.

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
    """Let the folders *fresh* and *output* change places.

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
    """Raise UnsafeTargetError if *output* is not a built site: a typing error must not cost it."""
    if not output.exists():
        return
    if not output.is_dir() or (any(output.iterdir()) and not _is_site(output)):
        raise UnsafeTargetError(str(output))


def _is_site(output: Path) -> bool:
    """Return whether *output* holds most files of a built site, and nobody's work."""
    written = ("index.html", "404.html", "sitemap.xml", "assets")
    kept = (".git", "tasks.py", "site.yaml", "pelicanconf.py")
    missing = [name for name in written if not (output / name).exists()]  # somebody may have deleted one
    return len(missing) <= 1 and not any((output / name).exists() for name in kept)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
