"""Rebuilding: a build that costs what has changed since the latest one of the same output.

If only bodies of texts differ (see ``edits``), what shows them is made again and put in its place, file by file.
Whatever else differs, the site is planned anew, in a fresh folder: texts that are as they were are not read, and
files that show what they showed are taken over. Nothing that is kept is believed: inputs and outputs are compared with
what the file system says of them, and where that differs, by their bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import runpy
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2

from plugins import kept as keeping
from plugins.building import PROJECT, Built, audit_of, built, uncollected, write_into
from plugins.editorial.memory import Memory
from plugins.editorial.texts import Text, is_text, text_named
from plugins.editorial.walk import media_below
from plugins.edits import Edit, edit
from plugins.fingerprints import digest, digest_of
from plugins.increments.listing import Listing, is_folder, listing, told_of
from plugins.increments.pack import DamagedError
from plugins.increments.receipt import Inputs, Order, Outcome, Receipts
from plugins.kept import Bodies, Kept, State
from plugins.outputs.assets import Bundle
from plugins.pages.texts import Texts
from plugins.pages.world import World
from plugins.pipeline import Plan, filters_of, globals_of, outputs_of
from plugins.problem import Problem, Severity, has_errors
from plugins.release.swap import fresh_folder, swap
from plugins.rendering import environment_of, prepared
from plugins.writing import Made, Standing, make, put

_DECIDE_READING = ("plugins/", "requirements/", ".venv/")
_FACTS = "content/site.yaml"
_UNREADABLE = 16  # bytes, by chance, that equal no other


def rebuild(order: Order, inputs: Inputs | None, receipts: Receipts) -> Built:
    """Build and audit the site, and put it in the place of the former output if nothing is wrong.

    What makes the next build cheaper is kept beside *receipts*; a disk without room for it is no reason to fail.
    Raises OSError if the output cannot be written, UnsafeTargetError if it holds something else than a site.
    """
    with uncollected():
        if inputs is None:
            return _Rebuild(order, Inputs(Listing({}), {}), None, receipts).anew()
        task = _Rebuild(order, inputs, keeping.load(receipts.place(order)), receipts)
        return task.edited() or task.anew()


@dataclass(frozen=True, slots=True)
class _Staged:
    """What came of an edit: what each output that was made again holds, and which of these files differ."""

    made: dict[str, Made]
    paths: tuple[str, ...]


class _Rebuild:
    """One build."""

    def __init__(self, order: Order, inputs: Inputs, kept: Kept | None, receipts: Receipts) -> None:
        self._began = time.perf_counter()
        self._order, self._inputs, self._kept, self._receipts = order, inputs, kept, receipts
        self._digests = dict(self._read())
        decide = {name: held for name, held in self._digests.items() if not name.startswith("content/")}
        self._reading = _key((name, held) for name, held in decide.items() if name.startswith(_DECIDE_READING))
        switches = [("base", repr(order.base_url).encode()), ("search", repr(order.search).encode())]
        self._frame = _key([*decide.items(), (_FACTS, self._digests.get(_FACTS, b"")), *switches])

    def anew(self) -> Built:
        """Plan the whole site, and write what the former output does not hold."""
        order = self._order
        settings: dict[str, object] = {}
        memory = Memory()
        if self._kept is not None:
            state = self._kept.state
            if state.reading == self._reading:
                memory = Memory(self._kept.texts(), state.services)
            if state.frame == self._frame:
                settings["SITE_STANDING"] = Standing(order.output, dict(self._sound(state)))
        settings["SITE_MEMORY"] = memory
        with fresh_folder(order.output) as folder:
            run = write_into(folder, order.content, base_url=order.base_url, searched=order.search, settings=settings)
            problems = list(run.problems)
            if order.audit:
                problems += audit_of(folder, order.content, run.plan, problems)
            done = built(order.content, run.plan, run.made, problems, self._seconds)
            if has_errors(problems) or run.plan is None:
                return done
            swap(folder, order.output)
        self._keep_site(run.plan, run.made, memory, done)
        return done

    def edited(self) -> Built | None:
        """Make again what bodies of texts stand in, None if something else has changed as well."""
        try:
            return self._edited() if self._kept is not None else None
        except DamagedError:
            return None

    def _edited(self) -> Built | None:
        kept, order = self._kept, self._order
        if (
            kept is None
            or kept.state.day != order.day
            or kept.state.frame != self._frame
            or order.search
            or order.audit
        ):
            return None
        held = self._changed_texts(kept.state)
        output = listing({"": order.output})
        if held is None or not self._stands(output, kept.state):
            return None
        world = kept.world()
        texts = kept.texts()
        world = replace(world, texts=Texts(Bodies(texts, world)))
        plan = _plan(world, kept.state)
        memory = Memory(texts, world.services)
        done = edit(plan, memory, held, media_below(order.content))
        if done is None:
            return None
        with fresh_folder(order.output) as folder:
            staged = self._stage(done, folder, kept.state)
            if staged is None:
                return None
            made = {**kept.state.made, **staged.made}
            problems = list(done.plan.problems)
            result = built(order.content, done.plan, made, problems, self._seconds)
            if has_errors(problems):
                return result
            for path in staged.paths:
                (folder / path).replace(order.output / path)
        told = {**output.told, **{path: told_of(order.output / path) for path in staged.paths}}
        state = replace(
            kept.state,
            problems=done.plan.problems,
            inputs=self._inputs.settled,
            digests={**kept.state.digests, **{text.file: digest(raw) for text, raw in held}},
            outputs=told,
            made=made,
        )
        self._keep(lambda place: keeping.keep_edits(place, kept, state, {t.file: texts[t.file] for t, _ in held}))
        self._receipts.write(order, self._inputs, Listing(told), _outcome(result))
        return result

    def _stage(self, done: Edit, folder: Path, state: State) -> _Staged | None:
        """Write to *folder* the outputs that hold something else now, None if a template cannot show one."""
        environment = prepared(_environment(), done.plan)
        found: dict[str, Made] = {}
        paths: list[str] = []
        for output in done.outputs:
            made = make(output, done.plan, environment)
            if isinstance(made, Problem):
                return None
            found[output.path], data = made
            if output.path not in state.made or state.made[output.path].holds != found[output.path].holds:
                put(folder / output.path, data)
                paths.append(output.path)
        return _Staged(found, tuple(paths))

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """Yield what every input but a text holds, read if the file system tells of a change."""
        state = self._kept.state if self._kept else None
        for name, told in self._inputs.listing.told.items():
            if is_folder(told) or is_text(name):
                continue
            if state is not None and state.inputs.get(name) == told and name in state.digests:
                yield name, state.digests[name]
            else:
                yield name, self._digest_of(self._place(name))

    def _changed_texts(self, state: State) -> list[tuple[Text, bytes]] | None:
        """Return the texts that hold something else now, and what; None if anything but a text differs."""
        listed = self._inputs.listing.told
        if listed.keys() != state.inputs.keys():
            return None
        held: list[tuple[Text, bytes]] = []
        for name, told in listed.items():
            if state.inputs[name] == told:
                continue
            text = None if is_folder(told) else text_named(name, self._order.content)
            if text is None:
                if self._digests.get(name) != state.digests.get(name):
                    return None
                continue
            try:
                raw = text.path.read_bytes()
            except OSError:
                return None
            if digest(raw) != state.digests.get(name):
                held.append((text, raw))
        return held

    def _stands(self, output: Listing, state: State) -> bool:
        """Return whether the output is as it was left, by what is told of it or by its bytes."""
        if output.told == state.outputs:
            return True
        return output.told.keys() == state.outputs.keys() and len(dict(self._sound(state, output))) == len(state.made)

    def _sound(self, state: State, output: Listing | None = None) -> Iterator[tuple[str, Made]]:
        """Yield those of the former files that are as they were left."""
        try:
            found = output or listing({"": self._order.output})
        except OSError:
            return
        for path, made in state.made.items():
            told = found.told.get(path)
            if told is None or is_folder(told):
                continue
            if told == state.outputs.get(path) or self._digest_of(self._order.output / path) == made.holds:
                yield path, made

    def _keep_site(self, plan: Plan, made: Mapping[str, Made], memory: Memory, done: Built) -> None:
        """Keep what the next build can use."""
        order, world = self._order, plan.world
        try:
            output = listing({"": order.output})
        except OSError:
            return
        if world is None or not self._inputs.listing.told:
            return
        others = (path for path, told in output.told.items() if not is_folder(told) and path not in made)
        held = {path: Made(self._digest_of(order.output / path), b"") for path in others}
        texts = memory.remembered(filter(is_text, self._inputs.listing.told))
        state = State(
            frame=self._frame,
            reading=self._reading,
            day=order.day,
            token="",
            services=world.services,
            problems=plan.problems,
            claimed=plan.claimed,
            assets=plan.bundle.addresses,
            base_path=plan.base_path,
            inputs=self._inputs.settled,
            digests={**self._digests, **{file: text.digest for file, text in texts.items()}},
            outputs=output.told,
            made={**made, **held},
        )
        self._keep(lambda place: keeping.keep(place, state, world, texts))
        self._receipts.write(order, self._inputs, output, _outcome(done))

    def _keep(self, write: Callable[[Path], None]) -> None:
        place = self._receipts.place(self._order)
        try:
            write(place)
        except OSError:
            with contextlib.suppress(OSError):
                keeping.forget(place)

    def _place(self, name: str) -> Path:
        return self._order.content / name.partition("/")[2] if name.startswith("content/") else PROJECT / name

    def _digest_of(self, path: Path) -> bytes:
        try:
            return digest_of(path)
        except OSError:
            return secrets.token_bytes(_UNREADABLE)

    @property
    def _seconds(self) -> float:
        return time.perf_counter() - self._began


def _key(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return what stands for all *parts*, by name, and for this Python."""
    whole = hashlib.sha256(sys.version.encode())
    for name, held in sorted(parts):
        whole.update(b"\0".join([name.encode("utf-8", "surrogateescape"), held.hex().encode(), b""]))
    return whole.hexdigest()


def _plan(world: World, state: State) -> Plan:
    """Return the plan that *state* is what came of."""
    return Plan(
        outputs=tuple(output for output in outputs_of(world) if output.path in state.made),
        copies=(),
        bundle=Bundle(state.assets, {}),
        globals=globals_of(world, state.assets, drafts=False),
        filters=filters_of(world),
        problems=state.problems,
        claimed=state.claimed,
        base_path=state.base_path,
        world=world,
    )


def _environment() -> jinja2.Environment:
    settings = runpy.run_path(str(PROJECT / "publishconf.py"))
    return environment_of(Path(settings["THEME"]), settings["JINJA_ENVIRONMENT"])


def _outcome(done: Built) -> Outcome:
    warnings = sum(problem.severity is Severity.WARNING for problem in done.problems)
    return Outcome(done.pages, done.embeds, warnings)
