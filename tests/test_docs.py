"""README, handbook and registry agree with the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.content.law import law_schema
from plugins.content.settings.site_schema import SHAPE
from plugins.embeds.services import load

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "docs" / "redaktion.md").read_text(encoding="utf-8")
TEXTS = [
    path
    for pattern in ("*.md", "docs/**/*.md", "plugins/**/*.py", "theme/**/*.html", "tools/**/*.py", "tests/**/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path != Path(__file__)
]


def test_the_readme_is_short() -> None:
    """A newcomer reads it to the end."""
    assert len(README.splitlines()) < 120


def test_the_readme_names_every_task() -> None:
    """What `tasks.py` lists, the README explains, and the other way round."""
    listed = subprocess.run(
        [sys.executable, str(ROOT / "tasks.py")], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    tasks = set(re.findall(r"^\s*([a-z]+)\s{2,}", listed, re.MULTILINE))
    explained = set(re.findall(r"^\| `([a-z]+)", README, re.MULTILINE))

    assert tasks
    assert explained == tasks


def test_the_readme_has_its_picture() -> None:
    """The screenshot that it shows is there."""
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


@pytest.mark.parametrize("service", [service.panel for service in load()])
def test_the_handbook_names_every_network(service: str) -> None:
    """An editor reads which addresses become placeholders."""
    assert service.casefold() in HANDBOOK.casefold()


def test_templates_ask_site_yaml_only_for_what_must_be_there() -> None:
    """A missing fact is a message to the editor, never a template that breaks."""
    templates = "\n".join(path.read_text("utf-8") for path in (ROOT / "theme" / "templates").rglob("*.html"))
    asked = set(re.findall(r"\bsite\.([a-z_]+(?:\.[a-z_]+)*)\b(?!\()", templates)) - {"yaml"}
    paths = (*SHAPE, *law_schema.SHAPE)
    promised = {path[: len(name)] for name in asked for path in paths if f"{path}.".startswith(f"{name}.")}

    assert asked - promised <= {"accounts"}, "a network without an entry there is simply one without an account"


def test_nothing_refers_to_what_is_not_here() -> None:
    """The project explains itself."""
    for path in TEXTS:
        assert not re.search(r"\.\./shared|/work/|helper-\d", path.read_text(encoding="utf-8")), path


def test_every_decision_has_its_three_parts() -> None:
    """Context, decision, consequences: what somebody asks in a year."""
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name
