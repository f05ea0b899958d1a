"""Law files: whatever is wrong in one is a message, and what nobody has compared is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plugins.content.front_matter.parser import Mapping, Scalar, Sequence
from plugins.content.law.law_fields import ROLES
from plugins.content.law.law_files import COMMON, HERE, Law, find_unused, law_names, read_law
from plugins.content.settings.site_schema import SHAPE
from plugins.core.problem import OPEN_FACT, Problem, Severity

OURS = ["be", "bund", "by", "kommune", "nrw"]
PROBE = (Path(__file__).parent.parent / "site" / "law" / "probe.yaml").read_text(encoding="utf-8")
NOWHERE = Path("no-such-folder")


def read(folder: Path, text: str, name: str = "probe") -> tuple[Law | None, list[Problem]]:
    """Return the law of a site whose own file holds *text*."""
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_law(name, folder, "content/law")


def at(law: Law | None, path: str) -> str:
    """Return the text at *path* of a law."""
    assert law is not None
    node = law.tree.pairs[path.split(".")[0]]
    for key in path.split(".")[1:]:
        assert isinstance(node, Mapping)
        node = node.pairs[key]
    assert isinstance(node, Scalar)
    return node.text


def test_there_are_five_laws_and_what_they_share() -> None:
    """A new Land is one new file."""
    assert law_names(NOWHERE) == OURS
    assert (HERE / f"{COMMON}.yaml").is_file()


@pytest.mark.parametrize("name", OURS)
def test_each_law_is_whole_and_says_what_it_leaves_open(name: str) -> None:
    """Nothing is wrong in it; a fact that nobody knows is marked, and told."""
    law, problems = read_law(name, NOWHERE, "content/law")

    assert law is not None
    assert {problem.code for problem in problems} <= {OPEN_FACT}
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    offices = law.tree.pairs["offices"]
    assert isinstance(offices, Sequence)
    assert law.compared


@pytest.mark.parametrize("name", OURS)
def test_a_law_asks_only_for_settings_that_there_are(name: str) -> None:
    """Else an open fact would block no release, and nobody would know."""
    law, _ = read_law(name, NOWHERE, "content/law")

    assert law is not None
    facts = law.tree.pairs["facts"]
    assert isinstance(facts, Mapping)
    assert facts.pairs.keys() <= SHAPE.keys()
    assert law.find_act("contact.mail") == "DDG § 5 Absatz 1 Nummer 2"
    assert law.find_act("contact.phone") == ""


def test_one_office_may_hold_two_roles() -> None:
    """In Bavaria the same office enforces and monitors."""
    law, _ = read_law("by", NOWHERE, "content/law")

    assert law is not None
    offices = law.tree.pairs["offices"]
    assert isinstance(offices, Sequence)
    assert len(offices.items) < len(ROLES)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("name: Probeland", "nahme: Probeland", "unknown-key", 2),
        ("    url: https://www.amt.example/\n", "", "incomplete-entry", 9),
        ("checked: 2016-10-01", "checked: gestern", "site-setting", 4),
        ("roles: [monitoring]", "roles: [aufsicht]", "unknown-choice", 18),
        ("roles: [monitoring]", "roles: []", "unknown-choice", 18),
        ("roles: [monitoring]", "roles: [enforcement]", "required-key", 1),
        ('    phone: "0"\n', "", "incomplete-entry", 25),
        ("  review: {text: jedes Jahr", "  revue: {text: jedes Jahr", "unknown-key", 38),
        ("periods:\n  answer: {text: in zwei Wochen, ", "periods:\n  answer: {", "incomplete-entry", 37),
        ("facts: {}", "facts: [contact.mail]", "not-a-group", 47),
        ("name: Probeland", "name: Probeland\nbased_on: atlantis", "unknown-law", 3),
        ("name: Probeland", "name: Probeland: heute", "unquoted-colon", 2),
        ("name: Probeland", "name: [Probe, Land]", "not-one-value", 2),
        ("    at: beim Amt", "    strasse: Weg 1\n    at: beim Amt", "unknown-key", 11),
        ("acts:\n", "acts:\n  accesibility: []\n", "unknown-key", 4),
        ("acts:\n", "acts:\n  public_relations: {law: DSG}\n", "not-a-list", 4),
        ("facts: {}", "facts: {contact.mial: DDG}", "unknown-key", 47),
        ("/netiquette/: {title", "netiquette: {title", "site-setting", 43),
        ("/netiquette/: {title", "/../../etc/: {title", "site-setting", 43),
        ("  /barrierefreiheit/: {title: Barrierefreiheit, law: Probegesetz}\n", "", "required-key", 1),
        ("{title: Netiquette,", "{title: {open: Titel},", "site-setting", 43),
        ("    url: https://www.amt.example/", '    url: "javascript:alert(1)"', "site-setting", 12),
        ("    url: https://www.amt.example/", '    url: "data:text/html,x"', "site-setting", 12),
        ("    url: https://www.amt.example/", "    url: www.amt.example", "site-setting", 12),
        ("    source: https://www.amt.example/", '    source: "javascript:alert(1)"', "site-setting", 16),
        ("    source: https://www.amt.example/", "    source: {open: Quelle}", "site-setting", 16),
        ("mail: aufsicht@amt.example", 'mail: "x?subject=<script>"', "site-setting", 31),
        ("    name: Ombudsstelle", '    name: "<script>alert(1)</script>"', "site-setting", 10),
        ("    at: beim Amt", "    at: [beim, Amt]", "site-setting", 11),
        ("    law: BGG NRW § 10d", "    law: {open: Gesetz}", "site-setting", 15),
        ("about: Erklärung,", "about: {open: Worum},", "site-setting", 7),
        ("roles: [enforcement]", "roles: [enforcement, enforcement]", "unknown-choice", 9),
        ("periods:\n", "periods:\n  dritte: {text: x}\n", "unknown-key", 37),
        ("name: Probeland", "name: Probeland\nbased_on: probe", "unknown-law", 3),
        ("name: Probeland", "name: Probeland\nbased_on: ../../../etc/passwd", "unknown-law", 3),
        ("name: Probeland", "name: Probeland\nbased_on: [alle]", "unknown-law", 3),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    """The site is not built from it."""
    assert old in PROBE

    law, problems = read(tmp_path, PROBE.replace(old, new, 1))

    assert law is None
    assert ("content/law/probe.yaml", line, code) in [(p.file, p.line, p.code) for p in problems]


def test_a_file_of_the_site_is_laid_over_ours(tmp_path: Path) -> None:
    """One that is called like ours replaces it, and may say just what differs; a list counts as a whole."""
    law, problems = read(
        tmp_path,
        'based_on: nrw\nperiods: {answer: {text: morgen, law: X, source: "https://y.example", checked: null}}',
        "nrw",
    )

    assert at(law, "periods.answer.text") == "morgen"
    assert at(law, "periods.review.law") == "BITVNRW § 4 Absatz 4"
    assert at(law, "name") == "Nordrhein-Westfalen"
    assert {problem.file for problem in problems} == {"plugins/content/law/nrw.yaml"}  # its open facts


def test_an_open_fact_that_a_site_fills_is_told_no_more(tmp_path: Path) -> None:
    """The file below still has it, but nothing of it is shown."""
    (offices,) = re.findall(r"^offices:\n(?:[ #].*\n)+", PROBE, re.MULTILINE)
    known = re.sub(r"\{open: [^}]+\}", "amt@bekannt.example", offices)

    _, before = read(tmp_path, "based_on: by\n")
    _, after = read(tmp_path, f"based_on: by\n{known}")

    assert {p.line for p in after} < {p.line for p in before}


def test_what_was_never_compared_is_marked_so() -> None:
    """No day is made up: `checked: null` stays null until somebody has compared."""
    for name in OURS:
        law, _ = read_law(name, NOWHERE, "content/law")
        assert law is not None
        assert any(not one.checked for one in law.compared), name
        assert all(re.fullmatch(r"|\d{4}-\d\d-\d\d", one.checked) for one in law.compared)


def test_a_copy_of_ours_reads_like_ours(tmp_path: Path) -> None:
    """So a site may begin with it."""
    shutil.copy(HERE / "nrw.yaml", tmp_path / "nrw.yaml")

    law, problems = read_law("nrw", tmp_path, "content/law")

    assert at(law, "name") == "Nordrhein-Westfalen"
    assert {problem.file for problem in problems} == {"content/law/nrw.yaml"}


@pytest.mark.parametrize("fact", ["{open: }", "{open: [a, b]}", "{open: E-Mail, wert: x}", "{open: E-Mail, law: [x]}"])
def test_an_open_fact_says_what_is_missing_and_nothing_else(tmp_path: Path, fact: str) -> None:
    """Else the page would show a list, or nothing."""
    _, problems = read(tmp_path, PROBE.replace("{open: E-Mail}", fact))

    assert (13, "not-one-value") in [(p.line, p.code) for p in problems]


@pytest.mark.parametrize("kind", ["folder", "link", "lost link", "large"])
def test_a_file_that_is_none_is_told_by_its_own_name(tmp_path: Path, kind: str) -> None:
    """What a link leads to is another thing on every computer, and a large file is no law."""
    path = tmp_path / "probe.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "large":
        path.write_text(PROBE + "#" * 1_000_000, encoding="utf-8")
    else:
        (tmp_path / "anderswo").write_text(PROBE, encoding="utf-8")
        path.symlink_to("anderswo" if kind == "link" else "nirgends")

    law, problems = read_law("probe", tmp_path, "content/law")

    assert law is None
    assert [(p.file, p.code) for p in problems] == [
        ("content/law/probe.yaml", "unreadable" if kind == "large" else "no-file")
    ]


def retype(text: str, problem: Problem) -> str:
    """Return the file with what the remedy says, typed by somebody who replaces a line or adds one."""
    lines = text.split("\n")
    said = re.search(r": (?P<line>(?P<key>\w+): .+?)(?:, oder, wenn .*)?$", problem.remedy)
    assert said is not None
    if "ergänzen" in problem.remedy:
        lines.insert(problem.line, f"    {said['line']}")
    else:
        lines[problem.line - 1] = re.sub(rf"\b{said['key']}: .*", lambda _: said["line"], lines[problem.line - 1])
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Probeland", "name: [Probe, Land]"),
        ("    url: https://www.amt.example/\n", ""),
        ("    url: https://www.amt.example/", '    url: "javascript:alert(1)"'),
        ("    source: https://www.amt.example/", "    source: {open: Quelle}"),
        ("    checked: 2016-10-01", "    checked: gestern"),
        ("mail: aufsicht@amt.example", "mail: nirgends"),
        ("    name: Ombudsstelle", '    name: "<b>Stelle</b>"'),
        ("    at: beim Amt", "    at: [beim, Amt]"),
        ("    law: BGG NRW § 10d", "    law: {open: Gesetz}"),
        ("roles: [enforcement]", "roles: [enforcement, enforcement]"),
        ("roles: [enforcement]", "roles: enforcement"),
    ],
)
def test_what_a_remedy_says_can_be_typed(tmp_path: Path, old: str, new: str) -> None:
    """After it the file counts."""
    broken = PROBE.replace(old, new, 1)
    _, problems = read(tmp_path, broken)
    [problem] = [one for one in problems if one.severity is Severity.ERROR]

    law, _ = read(tmp_path, retype(broken, problem))

    assert law is not None


def test_what_a_site_replaces_is_not_told_as_never_compared(tmp_path: Path) -> None:
    """Nor is an act without a name: there is nothing to compare yet."""
    period = "periods: {answer: {text: bald, law: Gesetz, source: 'https://a.example', checked: 2026-11-30}}"
    law, _ = read(tmp_path, f"name: Land\nbased_on: kommune\n{period}\n", "kommune")

    assert law is not None
    assert all(one.fact for one in law.compared)
    assert ("content/law/kommune.yaml", 3, "2026-11-30") in [(one.file, one.line, one.checked) for one in law.compared]
    answer = next(
        n for n, line in enumerate((HERE / "kommune.yaml").read_text("utf-8").split("\n"), 1) if "answer:" in line
    )
    assert not [
        one for one in law.compared if one.file != "content/law/kommune.yaml" and answer <= one.line <= answer + 4
    ]


@pytest.mark.parametrize("name", ["kommune", "by"])
def test_a_file_that_lacks_much_is_told_the_base_that_fits(name: str, tmp_path: Path) -> None:
    """Typed at its end, the line makes it whole."""
    _, problems = read(tmp_path, "name: Land\n", name)

    typed = problems[0].remedy.rpartition(": based_on")
    assert read(tmp_path, f"name: Land\nbased_on{typed[2]}\n", name)[0] is not None
    assert typed[2] == f": {name}"


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    """All of ours are based on our own, never on a site's."""
    (tmp_path / "alle.yaml").write_text("name: Land\n", encoding="utf-8")

    _, [problem] = read_law("kommune", tmp_path, "content/law")

    assert (problem.file, problem.code) == ("content/law/alle.yaml", "misplaced-file")


def test_a_file_that_the_settings_do_not_name_is_told(tmp_path: Path) -> None:
    """It may be the one that was meant; the one with the common name is told of in another way."""
    for name in ("musterland", "hessen", COMMON):
        (tmp_path / f"{name}.yaml").touch()

    (told,) = find_unused("musterland", tmp_path, "content/law")

    assert (told.file, told.severity) == ("content/law/hessen.yaml", Severity.WARNING)
    assert told.remedy.endswith(": law: hessen")
