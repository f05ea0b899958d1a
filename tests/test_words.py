"""The words of the code: one word, one meaning, and the field's own word first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tools.structure import public_classes, read_modules

ROOT = Path(__file__).parent.parent
LONGEST = 90  # characters of a docstring's first line: more is cut off where editors show it on hover
PARTICIPLES = frozenset(
    {"told", "kept", "made", "shown", "held", "drawn", "written", "given", "taken", "found", "seen", "known", "left"}
    | {"built", "sent", "lost", "done", "gone", "begun", "hidden", "chosen", "broken", "meant", "said", "brought"}
)
VERBS_IN_ED_AND_ING = frozenset({"embed", "feed", "need", "proceed", "bring", "string", "ping", "warning"})
REPLACED = {
    "world": "site",
    "hole": "placeholder",
    "holes": "placeholders",
    "maker": "renderer",
    "outline": "page meta",
    "receipt": "up-to-date check",
    "receipts": "up-to-date check",
    "listing": "file stats",
    "told": "say what it is: message, stats, settings",
    "uncollected": "gc_paused",
    "pictured": "attach_images",
    "lettering": "text layout",
    "standing": "previous output",
    "mounts": "routes",
    "twin": "precompressed, json copy",
    "twins": "precompressed, json copies",
    "shelf": "corpus",
    "wish": "request",
}
"""Words that once stood for something of ours, with the word that does now."""
ONLY_IN = {
    "frame": ("plugins/embeds/", "plugins/audit/", "plugins/publish/web_servers/", "plugins/site/"),
    "frames": ("plugins/embeds/", "plugins/audit/", "plugins/publish/", "plugins/site/"),
    "hint": ("plugins/editor_form/",),
    "hints": ("plugins/editor_form/",),
    "facts": tuple(
        f"plugins/{room}/" for room in ("content", "publish", "proofreading", "editor_form", "preview", "cli")
    ),
}
"""Facts are those of site.yaml, which the law may ask for; a document has properties.

A frame is an iframe, a hint the help that Sveltia shows below a field; a problem of no weight is a warning.
"""


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), parse(path)


@cache
def parse(path: Path) -> ast.Module:
    """Return the syntax tree of the file *path*, which several tests ask for."""
    return ast.parse(path.read_text(encoding="utf-8"))


def first_lines(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield the first line of every docstring, with its place."""
    for name, tree in sources(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield f"{name}:{getattr(node, 'lineno', 1)}", text.splitlines()[0]


def public_functions(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield the functions and methods that others call by their names, properties aside, with their places."""
    for name, tree in sources(*folders):
        holders: list[ast.Module | ast.ClassDef] = [tree]
        holders += [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
        for holder in holders:
            for node in holder.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_property(node):
                    yield f"{name}:{node.lineno}", node.name


def is_property(function: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in function.decorator_list)


def is_participle(word: str) -> bool:
    if word in VERBS_IN_ED_AND_ING:
        return False
    return word in PARTICIPLES or word.endswith("ed") or (word.endswith("ing") and len(word) > 4)


def names_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield every name that a module gives: of functions, arguments, classes, variables and fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def words_of(name: str) -> list[str]:
    """Return the words of *name*, in lower case."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def test_no_class_name_is_borne_twice() -> None:
    """Whoever reads a class's name knows which one it is."""
    assert [name for name, count in public_classes(read_modules().values()).items() if count > 1] == []


def test_no_public_function_is_named_by_a_participle() -> None:
    """A function is a verb: `load`, `render`, `find_embeds`; booleans begin with `is_` or `has_`."""
    assert [place for place in public_functions("plugins") if is_participle(place[1].split("_")[0])] == []


@pytest.mark.parametrize("folder", ["plugins", "tools"])
def test_the_first_line_of_a_docstring_is_short(folder: str) -> None:
    """It names the thing; the rest stands below."""
    assert [(place, line) for place, line in first_lines(folder) if len(line) > LONGEST] == []


def test_things_are_called_by_their_names() -> None:
    """A first line that says „what“ is often one that has no word for its thing."""
    lines = [line for _, line in first_lines("plugins")]
    indirect = [line for line in lines if re.search(r"\bwhat\b", line, re.IGNORECASE)]

    assert len(indirect) * 20 <= len(lines), f"{len(indirect)} of {len(lines)}"


def test_words_that_were_replaced_do_not_come_back() -> None:
    """One word, one meaning: the table above says which."""
    found = [
        f"{place}:{line}: {name} (say: {REPLACED[word]})"
        for place, tree in sources("plugins")
        for line, name in names_of(tree)
        for word in words_of(name)
        if word in REPLACED
    ]

    assert found == []


def test_a_word_stands_only_where_its_meaning_is() -> None:
    """A frame of the call stack is a call, and the frame of a page its layout."""
    found = [
        f"{place}:{line}: {name}"
        for place, tree in sources("plugins")
        for line, name in names_of(tree)
        for word in words_of(name)
        if word in ONLY_IN and not place.startswith(ONLY_IN[word])
    ]

    assert found == []
