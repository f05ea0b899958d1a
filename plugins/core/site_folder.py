"""Site folder: where a site's own files stand beside texts and pictures; all are optional."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

_FILES = ("theme/tokens.css", "theme/logo.svg", "theme/texts/*.yaml", "services/*.yaml", "law/*.yaml")
_TEMPLATES = "theme/templates/"


def tokens_file(content: Path) -> Path:
    """Return the style sheet of a site's own colours, faces and distances, over the theme's."""
    return content / "theme" / "tokens.css"


def logo_file(content: Path) -> Path:
    """Return the drawing that stands in place of the site's name."""
    return content / "theme" / "logo.svg"


def texts_file(content: Path, language: str = "de") -> Path:
    """Return the words of the pages' frame in *language* that a site has for itself."""
    return content / "theme" / "texts" / f"{language}.yaml"


def templates_folder(content: Path) -> Path:
    """Return the folder of templates that take the place of the theme's."""
    return content / "theme" / "templates"


def services_folder(content: Path) -> Path:
    """Return the folder of networks that are added to the registry."""
    return content / "services"


def law_folder(content: Path) -> Path:
    """Return the folder of laws that are added to ours, or take their place."""
    return content / "law"


def output_folder(content: Path) -> Path:
    """Return the folder beside *content* that a site is written to."""
    return Path(os.path.normpath(content / ".." / "output"))


def own_names(folder: str, stem: str) -> list[str]:
    """Return the names that own files may have in *folder*, those of free choice with *stem*."""
    stems = {"theme/texts/*.yaml": ("de", "en")}
    files = [(name, one) for name in _FILES for one in stems.get(name, (stem,))]
    return list(dict.fromkeys(name.replace("*", one) for name, one in files if name.startswith(f"{folder.lower()}/")))


def is_own_file(name: str) -> bool:
    """Return whether *name*, a path within the site's folder, is one of these files."""
    return name.startswith(_TEMPLATES) or any(PurePosixPath(name).match(pattern) for pattern in _FILES)
