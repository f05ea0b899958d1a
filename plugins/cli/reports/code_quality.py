"""Code Quality of GitLab: what shows beside the changed lines of a merge request.

The keys are those that GitLab requires, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format:
description, check_name, fingerprint, severity, location.path, location.lines.begin.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from plugins.core.problem import Problem, Severity

_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor"}  # an error does stop the site from going out


def report(problems: Iterable[Problem]) -> str:
    """Return the whole JSON document."""
    seen: Counter[str] = Counter()
    return json.dumps([_entry(problem, seen) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def _entry(problem: Problem, seen: Counter[str]) -> dict[str, object]:
    return {
        "description": f"{problem.message} → {problem.remedy}",
        "check_name": problem.code,
        "fingerprint": _fingerprint(problem, seen),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.file, "lines": {"begin": problem.line}},
    }


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """Return what tells *problem* from all others and stays when lines above it come or go."""
    what = "\0".join((problem.file, problem.code, problem.message))
    seen[what] += 1
    return hashlib.sha256(f"{what}\0{seen[what]}".encode("utf-8", "replace")).hexdigest()
