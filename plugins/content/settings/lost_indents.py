"""Lost indents: names of a group in site.yaml that stand at the margin, behind the group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plugins.content.front_matter.parser import Mapping, Scalar
from plugins.content.front_matter.remedies import SourceLines, say
from plugins.core.problem import ProblemCollector


def put_back(root: Mapping, paths: Iterable[str], report: ProblemCollector, source: SourceLines) -> Mapping:
    """Return *root* with such names where they belong, after reporting each with its line.

    Args:
        root: What site.yaml says.
        paths: All settings, keys joined by dots.
        report: Takes the problems.
        source: The lines of site.yaml.
    """
    known = {tuple(path.split(".")) for path in paths}
    tops = {keys[0] for keys in known}
    pairs = dict(root.pairs)
    group = ""
    for name, node in root.pairs.items():
        if (group, name) in known and name not in tops and _is_group(pairs[group]):
            line = root.lines[name]
            message = f"Die Zeile „{source.line(line).strip()}“ gehört zu „{group}“, ist aber nicht eingerückt."
            inner = pairs[group]
            span = inner.span if isinstance(inner, Mapping) and inner.pairs else None
            depth = span.column if span else 2
            report.error(line, "indentation", message, f"Bitte einrücken{say(source.line(line).strip(), indent=depth)}")
            whole = inner if isinstance(inner, Mapping) else Mapping({}, {}, root.lines[group])
            pairs[group] = replace(whole, pairs={**whole.pairs, name: node}, lines={**whole.lines, name: line})
            del pairs[name]
        else:
            group = name
    return replace(root, pairs=pairs)


def _is_group(node: object) -> bool:
    return isinstance(node, Mapping) or (isinstance(node, Scalar) and not node.text.strip())
