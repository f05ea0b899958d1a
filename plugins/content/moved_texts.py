"""Moved texts: those that git knows by another address, and the line that keeps it alive."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping as Front
from plugins.content.front_matter.parser import Scalar, Sequence, parse
from plugins.content.front_matter.remedies import SourceLines
from plugins.content.placed_texts import Addressing, PlacedText, read_addressing, scan_texts, value_of
from plugins.content.schema.content_types import TYPES
from plugins.core.dates import today
from plugins.core.git import ask_git
from plugins.core.problem import Problem, ProblemCollector, Severity


@dataclass(frozen=True, slots=True)
class MovedText:
    """A text whose former address nothing answers any more.

    ``file`` is its name now, ``former_file`` the one at the commit, both within the project; ``line`` is where the
    remedy is typed.
    """

    file: str
    former_file: str
    former_address: str
    line: int
    remedy: str

    def say_remedy(self) -> str:
        """Return the remedy for whoever does not read the file's name before it."""
        return self.remedy.replace("Bitte", f"Bitte in {self.file}:{self.line}", 1)

    def as_problem(self) -> Problem:
        """Return the warning about it."""
        name = PurePosixPath(self.former_file).name
        was = f" Die Datei hieß „{name}“." if name != PurePosixPath(self.file).name else ""
        return Problem(
            self.file,
            self.line,
            f"Unter der bisherigen Adresse dieses Textes, {self.former_address}, wäre nichts mehr.{was}",
            self.remedy,
            "moved-text",
            Severity.WARNING,
        )


def find_moved_texts(content: Path, commit: str = "HEAD") -> list[MovedText]:
    """Return the texts that stood elsewhere at *commit*, as git tells. Raises GitError.

    Drafts had no address that anybody could know.
    """
    pairs = list(_changed_files(content, commit))
    if not pairs:
        return []
    addressing, texts = read_addressing(content), {text.path: text for text in scan_texts(content)}
    answered = {text.address for text in texts.values() if text.value("status") != "draft"}
    answered |= {alias for text in texts.values() if text.front is not None for alias in _aliases(text.front)}
    found = []
    for before, now in pairs:
        text = texts.get(content / now)
        if text is None or text.front is None or text.value("status") == "draft":
            continue
        former = _former_address(content, commit, before, addressing)
        if former and former not in answered:
            found.append(_moved(text, f"content/{now}", f"content/{before}", former))
    return found


def _changed_files(content: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Yield the names within *content* of each text changed since *commit*, then and now.

    Git compares in an index of its own, so that neither index nor objects of the repository are touched.
    """
    objects = Path(os.fsdecode(ask_git(content, "rev-parse", "--git-path", "objects")).rstrip("\n"))
    with tempfile.TemporaryDirectory() as scratch:
        own = {
            "GIT_INDEX_FILE": str(Path(scratch) / "index"),
            "GIT_OBJECT_DIRECTORY": scratch,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((content / objects).resolve()),
        }
        ask_git(content, "read-tree", commit, environment=own)
        ask_git(content, "add", "--intent-to-add", "--", "*.md", environment=own)
        asked = ("diff", "--name-status", "-z", "-M", "--no-ext-diff", "--relative", "--diff-filter=RM", commit)
        answer = os.fsdecode(ask_git(content, *asked, "--", "*.md", environment=own)).split("\0")
    parts = iter(answer)
    for status in parts:
        if status:
            before = next(parts)
            yield before, next(parts) if status.startswith("R") else before


def _former_address(content: Path, commit: str, name: str, addressing: Addressing) -> str:
    """Return the address that the file *name* had at *commit*, "" if readers saw none."""
    kind = next((kind for kind in TYPES if name.startswith(f"{kind.folder}/")), None)
    raw = ask_git(content, "show", f"{commit}:./{name}")
    front = _read(raw, name)[0] if kind else None
    if kind is None or front is None or value_of(front, "status") == "draft":
        return ""
    is_due = value_of(front, "date")[:10] <= str(today())
    return addressing.address_of(kind, PurePosixPath(name).name, front) if is_due else ""


def _read(raw: bytes, name: str) -> tuple[Front | None, SourceLines]:
    report = ProblemCollector(name)
    text = source.decode(raw, report)
    parts = source.split_front_matter(text, report) if text is not None else None
    if parts is None:
        return None, SourceLines()
    return parse(parts.front, parts.front_line, report), SourceLines(tuple(parts.front.split("\n")), parts.front_line)


def _aliases(front: Front) -> set[str]:
    node = front.pairs.get("aliases")
    written = [one.text.strip() for one in node.items if isinstance(one, Scalar)] if isinstance(node, Sequence) else []
    return {f"/{one.strip('/')}/" for one in written}


def _moved(text: PlacedText, file: str, former_file: str, former: str) -> MovedText:
    """Return the text with the line that makes its *former* address lead to it."""
    front, lines = _read(text.path.read_bytes(), file)
    node = front.pairs.get("aliases") if front else None
    if not isinstance(node, Sequence) or node.span is None or front is None:
        return MovedText(file, former_file, former, 1, f"Bitte im Kopf ergänzen: aliases: [{former}]")
    known = [one.text.strip() for one in node.items if isinstance(one, Scalar)]
    said = lines.say_replaced(node.span, f"[{', '.join([*filter(None, known), former])}]")
    return MovedText(file, former_file, former, front.lines["aliases"], f"Bitte so schreiben{said}")
