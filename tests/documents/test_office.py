"""Files of office programs, texts and tables: what would run does not go out, names of people are told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from plugins.core.problem import Severity
from plugins.documents.office import find_office_problems
from plugins.documents.plain_files import find_text_problems
from tests.documents.samples import package

WORD = {"word/document.xml": "<a/>"}
SHEET = {"xl/workbook.xml": "<a/>"}
OPEN = {"content.xml": "<a/>", "Object 1/content.xml": "<chart/>"}
CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="x"><dc:creator>{}</dc:creator></c>'


def relation(kind: str) -> str:
    return f'<r><Relationship Id="1" Type="http://x/{kind}" Target="https://x.example/a" TargetMode="External"/></r>'


def codes(parts: Mapping[str, str | bytes], suffix: str) -> list[str]:
    return [one.code for one in find_office_problems(package(parts), suffix, f"content/media/a{suffix}")]


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [(".docx", WORD), (".xlsx", SHEET), (".odt", OPEN), (".ods", OPEN)],
)
def test_a_plain_file_goes_out(suffix: str, parts: Mapping[str, str]) -> None:
    """A chart of its own is part of it, a link is one that somebody presses."""
    link = {"word/_rels/document.xml.rels": relation("hyperlink")}

    assert codes({**parts, **link}, suffix) == []


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [
        (".docx", {**WORD, "word/vbaProject.bin": "x"}),
        (".xlsx", {**SHEET, "xl/macrosheets/sheet1.xml": "x"}),
        (".xlsx", {**SHEET, "xl/externalLinks/externalLink1.xml": "x"}),
        (".docx", {**WORD, "word/embeddings/oleObject1.bin": "x"}),
        (".docx", {**WORD, "word/_rels/settings.xml.rels": relation("attachedTemplate")}),
        (".odt", {**OPEN, "Basic/Standard/Module1.xml": "x"}),
        (".ods", {**OPEN, "Scripts/python/a.py": "x"}),
        (".odt", {**OPEN, "Object 2": "x"}),
    ],
)
def test_what_runs_is_refused(suffix: str, parts: Mapping[str, str]) -> None:
    """Macros, files of other programs, and what is fetched at the opening."""
    assert codes(parts, suffix) == ["document-unsafe"]


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [
        (".docx", {"a.txt": "x"}),
        (".docx", SHEET),
        (".docx", {**WORD, "docProps/core.xml": "<a><b>"}),
        (".docx", {**WORD, "docProps/core.xml": "<a>" + " " * 30_000_000}),
    ],
)
def test_what_is_no_such_file_is_refused(suffix: str, parts: Mapping[str, str]) -> None:
    """Another kind of package, a broken part, or one that unpacks to a thousand times its size."""
    assert codes(parts, suffix) == ["document-broken"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 80])
def test_a_broken_package_is_refused(data: bytes) -> None:
    """It never stops the build."""
    (problem,) = find_office_problems(data, ".odt", "content/media/a.odt")

    assert problem.code == "document-broken"


@pytest.mark.parametrize("part", ["docProps/core.xml", "meta.xml"])
def test_names_in_a_file_are_told(part: str) -> None:
    """They go out with it, so whoever wrote it decides."""
    (problem,) = find_office_problems(
        package({**WORD, part: CORE.format("Vorname Name")}), ".docx", "content/media/a.docx"
    )

    assert (problem.code, problem.severity) == ("document-author", Severity.WARNING)
    assert "„Vorname Name“" in problem.message


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("Straße;1\n".encode(), []),
        ("\ufeffStraße;1\n".encode(), []),
        ("a;b\nStraße;1\n".encode("cp1252"), [2]),
        (b"a\nb\x00\n", [2]),
    ],
)
def test_a_text_is_read_alike_everywhere(data: bytes, lines: list[int]) -> None:
    """What is not in UTF-8 shows wrong signs; the line says where."""
    assert [one.line for one in find_text_problems(data, ".csv", "content/media/a.csv")] == lines
