"""Template overrides: a site's templates in place of the theme's, and their versions.

A new version of the theme does not reach them, so each build names them. The version stands in a comment of their own:
``{# Version 1.2 #}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.build.project_settings import override_folders
from plugins.core.problem import Problem, Severity
from plugins.core.project import ROOT, VERSION

_VERSION = re.compile(r"\{#-?\s*Version\s+(\S+?)\s*-?#\}")
THEME = "theme/templates"


@dataclass(frozen=True, slots=True)
class TemplateOverride:
    """A template of a site in place of the theme's *name*; ``version`` is "" if it says none."""

    file: str
    name: str
    version: str

    def describe(self) -> str:
        """Return the sentence that each build says."""
        return f"Eigene Vorlage {self.file} statt {THEME}/{self.name}, {_say_version(self.version)}."

    def find_problem(self) -> Problem | None:
        """Return the warning that the theme has another version by now, or that nobody knows."""
        if self.version == VERSION:
            return None
        since = f"gilt für Version {self.version}" if self.version else "sagt nicht, für welche Version sie gilt"
        return Problem(
            self.file,
            1,
            f"Diese Vorlage steht an der Stelle von {THEME}/{self.name} und {since}; jetzt ist es Version {VERSION}.",
            f"Bitte mit {THEME}/{self.name} vergleichen und danach in die erste Zeile schreiben: "
            f"{{# Version {VERSION} #}}",
            "template-override",
            Severity.WARNING,
        )


def list_overrides(content: Path, project: Path = ROOT) -> Iterator[TemplateOverride]:
    """Yield the readable templates that the site in *content* has in place of the theme's."""
    for folder in override_folders(content, project):
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if (project / THEME / name).is_file():
                yield TemplateOverride(_file_name(path, content, project), name, _read_version(path))


def describe_version(template: Path) -> str:
    """Return which version a site's own *template* was made from, as a part of a sentence."""
    return _say_version(_read_version(template) if template.is_file() else "")


def _say_version(version: str) -> str:
    return f"gemacht aus Version {version}" if version else "aus welcher Version, steht nicht darin"


def _read_version(template: Path) -> str:
    found = _VERSION.search(template.read_text(encoding="utf-8", errors="replace"))
    return found[1] if found else ""


def _file_name(path: Path, content: Path, project: Path) -> str:
    if path.is_relative_to(content):
        return f"content/{path.relative_to(content).as_posix()}"
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix()
