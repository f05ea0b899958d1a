"""Precompressed copies: of their originals, only where that saves, always the same bytes."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from plugins.publish.staging import write_compressed

TEXT = "Ein Satz, der sich wiederholt. " * 100
FILES = {
    "index.html": TEXT.encode(),
    "assets/style.0123456789.css": TEXT.encode(),
    "kurz.html": b"kurz",
    "zufall.txt": os.urandom(4000),
    "bild.jpg": TEXT.encode(),
    "pagefind/de/fragment/de_1.pf_fragment": TEXT.encode(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with files of every sort."""
    for path, data in FILES.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    return tmp_path / "site"


def test_a_copy_is_there_where_it_saves(root: Path, tmp_path: Path) -> None:
    """Texts of some length; not files that are compressed already or cannot be."""
    made = write_compressed(root, FILES, tmp_path / "kept")

    assert sorted(made) == [
        "assets/style.0123456789.css.br",
        "assets/style.0123456789.css.gz",
        "index.html.br",
        "index.html.gz",
    ]
    for path in made:
        unpack = brotli.decompress if path.endswith(".br") else gzip.decompress
        assert unpack((root / path).read_bytes()) == TEXT.encode()


def test_copies_are_the_same_every_time(root: Path, tmp_path: Path) -> None:
    """Whether they are made or remembered; no name and no time is in them."""
    made = write_compressed(root, FILES, tmp_path / "kept")
    before = {path: (root / path).read_bytes() for path in made}
    assert write_compressed(root, FILES, tmp_path / "kept") == made
    assert write_compressed(root, FILES, tmp_path / "other") == made

    assert {path: (root / path).read_bytes() for path in made} == before
    assert all(data[4:8] == b"\0\0\0\0" for path, data in before.items() if path.endswith(".gz"))
