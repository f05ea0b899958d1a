"""Pelican as it comes, with its theme `simple`: the same articles, lists by page, tag and category, and feeds."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.builds.peer import Cost, run
from tests.benchmarks.builds.texts import Text

_SETTINGS = """
SITENAME = "Probe"
SITEURL = "https://probe.example"
FEED_DOMAIN = SITEURL
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = []
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
DEFAULT_PAGINATION = 20
ARTICLE_URL, ARTICLE_SAVE_AS = "aktuelles/{slug}/", "aktuelles/{slug}/index.html"
FEED_ALL_ATOM, CATEGORY_FEED_ATOM = "feed.xml", "feeds/{slug}.xml"
FEED_MAX_ITEMS = 20
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
"""


class Pelican:
    """Stock Pelican."""

    name = "pelican"

    def prepare(self, folder: Path, texts: Sequence[Text]) -> None:
        """Write the settings and the texts, and copy the theme, so that it can be edited."""
        (folder / "pelicanconf.py").write_text(_SETTINGS, "utf-8")
        package = find_spec("pelican")
        assert package is not None
        assert package.origin is not None
        shutil.copytree(Path(package.origin).parent / "themes" / "simple", folder / "theme")
        (folder / "content").mkdir()
        for text in texts:
            self.write(folder, text)

    def write(self, folder: Path, text: Text) -> None:
        """Write a file as Pelican reads it; an event is an article of its own category."""
        front = (
            f"Title: {text.title}\nDate: {text.day}\nCategory: {'Termine' if text.is_event else text.category}\n"
            f"Tags: {', '.join(text.tags)}\nSlug: {text.slug}\nSummary: {text.summary}\n"
        )
        film = f"\n\n<{text.embed}>" if text.embed else ""
        (folder / "content" / f"{text.slug}.md").write_text(f"{front}\n{text.body}{film}\n", "utf-8")

    def edit_template(self, folder: Path) -> None:
        """Add a line of text to the template of articles."""
        template = folder / "theme" / "templates" / "article.html"
        text = template.read_text("utf-8")
        template.write_text(text.replace("{% block content %}", "{% block content %}<p>Neu.</p>", 1), "utf-8")

    def forget(self, folder: Path) -> None:
        """Remove the output."""
        shutil.rmtree(folder / "output", ignore_errors=True)

    def build(self, folder: Path) -> Cost:
        """Build."""
        return run([sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-q"], folder)

    def output(self, folder: Path) -> Path:
        """Return the folder of the built site."""
        return folder / "output"
