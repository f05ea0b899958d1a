"""Context: everything beside the files themselves that a finding depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class FileWeight:
    """The weight of a style sheet or script, in bytes as sent, and the scripts it imports."""

    size: int
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The context that all files of a site share.

    Every path is relative to the site's folder, with forward slashes. ``weights`` are those of style sheets and
    scripts, ``languages`` those there is a search in.
    """

    base_path: str = "/"
    own_hosts: frozenset[str] = frozenset()
    also_present: frozenset[str] = frozenset()
    form_hosts: frozenset[str] | None = None  # origins the editors' form may contact; None if there must be no form
    files: frozenset[str] = frozenset()
    weights: Mapping[str, FileWeight] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The hash of the context without files and weights, which are compared file by file."""
        parts = (self.own_hosts, self.also_present, self.form_hosts or (), self.languages)
        text = repr((self.base_path, self.form_hosts is None, *map(sorted, parts)))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
