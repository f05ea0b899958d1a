"""Unpacking: what was kept becomes values again, and never code that runs.

The store may lie in a cache that others can write to, and pickles can name any function there is
(https://docs.python.org/3/library/pickle.html#restricting-globals). So only records of ours are known here, and a few
types of Python's.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import sys
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo


class DamagedError(Exception):
    """Something else stands there than was written."""


def _part(kind: object, name: str) -> object:
    """Return a member of an enumeration, or what makes time zones: both are pickled as attributes of their classes."""
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
_NAMED = frozenset({("plugins.forks", "_view"), ("plugins.pages.world", "Url"), ("plugins.pages.texts", "Texts")})


def unpacked(data: bytes) -> Any:
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
