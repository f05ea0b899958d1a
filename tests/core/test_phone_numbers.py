"""Telephone numbers: one address for each, however it is written."""

from __future__ import annotations

import pytest

from plugins.core.phone_numbers import phone_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("0211 12345-67", "tel:+492111234567"),
        ("(0211) 123 45 67", "tel:+492111234567"),
        ("+49 (0)211 12345-67", "tel:+492111234567"),
        ("+49(0211) 12345/67", "tel:+492111234567"),
        ("0049 (0) 211 1234567", "tel:+492111234567"),
        ("+49 211 1234567", "tel:+492111234567"),
        ("+39 06 12345", "tel:+390612345"),
        ("+44 (0)20 1234 5678", "tel:+442012345678"),
        ("0800 0", "tel:+498000"),
        ("115", "tel:115"),
        ("(0)211 12345", "tel:+4921112345"),
    ],
)
def test_a_number_has_its_country_code_and_no_zero_behind_it(written: str, address: str) -> None:
    """Whoever calls from abroad or by a program dials just this."""
    assert phone_address(written) == address
