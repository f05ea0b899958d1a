"""Of the media folder goes out what a browser can show, and nothing else."""

import re
from pathlib import Path

import pytest

from plugins.content.media.file_types import KINDS, REMEDIES
from plugins.content.media.media_files import MediaFiles, find_media
from plugins.content.media.svg import find_unsafe_part
from plugins.core.problem import Severity

PNG = b"\x89PNG\r\n\x1a\n...."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def _with(folder: Path, **files: bytes) -> MediaFiles:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return find_media(folder)


def test_a_picture_goes_out_under_its_own_path(tmp_path: Path) -> None:
    """Where editors put a file is where it is found."""
    found = _with(tmp_path, **{"2016/duisburg.png": PNG, "A.PNG": PNG})

    assert [file.output for file in found.files] == ["media/A.PNG", "media/2016/duisburg.png"]
    assert found.files[1].source.read_bytes() == PNG
    assert not found.problems


def test_an_empty_or_missing_folder_is_no_problem(tmp_path: Path) -> None:
    """A site may do without pictures."""
    assert find_media(tmp_path / "none") == MediaFiles((), ())


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$x.docx", ".git/config", "x.png~"])
def test_litter_of_operating_systems_is_passed_over(tmp_path: Path, name: str) -> None:
    """Editors neither see it nor made it."""
    assert _with(tmp_path, **{name: b"x"}) == MediaFiles((), ())


@pytest.mark.parametrize("name", ["x.html", "x.exe", "x.heic", "x.HEIC", "x.docm", "x.zip", "x.wav", "x"])
def test_other_kinds_of_files_stay_here(tmp_path: Path, name: str) -> None:
    """The editor hears of each, and what to do with it."""
    found = _with(tmp_path, **{name: b"x"})

    (problem,) = found.problems
    assert (found.files, problem.code, problem.file) == ((), "media-kind", f"content/media/{name}")
    assert problem.remedy.startswith("Bitte ")


def test_an_iphone_picture_is_told_how_to_become_one(tmp_path: Path) -> None:
    """HEIC is the mistake that really happens."""
    (problem,) = _with(tmp_path, **{"bild.heic": b"x"}).problems

    assert str(problem) == (
        "content/media/bild.heic:1: Dateien der Art „.heic“ werden auf der Website nicht veröffentlicht.\n"
        "  → Bitte als JPG oder PNG speichern und die neue Datei hier ablegen, zum Beispiel: foto.jpg"
    )


def test_no_kind_is_both_allowed_and_refused() -> None:
    """The two tables agree."""
    assert not set(KINDS) & set(REMEDIES)


HEIC = b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", HEIC),
        ("a.mp4", HEIC),
        ("a.avif", HEIC),
        ("a.png", b"<!doctype html>"),
        ("a.svg", PNG),
        ("a.pdf", b""),
    ],
)
def test_a_new_suffix_does_not_make_a_new_picture(tmp_path: Path, name: str, data: bytes) -> None:
    """Renamed is not converted: browsers would show nothing."""
    found = _with(tmp_path, **{name: data})

    assert [problem.code for problem in found.problems] == ["media-content"]
    assert not found.files


