"""Parts of files: what a browser asks for when a reader jumps within a film."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tools.serving import Served, served


@pytest.fixture
def film(tmp_path: Path) -> Iterator[Served]:
    """A folder with one film of ten bytes."""
    (tmp_path / "film.mp4").write_bytes(b"0123456789")
    with served(tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("asked", "part", "which"),
    [
        ("bytes=0-", b"0123456789", "bytes 0-9/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=4-5", b"45", "bytes 4-5/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
    ],
)
def test_a_part_is_sent(film: Served, asked: str, part: bytes, which: str) -> None:
    """From where to where, and of how much."""
    with urlopen(Request(f"{film.url}/film.mp4", headers={"Range": asked})) as answer:
        assert (answer.status, answer.read(), answer.headers["Content-Range"]) == (206, part, which)
        assert answer.headers["Content-Type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,4-5", "zeilen=1-2"])
def test_what_is_no_single_part_is_answered_with_the_whole(film: Served, asked: str) -> None:
    """As the standard allows."""
    with urlopen(Request(f"{film.url}/film.mp4", headers={"Range": asked} if asked else {})) as answer:
        assert (answer.status, answer.read()) == (200, b"0123456789")


def test_a_part_behind_the_end_is_refused(film: Served) -> None:
    """With the size, so that the browser knows better."""
    with pytest.raises(HTTPError) as refusal:
        urlopen(Request(f"{film.url}/film.mp4", headers={"Range": "bytes=10-"}))

    assert (refusal.value.code, refusal.value.headers["Content-Range"]) == (416, "bytes */10")
    refusal.value.close()
