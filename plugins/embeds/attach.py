"""Attach: gives items their embeds, with titles, alternatives and parameters of frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from plugins.content.front_matter.remedies import in_braces, say
from plugins.content.settings.site_settings import SiteSettings
from plugins.core.model import ContentItem, Embed, EmbedNote
from plugins.core.problem import Problem, Severity
from plugins.embeds import accounts
from plugins.embeds.dropped import warn_of_dropped
from plugins.embeds.notes import add_titles, match_notes, say_unmatched
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service
from plugins.embeds.site_services import LIST, SITE
from plugins.embeds.unlisted import report_unlisted


def add_frame_parameters(embed: Embed, service: Service, site: str) -> Embed:
    """Return *embed* with the parameters its frame needs on the website at the address *site*.

    Some frames report their height only to an origin that their address names.
    """
    query = service.kinds[embed.kind].frame_query
    if embed.src is None or query is None:
        return embed
    parts = urlsplit(site)
    parameters = query.fill({"origin": f"{parts.scheme}://{parts.netloc}", "host": parts.hostname or ""})
    return replace(embed, src=embed.src + parameters.replace("?", "&", 1 if "?" in embed.src else 0))


_ACCOUNT = "Unser Auftritt"


@dataclass
class EmbedAttacher:
    """Gives items their embeds, and collects the problems with them."""

    services: tuple[Service, ...]
    settings: SiteSettings
    unlisted: tuple[Service, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def attach(self, item: ContentItem) -> ContentItem:
        """Return *item* with titled embeds; a film at a service also gets the embed that shows it."""
        found, unmatched = add_titles(item.body.embeds, item.embed_notes, self.services)
        found = tuple(map(self._add_frame_parameters, found))
        values = dict(item.fields)
        video = str(values.get("video", ""))
        if video and not video.startswith("/"):
            embed = recognise_address(video, self.services)
            if embed is None:
                self.problems.append(self._report_unknown_film(item, video))
            else:
                values["embed"] = self._add_frame_parameters(replace(embed, title=item.title))
                self.problems += warn_of_dropped(
                    embed, self._service_of(embed), item.source, item.lines.get("video", 1)
                )
        self.problems += [self._warn_of_unmatched(item, entry, found) for entry in unmatched]
        self.problems += self._warn_of_missing_alternatives(item, found)
        for one in found:
            self.problems += warn_of_dropped(one, self._service_of(one), item.source, one.line)
        return replace(item, fields=MappingProxyType(values), body=replace(item.body, embeds=found))

    def find_accounts(self) -> Mapping[str, Embed]:
        """Return the embeds of our own accounts, by service."""
        found = {}
        given = accounts.account_urls(self.settings.values)
        for service in self.services:
            if service.id not in given:
                continue
            embed, problem = accounts.account_embed(given[service.id], service)
            if problem:
                line = self.settings.lines.get(f"accounts.{service.id}.url", 1)
                self.problems.append(replace(problem, file=SITE, line=line))
            if embed:
                found[service.id] = self._add_frame_parameters(replace(embed, title=_ACCOUNT))
        return MappingProxyType(found)

    def _add_frame_parameters(self, embed: Embed) -> Embed:
        return add_frame_parameters(embed, self._service_of(embed), str(self.settings.values.get("address", "")))

    def _service_of(self, embed: Embed) -> Service:
        return next(service for service in self.services if service.id == embed.service)

    def _warn_of_missing_alternatives(self, item: ContentItem, found: tuple[Embed, ...]) -> Iterator[Problem]:
        """Yield a warning for each embed without an alternative for those who do not load it."""
        if item.status == "draft":
            return
        given = zip(found, match_notes(found, item.embed_notes, self.services), strict=True)
        lacking = [(embed, note) for embed, note in given if not embed.alternative]
        for embed, note in lacking:
            yield Problem(
                item.source,
                embed.line,
                f"Wer „{embed.title or embed.place}“ nicht laden möchte oder nicht sehen oder hören kann, "
                "erfährt hier nicht, was darin vorkommt.",
                _say_alternative(item, embed, note, [other for other, _ in lacking]),
                "missing-equivalent",
                Severity.WARNING,
            )

    def _warn_of_unmatched(self, item: ContentItem, entry: EmbedNote, found: tuple[Embed, ...]) -> Problem:
        """Return the warning that nothing in the text is what *entry* is about."""
        message, remedy = say_unmatched(entry, item.embed_notes, found, (*self.services, *self.unlisted))
        return Problem(item.source, entry.line, message, remedy, "unmatched-embed", Severity.WARNING)

    def _report_unknown_film(self, item: ContentItem, video: str) -> Problem:
        line = item.lines.get("video", 1)
        if missed := recognise_address(video, self.unlisted):
            problem = report_unlisted(missed, line, self.services, self.unlisted, "Bitte eine eigene Datei angeben.")
            places = ((SITE, self.settings.lines[LIST]),) if LIST in self.settings.lines else ()
            return replace(problem, file=item.source, places=places)
        names = [service.name_with_instances for service in self.services if "video" in service.kinds]
        there = f"eine Adresse von {', '.join(names)} oder " if names else ""
        return Problem(
            item.source,
            line,
            f"„{video}“ ist keine Adresse eines Films, den diese Website einbetten kann.",
            f"Bitte {there}eine eigene Datei angeben, zum Beispiel: video: /media/clip/film.mp4",
            "unknown-film",
        )


_ALTERNATIVE = '"Was zu sehen und zu hören ist."'


def _say_alternative(item: ContentItem, embed: Embed, note: EmbedNote | None, lacking: Sequence[Embed]) -> str:
    """Return what to type for the alternative of *embed*, which may have a *note*.

    All those *lacking* one are told at once where there is no note at all.
    """
    if note is not None and note.column >= 0:
        words = f"Bitte unter der Zeile {note.line} eine Zeile ergänzen und darin sagen, was vorkommt"
        return f"{words}{say(f'alternative: {_ALTERNATIVE}', indent=note.column)}"
    if note is not None:
        words = f"Bitte in der Zeile {note.line} hinter der geschweiften Klammer ergänzen und sagen, was vorkommt"
        return f"{words}: alternative: {_ALTERNATIVE},"
    if not item.embed_notes:
        every = ", ".join(map(_entry, lacking))
        return f"Bitte im Kopf der Datei eine Zeile ergänzen und darin sagen, was vorkommt: embeds: [{every}]"
    dash = item.embed_notes[0].dash
    if dash < 0:
        words = "Bitte im Kopf der Datei hinter „embeds: [“ ergänzen und sagen, was vorkommt"
        return f"{words}: {_entry(embed)},"
    words = "Bitte im Kopf der Datei unter „embeds“ eine Zeile ergänzen und darin sagen, was vorkommt"
    return f"{words}{say(f'- {_entry(embed)}', indent=dash)}"


def _entry(embed: Embed) -> str:
    """Return the entry that gives *embed* an alternative."""
    return f"{{url: {in_braces(embed.place)}, alternative: {_ALTERNATIVE}}}"
