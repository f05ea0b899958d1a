"""Unlisted: services of the registry that a site does not have, and their content in a text."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.core.model import Embed
from plugins.core.problem import Problem
from plugins.embeds.services import Service

_AS_LINK = "Soll es nur ein Link sein, gehört er in einen Satz, zum Beispiel: Mehr dazu [bei {name}]({url})."


def find_unlisted(services: Iterable[Service], registry: Iterable[Service]) -> tuple[Service, ...]:
    """Return the services of the *registry* that are not among *services*."""
    known = {service.id for service in services}
    return tuple(service for service in registry if service.id not in known)


def report_unlisted(
    embed: Embed, line: int, services: Iterable[Service], unlisted: Iterable[Service], instead: str = _AS_LINK
) -> Problem:
    """Return the error that the service of *embed* is *unlisted*, none of a site's *services*.

    It names no file: the caller knows that, and the line of the list in site.yaml. *instead* says what else there is
    to do.
    """
    service = next(service for service in unlisted if service.id == embed.service)
    names = ", ".join((*(listed.id for listed in services), service.id))
    return Problem(
        "",
        line,
        f"{service.kinds[embed.kind].article} „{embed.place}“ käme von {service.name}, und das fehlt unter „services“.",
        f"{instead.format(name=service.name, url=embed.place)} Soll die Website Inhalte von {service.name} zeigen, "
        f"schreiben Sie bitte in content/site.yaml: services: [{names}]",
        "unlisted-service",
    )
