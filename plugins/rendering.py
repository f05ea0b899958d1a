"""Rendering: one planned output becomes bytes."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

import jinja2

from plugins.pipeline import Plan
from plugins.plan import Output
from plugins.problem import Problem


def prepared(environment: jinja2.Environment, plan: Plan) -> jinja2.Environment:
    """Return *environment* with the globals and filters that templates of *plan* may use, and no others."""
    environment.globals.update(plan.globals)
    environment.filters.update(plan.filters)
    return environment


def render(output: Output, environment: jinja2.Environment) -> bytes | Problem:
    """Return the bytes of *output*, or the problem if its template cannot show it."""
    if not isinstance(output.maker, str):
        return output.maker(**output.shows)
    try:
        template = environment.get_template(output.maker)
        return template.render(output.shows).encode()
    except jinja2.TemplateError as trouble:
        return _problem(output, trouble)


def _problem(output: Output, trouble: jinja2.TemplateError) -> Problem:
    file, line = _place(output, trouble)
    return Problem(
        file,
        line,
        f"Die Vorlage kann die Seite /{output.path.removesuffix('index.html')} nicht zeigen: {trouble.message}",
        "Bitte geben Sie diese Meldung an die Technik weiter. Haben Sie zuletzt content/site.yaml geändert, "
        "vergleichen Sie die Datei mit ihrer vorigen Fassung.",
        "template",
    )


def _place(output: Output, trouble: jinja2.TemplateError) -> tuple[str, int]:
    """Return the template and line at fault, as far as Jinja tells."""
    if isinstance(trouble, jinja2.TemplateSyntaxError):
        return f"theme/templates/{trouble.name or output.maker}", trouble.lineno
    frames = [frame for frame in extract_tb(trouble.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return f"theme/templates/{output.maker}", 1
    file = Path(frames[-1].filename).as_posix()
    return f"theme/templates/{file.rpartition('/templates/')[2]}", frames[-1].lineno or 1
