"""Own services: files in which a site describes networks that the registry lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from plugins.content.front_matter.parser import Mapping, Scalar, Sequence, parse
from plugins.content.own_files import MARKUP, read_own_text
from plugins.content.schema.field_types import in_one_line
from plugins.core.dates import today
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.site_folder import services_folder
from plugins.embeds.services.limits import find_shared_site
from plugins.embeds.services.loader import OPTIONAL, REQUIRED, ServiceError, read_service
from plugins.embeds.services.service import Service
from plugins.embeds.services.slow_expressions import is_slow

_PATTERN = Path(__file__).parent / "youtube.yaml"  # the example that remedies show
_SHOWN = "plugins/embeds/services/youtube.yaml"
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LONGEST = 100  # characters of an example
_FIRST = "[{day: 2026-11-30, what: Erste Fassung.}]"  # the changes of a file that is new


def read_own(content: Path, ours: Iterable[Service]) -> tuple[list[Service], list[Problem]]:
    """Return the services that the site in *content* describes, and its files' problems.

    One called like one of *ours* stands in its place; to the sites of others none may lay claim.
    """
    services: list[Service] = []
    problems: list[Problem] = []
    for path in sorted(services_folder(content).glob("*.yaml")):
        report = ProblemCollector(f"content/services/{path.name}")
        service = _read(path, report, [other for other in (*ours, *services) if other.id != path.stem])
        services += [service] if service and not report.problems else []
        problems += report.problems
    return services, problems


def _read(path: Path, report: ProblemCollector, others: Iterable[Service]) -> Service | None:
    """Return the service at *path*, or None after reporting what is wrong with it.

    *others* are services with sites of their own.
    """
    if not _NAME.fullmatch(path.stem):
        message = f"„{path.stem}“ kann ein Netzwerk nicht heißen: In Adressen stehen nur kleine Buchstaben und Ziffern."
        report.error(1, "own-service", message, "Bitte die Datei umbenennen, zum Beispiel: netzwerk.yaml")
    text = read_own_text(path, report)
    tree = None if text is None else parse(text, 1, report)
    if tree is None or not _is_whole(tree, report):
        return None
    try:
        service = read_service(path)
    except ServiceError as error:
        _report_form(tree, error.key, report)
        return None
    _report_slow(tree, report)
    if service.text_day > today():
        message = f"Unter „changes“ steht ein Tag, der noch nicht da ist: {service.text_day}."
        report.error(tree.lines["changes"], "own-service", message, _say("changes"))
    hosts = [one.text for one in _scalars(tree.pairs["sites"])]
    if other := find_shared_site(service, hosts, others):
        message = f"Unter „sites“ steht ein Server von {other.name}; dessen Adressen kämen in das falsche Fenster."
        remedy = f"Bitte löschen, oder die Datei {other.id}.yaml nennen, wenn sie {other.name} anders beschreiben soll."
        report.error(tree.lines["sites"], "own-service", message, remedy)
    return service


def _report_form(tree: Mapping, key: str, report: ProblemCollector) -> None:
    """Report that the value at *key* of *tree* is none that can be used."""
    group, _, name = key.partition(".")
    values = tree.pairs.get(group)
    if name and isinstance(values, Mapping):
        message = f"„{name}“ passt auch auf Schrägstriche oder „..“: Das Fenster zeigte etwas anderes."
        remedy = f"Bitte die erlaubten Zeichen aufzählen, zum Beispiel: {name}: '[A-Za-z0-9_-]{{1,80}}'"
        report.error(values.lines.get(name, 1), "own-service", message, remedy)
    elif key == "src":
        message = "Ein Fenster („src“ unter „kinds“) käme von einem Server, der unter „frame_hosts“ fehlt."
        remedy = "Bitte den Server unter „frame_hosts“ und „hosts“ ergänzen oder „src“ berichtigen."
        report.error(tree.lines["frame_hosts"], "own-service", message, remedy)
    else:
        message = f"„{key or 'Diese Datei'}“ hat nicht die Form, die gebraucht wird."
        report.error(tree.lines.get(key, 1), "own-service", message, _say(key))


def _scalars(node: object) -> Iterator[Scalar]:
    """Yield all texts within *node*."""
    if isinstance(node, Scalar):
        yield node
    inner = node.pairs.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    for one in inner:
        yield from _scalars(one)


def _report_slow(tree: Mapping, report: ProblemCollector) -> None:
    """Report each value whose expression one address could keep busy for ever."""
    values = tree.pairs.get("values")
    for name, node in _texts(values) if isinstance(values, Mapping) else ():
        if is_slow(node.text):
            message = f"„{name}“ wiederholt Wiederholtes: Manche Adresse hielte den Bau für immer auf."
            remedy = f"Bitte mit einer einzigen Wiederholung schreiben, zum Beispiel: {name}: '[A-Za-z0-9_-]{{1,80}}'"
            report.error(node.line, "own-service", message, remedy)


def _is_whole(tree: Mapping, report: ProblemCollector) -> bool:
    """Return whether *tree* has the keys of a service and no others, or report it."""
    for key in tree.pairs:
        if key not in REQUIRED | OPTIONAL:
            message = f"Die Angabe „{key}“ gibt es in der Beschreibung eines Netzwerks nicht."
            remedy = f"Bitte löschen. Möglich sind: {', '.join(sorted(REQUIRED | OPTIONAL))}"
            report.error(tree.lines[key], "own-service", message, remedy)
    for key in sorted(REQUIRED - tree.pairs.keys()):
        report.error(1, "own-service", f"Es fehlt die Angabe „{key}“.", _say(key))
    for key, node in _texts(tree):
        if MARKUP.search(node.text):
            message = f"Unter „{key}“ steht ein Wort in spitzen Klammern; zu lesen wäre es mit den Klammern."
            report.error(node.line, "own-service", message, "Bitte ohne spitze Klammern schreiben.")
    return not any(problem.code == "own-service" for problem in report.problems)


def _texts(tree: Mapping) -> Iterator[tuple[str, Scalar]]:
    yield from ((key, node) for key, node in tree.pairs.items() if isinstance(node, Scalar))


def _say(key: str) -> str:
    """Return the remedy for the value at *key*: the one of our own file."""
    if key == "changes":
        return f"Bitte Tag und Satz nennen, die neueste Fassung zuerst, zum Beispiel: changes: {_FIRST}"
    node = _pattern().pairs.get(key)
    example = in_one_line(node) if node else ""
    if example and len(example) <= _LONGEST:
        return f"Bitte schreiben wie in {_SHOWN}: {key}: {example}"
    return f"Bitte „{key}“ schreiben, wie es in {_SHOWN} steht." if key else f"Bitte schreiben wie {_SHOWN}."


@lru_cache
def _pattern() -> Mapping:
    tree = parse(_PATTERN.read_text(encoding="utf-8"), 1, ProblemCollector(_SHOWN))
    return tree or Mapping({}, {}, 1)
