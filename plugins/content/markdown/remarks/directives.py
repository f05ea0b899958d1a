"""Remarks on directives: unknown names, missing ends and content that does not belong there."""

from __future__ import annotations

import re

from plugins.content.markdown.directives import KINDS, Directive, may_stand
from plugins.content.markdown.directives.kind import TARGET, DirectiveKind
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.content.near_names import nearest_name
from plugins.core.problem import ProblemCollector
from plugins.core.urls import slugify

_INDENTED = re.compile(r"^(?P<before>[ \t>]+(?:[-*+•][ \t]+|[0-9]{1,3}[.)][ \t]+)?|[-*+•][ \t]+)(?P<line>/{3,}.*)$")
_OTHER_SIGNS = re.compile(r"^(?P<signs>//|\\{2,4}|\|{3})[ \t]*(?P<line>[^\W\d_][^\n]{0,200})$", re.MULTILINE)
_MEANT = {
    **dict.fromkeys(("info", "note", "tipp", "tip", "notiz", "box", "kasten", "merke", "important"), "hinweis"),
    **dict.fromkeys(("achtung", "warning", "caution", "danger", "wichtig", "vorsicht"), "warnung"),
    **dict.fromkeys(("faq", "frage", "details", "akkordeon", "accordion", "klappe", "aufklapper"), "aufklappen"),
    **dict.fromkeys(("quote", "blockquote", "citation"), "zitat"),
    **dict.fromkeys(("adresse", "address", "kontakt"), "anschrift"),
    **dict.fromkeys(("button", "knopf", "link", "cta"), "schaltflaeche"),
    **dict.fromkeys(("zahl", "fakten", "statistik", "figures"), "zahlen"),
    **dict.fromkeys(("steps", "ablauf", "anleitung"), "schritte"),
    **dict.fromkeys(("bild", "image", "foto"), "bild-rechts"),
    **dict.fromkeys(("gallery", "bilder", "bildergalerie", "fotos"), "galerie"),
    **dict.fromkeys(("audio", "podcast", "sound", "mp3"), "ton"),
    **dict.fromkeys(("leicht", "zusammenfassung", "einfach"), "leichte-sprache"),
}


def tell_directives(view: SourceView, report: ProblemCollector) -> None:
    """Tell of all that a directive needs and has not."""
    _tell_other_signs(view, report)
    if "///" not in view.text:
        return
    directives = view.directives
    for number, signs in directives.odd_ends:
        message = "Ein Baustein endet mit denselben Schrägstrichen, mit denen er beginnt, und sonst nichts."
        report.error(number + 1, "directive", message, f"Bitte so schreiben: {signs}")
    for number in directives.strays:
        report.error(
            number + 1,
            "directive",
            "Diese Zeile beendet einen Baustein, aber darüber beginnt keiner.",
            "Bitte die Zeile löschen, oder darüber eine Zeile setzen, mit der er beginnt: /// hinweis",
        )
    for one in directives.found:
        _tell_one(one, view, report)
    _tell_indented(view, report)


def _tell_one(one: Directive, view: SourceView, report: ProblemCollector) -> None:
    kind = KINDS.get(one.key)
    if kind is None:
        _tell_name(one, report)
    elif one.last is None:
        remedy = f"Bitte unter seinen letzten Absatz eine eigene Zeile setzen: {one.signs}"
        report.error(one.first + 1, "directive", f"Der Baustein „{one.name}“ hört nicht auf.", remedy)
    elif not may_stand(one):
        message = "Hier kann dieser Baustein nicht stehen: im äußeren steht kein anderer, oder es sind zu viele."
        remedy = "Bitte den inneren Baustein herausnehmen und unter den äußeren setzen."
        report.error(one.first + 1, "directive", message, remedy)
    else:
        _tell_argument(one, kind, report)
        _tell_content(one, kind, view, report)


