"""Unknown settings: names in site.yaml that nothing reads, mostly because they are misspelt.

A group may hold facts of its own that wait to be known; there only what looks like a known name is reported.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.content.front_matter.parser import Mapping
from plugins.content.near_names import nearest_name, report_unknown_key
from plugins.core.problem import ProblemCollector

_FORMER = "services_enabled"  # told with the networks


def check_unknown(root: Mapping, paths: Iterable[str], report: ProblemCollector) -> frozenset[str]:
    """Report each name in *root* that is none of *paths*, and return those that were meant.

    The paths are keys joined by dots.
    """
    meant = set()
    known = [path.split(".") for path in paths]
    tops = {keys[0] for keys in known}
    for name, node in root.pairs.items():
        if name == _FORMER:
            continue
        members = {keys[1] for keys in known if keys[0] == name and len(keys) > 1}
        if name not in tops:
            meant.add(nearest_name(name, tops))
            report_unknown_key(name, root.lines[name], sorted(tops), report)
        elif members and isinstance(node, Mapping):
            absent = members - node.pairs.keys()
            for key in node.pairs.keys() - members:
                if near := nearest_name(key, absent, 0.8):
                    meant.add(f"{name}.{near}")
                    report_unknown_key(key, node.lines[key], sorted(absent), report, f" unter „{name}“")
    return frozenset(meant - root.pairs.keys() - {""})
