"""How long a film lasts stands in the film, and an editor who says otherwise hears of it."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.content import library
from plugins.content.markdown.converter import Converter
from plugins.content.video.clips import film_duration
from plugins.core.dates import iso, seconds

CONTENT = Path(__file__).parents[1] / "reference"
FILM = Path(__file__).parents[1] / "site/media/clip/film.mp4"


def box(kind: bytes, inside: bytes, *, large: bool = False) -> bytes:
    """Return a box of an MP4 file."""
    if large:
        return struct.pack(">I4sQ", 1, kind, 16 + len(inside)) + inside
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


HEAD = struct.pack(">4x8xII", 1000, 2500)
LONG_HEAD = struct.pack(">B3x16xIQ", 1, 1000, 2500)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (box(b"ftyp", b"isom") + box(b"moov", box(b"mvhd", HEAD)), 2.5),
        (box(b"mdat", b"x" * 99) + box(b"moov", box(b"iods", b"x") + box(b"mvhd", LONG_HEAD)), 2.5),
        (box(b"mdat", b"x" * 99, large=True) + box(b"moov", box(b"mvhd", HEAD)), 2.5),
        (box(b"moov", box(b"mvhd", struct.pack(">4x8xII", 0, 2500))), None),
        (box(b"moov", box(b"mvhd", b"\x07" + HEAD)), None),
        (box(b"moov", b""), None),
        (b"\x1aE\xdf\xa3", None),
        (b"", None),
    ],
)
def test_the_index_says_how_long_a_film_lasts(tmp_path: Path, data: bytes, expected: float | None) -> None:
    """Wherever it stands, in both of its forms; and nothing is said rather than something wrong."""
    (tmp_path / "film.mp4").write_bytes(data)

    assert film_duration(tmp_path / "film.mp4") == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([b"\0\0\0\0", b"\0\0\0\1", b"\0\0\0\x08", b"\0\0\0\x20", b"moov", b"mvhd", HEAD, b"x"]))
)
def test_a_damaged_film_is_no_exception(tmp_path: Path, pieces: list[bytes]) -> None:
    """And never an endless search."""
    (tmp_path / "film.mp4").write_bytes(b"".join(pieces))

    found = film_duration(tmp_path / "film.mp4")

    assert found is None or found >= 0


def test_the_real_films_say_it() -> None:
    """The title film lasts twelve seconds, its described version as long as the voice needs."""
    assert film_duration(CONTENT / "media/clip/breitbandgedoens.mp4") == 12
    assert film_duration(CONTENT / "media/clip/breitbandgedoens-audiodeskription.mp4") == pytest.approx(36.36)


@pytest.mark.parametrize(
    ("said", "told"),
    [("PT2S", []), ("PT3S", []), ("PT12S", ["duration: PT2S"]), ("", ["duration: PT2S"])],
)
def test_a_wrong_duration_is_told_with_the_right_one(tmp_path: Path, said: str, told: list[str]) -> None:
    """One second more or less is nobody's business."""
    (tmp_path / "clips").mkdir()
    (tmp_path / "media").mkdir()
    shutil.copy(FILM, tmp_path / "media/film.mp4")
    text = "---\ntitle: T\nsummary: S\ndate: 2016-10-26\nvideo: /media/film.mp4\n{}---\nText."
    (tmp_path / "clips/a.md").write_text(text.format(f"duration: {said}\n" if said else ""), encoding="utf-8")

    problems = library.read_library(tmp_path, Converter()).problems

    remedies = [problem.remedy for problem in problems if "duration" in problem.remedy]
    assert [remedy[-len("duration: PT2S") :] for remedy in remedies] == told


@given(st.integers(1, 99 * 3600))
def test_a_duration_can_be_written_and_read(length: int) -> None:
    """What is proposed is what is understood."""
    assert seconds(iso(length)) == length
