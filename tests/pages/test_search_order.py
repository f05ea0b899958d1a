"""In any order in which Pagefind writes, the sorted index is the same."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.site.search.pagefind_order import sort_filters

names = st.text(st.characters(codec="utf-8"), max_size=300)
pages = st.lists(st.integers(0, 2**33), max_size=30)
filters = st.dictionaries(names, st.dictionaries(names, pages, max_size=30), max_size=30)

Item = int | str | list["Item"]


def cbor(item: Item) -> bytes:
    """Return *item* as RFC 8949 writes it."""
    if isinstance(item, int):
        return head(0, item)
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    return head(4, len(item)) + b"".join(map(cbor, item))


def head(kind: int, count: int) -> bytes:
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if count < 24:
            return bytes([kind << 5 | count])
        if count < 1 << 8 * size:
            return bytes([kind << 5 | code]) + count.to_bytes(size)
    raise AssertionError


def write(folder: Path, made: dict[str, dict[str, list[int]]], seed: int) -> dict[str, bytes]:
    """Return all files of an index after its filters were sorted.

    They were written in a random order.
    """
    chance = random.Random(seed)
    listed: list[Item] = []
    (folder / "filter").mkdir()
    for number, (name, values) in enumerate(made.items()):
        items: list[Item] = [[value, list(found)] for value, found in values.items()]
        chance.shuffle(items)
        listed.append([name, f"de_{number:07x}"])
        (folder / f"filter/de_{number:07x}.pf_filter").write_bytes(packed([name, items]))
    chance.shuffle(listed)
    (folder / "pagefind.de_0123456789.pf_meta").write_bytes(
        packed(["1.5.2", [["de_fffffff", 300]], [], listed, [], []])
    )
    (folder / "pagefind-entry.json").write_text('{"hash":"de_0123456789"}')
    sort_filters(folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def packed(item: Item) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor(item), mtime=0)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(filters, st.integers(), st.integers())
def test_chance_leaves_no_trace(made: dict[str, dict[str, list[int]]], one: int, other: int) -> None:
    """Two indexes of the same pages are the same, file by file.

    Every name in them leads to a file.
    """
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        files = write(Path(first), made, one)
        assert write(Path(second), made, other) == files

    (meta,) = (name for name in files if name.endswith(".pf_meta"))
    told = gzip.decompress(files[meta])
    assert json.loads(files["pagefind-entry.json"])["hash"] == meta.removeprefix("pagefind.").removesuffix(".pf_meta")
    assert len(files) == len(made) + 2
    for name in files:
        if name.startswith("filter/"):
            assert name.removeprefix("filter/").removesuffix(".pf_filter").encode() in told


def test_every_filter_keeps_what_it_says(tmp_path: Path) -> None:
    """Only places change."""
    files = write(tmp_path, {"art": {"Seite": [1, 300], "Film": [2]}}, 1)

    (name,) = (name for name in files if name.startswith("filter/"))

    assert files[name] == packed(["art", [["Film", [2]], ["Seite", [1, 300]]]])


@pytest.mark.parametrize("data", [b"\xa0", b"\x9f\xff", b"\x60"])
def test_another_form_is_no_guess(tmp_path: Path, data: bytes) -> None:
    """A later Pagefind with another format stops the build.

    Otherwise the search would find nothing.
    """
    (tmp_path / "pagefind.de_0123456789.pf_meta").write_bytes(gzip.compress(b"pagefind_dcd" + data))

    with pytest.raises(ValueError, match="form"):
        sort_filters(tmp_path)
