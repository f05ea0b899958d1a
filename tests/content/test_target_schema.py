"""What site.yaml may say of the places that the site is published to, and what an operator is told otherwise."""

from __future__ import annotations

import pytest

from plugins.content.front_matter.parser import parse
from plugins.content.settings import group_schema
from plugins.core.problem import ProblemCollector

FOLDER = "kind: folder, path: /srv/www/probe, url: 'https://www.beispiel.de'"
SSH = "kind: ssh, host: www.beispiel.de, user: website, path: /srv/www, url: 'https://www.beispiel.de/probe/'"


def told(text: str) -> list[str]:
    """Return what is said of a site.yaml that holds *text*."""
    report = ProblemCollector("content/site.yaml")
    front = parse(text, 1, report)
    assert front is not None
    group_schema.check_targets(front.pairs.get("targets"), report)
    return [f"{problem.line}: {problem.message} → {problem.remedy}" for problem in report.problems]


@pytest.mark.parametrize(
    "text",
    [
        "name: ohne Ziel",
        f"targets: {{probe: {{{FOLDER}}}}}",
        f"targets: {{probe: {{{FOLDER}}}, produktion-2: {{{SSH}, port: 2222}}}}",
        "targets: {s: {kind: s3, bucket: beispiel, url: 'https://b.de', compression: gzip}}",
        "targets: {s: {kind: pages, path: public, url: 'https://gruppe.pages.example/projekt/'}}",
    ],
)
def test_what_is_right_needs_no_word(text: str) -> None:
    """There may be no target at all."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("targets: ja", "„targets“ besteht aus mehreren Angaben."),
        ("targets: {probe: ja}", "„targets.probe“ besteht aus mehreren Angaben."),
        (f"targets: {{../x: {{{FOLDER}}}}}", "„../x“ kann kein Ziel heißen"),
        ("targets: {probe: {path: /srv}}", "Es fehlt die Angabe „kind“"),
        ("targets: {probe: {kind: ftp}}", "„ftp“ ist für „kind“ (Art des Ziels) nicht verwendbar."),
        (f"targets: {{probe: {{{FOLDER}, hots: x}}}}", "Die Angabe „hots“ gibt es unter „targets.probe“ nicht."),
        (
            f"targets: {{probe: {{{SSH}, ssh_key: geheim}}}}",
            "Die Angabe „ssh_key“ gibt es unter „targets.probe“ nicht.",
        ),
        ("targets: {probe: {kind: folder, path: /srv}}", "Es fehlt die Angabe „url“"),
        (f"targets: {{probe: {{{SSH.replace('www.beispiel.de,', '-oProxyCommand=x,')}}}}}", "„-oProxyCommand=x“"),
        (f"targets: {{probe: {{{FOLDER.replace('/srv/www/probe', '/srv/$(x)')}}}}}", "„/srv/$(x)“ ist für „path“"),
        (f"targets: {{probe: {{{FOLDER.replace('/srv/www/probe', 'srv')}}}}}", "„srv“ ist für „path“"),
    ],
)
def test_what_is_not_right_is_said_with_a_remedy(text: str, expected: str) -> None:
    """In a sentence, with what to type; a secret has no place there."""
    problems = told(text)

    assert len(problems) == 1, problems
    assert expected in problems[0]
    assert " → Bitte " in problems[0]
