"""Office: packages of word processors and spreadsheets, judged by the names of their parts.

ECMA-376 (docx, xlsx) and ISO/IEC 26300 (odt, ods) are zip files. Only names and a few small parts are read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from plugins.core.problem import Problem, Severity

_MOST_PARTS = 20_000
_MOST_READ = 20_000_000  # bytes of all parts that are read; what says who wrote a file is short
_MACROS = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|(?:Basic|Scripts|macrosheets)/.+)$", re.IGNORECASE)
# A chart of LibreOffice is a folder "Object 1/"; a file of that name is one of another program
_OBJECTS = re.compile(r"(?:^|/)(?:embeddings|activeX|externalLinks)/.+|(?:^|/)Object \d+$", re.IGNORECASE)
_CONTENT = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml", ".ods": "content.xml"}
_ABOUT = ("docProps/core.xml", "meta.xml")
_PEOPLE = frozenset({"creator", "lastModifiedBy", "initial-creator"})
# Parts that a program fetches by itself when it opens the file
_FETCHED = re.compile(rb'Type="[^"]*/(?:attachedTemplate|oleObject|frame|subDocument|externalLink\w*)"', re.IGNORECASE)
_OUTSIDE = re.compile(rb'TargetMode="External"', re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>")


class _Package:
    """The parts of a package, read up to a limit, for a few bytes may unpack to many."""

    def __init__(self, package: zipfile.ZipFile, suffix: str) -> None:
        entries = package.infolist()
        self.names = [one.filename for one in entries]
        self._package, self._left = package, _MOST_READ
        is_locked = any(one.flag_bits & 1 for one in entries)
        if is_locked or len(entries) > _MOST_PARTS or _CONTENT[suffix] not in self.names:
            raise zipfile.BadZipFile

    def read(self, name: str) -> bytes:
        with self._package.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise zipfile.BadZipFile
        return data


def find_office_problems(data: bytes, suffix: str, file: str) -> Iterator[Problem]:
    """Yield the problems of an office file: macros and the like, and names of people."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            package = _Package(opened, suffix)
            if danger := _find_danger(package):
                yield _unsafe(file, danger)
            elif people := sorted(set(_find_people(package))):
                yield _named(file, people)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, ElementTree.ParseError):
        message = "Die Datei ist beschädigt oder mit einem Kennwort geschützt und lässt sich nicht lesen."
        remedy = f"Bitte im Büroprogramm öffnen und ohne Kennwort neu speichern, zum Beispiel: liste{suffix}"
        yield Problem(file, 1, message, remedy, "document-broken")


def _find_danger(package: _Package) -> str:
    """Return in German the part that must not go out, or ""."""
    if any(map(_MACROS.search, package.names)):
        return "ein Makro, also ein Programm"
    if any(map(_OBJECTS.search, package.names)):
        return "eine eingebettete Datei oder einen Verweis auf eine andere Datei"
    for name in (one for one in package.names if one.endswith(".rels")):
        for relation in _RELATION.findall(package.read(name)):
            if _OUTSIDE.search(relation) and _FETCHED.search(relation):
                return "etwas, das beim Öffnen von anderswo geladen wird"
    return ""


def _find_people(package: _Package) -> Iterator[str]:
    for name in (one for one in _ABOUT if one in package.names):
        tree = ElementTree.fromstring(package.read(name))  # noqa: S314 - expat sets limits
        for one in tree.iter():
            if one.tag.rpartition("}")[2] in _PEOPLE and one.text and one.text.strip():
                yield one.text.strip()


def _unsafe(file: str, danger: str) -> Problem:
    return Problem(
        file,
        1,
        f"Die Datei enthält {danger}; auf dem Rechner der Bürgerinnen und Bürger darf das nicht laufen.",
        "Bitte im Büroprogramm daraus ein PDF machen, oder die Inhalte in eine neue, leere Datei kopieren und diese "
        "als .odt oder .ods speichern.",
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
