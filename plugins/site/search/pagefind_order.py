"""Search order: sorts an index of Pagefind 1.5, so that equal pages make equal bytes.

It writes filters and their values in the order of a hash table, in CBOR (RFC 8949). What browsers do
with them does not depend on any order. Only the pieces change places; the names of the files, which
are made from their bytes, follow.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

_SIGNATURE = b"pagefind_dcd"
_LONGER = {24: 1, 25: 2, 26: 4, 27: 8}  # RFC 8949, 3: bytes of a length that follows the first byte
_BYTES, _TEXT, _ARRAY, _MAP = 2, 3, 4, 5
_FILTERS = 3  # place in the list of what there is: version, pages, words, filters, orders, fields


def sort_filters(bundle: Path) -> None:
    """Sort the filters of the index in the folder *bundle*, and rename files named after them."""
    (meta,) = bundle.glob("*.pf_meta")
    data = _unpack(meta)
    for path in sorted(bundle.glob("filter/*.pf_filter")):
        name, values = _items(_unpack(path))
        renamed = _replace(path, _head(2) + name + _sort_array(values))
        data = data.replace(path.stem.encode(), renamed.stem.encode())
    parts = _items(data)
    parts[_FILTERS] = _sort_array(parts[_FILTERS])
    renamed = _replace(meta, _head(len(parts)) + b"".join(parts))
    entry = bundle / "pagefind-entry.json"
    before, after = (path.stem.removeprefix("pagefind.") for path in (meta, renamed))
    entry.write_bytes(entry.read_bytes().replace(before.encode(), after.encode()))


def _unpack(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)


def _replace(path: Path, data: bytes) -> Path:
    """Return where *data* now stands instead of *path*: under a name of the same length."""
    name, _, digits = path.stem.rpartition("_")
    renamed = path.with_name(f"{name}_{hashlib.sha256(data).hexdigest()[: len(digits)]}{path.suffix}")
    path.unlink()
    renamed.write_bytes(gzip.compress(_SIGNATURE + data, mtime=0))
    return renamed


def _sort_array(array: bytes) -> bytes:
    items = _items(array)
    return _head(len(items)) + b"".join(sorted(items))


def _head(count: int) -> bytes:
    """Return the beginning of an array of *count* items."""
    if count < 24:
        return bytes([_ARRAY << 5 | count])
    code, size = next((code, size) for code, size in _LONGER.items() if count < 1 << 8 * size)
    return bytes([_ARRAY << 5 | code]) + count.to_bytes(size)


def _items(array: bytes) -> list[bytes]:
    """Return the items of the array that *array* is, each as it is written."""
    kind, count, at = _read_head(array, 0)
    if kind != _ARRAY:
        raise ValueError("Pagefind writes its index in a form that is not known here")
    items = []
    for _ in range(count):
        end = _end(array, at)
        items.append(array[at:end])
        at = end
    return items


def _end(data: bytes, at: int) -> int:
    """Return where the item at *at* ends."""
    kind, count, at = _read_head(data, at)
    if kind in (_BYTES, _TEXT):
        return at + count
    for _ in range(count * (2 if kind == _MAP else 1) if kind in (_ARRAY, _MAP) else 0):
        at = _end(data, at)
    return at


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return kind and count of the item at *at*, and where its content begins."""
    kind, count = data[at] >> 5, data[at] & 31
    size = _LONGER.get(count, 0)
    if size:
        count = int.from_bytes(data[at + 1 : at + 1 + size])
    elif count >= 24:
        raise ValueError("Pagefind writes its index in a form that is not known here")
    return kind, count, at + 1 + size