@pytest.mark.parametrize(
    ("name", "code", "example"),
    [
        ("Gruppe 1 (Duisburg).png", "media-name-plain", "Gruppe-1-Duisburg.png"),
        ("grüße.png", "media-name-plain", "gruesse.png"),
        ("gru\u0308ße.png", "media-name-plain", "gruesse.png"),
        ("frage?.png", "media-name", "frage.png"),
        ("100%.png", "media-name", "100.png"),
        ("a\nb.png", "media-name", "a-b.png"),
        ("\udcfc.png", "media-name", "png"),
    ],
)
def test_names_that_make_trouble_in_addresses(tmp_path: Path, name: str, code: str, example: str) -> None:
    """Awkward names are pointed out, impossible ones stop the build; each with a name that works."""
    found = _with(tmp_path, **{name: PNG})

    (problem,) = found.problems
    assert problem.code == code
    assert problem.remedy.endswith(example)
    assert len(found.files) == (problem.severity is Severity.WARNING)
    assert str(problem).encode()


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    """What lies outside the folder was never meant to be published."""
    folder = tmp_path / "media"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "real.png").write_bytes(PNG)
    (folder / "inside.png").symlink_to("real.png")
    (folder / "out.png").symlink_to("../secret.png")
    (folder / "gone.png").symlink_to("nothing.png")
    (folder / "folder").symlink_to(tmp_path, target_is_directory=True)

    found = find_media(folder)

    assert [file.output for file in found.files] == ["media/inside.png", "media/real.png"]
    assert [problem.file for problem in found.problems] == [
        "content/media/folder",
        "content/media/gone.png",
        "content/media/out.png",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="url(#a)" style="fill:url(#b)"/>',
        '<style>.a{fill:#0b5a5e;clip-path:url("#c")}</style><title>Ein // Titel</title>',
        '<use xlink:href="#a"/><use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<metadata><a xmlns='urn:x'/></metadata><feGaussianBlur/>",
        "<title>Was url(https://x.example/) heißt</title><text>@import</text>",
    ],
)
def test_a_drawing_that_only_draws_is_safe(inside: str) -> None:
    """What drawing programs write is let through."""
    assert find_unsafe_part(SVG.format(inside).encode()) is None


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>1</script>", "<script"),
        ("<g onclick='x()'/>", "onclick="),
        ("<foreignObject/>", "<foreignObject"),
        ("<b xmlns='http://www.w3.org/1999/xhtml'/>", "<b"),
        ("<a href='https://x.example/'><g/></a>", "<a"),
        ("<use href='https://x.example/#a'/>", "href="),
        ("<image xlink:href='//x.example/a.png'/>", "href="),
        ("<image href='data:image/svg+xml,%3Csvg/%3E'/>", "href="),
        ('<style>@\\69mport "https://e.example/x.css";</style>', "@import"),
        ("<style>rect{fill:\\75rl(https://e.example/x)}</style>", "url(https"),
        ("<style>rect{fill:ur/**/l(#a);stroke:url(/**/https://e.example/x)}</style>", "url(https"),
        ('<style>rect{fill:image-set("https://e.example/x" 1x)}</style>', "image-set("),
        ('<style>@font-face{src:src("https://e.example/x")}</style>', "src("),
        ('<rect style="fill:\\75rl(https://e.example/x)"/>', "url(https"),
        ('<g xml:base="https://e.example/"/>', "base="),
        ("<set attributeName='href' to='javascript:1'/>", "<set"),
        ("<style>@import 'https://x.example/';</style>", "@import"),
        ("<style>a{b:url(https://x.example/)}</style>", "url("),
        ("<path fill='url( \"//x.example/#a\")'/>", "url("),
        ("<path", "eine beschädigte Stelle"),
    ],
)
def test_a_drawing_that_does_more_is_refused(inside: str, named: str) -> None:
    """Scripts, pages within and anything from elsewhere are named, so that they can be found."""
    found = find_unsafe_part(SVG.format(inside).encode())

    assert found is not None
    assert found.text.startswith(named)


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "no-such-thing", "base64"])
def test_a_drawing_in_another_encoding_is_refused(encoding: str) -> None:
    """Whatever a browser made of it, we have not read the same."""
    drawing = f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format("<g/>")

    assert find_unsafe_part(drawing.encode()) is not None


@pytest.mark.parametrize(
    "inside",
    [
        "<g>\n</g>\n<script/>",
        "<style>\na{}\n@import 'x'; b{}\n\n</style>",
        "\n<g\nonclick='x'/>",
        "\n\n<style>a{b:url(x)}",
    ],
)
def test_the_line_of_an_unsafe_part_is_told(inside: str) -> None:
    """A drawing may have thousands of lines."""
    found = find_unsafe_part(SVG.format(inside).encode())

    assert found is not None
    assert found.line == next(
        n for n, line in enumerate(inside.split("\n"), 1) if re.search("script|import|<g$|url", line)
    )


def test_a_drawing_cannot_grow_without_end() -> None:
    """Entities are refused before they are read; the document type that Illustrator writes is fine."""
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;")
    plain = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'

    found = find_unsafe_part(bomb.encode())

    assert found is not None
    assert found.text == "<!ENTITY a"
    assert find_unsafe_part((plain + SVG.format("<g/>")).encode()) is None


def test_an_unsafe_drawing_stops_the_build(tmp_path: Path) -> None:
    """And the editor is told which part."""
    found = _with(tmp_path, **{"a.svg": SVG.format("<script>1</script>").encode()})

    assert [problem.code for problem in found.problems] == ["media-svg"]
    assert "<script" in found.problems[0].message
