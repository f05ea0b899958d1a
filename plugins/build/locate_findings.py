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
_PAGE = re.compile(r"/(?P<name>[a-z0-9-]+)/(?:#.*)?")
_EMPTY = re.compile(r"\]\(\s*(?:<>)?\s*\)|\b(?:href|src|poster|action)\s*=\s*(?:\"\s*\"|'\s*')", re.IGNORECASE)
_TEMPLATES_USED = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


def locate_findings(
    findings: Iterable[Finding], plan: Plan | None, content: Path, known: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield each finding as a problem at its place, unless an error there is reported already.

    A warning is no report: it lets the build pass, so it must never stand for an error.
    """
    base_path = plan.base_path if plan else "/"
    sources = _SourceTexts(content, plan)
    errors = [problem for problem in known if problem.severity is Severity.ERROR]
    reported = {(problem.file, problem.line) for problem in errors if problem.line > 1}
    messages = " ".join(problem.message for problem in errors)
    quoted: set[str] = set()
    for finding in sorted(findings, key=_pages_first):
        target = _as_written(finding.quote, plan)
        if finding.path.endswith(".xml") and (target in quoted or (len(target) > 1 and target in messages)):
            continue  # an echo of what a page shows
        page = _PAGE.fullmatch(target) if finding.check == "links" else None
        if page and _find_in(finding, sources.written(finding.path), base_path) is None:
            yield _report_missing_page(page["name"])  # a template leads there, and nobody who writes can change that
            continue
        file, line = _find_place(finding, sources, base_path)
        if (file, line) not in reported:
            severity = Severity.WARNING if finding.is_warning else Severity.ERROR
            yield Problem(file, line, finding.message, finding.remedy, finding.check, severity)
            reported |= {(file, line)} if finding.check == "frames" else set()
        quoted.add(target)


def _report_missing_page(name: str) -> Problem:
    """Return the problem that the page *name*, to which the theme leads, is not there."""
    return Problem(
        f"content/pages/{name}.md",
        1,
        f"Die Seite „/{name}/“ fehlt; die Website verweist an festen Stellen auf sie.",
        f"Bitte anlegen: content/pages/{name}.md",
        "links",
    )


def _pages_first(finding: Finding) -> tuple[bool, bool, Finding]:
    """Sort pages before their echo in feeds, and a frame before the request that it makes."""
    return not finding.path.endswith(".html"), finding.check != "frames", finding


def _as_written(quote: str, plan: Plan | None) -> str:
    """Return *quote* as it was before the build made it absolute."""
    site = plan.globals.get("site") if plan else None
    address = str(site.get("address", "")) if isinstance(site, Mapping) else ""
    return quote.removeprefix(address.rstrip("/")) if address else quote


def _find_place(finding: Finding, sources: _SourceTexts, base_path: str) -> tuple[str, int]:
    """Return file and line of the cause of *finding*: in the content, else in the theme.

    Where it is in neither, the text that the page was made from is named, else the page itself.
    """
    written = sources.written(finding.path)
    found = _find_in(finding, written, base_path) or _find_in(finding, sources.theme(finding.path), base_path)
    if found:
        return found
    text = next((name for name, _ in written if name != _SITE), "")
    return (text, 1) if text else (f"output/{finding.path}", 1)


def _find_in(finding: Finding, candidates: list[tuple[str, str]], base_path: str) -> tuple[str, int] | None:
    """Return file and line of the finding's quote, or None if no candidate holds it.

    The source may have written it without the base path.
    """
    quote = finding.quote
    if finding.check == "links" and quote.endswith("="):  # an attribute with nothing in it
        return _find_empty(candidates)
    path, suffix = split_suffix(quote)
    host = _HOST.search(quote)
    shorter = [
        f"/{quote.removeprefix(base_path)}" if quote.startswith("/") else "",
        path.rstrip("/").rpartition("/")[2],
        suffix,
        host[0] if host else "",
    ]
    for text in (quote, *shorter):
        if len(text) > 1 or text == quote:
            for candidate in candidates:
                file, line = locate(replace(finding, quote=text), [candidate])
                if line > 1 or text in candidate[1].split("\n", 1)[0]:
                    return file, line
    return None


def _find_empty(candidates: list[tuple[str, str]]) -> tuple[str, int] | None:
    """Return file and line of the first link or picture without a target."""
    for name, text in candidates:
        if found := _EMPTY.search(text):
            return name, text.count("\n", 0, found.start()) + 1
    return None


_SITE = "content/site.yaml"


class _SourceTexts:
    """The files in which the cause of a finding may stand, each read once."""

    def __init__(self, content: Path, plan: Plan | None) -> None:
        self._content = content
        self._outputs = {output.path: output for output in plan.outputs} if plan else {}
        self._texts: dict[Path, tuple[str, str] | None] = {}

    def written(self, path: str) -> list[tuple[str, str]]:
        """Return names and texts of the content behind the file *path*, texts before settings."""
        output = self._outputs.get(path)
        if path.startswith("media/"):
            return self._read_all([self._content / path])
        if path.endswith((".xml", ".ics")):  # feeds and calendars may hold any text
            return self._read_all(self._below_content(one.source for one in self._outputs.values()))
        sources = [output.source, *sorted(output.bodies)] if output else []
        files = self._below_content(sources)
        return self._read_all([*files, self._content / "site.yaml"] if path.endswith(".html") else files)

    def _below_content(self, sources: Iterable[str]) -> list[Path]:
        return [self._content / source.partition("/")[2] for source in dict.fromkeys(sources) if source]

    def theme(self, path: str) -> list[tuple[str, str]]:
        """Return names and texts of the theme's files that the file *path* was made from."""
        if path.endswith(".html"):
            output = self._outputs.get(path)
            renderer = output.renderer if output else ""
            return self._read_all(self._templates_of(renderer) if isinstance(renderer, str) else ())
        stem = Path(path).name.partition(".")[0]
        files = [file for file in self._static if file.name.partition(".")[0] == stem]
        files += [file for file in self._static if file.suffix == Path(path).suffix and file not in files]
        return self._read_all(files)

    def _templates_of(self, name: str) -> Iterator[Path]:
        """Yield the template *name*, and all that it is made of."""
        waiting, seen = [name] if name else [], {name}
        while waiting:
            found = self._template(waiting.pop(0))
            if found is None:
                continue
            yield found
            named = self._read(found)
            used = [one for one in _TEMPLATES_USED.findall(named[1] if named else "") if one not in seen]
            seen.update(used)
            waiting += used

    def _template(self, name: str) -> Path | None:
        folders = (ROOT / "theme/templates",) if name.startswith("!theme/") else self._template_folders
        paths = (folder / name.removeprefix("!theme/") for folder in folders)
        return next((path for path in paths if path.is_file()), None)

    @cached_property
    def _template_folders(self) -> tuple[Path, ...]:
        return (*override_folders(self._content), ROOT / "theme/templates")

    @cached_property
    def _static(self) -> list[Path]:
        return sorted((ROOT / "theme/static").rglob("*"))

    def _name(self, file: Path) -> str:
        if file.is_relative_to(self._content):
            return f"content/{file.relative_to(self._content).as_posix()}"
        return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.as_posix()

    def _read_all(self, files: Iterable[Path]) -> list[tuple[str, str]]:
        return [found for file in files if (found := self._read(file))]

    def _read(self, file: Path) -> tuple[str, str] | None:
        """Return the name and the text of *file*, or None if it is no file."""
        if file not in self._texts:
            text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
            self._texts[file] = None if text is None else (self._name(file), text)
        return self._texts[file]
