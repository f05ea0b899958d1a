"""What docs/redaktion.md shows: its chapters, its examples by language, and the whole files among them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "docs" / "redaktion.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^( *)```\w+\n.*?^\1```$", "", HANDBOOK, flags=re.MULTILINE | re.DOTALL)
_NAMES = re.findall(r"^## (.+)$", PROSE, re.MULTILINE)
_PARTS = re.split("|".join(f"^## {re.escape(name)}\n" for name in _NAMES), HANDBOOK, flags=re.MULTILINE)
CHAPTERS = dict(zip(_NAMES, _PARTS[1:], strict=True))
FIRST = "content/articles/2026/drei-fragen.md"


def blocks(language: str, text: str = HANDBOOK) -> list[str]:
    """Return what stands between the fences of *language*, without the indentation of a list."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def files() -> dict[str, str]:
    """Return every whole file that is shown, by the last path that was named before it."""
    found = {}
    for block in blocks("markdown"):
        if block.startswith("---\n"):
            before = HANDBOOK[: HANDBOOK.index(block.splitlines()[1])]
            found[re.findall(r"`(content/[\w/-]+\.md)`", before)[-1]] = block
    return found


def finished(text: str) -> str:
    """Return *text* as it is when it is no draft any more."""
    return text.replace("status: draft\n", "")
