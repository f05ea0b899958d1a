"""Pictures hold no metadata; should our own code fail to remove it, the audit stops them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audit.files.picture_metadata import PICTURES, find_metadata
from plugins.images import sizes
from plugins.images.encode import encode_image
from tests.audit.sites import checks, found
from tests.images import samples


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_that_tells_is_not_published(tmp_path: Path, kind: str) -> None:
    """In every format, wherever it lies; the same picture without it passes."""
    told = samples.with_metadata(samples.photo(40, 30), kind)
    suffix = samples.SUFFIX[kind]

    assert checks(found(tmp_path / "told", {f"media/a{suffix}": told})) == {"traces"}
    for made in encode_image(told, suffix, is_shown=True).files:
        assert found(tmp_path / "clean", {f"assets/a{made.suffix}": made.data}) == []


def test_each_kind_of_picture_is_looked_into() -> None:
    """A new kind of picture is a new kind to look into."""
    assert frozenset(sizes.KINDS) == PICTURES


@given(st.binary())
def test_any_bytes_can_be_looked_into(data: bytes) -> None:
    """The end of a file may be anywhere."""
    for begin in (b"", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"):
        assert isinstance(find_metadata(begin + data), str)
