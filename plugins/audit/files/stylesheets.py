"""Style sheets: the addresses in a piece of CSS, read by a conforming tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]  # it has no annotations

from plugins.audit.model.element import words

# A sound prefilter: none of these, and there is neither an address nor anything that could decode to one.
SUSPECT = re.compile(r"url|src|image|cross-fade|import|\\|//", re.I)
_TAKES_ADDRESSES = words("url src image image-set -webkit-image-set cross-fade -webkit-cross-fade -moz-image-rect")
_HARMLESS_FUNCTIONS = words("format tech local type attr counter counters lang")
_HARMLESS_NAMES = frozenset(("content", "quotes", "@namespace", "@charset"))
_FOREIGN = re.compile(r"\s*(?:(?:https?|wss?|ftp|file|data|blob|javascript|vbscript):|[\\/]{2})", re.I)


@dataclass(frozen=True, slots=True)
class UnreadableStyle:
    """A place where the tokenizer gave up: another browser might read something else there."""

    kind: str


@lru_cache(maxsize=64)  # several checks ask about the same stylesheet, and the tokenizer is slow
def find_addresses(css: str) -> tuple[str | UnreadableStyle, ...]:
    """Return every address in *css*, of rules and of declarations alike.

    The tokenizer undoes escapes, so ``\\75rl(`` and ``@im\\70ort`` need no care. Quoted
    addresses arrive as strings inside a function. A string anywhere else counts only
    if it looks foreign: ``--x: "//a"`` is loaded by ``image-set(var(--x))``.
    """
    return tuple(_walk(css)) if SUSPECT.search(css) else ()


def _walk(css: str) -> Iterator[str | UnreadableStyle]:
    # A stack, not recursion: CSS may nest deeper than Python may call.
    waiting: list[tuple[list[Any], str]] = [(tinycss2.parse_component_value_list(css, skip_comments=True), "")]
    while waiting:
        nodes, function = waiting.pop()
        name = ""
        for node in nodes:
            if node.type == "error":
                yield UnreadableStyle(str(node.kind))
            elif node.type == "url":
                if name != "@namespace" and node.value:
                    yield str(node.value)
            elif node.type == "string":
                if _loads(str(node.value), function, name):
                    yield str(node.value)
            elif node.type == "function":
                waiting.append((node.arguments, node.lower_name))
            elif node.type == "() block":
                waiting.append((node.content, function))
            elif node.type == "{} block":
                waiting.append((node.content, ""))
            # A [] block is a selector: [href^="https://"] loads nothing.
            name = _name_after(name, node)


def _loads(value: str, function: str, name: str) -> bool:
    if function in _HARMLESS_FUNCTIONS or (not function and name in _HARMLESS_NAMES):
        return False
    certain = function in _TAKES_ADDRESSES or name == "@import"
    return bool(value) and (certain or bool(_FOREIGN.match(value)))


def _name_after(name: str, node: Any) -> str:
    """Return the property or at-rule that the tokens after *node* belong to."""
    if node.type == "{} block" or (node.type == "literal" and node.value == ";"):
        return ""
    if node.type == "at-keyword":
        return f"@{node.lower_value}"
    return name or (str(node.lower_value) if node.type == "ident" else "")
