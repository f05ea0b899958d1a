"""JUnit XML, which nearly every CI shows: a suite with a case for each problem.

There is no schema by its makers; this keeps to the elements and attributes that GitLab documents at
https://docs.gitlab.com/ci/testing/unit_test_reports/. The form knows no warnings: a hint is a case
that was skipped, which nothing takes for a failure. Without problems there is one case, passed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plugins.core.problem import Problem, Severity

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = "check"


def report(problems: Iterable[Problem]) -> str:
    """Return the whole XML document."""
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
    """Add a case for *problem*; its name is its own within its file."""
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
    SubElement(case, kind, type=problem.code, message=_clean(problem.message)).text = _clean(str(problem))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
