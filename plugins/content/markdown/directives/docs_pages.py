"""Docs pages: the table of kinds for people.

`python -m plugins.content.markdown.directives.docs_pages` writes it into pages of docs/, between two marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.content.markdown.directives.kind import DirectiveKind
from plugins.content.markdown.directives.kinds import KINDS
from plugins.core.project import ROOT

_BEGIN = "<!-- Aus plugins/content/markdown/directives/kinds.py, geschrieben von docs_pages.py daneben. -->\n"
_END = "<!-- Ende -->\n"


def render_chapter() -> str:
    """Return a section on each kind: its help, its argument, an example."""
    return "\n".join("\n".join(_section(kind)) for kind in KINDS.values())


def _section(kind: DirectiveKind) -> Iterator[str]:
    yield f"### {kind.label}\n"
    yield f"{kind.help}{_argument(kind)}\n"
    yield f"```markdown\n{kind.source}\n```\n"


def _argument(kind: DirectiveKind) -> str:
    if kind.argument is None:
        return ""
    return f" Hinter `|` steht: {kind.argument.label}{'' if kind.argument.is_required else ' (darf fehlen)'}."


def render_table() -> str:
    """Return a row on each kind."""
    openings = ((kind, kind.source.partition("\n")[0].replace("|", "\\|")) for kind in KINDS.values())
    rows = "".join(f"| `{opening}` | {kind.help} |\n" for kind, opening in openings)
    return f"| Sie schreiben | zu lesen ist |\n|---|---|\n{rows}"


def render_sheet() -> str:
    """Return all examples, each below its name, as short as can be."""
    return "\n".join(f"**{kind.label}.** {kind.help}\n\n```markdown\n{kind.source}\n```\n" for kind in KINDS.values())


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "redaktion.md": render_chapter,
    ROOT / "docs" / "schreibweise.md": render_table,
    ROOT / "docs" / "spickzettel.md": render_sheet,
}


def render_page(page: Path) -> str:
    """Return the text of *page* with the table as it is now.

    Raises ValueError if its marks are missing.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for directives")
    return f"{before}{_BEGIN}\n{PAGES[page]()}\n{_END}{after}"


def main() -> None:
    """Write the pages."""
    for page in PAGES:
        page.write_text(render_page(page), encoding="utf-8")


if __name__ == "__main__":
    main()
