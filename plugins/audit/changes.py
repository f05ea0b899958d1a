"""Changes: audits only the files that have changed since nothing was wrong with the site.

The state of the previous audit answers for the other files. If an answer is not certain, a full audit
follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from plugins.audit.batch_auditor import BatchResult, collect_provided, judge_files, weigh_assets
from plugins.audit.files.markup import ElementPool
from plugins.audit.files.read import COMPRESSED, read_files
from plugins.audit.files.tree import FileTree
from plugins.audit.model.audit_state import AuditResult, AuditState
from plugins.audit.model.built_site import ElementCache
from plugins.audit.model.dependencies import Dependencies, count_requirements, digest_of, provider_of, split_digests
from plugins.audit.model.site_context import FileWeight, SiteContext

_FEW = 2_000  # changed files; with more of them, all are judged
_COPIES = tuple(COMPRESSED)  # each is the copy of another file, which may have changed beside it


def audit_changes(
    tree: FileTree, context: SiteContext, previous: frozenset[str], state: AuditState
) -> AuditResult | None:
    """Return the result for *tree* by its fresh files alone; None if that takes a full audit.

    The site that *state* belongs to held the files *previous*, some of which are gone.
    """
    gone = previous - tree.paths
    changed = tree.fresh | gone
    if state.key != context.key or len(changed) > _FEW or any(path.endswith(_COPIES) for path in tree.paths):
        return None
    context = replace(context, weights=_update_weights(tree, context, changed, state))
    site = read_files(sorted(tree.fresh), tree, context, ElementPool(), ElementCache())
    provided, broken = collect_provided(site)
    try:
        before = [state.dependencies[path] for path in changed if path in state.dependencies]
    except KeyError:  # the stored dependencies of one are damaged
        return None
    present = set(map(digest_of, tree.fresh)).union(*provided.values())
    lost = set(map(digest_of, gone)).union(*(split_digests(one.provides) for one in before)) - present
    required = Counter(state.required)
    required.subtract(count_requirements(before))
    if any(required[digest] > 0 for digest in lost):
        return None
    site.provided = resources = _KnownResources(present, lost, state)
    judged = judge_files(site, provided, broken)
    if resources.is_in_doubt:
        return None
    required.update(count_requirements(judged.dependencies.values()))
    return _merge(judged, replace(state, required=dict(+required), weights=context.weights), tree.fresh, gone)


def _merge(judged: BatchResult, state: AuditState, fresh: frozenset[str], gone: frozenset[str]) -> AuditResult:
    """Return the result for the whole site; if it is sound, *state* gets the new dependencies."""
    changed = fresh | gone
    warnings = {warning for warning in state.warnings if warning.path not in changed}
    result = AuditResult.of(warnings | judged.findings, state)
    if result.state is not None:
        for path in gone:
            state.dependencies.pop(path, None)
        state.dependencies.update({path: judged.dependencies.get(path, Dependencies()) for path in fresh})
    return result


def _update_weights(
    tree: FileTree, context: SiteContext, changed: frozenset[str], state: AuditState
) -> dict[str, FileWeight]:
    unchanged = {path: weight for path, weight in state.weights.items() if path not in changed}
    return {**unchanged, **weigh_assets(tree, context, tree.fresh)}


class _KnownResources(Container[str]):
    """The resources of a site, as far as the state answers for the unchanged files."""

    def __init__(self, present: set[bytes], lost: set[bytes], state: AuditState) -> None:
        self.is_in_doubt = False
        self._present, self._lost, self._state = present, lost, state

    def __contains__(self, resource: object) -> bool:
        digest = digest_of(str(resource))
        if digest in self._present or digest in self._lost:
            return digest in self._present
        if digest in self._state.required:
            return True  # nothing was wrong, so it was there
        file = provider_of(str(resource))
        if not file:
            self.is_in_doubt = True  # any other file may provide it
            return True
        if file not in self._state.dependencies:
            return False
        try:
            return digest in split_digests(self._state.dependencies[file].provides)
        except KeyError:  # the stored dependencies of the file are damaged
            self.is_in_doubt = True
            return True
