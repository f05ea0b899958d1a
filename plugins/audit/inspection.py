"""Inspection: lets every check judge every file of a site, or only those that have changed.

Files are read in batches, on all cores, and forgotten as soon as they are judged: findings and dependencies remain.
The resources that a file requires are looked up when all files have reported those they provide; a file that
requires one in vain is judged once more, knowing that.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path

from plugins.audit.batch_auditor import BatchAuditor, report_broken, run_checks, weigh_assets
from plugins.audit.changes import audit_changes
from plugins.audit.checks.search import find_languages
from plugins.audit.files.tree import FileTree, scan_files
from plugins.audit.model.audit_state import AuditPatch, AuditResult, AuditState
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.dependencies import count_requirements, digest_of, split_digests
from plugins.audit.model.site_context import SiteContext
from plugins.core.parallel import WorkerError, parallel_map, run_isolated

_BATCH = 50  # files that are read together
_MANY = 3_000  # files, as those of a thousand articles


def inspect_folder(folder: Path, context: SiteContext, patch: AuditPatch | None = None) -> AuditResult:
    """Return the result for the site in *folder*, or for the one it becomes by *patch*.

    Never raises. *context* need not know of files, weights and languages.
    """
    tree, unreadable, irregular = scan_files(folder)
    if patch is not None:
        tree = FileTree(folder, patch.unchanged | tree.paths, tree.paths, patch.previous)
    context = replace(context, files=tree.paths, languages=find_languages(tree.paths))
    result = audit_changes(tree, context, patch.files, patch.state) if patch is not None and patch.state else None
    if result is None:
        result = _audit_isolated(tree, context) if len(tree.paths) > _MANY else _audit_all(tree, context)
    # Judged on their own, so that a site without a single file is judged as well.
    of_folder = run_checks(BuiltSite(context, unreadable=unreadable, irregular=irregular))
    return AuditResult(tuple(sorted({*result.findings, *of_folder})), None if of_folder else result.state)


def _audit_all(tree: FileTree, context: SiteContext) -> AuditResult:
    """Return the result for all files."""
    context = replace(context, weights=weigh_assets(tree, context, tree.paths))
    results = parallel_map(BatchAuditor(tree, context), _split_batches(tree.paths), fewest=2, dealt=1)
    findings = {finding for result in results for finding in result.findings}
    dependencies = {path: one for result in results for path, one in result.dependencies.items()}
    resources = _AllResources(map(digest_of, tree.paths))
    for one in dependencies.values():
        resources.digests |= split_digests(one.provides)
    unmet = [path for path, one in dependencies.items() if not resources.digests >= split_digests(one.requires)]
    for again in map(BatchAuditor(tree, context, resources), _split_batches(unmet)):
        findings |= again.findings
        dependencies |= again.dependencies
    required = dict(count_requirements(dependencies.values()))
    return AuditResult.of(findings, AuditState(context.key, required, (), context.weights, dependencies))


def _audit_isolated(tree: FileTree, context: SiteContext) -> AuditResult:
    """Return the result for all files, made in a new process.

    Beside all that a build remembers it would take too much memory.
    """
    try:
        return run_isolated(_audit_all, tree, context)
    except WorkerError as error:
        return AuditResult((report_broken("inspection", error, "plugins/audit/"),))


class _AllResources(Container[str]):
    """The resources that the files of a site provide."""

    def __init__(self, digests: Iterable[bytes]) -> None:
        self.digests = set(digests)

    def __contains__(self, resource: object) -> bool:
        return digest_of(str(resource)) in self.digests


def _split_batches(paths: Iterable[str]) -> list[list[str]]:
    ordered = sorted(paths)
    return [ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH)]
