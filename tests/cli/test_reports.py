"""Reports: problems in the forms of others, whatever the problems hold."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.cli.reports import code_quality, json_lines, junit
from plugins.core.problem import Problem, Severity, sort_problems

ERROR = Problem("content/pages/a.md", 3, "Der Titel „<&>“ fehlt.", 'Bitte so schreiben: title: "x"', "required-key")
HINT = Problem("content/pages/a.md", 7, "„hier“ sagt nichts.", "Bitte das Ziel nennen.", "link-text", Severity.WARNING)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        file=st.text(max_size=8),
        line=st.integers(1, 9),
        message=st.text(max_size=8),
        remedy=st.text(max_size=8),
        code=st.sampled_from(["a", "b"]),
        severity=st.sampled_from(Severity),
    )
)


def suite(text: str) -> Element:
    """Return the one suite of a JUnit document after looking at its frame."""
    root = fromstring(text)
    (found,) = root
    assert (root.tag, found.tag) == ("testsuites", "testsuite")
    for element in (root, found):
        cases = found.findall("testcase")
        assert element.get("name")
        assert int(element.attrib["tests"]) == len(cases) > 0
        assert int(element.attrib["failures"]) == len(found.findall("testcase/failure"))
        assert int(element.attrib["skipped"]) == len(found.findall("testcase/skipped"))
        assert int(element.attrib["errors"]) == 0
    return found


def test_an_error_is_a_failed_case_and_a_hint_a_skipped_one() -> None:
    """Nothing takes a skipped case for a failure."""
    failed, skipped = suite(junit([ERROR, HINT]))

    assert (failed.get("classname"), failed.get("name")) == ("content/pages/a.md", "required-key, Zeile 3")
    assert failed.find("skipped") is None
    failure = failed.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "required-key", "message": ERROR.message}
    assert failure.text == str(ERROR)
    assert skipped.find("failure") is None
    assert skipped.find("skipped") is not None


def test_nothing_to_say_is_one_case_that_passed() -> None:
    """An empty suite looks to some as if nothing had run."""
    (case,) = suite(junit([]))

    assert list(case) == []


@settings(deadline=None)
@given(PROBLEMS)
def test_junit_is_sound_whatever_it_tells(problems: list[Problem]) -> None:
    """XML that can be parsed, and every case with a name of its own."""
    found = suite(junit(problems))

    names = [(case.get("classname"), case.get("name")) for case in found]
    assert len(set(names)) == len(names) == max(len(problems), 1)


def test_signs_that_xml_forbids_are_replaced() -> None:
    """They would make the whole document unreadable."""
    (case,) = suite(junit([Problem("a\ufffe.md", 1, "x\uffff", "y", "a")]))

    assert case.get("classname") == "a\ufffd.md"


def test_code_quality_has_the_keys_that_gitlab_asks_for() -> None:
    """docs.gitlab.com/ci/testing/code_quality: an array of objects with six keys."""
    found = json.loads(code_quality([ERROR, HINT]))

    for entry, problem, severity in zip(found, (ERROR, HINT), ("blocker", "minor"), strict=True):
        assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["description"].startswith(problem.message)
        assert entry["check_name"] == problem.code
        assert entry["severity"] == severity
        assert entry["location"] == {"path": "content/pages/a.md", "lines": {"begin": problem.line}}
        assert not entry["location"]["path"].startswith(("/", "./"))


def test_a_fingerprint_stays_when_lines_move() -> None:
    """Or a merge request would show old problems as new ones."""
    moved = Problem(HINT.file, 70, HINT.message, HINT.remedy, HINT.code, HINT.severity)

    before, after = (json.loads(code_quality([one]))[0]["fingerprint"] for one in (HINT, moved))

    assert before == after


@settings(deadline=None)
@given(PROBLEMS)
def test_fingerprints_are_unique(problems: list[Problem]) -> None:
    """GitLab shows the first of equal ones only."""
    found = json.loads(code_quality(problems))

    fingerprints = [entry["fingerprint"] for entry in found]
    assert len(set(fingerprints)) == len(problems)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in fingerprints)
    assert json.loads(code_quality(problems)) == found


@settings(deadline=None)
@given(PROBLEMS)
def test_json_is_one_object_a_line(problems: list[Problem]) -> None:
    """With the keys in the agreed order."""
    lines = json_lines(sort_problems(problems)).splitlines()

    for line, problem in zip(lines, sort_problems(problems), strict=True):
        assert list(json.loads(line)) == ["file", "line", "severity", "code", "message", "remedy"]
        assert json.loads(line) == problem.as_dict()
