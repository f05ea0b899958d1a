"""Advice about the files in content/media: at the limits, and just below."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.problem import Severity
from plugins.proofreading import media


def codes(path: Path, *, shown: bool = False) -> list[str]:
    """Return the codes of the warnings about one file."""
    address = f"/media/{path.name}"
    found = list(media.media_warnings([(path, address)], frozenset({address} if shown else ())))
    assert all(problem.severity is Severity.WARNING and problem.file == f"content{address}" for problem in found)
    return [problem.code for problem in found]


def picture(path: Path, width: int, height: int = 10, exif: bytes = b"") -> Path:
    """Write a picture of one colour."""
    Image.new("RGB", (width, height), "navy").save(path, exif=exif)
    return path


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("a.mp4", media.HEAVIEST_FILM, []),
        ("a.mp4", media.HEAVIEST_FILM + 1, ["film-heavy"]),
        ("a.webm", media.HEAVIEST_FILM + 1, ["film-heavy"]),
        ("a.pdf", media.HEAVIEST_OTHER, []),
        ("a.pdf", media.HEAVIEST_OTHER + 1, ["file-heavy"]),
    ],
)
def test_heavy_files_are_a_warning(tmp_path: Path, name: str, size: int, told: list[str]) -> None:
    """Films from 50 MB, other files from 10 MB."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)

    assert codes(path) == told


@pytest.mark.parametrize(
    ("size", "told"), [(media.HEAVIEST_PICTURE, []), (media.HEAVIEST_PICTURE + 1, ["picture-heavy"])]
)
def test_a_heavy_picture_is_a_warning(tmp_path: Path, size: int, told: list[str]) -> None:
    """From 5 MB: version control keeps it for ever."""
    path = picture(tmp_path / "a.jpg", 800)
    with path.open("ab") as file:
        file.truncate(size)

    assert codes(path) == told


@pytest.mark.parametrize(
    ("width", "height", "shown", "told"),
    [
        (6000, 10, True, []),
        (6001, 10, False, ["picture-huge"]),
        (10, 6001, False, ["picture-huge"]),
        (640, 10, True, []),
        (639, 10, True, ["picture-small"]),
        (639, 10, False, []),
    ],
)
def test_a_picture_too_large_or_too_small_is_a_warning(
    tmp_path: Path, width: int, height: int, shown: bool, told: list[str]
) -> None:
    """Too small counts only where a page shows it."""
    assert codes(picture(tmp_path / "a.png", width, height), shown=shown) == told


def test_a_place_in_a_photo_is_a_warning(tmp_path: Path) -> None:
    """EXIF with a latitude; other EXIF tells no place."""
    place, camera = Image.Exif(), Image.Exif()
    place[0x8825] = {1: "N", 2: (51.0, 25.0, 0.0)}
    camera[0x010F] = "Kamera"

    assert codes(picture(tmp_path / "a.jpg", 800, exif=place.tobytes())) == ["picture-place"]
    assert codes(picture(tmp_path / "b.jpg", 800, exif=camera.tobytes())) == []


def test_what_cannot_be_read_is_left_to_others(tmp_path: Path) -> None:
    """The stage that makes pictures tells of damaged ones; advice never raises."""
    whole = BytesIO()
    Image.new("RGB", (800, 800)).save(whole, "PNG")
    for name, data in {
        "a.png": b"",
        "b.png": whole.getvalue()[:30],
        "c.jpg": whole.getvalue(),
        "d.svg": b"<svg",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert codes(tmp_path / name, shown=True) == []
    assert codes(tmp_path / "nowhere.png") == []
