"""Frame texts: the words around a page's text, by language, and what a site lays over them.

Entries are plain text in groups. ``{name}`` stands for a value; ``one`` and ``other`` are chosen by ``n``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from plugins.content.front_matter.parser import Mapping as Tree
from plugins.content.front_matter.parser import Scalar, parse
from plugins.content.front_matter.remedies import as_yaml
from plugins.content.near_names import nearest_name
from plugins.content.own_files import MARKUP, has_own_file, read_own_text
from plugins.content.schema.languages import LANGUAGES
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.project import ROOT
from plugins.core.site_folder import texts_file
from plugins.site.schema_words import german_words

FALLBACK = "de"
_TABLES = ROOT / "theme" / "texts"
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class FrameTexts:
    """The words of one language; ``lang`` is the one that they are written in."""

    lang: str
    entries: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the entry *key* with *values*. Raises KeyError if one of them is missing."""
        return _NAME.sub(lambda name: str(values[name[1]]), self._find(key, values))

    def say_html(self, key: str, **values: object) -> Markup:
        """Return the same for a page: escaped, but for values that are markup."""
        text = str(escape(self._find(key, values)))
        return Markup(_NAME.sub(lambda name: str(escape(values[name[1]])), text))  # noqa: S704  # escaped just now

    def _find(self, key: str, values: Mapping[str, object]) -> str:
        if key in self.entries or "n" not in values:
            return self.entries[key]
        return self.entries[f"{key}.{'one' if values['n'] == 1 else 'other'}"]


class PageTexts:
    """The function ``t`` of templates: the words in the language of the page."""

    def __init__(self, texts: Mapping[str, FrameTexts]) -> None:
        self._texts = texts
        self._here = texts.get(FALLBACK)

    @property
    def lang(self) -> str:
        """The language that the words are written in."""
        return self._here.lang if self._here else FALLBACK

    def choose(self, lang: str) -> None:
        """Take the words of *lang* from now on."""
        self._here = self._texts.get(lang, self._here)

    def plain(self, key: str, **values: object) -> str:
        """Return an entry as text, for an address."""
        return self._chosen.say(key, **values)

    def __call__(self, key: str, **values: object) -> Markup:
        """Return an entry for the page."""
        return self._chosen.say_html(key, **values)

    @property
    def _chosen(self) -> FrameTexts:
        if self._here is None:
            raise KeyError(FALLBACK)
        return self._here


def read_texts() -> dict[str, FrameTexts]:
    """Return the theme's words for every language; what one lacks, German has.

    Strict, because a mistake here is a developer's: raises ValueError.
    """
    return _combine(_read_tables(), {})


def _read_tables() -> dict[str, dict[str, str]]:
    """Return the entries of every file; a preview reads one that stays the same only once."""
    tables: dict[str, dict[str, str]] = {}
    for path in sorted(_TABLES.glob("*.yaml")):
        tables[path.stem] = dict(_read_table(path, path.stat().st_mtime_ns))
    return tables


@lru_cache(16)
def _read_table(path: Path, _changed: int) -> dict[str, str]:
    report = ProblemCollector(path.name)
    entries = {key: node.text for key, _, node in _read(path, report) if node}
    if report.problems:
        raise ValueError(str(report.problems[0]))
    return entries


def read_site_texts(content: Path) -> tuple[dict[str, FrameTexts], list[Problem]]:
    """Return the tables with what the site in *content* lays over them, and its problems."""
    standard, own, problems = read_texts(), dict[str, dict[str, str]](), list[Problem]()
    for language in LANGUAGES:
        path = texts_file(content, language.code)
        if has_own_file(path):
            report = ProblemCollector(f"content/{path.relative_to(content).as_posix()}")
            own[language.code] = dict(_own_entries(path, standard[language.code].entries, report))
            problems += report.problems
    problems += _find_other_languages(content)
    return (_combine(_read_tables(), own) if own else standard), problems


def _find_other_languages(content: Path) -> Iterator[Problem]:
    """Yield a problem for each file of a language that no page can be in."""
    known = [language.code for language in LANGUAGES]
    for path in sorted(texts_file(content).parent.glob("*.yaml")):
        if path.stem not in known:
            message = f"Seiten in der Sprache „{path.stem}“ gibt es nicht; diese Datei läse niemand."
            meant = path.stem.lower() if path.stem.lower() in known else known[0]
            remedy = f"Bitte löschen oder umbenennen, zum Beispiel: content/theme/texts/{meant}.yaml"
            yield Problem(f"content/theme/texts/{path.name}", 1, message, remedy, "own-texts")


def _combine(tables: Mapping[str, dict[str, str]], own: Mapping[str, dict[str, str]]) -> dict[str, FrameTexts]:
    german = german_words() | tables.get(FALLBACK, {}) | own.get(FALLBACK, {})
    made = {}
    for code in (language.code for language in LANGUAGES):
        mine = tables.get(code, {}) | own.get(code, {})
        made[code] = FrameTexts(code if mine else FALLBACK, german | mine)
    return made


def _own_entries(path: Path, known: Mapping[str, str], report: ProblemCollector) -> Iterator[tuple[str, str]]:
    for key, line, node in _read(path, report):
        if key not in known:
            near = nearest_name(key, known)
            remedy = f"Gemeint ist vielleicht: {near}" if near else "Die Einträge stehen in theme/texts/de.yaml."
            report.error(line, "own-texts", f"Einen Text „{key}“ gibt es im Rahmen der Seiten nicht.", remedy)
        elif node is None:
            report.error(line, "own-texts", f"„{key}“ ist kein Text.", _say(key, known[key]))
        elif message := _find_fault(node.text, known[key]):
            report.error(line, "own-texts", message, _say(key, known[key]))
        else:
            yield key, node.text


def _say(key: str, known: str) -> str:
    return f"Bitte ähnlich schreiben: {key.rpartition('.')[2]}: {as_yaml(known)}"


def _find_fault(text: str, known: str) -> str:
    """Return what is wrong about *text* in place of the *known* one, "" if nothing is."""
    given, wanted = set(_NAME.findall(text)), set(_NAME.findall(known))
    if not text.strip():
        return "Hier steht kein Text."
    if unknown := given - wanted:
        return f"Für {{{min(unknown)}}} gibt es hier keinen Wert."
    if lost := wanted - given:
        return f"In diesem Text fehlt {{{min(lost)}}}; was dort steht, läse niemand mehr."
    if MARKUP.search(text) or re.search("[{}]", _NAME.sub("", text)):
        return "In diesem Text stehen Klammern wie in HTML; zu lesen wären sie, wie sie dastehen."
    return ""


def _read(path: Path, report: ProblemCollector) -> Iterator[tuple[str, int, Scalar | None]]:
    text = read_own_text(path, report)
    tree = None if text is None else parse(text, 1, report)
    if tree is not None:
        yield from _walk(tree, "")


def _walk(tree: Tree, group: str) -> Iterator[tuple[str, int, Scalar | None]]:
    for name, node in tree.pairs.items():
        if isinstance(node, Tree):
            yield from _walk(node, f"{group}{name}.")
        else:
            yield f"{group}{name}", tree.lines[name], node if isinstance(node, Scalar) else None
