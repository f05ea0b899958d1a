"""Proving: what the proof needs to know of a planned site, and its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from plugins.build.plan import Plan
from plugins.core.problem import Problem, Severity
from plugins.core.urls import json_address, path_of
from plugins.proof import ProofInput, ProofResult, ProofState, ShownText, prove
from plugins.site.site import Site

_NONE: Mapping[str, bytes] = MappingProxyType({})
_CAPTIONS = ("captions", "audio_description_captions")


def prove_output(
    folders: Sequence[Path],
    content: Path,
    plan: Plan | None,
    problems: Sequence[Problem],
    hashes: Mapping[str, bytes] = _NONE,
    state: ProofState | None = None,
) -> ProofResult:
    """Return the outcome of the proof of the files in *folders*, of which the first counts.

    Args:
        folders: Where output files lie.
        content: The folder that editors write in.
        plan: The plan that the files were written by.
        problems: Those that are known already.
        hashes: Fingerprints of texts by file and of output files by path.
        state: That of the latest proof, if all that a page depends on beside its text is the same.
    """
    if plan is None or plan.site is None or any(problem.code == "template" for problem in problems):
        return ProofResult()  # nothing, or not all, was there to be shown
    collections = tuple(
        output.path
        for output in plan.outputs
        if not output.source and (output.path.endswith(".ics") or (output.bodies and output.path.endswith(".xml")))
    )
    site = plan.site
    texts = tuple(_shown_texts(plan, site, content))
    proved = prove(ProofInput(texts, collections, content, tuple(folders), hashes, site.lang), state)
    # An error that is known already is the likely cause: what cannot be shown is not read either.
    wrong = {problem.file for problem in problems if problem.severity is Severity.ERROR}
    return replace(proved, problems=tuple(problem for problem in proved.problems if problem.file not in wrong))


def _shown_texts(plan: Plan, site: Site, content: Path) -> Iterator[ShownText]:
    """Yield each text with the output files that show it and no other."""
    outputs: dict[str, list[str]] = {}
    for output in plan.outputs:
        if output.source and (output.bodies or output.path.endswith(".ics")):
            outputs.setdefault(output.source, []).append(output.path)
    written = {output.path for output in plan.outputs} if site.withdrawn else frozenset[str]()
    for item in site.withdrawn:
        shown = (path_of(item.address), path_of(json_address(item.address)))
        paths = tuple(path for path in shown if path in written)
        yield ShownText(item.source, content / item.source.partition("/")[2], site.home + item.address, paths)
    for item in site.items:
        captions = (str(item.fields[key]) for key in _CAPTIONS if key in item.fields)
        yield ShownText(
            file=item.source,
            path=content / item.source.partition("/")[2],
            address=site.home + item.address,
            outputs=tuple(outputs.get(item.source, ())),
            captions=tuple(f"content{address}" for address in captions),
        )
