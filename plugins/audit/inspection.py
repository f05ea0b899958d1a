"""Inspection: lets every check judge every file, or only those that have changed since nothing was wrong.

Files are read in batches, on all cores, and forgotten as soon as they are judged: what stays are findings and ties.
What a file needs of others is looked up when all have told what they offer; who asked in vain is judged once more,
knowing that. If a few files of a site without a fault change, the same is done with these alone, and the ties of the
others answer. Whatever they cannot answer for certain is left to a full inspection.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from plugins.audit.checks import CHECKS, PROVIDES
from plugins.audit.checks.search import languages
from plugins.audit.checks.weight import is_page_asset, weigh_asset
from plugins.audit.files.markup import ElementPool
from plugins.audit.files.read import COMPRESSED, read_files
from plugins.audit.files.tree import FileTree, scan_files
from plugins.audit.model.dependencies import AuditState, Dependencies, count_requirements, join_marks, mark, marks_in
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import ElementMemo, FileWeight, FinishedSite, SiteContext, provider_of
from plugins.core.parallel import WorkerError, parallel_map, run_isolated

_BATCH = 50  # files that are read together
_MOST_ELEMENTS = 8_000  # that are remembered, from one batch to the next
_MANY = 3_000  # files, as those of a thousand articles
_COPIES = tuple(COMPRESSED)
_FEW = 2_000  # changed files; with more of them, all are inspected


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What was found, sorted, and what is known of the site if that is nothing but hints."""

    findings: tuple[Finding, ...]
    state: AuditState | None = None


@dataclass(frozen=True, slots=True)
class AuditPatch:
    """What is to become of a *former* site of the files *held*: of these, *kept* stay, and others take their places.

    *known* is what its inspection has left, None if there was none; if nothing is wrong, its ties
    become those of the new site.
    """

    previous: Path
    files: frozenset[str]
    unchanged: frozenset[str]
    state: AuditState | None


