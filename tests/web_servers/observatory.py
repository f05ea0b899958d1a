"""The score that Mozilla's HTTP Observatory would give, by its published rules.

https://github.com/mdn/mdn-http-observatory/blob/main/src/grader/charts.js has the points, and
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring what is asked. Bonus points count only from 90
on. Three things loopback cannot show: that http leads to https and that the certificate is valid, which cost nothing
where a server is set up as docs/betrieb.md says, and that the host stands in the browsers' preload list, which would
be 5 points more and is up to the ministry. The site sets no cookie, which is neither good nor bad.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HALF_A_YEAR = 15_768_000  # seconds that Strict-Transport-Security has to hold
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def score(headers: Mapping[str, str], page: str) -> tuple[int, list[str]]:
    """Return the points for a *page* sent with these *headers* (lower case), and the reasons."""
    policy = _policy(headers.get("content-security-policy", ""))
    points = {
        "csp": _of_policy(policy),
        "cookies": 0 if "set-cookie" not in headers else -20,
        "cors": 0 if headers.get("access-control-allow-origin", "") in ("", "*") else -50,
        "corp": 10 if headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0,
        "hsts": _of_transport(headers.get("strict-transport-security", "")),
        "nosniff": 0 if headers.get("x-content-type-options", "").strip().lower() == "nosniff" else -5,
        "frames": 5 if _forbids_frames(policy) else 0 if headers.get("x-frame-options") else -20,
        "referrer": 5 if headers.get("referrer-policy") in _PRIVATE else 0,
        "sri": 0 if _only_own_scripts(page) else -5,
    }
    lost = 100 + sum(value for value in points.values() if value < 0)
    won = sum(value for value in points.values() if value > 0)
    return (lost + won if lost >= 90 else lost), [f"{name} {value:+d}" for name, value in points.items() if value]


def grade(points: int) -> str:
    """Return the grade for *points*."""
    steps = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"))
    return next((name for least, name in steps if points >= least), "D or F")


def _policy(header: str) -> dict[str, set[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name.lower(): set(words) for name, *words in parts}


def _of_policy(policy: Mapping[str, set[str]]) -> int:
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", {"*"}))
    styles = policy.get("style-src", policy.get("default-src", {"*"}))
    if scripts & {"'unsafe-inline'", "data:", "*", "https:"}:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if styles & {"'unsafe-inline'"}:
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def _of_transport(header: str) -> int:
    age = re.search(r"max-age=(\d+)", header)
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _forbids_frames(policy: Mapping[str, set[str]]) -> bool:
    ancestors = policy.get("frame-ancestors", {"*"})
    return not ancestors & {"*", "http:", "https:"}


def _only_own_scripts(page: str) -> bool:
    return not re.search(r"<script[^>]+src=[\"']?(?:https?:)?//", page)
