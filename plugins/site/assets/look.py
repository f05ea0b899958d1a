"""Look: what a site shows of its own on every page: tokens, icons and logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
_NAMESPACE = b"http://www.w3.org/2000/svg"
_AS_PATHS = (
    "Bitte in einem Zeichenprogramm diesen Teil entfernen oder in Pfade umwandeln und wieder als SVG speichern. Fotos "
    "kann das Zeichen nicht enthalten; ohne diese Datei steht an seiner Stelle der Name der Website."
)
_WIDEST = 10_000  # pixels


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
        drawing = _read_logo(logo, report)
        problems += report.problems
        files |= {LOGO: drawing} if drawing else {}
    return Look(tokens, files), problems


def _read_logo(path: Path, report: ProblemCollector) -> bytes | None:
    """Return the drawing at *path*, or None after reporting what is wrong with it."""
    drawing = read_own_file(path, report)
    if drawing is None:
        return None
    unsafe = find_content_problems(path, ".svg", report.file)
    report.problems += [one if one.code == "media-unreadable" else replace(one, remedy=_AS_PATHS) for one in unsafe]
    size = svg_size(drawing)
    lacking = "" if size and 0 < min(size) <= max(size) <= _WIDEST else 'viewBox="0 0 200 50"'
    if _NAMESPACE not in drawing:  # browsers would show an empty place
        lacking = f'xmlns="{_NAMESPACE.decode()}"'
    if lacking and not report.problems:
        message = f"Browser zeigen diese Zeichnung nicht wie gewollt: Es fehlt {lacking}."
        report.error(1, "media-content", message, f"Bitte im Wort <svg …> angeben, und keine anderen Maße: {lacking}")
    return None if report.problems else drawing
