"""Rendering: one planned output becomes bytes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from plugins.build.plan import Plan
from plugins.core.atomic import write_atomic
from plugins.core.output import Context, Output
from plugins.core.problem import Problem
from plugins.core.project import CACHE

_KEPT = CACHE / "templates"
_SETTINGS = ("autoescape", "keep_trailing_newline", "lstrip_blocks", "newline_sequence", "optimized", "trim_blocks")


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Jinja's own, but what is damaged counts as none, and a full disk stops nothing."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # unpickling raises anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            folder = Path(self.directory)
            write_atomic(Path(self._get_cache_filename(bucket)), bucket.bytecode_to_string(), folder / "unfinished")


def make_environment(theme: Path, settings: Mapping[str, Any]) -> jinja2.Environment:
    """Return the environment for the templates of *theme*; the *settings* are Jinja's."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(theme / "templates"), **settings)  # noqa: S701


def prepare_environment(environment: jinja2.Environment, plan: Plan) -> jinja2.Environment:
    """Return *environment* with the globals and filters that templates of *plan* may use, and no others."""
    environment.bytecode_cache = _compiled(environment, plan.base_path)
    environment.template_class = _Template
    environment.auto_reload = False  # else every page asks the disk about every template that it is made of
    environment.globals.update(plan.globals, once=_Once())
    environment.filters.update(plan.filters)
    return environment


def _compiled(environment: jinja2.Environment, base_path: str) -> jinja2.BytecodeCache | None:
    """Return where compiled templates are kept: compiling takes as long as showing fifty pages.

    Jinja knows them by their text alone, so the settings that decide what becomes of it are the name of the folder,
    and so is the base path: Jinja works out filters of constants, such as ``"/"|url``, when it compiles.
    """
    settings = [jinja2.__version__, base_path, *(repr(getattr(environment, name)) for name in _SETTINGS)]
    settings += sorted(environment.extensions)
    folder = _KEPT / hashlib.sha256("\0".join(settings).encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None  # a build goes without
    return _Compiled(str(folder))


class _Template(jinja2.Template):
    """A template whose globals are an ordinary dict: with Jinja's chain of two, imports take an eighth of the time."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Return the template that loaders ask for."""
        return super().from_code(environment, code, dict(globals), uptodate)


class _Once:
    """Keeps parts of pages, by their names and what they depend on: `{% call(x) once("name", x) %}…{% endcall %}`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], str] = {}

    def __call__(self, name: str, *depends_on: object, caller: Callable[..., str]) -> str:
        """Return what *caller* makes of what the part depends on, trusted as that is, made once."""
        key = (name, *depends_on)
        if key not in self._kept:
            self._kept[key] = caller(*depends_on)
        return self._kept[key]


def render(output: Output, shows: Context, environment: jinja2.Environment) -> bytes | Problem:
    """Return the bytes of *output*, which *shows* this, or the problem if its template cannot show it."""
    if not isinstance(output.renderer, str):
        return output.renderer(**shows)
    try:
        template = environment.get_template(output.renderer)
        return template.render(shows).encode()
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
        return f"theme/templates/{trouble.name or output.renderer}", trouble.lineno
    frames = [frame for frame in extract_tb(trouble.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return f"theme/templates/{output.renderer}", 1
    file = Path(frames[-1].filename).as_posix()
    return f"theme/templates/{file.rpartition('/templates/')[2]}", frames[-1].lineno or 1
