"""Styles: the CSS files of the theme as one, in layer order, without comments and space.

What a few pages alone need lies in ``pages/`` and is a style sheet of its own, beside the one that all load.

Read with a tokenizer. Regular expressions are not enough: rcssmin turns ``nav :is(a)``
within a layer into ``nav:is(a)``, which selects something else.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import WhitespaceToken  # type: ignore[import-untyped]

LAYERS = "@layer reset,tokens,base,layout,blocks,utilities;"
_TIGHT = frozenset({"{} block", ";", ",", ">"})  # beside these a space never means anything

Rename = Callable[[str], str]


def join_styles(folder: Path, rename: Rename, own_tokens: str = "") -> bytes:
    """Return the style sheets in *folder* as one file, with *own_tokens* of a site.

    Args:
        folder: Holds tokens.css, base.css, layout.css, utilities.css, blocks/*.css and pages/*.css. Any
            other style sheet raises ValueError: nobody would notice that it is left out.
        rename: Gets each ``url(...)`` as a path beside *folder*, returns what to write.
    """
    blocks = [f"blocks/{path.name}" for path in sorted((folder / "blocks").glob("*.css"))]
    names = ["tokens.css", "base.css", "layout.css", *blocks, "utilities.css"]
    own = {f"pages/{path.name}" for path in (folder / "pages").glob("*.css")}
    unknown = {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")} - set(names) - own
    if unknown:
        raise ValueError(f"no layer asks for {sorted(unknown)}, only for {names}")
    tokens, *others = (_part(folder, name, rename) for name in names)
    return "".join([LAYERS, tokens, own_tokens, *others]).encode()


def page_styles(folder: Path, rename: Rename) -> dict[str, bytes]:
    """Return the style sheets that single pages load beside the common one, by file name."""
    return {
        f"style-{path.name}": (LAYERS + _part(folder, f"pages/{path.name}", rename)).encode()
        for path in sorted((folder / "pages").glob("*.css"))
    }


def minify_css(css: str, rename: Rename = lambda url: url) -> str:
    """Return *css* without comments and needless space, its urls renamed.

    Raise ValueError if it is broken.
    """
    nodes = _squeeze(tinycss2.parse_component_value_list(css), rename)
    return str(tinycss2.serialize(nodes))


def _part(folder: Path, name: str, rename: Rename) -> str:
    """Return the style sheet *name*, minified."""
    base = posixpath.dirname(f"{folder.name}/{name}")

    def resolve(url: str) -> str:
        outside = url.startswith(("data:", "#"))
        return url if outside else rename(posixpath.normpath(posixpath.join(base, url)))

    try:
        return minify_css((folder / name).read_text(encoding="utf-8"), resolve)
    except ValueError as error:
        raise ValueError(f"{folder / name}: {error}") from error


def _squeeze(nodes: list[Any], rename: Rename, inside: str = "") -> list[Any]:
    """Return *nodes* without comments, with no space but where it means something.

    Args:
        nodes: What tinycss2 read; it has no types.
        rename: As for :func:`joined`.
        inside: The type of the node these are the content of.
    """
    result: list[Any] = []
    space = False
    for node in nodes:
        if node.type in {"whitespace", "comment"}:
            space = space or node.type == "whitespace"
            continue
        if space and result and _separates(result[-1], node):
            result.append(WhitespaceToken(node.source_line, node.source_column, " "))
        result.append(_minify_node(node, rename))
        space = False
    while inside == "{} block" and result and result[-1] == ";":
        result.pop()
    return result


def _separates(before: Any, after: Any) -> bool:
    """Return whether a space between these two means something."""
    if before == ":":
        return bool(after == ";")  # "--x: ;" is empty on purpose, and older browsers want the space
    kinds = {node.value if node.type == "literal" else node.type for node in (before, after)}
    return not kinds & _TIGHT


def _minify_node(node: Any, rename: Rename) -> Any:
    """Return *node* with its content squeezed, or its url renamed."""
    if node.type == "error":
        raise ValueError(f"line {node.source_line}: {node.message}")
    if node.type == "at-keyword" and node.lower_value in {"import", "charset"}:
        raise ValueError(f"line {node.source_line}: @{node.value} has no place in a file that is joined")
    if node.type == "url":
        return _url(rename(node.value))
    if node.type == "function" and node.lower_name == "url":
        return _url(rename(next(part.value for part in node.arguments if part.type == "string")))
    if node.type == "function":
        node.arguments = _squeeze(node.arguments, rename)
    elif hasattr(node, "content"):
        node.content = _squeeze(node.content, rename, node.type)
    return node


def _url(address: str) -> Any:
    """Return the node for an *address*."""
    quoted = address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return tinycss2.parse_one_component_value(f'url("{quoted}")')
