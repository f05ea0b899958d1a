"""What a YAML error means to somebody who never heard of YAML."""

from __future__ import annotations

import re

import yaml

from plugins.editorial.report import Report

_PAIR = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#\"'][^:#]*):[ \t]+(?P<value>\S.*?)\s*$")
_HASHTAG = re.compile(r"(?:^|\s)#[^\s#]")
_BLOCK = re.compile(r":\s*[|>][+-]?\d?\s*$")


def hidden_comments(text: str, first_line: int, report: Report) -> bool:
    """Report each unquoted hashtag, which YAML would take for a comment and drop; return whether any was found."""
    found = False
    block_indent: int | None = None
    for number, line in enumerate(text.split("\n"), first_line):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line.strip() or indent > block_indent):
            continue
        block_indent = indent if _BLOCK.search(line) else None
        pair = _PAIR.match(line)
        value = pair["value"] if pair else ""
        if pair and value[0] not in "\"'[{|>" and _HASHTAG.search(value):
            found = True
            report.error(
                number,
                "hidden-comment",
                f"In „{value}“ würde alles ab der Raute (#) verschwinden.",
                f"Bitte den Wert in gerade Anführungszeichen setzen: {_quoted(line)}",
            )
    return found


def explain(trouble: yaml.YAMLError, text: str, first_line: int, report: Report) -> None:
    """Report *trouble* with its line, what is wrong there, and the line as it should read."""
    lines = text.split("\n")
    index, found = _place(trouble, lines)
    line = lines[index] if index < len(lines) else ""
    number = first_line + index
    indent = re.match(r"\s*", line)
    if "\t" in (indent[0] if indent else "") or "'\\t'" in found:
        report.error(
            number,
            "tab",
            "In dieser Zeile steht ein Tabulator. Angaben dürfen nur mit Leerzeichen eingerückt sein.",
            "Bitte den Tabulator durch zwei Leerzeichen ersetzen.",
        )
    elif "mapping values are not allowed" in found and _PAIR.match(line):
        report.error(
            number,
            "unquoted-colon",
            f"In „{line.strip()}“ steht im Wert ein Doppelpunkt. So ist nicht zu erkennen, wo der Wert beginnt.",
            f"Bitte den Wert in gerade Anführungszeichen setzen: {_quoted(line)}",
        )
    elif "quoted scalar" in found:
        report.error(
            number,
            "unclosed-quote",
            f"Nach „{line.strip()}“ fehlt das schließende Anführungszeichen.",
            'Bitte am Ende des Werts ein gerades Anführungszeichen setzen, zum Beispiel: title: "Ein Titel"',
        )
    elif (pair := _PAIR.match(line)) and pair["value"][0] in "[{":
        closing = {"[": "]", "{": "}"}[pair["value"][0]]
        report.error(
            number,
            "unclosed-bracket",
            f"In „{line.strip()}“ passen die Klammern nicht zusammen.",
            f"Bitte die Klammer schließen, zum Beispiel: {line.strip().rstrip(',')}{closing}",
        )
    else:
        remedy = _quoted(line) if _PAIR.match(line) else 'title: "Ein Titel"'
        report.error(
            number,
            "unreadable-line",
            f"Die Zeile „{line.strip()}“ lässt sich nicht als Angabe „Name: Wert“ lesen.",
            f"Bitte Name, Doppelpunkt, Leerzeichen und den Wert in Anführungszeichen schreiben: {remedy}",
        )


def _place(trouble: yaml.YAMLError, lines: list[str]) -> tuple[int, str]:
    """Return the index of the line at fault, and the parser's own words."""
    if not isinstance(trouble, yaml.MarkedYAMLError):
        return 0, str(trouble)
    found = f"{trouble.context or ''} {trouble.problem or ''}"
    began_earlier = "quoted scalar" in found or "flow" in found
    mark = trouble.context_mark if began_earlier and trouble.context_mark else trouble.problem_mark
    index = mark.line if mark else 0
    while index > 0 and (index >= len(lines) or not lines[index].strip()):
        index -= 1
    return index, found


def _quoted(line: str) -> str:
    """Return *line* with its value in quotation marks that YAML reads literally."""
    pair = _PAIR.match(line)
    if not pair:
        return line.strip()
    value = pair["value"]
    plain = value if value[0] in "\"'" and value[-1] != value[0] else value.strip("\"'")
    quote = "'" if '"' in plain else '"'
    escaped = plain.replace("'", "''") if quote == "'" else plain.replace("\\", "\\\\")
    return f"{pair['lead'].strip(' ')}{pair['key']}: {quote}{escaped}{quote}"
