"""Reports: problems in formats that other programs read, one function a format.

Each takes the problems in their order and returns the text of the whole file.

JUnit XML: nearly every CI shows it. There is no schema by its makers; this keeps to the elements and attributes that
GitLab documents at https://docs.gitlab.com/ci/testing/unit_test_reports/. The format knows no warnings: a warning is a
case that was skipped, which nothing takes for a failure. Without problems there is one case, passed.

Code Quality of GitLab: problems beside the changed lines of a merge request. The keys are those that GitLab requires,
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: description, check_name, fingerprint,
severity, location.path, location.lines.begin.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plugins.core.problem import Problem, Severity

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = "check"
_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor"}  # an error does stop the site from going out


def json_lines(problems: Iterable[Problem]) -> str:
    """Return a JSON object a line for each problem: file, line, severity, code, message, remedy."""
    return "".join(f"{json.dumps(problem.as_dict(), ensure_ascii=False)}\n" for problem in problems)


def junit(problems: Iterable[Problem]) -> str:
    """Return *problems* as JUnit XML: a suite with a case for each."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    counts = {"tests": len(found) or 1, "failures": errors, "errors": 0, "skipped": len(found) - errors}
    numbers = {"name": _NAME, **{name: str(number) for name, number in counts.items()}}
    root = Element("testsuites", numbers)
    suite = SubElement(root, "testsuite", numbers)
    seen: Counter[tuple[str, str]] = Counter()
    for problem in found:
        _case(suite, problem, seen)
    if not found:
        SubElement(suite, "testcase", classname="content", name="Nichts zu verbessern")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(suite: Element, problem: Problem, seen: Counter[tuple[str, str]]) -> None:
    """Add a case for *problem*, with a name that is unique within its file."""
    name = f"{problem.code}, Zeile {problem.line}"
    seen[problem.file, name] += 1
    number = seen[problem.file, name]
    case = SubElement(
        suite,
        "testcase",
        classname=_clean(problem.file),
        file=_clean(problem.file),
        line=str(problem.line),
        name=name if number == 1 else f"{name} ({number})",
    )
    kind = "failure" if problem.severity is Severity.ERROR else "skipped"
    SubElement(case, kind, type=problem.code, message=_clean(problem.describe())).text = _clean(_format_whole(problem))


def _format_whole(problem: Problem) -> str:
    """Return the two lines of *problem* with all its places."""
    return f"{problem.file}:{problem.line}: {problem.describe()}\n  → {problem.remedy}"


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def code_quality(problems: Iterable[Problem]) -> str:
    """Return *problems* for GitLab's Code Quality, a JSON document."""
    seen: Counter[str] = Counter()
    return json.dumps([_entry(problem, seen) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def _entry(problem: Problem, seen: Counter[str]) -> dict[str, object]:
    return {
        "description": f"{problem.describe()} → {problem.remedy}",
        "check_name": problem.code,
        "fingerprint": _fingerprint(problem, seen),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.file, "lines": {"begin": problem.line}},
    }


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """Return a hash of *problem* that is unique and stays when lines above it come or go."""
    identity = "\0".join((problem.file, problem.code, problem.message))
    seen[identity] += 1
    return hashlib.sha256(f"{identity}\0{seen[identity]}".encode("utf-8", "replace")).hexdigest()
