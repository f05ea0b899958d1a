"""Metadata of pictures stay here, and the pixels stay as they are."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.images.metadata import UnknownFormError, strip_metadata
from tests.images import samples

LOSSLESS = ["JPEG", "PNG", "WEBP", "GIF"]
PHOTO = samples.photo(60, 40)


@pytest.mark.parametrize("kind", LOSSLESS)
def test_nothing_of_camera_and_place_is_left(kind: str) -> None:
    """The picture is the same, point for point, and says nothing more."""
    told = samples.with_metadata(PHOTO, kind)

    clean = strip_metadata(told, kind)

    assert samples.SECRET in told
    assert samples.SECRET not in clean
    with Image.open(BytesIO(told)) as before, Image.open(BytesIO(clean)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
        assert not set(after.info) & {"exif", "xmp", "photoshop", "comment", "icc_profile", "Author"}
        assert not after.getexif()


@pytest.mark.parametrize("kind", LOSSLESS)
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"lossless": True}])
def test_what_told_nothing_comes_out_as_it_was(kind: str, how: dict[str, bool]) -> None:
    """Stripping twice changes nothing."""
    clean = strip_metadata(samples.save(PHOTO, kind, **how), kind)

    assert strip_metadata(clean, kind) == clean


def test_the_preview_in_a_picture_goes_as_well() -> None:
    """It may show a part that was cut off the picture."""
    plain = samples.save(PHOTO, "JPEG")
    preview = plain[:18] + b"\1\1" + b"abc" + plain[20:]
    preview = preview[:4] + b"\0\x13" + preview[6:]

    assert b"abc" not in strip_metadata(preview, "JPEG")
    assert strip_metadata(preview, "JPEG") == strip_metadata(plain, "JPEG")


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_goes_on_moving(kind: str) -> None:
    """All frames, and their repetition."""
    with (
        Image.open(BytesIO(samples.moving(kind))) as before,
        Image.open(BytesIO(strip_metadata(samples.moving(kind), kind))) as after,
    ):
        assert after.n_frames == before.n_frames == 3  # type: ignore[attr-defined]
        assert after.info.get("loop") == before.info.get("loop") == 0


def test_an_avif_file_that_tells_is_not_kept() -> None:
    """Its parts know their places, so it has to be painted anew."""
    plain = samples.save(PHOTO, "AVIF")

    assert strip_metadata(plain, "AVIF") == plain
    for told in (samples.with_metadata(PHOTO, "AVIF"), plain + b"\0\0\0\x0cuuidabcd", plain + samples.SECRET):
        with pytest.raises(UnknownFormError):
            strip_metadata(told, "AVIF")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*LOSSLESS, "AVIF"]), st.data())
def test_any_damage_is_either_read_or_refused(kind: str, data: st.DataObject) -> None:
    """Cut off or changed anywhere, the file is stripped or not understood; nothing else happens."""
    whole = bytearray(samples.with_metadata(PHOTO.resize((9, 6)), kind))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])

    with suppress(UnknownFormError):
        assert isinstance(strip_metadata(cut, kind), bytes)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0xE1, 0xEF), st.binary(max_size=40)), max_size=5))
def test_no_segment_of_a_program_gets_through(segments: list[tuple[int, bytes]]) -> None:
    """No segment of a JPEG file beside the picture stays, but for Adobe's way of colours."""
    data = samples.save(PHOTO.resize((9, 6)), "JPEG")
    full = data
    for marker, payload in segments:
        if marker != 0xEE:
            full = samples.with_segment(full, marker, payload)

    assert strip_metadata(full, "JPEG") == strip_metadata(data, "JPEG")
