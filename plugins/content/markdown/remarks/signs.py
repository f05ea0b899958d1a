"""Signs: stars that stay, and beginnings of lines that mean something elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise

from plugins.content.markdown.delimiters import DelimiterRun, find_runs, is_stray, pair
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_UNIT = re.compile(r"\n[ \t]*\n|\n(?=[ \t>]*(?:[-*+•–·]|[0-9]{1,3}[.)]|#{1,6}|[a-z]\))[ \t])|(?<!\\)\|")
_WORD = re.compile(r"[^\W_]+")
_LONE = re.compile(r" (?P<sign>[*_])(?<=[^\s*_\\] .)(?=[\s.,;:!?)]|\Z)")  # „*wichtig * und“, and „2 * 3“
_FAR = 200  # signs between two that may be partners
_UNHEARD = re.compile(
    r"^(?P<blank>[ \t]*)(?:(?P<heading>#{1,6})(?:(?P<empty>[ \t]*+#*+[ \t]*+$)|(?<=##)(?=[^\s#]))"
    r"|(?P<point>[-•–·+]|\*(?!\[)(?=[^*\n]+$)|[0-9]{1,3}[.)])(?=[^\W\d_]|[„\"*\[])"
    r"|(?P<sign>—(?=[^\W\d_])|[—‣▪■●◦○➢➤►▶\uf0a7\uf0d8\uf0fc][ \t]+(?=\S))"
    r"|(?P<note>>[ \t]*\[![A-Za-z]+\]|[!?]{3}\+?[ \t]*[A-Za-z]*|:{3,}[ \t]*\{?[A-Za-z]*)"
    r"|(?P<fence>`{3,}[^`\n]*$|~{3,}[^\n]*$))",
    re.MULTILINE,
)


def tell_stray(view: SourceView, report: ProblemCollector) -> None:
    """Tell of stars, underscores and tildes without a partner, which stay as they are."""
    begin = 0
    for unit in [*_UNIT.finditer(view.words), None]:
        end = unit.start() if unit else len(view.words)
        text = view.words[begin:end]
        if "**" in text or "__" in text or "~~" in text or _LONE.search(text):
            _tell_unit(view, text, begin, report)
        begin = unit.end() if unit else end


def _tell_unit(view: SourceView, text: str, begin: int, report: ProblemCollector) -> None:
    runs = find_runs(text)
    for _ in pair(runs):
        pass
    for index, run in enumerate(runs):
        escaped = text[max(0, run.begin - 1) : run.begin] == "\\"
        if escaped or not (is_stray(run) or _is_before_lone(text, runs, index)):
            continue
        at, end = begin + run.begin, begin + run.end
        marks = view.text[at:end]
        moved = next(
            filter(None, (_move_partner(text, *two) for two in pairwise(runs[max(0, index - 1) : index + 2]))), None
        )
        if moved:
            remedy = f"Bitte so schreiben{view.say_changed(begin + moved[0], begin + moved[1], moved[2])}"
        else:
            escapes = "".join(f"\\{sign}" for sign in marks)
            remedy = (
                "Bitte das Zeichen löschen. Soll man es lesen, schreiben Sie einen umgekehrten Schrägstrich davor"
                f"{view.say_changed(at, end, escapes)}"
            )
        report.warning(
            view.line_of(at),
            "stray-sign",
            f"„{marks}“ hebt hier nichts hervor; man liest die Zeichen. Sie gehören ohne Leerzeichen vor das erste und "
            "hinter das letzte Wort.",
            remedy,
        )
        return  # what follows may well be its partner


def may_hold_lone(text: str) -> bool:
    """Return whether a single star or underscore may stand between blanks in *text*."""
    return (" *" in text or " _" in text) and _LONE.search(text) is not None


def _is_before_lone(text: str, runs: list[DelimiterRun], index: int) -> bool:
    """Return whether a single sign opens a word and its partner stands between blanks."""
    run = runs[index]
    if run.length != 1 or run.begin == run.end or not run.opens or not text[run.end].isalpha():
        return False
    lone = _LONE.search(text, run.end, run.end + _FAR)
    return lone is not None and lone["sign"] == run.sign and lone["sign"] not in text[run.end : lone.start()]


def _move_partner(text: str, run: DelimiterRun, partner: DelimiterRun) -> tuple[int, int, str] | None:
    """Return what to write between two places so that the runs are partners, or None."""
    marks = text[run.begin : run.end]
    if "\n" in text[run.begin : partner.end]:
        return None
    if partner.sign != run.sign or partner.length != run.length or text[partner.begin : partner.end] != marks:
        return None
    inner, begin, end = text[run.end : partner.begin].strip(), run.begin, partner.end
    if not inner:
        return None
    if text[run.end] != " " and text[partner.begin - 1] != " ":  # it stands within a word
        word = _WORD.match(text, end)
        if word is None or "`" in inner:
            return None
        return begin, word.end(), f"{marks}{inner}{word[0]}{marks}"
    after = "" if text[end : end + 1] in ("", " ", "\n") or not text[end : end + 1].isalnum() else " "
    before = " " if text[begin - 1 : begin].isalnum() else ""
    return begin, end, f"{before}{marks}{inner}{marks}{after}"


def tell_beginnings(view: SourceView, report: ProblemCollector) -> None:
    """Tell of lines that begin as if they were a heading, a point or a box and are none."""
    for found in _UNHEARD.finditer(view.visible):
        line, at = view.line_of(found.start()), found.start() + len(found["blank"])
        if found["heading"] and found["empty"] is not None:
            report.warning(
                line,
                "empty-heading",
                f"Hinter „{found['heading']}“ steht keine Überschrift; man liest die Zeichen.",
                f"Bitte die Zeile löschen oder die Überschrift ergänzen: {found['heading']} Anfahrt",
            )
        elif found["heading"]:
            report.warning(
                line,
                "heading-blank",
                f"Zwischen „{found['heading']}“ und der Überschrift fehlt ein Leerzeichen; so ist sie keine.",
                f"Bitte so schreiben{view.say_changed(found.end(), found.end(), ' ')}",
            )
        elif found["point"]:
            _tell_point(view, found, line, report)
        elif found["sign"]:
            _tell_sign(view, found, line, report)
        elif found["note"]:
            report.warning(
                line,
                "foreign-syntax",
                f"„{view.text[at : found.end()].strip()}“ kennt diese Website nicht; man liest die Zeichen.",
                "Bitte als Baustein schreiben: darüber /// hinweis, darunter der Text, und zuletzt eine Zeile mit ///"
                if found["note"].strip(": ")
                else "Bitte diese Zeile löschen.",
            )
        elif found["fence"]:
            report.warning(
                line,
                "unclosed-fence",
                f"Der Code, der mit „{found['fence'][:3]}“ beginnt, hört nicht auf; man liest die Zeichen.",
                f"Bitte unter dem Code eine Zeile ergänzen: {found['fence'][:3]}",
            )


def _tell_point(view: SourceView, found: re.Match[str], line: int, report: ProblemCollector) -> None:
    """Tell of a point without a blank, if there is another beside it, or a colon above."""
    sign = found["point"]
    above, below = _line(view, line - 2), _line(view, line)
    kind = sign[-1]
    is_list = above.endswith(":") or any(_begins_alike(text, sign, kind) for text in (above, below))
    if sign == "•" or is_list:
        report.warning(
            line,
            "list-blank",
            f"Hinter „{sign}“ fehlt ein Leerzeichen; so ist die Zeile kein Punkt einer Liste.",
            f"Bitte so schreiben{view.say_changed(found.end(), found.end(), ' ')}",
        )


def _tell_sign(view: SourceView, found: re.Match[str], line: int, report: ProblemCollector) -> None:
    """Tell of a point with a sign of another program, beside another or below a colon."""
    sign = found["sign"].rstrip()
    is_of_word = sign > "\ue000"  # its fonts alone have it
    around = _line(view, line - 2), _line(view, line)
    if is_of_word or around[0].endswith(":") or any(one.lstrip().startswith(sign) for one in around):
        report.warning(
            line,
            "foreign-syntax",
            f"„{f'U+{ord(sign):04X}' if is_of_word else sign}“ ist hier kein Punkt einer Liste; man liest das Zeichen, "
            "und die Zeilen laufen zusammen.",
            f"Bitte so schreiben{view.say_changed(found.start('sign'), found.end(), '- ')}",
        )


def _line(view: SourceView, index: int) -> str:
    return view.lines[index].rstrip() if 0 <= index < len(view.lines) else ""


def _begins_alike(line: str, sign: str, kind: str) -> bool:
    text = line.lstrip()
    if kind in ".)":
        return re.match(rf"[0-9]{{1,3}}\{kind}", text) is not None
    return text.startswith(sign)
