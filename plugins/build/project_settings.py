"""Project settings: publishconf.py as Pelican reads it, for those who do without Pelican."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.core.problem import Problem
from plugins.core.project import ROOT
from plugins.core.site_folder import templates_folder
from plugins.core.site_part import SitePart

_OVERRIDES = "THEME_TEMPLATES_OVERRIDES"
_FILES = ("pelicanconf.py", "publishconf.py")


def read_project_settings(content: Path | None = None, project: Path = ROOT) -> dict[str, Any]:
    """Return the settings for publishing the site in *content*."""
    settings = runpy.run_path(str(project / "publishconf.py"))
    return settings if content is None else {**settings, "PATH": str(content)}


def site_parts() -> tuple[SitePart, ...]:
    """Return the parts that are added to the site."""
    return tuple(read_project_settings().get("SITE_PARTS", ()))


def template_folders(settings: Mapping[str, Any], project: Path = ROOT) -> tuple[Path, ...]:
    """Return the folders of templates by Pelican's *settings*, the theme's last.

    Relative ones in THEME_TEMPLATES_OVERRIDES are below *project*.
    """
    overrides = (project / folder for folder in settings.get(_OVERRIDES, ()))
    return (*_of_site(Path(settings["PATH"])), *overrides, Path(settings["THEME"]) / "templates")


def _of_site(content: Path) -> tuple[Path, ...]:
    folder = templates_folder(content)
    return (folder,) if folder.is_dir() else ()


def find_override_problems(settings: Mapping[str, Any], project: Path = ROOT) -> list[Problem]:
    """Return the problems with THEME_TEMPLATES_OVERRIDES.

    Jinja would pass over a folder that is not there.
    """
    overrides = settings.get(_OVERRIDES, ())
    if not isinstance(overrides, list | tuple) or not all(isinstance(one, str | Path) for one in overrides):
        return [_override_problem("ist keine Liste von Ordnern")]
    absent = [folder for folder in overrides if not (project / folder).is_dir()]
    return [_override_problem(f"nennt den Ordner „{folder}“, den es nicht gibt") for folder in absent]


def _override_problem(fault: str) -> Problem:
    return Problem(
        "pelicanconf.py",
        1,
        f"Die Einstellung {_OVERRIDES} {fault}.",
        f'Bitte geben Sie diese Meldung an die Technik weiter. So ist es richtig: {_OVERRIDES} = ["vorlagen"], '
        "mit einem Ordner, der neben pelicanconf.py liegt.",
        "template-overrides",
    )


def override_folders(content: Path, project: Path = ROOT) -> tuple[Path, ...]:
    """Return the folders of templates that come before the theme's: of the site, of Pelican's.

    Settings that do not mention it are not run: a build with nothing to do takes no longer than that.
    """
    try:
        if not any(_OVERRIDES in (project / name).read_text(encoding="utf-8") for name in _FILES):
            return _of_site(content)
        return template_folders(read_project_settings(content, project), project)[:-1]
    except Exception:  # settings are code and raise anything; the build itself will say so
        return ()
