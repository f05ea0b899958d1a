"""Own tokens: the style sheet by which a site gives the theme's colours, faces and distances other values.

It is written as the theme's tokens.css is, but without a layer: ``:root { --color-first: #00525a; }``.
"""

from __future__ import annotations

from pathlib import Path

from plugins.core.problem import Problem
from plugins.core.site_folder import tokens_file
from plugins.site.assets.styles import minify_css

FILE = "content/theme/tokens.css"


def read_own_tokens(content: Path) -> tuple[str, list[Problem]]:
    """Return the rules of the site in *content* as CSS to lay over the theme's tokens, "" if there are none."""
    file = tokens_file(content)
    if not file.is_file():
        return "", []
    try:
        return f"@layer tokens{{{minify_css(file.read_text(encoding='utf-8'))}}}", []
    except (OSError, ValueError) as error:
        return "", [_unreadable(error)]


def _unreadable(error: Exception) -> Problem:
    return Problem(
        FILE,
        1,
        f"Diese Angaben zum Aussehen lassen sich nicht lesen: {error}.",
        "Bitte so schreiben: :root { --color-first: #00525a; } Welche Angaben es gibt, "
        "steht in theme/static/css/tokens.css.",
        "own-tokens",
    )
