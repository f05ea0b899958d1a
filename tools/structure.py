"""The structure of the package in figures: `python -m tools.structure`.

What it counts is read from the source alone, nothing is imported or run. A floor is the length of the longest chain of
folders that import one another, a chain the same of modules. The nouns of a build are the classes of ours that stand in
the signatures of what the folder ``build`` offers, and the public fields of those classes do not count.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "plugins"
BUILD = ("plugins.build",)
Graph = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its dotted name, its lines, and its syntax tree."""

    name: str
    lines: int
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder below the package, or the module itself where it lies flat."""
        return self.name.split(".")[1] if "." in self.name else ""


def read_modules(root: Path = ROOT) -> dict[str, Module]:
    """Return all modules of the package below *root*, by name."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        text = path.read_text(encoding="utf-8")
        found[name] = Module(name, text.count("\n"), ast.parse(text))
    return found


def import_graph(modules: Mapping[str, Module]) -> Graph:
    """Return which modules each module imports, also within functions."""
    return {name: frozenset(_imports(module, modules)) - {name} for name, module in modules.items()}


def _imports(module: Module, modules: Mapping[str, Module]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)


def room_graph(modules: Mapping[str, Module], graph: Graph) -> Graph:
    """Return which folders each folder imports."""
    rooms: dict[str, set[str]] = {module.room: set() for module in modules.values() if module.room}
    for name, others in graph.items():
        if room := modules[name].room:
            rooms[room] |= {modules[other].room for other in others} - {room, ""}
    return {room: frozenset(others) for room, others in rooms.items()}


def longest_chain(graph: Graph) -> tuple[str, ...]:
    """Return the longest chain of imports; modules of a circle count once each."""
    chains: dict[str, tuple[str, ...]] = {}

    def below(name: str, above: frozenset[str]) -> tuple[str, ...]:
        if name not in chains:
            others = sorted(graph.get(name, frozenset()) - above - {name})
            chains[name] = (name, *max((below(other, above | {name}) for other in others), key=len, default=()))
        return chains[name]

    return max((below(name, frozenset()) for name in sorted(graph, reverse=True)), key=len, default=())


def public_classes(modules: Iterable[Module]) -> Counter[str]:
    """Return how often each public class name is borne."""
    return Counter(
        node.name
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )


def module_names(modules: Iterable[Module]) -> Counter[str]:
    """Return how often each name of a file is borne, ``__init__`` aside."""
    return Counter(module.name.rpartition(".")[2] for module in modules)


def nouns_of_a_build(modules: Mapping[str, Module], build: tuple[str, ...] = BUILD) -> frozenset[str]:
    """Return the public classes in the signatures of public functions of *build*."""
    ours = set(public_classes(modules.values()))
    found: set[str] = set()
    for name, module in modules.items():
        if name.startswith(build):
            for node in ast.walk(module.tree):
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    found |= ours & set(_words_of_signature(node))
    return frozenset(found)


def _words_of_signature(function: ast.FunctionDef) -> Iterator[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    for annotation in (*(one.annotation for one in every), function.returns):
        for node in ast.walk(annotation) if annotation else ():
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr


def figures(root: Path = ROOT, build: tuple[str, ...] = BUILD) -> dict[str, int]:
    """Return the figures of the package below *root*, by name."""
    modules = read_modules(root)
    graph = import_graph(modules)
    rooms = room_graph(modules, graph)
    importers = Counter(other for others in graph.values() for other in others)
    return {
        "modules": len(modules),
        "lines": sum(module.lines for module in modules.values()),
        "flat modules": sum(1 for name in modules if name.count(".") == 1 and not _is_folder(root, name)),
        "folders (rooms)": sum(1 for room in rooms if _is_folder(root, f"{PACKAGE}.{room}")),
        "floors": len(longest_chain(rooms)),
        "arrows between rooms": sum(map(len, rooms.values())),
        "longest chain of modules": len(longest_chain(graph)),
        "public class names borne twice": sum(1 for count in public_classes(modules.values()).values() if count > 1),
        "module names borne twice": sum(1 for count in module_names(modules.values()).values() if count > 1),
        "modules imported by exactly one": sum(1 for count in importers.values() if count == 1),
        "modules of at most 40 lines": sum(1 for module in modules.values() if module.lines <= 40),
        "nouns of a build": len(nouns_of_a_build(modules, build)),
    }


def _is_folder(root: Path, name: str) -> bool:
    return root.joinpath(*name.split(".")).is_dir()


if __name__ == "__main__":
    where, *prefixes = sys.argv[1:] or [str(ROOT)]
    for label, figure in figures(Path(where), tuple(prefixes) or BUILD).items():
        print(f"{label:36}{figure:>8,}")
