"""Rendering: one planned output becomes bytes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from plugins.build.plan import Plan
from plugins.build.project_settings import template_folders
from plugins.build.template_problems import find_template_problem, is_raised_by_template
from plugins.core.atomic import write_atomic
from plugins.core.output import Context, Output
from plugins.core.problem import Problem
from plugins.core.project import CACHE
from plugins.site.frame_texts import PageTexts
from plugins.site.template_filters import bind_language

_FOLDER = CACHE / "templates"
_NO_UTF8 = "Die Datei ist nicht als UTF-8 gespeichert."
_SETTINGS = ("autoescape", "keep_trailing_newline", "lstrip_blocks", "newline_sequence", "optimized", "trim_blocks")


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Jinja's own cache, but damaged files count as none, and a full disk stops nothing."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # unpickling raises anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            folder = Path(self.directory)
            write_atomic(Path(self._get_cache_filename(bucket)), bucket.bytecode_to_string(), folder / "unfinished")


class _Loader(jinja2.FileSystemLoader):
    """Jinja's own loader, but a file that is no text is to blame itself.

    Jinja would blame the template that includes it.
    """

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of *template*, its path, and whether it is still the same."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise jinja2.TemplateSyntaxError(_NO_UTF8, line, template, self._find_file(template)) from error

    def _find_file(self, template: str) -> str | None:
        found = (Path(folder) / template for folder in self.searchpath)
        return next((str(file) for file in found if file.is_file()), None)


def make_environment(settings: Mapping[str, Any]) -> jinja2.Environment:
    """Return Jinja's environment by Pelican's *settings*.

    A template in one of the folders of THEME_TEMPLATES_OVERRIDES takes the place of the theme's; it can still extend
    or include that as ``!theme/NAME``, as with Pelican.
    """
    folders = template_folders(settings)
    own = jinja2.PrefixLoader({"!theme": _Loader(folders[-1])})
    loader = jinja2.ChoiceLoader([_Loader(folders), own])
    return jinja2.Environment(loader=loader, **settings["JINJA_ENVIRONMENT"])  # noqa: S701


def prepare_environment(environment: jinja2.Environment, plan: Plan) -> jinja2.Environment:
    """Return *environment* with the globals and filters of *plan*, and no others."""
    environment.bytecode_cache = _bytecode_cache(environment, plan.base_path)
    environment.template_class = _Template
    environment.auto_reload = False  # else every page asks the disk about every template that it is made of
    words = PageTexts(plan.site.texts if plan.site else {})
    environment.globals.update(plan.globals, t=words, once=_Once(words))
    environment.filters.update(bind_language(plan.filters, words))
    return environment


def _bytecode_cache(environment: jinja2.Environment, base_path: str) -> jinja2.BytecodeCache | None:
    """Return where compiled templates are kept: compiling takes as long as showing fifty pages.

    Jinja knows them by their text alone, so the settings that decide what becomes of it are the name of the folder,
    and so is the base path: Jinja works out filters of constants, such as ``"/"|url``, when it compiles.
    """
    settings = [jinja2.__version__, base_path, *(repr(getattr(environment, name)) for name in _SETTINGS)]
    settings += sorted(environment.extensions)
    folder = _FOLDER / hashlib.sha256("\0".join(settings).encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None  # a build goes without
    return _Compiled(str(folder))


class _Template(jinja2.Template):
    """A template whose globals are an ordinary dict.

    With Jinja's chain of two, imports take an eighth of the time.
    """

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
    """Cache of parts of pages, by their names and the values that they depend on.

    Templates write `{% call(x) once("name", x) %}…{% endcall %}`. Parts are kept by language.
    """

    def __init__(self, words: PageTexts) -> None:
        self._words = words
        self._kept: dict[tuple[object, ...], str] = {}

    def __call__(self, name: str, *depends_on: object, caller: Callable[..., str]) -> str:
        """Return the part that *caller* renders of its values, trusted as that is, rendered once."""
        key = (name, self._words.lang, *depends_on)
        if key not in self._kept:
            self._kept[key] = caller(*depends_on)
        return self._kept[key]


def render(output: Output, context: Context, environment: jinja2.Environment) -> bytes | Problem:
    """Return the bytes of *output*, or a problem if its template cannot be rendered.

    Whatever our own functions raise is no fault of a template, and rises, unless a template has called them.
    """
    if not isinstance(output.renderer, str):
        return output.renderer(**context)
    words, page = environment.globals.get("t"), context.get("page")
    if isinstance(words, PageTexts) and page is not None:
        words.choose(str(getattr(page, "lang", "")))
    try:
        return environment.get_template(output.renderer).render(context).encode()
    except Exception as error:
        if not isinstance(error, (jinja2.TemplateError, UnicodeError)) and not is_raised_by_template(error):
            raise
        return find_template_problem(output, error)
