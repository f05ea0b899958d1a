"""Office: packages of word processors and spreadsheets, judged by their parts.

ECMA-376 (docx, xlsx) and ISO/IEC 26300 (odt, ods) are zip files. Names tell most; parts that lead to others are read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from plugins.core.problem import Problem, Severity
from plugins.documents.office_links import EMBEDDED, FETCHED, MACRO, find_reference_danger, find_relation_danger
from plugins.documents.xml_elements import BrokenXmlError, Visit, XmlLimitError, visit_elements

_MOST_PARTS = 20_000
_MOST_READ = 50_000_000  # bytes of all parts that are read, unpacked; a table of 400,000 cells
# Macros and the like by name; the types of relations tell the same of a part with another name
_MACROS = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|(?:Basic|Scripts|macrosheets)/.+)$", re.IGNORECASE)
# A chart of LibreOffice is a folder "Object 1/"; a file of that name is one of another program
_OBJECTS = re.compile(r"(?:^|/)(?:embeddings|activeX|externalLinks)/.+|(?:^|/)Object \d+$", re.IGNORECASE)
_CONTENT = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml", ".ods": "content.xml"}
_ABOUT = frozenset({"docProps/core.xml", "meta.xml"})
_PEOPLE = frozenset({"creator", "lastModifiedBy", "initial-creator"})
# Parts that lead to others, those of objects within as well
_RELATIONS = re.compile(r"\.rels$", re.IGNORECASE)
_REFERENCES = re.compile(r"(?:^|/)(?:content|styles|meta)\.xml$", re.IGNORECASE)

_PDF = "Bitte im Büroprogramm daraus ein PDF machen, oder"
_COPY = f"{_PDF} die Inhalte in eine neue, leere Datei kopieren und diese als .odt oder .ods speichern."
_EMBED = f"{_PDF} Bilder, Tabellen und Bereiche einfügen statt verknüpfen und keine Vorlage von anderswo verwenden."


class _Package:
    """The parts of a package, read up to a limit, for a few bytes may unpack to many."""

    def __init__(self, package: zipfile.ZipFile, suffix: str) -> None:
        self.entries = package.infolist()
        self.names = [one.filename for one in self.entries]
        self._package, self._left = package, _MOST_READ
        is_locked = any(one.flag_bits & 1 for one in self.entries)
        if is_locked or len(self.entries) > _MOST_PARTS or _CONTENT[suffix] not in self.names:
            raise zipfile.BadZipFile

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Return the part *entry*; a name may stand for two, and a program take the other."""
        with self._package.open(entry) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise XmlLimitError
        return data


def find_office_problems(data: bytes, suffix: str, file: str) -> Iterator[Problem]:
    """Yield the problems of an office file: macros and the like, and names of people."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            package = _Package(opened, suffix)
            dangers, people = _read_parts(package)
        if dangers:
            yield _unsafe(file, dangers[0])
        elif people:
            yield _named(file, sorted(set(people)))
    except XmlLimitError:
        most = f"ausgepackt mehr als {_MOST_READ // 1_000_000} MB oder Millionen Zellen"
        message = f"In der Datei steht zu viel, um es zu prüfen: {most}."
        remedy = "Bitte auf mehrere Dateien verteilen, oder eine Tabelle als .csv anbieten."
        yield Problem(file, 1, message, remedy, "document-broken")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, BrokenXmlError):
        message = "Die Datei ist beschädigt oder mit einem Kennwort geschützt und lässt sich nicht lesen."
        remedy = f"Bitte im Büroprogramm öffnen und ohne Kennwort neu speichern, zum Beispiel: liste{suffix}"
        yield Problem(file, 1, message, remedy, "document-broken")


def _read_parts(package: _Package) -> tuple[list[str], list[str]]:
    """Return in German what must not go out, and the names of people."""
    dangers = [MACRO] if any(map(_MACROS.search, package.names)) else []
    dangers += [EMBEDDED] if any(map(_OBJECTS.search, package.names)) else []
    people: list[str] = []
    for entry in () if dangers else package.entries:
        if visit := _visitor(entry.filename, dangers, people):
            visit_elements(package.read(entry), visit)
    return dangers, people


def _visitor(name: str, dangers: list[str], people: list[str]) -> Visit | None:
    """Return what adds findings in the part *name* to *dangers* and *people*, if it is read."""
    find_danger = find_relation_danger if _RELATIONS.search(name) else find_reference_danger
    if name not in _ABOUT and not _RELATIONS.search(name) and not _REFERENCES.search(name):
        return None

    def visit(element: str, attributes: Mapping[str, str], text: str) -> None:
        if danger := find_danger(element, attributes):
            dangers.append(danger)
        if element in _PEOPLE and name in _ABOUT and text.strip():
            people.append(text.strip())

    return visit


def _unsafe(file: str, danger: str) -> Problem:
    return Problem(
        file,
        1,
        f"Die Datei enthält {danger}; auf dem Rechner der Bürgerinnen und Bürger darf das nicht laufen.",
        _EMBED if danger == FETCHED else _COPY,
        "document-unsafe",
    )


def _named(file: str, people: list[str]) -> Problem:
    listed = ", ".join(f"„{name[:60]}“" for name in people[:3])
    return Problem(
        file,
        1,
        f"In der Datei steht, wer sie geschrieben hat: {listed}. Alle, die sie herunterladen, können es lesen.",
        "Bitte die Angaben entfernen und neu speichern. In Word und Excel: Datei, Informationen, „Auf Probleme "
        "überprüfen“, „Dokument prüfen“. In LibreOffice: Datei, Eigenschaften, „Benutzerdaten zurücksetzen“.",
        "document-author",
        Severity.WARNING,
    )
