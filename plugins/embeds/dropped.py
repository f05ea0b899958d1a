"""Dropped: choices of an address or a code that a frame of ours does not follow.

The registry names them by their parameters; all others are looks, counting or would play a film by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.core.model import Embed
from plugins.core.problem import Problem, Severity
from plugins.embeds.address import WebAddress, parse_query
from plugins.embeds.services import Service
from plugins.embeds.times import is_time, parse_seconds

_NOT_CHOSEN = {"", "0", "false", "no", "off"}
_START = "der Beginn"


def find_dropped(address: WebAddress, service: Service, src: str | None) -> tuple[str, ...]:
    """Return the parameters of *address* that its frame at *src* does not follow."""
    if src is None:
        return ()
    given = dict(address.query) | {f"#{name}": value for name, value in parse_query(address.fragment).items()}
    kept = parse_query(urlsplit(src).query)
    lost = [name for choice in service.dropped for name in choice.parameters if _is_lost(given, kept, name)]
    lost += [name for name in service.start if name in given and not is_time(given[name])]
    return tuple(f"{name}={given[name]}" for name in dict.fromkeys(lost))


def _is_lost(given: dict[str, str], kept: dict[str, str], name: str) -> bool:
    value, same = given.get(name, ""), kept.get(name, "")
    if value.lower() in _NOT_CHOSEN or value == same:
        return False
    return parse_seconds(value) is None or parse_seconds(value) != parse_seconds(same)


def warn_of_dropped(embed: Embed, service: Service, file: str, line: int) -> Iterator[Problem]:
    """Yield the warning that the frame of *embed* drops choices made at *line* of *file*."""
    if not embed.dropped:
        return
    names = {parameter.partition("=")[0] for parameter in embed.dropped}
    choices = [choice for choice in service.dropped if names.intersection(choice.parameters)]
    lost = [choice.what for choice in choices] + [_START] * bool(names.intersection(service.start))
    instead = "".join(f"{choice.instead.replace('{url}', embed.url)} " for choice in choices if choice.instead)
    if _START in lost:
        instead += "Der Beginn steht in Minuten und Sekunden da: t=1m30s. "
    yield Problem(
        file,
        line,
        f"Nicht alles, was hier gewählt ist, gilt im Fenster von {service.name}. Es fehlt: {', '.join(lost)}.",
        f"{instead}Geht es auch ohne, löschen Sie bitte: {', '.join(embed.dropped)}",
        "dropped-choice",
        Severity.WARNING,
    )
