"""Accounts: embeds that show the newest of the ministry's own accounts at the networks."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.core.model import Embed
from plugins.core.problem import Problem, Severity
from plugins.embeds.address import split_address
from plugins.embeds.recognise import recognise_account
from plugins.embeds.services import Service


def account_embed(url: str, service: Service) -> tuple[Embed | None, Problem | None]:
    """Return the embed that shows the newest of the account at *url*, and the problem with it.

    The problem names no file and no line: the caller knows those of site.yaml. Both are
    None where the network offers no frame for any account: then the link is all there is.
    """
    address = split_address(url)
    if address is None or service.site_of(address.host) is None:
        return None, Problem(
            "",
            1,
            f"„{url}“ ist keine Adresse bei {service.name}.",
            f"Bitte die Adresse des Auftritts bei {service.name} eintragen, so wie sie im Browser steht"
            + (f', zum Beispiel: {service.id}: {{url: "{service.feed}"}}' if service.feed else "."),
            "account-address",
        )
    embed = recognise_account(url, service)
    could_show_more = bool(service.feed) and (embed is None or embed.src is None)
    return embed, _warn_of_link(url, service) if could_show_more else None


def _warn_of_link(url: str, service: Service) -> Problem:
    return Problem(
        "",
        1,
        f"Von „{url}“ kann die Website nicht das Neueste zeigen, nur den Link dorthin.",
        f"Soll es erscheinen, tragen Sie bitte eine Adresse wie diese ein: {service.feed}",
        "account-link-only",
        Severity.WARNING,
    )


def account_urls(settings: Mapping[str, object]) -> dict[str, str]:
    """Return the addresses of the accounts in *settings*, the values of site.yaml, by service."""
    accounts = settings.get("accounts")
    entries = accounts.items() if isinstance(accounts, Mapping) else ()
    return {str(name): str(entry["url"]) for name, entry in entries if isinstance(entry, Mapping) and "url" in entry}
