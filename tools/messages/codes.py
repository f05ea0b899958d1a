"""Codes: every code that a message of ours can have, as the source says it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.environment import ROOT

_FOLDERS = ("plugins", "tools/browser_check")
_REPORTERS = frozenset(
    {"Finding", "PartRules", "Problem", "_hint", "_warning", "_problem", "_refuse", "error", "report_file", "warning"}
)
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def find_codes() -> dict[str, set[str]]:
    """Return each code with the modules that use it.

    „picture-…“ stands for codes with a computed part.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in _modules():
        for code in _of(ast.parse(path.read_text(encoding="utf-8"))):
            found[code].add(path.relative_to(ROOT).as_posix())
    return dict(found)


def _modules() -> list[Path]:
    return [path for folder in _FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def _of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for value in _arguments(node):
                yield from _constant(value)
        elif isinstance(node, ast.Tuple) and _is_diagnosis(node):
            yield from _constant(node.elts[1])


def _arguments(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of *call* among which its code is."""
    name = _name(call.func)
    if name in _REPORTERS:
        given = call.args[1:] if name == "Problem" else call.args  # a problem begins with its file
        return [*given, *(keyword.value for keyword in call.keywords)]
    return {"PatternField": call.args[1:2], "check_elements": call.args[:1]}.get(name, [])


def _is_diagnosis(node: ast.Tuple) -> bool:
    """Return whether *node* is index, code, message and remedy."""
    if len(node.elts) != 4 or isinstance(node.elts[0], ast.Constant):
        return False
    return isinstance(node.elts[2], ast.JoinedStr | ast.Constant)


def _constant(node: ast.expr) -> Iterator[str]:
    """Yield the code that *node* is, or both if it is one or the other."""
    if isinstance(node, ast.IfExp):
        yield from _constant(node.body)
        yield from _constant(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.JoinedStr) and len(node.values) == 2 and isinstance(node.values[0], ast.Constant):
        begin = str(node.values[0].value)
        if re.fullmatch(r"[a-z]+-", begin):
            yield f"{begin}…"


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def find_patterns() -> dict[str, tuple[str, str]]:
    """Return message and remedy of each code from the source, „…“ for computed parts.

    Of several the first is returned.

    Codes whose message stands elsewhere in the source are missing.
    """
    found: dict[str, tuple[str, str]] = {}
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _REPORTERS:
                sentences = [text for value in node.args if " " in (text := _text(value))]
                for code in (code for value in node.args for code in _constant(value)):
                    if len(sentences) == 2:
                        found.setdefault(code, (sentences[0], sentences[1]))
    return found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""
