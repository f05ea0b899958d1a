"""Site context: everything beside the files themselves that a finding depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from plugins.core.site_part import PartRules
from plugins.embeds.services import Service, load_all


@dataclass(frozen=True, slots=True)
class FileWeight:
    """The weight of a style sheet or script, in bytes as sent, and the scripts it imports."""

    size: int
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The context that all files of a site share.

    Every path is relative to the site's folder, with forward slashes. ``weights`` are those of style sheets and
    scripts, ``languages`` those there is a search in, ``services`` all that a placeholder may stand for,
    ``required_pages`` title and act of each page that the law asks for.
    """

    base_path: str = "/"
    own_hosts: frozenset[str] = frozenset()
    also_present: frozenset[str] = frozenset()
    parts: tuple[PartRules, ...] = ()
    files: frozenset[str] = frozenset()
    weights: Mapping[str, FileWeight] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    services: tuple[Service, ...] = field(default_factory=load_all)
    required_pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The hash of the context without files and weights, which are compared file by file."""
        unordered = (self.own_hosts, self.also_present, self.languages)
        frames = [(service.id, service.frame_hosts) for service in self.services]
        text = repr((self.base_path, self.parts, frames, *sorted(self.required_pages.items()), *map(sorted, unordered)))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def find_service(self, name: str | None) -> Service | None:
        """Return the service whose id is *name*."""
        return next((service for service in self.services if service.id == name), None)

    def is_exempt(self, check: str, path: str) -> bool:
        """Return whether the file *path* belongs to a part that is exempt from *check*."""
        return any(
            part.is_published and path.startswith(part.prefix) and path not in part.pages and check in part.exempt
            for part in self.parts
        )
