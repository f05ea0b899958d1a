"""Explain: why a file was made again in a build, one German sentence for each reason.

Each thing that has changed since the former build is taken back by itself in the plan of the site. If the output then
has another context, or other bytes, the change was a reason. So nothing has to be kept beside the cache, and a build
that nobody asks to explain costs nothing more.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jinja2
from jinja2 import meta

from plugins.build.cache.build_cache import BuildCache, CachedBodies
from plugins.build.plan import Plan, plan_outputs, template_filters, template_globals
from plugins.build.render import prepare_environment
from plugins.build.write import OutputRecord, context_hash, render_file
from plugins.content.texts import is_source_file
from plugins.core.hashing import dump_value
from plugins.core.output import Output
from plugins.core.urls import address_of
from plugins.site.body_store import BodyStore
from plugins.site.search.shards import FOLDER
from plugins.site.site import Site

_MOST = 5  # reasons of one kind that are named
_MEDIA = "content/media/"
_LOOK = ("theme/static/", "content/theme/tokens.css", "content/theme/logo.svg")


def find_path(address: str, base_path: str, paths: Collection[str]) -> str | None:
    """Return which of the files *paths* answers at *address*, as people write it, or None."""
    try:
        inside = "/" + unquote(urlsplit(address).path).lstrip("/")
    except ValueError:  # brackets that belong to no host
        return None
    if f"{inside}/".startswith(base_path):
        inside = inside.removeprefix(base_path.rstrip("/"))
    bare = inside.strip("/")
    return next((path for path in (bare, f"{bare}/index.html".lstrip("/")) if path in paths), None)


def find_nearest(address: str, paths: Iterable[str]) -> str:
    """Return the address among those of the pages *paths* that is most like *address*."""
    addresses = sorted(address_of(path) for path in paths if path.endswith(".html"))
    return next(iter(difflib.get_close_matches(address, addresses, 1, cutoff=0)), "/")


@dataclass(frozen=True, slots=True)
class BuildComparison:
    """A build beside the former one: its plan, its records, and the fingerprints of its inputs.

    ``cache`` is that of the former build, ``untouched`` the files of its output that nobody else has changed.
    """

    cache: BuildCache | None
    plan: Plan
    records: Mapping[str, OutputRecord]
    digests: Mapping[str, bytes]
    untouched: Collection[str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Sentences about the file at an address; without such a file, the *nearest* address."""

    sentences: tuple[str, ...] = ()
    nearest: str = ""


def explain(address: str, builds: BuildComparison, environment: Callable[[], jinja2.Environment]) -> Explanation:
    """Return why the file at *address* was made again, or that it was not.

    *environment* returns a new environment of Jinja, for rendering the file once more.
    """
    path = find_path(address, builds.plan.base_path, builds.records)
    if path is None:
        return Explanation(nearest=find_nearest(address, builds.records))
    return Explanation(_sentences(path, builds, environment))


def _sentences(path: str, builds: BuildComparison, environment: Callable[[], jinja2.Environment]) -> tuple[str, ...]:
    if builds.cache is None:
        return (f"{_name(path)} wurde gemacht, weil von einem früheren Bau nichts aufgehoben ist.",)
    former = builds.cache.state.records.get(path)
    if former is not None and former.content_hash == builds.records[path].content_hash:
        if path in builds.untouched:
            return (f"Nichts hat sich geändert: {address_of(path)} steht noch da wie zuvor.",)
        reasons = ["sie im Ordner fehlte oder dort von anderer Hand verändert war"]
    else:
        reasons = list(_Explainer(path, builds, builds.cache, environment).reasons())
    return tuple(f"{_name(path)} wurde neu gemacht, weil {reason}." for reason in reasons)


def _name(path: str) -> str:
    return f"Die {'Seite' if path.endswith('.html') else 'Datei'} {address_of(path)}"


