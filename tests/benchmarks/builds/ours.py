"""Ours: this project, copied, with the reference site and the texts beside it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.builds.peer import Cost, run
from tests.benchmarks.builds.texts import DAY, Text

_ROOT = Path(__file__).parents[3]
_COPIED = ("content", "plugins", "theme", "tools", "pelicanconf.py", "publishconf.py")
_BUILD = """
import sys; from pathlib import Path; from plugins.cli import commands
sys.exit(commands.build(Path("content"), Path("output"), None, {search}, {audit}))
"""
_EPOCH = str((DAY.toordinal() - 719163) * 86400 + 43200)  # noon; 719163 days lie before 1970


@dataclass(frozen=True, slots=True)
class Ours:
    """What ``tasks.py build`` does, after it has found its environment in order."""

    name: str = "ours"
    search: bool = True
    audit: bool = True

    def prepare(self, folder: Path, texts: Sequence[Text]) -> None:
        """Copy the project and write the texts."""
        for name in _COPIED:
            source = _ROOT / ("tests/reference" if name == "content" else name)
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, folder / name)
        for text in texts:
            self.write(folder, text)

    def write(self, folder: Path, text: Text) -> None:
        """Write a file of front matter and Markdown."""
        year = folder / "content" / ("events" if text.is_event else "articles") / f"{text.day.year}"
        year.mkdir(exist_ok=True)
        (year / f"{text.slug}.md").write_text(f"---\n{_front(text)}---\n\n{_body(text)}\n", encoding="utf-8")

    def edit_template(self, folder: Path) -> None:
        """Add a line of text to the template of articles."""
        template = folder / "theme" / "templates" / "article.html"
        text = template.read_text("utf-8")
        template.write_text(text.replace("{% block main %}", "{% block main %}<p>Neu.</p>", 1), "utf-8")

    def forget(self, folder: Path) -> None:
        """Remove the output and what is kept: pictures, and whatever else lies in .cache."""
        shutil.rmtree(folder / "output", ignore_errors=True)
        shutil.rmtree(folder / ".cache", ignore_errors=True)

    def build(self, folder: Path) -> Cost:
        """Build as for publishing."""
        code = _BUILD.format(search=self.search, audit=self.audit)
        return run([sys.executable, "-c", code], folder, {"SOURCE_DATE_EPOCH": _EPOCH})

    def output(self, folder: Path) -> Path:
        """Return the folder of the built site."""
        return folder / "output"


def _front(text: Text) -> str:
    lines = [f'title: "{text.title}"', f'summary: "{text.summary}"', f"tags: [{', '.join(text.tags)}]"]
    if text.is_event:
        lines += [f"start: {text.day}", "place:", f"  name: {text.place}", "  city: Düsseldorf"]
    else:
        lines += [f"date: {text.day}", f"category: {text.category}"]
    if text.embed:
        lines += ["embeds:", f"  - url: {text.embed}", "    title: Ein Film", "    alternative: Was darin vorkommt."]
    return "".join(f"{line}\n" for line in lines)


def _body(text: Text) -> str:
    return f"{text.body}\n\n{text.embed}" if text.embed else text.body
