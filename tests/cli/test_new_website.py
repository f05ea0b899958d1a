"""A new website builds at once, says what is missing, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.cli.new.interview import Prompt
from plugins.cli.new.website import find_files, new_website
from plugins.content.law.law_files import law_names
from plugins.core.problem import has_errors

_NETWORKS = ("youtube,mastodon", "youtube", "", "", "vimeo")
FACTS = {
    **{"name": "Musterstadt gestaltet", "body": "Stadt Musterstadt", "town": "Musterstadt"},
    **{"address": "https://www.musterstadt.example", "land": "kommune", "question": "Was soll sich ändern?"},
}


_CASES = [*zip(law_names(Path("none")), _NETWORKS, strict=True)]


@pytest.mark.parametrize(
    ("land", "services"), [_CASES[0], *(pytest.param(*one, marks=pytest.mark.slow) for one in _CASES[1:])]
)
def test_a_new_website_builds_at_once(land: str, services: str, tmp_path: Path) -> None:
    """For every law, and with no, one and two networks."""
    facts = {**FACTS, "land": land, "services": services, "colours": "#00525a,#7a1f5c"}

    assert new_website(tmp_path / "site", {key: text for key, text in facts.items() if text}, None) == 0
    result = build_site(BuildOptions(tmp_path / "site", tmp_path / "output", search=False))

    assert not has_errors(result.problems), result.problems


_ASKED = ("name", "body", "town", "question", "second")
_SIGNS = st.text("\"'{}[]:#-?&*!|>%@`,\\$<ä x0~", min_size=1, max_size=20)


@given(st.fixed_dictionaries(dict.fromkeys(_ASKED, _SIGNS)))
def test_answers_are_read_back_as_typed(answers: dict[str, str]) -> None:
    """Whatever signs YAML has a meaning for."""
    typed = {key: " ".join(text.split()) or "x" for key, text in answers.items()}
    read = yaml.safe_load(find_files({**FACTS, **typed})["site.yaml"])

    body, claim = read["ministry"], read["claim"]
    found = (read["name"], body["name"], body["city"], claim["first"], claim["second"])
    assert dict(zip(_ASKED, found, strict=True)) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://www.müllstraße.example/gruen", "https://www.xn--mllstrae-wya7z.example/gruen"),
        ("https://plain.example:80/a", "https://plain.example:80/a"),
    ],
)
def test_umlauts_of_an_address_are_written_as_servers_do(typed: str, written: str) -> None:
    """Browsers send them so, and so compares the audit."""
    assert yaml.safe_load(find_files({**FACTS, "address": typed, "second": "x"})["site.yaml"])["address"] == written


def test_servers_of_a_network_that_many_run_stand_ready_to_be_changed() -> None:
    """Those of the networks chosen and no others."""
    written = yaml.safe_load(find_files({**FACTS, "second": "x", "services": ("youtube", "mastodon")})["site.yaml"])

    assert list(written["instances"]) == ["mastodon"]


def test_a_terminal_is_asked_again_until_the_answer_can_be_taken(tmp_path: Path) -> None:
    """A wrong address and a wrong number are told; answers to the last three may be empty."""
    typed = iter(["Probe", "Stadt Probe", "Probe", "probe", "https://grün.example", "99", "4", "Was nun?", "", "", ""])
    said: list[str] = []

    assert new_website(tmp_path / "site", {}, Prompt(lambda _: next(typed), said.append)) == 0
    assert next(typed, None) is None
    assert sum(line.count("  → ") for line in said) == 2


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything in it is refused."""
    (tmp_path / "x").write_text("x")

    assert new_website(tmp_path, FACTS, None) == 1
    assert "new website" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_missing_answer_names_its_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing waits for an answer."""
    assert new_website(tmp_path / "site", {"name": "Probe"}, None) == 1
    assert "--land" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_pale_colour_is_refused_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The remedy is a colour that passes."""
    assert new_website(tmp_path / "site", {**FACTS, "colours": "#ffff00"}, None) == 1
    assert "zum Beispiel: #" in capsys.readouterr().err
