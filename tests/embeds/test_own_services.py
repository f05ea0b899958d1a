"""A network that a site describes itself: every mistake is told in German, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content.front_matter.parser import parse
from plugins.core.problem import ProblemCollector
from plugins.embeds.services import HERE, load_own

OURS = (HERE / "mastodon.yaml").read_text(encoding="utf-8")


def told(content: Path, data: str | bytes, name: str = "mastodon.yaml") -> list[tuple[int, str]]:
    """Return line and code of each problem of a file of the site's own."""
    folder = content / "services"
    folder.mkdir()
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    _, problems = load_own(content)
    assert {problem.file for problem in problems} <= {f"content/services/{name}"}
    for problem in problems:
        for english in (" the ", " is ", "Error", "codec", "object"):
            assert english not in problem.message, "German for editors"
    return [(problem.line, problem.code) for problem in problems]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_copy_of_ours_is_a_beginning(tmp_path: Path, path: Path) -> None:
    """The remedy sends editors to these files."""
    assert told(tmp_path, path.read_bytes(), path.name) == []


@pytest.mark.parametrize(
    ("old", "new", "further"),
    [
        ("order: 101", "order: x", 0),
        ("order: 101", "default: ja\norder: 101", 0),
        ("name: Mastodon", "name: [a]", 0),
        ("name: Mastodon", 'name: "<b>Mastodon</b>"', 0),
        ("privacy: https", "privacy: javascript", 0),
        ("instances: [", 'instances: ["javascript:alert(1)", ', 0),
        ('frame_hosts: ["{instance}"]', 'frame_hosts: ["x.example; script-src *"]', 0),
        ("sandbox: allow-scripts", "sandbox: allow-top-navigation", 0),
        ("checked:", "checked: gestern", 0),
        ("sites:", "sites: a\nextras:", 0),
        ("values:", 'values: {x: "("}\nextras:', 0),
        ("\nkinds:", "\nkinds: [a]\nextras:", 1),
        ("order: 101", "order: 101\nfarbe: rot", 1),
        ("order: 101\n", "", 0),
        ("changes:\n", "changes: bald\nstart:\n", 0),
        ("changes:\n", "changes:\n  - {day: 2026-13-45, what: Neu.}\n", 0),
        ("changes:\n", "changes:\n  - {day: 2999-01-01, what: Neu.}\n", 0),
        ("order: 101", "share: javascript:alert(1)\norder: 101", 0),
        ("  id: '\\d{10,20}'", "  id: '.+'", 0),
        ("  id: '\\d{10,20}'", "  id: '[a-z.]+'", 0),
        ("allow: fullscreen", "allow: camera *; microphone *", 0),
        ("allow: fullscreen", "allow: fullscreen *", 0),
        ("referrerpolicy: strict-origin-when-cross-origin", "referrerpolicy: unsafe-url", 0),
        ('loaders: ["https://{instance}/', 'loaders: ["https://evil.example/', 0),
        ('  main: ["{instance}"]', '  main: ["{instance}"]\n  any: ["[www.]youtube.com"]', -1),
        ('  main: ["{instance}"]', '  main: ["{instance}"]\n  any: ["{word}.spotify.com"]', -1),
        ('frame_hosts: ["{instance}"]', "frame_hosts: [social.example]", 0),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, further: int) -> None:
    """What a page's policy or a frame would get is refused before anything is made of it."""
    assert old in OURS

    line = OURS[: OURS.index(old)].count("\n") + 1 + further
    assert told(tmp_path, OURS.replace(old, new, 1)) == [(line, "own-service")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OURS.encode("latin-1", "replace"), "encoding"),
        ("- a\n", "not-named-values"),
        ("name: a: b\n", "unquoted-colon"),
        (f"{OURS}name: Zwei\n", "duplicate-key"),
        (f"a: &a [*a]\n{OURS}", "yaml-sign"),
        ("name: !!python/object/apply:os.system [id]\n", "yaml-sign"),
        (f"a: {'[' * 100_000}", "too-deep"),
        (f"{OURS}---\nname: Zwei\n", "second-part"),
        ("#" * 1_000_001, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, data: str | bytes, code: str) -> None:
    """Deep nesting ended the whole program once, as YAML is read by a library in C."""
    assert {found for _, found in told(tmp_path, data)} == {code}


def test_a_version_without_a_day_is_told_with_the_line_to_type(tmp_path: Path) -> None:
    """Citizens read a day and what changed on it; the line of the remedy, typed for the rest, is enough."""
    begin, end = OURS.index("changes:"), OURS.index("source:")
    file = tmp_path / "services" / "mastodon.yaml"
    file.parent.mkdir()
    file.write_text(OURS[:begin] + OURS[end:], encoding="utf-8")
    _, [problem] = load_own(tmp_path)
    typed = problem.remedy.partition("zum Beispiel: ")[2]

    assert problem.message == "Es fehlt die Angabe „changes“."
    file.write_text(f"{OURS[:begin]}{typed}\n{OURS[end:]}", encoding="utf-8")
    [own], problems = load_own(tmp_path)
    assert ([str(one.day) for one in own.changes], problems) == (["2026-11-30"], [])


def test_the_name_of_the_file_is_part_of_addresses(tmp_path: Path) -> None:
    """It stands in anchors and lists."""
    assert told(tmp_path, OURS, "Mein Netz.yaml") == [(1, "own-service")]


def test_brackets_without_end_cost_no_time() -> None:
    """The parser's time grows with the square of the depth: minutes, before it was stopped."""
    report = ProblemCollector("x")

    assert parse(f"a: {'[' * 100_000}", 1, report) is None
    assert [problem.code for problem in report.problems] == ["too-deep"]


@pytest.mark.parametrize(
    "slow",
    [
        "(?:a+)+",
        "(?:a|a)*",
        "(?:a*b?)*",
        "(?:a|b|ab)*",
        "(?:[a-z]+-?)+",
        "x(?:(?i:a+))+",
        "(?:(?:a+){2})+",
        r"(?:\w+\w)*",
    ],
)
def test_an_expression_without_end_is_told(tmp_path: Path, slow: str) -> None:
    """One address in a text would keep a build busy for years."""
    data = OURS.replace("values:\n", f"values:\n  wort: '{slow}'\n", 1)
    line = data[: data.index("  wort: ")].count("\n") + 1

    assert told(tmp_path, data) == [(line, "own-service")]


@pytest.mark.parametrize(
    "swift", [r"(?:[a-z0-9-]+\.)+[a-z]{2,}", "(?:[a-z]|%[0-9A-F]{2})+", r"\d{1,3}(?:,-?\d+)*", ".+"]
)
def test_an_expression_whose_choices_are_clear_is_read(tmp_path: Path, swift: str) -> None:
    """A repeat within another does no harm where the next character decides."""
    assert told(tmp_path, OURS.replace("values:\n", f"values:\n  wort: '{swift}'\n", 1)) == []
