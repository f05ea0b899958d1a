"""Unknown settings: names in site.yaml that nothing reads, mostly because they are misspelt.

A group may hold facts of its own that wait to be known; there only what looks like a known name is reported.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.content.front_matter.parser import Mapping
from plugins.content.near_names import nearest_name
from plugins.core.problem import ProblemCollector

# Groups with checks of their own, and single settings that may be absent.
_OTHERS = frozenset({"accounts", "form", "instances", "lang", "law", "sections", "services", "start", "targets"})


def check_unknown(root: Mapping, paths: Iterable[str], report: ProblemCollector) -> None:
    """Report each name in *root* that is none of *paths*, keys joined by dots."""
    known = [path.split(".") for path in paths]
    tops = {keys[0] for keys in known} | _OTHERS
    for name, node in root.pairs.items():
        members = {keys[1] for keys in known if keys[0] == name and len(keys) > 1}
        if name not in tops:
            _report(root, name, "", tops, report)
        elif members and isinstance(node, Mapping):
            absent = members - node.pairs.keys()
            for key in node.pairs.keys() - members:
                if nearest_name(key, absent, 0.8):
                    _report(node, key, f" unter „{name}“", absent, report)


def _report(group: Mapping, name: str, where: str, known: Iterable[str], report: ProblemCollector) -> None:
    near = nearest_name(name, known)
    message = f"Die Angabe „{name}“ gibt es{where} nicht.{f' Meinten Sie „{near}“?' if near else ''}"
    remedy = f"Bitte so schreiben: {near}:" if near else f"Bitte löschen. Möglich sind: {', '.join(sorted(known))}"
    report.error(group.lines[name], "unknown-key", message, remedy)
