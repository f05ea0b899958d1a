"""Look: what a site shows of its own on every page: tokens, icons and logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.content.media.media_files import find_content_problems
from plugins.content.own_files import has_own_file, read_own_file
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.site_folder import logo_file
from plugins.images.cache import ImageCache
from plugins.images.icons import make_icons
from plugins.images.process import svg_size
from plugins.site.assets.contrast import find_weak_pairs
from plugins.site.assets.tokens import DARK, Tokens, read_tokens

FACE = "fonts/bricolage.woff2"
LOGO = "logo.svg"


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens of a site, and its own files by their names: icons, and perhaps a logo."""

    tokens: Tokens
    files: Mapping[str, bytes]

    @property
    def logo_size(self) -> dict[str, str]:
        """Width and height of the logo as templates ask for them; nothing if there is none."""
        size = svg_size(self.files[LOGO]) if LOGO in self.files else None
        return dict(zip(("logo_width", "logo_height"), map(str, size or ()), strict=False))


def read_look(static: Path, content: Path, name: str, cache: ImageCache) -> tuple[Look, list[Problem]]:
    """Return the look of the site in *content*, with the problems of its files.

    Args:
        static: The folder of the theme that holds its font and its tokens.
        content: The folder of the site.
        name: What the first letter is taken from.
        cache: What was painted before.
    """
    tokens, problems = read_tokens(static, content)
    weak = list(find_weak_pairs(tokens))
    if problems:
        tokens = Tokens(tokens.theme)
    problems += weak
    files = make_icons(name, static / FACE, tokens.colours(), tokens.colours(DARK), cache)
    logo = logo_file(content)
    if has_own_file(logo):
        report = ProblemCollector(f"content/theme/{LOGO}")
        drawing = read_own_file(logo, report)
        of_logo = [*report.problems, *(find_content_problems(logo, ".svg", report.file) if drawing is not None else ())]
        problems += of_logo
        files |= {LOGO: drawing} if drawing and not of_logo else {}
    return Look(tokens, files), problems
