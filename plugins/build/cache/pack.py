"""Packs: values in one file, by name, unpickled without ever running code.

The store may lie in a cache that others can write to, and pickles can name any function there is
(https://docs.python.org/3/library/pickle.html#restricting-globals). So only records of ours are known here, and a few
types of Python's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import pickle
import re
import struct
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


class DamagedError(Exception):
    """Something else stands there than was written."""


def _part(kind: object, name: str) -> object:
    """Return a member of an enumeration, or the function that makes time zones.

    Both are pickled as attributes of their classes.
    """
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[name]
    if kind is ZoneInfo and name == "_unpickle":
        return ZoneInfo._unpickle  # type: ignore[attr-defined]
    raise DamagedError(name)


_KNOWN: dict[tuple[str, str], object] = {
    ("builtins", "frozenset"): frozenset,
    ("builtins", "getattr"): _part,
    ("builtins", "set"): set,
    ("datetime", "date"): dt.date,
    ("datetime", "datetime"): dt.datetime,
    ("datetime", "time"): dt.time,
    ("datetime", "timedelta"): dt.timedelta,
    ("datetime", "timezone"): dt.timezone,
    ("re", "_compile"): re._compile,  # type: ignore[attr-defined]  # what compiled patterns are kept as
    ("zoneinfo", "ZoneInfo"): ZoneInfo,
}
_OURS = "plugins."
_NAMED = frozenset(
    {("plugins.core.parallel", "_view"), ("plugins.site.site", "UrlFilter"), ("plugins.site.body_store", "BodyStore")}
)


def unpickle(data: bytes) -> Any:
    """Return the value that was kept as *data*. Raises DamagedError if it is none of ours."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # unpickling raises anything
        raise DamagedError(str(error)) from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Return the record, or the type, of that name."""
        known = _KNOWN.get((module, name))
        if known is None:
            known = _KNOWN[module, name] = _record(module, name)
        return known


def _record(module: str, name: str) -> object:
    if not module.startswith(_OURS) or "." in name:
        raise DamagedError(f"{module}.{name}")
    found = getattr(sys.modules.get(module) or import_module(module), name, None)
    is_record = isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum))
    if not (is_record and found.__module__ == module) and (module, name) not in _NAMED:
        raise DamagedError(f"{module}.{name}")
    return found


_UNFINISHED = ".pack."
_MAGIC = b"pack of parts, 1"
_END = struct.Struct("<Q32s")  # where the table of contents begins, and its digest
_Entry = tuple[int, int, bytes]  # offset, length, digest


class _File:
    """A file that stays open as long as this does, even if another one takes its place."""

    def __init__(self, path: Path) -> None:
        """Raises OSError if there is none."""
        self._number = -1
        self._number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self.size = os.fstat(self._number).st_size

    def __del__(self) -> None:
        if self._number >= 0:
            os.close(self._number)

    def read(self, length: int, offset: int) -> bytes:
        """Return bytes of the file. Raises OSError.

        Forked processes share no place at which a file is read, so each call names its own.
        """
        return os.pread(self._number, length, offset)


@dataclass(frozen=True, slots=True)
class PackFile(Mapping[str, bytes]):
    """The parts of a *file* by name; each is checked when it is read, which raises DamagedError.

    ``mark`` tells this pack from every other.
    """

    file: _File
    contents: Mapping[str, _Entry]
    mark: bytes

    def __getitem__(self, name: str) -> bytes:
        offset, length, expected = self.contents[name]
        try:
            data = self.file.read(length, offset)
        except OSError as error:
            raise DamagedError(name) from error
        if _digest(data) != expected:
            raise DamagedError(name)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.contents)

    def __len__(self) -> int:
        return len(self.contents)


def open_pack(path: Path) -> PackFile | None:
    """Return the pack at *path*, or None if there is none, or no whole one."""
    try:
        file = _File(path)
        end = file.size - _END.size
        if file.read(len(_MAGIC), 0) != _MAGIC:
            return None
        offset, mark = _END.unpack(file.read(_END.size, end))
        table = file.read(end - offset, offset)
        return PackFile(file, unpickle(table), mark) if _digest(table) == mark else None
    except (OSError, ValueError, OverflowError, struct.error, DamagedError):
        return None


def write_pack(path: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write *parts* to *path*, all of them or none. Raises OSError.

    One process at a time may write packs in a folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{_UNFINISHED}*"):  # by a process that was killed
        left.unlink(missing_ok=True)
    contents: dict[str, _Entry] = {}
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
        try:
            file.write(_MAGIC)
            for name, data in parts:
                contents[name] = (file.tell(), len(data), _digest(data))
                file.write(data)
            table = pickle.dumps(contents, pickle.HIGHEST_PROTOCOL)
            offset = file.tell()
            file.write(table + _END.pack(offset, _digest(table)))
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()
