"""The registry: what recogniser, placeholder, panel and privacy page know about each service.

Everything stands in one YAML file per service beside this module; a new service is
one new file. `patterns` and `pasted` explains how addresses are written there, `reading` is strict
about the keys, and `service` says what they mean.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from plugins.embeds.services.loader import read_service
from plugins.embeds.services.service import AddressForm, EmbedKind, Example, PastedCode, Service

__all__ = ["AddressForm", "EmbedKind", "Example", "PastedCode", "Service", "load", "load_all"]

HERE = Path(__file__).parent


def load(folder: Path = HERE, enabled: Collection[str] = ()) -> tuple[Service, ...]:
    """Return the services of *folder* in the order of the panel; of the optional ones only those *enabled* by id."""
    return tuple(service for service in load_all(folder) if not service.optional or service.id in enabled)


@lru_cache
def load_all(folder: Path = HERE) -> tuple[Service, ...]:
    """Return all services of *folder* in the order in which the panel shows them.

    Strict, because a typing error here is a developer's: an unknown or missing
    key, or an address that cannot be written again, raises ``ValueError``.
    """
    services = sorted((read_service(path) for path in folder.glob("*.yaml")), key=lambda service: service.order)
    if len({service.order for service in services}) != len(services):
        raise ValueError(f"two services in {folder} have the same order")
    return tuple(services)
