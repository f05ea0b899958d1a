"""Batch auditor: reads some files of a site together and lets every check judge them."""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from plugins.audit.checks import CHECKS, PROVIDES
from plugins.audit.checks.weight import is_page_asset, weigh_asset
from plugins.audit.files.markup import ElementPool
from plugins.audit.files.read import read_files
from plugins.audit.files.tree import FileTree
from plugins.audit.model.built_site import BuiltSite, ElementCache
from plugins.audit.model.dependencies import Dependencies, digest_of, join_digests
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site_context import FileWeight, SiteContext

_MOST_ELEMENTS = 8_000  # that are cached, from one batch to the next


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The findings in a batch of files, and the dependencies of each file that has any."""

    findings: frozenset[Finding]
    dependencies: dict[str, Dependencies]


class BatchAuditor:
    """Reads and judges batches of files that have the same context."""

    def __init__(self, tree: FileTree, context: SiteContext, provided: Container[str] | None = None) -> None:
        self._tree, self._context, self._provided = tree, context, provided
        self._pool, self._cache = ElementPool(), ElementCache()

    def __call__(self, paths: Sequence[str]) -> BatchResult:
        """Return the result for the files *paths*."""
        if len(self._pool) > _MOST_ELEMENTS:
            self._pool, self._cache = ElementPool(), ElementCache()
        site = read_files(paths, self._tree, self._context, self._pool, self._cache)
        site.provided = self._provided
        provided, broken = collect_provided(site)
        return judge_files(site, provided, broken)


def judge_files(site: BuiltSite, provided: Mapping[str, set[bytes]], broken: Iterable[Finding]) -> BatchResult:
    """Return the result for all files of *site*, which provide the digests *provided*."""
    findings = {*broken, *run_checks(site)}
    dependencies: dict[str, Dependencies] = {}
    for path in site.read:
        provides = provided.get(path, set())
        requires = {digest_of(resource) for resource in site.required.get(path, ())} - provides - {digest_of(path)}
        if requires or provides:
            dependencies[path] = Dependencies(join_digests(requires), join_digests(provides))
    return BatchResult(frozenset(findings), dependencies)


def collect_provided(site: BuiltSite) -> tuple[dict[str, set[bytes]], list[Finding]]:
    """Return the digests of the resources by file, and a finding for each check that broke."""
    provided: dict[str, set[bytes]] = {}
    broken: list[Finding] = []
    for name, provides in PROVIDES.items():
        try:
            for path, resource in provides(site):
                provided.setdefault(path, set()).add(digest_of(resource))
        except Exception as error:
            broken.append(report_broken(name, error))
    return provided, broken


def run_checks(site: BuiltSite) -> set[Finding]:
    """Return the findings of all checks; one that breaks is a finding itself."""
    findings: set[Finding] = set()
    for name, check in CHECKS.items():
        try:
            findings.update(check(site))
        except Exception as error:  # a check that breaks has vouched for nothing
            findings.add(report_broken(name, error))
    return findings


def weigh_assets(tree: FileTree, context: SiteContext, paths: Iterable[str]) -> dict[str, FileWeight]:
    """Return the weights of those of *paths* that pages may load, without unreadable ones."""
    weights: dict[str, FileWeight] = {}
    for path in filter(is_page_asset, paths):
        if context.is_exempt("weight", path):
            continue
        with contextlib.suppress(OSError):
            weights[path] = weigh_asset(tree.file(path).read_bytes())
    return weights


def report_broken(name: str, error: Exception, place: str = "plugins/audit/checks/") -> Finding:
    """Return the finding that the module *name* in the folder *place* broke with *error*."""
    return Finding(
        "audit",
        "",
        name,
        f"Die Prüfung „{name}“ ist abgebrochen ({quote_text(repr(error))}). Ob sie bestanden ist, weiß niemand.",
        f"Bitte an die Entwicklung weitergeben: {place}{name}.py",
    )