class _Explainer:
    """The reasons for one output file; each method finds those of one kind."""

    def __init__(
        self, path: str, builds: BuildComparison, cache: BuildCache, environment: Callable[[], jinja2.Environment]
    ) -> None:
        self._path, self._plan, self._former, self._cache = path, builds.plan, cache.state, cache
        self._new_environment = environment
        before, now = cache.state.digests, builds.digests
        self._before, self._now = before, now
        self._changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
        self._output = _find_output(self._plan, path)

    def reasons(self) -> Iterator[str]:
        """Yield all reasons that can be found, the nearest first."""
        found = list(self._known_reasons())
        yield from found or self._other_reasons()

    def _known_reasons(self) -> Iterator[str]:
        if self._output is None or self._plan.site is None:
            return
        yield from self._text_reasons(self._plan.site, self._output)
        yield from self._media_reasons(self._output)
        yield from self._template_reasons(self._output)
        yield from self._setting_reasons(self._plan.site)
        yield from self._option_reasons(self._plan.site)
        yield from self._day_reasons(self._plan.site)

    def _text_reasons(self, site: Site, output: Output) -> Iterator[str]:
        """Yield a reason for each changed, new or deleted text that the output shows."""
        texts = [name for name in self._changed if is_source_file(name)]
        own = [name for name in texts if name == output.source]
        others = [name for name in texts if name != output.source]
        for name in (*self._find_shown(own, site), *self._find_shown(others, site)[:_MOST]):
            yield self._text_reason(name, is_own=name == output.source)

    def _text_reason(self, name: str, *, is_own: bool) -> str:
        if name not in self._before:
            return f"ihr Text neu ist: {name}" if is_own else f"ein Text dazugekommen ist, den sie zeigt: {name}"
        if name not in self._now:
            return f"ein Text weggefallen ist, den sie zeigte: {name}"
        return f"sich ihr Text {name} geändert hat" if is_own else f"sie einen anderen Text zeigt: {name}"

    def _find_shown(self, names: Sequence[str], site: Site) -> list[str]:
        """Return those of the changed texts *names* that make a difference.

        They are searched by halves, for there may be thousands.
        """
        if not names or not self._differs(self._with_former_texts(site, frozenset(names))):
            return []
        if len(names) == 1:
            return list(names)
        half = len(names) // 2
        found = self._find_shown(names[:half], site)
        return found if len(found) >= _MOST else [*found, *self._find_shown(names[half:], site)]

    def _media_reasons(self, output: Output) -> Iterator[str]:
        """Yield a reason for each changed media file that the output names or shows."""
        names = [name for name in self._changed if name.startswith(_MEDIA)]
        context = bytes(dump_value(self._plan.context_of(output))) if names else b""
        yield from (f"die Datei {name} anders ist" for name in names if self._media_addresses(name, context))

    def _media_addresses(self, name: str, context: bytes) -> bool:
        address = name.removeprefix("content")
        renditions = self._plan.site.pictures.get(address) if self._plan.site else None
        files = [one for source in renditions.sources for one in source.candidates] if renditions else []
        return any(one.encode() in context for one in (address, *(file.address for file in files)))

    def _template_reasons(self, output: Output) -> Iterator[str]:
        """Yield a reason for each changed template that takes part in the output."""
        changed = [name for name in self._changed if name.endswith(".html")]
        if not changed or not isinstance(output.renderer, str):
            return
        used = _used_templates(output.renderer, self._new_environment())
        yield from (f"die Vorlage {name} anders ist" for name in changed if name.endswith(tuple(used)))

    def _setting_reasons(self, site: Site) -> Iterator[str]:
        """Yield a reason for each changed key of site.yaml that makes a difference."""
        before, now = self._former_site.settings, site.settings
        for key in sorted(before.keys() | now.keys()):
            if before.get(key) == now.get(key):
                continue
            others = {name: value for name, value in now.items() if name != key}
            settings = {**others, key: before[key]} if key in before else others
            if self._differs(replace(site, settings=settings)):
                yield f"in content/site.yaml „{key}“ anders ist"

    def _option_reasons(self, site: Site) -> Iterator[str]:
        """Yield a reason for each option of the build that is another one, and for new assets."""
        former, base_path = self._former_site, self._former.base_path
        if base_path != self._plan.base_path:
            yield f"die Website unter dem Pfad {self._plan.base_path} steht und nicht mehr unter {base_path}"
        if former.has_search != site.has_search and self._differs(replace(site, has_search=former.has_search)):
            yield f"diesmal {'mit' if site.has_search else 'ohne'} Suche gebaut wurde"
        if former.is_preview_build != site.is_preview_build:
            yield f"diesmal {'als' if site.is_preview_build else 'nicht als'} Vorschau gebaut wurde"
        if dict(self._former.assets) != dict(self._plan.bundle.addresses):
            names = [name for name in self._changed if name.startswith(_LOOK)]
            if names and self._differs(site, assets=self._former.assets):  # without, a setting is painted: the name
                yield f"die Gestaltung anders ist: {_join_names(names)}"

    def _day_reasons(self, site: Site) -> Iterator[str]:
        """Yield the reason that another day has begun, with which texts may have appeared."""
        if self._former.day == site.day:
            return
        sources = {item.source for item in site.items} ^ {item.source for item in self._former_site.items}
        former = self._with_former_texts(site, frozenset(sources) - set(self._changed))
        if self._differs(replace(former, day=self._former.day)):
            yield "seit dem letzten Bau der Tag gewechselt hat"

    def _other_reasons(self) -> Iterator[str]:
        """Yield the reason if the plan has none: a file that is copied, or the program."""
        copied = [_input_name(source) for source, path in self._plan.copies if path == self._path]
        look = [name for name in self._changed if name.startswith(_LOOK)]
        program = [name for name in self._changed if not name.startswith(("content/", "theme/"))]
        if self._path.startswith(f"{FOLDER}/"):
            yield "sich Seiten geändert haben, die die Suche findet"
        elif copied:
            yield f"die Datei {copied[0]} anders ist"
        elif self._output is None and look:
            yield f"die Gestaltung anders ist: {_join_names(look)}"
        elif program:
            yield f"das Programm anders ist: {_join_names(program)}"
        else:
            yield f"sich geändert hat: {_join_names(self._changed)}"

    @cached_property
    def _former_site(self) -> Site:
        return self._cache.site()

    @cached_property
    def _former_bodies(self) -> CachedBodies:
        return CachedBodies(self._cache.texts(), self._former_site)

    @cached_property
    def _context_hash(self) -> bytes:
        return self._hash(self._plan)

    @cached_property
    def _bytes(self) -> object:
        return self._render(self._plan)

    def _with_former_texts(self, site: Site, sources: frozenset[str]) -> Site:
        """Return *site* with the former items, and bodies, in the place of those of *sources*."""
        former = {item.source: item for item in self._former_site.items if item.source in sources}
        kept = [item for item in site.items if item.source not in sources or item.source in former]
        new = former.keys() - {item.source for item in site.items}
        items = (*(former.get(item.source, item) for item in kept), *(former[source] for source in sorted(new)))
        bodies = BodyStore(site.bodies)
        bodies.update({source: self._former_bodies[source] for source in former})
        names = {source: address for source, address in site.sources.items() if source not in sources}
        names |= {source: one for source, one in self._former_site.sources.items() if source in sources}
        return replace(site, items=items, bodies=bodies, sources=names)

    def _differs(self, site: Site, assets: Mapping[str, str] | None = None) -> bool:
        """Return whether the output would be another one on *site*."""
        addresses = self._plan.bundle.addresses if assets is None else assets
        plan = replace(
            self._plan,
            outputs=tuple(plan_outputs(site)),
            globals=template_globals(site, addresses, drafts=False),
            filters=template_filters(site),
            site=site,
        )
        if self._hash(plan) != self._context_hash:
            return True
        return plan.globals != self._plan.globals and self._render(plan) != self._bytes

    def _hash(self, plan: Plan) -> bytes:
        """Return the fingerprint of the output's context, b"" if there is no such output."""
        output = _find_output(plan, self._path)
        return context_hash(output, plan.context_of(output), plan) if output is not None else b""

    def _render(self, plan: Plan) -> object:
        output = _find_output(plan, self._path)
        return output and render_file(output, plan, prepare_environment(self._new_environment(), plan))


def _find_output(plan: Plan, path: str) -> Output | None:
    return next((output for output in plan.outputs if output.path == path), None)


def _used_templates(name: str, environment: jinja2.Environment) -> set[str]:
    """Return the template *name* and all that it extends, includes or imports.

    Each name begins with a slash, so that it is the end of a path.
    """
    used: set[str] = set()
    waiting = [name]
    while waiting and environment.loader is not None:
        template = waiting.pop()
        if template not in used:
            used.add(template)
            source, _, _ = environment.loader.get_source(environment, template)
            waiting += filter(None, meta.find_referenced_templates(environment.parse(source)))
    return {f"/{template.removeprefix('!theme/')}" for template in used}


def _input_name(file: Path) -> str:
    """Return how a file that is copied is called: within content/, or else by its name."""
    parts = file.parts
    return f"{_MEDIA}{'/'.join(parts[parts.index('media') + 1 :])}" if "media" in parts else file.name


def _join_names(names: Sequence[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" und {more} weitere" if more > 0 else "")
