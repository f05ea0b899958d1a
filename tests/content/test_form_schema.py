"""What site.yaml may say of the form, and what an editor is told otherwise."""

from __future__ import annotations

import pytest

from plugins.content.front_matter.parser import parse
from plugins.content.settings import group_schema
from plugins.core.problem import ProblemCollector

GITLAB = "repository: gitlab, host: 'https://gitlab.opencode.de', project: a/b, app_id: 0123456789abcdef0123"


def told(form: str) -> list[str]:
    """Return what is said of a site.yaml with that *form*."""
    report = ProblemCollector("content/site.yaml")
    front = parse(form, 1, report)
    assert front is not None
    group_schema.check_form(front.pairs.get("form"), report)
    return [f"{problem.line}: {problem.message} → {problem.remedy}" for problem in report.problems]


@pytest.mark.parametrize(
    "form",
    [
        "name: ohne Formular",
        "form: {published: false}",
        f"form: {{published: true, {GITLAB}}}",
        f"form: {{{GITLAB}, branch: main}}",
        "form: {repository: github, project: gruppe/projekt}",
    ],
)
def test_what_is_right_needs_no_word(form: str) -> None:
    """The form may also not be mentioned at all."""
    assert told(form) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("form: ja", "„form“ besteht aus mehreren Angaben."),
        ("form: {publish: true}", "Die Angabe „publish“ gibt es unter „form“ nicht. Meinten Sie „published“?"),
        ("form: {published: ja}", "„ja“ ist für „published“"),
        ("form: {published: true}", "Es fehlt die Angabe „repository“"),
        ("form: {repository: svn}", "„svn“ ist für „repository“ (Art des Repositoriums) nicht verwendbar."),
        ("form: {repository: gitlab, host: 'https://g.example', project: a/b}", "Es fehlt die Angabe „app_id“"),
        ("form: {repository: github, project: a/b, host: 'http://g.example'}", "„http://g.example“ ist für „host“"),
        ("form: {repository: github, project: a/b, sign_in: 'https://x.example; script-src *'}", "für „sign_in“"),
    ],
)
def test_what_is_not_right_is_said_with_a_remedy(form: str, expected: str) -> None:
    """In the words of the handbook, and never in a traceback."""
    problems = told(form)

    assert len(problems) == 1, problems
    assert expected in problems[0]
    assert " → Bitte " in problems[0]
