"""What is no picture is told where it should be shown as one."""

from __future__ import annotations

import pytest

from plugins.content.markdown.converter import Converter
from plugins.content.picture_targets import find_false_pictures
from plugins.core.model import ContentItem
from plugins.core.problem import Problem


def found_in(markdown: str) -> list[Problem]:
    body = Converter().convert(markdown)
    return list(find_false_pictures([ContentItem("article", "content/a.md", "a", "/a/", "A", "B", body=body)]))


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("![Der Film](/media/film.mp4)", "[Der Film](/media/film.mp4)"),
        ("![](/media/film.webm){.left}", "[Film](/media/film.webm)"),
        ("![Der [neue] Bericht](../../media/Bericht.PDF)", "[Der (neue) Bericht](../../media/Bericht.PDF)"),
        ("![Ton](/media/a.mp3 'Titel')", "[Ton](/media/a.mp3)"),
        ("![So läuft es](/der-prozess/)", "[So läuft es](/der-prozess/)"),
        ("![Prozess](../pages/prozess.md)", "[Prozess](../pages/prozess.md)"),
        ('<img src="/media/liste.ods" alt="Liste">', "[Liste](/media/liste.ods)"),
        ("![Ja][1]\n\n[1]: /media/a.pdf", "[Ja](/media/a.pdf)"),
    ],
)
def test_the_link_to_type_is_shown(typed: str, remedy: str) -> None:
    """With the words that were to describe it."""
    (problem,) = found_in(f"Davor.\n\n{typed}")

    assert (problem.code, problem.file) == ("not-a-picture", "content/a.md")
    assert problem.remedy == f"Bitte als Link schreiben: {remedy}"
    assert problem.line >= 3


@pytest.mark.parametrize(
    "typed",
    [
        *(f"![A](/media/a.{kind})" for kind in ("jpg", "JPEG", "png", "webp", "avif", "gif", "svg")),
        "[Film](/media/film.mp4)",
        "![A](https://www.beispiel.de/a.mp4)",
        "`![A](/media/a.mp4)`",
        "![A](/media/a.tif)",  # the file itself is told
    ],
)
def test_a_picture_is_none_of_its_business(typed: str) -> None:
    """Nor is anything that is no picture of ours at all."""
    assert found_in(typed) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("![A](/media/a.jpg){.left}", "![A](/media/a.jpg)"),
        ('![A](/media/a.jpg "B"){: .right width=300 credit="Foto: C"}', '![A](/media/a.jpg "B"){credit="Foto: C"}'),
        ("Ein ![A](/media/a.jpg){class='x y'} Bild", "Ein ![A](/media/a.jpg) Bild"),
    ],
)
def test_a_class_behind_a_picture_is_told(typed: str, right: str) -> None:
    """With the line as it may be."""
    (problem,) = [one for one in Converter().convert(typed).problems if one.code == "picture-class"]

    assert problem.remedy == f"Bitte so schreiben: {right}"


@pytest.mark.parametrize("typed", ['![A](/media/a.jpg){credit="Foto .x"}', "![A](/media/a.jpg)", "`![A](/a.jpg){.x}`"])
def test_other_words_behind_a_picture_are_not(typed: str) -> None:
    """A credit may hold anything."""
    assert [one for one in Converter().convert(typed).problems if one.code == "picture-class"] == []
