"""What pages weigh before any picture: ours beside stock Pelican's, and what the great design systems load.

Each file for itself, after the densest brotli, as a server keeps it ready. The design systems come without pages of
their own, so only their style sheet and script count, as their makers ship them minified.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import brotli
import pytest

from plugins.cli import commands
from tools import node
from tools.environment import CACHE, ROOT

ARTICLE = "rueckblick-auf-den-open-nrw-kongress"
_LOADED = re.compile(r"""<(?:link|script)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+\.(?:css|js))\b""")
_IMPORTED = re.compile(r"""(?:from|@import(?: url\()?)\s*["']?([\w./-]+\.(?:js|css))""")
SETTINGS = """
PATH = "content"
SITEURL = ""
THEME = "{theme}"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
FEED_ALL_ATOM = None
"""


@dataclass(frozen=True)
class Weight:
    """The bytes of one page by kind of file, and how many files it takes."""

    name: str
    html: int
    css: int
    js: int
    files: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.html + self.css + self.js


def packed(path: Path) -> int:
    """Return the bytes of a file on its way."""
    return len(brotli.compress(path.read_bytes()))


def loaded(site: Path, page: Path) -> Iterator[Path]:
    """Yield the style sheets and scripts that *page* loads, with what these import."""
    waiting = [(page, target) for target in _LOADED.findall(page.read_text(encoding="utf-8"))]
    seen = set()
    while waiting:
        beside, target = waiting.pop()
        base = f"/{beside.relative_to(site).as_posix()}"
        path = site / urljoin(base, target).lstrip("/")
        if path.is_file() and path not in seen:
            seen.add(path)
            yield path
            waiting += [(path, found) for found in _IMPORTED.findall(path.read_text(encoding="utf-8"))]


def of_page(name: str, site: Path, path: str) -> Weight:
    """Return what one page of a built site weighs."""
    page = site / path
    files = list(loaded(site, page))
    return Weight(name, packed(page), of_kind(files, ".css"), of_kind(files, ".js"), 1 + len(files))


def of_assets(name: str, files: Iterable[Path]) -> Weight:
    """Return what a style sheet and a script weigh that come without a page."""
    found = list(files)
    return Weight(name, 0, of_kind(found, ".css"), of_kind(found, ".js"), len(found))


def of_kind(files: Iterable[Path], suffix: str) -> int:
    """Return the bytes of those *files* that end in *suffix*."""
    return sum(packed(file) for file in files if file.suffix == suffix)


def stock(folder: Path, theme: str) -> Path:
    """Build our articles with Pelican as it comes, and return its output."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    for source in (ROOT / "tests" / "reference" / "articles").rglob("*.md"):
        head, body = source.read_text(encoding="utf-8").split("---\n", 2)[1:]
        kept = dict(re.findall(r"(?m)^(title|date|summary|category): (.+)$", head))
        lines = [f"{key.title()}: {value.strip(chr(34))}" for key, value in kept.items()]
        text = re.sub(r"\]\((?!/|https?:)[^)]*\)", "](/)", body)
        (articles / source.name).write_text("\n".join([*lines, f"Slug: {source.stem}", "", text]), encoding="utf-8")
    (folder / "pelicanconf.py").write_text(SETTINGS.format(theme=theme), encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "output", "-q"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "output"


@pytest.mark.benchmark
def test_a_page_beside_its_peers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An article of ours weighs less than the style sheet and script alone that GOV.UK and KERN load."""
    site = tmp_path / "site"
    assert commands.build(ROOT / "tests" / "reference", site, None, True, True) == 0
    peers = node.install(node.PEERS, CACHE / "npm")
    govuk, kern = peers / "govuk-frontend" / "dist" / "govuk", peers / "@kern-ux" / "native" / "dist"
    article = of_page("ours: article", site, f"aktuelles/{ARTICLE}/index.html")
    systems = [
        of_assets("govuk-frontend, no page", [govuk / "govuk-frontend.min.css", govuk / "govuk-frontend.min.js"]),
        of_assets("KERN, no page", [kern / "kern.min.css", kern / "js" / "kern-kopfzeile.js"]),
    ]
    themes = ("simple", "notmyidea")
    outputs = {theme: stock(tmp_path / theme, theme) for theme in themes}
    rows = [
        of_page("ours: start page", site, "index.html"),
        article,
        of_page("ours: event", site, "veranstaltungen/kongress-leben-in-nrw/index.html"),
        of_page("ours: clip", site, "clip/breitbandgedoens/index.html"),
        of_page("ours: two embeds", site, "zwei-klick/index.html"),
        *(of_page(f"Pelican {theme}: start page", outputs[theme], "index.html") for theme in themes),
        *(of_page(f"Pelican {theme}: article", outputs[theme], f"{ARTICLE}.html") for theme in themes),
        *systems,
    ]

    with capsys.disabled():
        print(f"\n{'bytes after brotli':30}{'HTML':>8}{'CSS':>8}{'JS':>8}{'all':>8}{'files':>7}{'of ours':>9}")
        for row in rows:
            ratio = row.total / article.total
            print(f"{row.name:30}{row.html:8}{row.css:8}{row.js:8}{row.total:8}{row.files:7}{ratio:9.2f}")
    assert all(article.total < system.total for system in systems)
