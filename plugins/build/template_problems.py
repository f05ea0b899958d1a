"""Template problems: a template that fails, at its file and line, in the words of editors."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb

import jinja2

from plugins.build.template_overrides import THEME, describe_version
from plugins.core.output import Output
from plugins.core.problem import Problem
from plugins.core.project import ROOT

# What Jinja says most often, and how to say it; any other sentence of Jinja is quoted.
_SENTENCES = (
    (r"'([^']*)' is undefined", "„{}“ gibt es hier nicht."),
    (r".* has no attribute '([^']*)'", "Eine Angabe „{}“ gibt es dort nicht."),
    (r"No filter named '([^']*)'\.?.*", "Einen Filter „{}“ gibt es nicht."),
    (r"No test named '([^']*)'\.?.*", "Eine Bedingung „{}“ gibt es nicht."),
    (r"Encountered unknown tag '([^']*)'.*", "Den Befehl „{}“ gibt es nicht, oder er gehört nicht hierher."),
    (r"Unexpected end of template.* closed is '([^']*)'\.", "Am Ende fehlt „{{% end{} %}}“."),
    (r"unexpected end of template, expected '([^']*)'\.", "Am Ende fehlt „{}“."),
    (r"Expected an expression, got '([^']*)'", "Vor „{}“ fehlt eine Angabe."),
    (r"expected token '([^']*)', got '([^']*)'", "Hier fehlt „{}“; da steht: {}."),
    (r"unexpected '([^']*)'.*", "Das Zeichen „{}“ gehört nicht hierher."),
    (r"unexpected char ('[^']*'|\"[^\"]*\").*", "Das Zeichen {} gehört nicht hierher."),
    (r"Missing end of (?:comment|raw) .*", "Ein Kommentar ist nicht beendet; es fehlt „#}}“."),
)

_SIGNS = {"end of print statement": "}}", "end of statement block": "%}"}  # as Jinja calls them


def is_raised_by_template(error: Exception) -> bool:
    """Return whether *error* comes from a template.

    That is an expression in it, or a value that it gave to a filter of ours.
    """
    files = [Path(call.filename) for call in extract_tb(error.__traceback__)]
    return any(file.suffix == ".html" for file in files) or not files[-1].is_relative_to(ROOT / "plugins")


def find_template_problem(output: Output, error: Exception) -> Problem:
    """Return the problem that *error* is, for whoever wrote the template: of ours nobody can."""
    file, line = _find_place(output, error)
    problem = Problem(
        _name(file),
        line,
        f"Die Vorlage kann die Seite /{output.path.removesuffix('index.html')} nicht zeigen: {_reason(error)}",
        "Bitte geben Sie diese Meldung an die Technik weiter. Haben Sie zuletzt content/site.yaml geändert, "
        "vergleichen Sie die Datei mit ihrer vorigen Fassung.",
        "template",
    )
    return problem if _is_ours(file) else replace(problem, remedy=_say_how(Path(file)))


def _is_ours(file: str) -> bool:
    return (ROOT / file).is_relative_to(ROOT / THEME)


def _say_how(file: Path) -> str:
    """Return what the author of a site's own template *file* can do."""
    names = ("/".join(file.parts[first:]) for first in range(1, len(file.parts)))
    base = next((f"{THEME}/{name}" for name in names if (ROOT / THEME / name).is_file()), THEME)
    return (
        f"Bitte diese Zeile berichtigen. Zum Vergleich: {base}. Zu Ihrer Vorlage: {describe_version(file)}. "
        "Löschen Sie sie, gilt wieder die des Programms."
    )


def _reason(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"Eine Vorlage „{error.name}“ gibt es nicht."
    if isinstance(error, jinja2.TemplateError):
        return _translate(str(error.message))
    innermost = extract_tb(error.__traceback__)[-1]
    ours = Path(innermost.filename).is_relative_to(ROOT / "plugins") and Path(innermost.filename) != Path(__file__)
    place = f" ({_name(innermost.filename)}:{innermost.lineno})" if ours else ""
    return f"{type(error).__name__}: {error}{place}"


def _translate(sentence: str) -> str:
    """Return what Jinja says, in German if it is among what it says most often."""
    for pattern, german in _SENTENCES:
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            return german.format(*(_SIGNS.get(word, word) for word in found.groups()))
    return sentence


def _find_place(output: Output, error: Exception) -> tuple[str, int]:
    """Return the template and line at fault, as far as Jinja says."""
    usual = f"{THEME}/{output.renderer}"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or usual, error.lineno
    calls = [call for call in extract_tb(error.__traceback__) if call.filename.endswith(".html")]
    return (calls[-1].filename, calls[-1].lineno or 1) if calls else (usual, 1)


def _name(file: str) -> str:
    """Return how messages call a template: by its path from the project or the working folder."""
    path = Path(file)
    near = next((folder for folder in (ROOT, Path.cwd()) if path.is_relative_to(folder)), None)
    return path.relative_to(near).as_posix() if near else file
