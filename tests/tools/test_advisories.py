"""Known vulnerabilities of our packages are printed, and so is a failed inquiry."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from tools import advisories

GOOD = {"name": "jinja2", "version": "3.1.6", "vulns": []}
BAD = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "uv", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "code", "sentence"),
    [
        ([GOOD], 0, "1 Pakete, keine bekannte Sicherheitslücke."),
        ([GOOD, BAD], 1, "pillow 1.0: PYSEC-1\n  → Bitte neu festlegen (python -m tools.lock). Behoben in: 1.1."),
        ([GOOD, UNKNOWN], 1, "Über 1 von 2 Paketen gibt die Auskunft nichts her, zum Beispiel: uv."),
        ([], 1, ""),
    ],
)
def test_only_if_all_were_asked_about_all_is_well(
    capsys: pytest.CaptureFixture[str], packages: list[dict[str, Any]], code: int, sentence: str
) -> None:
    """A package that nobody knows anything of is no good news."""
    assert advisories.report(packages) == code

    shown = capsys.readouterr()
    assert sentence in shown.out + shown.err


def test_without_an_answer_it_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With a sentence, and no traceback."""
    nothing = subprocess.CompletedProcess([], 1, stdout="", stderr="Traceback")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_more: nothing)

    assert advisories.check_advisories() == 1

    assert "ist nicht zu erreichen" in capsys.readouterr().err
