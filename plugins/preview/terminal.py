"""Terminal: what the preview says where it was started."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.preview.mounts import Mount
from plugins.preview.state import Edition
from plugins.problem import Problem


class Terminal:
    """Prints each problem once, as long as it is there."""

    def __init__(self) -> None:
        self._told: frozenset[Problem] = frozenset()

    def greet(self, port: int, mounts: Iterable[Mount] = ()) -> None:
        """Say where the preview is, and what else is there."""
        home = f"http://127.0.0.1:{port}/"
        print(f"Vorschau: {home} (beenden mit Strg+C)", flush=True)
        print(f"Entwürfe: {home}entwuerfe/   Prüfung: {home}pruefung/", flush=True)
        for mount in mounts:
            print(f"{mount.name}: {home.rstrip('/')}{mount.prefix}", flush=True)

    def tell(self, edition: Edition) -> None:
        """Print what is new to be put right, and when everything is."""
        errors = frozenset(edition.errors)
        for problem in edition.errors:
            if problem not in self._told:
                print(problem, flush=True)
        if self._told and not errors and edition.phase == "ready":
            print("Alles berichtigt.", flush=True)
        if errors or edition.phase == "ready":
            self._told = errors

    def part(self) -> None:
        """Say that it is over."""
        print("\nVorschau beendet.", flush=True)
