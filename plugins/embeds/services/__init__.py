"""The registry of services, for the recogniser, placeholders, panel and privacy page.

Everything stands in one YAML file per service beside this module; a new service is
one new file. `patterns` explains how addresses are written there, `loader` checks the keys
and explains those for embed codes, and `service` says what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count, pairwise
from pathlib import Path

from plugins.core.problem import Problem
from plugins.embeds.services.loader import HOST, read_service
from plugins.embeds.services.own_services import read_own
from plugins.embeds.services.patterns import Pattern
from plugins.embeds.services.service import AddressForm, EmbedKind, Example, PastedCode, Service

__all__ = [
    "HOST",
    "AddressForm",
    "EmbedKind",
    "Example",
    "PastedCode",
    "Pattern",
    "Service",
    "at_instances",
    "load",
    "load_all",
    "load_for",
    "load_own",
]

HERE = Path(__file__).parent


def load(folder: Path = HERE) -> tuple[Service, ...]:
    """Return the services of *folder* that a site has which names none, in the panel's order."""
    return tuple(service for service in load_all(folder) if service.default)


@lru_cache
def load_all(folder: Path = HERE) -> tuple[Service, ...]:
    """Return all services of *folder* in their order.

    Strict, because a typing error here is a developer's: an unknown or missing
    key, an ``order`` used twice, or an address that cannot be written again, raises ``ValueError``.
    """
    services = sorted(map(read_service, sorted(folder.glob("*.yaml"))), key=lambda service: service.order)
    _refuse_equal_order(services)
    return tuple(services)


def load_for(content: Path) -> tuple[Service, ...]:
    """Return the services for the site in *content*: ours, and its own, which go first."""
    services = {service.id: service for service in (*load_all(), *load_own(content)[0])}
    return tuple(sorted(services.values(), key=lambda service: service.order))


def load_own(content: Path) -> tuple[list[Service], list[Problem]]:
    """Return the services that the site in *content* describes, and its files' problems."""
    return read_own(content, load_all())


def at_instances(service: Service, hosts: Sequence[str]) -> Service:
    """Return *service* with these *hosts* for its instances; as it is without any."""
    return read_service(Path(service.file), hosts) if hosts and service.instances else service


def _refuse_equal_order(services: Sequence[Service]) -> None:
    """Raise ValueError if two of *services*, which are sorted, have the same place in the panel."""
    for first, second in pairwise(services):
        if first.order == second.order:
            taken = {service.order for service in services}
            free = next(number for number in count(1) if number not in taken)
            raise ValueError(
                f"{first.id}.yaml and {second.id}.yaml both say order: {first.order}. Each service needs a place of "
                f"its own in the panel; free for one of them is order: {free}"
            )
