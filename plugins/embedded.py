"""Embedded: joins what was read with the registry: titles, equivalents, films at a service, our own accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from plugins.editorial.site import Facts
from plugins.embeds import accounts
from plugins.embeds.frames import placed
from plugins.embeds.recognise import recognise_address
from plugins.embeds.titles import titled
from plugins.problem import Problem, Severity
from plugins.records import Alternative, Embed, Item
from plugins.services import Service

_SITE = "content/site.yaml"
_ACCOUNT = "Unser Auftritt"


@dataclass
class Embedding:
    """Gives items their embeds, and collects what editors have to be told about them."""

    services: tuple[Service, ...]
    facts: Facts
    problems: list[Problem] = field(default_factory=list)

    def item(self, item: Item) -> Item:
        """Return *item* with named embeds, and for a film at a service with the embed that shows it."""
        found, unmatched = titled(item.body.embeds, item.alternatives, self.services)
        found = tuple(map(self._placed, found))
        values = dict(item.values)
        video = str(values.get("video", ""))
        if video and not video.startswith("/"):
            embed = recognise_address(video, self.services)
            if embed is None:
                self.problems.append(_unknown_film(item, video))
            else:
                values["embed"] = self._placed(replace(embed, title=item.title))
        self.problems += [_unmatched(item, entry) for entry in unmatched]
        self.problems += self._lacking(item, found)
        return replace(item, values=MappingProxyType(values), body=replace(item.body, embeds=found))

    def accounts(self) -> Mapping[str, Embed]:
        """Return what can be shown of our own accounts, by service."""
        found = {}
        given = accounts.urls(self.facts.values)
        for service in self.services:
            if service.id not in given:
                continue
            embed, problem = accounts.shown(given[service.id], service)
            if problem:
                line = self.facts.lines.get(f"accounts.{service.id}.url", 1)
                self.problems.append(replace(problem, file=_SITE, line=line))
            if embed:
                found[service.id] = self._placed(replace(embed, title=_ACCOUNT))
        return MappingProxyType(found)

    def _placed(self, embed: Embed) -> Embed:
        service = next(service for service in self.services if service.id == embed.service)
        return placed(embed, service, str(self.facts.values.get("address", "")))

    def _lacking(self, item: Item, found: tuple[Embed, ...]) -> Iterator[Problem]:
        """Yield a hint for each embed of which those who do not load it learn nothing."""
        if item.status == "draft":
            return
        for embed in found:
            if not embed.alternative:
                yield Problem(
                    item.source,
                    embed.line,
                    f"Wer „{embed.title or embed.url}“ nicht laden möchte oder nicht sehen oder hören kann, "
                    "erfährt hier nicht, was darin vorkommt.",
                    f"Bitte oben in der Datei unter embeds ergänzen: - url: {embed.url} und darunter "
                    "alternative: mit ein, zwei Sätzen dazu",
                    "missing-equivalent",
                    Severity.WARNING,
                )


def _unmatched(item: Item, entry: Alternative) -> Problem:
    return Problem(
        item.source,
        entry.line,
        f"Zur Adresse „{entry.url}“ unter „embeds“ gibt es im Text keinen eingebetteten Inhalt.",
        "Bitte dieselbe Adresse im Text allein in eine Zeile schreiben oder diesen Eintrag löschen.",
        "unmatched-embed",
        Severity.WARNING,
    )


def _unknown_film(item: Item, video: str) -> Problem:
    return Problem(
        item.source,
        item.lines.get("video", 1),
        f"„{video}“ ist keine Adresse eines Films, den diese Website einbetten kann.",
        "Bitte eine Adresse von YouTube oder Vimeo angeben oder eine eigene Datei, "
        "zum Beispiel: video: /media/clip/film.mp4",
        "unknown-film",
    )
