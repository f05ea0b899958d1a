"""What photos cost: the first build, and every build after it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.images.cache import ImageCache
from plugins.images.process import SourceImage, process_images
from tests.images import samples

PHOTOS = 20


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of *work*, on all cores together."""
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.benchmark
def test_photos_cost_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is kept costs a fiftieth of what has to be made, and no pictures cost nothing."""
    photo = samples.with_metadata(samples.photo(3000, 2000), "JPEG")
    files = []
    for number in range(PHOTOS):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(samples.with_segment(photo, 0xFE, str(number).encode()))
        files.append(SourceImage(path, f"media/{number}.jpg", is_shown=True))
    store = ImageCache(tmp_path / "kept")

    cold = seconds(lambda: process_images(files, store))
    warm = seconds(lambda: process_images(files, store))
    none = seconds(lambda: process_images([], store))

    with capsys.disabled():
        print(
            f"\n{PHOTOS} photos of 6 million points: {cold:.1f} s of processor time, kept {warm:.2f} s; "
            f"none {none * 1000:.1f} ms. 200 photos: {cold * 200 / PHOTOS:.0f} s, kept {warm * 200 / PHOTOS:.1f} s"
        )
    assert warm <= cold / 50
    assert none <= 0.01
