"""Addresses: what others have noted still answers, or leads on."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.urls import address_of, path_of
from plugins.publish.guards.case import GuardContext, Refusal
from plugins.publish.manifest import hash_path

_SHOWN = 20
_ALIAS = "Bitte bei dem Text, der an die Stelle tritt, die frühere Adresse unter „aliases“ eintragen. "
_FILE = "Bitte die Datei wieder an ihren Platz legen. "
_ALLOW = "Soll sie wegfallen, ergänzen Sie: --allow-gone {}"


def judge(case: GuardContext) -> Iterator[Refusal]:
    """Yield each address of the former release at which nothing answers any more, the first few by name."""
    gone = sorted(_gone(case))
    for address in gone[:_SHOWN]:
        remedy = (_ALIAS if address.endswith("/") else _FILE) + _ALLOW.format(address)
        yield Refusal(f"Unter {address} stand bisher etwas, jetzt nicht mehr.", remedy)
    if len(gone) > _SHOWN:
        yield Refusal(
            f"Noch {len(gone) - _SHOWN} weitere Adressen würden wegfallen.",
            "Bitte prüfen, ob das stimmt; jede braucht einen Eintrag unter „aliases“ oder --allow-gone.",
        )


def _gone(case: GuardContext) -> set[str]:
    if case.former is None:
        return set()
    elsewhere = case.release.moved | case.allowed_gone
    answering = {address_of(path) for path in case.release.files} | elsewhere
    if not case.former.is_marked:
        return {address for address in case.former.addresses - answering if _page_of(address) not in elsewhere}
    beside = {other for address in elsewhere if address.endswith("/") for other in _beside(address)}
    known = {hash_path(path_of(address)) for address in answering | beside}
    return {f"einer Adresse mit der Kennung {mark[:16]}" for mark in case.former.files.keys() - known}


def _page_of(address: str) -> str:
    """Return the page that the file at *address* goes with: it moves and disappears with it."""
    if address.endswith(".ics"):
        return f"{address.removesuffix('.ics')}/"
    return address.removesuffix("index.json")


def _beside(address: str) -> tuple[str, str]:
    """Return the data of the page at *address*, and the calendar if it is an event's."""
    return f"{address}index.json", f"{address.removesuffix('/')}.ics"
