"""Findings in sources: each finding of the audit becomes a problem at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from plugins.audit import Finding, locate
from plugins.build.plan import Plan
from plugins.build.project_settings import override_folders
from plugins.core.problem import Problem, Severity
from plugins.core.project import ROOT
from plugins.core.urls import split_suffix

_HOST = re.compile(r"(?<=[\\/])[\w-]+(?:\.[\w-]+)+")


def locate_findings(
    findings: Iterable[Finding], plan: Plan | None, content: Path, known: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield each finding as a problem at its place, unless an error there is reported already.

    A warning is no report: it lets the build pass, so it must never stand for an error.
    """
    base_path = plan.base_path if plan else "/"
    source_of = {output.path: output.source for output in plan.outputs} if plan else {}
    sources = _SourceTexts(content, tuple(dict.fromkeys(filter(None, source_of.values()))))
    errors = [problem for problem in known if problem.severity is Severity.ERROR]
    reported = {(problem.file, problem.line) for problem in errors if problem.line > 1}
    messages = " ".join(problem.message for problem in errors)
    quoted: set[str] = set()
    for finding in sorted(findings, key=_pages_first):
        target = _as_written(finding.quote, plan)
        if finding.path.endswith(".xml") and (target in quoted or (len(target) > 1 and target in messages)):
            continue  # an echo of what a page shows
        file, line = _find_place(finding, sources.candidates(finding.path, source_of.get(finding.path, "")), base_path)
        if (file, line) not in reported:
            severity = Severity.WARNING if finding.is_warning else Severity.ERROR
            yield Problem(file, line, finding.message, finding.remedy, finding.check, severity)
            reported |= {(file, line)} if finding.check == "frames" else set()
        quoted.add(target)


def _pages_first(finding: Finding) -> tuple[bool, bool, Finding]:
    """Sort pages before their echo in feeds, and a frame before the request that it makes."""
    return not finding.path.endswith(".html"), finding.check != "frames", finding


def _as_written(quote: str, plan: Plan | None) -> str:
    """Return *quote* as it was before the build made it absolute."""
    site = plan.globals.get("site") if plan else None
    address = str(site.get("address", "")) if isinstance(site, Mapping) else ""
    return quote.removeprefix(address.rstrip("/")) if address else quote


def _find_place(finding: Finding, candidates: list[tuple[str, str]], base_path: str) -> tuple[str, int]:
    """Return file and line of the finding's quote.

    The source may have written it without the base path.
    """
    if not candidates:
        return f"output/{finding.path}", 1
    quote = finding.quote
    path, suffix = split_suffix(quote)
    host = _HOST.search(quote)
    shorter = [
        f"/{quote.removeprefix(base_path)}",
        path.rstrip("/").rpartition("/")[2],
        suffix,
        host[0] if host else "",
    ]
    for text in (quote, *shorter):
        if len(text) > 1 or text == quote:
            file, line = locate(replace(finding, quote=text), candidates)
            if line > 1 or text in candidates[0][1].split("\n", 1)[0]:
                return file, line
    return locate(finding, candidates)


class _SourceTexts:
    """The files in which the cause of a finding may stand, each read once."""

    def __init__(self, content: Path, sources: tuple[str, ...]) -> None:
        self._content, self._sources = content, sources
        self._texts: dict[Path, tuple[str, str] | None] = {}

    def candidates(self, path: str, source: str) -> list[tuple[str, str]]:
        """Return names and texts of the files that *path* was made from, the content first."""
        files = [self._content / source.partition("/")[2]] if source else []
        if path.startswith("media/"):
            files.append(self._content / path)
        elif path.endswith(".html"):
            files += [self._content / "site.yaml", *self._templates]
        elif path.endswith((".xml", ".ics")):
            # What feeds and calendars hold may come from any text.
            files += [self._content / text.partition("/")[2] for text in self._sources]
        else:
            stem = Path(path).name.partition(".")[0]
            files += [file for file in self._static if file.name.partition(".")[0] == stem]
            files += [file for file in self._static if file.suffix == Path(path).suffix and file not in files]
        return [found for file in files if (found := self._read(file))]

    @cached_property
    def _templates(self) -> list[Path]:
        folders = (*override_folders(), ROOT / "theme/templates")
        return [file for folder in folders for file in sorted(folder.rglob("*.html"))]

    @cached_property
    def _static(self) -> list[Path]:
        return sorted((ROOT / "theme/static").rglob("*"))

    def _name(self, file: Path) -> str:
        if file.is_relative_to(self._content):
            return f"content/{file.relative_to(self._content).as_posix()}"
        return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.as_posix()

    def _read(self, file: Path) -> tuple[str, str] | None:
        """Return the name and the text of *file*, or None if it is no file."""
        if file not in self._texts:
            text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
            self._texts[file] = None if text is None else (self._name(file), text)
        return self._texts[file]
