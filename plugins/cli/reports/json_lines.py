"""One JSON object a problem, each on a line of its own: what `check --json` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plugins.core.problem import Problem


def report(problems: Iterable[Problem]) -> str:
    """Return a line for each problem, with file, line, severity, code, message and remedy."""
    return "".join(f"{json.dumps(problem.as_dict(), ensure_ascii=False)}\n" for problem in problems)
