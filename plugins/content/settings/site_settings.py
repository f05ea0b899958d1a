"""Site settings: the facts of site.yaml as plain data, and those that are still open."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.content.clean_addresses import clean_front_matter
from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence, parse
from plugins.content.front_matter.remedies import NO_LINES, SourceLines, Span
from plugins.content.law.law_files import Law, find_unused, law_names, read_law
from plugins.content.law.law_schema import Comparison
from plugins.content.markdown.typography import typeset
from plugins.content.schema.languages import DEFAULT, SITE_LANGUAGES
from plugins.content.settings import site_schema
from plugins.content.settings.group_schema import FORM_SETTINGS, TARGET_KEYS
from plugins.content.settings.open_facts import find_open_facts, report_open_fact
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.site_folder import law_folder

_VERBATIM = frozenset(
    {
        "address",
        "aliases",
        "url",
        "mail",
        "source",
        "checked",
        "state",
        "services",
        "instances",
        "start",
        *FORM_SETTINGS,
        *TARGET_KEYS,
    }
)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings as nested plain data, and line and place of each, by its keys joined by dots.

    At ``law`` stands what the file of that name says; ``compared`` is what it compares with sources.
    ``required`` are the open facts that an act asks for.
    """

    values: AbcMapping[str, object]
    lines: AbcMapping[str, int]
    spans: AbcMapping[str, Span] = field(default_factory=dict)
    source: SourceLines = NO_LINES
    compared: tuple[Comparison, ...] = ()
    required: tuple[Problem, ...] = ()

    def value(self, path: str) -> object:
        """Return the setting at *path*, None if there is none."""
        found: object = self.values
        for key in path.split("."):
            found = found.get(key) if isinstance(found, AbcMapping) else None
        return found

    def say_line(self, path: str, example: str) -> str:
        """Return the end of a sentence that tells to type *example* as the setting at *path*."""
        return self.source.say_value(self.spans.get(path), path.rpartition(".")[2], example)


def pages_by_law(settings: AbcMapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return title and act of each page that the law in *settings* asks for, by its path."""
    law = settings.get("law")
    pages = law.get("pages") if isinstance(law, AbcMapping) else None
    found = pages.items() if isinstance(pages, AbcMapping) else ()
    return {address.lstrip("/"): (str(page["title"]), str(page["law"])) for address, page in found}


def read_settings(path: Path, name: str) -> tuple[SiteSettings, list[Problem]]:
    """Return the settings and their problems; open facts are among these as warnings.

    An unknown fact is a mapping with the key ``open``, which says what is missing,
    and perhaps ``law``, which says who asks for it.
    """
    report = ProblemCollector(name)
    text = _text_of(path, report)
    node = None if text is None else parse(text, 1, report)
    if text is None or node is None:
        return SiteSettings({}, {}), report.problems
    lines = SourceLines(tuple(text.split("\n")))
    site_schema.check(node, report, lines)
    law = _read_law(node, law_folder(path.parent), name, report)
    required = list(law.required) if law else []
    for key, fact in find_open_facts(node):
        if report_open_fact(fact, law.find_act(key) if law else "", report):
            required.append(report.problems[-1])
    lang = _read_language(node, report)
    values = _plain(node, "", lang)
    plain: dict[str, object] = {"lang": lang, **(values if isinstance(values, dict) else {})}
    if law:
        plain["law"] = _plain(law.tree, "")
    places = dict(_lines(node, "")), dict(_spans(node, ""))
    return SiteSettings(plain, *places, lines, law.compared if law else (), tuple(required)), report.problems


def read_language(content: Path) -> str:
    """Return the language of the site in *content*, the usual one if it cannot be read."""
    return str(read_settings(content / "site.yaml", "")[0].values.get("lang", DEFAULT))


def _read_language(node: Mapping, report: ProblemCollector) -> str:
    """Return the language of the site; report one that a whole site cannot be in."""
    given = node.pairs.get("lang")
    if given is None or (isinstance(given, Scalar) and given.text in SITE_LANGUAGES):
        return given.text if isinstance(given, Scalar) else DEFAULT
    report.error(
        node.lines["lang"],
        "unknown-choice",
        f"In der Sprache „{given.text if isinstance(given, Scalar) else 'lang'}“ kann eine Website nicht stehen.",
        f"Bitte eine dieser Möglichkeiten wählen: {', '.join(f'lang: {name}' for name in SITE_LANGUAGES)}",
    )
    return DEFAULT


def _read_law(node: Mapping, folder: Path, name: str, report: ProblemCollector) -> Law | None:
    """Return the law that the settings name; report what is wrong with it."""
    given = node.pairs.get("law")
    if not isinstance(given, Scalar) or not given.text.strip():
        return None
    names = law_names(folder)
    if given.text.strip() not in names:
        report.error(
            given.line,
            "unknown-law",
            f"Vorschriften mit dem Namen „{given.text.strip()}“ gibt es nicht.",
            f"Bitte eine dieser Möglichkeiten wählen: {', '.join(f'law: {one}' for one in names)}. Für ein anderes "
            "Land legen Sie im Ordner law/ eine Datei mit dessen Namen an.",
        )
        return None
    chosen, shown = given.text.strip(), f"{name.rpartition('/')[0]}/law".lstrip("/")
    law, problems = read_law(chosen, folder, shown)
    report.problems += [*problems, *find_unused(chosen, folder, shown)]
    return law


def _text_of(path: Path, report: ProblemCollector) -> str | None:
    if not path.is_file():
        report.error(
            1,
            "missing-file",
            "Die Datei mit den Angaben zur Website fehlt.",
            "Bitte die Datei site.yaml aus der letzten funktionierenden Fassung zurückholen.",
        )
        return None
    try:
        raw = path.read_bytes()
    except OSError:
        report.error(1, "unreadable", "Diese Datei lässt sich nicht lesen.", "Bitte die Leserechte prüfen.")
        return None
    text = source.decode(raw, report)
    return None if text is None else clean_front_matter(text, 1, report)


def _lines(node: Mapping, prefix: str) -> Iterator[tuple[str, int]]:
    for key, value in node.pairs.items():
        yield prefix + key, node.lines[key]
        if isinstance(value, Mapping):
            yield from _lines(value, f"{prefix}{key}.")
        elif isinstance(value, Sequence):
            yield from ((f"{prefix}{key}.{number}", entry.line) for number, entry in enumerate(value.items))


def _spans(node: Mapping, prefix: str) -> Iterator[tuple[str, Span]]:
    for key, value in node.pairs.items():
        if value.span is not None:
            yield prefix + key, value.span
        if isinstance(value, Mapping):
            yield from _spans(value, f"{prefix}{key}.")


def _plain(node: Node, key: str, lang: str = DEFAULT) -> object:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return text if key in _VERBATIM or lang != DEFAULT else typeset(text)
    if isinstance(node, Sequence):
        return tuple(_plain(item, key, lang) for item in node.items)
    return {name: _plain(value, key if key in _VERBATIM else name, lang) for name, value in node.pairs.items()}
