"""A drawing keeps its place on the page before it is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.images.process import svg_size


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('viewBox="0 0 300 200"', (300, 200)),
        ('viewBox="-5,-5 , 30 20"', (30, 20)),
        ('width="40" height="20px" viewBox="0 0 4 2"', (40, 20)),
        ('width="100%" height="100%" viewBox="0 0 4 3"', (4, 3)),
        ('width="3cm" viewBox="0 0 4 3"', (4, 3)),
        ('viewBox="0 0 1.5 1"', (15, 10)),
        ('viewBox="0 0 1e2 5e1"', (100, 50)),
        ('viewBox="0 0 0 5"', None),
        ('viewBox="0 0 -3 5"', None),
        ('viewBox="none"', None),
        ('viewBox="0 0 1e9999 5"', None),
        ("", None),
    ],
)
def test_the_size_is_that_of_the_drawing(attributes: str, expected: tuple[int, int] | None) -> None:
    """Whole pixels, or the proportions of its box."""
    assert svg_size(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><g/></svg>'.encode()) == expected


@given(st.floats(0.01, 9999), st.floats(0.01, 9999))
def test_proportions_survive_rounding(width: float, height: float) -> None:
    """Nothing moves when the drawing arrives."""
    found = svg_size(f'<svg viewBox="0 0 {width:.6f} {height:.6f}"/>'.encode())

    if found is not None:
        assert abs(found[0] / found[1] * height / width - 1) < 0.006


@given(st.binary())
def test_anything_else_has_no_size(data: bytes) -> None:
    """None of these has a size; another check names the fault."""
    assert svg_size(data) is None
