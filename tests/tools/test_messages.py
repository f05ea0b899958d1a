"""docs/meldungen.md explains every message, by examples that the checks really give."""

from __future__ import annotations

import ast
import re

import pytest

from plugins.audit import CHECKS
from plugins.core.problem import Problem, Severity
from tests.conftest import Once
from tools.environment import ROOT
from tools.messages import codes
from tools.messages.examples import find_examples
from tools.messages.mistakes import MISTAKES
from tools.messages.page import FILE, read_meanings, render_page

# Modules that hand on a code somebody else has chosen
HANDED_ON = {
    "build/locate_findings.py",
    "content/library.py",
    "content/markdown/html/refusals.py",
    "core/problem.py",
    "embeds/codes/refusals.py",
    "linkcheck/report.py",
    "preview/builder.py",
    "preview/state.py",
    "proofreading/media.py",
    "proofreading/proofread.py",
}
# No mistake in a file brings these up: they are the machine's, the developers', or need somebody without rights
ONLY_DESCRIBED = {
    "audit",
    "media-unreadable",
    "moved-text",
    "no-content",
    "nothing-built",
    "pelican",
    "readings",
    "template",
    "template-overrides",
    "unreadable",
    "search",
}


@pytest.fixture(scope="module")
def said(once: Once) -> dict[str, Problem]:
    """The problems that the checks report about every mistake."""
    found: dict[str, Problem] = once("messages", find_examples)
    return found


def explained() -> dict[str, tuple[str, str]]:
    """Return title and meaning of every code."""
    return {code: told for entries in read_meanings().values() for code, told in entries.items()}


def test_the_page_is_what_the_checks_say(said: dict[str, Problem]) -> None:
    """`python -m tools.messages` writes it anew."""
    assert FILE.read_text(encoding="utf-8") == render_page(said)


def test_every_code_in_the_program_is_explained() -> None:
    """And nothing is explained that the program does not say."""
    found = set(codes.find_codes())
    begun = {code.removesuffix("…") for code in found if code.endswith("…")}
    whole = {code for code in found if not code.endswith("…")}
    known = explained().keys()

    assert whole - known == set()
    assert {code for code in known - whole if not code.startswith(tuple(begun))} == set()
    assert all(any(code.startswith(begin) for code in known) for begin in begun)


def test_every_question_of_the_audit_is_explained() -> None:
    """A new module in audit/checks/ has to be explained too; "parts" has the code of each part."""
    assert {name.replace("_", "-") for name in CHECKS.keys() - {"parts"}} <= explained().keys()


def test_no_code_is_worked_out_unseen() -> None:
    """Modules that pass on a computed code are listed: else a new code could escape the page."""
    computing = set()
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                literal = [value for value in node.args for _ in codes._constant(value)]
                if not literal:
                    computing.add(path.relative_to(ROOT / "plugins").as_posix())

    assert computing <= HANDED_ON


def test_every_code_has_an_example(said: dict[str, Problem]) -> None:
    """But for those that no mistake in a file brings up."""
    assert explained().keys() - said.keys() == ONLY_DESCRIBED
    assert set(said) <= explained().keys()
    assert set(MISTAKES) <= set(said)


def test_every_example_can_be_understood(said: dict[str, Problem]) -> None:
    """No word that explains nothing, no path of this machine, and always something to do."""
    for problem in said.values():
        assert not re.search(r"\b[Uu]ngültig|/tmp|Traceback", str(problem)), problem
        assert problem.message.endswith((".", "“", "?", "…", ">", ")", ": decorative: true")), problem
        assert problem.remedy, problem


def test_warnings_and_errors_are_as_agreed(said: dict[str, Problem]) -> None:
    """Wording, links, alternatives, headings, titles, weight, equivalents never stop a build."""
    warnings = {
        code
        for group in (
            "Links und Überschriften",
            "Wortlaut",
            "Leichte Sprache",
            "Links zu anderen Websites (nur bei links)",
        )
        for code in read_meanings()[group]
    }
    warnings |= {code for code in said if code.startswith("alt-") or code.endswith("-heavy")}
    warnings |= {"missing-equivalent", "open-fact", "picture-huge", "picture-small", "picture-place"}

    assert {code for code in warnings if said[code].severity is not Severity.WARNING} == set()
