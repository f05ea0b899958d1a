"""Colours: converts pictures to the colours of the web, sRGB, from any profile."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_STEPS = (0, 32, 64, 96, 128, 160, 192, 224, 255)
_UNSEEN = 3  # of 255: profiles that call themselves sRGB differ by so much
_PROFILED = {"L": "RGB", "RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}


def is_web_like(picture: Image.Image) -> bool:
    """Return whether *picture*, as its file has it, already has the colours of the web."""
    if picture.mode in {"CMYK", "YCbCr", "LAB", "HSV", "F", "I"} or picture.mode.startswith("I;"):
        return False
    if not picture.info.get("icc_profile"):
        return True
    mode = "L" if picture.mode in {"1", "L", "LA"} else "RGB"
    sample = _sample()
    if mode == "L":
        sample = sample.convert("L")
    sample.info["icc_profile"] = picture.info["icc_profile"]
    seen = _convert(sample)
    pairs = zip(sample.convert("RGB").tobytes(), seen.convert("RGB").tobytes(), strict=True)
    return max(abs(before - after) for before, after in pairs) <= _UNSEEN


def web_colours(picture: Image.Image) -> Image.Image:
    """Return *picture* in the colours of the web.

    RGB, or RGBA if anything in it is transparent.
    """
    picture = _without_depth(picture)
    if picture.mode in {"P", "PA", "LA", "La", "RGBa", "1"} or "transparency" in picture.info:
        profile = picture.info.get("icc_profile")
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.info["icc_profile"] = profile
    seen = _convert(picture) if picture.info.get("icc_profile") else picture
    seen = seen.convert("RGBA" if seen.has_transparency_data else "RGB")
    if seen.mode == "RGBA" and seen.getchannel("A").getextrema() == (255, 255):
        seen = seen.convert("RGB")
    seen.info = {}
    return seen


def _without_depth(picture: Image.Image) -> Image.Image:
    """Return *picture* with eight bits for each colour."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture


def _convert(picture: Image.Image) -> Image.Image:
    """Return *picture* converted from its own profile to sRGB.

    A profile that does not fit counts as none.
    """
    wanted = _PROFILED.get(picture.mode)
    if wanted is None:
        return picture
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        seen = ImageCms.profileToProfile(
            picture,
            profile,
            _SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=wanted,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return seen if seen is not None else picture


def _sample() -> Image.Image:
    """Return a small picture of colours from everywhere."""
    colours = bytes(part for r in _STEPS for g in _STEPS for b in _STEPS for part in (r, g, b))
    return Image.frombytes("RGB", (len(_STEPS) ** 2, len(_STEPS)), colours)
