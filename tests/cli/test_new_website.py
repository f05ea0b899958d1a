"""A new website builds at once, says what is missing, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plugins.build.build import PROJECT, build_site
from plugins.build.options import BuildOptions
from plugins.cli.new.website import new_website
from plugins.content.law.law_files import law_names
from plugins.core.problem import has_errors

_NETWORKS = ("", "youtube", "youtube,mastodon", "", "vimeo")
FACTS = {
    **{"name": "Musterstadt gestaltet", "body": "Stadt Musterstadt", "town": "Musterstadt"},
    **{"address": "https://www.musterstadt.example", "land": "kommune", "question": "Was soll sich ändern?"},
}


@pytest.mark.parametrize(("land", "services"), zip(law_names(Path("none")), _NETWORKS, strict=False))
def test_a_new_website_builds_at_once(land: str, services: str, tmp_path: Path) -> None:
    """For every law, and with no, one and two networks."""
    facts = {**FACTS, "land": land, "services": services, "colours": "#00525a,#7a1f5c"}

    assert new_website(tmp_path / "site", {key: text for key, text in facts.items() if text}, None) == 0
    result = build_site(BuildOptions(PROJECT, tmp_path / "site", tmp_path / "output", search=False))

    assert not has_errors(result.problems), result.problems


@pytest.mark.parametrize("name", ['"A"', "a: b # c", "{open: x}", "- <b>1</b>", "../..", "$name \\ 'x'", "Ü" * 99])
def test_answers_are_read_back_as_typed(name: str, tmp_path: Path) -> None:
    """Whatever signs YAML has a meaning for."""
    new_website(tmp_path / "site", {**FACTS, "name": name}, None)

    assert yaml.safe_load((tmp_path / "site" / "site.yaml").read_text())["name"] == name


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
