"""Named files: however a text spells the address of a file, it is found, and what goes out with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content.media.named_files import find_named_files

MEDIA = frozenset({"/media/ein_plan.svg", "/media/ein_plan.dark.svg", "/media/plan.svg", "/media/plan.svg.pdf"})


@pytest.mark.parametrize(
    "written",
    [
        "[Plan](/media/ein_plan.svg)",
        "[Plan](../../media/ein_plan.svg#teil)",
        "![Plan](/media/ein%5Fplan.svg)",
        r"![Plan](/media/ein\_plan\.svg)",
        "<img src='/media/ein&#95;plan.svg'>",
        r'image: {src: "\/media/ein_plan.svg"}',
    ],
)
def test_a_file_is_named_in_any_spelling_and_its_dark_drawing_with_it(tmp_path: Path, written: str) -> None:
    text = tmp_path / "text.md"
    text.write_text(written, "utf-8")

    assert set(find_named_files(text, MEDIA)) == {"/media/ein_plan.svg", "/media/ein_plan.dark.svg"}
