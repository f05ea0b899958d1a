"""Media files: the files of content/media/ that are published, and problems of the others."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.content.media.file_types import ANY, KINDS, LENGTH, RASTER, REMEDIES, matches_type
from plugins.content.media.svg import find_unsafe_part
from plugins.core.problem import Problem, Severity

FOLDER = "media"
_LITTER = re.compile(r"\..*|~\$.*|thumbs\.db|ehthumbs\.db|desktop\.ini|.*~", re.IGNORECASE)
_UNSAFE_NAME = re.compile(r"""[\x00-\x1f\x7f"'#%&*:;<>?\\^`{|}\ud800-\udfff]""")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file to copy: where it lies, and its path in the output."""

    source: Path
    output: str

    @property
    def is_raster(self) -> bool:
        """Whether it is a picture made of pixels, with metadata and perhaps too large."""
        return self.source.suffix.lower() in RASTER

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF file, which goes out without what it says of its making."""
        return self.source.suffix.lower() == ".pdf"

    @property
    def is_picture(self) -> bool:
        """Whether it is such a picture or a drawing."""
        return self.is_raster or self.source.suffix.lower() == ".svg"


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """The files to be published, sorted by path, and problems of the others.

    ``refused`` are the addresses of what is not; each has a problem.
    """

    files: tuple[MediaFile, ...]
    problems: tuple[Problem, ...]
    refused: frozenset[str] = frozenset()


def find_media(folder: Path, folder_name: str = "content/media") -> MediaFiles:
    """Return the files in *folder*, called *folder_name* in problems; a missing folder is empty."""
    files: list[MediaFile] = []
    problems: list[Problem] = []
    refused: set[str] = set()
    for path in _find_files(folder, problems, folder_name):
        inside = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        found = list(_problems(path, folder, f"{folder_name}/{inside}"))
        problems += found
        if all(problem.severity is Severity.WARNING for problem in found):
            files.append(MediaFile(path, f"{FOLDER}/{inside}"))
        else:
            refused.add(f"/{FOLDER}/{inside}")
    return MediaFiles(tuple(files), tuple(problems), frozenset(refused))


def _find_files(folder: Path, problems: list[Problem], folder_name: str) -> Iterator[Path]:
    """Yield everything in *folder* that is no folder and no litter of an operating system."""

    def unreadable(error: OSError) -> None:
        file_name = f"{folder_name}/{Path(error.filename).relative_to(folder).as_posix()}"
        message = "Dieser Ordner lässt sich nicht öffnen; was darin liegt, fehlte auf der Website."
        problems.append(Problem(file_name, 1, message, "Bitte die Leserechte des Ordners prüfen.", "media-unreadable"))

    for parent, folders, names in os.walk(folder, onerror=unreadable if folder.exists() else None):
        folders[:] = sorted(name for name in folders if not _LITTER.fullmatch(name))
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted([*names, *links]):
            if not _LITTER.fullmatch(name):
                yield Path(parent) / name


def _problems(path: Path, folder: Path, file_name: str) -> Iterator[Problem]:
    """Yield the problems of the file *path*."""
    file_name = file_name.encode("utf-8", "replace").decode()
    if not path.is_file() or (path.is_symlink() and not _leads_inside(path, folder)):
        message = f"„{path.name}“ ist nur eine Verknüpfung und führt zu keiner Datei in diesem Ordner."
        yield Problem(file_name, 1, message, "Bitte die Datei selbst hier ablegen.", "media-link")
        return
    yield from _name_problems(path.name, file_name)
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        kind = f"Dateien der Art „{suffix}“ werden" if suffix else "Eine Datei ohne Endung wird"
        message = f"{kind} auf der Website nicht veröffentlicht."
        yield Problem(file_name, 1, message, REMEDIES.get(suffix, ANY), "media-kind")
        return
    yield from find_content_problems(path, suffix, file_name)


def _leads_inside(path: Path, folder: Path) -> bool:
    """Return whether the link *path* leads to a file in *folder*."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _name_problems(name: str, file_name: str) -> Iterator[Problem]:
    """Yield the problems of the *name* of a file as part of an address."""
    example = f"Bitte umbenennen, zum Beispiel: {_plain_name(name)}"
    if match := _UNSAFE_NAME.search(name):
        sign = match[0] if match[0].isprintable() else "ein Steuerzeichen"
        message = f"Das Zeichen „{sign}“ im Dateinamen ist in einer Webadresse nicht möglich."
        yield Problem(file_name, 1, message, example, "media-name")
    elif not _PLAIN_NAME.fullmatch(name):
        message = f"Der Dateiname „{name}“ enthält Leerzeichen oder Umlaute; in Webadressen macht das Ärger."
        yield Problem(file_name, 1, message, example, "media-name-plain", Severity.WARNING)


def find_content_problems(path: Path, suffix: str, file_name: str) -> Iterator[Problem]:
    """Yield the problems of the bytes of the file *path*, which is called a *suffix*."""
    try:
        data = path.read_bytes() if suffix == ".svg" else _head(path)
    except OSError as error:
        message = f"Die Datei lässt sich nicht lesen ({error.strerror})."
        yield Problem(
            file_name, 1, message, "Bitte die Leserechte prüfen oder die Datei neu ablegen.", "media-unreadable"
        )
        return
    if not matches_type(suffix, data[:LENGTH]):
        message = f"In der Datei steckt etwas anderes, als die Endung „{suffix}“ sagt, oder sie ist beschädigt."
        if not data:
            message = "Die Datei ist leer."
        yield Problem(file_name, 1, message, _remedy(path, suffix, data[:LENGTH]), "media-content")
    elif suffix == ".svg" and (part := find_unsafe_part(data)):
        message = (
            f"Die Zeichnung enthält {part.text}; damit könnte beim Öffnen ein Programm laufen, "
            "oder jemand anderes erführe davon."
        )
        remedy = "Bitte diesen Teil entfernen oder die Zeichnung als PNG speichern."
        yield Problem(file_name, part.line, message, remedy, "media-svg")


def _head(path: Path) -> bytes:
    """Return the beginning of the file."""
    with path.open("rb") as file:
        return file.read(LENGTH)


def _remedy(path: Path, suffix: str, head: bytes) -> str:
    """Return the remedy for a file that only calls itself *suffix*."""
    if suffix in RASTER and (right := next((one for one in sorted(RASTER, key=len) if matches_type(one, head)), "")):
        return f"Bitte umbenennen, zum Beispiel: {_plain_name(path.stem)}{right}"
    return f"Bitte in einem Programm öffnen und neu speichern; umbenennen genügt nicht. Gebraucht wird: {suffix}"


def _plain_name(name: str) -> str:
    """Return a sound name, as an example for *name*."""
    spelled = unicodedata.normalize("NFC", name).translate(_SPELLED)
    return re.sub(r"-*\.-*", ".", re.sub(r"[^A-Za-z0-9._]+", "-", spelled)).strip("-.") or "bild.jpg"
