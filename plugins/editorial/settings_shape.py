"""Settings shape: a group of settings in site.yaml, each a single word of a form of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeGuard

from plugins.editorial.front_matter import Mapping, Node, Scalar
from plugins.editorial.report import Report


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of a group: what it is called, what may stand there, and an example that works."""

    label: str
    pattern: str
    example: str


def check_key(key: str, group: Mapping, where: str, settings: AbcMapping[str, Setting], report: Report) -> None:
    """Report what cannot be used at *key* of the *group* that stands below *where*."""
    node = group.pairs[key]
    setting = settings.get(key)
    if setting is None:
        near = get_close_matches(key, settings, n=1)
        meant = f" Meinten Sie „{near[0]}“?" if near else ""
        report.error(
            group.lines[key],
            "unknown-key",
            f"Die Angabe „{key}“ gibt es unter „{where}“ nicht.{meant}",
            f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(settings)}",
        )
    elif not isinstance(node, Scalar) or not re.fullmatch(setting.pattern, node.text.strip(), re.ASCII):
        written = node.text.strip() if isinstance(node, Scalar) else "mehrere Angaben"
        report.error(
            node.line,
            "site-setting",
            f"„{written}“ ist für „{key}“ ({setting.label}) nicht verwendbar.",
            f"Bitte so schreiben: {key}: {setting.example}",
        )


def given(group: Mapping) -> dict[str, str]:
    """Return the settings of *group* that are a single text."""
    return {key: node.text.strip() for key, node in group.pairs.items() if isinstance(node, Scalar)}


def is_group(node: Node, where: str, example: str, report: Report) -> TypeGuard[Mapping]:
    """Return whether *node* is a group; report that it should be one, like *example*."""
    if isinstance(node, Mapping):
        return True
    report.error(node.line, "not-a-group", f"„{where}“ besteht aus mehreren Angaben.", f"Bitte so schreiben: {example}")
    return False
