"""Telephone numbers: the address of one as people write it."""

from __future__ import annotations

import re

_TRUNK = re.compile(r"(?P<code>^\s*(?:\+|00)[^(]*)\(0\)")


def phone_address(written: str) -> str:
    """Return the address of the number *written*: with its country code, without blanks.

    A zero in brackets behind a code is dialled within the country only. A number with neither code nor zero, such as
    115, stays as it is.
    """
    digits = re.sub(r"[^0-9+]", "", _TRUNK.sub(r"\g<code>", written))
    abroad = re.sub(r"^00", "+", digits)
    within = re.sub(r"^0", "+49", abroad)
    return f"tel:{re.sub(r'^[+]490', '+49', within)}"
