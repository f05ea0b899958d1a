"""The look of a site: colours, name and logo reach its icons, and a bad file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.problem import Problem
from plugins.images.cache import ImageCache
from plugins.images.icons import FAVICON, TOUCH_ICON
from plugins.site.assets.look import LOGO, Look, read_look

STATIC = Path(__file__).parents[2] / "theme" / "static"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">{}</svg>'


def look(folder: Path, **files: str) -> tuple[Look, list[Problem]]:
    """Return the look of a site with these *files* below theme/; their names have one dot."""
    (folder / "theme").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "theme" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return read_look(STATIC, folder, "Probe", ImageCache(folder / "cache"))


def test_icons_follow_the_tokens_of_the_site(tmp_path: Path) -> None:
    """A site without tokens has those of the theme."""
    before, _ = look(tmp_path)
    css = ":root{--color-first:#123456}@media (prefers-color-scheme: dark){:root{--color-first:#abcdef}}"

    after, problems = look(tmp_path, tokens_css=css)

    assert problems == []
    assert b"#00525a" in before.files[FAVICON]
    assert b"#123456" in after.files[FAVICON]
    assert b"#abcdef" in after.files[FAVICON]
    assert before.files[TOUCH_ICON] != after.files[TOUCH_ICON]


def test_tokens_that_cannot_be_read_do_not_stop_the_painting(tmp_path: Path) -> None:
    """Whoever reads the message sees the rest of the site as it was, and hears of weak pairs at once."""
    found, problems = look(tmp_path, tokens_css=":root { --color-first: var(--color-first); --color-second: #fff }")

    assert b"#00525a" in found.files[FAVICON]
    assert {problem.code for problem in problems} == {"own-tokens", "contrast"}


def test_a_logo_brings_its_size(tmp_path: Path) -> None:
    """So the page does not jump when it arrives."""
    found, problems = look(tmp_path, logo_svg=SVG.format('<path d="M0 0h9v9z"/>'))

    assert problems == []
    assert LOGO in found.files
    assert found.logo_size == {"logo_width": "200", "logo_height": "50"}


def test_a_logo_that_is_a_program_is_refused(tmp_path: Path) -> None:
    """It is a drawing like any other."""
    found, problems = look(tmp_path, logo_svg=SVG.format("\n<script>alert(1)</script>"))

    assert [(problem.file, problem.line, problem.code) for problem in problems] == [
        ("content/theme/logo.svg", 2, "media-svg")
    ]
    assert "PNG" not in problems[0].remedy  # there it is refused
    assert LOGO not in found.files
    assert found.logo_size == {}


@pytest.mark.parametrize("kind", ["folder", "link", "large"])
def test_a_logo_that_is_no_file_is_told(tmp_path: Path, kind: str) -> None:
    """What a link leads to is another thing on every computer."""
    path = tmp_path / "theme" / "logo.svg"
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "large":
        path.write_text(SVG.format('<path d="M0 0h9v9z"/>' * 50_000), encoding="utf-8")
    else:
        path.symlink_to(STATIC / "favicon.svg")

    found, problems = look(tmp_path)

    assert LOGO not in found.files
    assert [problem.code for problem in problems] == ["unreadable" if kind == "large" else "no-file"]


@pytest.mark.parametrize("head", ["", 'viewBox="0 0 0 0"', 'width="x" height="-3"', 'width="99999" height="50"'])
def test_a_logo_that_does_not_say_its_size_is_told(tmp_path: Path, head: str) -> None:
    """The page would jump, or be all logo; what the remedy says can be typed."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0h9v9z"/></svg>'
    _, [problem] = look(tmp_path, logo_svg=drawing.format(head))

    typed = problem.remedy.partition(": ")[2]
    (tmp_path / "theme/logo.svg").write_text(drawing.format(typed), encoding="utf-8")

    assert problem.code == "media-content"
    assert look(tmp_path)[1] == []


def test_a_logo_without_its_namespace_is_told(tmp_path: Path) -> None:
    """Browsers show nothing of it."""
    _, [problem] = look(tmp_path, logo_svg='<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')

    assert problem.remedy.endswith('xmlns="http://www.w3.org/2000/svg"')
