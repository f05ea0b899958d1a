"""Encoding: every width that a page may ask for, and none beyond the picture."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from plugins.images import sizes
from plugins.images.encode import AVIF, CLEAN, FALLBACK, STILL, WEBP, EncodedImage, TooLargeError, encode_image
from tests.images import samples


def open_picture(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def widths(made: EncodedImage, role: str) -> list[int]:
    return [file.width for file in made.files if file.role == role]


def clean(made: EncodedImage) -> Image.Image:
    (file,) = (file for file in made.files if file.role == CLEAN)
    return open_picture(file.data)


def corners(picture: Image.Image) -> list[str]:
    """Return the colours of the four corners, as far as a lossy picture can keep them."""
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}
    right, bottom = picture.width - 3, picture.height - 3
    points = [picture.convert("RGB").getpixel(at) for at in ((2, 2), (right, 2), (2, bottom), (right, bottom))]
    return [names[tuple(int(part > 70) for part in point)] for point in points]  # type: ignore[union-attr, index]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((6000, 4000), [320, 640, 960, 1280, 1920]),
        ((1280, 720), [320, 640, 960, 1280]),
        ((1000, 10), [320, 640, 1000]),
        ((330, 200), [330]),
        ((16, 16), [16]),
        ((1000, 40_000), [320]),  # 640 wide it would be higher than WebP can be
    ],
)
def test_widths_follow_the_picture(size: tuple[int, int], expected: list[int]) -> None:
    """Steps that matter, up to the widest column of the theme."""
    assert list(sizes.widths(*size)) == expected


@given(st.integers(1, 30_000), st.integers(1, 30_000))
def test_no_width_is_larger_than_the_picture(width: int, height: int) -> None:
    """Nothing is blown up, and widths only grow."""
    found = sizes.widths(width, height)

    assert list(found) == sorted(set(found))
    assert all(step <= min(width, 1920) for step in found)


def test_a_photo_becomes_three_formats() -> None:
    """Each is smaller than the next, and all show the same."""
    made = encode_image(samples.with_metadata(samples.photo(1500, 1000), "JPEG"), ".jpg", is_shown=True)

    assert (made.width, made.height, made.notes) == (1500, 1000, ())
    assert widths(made, AVIF) == widths(made, WEBP) == [320, 640, 960, 1280, 1500]
    assert widths(made, FALLBACK) == [640, 1280, 1500]
    largest = {file.role: len(file.data) for file in made.files if file.width == 1500}
    assert largest[AVIF] < largest[WEBP] < largest[FALLBACK]
    for file in made.files:
        assert open_picture(file.data).size == (file.width, round(file.width * 2 / 3)), file.role
        assert samples.SECRET not in file.data


def test_a_picture_that_no_page_shows_only_goes_out_clean() -> None:
    """A file for download costs no renditions."""
    made = encode_image(samples.with_metadata(samples.photo(300, 200), "JPEG"), ".jpg", is_shown=False)

    assert [file.role for file in made.files] == [CLEAN]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_stands_upright_without_being_told(kind: str, orientation: int) -> None:
    """How the camera was held is applied before it is forgotten."""
    told = samples.with_metadata(samples.quarters(), kind, orientation)
    upright = ImageOps.exif_transpose(open_picture(told))

    made = encode_image(told, samples.SUFFIX[kind], is_shown=True)

    assert (made.width, made.height) == upright.size == ((40, 20) if orientation < 5 else (20, 40))
    assert corners(clean(made)) == corners(upright)
    for file in made.files:
        assert corners(open_picture(file.data)) == corners(upright)
        assert samples.SECRET not in file.data
        assert not open_picture(file.data).getexif()


def test_a_jpeg_that_stands_upright_loses_no_point() -> None:
    """The file itself is never saved again if it need not be."""
    told = samples.with_metadata(samples.photo(90, 60), "JPEG")

    assert clean(encode_image(told, ".jpg", is_shown=False)).tobytes() == open_picture(told).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colours_of_the_web_are_left_alone(kind: str) -> None:
    """A profile of the colours that everybody assumes is not worth its bytes."""
    plain = samples.quarters()
    data = samples.save(plain, kind, icc_profile=samples.srgb_profile(), quality=95)

    result = clean(encode_image(data, samples.SUFFIX[kind], is_shown=False))

    assert corners(result) == corners(plain)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_other_colours_become_those_of_the_web(kind: str) -> None:
    """Seen without its profile, the picture looks as it did with it."""
    grey = Image.new("RGB", (16, 16), (128, 128, 128))
    data = samples.save(grey, kind, icc_profile=samples.linear_profile(), quality=95)

    made = encode_image(data, samples.SUFFIX[kind], is_shown=True)

    for file in made.files:
        shown = open_picture(file.data)
        assert "icc_profile" not in shown.info
        assert shown.convert("L").getpixel((8, 8)) > 180, file.role  # type: ignore[operator]


def test_a_printers_picture_is_converted_and_the_editor_told() -> None:
    """CMYK comes out as RGB."""
    made = encode_image(samples.save(samples.quarters().convert("CMYK"), "JPEG", quality=95), ".jpg", is_shown=True)

    assert made.notes == ("cmyk",)
    assert {open_picture(file.data).mode for file in made.files} <= {"RGB"}
    assert corners(clean(made)) == ["red", "green", "blue", "white"]


def test_a_deep_picture_is_converted_and_the_editor_told() -> None:
    """16 bits become 8, white stays white."""
    made = encode_image(samples.deep(), ".png", is_shown=True)
    grey = encode_image(samples.save(Image.new("I;16", (4, 4), 0x8000), "PNG"), ".png", is_shown=True)

    assert made.notes == grey.notes == ("deep",)
    assert clean(made).getpixel((1, 1)) == (255, 128, 0)
    assert clean(grey).convert("L").getpixel((1, 1)) == 128


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_a_moving_picture_stays_one_and_has_a_still(kind: str) -> None:
    """For those who want nothing to move."""
    made = encode_image(samples.moving(kind), samples.SUFFIX[kind], is_shown=True)

    assert made.notes == ("moving",)
    assert [file.role for file in made.files] == [CLEAN, STILL]
    assert clean(made).n_frames == 3  # type: ignore[attr-defined]
    assert getattr(open_picture(made.files[1].data), "n_frames", 1) == 1


def test_a_drawing_in_points_keeps_its_edges() -> None:
    """Few colours: nothing is lost, and a format that saves nothing is left out."""
    made = encode_image(samples.save(samples.quarters(800, 400), "PNG"), ".png", is_shown=True)

    shown = [open_picture(file.data) for file in made.files if file.role == WEBP]
    assert shown[-1].convert("RGB").tobytes() == samples.quarters(800, 400).tobytes()
    assert {file.suffix for file in made.files if file.role == FALLBACK} == {".png"}
    assert widths(made, AVIF) == []


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_png_can_be_shown(mode: str) -> None:
    """And transparent parts stay so."""
    picture = samples.photo(40, 30).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((40, 30)))

    made = encode_image(samples.save(picture.convert(mode), "PNG"), ".png", is_shown=True)

    alpha = {open_picture(file.data).has_transparency_data for file in made.files}
    assert alpha == {mode in {"LA", "P", "RGBA"}}


def test_the_same_picture_makes_the_same_bytes() -> None:
    """Twice, and in any order."""
    data = [samples.with_metadata(samples.photo(700, 500, seed), "JPEG") for seed in (1, 2)]

    first = [encode_image(one, ".jpg", is_shown=True) for one in data]
    second = [encode_image(one, ".jpg", is_shown=True) for one in reversed(data)]

    assert first == second[::-1]


def test_a_bomb_is_not_opened() -> None:
    """A small file that says it has three thousand million points."""
    with pytest.raises(TooLargeError):
        encode_image(samples.bomb(), ".png", is_shown=True)


def cuts(data: bytes) -> Iterable[bytes]:
    return (data[: len(data) * part // 5] for part in range(5))


@pytest.mark.parametrize("kind", list(samples.SUFFIX))
def test_half_a_picture_is_none(kind: str) -> None:
    """It does not go out, with any exception of the decoder."""
    whole = samples.save(samples.photo(200, 150), kind)
    for data in cuts(whole):
        with pytest.raises(Exception):  # noqa: B017, PT011 - decoders raise what they like
            encode_image(data, samples.SUFFIX[kind], is_shown=True)
