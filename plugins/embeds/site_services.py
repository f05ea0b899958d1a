"""Site services: the list of services in site.yaml, and the instances that others run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import cast

from plugins.content.settings.site_settings import SiteSettings
from plugins.core.problem import Problem, ProblemCollector
from plugins.embeds.services import HOST, Service, at_instances

SITE = "content/site.yaml"
LIST = "services"
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_NAMES_APART = re.compile(r"[,;\s]+(?:- *)?")
_NOWHERE = ".example"  # where no server is
_INSTANCES, _ACCOUNTS, _FORMER = "instances", "accounts", "services_enabled"


def find_services(values: Mapping[str, object], registry: Sequence[Service]) -> tuple[Service, ...]:
    """Return services of the *registry* that *values* of site.yaml name, in the panel's order.

    Instances that ``find_service_problems`` objects to are left out.
    """
    known = {service.id: service for service in registry}
    given = values.get(_INSTANCES)
    named = {name: _texts(hosts) for name, hosts in given.items()} if isinstance(given, Mapping) else {}
    usable = {name: hosts for name, hosts in named.items() if all(map(HOST.fullmatch, hosts))}
    return tuple(at_instances(known[name], usable.get(name, ())) for name in _names(values, registry) if name in known)


def find_service_problems(settings: SiteSettings, registry: Sequence[Service]) -> list[Problem]:
    """Return the problems with services, their instances and our accounts there."""
    report, known = ProblemCollector(SITE), _ids(registry)
    services = _ids(find_services(settings.values, registry))
    if _FORMER in settings.values:
        message = f"Die Angabe „{_FORMER}“ gibt es nicht mehr; unter „{LIST}“ stehen jetzt alle Netzwerke."
        remedy = f"Bitte stattdessen schreiben: {LIST}: [{', '.join(services)}]"
        report.error(settings.lines.get(_FORMER, 1), "unknown-key", message, remedy)
    if _has_unknown(settings, known, report):
        return report.problems
    shared = {service.id: service.instances for service in registry if service.instances}
    _check_instances(settings, shared, registry, report)
    for name in services:
        if name not in _keys(settings, _INSTANCES) and all(
            host.endswith(_NOWHERE) for host in shared.get(name, (".",))
        ):
            message = (
                f"„{name}“ zeigt nichts, denn unter „{_INSTANCES}“ fehlt sein Server, und einen üblichen gibt es nicht."
            )
            remedy = f"Bitte Ihren Server nennen, zum Beispiel: {_INSTANCES}: {{{name}: [{shared[name][0]}]}}"
            report.warning(settings.lines.get(LIST, 1), "site-setting", message, remedy)
    for group, names in ((_ACCOUNTS, None), (_INSTANCES, shared)):
        given = _keys(settings, group)
        unlisted = [name for name in given if name not in services and (names is None or name in names)]
        if unlisted and not services:
            _report_idle(settings, group, report)
        for name in unlisted if services else ():
            message = f"„{name}“ unter „{group}“ bewirkt nichts, denn das Netzwerk fehlt unter „{LIST}“."
            remedy = f"Bitte löschen, oder {_say_list(settings, (*services, name))}"
            report.warning(settings.lines.get(f"{group}.{name}", 1), "unlisted-setting", message, remedy)
    return report.problems


def _say_list(settings: SiteSettings, services: Iterable[str]) -> str:
    """Return the end of a sentence that tells to list *services* in the place of others."""
    said, first, span = f"{LIST}: [{', '.join(services)}]", settings.lines.get(LIST, 0), settings.spans.get(LIST)
    last = span.end_line - (span.end_column == 0) if span else 0
    while last > first and settings.source.line(last).lstrip()[:1] in ("", "#"):
        last -= 1  # what stands there belongs to the next setting
    if last > first:
        return f"schreiben (statt der Zeilen {first} bis {last}): {said}"
    return f"statt Zeile {first} schreiben: {said}" if first else f"ergänzen: {said}"


def _report_idle(settings: SiteSettings, group: str, report: ProblemCollector) -> None:
    """Report a *group* of settings for networks on a site without any."""
    line, span = settings.lines.get(group, 1), settings.spans.get(group)
    message = f"„{group}“ bewirkt nichts, denn unter „{LIST}“ steht kein Netzwerk."
    below = "" if span is None or span.is_on_one_line else " mit allem, was darunter eingerückt ist,"
    report.warning(line, "unlisted-setting", message, f"Bitte{below} löschen: {settings.source.line(line).strip()}")


def _has_unknown(settings: SiteSettings, known: Sequence[str], report: ProblemCollector) -> bool:
    """Return whether the list names others than the *known* services, after reporting it."""
    given = settings.values.get(LIST, ())
    texts = [given] if isinstance(given, str) else [str(name) for name in cast("tuple[str, ...]", given)]
    names = [name for text in texts for name in ([text] if text in known else _NAMES_APART.split(text))]
    if all(text in known for text in texts):
        return False
    unknown = [name for name in names if name not in known]
    near = {name: next(iter(get_close_matches(name.lower(), known, n=1)), "") for name in unknown}
    meant = tuple(dict.fromkeys(filter(None, (near.get(name, name) for name in names))))
    wrong = f"Einen Dienst „{unknown[0]}“ gibt es nicht." if any(unknown) else f"Unter „{LIST}“ steht keine Liste."
    words = "Bitte so schreiben" if meant else "Wenn es keiner sein soll, schreiben Sie bitte"
    message = f"{wrong} Es gibt: {', '.join(known)}."
    line, span = settings.lines.get(LIST, 1), settings.spans.get(LIST)
    said = words + settings.say_line(LIST, f"[{', '.join(meant)}]")
    is_below = span is not None and span.line > line
    report.error(line, "unknown-service", message, f"Bitte {_say_list(settings, meant)}" if is_below else said)
    return True


def _check_instances(
    settings: SiteSettings,
    shared: Mapping[str, tuple[str, ...]],
    registry: Sequence[Service],
    report: ProblemCollector,
) -> None:
    """Report what are no hosts of services that many run; *shared* has the usual ones of each.

    A host of another service of the *registry* is none.
    """
    given = settings.values.get(_INSTANCES, {})
    if not isinstance(given, Mapping) or not given.keys() <= shared.keys():
        example = ", ".join(f"{name}: [{hosts[0]}]" for name, hosts in shared.items())
        other = ", ".join(f"„{name}“" for name in _keys(settings, _INSTANCES) if name not in shared)
        besides = f", nicht {other}" if other else " und sonst nichts"
        message = f"Unter „{_INSTANCES}“ stehen die Server von Netzwerken, die viele betreiben{besides}."
        remedy = f"Bitte so schreiben{settings.say_line(_INSTANCES, f'{{{example}}}')}"
        report.error(settings.lines.get(_INSTANCES, 1), "site-setting", message, remedy)
        return
    for name, value in given.items():
        hosts = _texts(value)
        others = [service for service in registry if service.id != name]
        wrong = [host for host in hosts if not HOST.fullmatch(host) or any(one.site_of(host) for one in others)]
        if wrong or not hosts:
            message = f"„{', '.join(wrong)}“ ist für „{name}“ nicht verwendbar: Dort stehen Namen von eigenen Servern."
            meant = [host for host in map(_read_host, hosts) if host and not any(one.site_of(host) for one in others)]
            said = f"[{', '.join(meant or ['social.example'])}]"
            remedy = f"Bitte so schreiben{settings.say_line(f'{_INSTANCES}.{name}', said)}"
            report.error(settings.lines.get(f"{_INSTANCES}.{name}", 1), "site-setting", message, remedy)


def _read_host(text: str) -> str:
    """Return the host that *text* means, as machines write it, "" if there is none."""
    try:
        host = _SCHEME.sub("", text).partition("/")[0].lower().encode("idna").decode()
    except UnicodeError:
        return ""
    return host if HOST.fullmatch(host) else ""


def _keys(settings: SiteSettings, group: str) -> tuple[str, ...]:
    given = settings.values.get(group)
    return tuple(given) if isinstance(given, Mapping) else ()


def _names(values: Mapping[str, object], registry: Sequence[Service]) -> tuple[str, ...]:
    """Return the ids that the list names, and without a list those of the default.

    A list with a mistake counts as one of all: the mistake is told there, and not at each embed too.
    """
    if LIST in values:
        names = tuple(dict.fromkeys(_texts(values[LIST])))
        return names if set(names) <= set(_ids(registry)) else _ids(registry)
    default = (service.id for service in registry if service.default)
    return (*default, *_texts(values.get(_FORMER, ())))


def _ids(services: Iterable[Service]) -> tuple[str, ...]:
    return tuple(service.id for service in services)


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, and a single text as one of them."""
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
