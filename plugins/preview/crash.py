"""Crash: an exception of the program as a problem.

It imports no other module of ours, which might be broken.
"""

from __future__ import annotations

import errno
from pathlib import Path
from traceback import extract_tb

PROJECT = Path(__file__).parent.parent.parent
_FULL = {errno.ENOSPC, errno.EDQUOT}


def record(error: BaseException) -> dict[str, str | int]:
    """Return *error* like ``Problem.as_dict``, at the last line of ours in its traceback."""
    file, line = _place(error)
    if isinstance(error, OSError) and error.errno in _FULL:
        return crash_record(
            ".cache",
            1,
            "Auf dem Datenträger ist kein Platz mehr. Die Vorschau zeigt den Stand von vorher.",
            "Bitte schaffen Sie Platz und speichern Sie danach noch einmal.",
        )
    reason = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
    return crash_record(
        file,
        line,
        f"Das Programm kommt hier nicht weiter ({reason}). Die Vorschau zeigt den Stand von vorher.",
        "Haben Sie diese Datei gerade geändert, machen Sie die Änderung bitte rückgängig. "
        "Sonst geben Sie diese Meldung an die Technik weiter.",
    )


def crash_record(file: str, line: int, message: str, remedy: str) -> dict[str, str | int]:
    """Return a record of one error of the preview itself."""
    return {
        "file": file,
        "line": line,
        "severity": "error",
        "code": "preview",
        "message": " ".join(message.split())[:500],
        "remedy": remedy,
    }


def _place(error: BaseException) -> tuple[str, int]:
    """Return the file within the project, and the line, that *error* came from."""
    if isinstance(error, SyntaxError) and error.filename:
        return _relative(error.filename), error.lineno or 1
    ours = [entry for entry in extract_tb(error.__traceback__) if _is_ours(entry.filename)]
    return (_relative(ours[-1].filename), ours[-1].lineno or 1) if ours else ("plugins", 1)


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(PROJECT) and ".venv" not in path.parts and path != Path(__file__)


def _relative(file: str) -> str:
    path = Path(file)
    return path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else file
