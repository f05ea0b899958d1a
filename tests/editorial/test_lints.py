"""Hints about wording: what is found, and what only looks like it."""

from __future__ import annotations

import pytest

from plugins.editorial import lints
from plugins.editorial.report import Report
from plugins.problem import Severity


def hints(text: str) -> list[tuple[int, str]]:
    """Return line and code of each hint about *text*."""
    report = Report("content/pages/x.md")
    lints.look(text, report)
    assert all(problem.severity is Severity.WARNING for problem in report.problems)
    return [(problem.line, problem.code) for problem in report.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Angaben nach § 5 TMG",
        "gemäß Telemediengesetz",
        "Paragraf 25 des TTDSG.",
        "(§ 18 Abs. 2 RStV)",
        "des Rundfunkstaatsvertrages",
        "des Telemediengesetzes",
    ],
)
def test_a_law_that_has_another_name_now_is_a_hint(text: str) -> None:
    """TMG, TTDSG and RStV are DDG, TDDDG and MStV today; the hint names the line."""
    assert hints(f"---\ntitle: x\n---\n\n{text}\n") == [(5, "law-name")]


@pytest.mark.parametrize(
    "text",
    ["§ 5 DDG", "TDDDG", "MStV", "https://www.gesetze-im-internet.de/tmg/", "example.org/TMG", "TMGler", "/TTDSG/"],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    """Names of today, addresses and longer words are left alone."""
    assert hints(text) == []
