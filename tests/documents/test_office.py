"""Files of office programs, texts and tables: what would run does not go out, names of people are told."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

import pytest

from plugins.core.problem import Severity
from plugins.documents import xml_elements
from plugins.documents.office import find_office_problems
from plugins.documents.plain_files import find_text_problems
from tests.documents.samples import package

WORD = {"word/document.xml": "<a/>"}
SHEET = {"xl/workbook.xml": "<a/>"}
OPEN = {"content.xml": "<a/>", "Object 1/content.xml": "<chart/>"}
CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="x"><dc:creator>{}</dc:creator></c>'


OUTSIDE = "https://x.example/a"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relation(kind: str, target: str = OUTSIDE, mode: str = ' TargetMode="External"') -> str:
    one = f'<Relationship Id="1" Type="http://x/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>'


TEMPLATE = relation("attachedTemplate")
SPELLINGS: dict[str, str | bytes] = {
    "double quotes": TEMPLATE,
    "single quotes": TEMPLATE.replace('"', "'"),
    "spaces": TEMPLATE.replace("=", " \n= "),
    "a prefix": TEMPLATE.replace("xmlns=", "xmlns:r=").replace("<R", "<r:R").replace("</R", "</r:R"),
    "a bracket in a value": TEMPLATE.replace('Id="1"', 'Id=">"'),
    "a reference": TEMPLATE.replace("attachedTemplate", "attached&#84;emplate"),
    "UTF-16": TEMPLATE.encode("utf-16"),
    "UTF-16 without a mark": f"<?xml version='1.0' encoding='UTF-16BE'?>{TEMPLATE}".encode("utf-16-be"),
    "no mode": relation("attachedTemplate", mode=""),
    "a share": relation("attachedTemplate", r"\\x.example\a", ""),
}
SPACES = "xmlns:t='urn:x' xmlns:xlink='http://www.w3.org/1999/xlink'"


def reference(element: str, target: str = OUTSIDE) -> str:
    return f"<a {SPACES}><t:{element} xlink:href='{target}'/></a>"


def codes(parts: Mapping[str, str | bytes], suffix: str) -> list[str]:
    return [one.code for one in find_office_problems(package(parts), suffix, f"content/media/a{suffix}")]


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [(".docx", WORD), (".xlsx", SHEET), (".odt", OPEN), (".ods", OPEN)],
)
def test_a_plain_file_goes_out(suffix: str, parts: Mapping[str, str]) -> None:
    """A chart of its own is part of it, a link is one that somebody presses."""
    link = {"word/_rels/document.xml.rels": relation("hyperlink"), "_rels/.rels": relation("image", "media/a.png", "")}

    assert codes({**parts, **link}, suffix) == []


@pytest.mark.parametrize(
    ("element", "target"),
    [
        ("a", OUTSIDE),
        ("image", "Pictures/1.png"),
        ("image", "#a"),
        ("object", "./Object 1"),
        ("form", ""),
        ("template", "../../Vorlage.ott"),
        ("template", "file:///C:/Vorlage.ott"),
    ],
)
def test_what_leads_to_its_own_parts_goes_out(element: str, target: str) -> None:
    """Pictures and charts of an OpenDocument file, links, and the template it was made from."""
    assert codes({**OPEN, "content.xml": reference(element, target)}, ".odt") == []


@pytest.mark.parametrize(
    ("suffix", "parts"),
    [
        (".docx", {**WORD, "word/vbaProject.bin": "x"}),
        (".xlsx", {**SHEET, "xl/macrosheets/sheet1.xml": "x"}),
        (".xlsx", {**SHEET, "xl/externalLinks/externalLink1.xml": "x"}),
        (".docx", {**WORD, "word/embeddings/oleObject1.bin": "x"}),
        (".docx", {**WORD, "word/a.bin": "x", "word/_rels/document.xml.rels": relation("vbaProject", "a.bin", "")}),
        (".docx", {**WORD, "word/a.htm": "x", "word/_rels/document.xml.rels": relation("aFChunk", "a.htm", "")}),
        (".odt", {**OPEN, "Basic/Standard/Module1.xml": "x"}),
        (".ods", {**OPEN, "Scripts/python/a.py": "x"}),
        (".odt", {**OPEN, "Object 2": "x"}),
    ],
)
def test_what_runs_is_refused(suffix: str, parts: Mapping[str, str]) -> None:
    """Macros and files of other programs, by the names of parts or by what leads to them."""
    assert codes(parts, suffix) == ["document-unsafe"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_is_fetched_is_refused_however_it_is_spelled(spelling: str) -> None:
    """Programs read XML, so quotes, spaces, prefixes, encodings and references hide nothing."""
    assert codes({**WORD, "word/_rels/settings.xml.RELS": SPELLINGS[spelling]}, ".docx") == ["document-unsafe"]


@pytest.mark.parametrize("kind", ["image", "aFChunk", "frame", "subDocument", "oleObject", "externalLinkPath", "video"])
def test_only_links_lead_out(kind: str) -> None:
    """A picture on another server tells that server who opens the file."""
    assert codes({**WORD, "word/_rels/document.xml.rels": relation(kind)}, ".docx") == ["document-unsafe"]


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "Object 1/content.xml"])
@pytest.mark.parametrize(
    ("element", "target"),
    [
        ("section-source", OUTSIDE),
        ("image", OUTSIDE),
        ("image", " //x.example/a"),
        ("image", r"\\x.example\a"),
        ("image", "file:///C:/a.png"),
        ("background-image", "../a.png"),
        ("table-source", "%2e%2e/a.ods"),
        ("event-listener", "vnd.sun.star.script:a"),
        ("template", OUTSIDE),
        ("dde-source", ""),
    ],
)
def test_what_an_opendocument_file_fetches_is_refused(element: str, target: str, part: str) -> None:
    """Sections, pictures and tables from elsewhere, in the text, its styles and its charts."""
    assert codes({**OPEN, part: reference(element, target)}, ".odt") == ["document-unsafe"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_behind_another_of_its_name_is_read() -> None:
    """Programs do not agree on which of the two counts."""
    raw = io.BytesIO(package(WORD))
    with zipfile.ZipFile(raw, "a") as made:
        for text in (TEMPLATE, relation("hyperlink")):
            made.writestr("word/_rels/a.rels", text)

    assert [one.code for one in find_office_problems(raw.getvalue(), ".docx", "a")] == ["document-unsafe"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE a [<!ENTITY b 'External'>]><a/>",
        '<!DOCTYPE a [<!ATTLIST Relationship TargetMode CDATA "External">]><a/>',
        "<!DOCTYPE a SYSTEM 'https://x.example/a.dtd'><a/>",
        "<a" * 100_000,
        "<Relationship " * 100_000,
        "<a>" * 100_000 + "</a>" * 100_000,
        "<?xml version='1.0' encoding='utf-7'?><a/>",
        "<r:a/>",
    ],
)
def test_what_nobody_can_read_alike_is_refused(text: str) -> None:
    """Declared abbreviations, unknown encodings, nesting without end; and it takes no time."""
    began = time.process_time()

    assert codes({**WORD, "_rels/.rels": text}, ".docx") == ["document-broken"]
    assert time.process_time() - began < 2


@pytest.mark.parametrize("text", [" " * 60_000_000, f"<a>{'<a/>' * 3_000}</a>"])
def test_what_unpacks_to_too_much_is_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes may unpack to many; the message says what to do."""
    monkeypatch.setattr(xml_elements, "_MOST_ELEMENTS", 3_000)

    (problem,) = find_office_problems(package({"content.xml": text}), ".ods", "content/media/a.ods")

    assert problem.code == "document-broken"
    assert "50 MB" in problem.message
    assert ".csv" in problem.remedy


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
