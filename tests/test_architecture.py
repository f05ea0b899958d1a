"""The architecture, as docs/architecture.md draws it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"
ROOMS = (
    "core",
    "content",
    "embeds",
    "images",
    "documents",
    "site",
    "audit",
    "proof",
    "proofreading",
    "editor_form",
    "build",
    "publish",
    "preview",
    "linkcheck",
    "cli",
)
"""The folders of the package, in the one order: each may import those before it."""
FILES = [path for folder in ("plugins", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
FILES += sorted(ROOT.glob("*.py"))
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.html"))


def modules() -> Iterator[Path]:
    yield from sorted(PLUGINS.rglob("*.py"))


def room_of(path: Path) -> str:
    """Return the folder of the package that a module lies in."""
    return path.relative_to(PLUGINS).parts[0]


@cache
def imported(path: Path) -> set[str]:
    """Return the names that a module imports, also within functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def own_imports(path: Path) -> set[str]:
    """Return what a module imports of our package, such as "core.model"."""
    return {name.removeprefix("plugins.") for name in imported(path) if name.startswith("plugins.")}


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[0] for name in own_imports(path)}


def test_every_module_lies_in_a_room() -> None:
    """Nothing but the package's own ``__init__.py`` lies flat, and there is no folder without a place in the order."""
    assert [path.name for path in PLUGINS.glob("*.py")] == ["__init__.py"]
    assert {path.name for path in PLUGINS.iterdir() if path.is_dir()} - {"__pycache__"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_those_before_it(room: str) -> None:
    """The arrows point one way: what comes later can be read, tested and replaced without what came before."""
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    for module in (PLUGINS / room).rglob("*.py"):
        assert rooms_imported(module) <= allowed, module


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_a_face(room: str) -> None:
    """Its ``__init__.py`` says what it is; whatever it does not name there, other rooms do not import."""
    face = import_module(f"plugins.{room}")
    assert face.__doc__, f"plugins/{room}/__init__.py says nothing"
    assert len(face.__doc__.splitlines()) >= 4
    public = set(face.__all__)
    for module in modules():
        if room_of(module) != room:
            used = {name.split(".")[1] for name in own_imports(module) if name.startswith(f"{room}.")}
            assert used <= public, f"{module} imports what plugins/{room}/__init__.py does not name"


def test_the_audit_knows_nothing_of_what_it_checks() -> None:
    """A mistake must not vouch for itself: it shares ``core`` and the registry, no more."""
    for module in (PLUGINS / "audit").rglob("*.py"):
        foreign = {name for name in own_imports(module) if not name.startswith(("audit", "core"))}
        assert all(name == "embeds" or name.startswith("embeds.services") for name in foreign), module


def test_the_proof_knows_nothing_of_the_converter() -> None:
    """A mistake must not vouch for itself: it shares ``core`` alone, and reads sources and pages itself."""
    for module in (PLUGINS / "proof").rglob("*.py"):
        assert all(name.startswith(("proof", "core")) for name in own_imports(module)), module
        assert not [name for name in imported(module) if name.split(".")[0] in {"markdown", "markdown_it"}], module


def test_the_package_imports_no_tools() -> None:
    """Tools use the package, and never the other way round; settings and tasks hand in what it needs of them."""
    for module in modules():
        assert not [name for name in imported(module) if name == "tools" or name.startswith("tools.")], module


def test_no_room_names_the_form() -> None:
    """It is one part of the site among others, which pelicanconf.py adds."""
    for module in modules():
        assert room_of(module) == "editor_form" or "editor_form" not in rooms_imported(module), module


def test_only_the_build_knows_pelican() -> None:
    """Everything else takes plain data and returns plain data."""
    knowing = {
        module.relative_to(PLUGINS).as_posix()
        for module in modules()
        if any(name == "pelican" or name.startswith("pelican.") for name in imported(module))
    }

    assert knowing == {"build/pelican_host.py", "build/run_pelican.py"}  # one starts it, the other is started by it


def test_only_one_module_reads_a_clock() -> None:
    """The day is that of SOURCE_DATE_EPOCH if set, and nothing else may know another."""
    clock = re.compile(r"\b(datetime\.now|date\.today|datetime\.today|utcnow|time\.time\(|localtime|gmtime)")
    reading = {
        module.relative_to(PLUGINS).as_posix() for module in modules() if clock.search(module.read_text("utf-8"))
    }

    assert reading == {"core/dates.py"}


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
    scripts = [
        *sorted((ROOT / "theme" / "static" / "js").glob("*.js")),
        *sorted((PLUGINS / "editor_form").glob("*.js")),
    ]

    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"[äöüßÄÖÜ„“]", text), script
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), script


def test_the_picture_is_true() -> None:
    """Every path that docs/architecture.md draws exists, and every room is drawn, in its order."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("```text\n", 2)[2].split("```")[0]
    drawn = [line.split()[0] for line in picture.splitlines() if line.strip()]

    assert [name.rstrip("/") for name in drawn if name.rstrip("/") in ROOMS and name != "content/"] == [
        room for room in ROOMS if room != "content"
    ]
    folders = {
        path.relative_to(ROOT).as_posix()
        for part in ROOT.iterdir()
        if part.is_dir() and part.name not in {".venv", ".cache", ".git", "content", "output"}
        for path in (part, *part.rglob("*/"))
    }
    for name in drawn:
        if name.endswith("/") and name not in {"output/"}:
            found = any(f"/{folder}".endswith(f"/{name.rstrip('/')}") for folder in folders)
            assert found, f"{name} is drawn, but does not exist"


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rows_below(heading: str) -> list[list[str]]:
    """Return the cells of each row of the first table below *heading* in docs/architecture.md."""
    part = ARCHITECTURE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_document_is_read_to_the_end() -> None:
    """It is short, and needs few words of our own."""
    assert len(ARCHITECTURE.splitlines()) < 250
    assert 20 <= len(rows_below("Glossary")) <= 30


def test_whoever_wants_to_change_something_finds_the_files() -> None:
    """At least fifteen tasks lead to files and folders, and all of them exist."""
    tasks = rows_below("I want to change …")
    assert len(tasks) >= 15
    for task, places in tasks:
        named = re.findall(r"`([\w./-]+)`", places)
        paths = [name for name in named if "/" in name or name.endswith((".py", ".md"))]
        assert paths, task
        assert [path for path in paths if not (ROOT / path).exists()] == [], task


def test_every_module_that_the_document_names_exists() -> None:
    """By its path in the project, in the package, or in the folder that the paragraph is about."""
    for name in set(re.findall(r"`([\w./-]+\.py)`", ARCHITECTURE)):
        assert any(path.as_posix().endswith(f"/{name}") for path in FILES), f"{name} is named, but does not exist"


def test_the_words_of_the_glossary_are_those_of_the_code() -> None:
    """A class that it names is one of the package."""
    classes = set(re.findall(r"`([A-Z]\w+)`", "\n".join(row[0] for row in rows_below("Glossary"))))
    code = "\n".join(module.read_text(encoding="utf-8") for module in modules())
    assert classes
    assert [name for name in classes if f"class {name}" not in code] == []
