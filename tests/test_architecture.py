"""The architecture, as docs/architecture.md draws it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"
LEAVES = {
    "problem",
    "day",
    "holes",
    "records",
    "slugs",
    "addresses",
    "hashed_names",
    "durations",
    "plan",
    "services",
    "share_card",
    "forks",
    "fingerprints",
    "shards",
    "progress",
    "whole_files",
}
STAGES = {
    "editorial",
    "embeds",
    "pictures",
    "pages",
    "outputs",
    "form",
    "audit",
    "release",
    "hosting",
    "reports",
    "outbound",
    "increments",
}
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))


def modules() -> Iterator[Path]:
    yield from sorted(PLUGINS.rglob("*.py"))


def part_of(path: Path) -> str:
    """Return the part of the package to which a module belongs: a stage, a leaf or a module of its own."""
    return path.relative_to(PLUGINS).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the names that a module imports, also within functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_parts(path: Path) -> set[str]:
    """Return the parts of our package that a module imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("plugins.")}


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_leaves_only(stage: str) -> None:
    """The stages never import each other: each can be read, tested and replaced alone."""
    folder = PLUGINS / stage
    assert list(folder.rglob("*.py")), f"the stage {stage} is gone"
    for module in folder.rglob("*.py"):
        assert own_parts(module) <= LEAVES | {stage}, module


def test_the_audit_knows_nothing_of_what_it_checks() -> None:
    """A mistake must not vouch for itself: it shares the form of a problem, the registry and processes, no more."""
    for module in (PLUGINS / "audit").rglob("*.py"):
        assert own_parts(module) <= {"audit", "problem", "services", "forks"}, module


def test_leaves_import_leaves_only() -> None:
    """What everybody shares depends on nobody."""
    for leaf in LEAVES:
        for module in [PLUGINS / f"{leaf}.py", *(PLUGINS / leaf).rglob("*.py")]:
            if module.exists():
                assert own_parts(module) <= LEAVES, module


def test_only_the_host_knows_pelican() -> None:
    """Everything behind register() takes plain data and returns plain data."""
    knowing = {
        part_of(module)
        for module in modules()
        if any(name == "pelican" or name.startswith("pelican.") for name in imported(module))
    }

    assert knowing == {"host", "building"}  # building starts it, host is started by it


def test_only_one_module_reads_a_clock() -> None:
    """The day is that of SOURCE_DATE_EPOCH if set, and nothing else may know another."""
    clock = re.compile(r"\b(datetime\.now|date\.today|datetime\.today|utcnow|time\.time\(|localtime|gmtime)")
    reading = {part_of(module) for module in modules() if clock.search(module.read_text(encoding="utf-8"))}

    assert reading == {"day"}


def test_trusted_html_enters_templates_in_one_place() -> None:
    """Autoescape is on, and the filter that lifts it stands where the body text is printed and nowhere else."""
    places = [t.name for t in TEMPLATES if re.search(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b", t.read_text())]

    assert places == ["body.html"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_inline(template: Path) -> None:
    """The content security policy forbids inline scripts and styles, so none is written."""
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    for opening in re.findall(r"<script[^>]*>", text, re.IGNORECASE):
        assert "src=" in opening or "application/ld+json" in opening


def test_scripts_hold_no_german_and_no_address() -> None:
    """What people read stands in the HTML, and no script names anybody else's host."""
    scripts = [*sorted((ROOT / "theme" / "static" / "js").glob("*.js")), *sorted((PLUGINS / "form").glob("*.js"))]

    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"[äöüßÄÖÜ„“]", text), script
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), script


def test_the_picture_is_true() -> None:
    """Every path that docs/architecture.md draws exists, and every part of the package is drawn."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("```text\n", 2)[2].split("```")[0]
    drawn = {line.split()[0] for line in picture.splitlines() if line.strip()}

    assert {f"{part_of(module)}" for module in modules()} - {"__init__"} <= {
        name.removesuffix("/").removesuffix(".py") for name in drawn
    }
    for name in drawn:
        if name.endswith("/") and name not in {"output/"}:
            assert list(ROOT.rglob(name.rstrip("/"))), f"{name} is drawn, but does not exist"