def run_checks(folder: Path, around: SiteContext, patch: AuditPatch | None = None) -> AuditResult:
    """Return what is found in *folder*, or in the site that *patch* makes of a former one by it; never raise.

    *around* need not know of files, weights and languages.
    """
    tree, flaws, oddities = scan_files(folder)
    if patch is not None:
        tree = FileTree(folder, patch.unchanged | tree.paths, tree.paths, patch.previous)
    around = replace(around, files=tree.paths, languages=languages(tree.paths))
    found = _patched(tree, around, patch.files, patch.state) if patch is not None and patch.state else None
    if found is None:
        found = _apart(tree, around) if len(tree.paths) > _MANY else _whole(tree, around)
    beside = _findings(FinishedSite(around, flaws=flaws, oddities=oddities))  # also of a site without a single file
    return AuditResult(tuple(sorted({*found.findings, *beside})), None if beside else found.state)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What came of files that were read together; of each that needs or offers anything, the ties."""

    findings: frozenset[Finding]
    ties: dict[str, Dependencies]


class _Judge:
    """Reads and judges files that have the same around them."""

    def __init__(self, tree: FileTree, around: SiteContext, offered: Container[str] | None = None) -> None:
        self._tree, self._around, self._offered = tree, around, offered
        self._interning, self._memo = ElementPool(), ElementMemo()

    def __call__(self, paths: Sequence[str]) -> _Judged:
        """Return what comes of the files *paths*."""
        if len(self._interning) > _MOST_ELEMENTS:
            self._interning, self._memo = ElementPool(), ElementMemo()
        site = read_files(paths, self._tree, self._around, self._interning, self._memo)
        site.provided = self._offered
        offers, broken = _offers(site)
        return _judged(site, offers, broken)


def _judged(site: FinishedSite, offers: Mapping[str, set[bytes]], broken: Iterable[Finding]) -> _Judged:
    findings = {*broken, *_findings(site)}
    ties: dict[str, Dependencies] = {}
    for path in site.read:
        offered = offers.get(path, set())
        needs = {mark(what) for what in site.required.get(path, ())} - offered - {mark(path)}
        if needs or offered:
            ties[path] = Dependencies(join_marks(needs), join_marks(offered))
    return _Judged(frozenset(findings), ties)


def _offers(site: FinishedSite) -> tuple[dict[str, set[bytes]], list[Finding]]:
    """Return what each of the files offers, and the checks that could not tell."""
    offers: dict[str, set[bytes]] = {}
    broken: list[Finding] = []
    for name, tell in PROVIDES.items():
        try:
            for path, what in tell(site):
                offers.setdefault(path, set()).add(mark(what))
        except Exception as error:
            broken.append(_broken(name, error))
    return offers, broken


def _findings(site: FinishedSite) -> set[Finding]:
    findings: set[Finding] = set()
    for name, check in CHECKS.items():
        try:
            findings.update(check(site))
        except Exception as error:  # a check that breaks has vouched for nothing
            findings.add(_broken(name, error))
    return findings


def _whole(tree: FileTree, around: SiteContext) -> AuditResult:
    """Return what comes of all files."""
    around = replace(around, weights=_weights(tree, tree.paths))
    results = parallel_map(_Judge(tree, around), _batches(tree.paths), fewest=2, dealt=1)
    findings = {finding for one in results for finding in one.findings}
    ties = {path: found for one in results for path, found in one.ties.items()}
    offered = _Offered(map(mark, tree.paths))
    for found in ties.values():
        offered.marks |= marks_in(found.provides)
    vain = [path for path, found in ties.items() if not offered.marks.issuperset(marks_in(found.requires))]
    for again in map(_Judge(tree, around, offered), _batches(vain)):
        findings |= again.findings
        ties |= again.ties
    return _inspection(
        findings, AuditState(_key(around), dict(count_requirements(ties.values())), (), around.weights, ties)
    )


def _apart(tree: FileTree, around: SiteContext) -> AuditResult:
    """Return what comes of all files, in a process without all that a build remembers: together they take too much."""
    try:
        return run_isolated(_whole, tree, around)
    except WorkerError as error:
        return AuditResult((_broken("inspection", error, "plugins/audit/"),))


class _Offered(Container[str]):
    """Everything that the files of a site offer."""

    def __init__(self, marks: Iterable[bytes]) -> None:
        self.marks = set(marks)

    def __contains__(self, what: object) -> bool:
        return mark(str(what)) in self.marks


def _patched(tree: FileTree, around: SiteContext, former: frozenset[str], known: AuditState) -> AuditResult | None:
    """Return what comes of the files that are fresh, beside all others as they are *known*; None if that is not enough.

    The *former* site held those that it takes over, and some that are gone.
    """
    gone = former - tree.paths
    if known.key != _key(around) or len(tree.fresh) + len(gone) > _FEW or any(map(_is_copy, tree.paths)):
        return None
    changed = tree.fresh | gone
    kept = {path: weight for path, weight in known.weights.items() if path not in changed}
    around = replace(around, weights={**kept, **_weights(tree, tree.fresh)})
    site = read_files(sorted(tree.fresh), tree, around, ElementPool(), ElementMemo())
    offers, broken = _offers(site)
    try:
        before = [known.dependencies[path] for path in changed if path in known.dependencies]
    except KeyError:  # what was kept of one is damaged
        return None
    offered = set(map(mark, tree.fresh)).union(*offers.values())
    lost = set(map(mark, gone)).union(*(marks_in(one.provides) for one in before)) - offered
    needed = Counter(known.required)
    needed.subtract(count_requirements(before))
    if any(needed[one] > 0 for one in lost):
        return None
    site.provided = partly = _Partly(offered, lost, known)
    judged = _judged(site, offers, broken)
    if partly.is_in_doubt:
        return None
    needed.update(count_requirements(judged.ties.values()))
    hints = {hint for hint in known.warnings if hint.path not in changed}
    done = _inspection(
        hints | judged.findings, AuditState(known.key, dict(+needed), (), around.weights, known.dependencies)
    )
    if done.state is not None:
        for path in gone:
            known.dependencies.pop(path, None)
        known.dependencies.update({path: judged.ties.get(path, Dependencies()) for path in tree.fresh})
    return done


class _Partly(Container[str]):
    """What the files of a site offer, as far as that is known of those that have not changed."""

    def __init__(self, offered: set[bytes], lost: set[bytes], known: AuditState) -> None:
        self.is_in_doubt = False
        self._offered, self._lost, self._known = offered, lost, known

    def __contains__(self, what: object) -> bool:
        one = mark(str(what))
        if one in self._offered or one in self._lost:
            return one in self._offered
        if one in self._known.required:
            return True  # nothing was wrong, so it was there
        file = provider_of(str(what))
        if not file:
            self.is_in_doubt = True  # any other file may offer it
            return True
        if file not in self._known.dependencies:
            return False
        try:
            return one in marks_in(self._known.dependencies[file].provides)
        except KeyError:  # what was kept of it is damaged
            self.is_in_doubt = True
            return True


def _inspection(findings: set[Finding], known: AuditState) -> AuditResult:
    """Return what was found, and what is *known* if all of that may reach a reader."""
    hints = tuple(sorted(findings))
    return AuditResult(hints, replace(known, warnings=hints) if all(hint.is_warning for hint in hints) else None)


def _key(around: SiteContext) -> str:
    """Return what stands for all that is around the files, but for themselves."""
    parts = (around.own_hosts, around.also_present, around.form_hosts or (), around.languages)
    text = repr((around.base_path, around.form_hosts is None, *map(sorted, parts)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _batches(paths: Iterable[str]) -> list[list[str]]:
    ordered = sorted(paths)
    return [ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH)]


def _weights(tree: FileTree, paths: Iterable[str]) -> dict[str, FileWeight]:
    """Return the weights of those of *paths* that pages may load; what cannot be read is told when it is judged."""
    weights: dict[str, FileWeight] = {}
    for path in filter(is_page_asset, paths):
        with contextlib.suppress(OSError):
            weights[path] = weigh_asset(tree.file(path).read_bytes())
    return weights


def _is_copy(path: str) -> bool:
    """Return whether *path* is the copy of another file, which may have changed beside it."""
    return path.endswith(_COPIES)


def _broken(name: str, error: Exception, place: str = "plugins/audit/checks/") -> Finding:
    return Finding(
        "audit",
        "",
        name,
        f"Die Prüfung „{name}“ ist abgebrochen ({quote_text(repr(error))}). Ob sie bestanden ist, weiß niemand.",
        f"Bitte an die Entwicklung weitergeben: {place}{name}.py",
    )
