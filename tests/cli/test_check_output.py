"""What `check` prints for people: an amount to live with, and nothing missing in silence."""

from __future__ import annotations

import re

import pytest

from plugins.cli import check_output
from plugins.cli.check_output import MOST_WARNINGS, print_check
from plugins.core.problem import Problem, Severity, sort_problems

ERRORS = [Problem(f"content/pages/{name}.md", 3, "Fehlt.", "Schreiben.", "required-key") for name in "mnz"]
WARNINGS = [
    Problem(f"content/pages/a{number:03}.md", 1, "Geht besser.", "Ändern.", "link-text", Severity.WARNING)
    for number in range(MOST_WARNINGS + 7)
]
FACTS = [
    Problem("content/site.yaml", line, "Noch offen: Ort.", "Eintragen.", "open-fact", Severity.WARNING)
    for line in range(30, 58)
]
ALL = sort_problems([*FACTS, *WARNINGS, *ERRORS])


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> pytest.CaptureFixture[str]:
    """A terminal that shows what is printed."""
    monkeypatch.setattr(check_output, "is_terminal", lambda: True)
    return capsys


def places(text: str) -> list[str]:
    """Return the places of all problems in *text*, in their order."""
    return re.findall(r"^(\S+:\d+): ", text, re.MULTILINE)


def test_errors_come_first_then_warnings_then_one_line_for_open_facts(terminal: pytest.CaptureFixture[str]) -> None:
    """The order is the same however much there is."""
    print_check([*ERRORS, *WARNINGS[:4], *FACTS], whole=False)

    printed = terminal.readouterr()
    assert [place.rpartition("/")[2][0] for place in places(printed.err)] == [*"mnz", *"aaaa", "s"]
    assert printed.err.splitlines()[-1] == (
        "content/site.yaml:30: Hinweis: 28 Angaben sind noch offen. Welche, sagt: python3 tasks.py check --all"
    )
    assert printed.out == "3 Fehler, 32 Hinweise.\n"


def test_a_terminal_gets_as_many_warnings_as_one_reads(terminal: pytest.CaptureFixture[str]) -> None:
    """One line counts what is left out and says how to see it; it is never an error."""
    many = [Problem("content/pages/f.md", line, "Fehlt.", "Schreiben.", "x") for line in range(1, 101)]

    print_check([*many, *WARNINGS], whole=False)

    printed = terminal.readouterr()
    assert len(places(printed.err)) == 100 + MOST_WARNINGS
    assert printed.err.splitlines()[-1].startswith("7 weitere Hinweise stehen hier nicht. Alle zeigt: ")
    assert "check --all;" in printed.err
    assert printed.out == "100 Fehler, 27 Hinweise.\n"


def test_all_is_all(terminal: pytest.CaptureFixture[str]) -> None:
    """Each warning and each open fact, two lines a problem and nothing else."""
    print_check(ALL, whole=True)

    printed = terminal.readouterr().err
    assert sorted(places(printed)) == sorted(f"{problem.file}:{problem.line}" for problem in ALL)
    assert len(printed.splitlines()) == 2 * len(ALL)


def test_a_file_or_a_pipe_gets_every_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """The limit is for eyes; a log is searched."""
    print_check(ALL, whole=False)

    printed = capsys.readouterr().err
    assert len(places(printed)) == len(ERRORS) + len(WARNINGS) + 1
    assert "stehen hier nicht" not in printed


def test_who_asks_for_the_file_gets_each_open_fact(terminal: pytest.CaptureFixture[str]) -> None:
    """`check content/site.yaml` is the question which they are."""
    print_check(FACTS, whole=False, facts=True)

    assert len(places(terminal.readouterr().err)) == len(FACTS)


@pytest.mark.parametrize(
    ("count", "sentence"), [(1, "1 weiterer Hinweis steht hier nicht."), (2, "2 weitere Hinweise")]
)
def test_one_is_counted_as_one(terminal: pytest.CaptureFixture[str], count: int, sentence: str) -> None:
    """A sentence, whatever the number."""
    print_check(WARNINGS[: MOST_WARNINGS + count], whole=False)

    assert sentence in terminal.readouterr().err
