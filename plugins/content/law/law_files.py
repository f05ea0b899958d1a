"""Law files: the file that „law“ in site.yaml names, laid over those that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from plugins.content.front_matter.parser import Mapping, Scalar, parse
from plugins.content.law import law_schema
from plugins.content.law.law_schema import Comparison
from plugins.content.own_files import has_own_file, read_own_text
from plugins.content.settings.open_facts import FILL_IN, find_open_facts, report_open_fact
from plugins.core.problem import Problem, ProblemCollector, Severity
from plugins.core.project import ROOT

HERE = Path(__file__).parent
_LAY_OVER = "Bitte in {} eintragen; wie, steht im Handbuch „Nachnutzung“ unter „Das Recht einer Kommune“."
COMMON = "alle"  # what the others are based on; no body is subject to it alone


@dataclass(frozen=True, slots=True)
class Law:
    """A law as one tree, what its files compare with sources, and open facts that are required."""

    tree: Mapping
    compared: tuple[Comparison, ...]
    required: tuple[Problem, ...] = ()

    def find_act(self, setting: str) -> str:
        """Return the act that asks for a *setting* before the site may appear, "" if none does."""
        facts = self.tree.pairs["facts"]
        act = facts.pairs.get(setting) if isinstance(facts, Mapping) else None
        return act.text if isinstance(act, Scalar) else ""


def law_names(folder: Path) -> list[str]:
    """Return what „law“ may say on a site whose own law files lie in *folder*."""
    return sorted({path.stem for place in (HERE, folder) for path in place.glob("*.yaml")} - {COMMON})


def read_law(name: str, folder: Path, shown: str) -> tuple[Law | None, list[Problem]]:
    """Return the law *name*, one of ``law_names``, or None if it is wrong, and its problems.

    Open facts are among these as warnings.

    A file in *folder*, the site's own, counts in place of ours of that name; what it is based on is always ours. What a
    file says replaces what it is based on, key by key, and a list as a whole.

    Args:
        name: The name of the file, without its ending.
        folder: The folder of the site's own law files.
        shown: How problems call *folder*.
    """
    found: dict[str, Mapping] = {}
    problems: list[Problem] = []
    own, is_own = name, has_own_file(folder / f"{name}.yaml")
    if has_own_file(folder / f"{COMMON}.yaml"):
        problems.append(_unread(shown, own))
    while name:
        path = (folder if is_own else HERE) / f"{name}.yaml"
        file = f"{shown}/{name}.yaml" if is_own else path.relative_to(ROOT).as_posix()
        report = ProblemCollector(file)
        tree = _read(path, report)
        problems += report.problems
        if tree is None or file in found:
            return None, problems
        found[file] = tree
        name, is_own = _base_of(tree), False
    merged = reduce(_lay_over, found.values())
    if not problems:
        report = ProblemCollector(next(iter(found)))
        law_schema.check_whole(merged, _say_bases(own), report)
        problems += report.problems
    if problems:
        return None, problems
    facts = list(_open_facts(merged, found, shown))
    required = tuple(problem for problem, act in facts if act)
    return Law(merged, tuple(law_schema.find_comparisons(merged, found)), required), [problem for problem, _ in facts]


def find_unused(name: str, folder: Path, shown: str) -> Iterator[Problem]:
    """Yield a warning for each own file in *folder*, called *shown*, when „law“ says *name*."""
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in (name, COMMON):  # that one is told of as an error
            message = "Diese Datei bewirkt nichts: „law“ nennt eine andere."
            remedy = f"Bitte löschen, oder in content/site.yaml schreiben: law: {path.stem}"
            yield Problem(f"{shown}/{path.name}", 1, message, remedy, "misplaced-file", Severity.WARNING)


def _unread(shown: str, own: str) -> Problem:
    """Return the problem that nothing reads an own file with the common name."""
    message = "Diese Datei würde nicht gelesen: Was in ganz Deutschland gilt, kommt immer aus dem Programm."
    remedy = (
        f"Was für Ihre Website anders ist, gehört in die Datei, die „law“ nennt. Bitte umbenennen: {shown}/{own}.yaml"
    )
    return Problem(f"{shown}/{COMMON}.yaml", 1, message, remedy, "misplaced-file")


def _say_bases(own: str) -> str:
    """Return the line that bases the file *own* of a site on one of ours."""
    ours = law_names(HERE)
    if own in ours:
        return f"based_on: {own}"
    others = ", ".join(name for name in ours if name != "kommune")
    return f"für ein Land {others}, für eine Kommune zum Beispiel so: based_on: kommune"


def _open_facts(merged: Mapping, found: AbcMapping[str, Mapping], shown: str) -> Iterator[tuple[Problem, str]]:
    """Yield a warning for each open fact of *found* that *merged* still has, and its act."""
    left = {id(fact) for _, fact in find_open_facts(merged)}
    own = f"{shown}/{Path(next(iter(found))).name}"
    for file, tree in found.items():
        report = ProblemCollector(file)
        remedy = FILL_IN if file == own else _LAY_OVER.format(own)
        for _, fact in find_open_facts(tree):
            if id(fact) in left:
                act = report_open_fact(fact, "", report, remedy)
                yield report.problems[-1], act


def _read(path: Path, report: ProblemCollector) -> Mapping | None:
    text = read_own_text(path, report)
    tree = None if text is None else parse(text, 1, report)
    if tree is None:
        return None
    law_schema.check_file(tree, report)
    base = tree.pairs.get("based_on")
    if base is not None and not (HERE / f"{_base_of(tree)}.yaml").is_file():
        report.error(
            base.line,
            "unknown-law",
            f"Auf „{_base_of(tree)}“ lässt sich nicht aufbauen: Vorschriften dieses Namens gibt es nicht.",
            f"Bitte eine dieser Möglichkeiten wählen: based_on: {', '.join([COMMON, *law_names(HERE)])}",
        )
        return None
    return tree


def _base_of(tree: Mapping) -> str:
    base = tree.pairs.get("based_on")
    return base.text.strip() if isinstance(base, Scalar) else ""


def _lay_over(upper: Mapping, lower: Mapping) -> Mapping:
    """Return *lower* with the values of *upper* in their place; an open fact is a value too."""
    pairs = dict(lower.pairs)
    for key, node in upper.pairs.items():
        below = pairs.get(key)
        if isinstance(node, Mapping) and isinstance(below, Mapping) and "open" not in {*node.pairs, *below.pairs}:
            pairs[key] = _lay_over(node, below)
        else:
            pairs[key] = node
    return replace(lower, pairs=pairs, lines={**lower.lines, **upper.lines})
