"""Signs: a quick look that tells whether a text could hold what was meant for the build alone."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Without any of these, no pattern of the check "leftovers" can match; letters in either case are equal there.
_SIGNS = (
    *("{{", "{%", "{static}", "{filename}", "{attach}", "{index}", "{author}", "{category}", "{tag}"),
    *("klzzwxh", "localhost", "127.0.", "0.0.0.0", "[:", "file:", ":\\"),  # noqa: S104 - looked for
    *("/tmp/", "/var/", "/private/", "/root/", "/home/", "/users/"),  # noqa: S108 - looked for
)


def may_be_left_over(text: str) -> bool:
    """Return whether *text* could hold a leftover."""
    # Plain searches take a third of the time of one expression with as many branches.
    return any(map(text.casefold().__contains__, _SIGNS)) or _CONTROL.search(text) is not None
