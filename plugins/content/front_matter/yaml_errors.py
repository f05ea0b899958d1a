"""YAML errors: their meaning for somebody who never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from plugins.content.front_matter.comments import PAIR, quote_line, quote_value
from plugins.content.front_matter.remedies import as_yaml, say
from plugins.content.front_matter.yaml_repairs import find_repair
from plugins.core.problem import ProblemCollector

_NO_SPACE = re.compile(r"^(?P<lead> *(?:- +)*)(?P<key>[a-z_]+):(?P<value>[^\s/].*)$")
_EQUALS = re.compile(r"^(?P<lead>)(?P<key>[a-z_]+)\s*=\s*(?P<value>.+)$")
# Blanks that look like the one of the space bar, which YAML takes for letters
_LIKE_BLANKS = "\u00a0\u2002-\u200a\u202f\u205f\u3000"
_NO_BREAK = re.compile(
    rf"^(?P<lead>[ {_LIKE_BLANKS}]*(?:-[ {_LIKE_BLANKS}]+)*)(?P<key>[A-Za-zÄÖÜäöüß_]+)"
    rf":(?P<blank>[ {_LIKE_BLANKS}]*)(?P<value>.*)$"
)
_LIKE_BLANK = re.compile(f"[{_LIKE_BLANKS}]")
_BULLET = re.compile(r"^(?P<lead>\s*)(?:[*•·–—+]\s*|-(?=[^\s-]))(?P<value>\S.*)$")
_JOINED_DASH = re.compile(r"^(?P<lead> *)-(?P<value>[a-z_]+:\s+\S.*)$")


@dataclass(frozen=True, slots=True)
class _Error:
    """A parser's error: the line at fault, all lines, and the parser's own words."""

    index: int
    lines: list[str]
    words: str
    first_line: int

    @property
    def line(self) -> str:
        return self.lines[self.index] if self.index < len(self.lines) else ""

    @property
    def value(self) -> str:
        pair = PAIR.match(self.line)
        return pair["value"] if pair else ""


_Diagnosis = tuple[int, str, str, str]  # index of the line, code, message, remedy


def explain(yaml_error: yaml.YAMLError, text: str, first_line: int, report: ProblemCollector) -> None:
    """Report *yaml_error* with its line, the mistake there, and the line as it should read."""
    error = _error(yaml_error, text.split("\n"), first_line)
    if several := [*_no_break(error.lines), *_no_spaces(error)] or [*_repairs(error)]:
        for index, code, message, remedy in several:
            report.error(first_line + index, code, message, remedy)
        return
    result = next(result for diagnosis in _DIAGNOSES if (result := diagnosis(error)) is not None)
    index, code, message, remedy = result
    report.error(first_line + index, code, message, remedy)


def _error(yaml_error: yaml.YAMLError, lines: list[str], first_line: int) -> _Error:
    if not isinstance(yaml_error, yaml.MarkedYAMLError):
        return _Error(0, lines, str(yaml_error), first_line)
    words = f"{yaml_error.context or ''} {yaml_error.problem or ''}"
    began_earlier = "quoted scalar" in words or "flow" in words
    mark = yaml_error.context_mark if began_earlier and yaml_error.context_mark else yaml_error.problem_mark
    index = mark.line if mark else 0
    while index > 0 and (index >= len(lines) or not lines[index].strip()):
        index -= 1
    return _Error(index, lines, words, first_line)


def _repairs(error: _Error) -> Iterator[_Diagnosis]:
    """Yield each line of a repair that was tried, if there is one."""
    if _tab(error) or _joined_dash(error) or _unescaped(error):
        return
    if repair := find_repair(error.lines, error.index):
        for index, line in repair.lines.items():
            wrong = repair.wrong.format(error.lines[index].strip())
            yield index, repair.code, wrong, f"{repair.words}{say(line)}"


def _tab(error: _Error) -> _Diagnosis | None:
    lead = re.match(r"\s*", error.line)
    if "\t" not in (lead[0] if lead else "") and "'\\t'" not in error.words:
        return None
    return (
        error.index,
        "tab",
        "In dieser Zeile steht ein Tabulator. Angaben dürfen nur mit Leerzeichen eingerückt sein.",
        "Bitte den Tabulator durch zwei Leerzeichen ersetzen.",
    )


def _no_break(lines: list[str]) -> Iterator[_Diagnosis]:
    """Yield each line with a no-break space between a name and its value, or before it."""
    for index, line in enumerate(lines):
        match = _NO_BREAK.match(line)
        found = _LIKE_BLANK.search(f"{match['lead']}{match['blank']}") if match else None
        if match and found:
            lead = _LIKE_BLANK.sub(" ", match["lead"])
            where = "Am Anfang der Zeile" if _LIKE_BLANK.search(match["lead"]) else f"Hinter „{match['key']}:“"
            yield (
                index,
                "no-space",
                f"{where} steht ein geschütztes Leerzeichen (U+{ord(found[0]):04X}). "
                "Es sieht aus wie ein gewöhnliches, gilt aber nicht als eines.",
                "Bitte die Zeile mit gewöhnlichen Leerzeichen neu schreiben"
                f"{say(_pair(lead, match['key'], match['value']))}",
            )


def _no_spaces(error: _Error) -> Iterator[_Diagnosis]:
    """Yield each name without a blank after its colon, or with an equals sign.

    YAML notices lines later.
    """
    for index, line in enumerate(error.lines[: error.index + 1]):
        match = _NO_SPACE.match(line) or _EQUALS.match(line)
        if match and (not match["lead"] or index >= error.index - 1):
            yield (
                index,
                "no-space",
                f"In „{line.strip()}“ ist nicht zu erkennen, wo der Wert beginnt.",
                f"Bitte Doppelpunkt und Leerzeichen setzen{say(_pair(match['lead'], match['key'], match['value']))}",
            )


def _pair(lead: str, key: str, value: str) -> str:
    """Return a line with a name and its value, quoted where YAML would read another."""
    is_quoted = value[:1] in "\"'[{|>"
    return f"{lead}{key}: {value if is_quoted else as_yaml(value)}"


def _joined_dash(error: _Error) -> _Diagnosis | None:
    """A dash without a blank before a name: the next line then stands deeper than anything."""
    for index in range(error.index, -1, -1):
        line = error.lines[index]
        match = _JOINED_DASH.match(line)
        if match:
            return index, *describe_joined_dash(line)
        if line[:1].strip():
            return None
    return None


def describe_joined_dash(line: str) -> tuple[str, str, str]:
    """Return code, message and remedy for an entry whose dash has no blank behind it."""
    lead = line[: len(line) - len(line.lstrip(" "))]
    entry = line.strip()
    return (
        "list-sign",
        f"Hinter dem Bindestrich von „{entry}“ fehlt ein Leerzeichen.",
        f"Bitte Bindestrich und Leerzeichen setzen{say(f'{lead}- {entry[1:]}')}",
    )


def _beside_dash(error: _Error) -> _Diagnosis | None:
    """A name below the dash of its entry instead of below the first name there."""
    pair = PAIR.match(error.line)
    if pair is None or "-" in pair["lead"] or "'-' indicator" not in error.words:
        return None
    for index in range(error.index - 1, -1, -1):
        entry = re.match(r"^(?P<lead> *)-(?P<blanks> +)\S", error.lines[index])
        if entry and entry["lead"] == pair["lead"]:
            blanks = f"{entry['lead']} {entry['blanks']}"
            return (
                error.index,
                "indentation",
                f"Die Zeile „{error.line.strip()}“ steht unter dem Bindestrich ihres Eintrags statt unter dem, "
                "was dahinter steht.",
                f"Bitte weiter einrücken{say(f'{blanks}{error.line.strip()}')}",
            )
    return None


def _bullet(error: _Error) -> _Diagnosis | None:
    match = _BULLET.match(error.line)
    if not match or PAIR.match(error.line):
        return None
    return (
        error.index,
        "list-sign",
        f"„{error.line.strip()}“ ist nicht als Eintrag einer Liste zu erkennen.",
        f"Bitte mit Bindestrich und Leerzeichen beginnen{say(match['lead'] + '- ' + match['value'])}",
    )


def _unescaped(error: _Error) -> _Diagnosis | None:
    if "escape" not in error.words and "hexdecimal" not in error.words:  # libyaml's own spelling
        return None
    return (
        error.index,
        "backslash",
        f"In „{error.line.strip()}“ steht ein umgekehrter Schrägstrich, der hier eine besondere Bedeutung hat.",
        f"Bitte in einfache Anführungszeichen setzen{say(quote_line(error.line))}",
    )


def _quote(error: _Error) -> _Diagnosis | None:
    if "quoted scalar" not in error.words:
        return None
    value = error.value
    corrected = 'title: "Ein Titel"'
    if value[:1] in ("'", '"') and value[-1] not in "“”":
        corrected = f"{error.line.split(':')[0]}: {quote_value(value + value[0])}"
    elif value:
        corrected = quote_line(error.line)
    return (
        error.index,
        "unclosed-quote",
        f"Nach „{error.line.strip()}“ fehlt das schließende Anführungszeichen.",
        f"Bitte am Ende des Werts dasselbe gerade Anführungszeichen setzen{say(corrected)}",
    )


def _bracket(error: _Error) -> _Diagnosis | None:
    value = error.value
    if not value or value[0] not in "[{":
        return None
    closing = {"[": "]", "{": "}"}[value[0]]
    if closing in value:
        return (
            error.index,
            "unreadable-line",
            f"In „{error.line.strip()}“ beginnt der Wert mit einer Klammer, als wäre er eine Liste.",
            f"Bitte den Wert in gerade Anführungszeichen setzen{say(quote_line(error.line))}",
        )
    return (
        error.index,
        "unclosed-bracket",
        f"In „{error.line.strip()}“ passen die Klammern nicht zusammen.",
        f"Bitte die Klammer schließen, zum Beispiel{say(error.line.rstrip().rstrip(',') + closing)}",
    )


def _colon(error: _Error) -> _Diagnosis | None:
    if "mapping values are not allowed" not in error.words or not error.value:
        return None
    if ": " not in f"{error.value} ":
        return (
            error.index,
            "indentation",
            f"Die Zeile „{error.line.strip()}“ ist anders eingerückt, als es zu den Zeilen davor passt.",
            _align(error),
        )
    return (
        error.index,
        "unquoted-colon",
        f"In „{error.line.strip()}“ steht im Wert ein Doppelpunkt. So ist nicht zu erkennen, wo der Wert beginnt.",
        f"Bitte den Wert in gerade Anführungszeichen setzen{say(quote_line(error.line))}",
    )


def _align(error: _Error) -> str:
    """Return the remedy for a line that stands deeper than the one above for no reason."""
    above = next((line for line in reversed(error.lines[: error.index]) if PAIR.match(line)), "")
    pair = PAIR.match(above)
    blanks = len(pair["lead"]) if pair else 0
    how = "Bitte so weit einrücken wie die Zeile darüber" if blanks else "Bitte ohne Leerzeichen davor schreiben"
    return f"{how}{say(' ' * blanks + error.line.strip())}"


def _misaligned(error: _Error) -> _Diagnosis | None:
    """A name that stands neither below the one above it nor below one farther up."""
    pair = PAIR.match(error.line)
    above = [len(found["lead"]) for line in error.lines[: error.index] if (found := PAIR.match(line))]
    if pair is None or not pair["lead"] or "-" in pair["lead"] or not above or len(pair["lead"]) in above:
        return None
    if len(pair["lead"]) > above[-1] and error.lines[error.index - 1].rstrip().endswith(":"):
        return None  # the first of its group
    return (
        error.index,
        "indentation",
        f"Die Zeile „{error.line.strip()}“ ist anders eingerückt, als es zu den Zeilen davor passt.",
        _align(error),
    )


def _loose(error: _Error) -> _Diagnosis | None:
    """A line that belongs to no value: most often the second line of one, not indented."""
    for index in range(error.index, -1, -1):
        line = error.lines[index]
        if line[:1].strip() and line[0] not in "-#" and ":" not in line:
            return (
                index,
                "loose-line",
                f"Die Zeile „{line.strip()}“ gehört zu keiner Angabe.",
                "Gehört sie zu keinem Wert, löschen Sie sie bitte. Sonst setzen Sie den ganzen Wert in eine Zeile"
                f"{_join(error, index)}",
            )
    return None


def _join(error: _Error, at: int) -> str:
    """Return the end of a sentence that tells to type a value over several lines on one.

    *at* is its last line.
    """
    lines = error.lines
    begin = next((number for number in range(at - 1, -1, -1) if PAIR.match(lines[number])), at)
    pair = PAIR.match(lines[begin])
    if pair is None or pair["value"][0] in "[{|>":
        return say(f"  {lines[at].strip()}")
    rest = " ".join(line.strip() for line in lines[begin + 1 : at + 1])
    value = pair["value"]
    is_quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    joined = f"{value[:-1]} {rest}{value[-1]}" if is_quoted else as_yaml(f"{value} {rest}")
    return say(f"{pair['lead']}{pair['key']}: {joined}", instead_of=(error.first_line + begin, error.first_line + at))


def _other(error: _Error) -> _Diagnosis:
    return (
        error.index,
        "unreadable-line",
        f"Die Zeile „{error.line.strip()}“ lässt sich nicht als Angabe „Name: Wert“ lesen.",
        "Bitte Name, Doppelpunkt, Leerzeichen und den Wert in Anführungszeichen schreiben"
        + say(quote_line(error.line) if error.value else 'title: "Ein Titel"'),
    )


# Asked in this order; the last one always answers.
_DIAGNOSES: tuple[Callable[[_Error], _Diagnosis | None], ...] = (
    _tab,
    _joined_dash,
    _beside_dash,
    _misaligned,
    _loose,
    _unescaped,
    _quote,
    _bracket,
    _colon,
    _bullet,
    _other,
)