def _tell_name(one: Directive, report: ProblemCollector) -> None:
    """Tell of a name that there is not, and which was meant."""
    key, argument = one.key, one.argument
    names = {**{known: known for known in KINDS}, **_MEANT}
    first, _, rest = one.name.partition(" ")
    meant = names.get(key) or names.get(slugify(first.rstrip(":|")), "")
    if meant and key not in names:
        argument = argument or rest.strip(" :–—-¦")  # „/// hinweis Titel“
    meant = meant or nearest_name(key, KINDS) or nearest_name(slugify(first), KINDS)
    names_of_all = ", ".join(kind.name for kind in KINDS.values())
    message = f"Einen Baustein „{one.name}“ gibt es nicht. Es gibt: {names_of_all}."
    if not one.name:
        message = f"Hinter „{one.signs}“ fehlt der Name des Bausteins. Es gibt: {names_of_all}."
    remedy = f"Bitte so schreiben: {_line(one.signs, KINDS[meant], argument)}" if meant else _choose(one)
    report.error(one.first + 1, "directive", message, remedy)


def _choose(one: Directive) -> str:
    return f"Bitte einen davon wählen: {one.signs} hinweis{f' | {one.argument}' if one.argument else ''}"


def _line(signs: str, kind: DirectiveKind, argument: str) -> str:
    """Return the line that opens a directive of this *kind*."""
    if kind.argument is None:
        return f"{signs} {kind.name}"
    if kind.argument.is_required:
        argument = argument or kind.argument.example
    return f"{signs} {kind.name} | {argument}" if argument else f"{signs} {kind.name}"


def _tell_argument(one: Directive, kind: DirectiveKind, report: ProblemCollector) -> None:
    if one.argument and kind.argument is None:
        message = f"Beim Baustein „{kind.name}“ steht nichts hinter „|“."
        report.error(one.first + 1, "directive", message, f"Bitte so schreiben: {_line(one.signs, kind, '')}")
    elif kind.argument and kind.argument.is_required and not one.argument:
        message = f"Beim Baustein „{kind.name}“ fehlt etwas: {kind.argument.label}."
        report.error(one.first + 1, "directive", message, f"Bitte so schreiben: {_line(one.signs, kind, '')}")
    elif kind.argument and kind.argument.is_pressed and TARGET.search(one.argument):
        message = "Die Frage klappt auf, wenn man sie drückt; ein Link darin ginge verloren."
        plain = re.sub(r"\[([^\[\]]*)\]", r"\1", TARGET.sub("", one.argument))
        report.error(one.first + 1, "directive", message, f"Bitte so schreiben: {_line(one.signs, kind, plain)}")
    elif "<" in one.argument and re.search(r"<[A-Za-z/!]", re.sub(r"`[^`]*`", "", one.argument)):
        message = "Hinter „|“ liest man Tags als Zeichen."
        plain = " ".join(re.sub(r"<[^<>]*>?", " ", one.argument).split())
        report.error(one.first + 1, "directive", message, f"Bitte so schreiben: {_line(one.signs, kind, plain)}")


def _tell_content(one: Directive, kind: DirectiveKind, view: SourceView, report: ProblemCollector) -> None:
    lines = view.lines[one.first + 1 : one.last]
    if not any(line.strip() for line in lines):
        remedy = "Bitte den Text zwischen seine beiden Zeilen schreiben, oder beide löschen."
        report.error(one.first + 1, "directive", f"Im Baustein „{kind.name}“ steht nichts.", remedy)
        return
    has_others = not kind.holds_blocks and any(line.startswith("///") for line in lines)
    for complaint in () if has_others else kind.check(lines):
        report.error(one.first + 2 + complaint.line, "directive", complaint.message, complaint.remedy)


def _tell_other_signs(view: SourceView, report: ProblemCollector) -> None:
    """Tell of lines that would open a directive if they began with three slashes."""
    for found in _OTHER_SIGNS.finditer(view.visible):
        name, _, argument = (part.strip() for part in found["line"].partition("|"))
        if slugify(name) in KINDS:
            report.warning(
                view.line_of(found.start()),
                "directive",
                f"„{found['signs']} {name}“ ist kein Baustein; man liest die Zeichen.",
                f"Bitte so schreiben, und zuletzt eine Zeile mit ///: {_line('///', KINDS[slugify(name)], argument)}",
            )


def _tell_indented(view: SourceView, report: ProblemCollector) -> None:
    """Tell of directives that do not begin at the beginning of a line."""
    for number, line in enumerate(view.visible_lines, 1):
        if "///" in line and (found := _INDENTED.match(line)):
            message = "Ein Baustein beginnt am Anfang einer Zeile, nicht in einer Liste, einem Zitat oder eingerückt."
            report.error(number, "directive", message, f"Bitte so schreiben: {found['line']}")
