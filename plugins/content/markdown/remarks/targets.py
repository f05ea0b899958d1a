"""Targets: links that lead nowhere as typed, references and footnotes without a partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

# Signs that stand for themselves come first: a look behind at the beginning would be tried at every sign of a text.
_LINK = re.compile(
    r"\]\((?<!\\\]\()(?:(?P<empty>[ \t]*+(?:<[ \t]*+>)?[ \t]*+)\)"
    r"|[ \t]*+(?P<target>[^\s()]++)[ \t]++(?P<title>[„“”»«‚‘’][^()\n]*)\))"
)
_SWAPPED = re.compile(r"\((?<![\]\w]\()(?P<text>[^()\[\]\n]{1,200})\)[ ]?\[(?P<target>(?:/|mailto:)[^\s\[\]()]*)\]")
_PARTED = re.compile(
    r"\[(?<![\\\]]\[)(?!\^|\d+\]|[xX \t]?\])[^\[\]\n]{1,200}\](?P<blank>[ \t\u00a0]{1,4})"
    r"\((?:/|\.\./|https?://|mailto:|tel:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:[ ]\"[^\"()\n]*\")?\)"
)
_MAIL = re.compile(
    r"\]\([ \t]*(?P<target>mailto:[^\s@()<>]*(?:[\[({] ?(?:at|ät) ?[\])}][^\s()<>]*)?)[ \t]*\)", re.IGNORECASE
)
_AT = re.compile(r"[\[({] ?(?:at|ät) ?[\])}]", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<wrong>[hH](?<![\w/].)(?i:ttps?(?::/(?=[^/\s])|:/{3,}|//(?=\w)|;//|:/{0,2}(?=https?:))))")
_REFERENCE = re.compile(r"\[(?<![\\!\]]\[)(?P<text>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n^]*)\]")
_FOOTNOTE = re.compile(r"\[\^(?<!\\\[\^)(?P<name>[^\[\]\s]+)\](?!:)")
_DEFINITION = re.compile(r"^ {0,3}\[\^(?P<name>[^\[\]]*)\]:", re.MULTILINE)
_ADDRESS = re.compile(r"^ {0,3}\[(?!\^)(?P<name>[^\[\]\n]+)\]: *[^\s]", re.MULTILINE)
_NAME = re.compile(r"\[([^\[\]]+)\](?!:)")
_SHORT = re.compile(r"^ {0,3}\*\[(?P<name>[^\[\]\n]+)\] ?:", re.MULTILINE)
_WORD = re.compile(r"\w+")
_MARKS = "„“”»«‚‘’ "


def tell_targets(view: SourceView, report: ProblemCollector) -> None:
    """Tell of links without a target or with a wrong one, and of German marks round a title."""
    for found in _LINK.finditer(view.visible) if "](" in view.visible else ():
        line = view.line_of(found.start())
        if found["title"] is None:
            report.error(
                line,
                "empty-link",
                "Die runde Klammer hinter dem Linktext ist leer; der Link führt nirgendwohin.",
                "Bitte die Adresse ergänzen, zum Beispiel: [Der Prozess](/der-prozess/)",
            )
        else:
            title = '"' + found["title"].strip(_MARKS) + '"'
            report.error(
                line,
                "link-title",
                "Um den Titel des Links stehen deutsche Anführungszeichen; so gehört er zur Adresse.",
                f"Bitte gerade schreiben{view.say_changed(found.start('title'), found.end('title'), title)}",
            )
    for found in _SWAPPED.finditer(view.visible) if ")[" in view.visible or ") [" in view.visible else ():
        report.warning(
            view.line_of(found.start()),
            "link-address",
            f"Die Klammern dieses Links sind vertauscht: {found[0]}.",
            f"Bitte so schreiben: [{found['text']}]({found['target']})",
        )
    for found in _PARTED.finditer(view.visible) if "(" in view.visible else ():
        report.warning(
            view.line_of(found.start()),
            "link-address",
            f"Zwischen den Klammern steht ein Leerzeichen: „{found[0]}“ ist so kein Link, man liest die Zeichen.",
            f"Bitte so schreiben{view.say_changed(*found.span('blank'), '')}",
        )
    for found in _MAIL.finditer(view.visible) if "](" in view.visible else ():
        report.error(
            view.line_of(found.start()),
            "link-scheme",
            f"In „{found['target']}“ fehlt das @; so erreicht eine Mail niemanden.",
            f"Bitte so schreiben{view.say_changed(*found.span('target'), _with_at(found['target']))}",
        )
    for found in _SCHEME.finditer(view.visible) if "http" in view.visible else ():
        secure = "https://" if "s" in found["wrong"].lower() else "http://"
        begin, end = found.span()
        if view.visible[end : end + 4].lower() == "http":
            secure = ""
        report.error(
            view.line_of(begin),
            "link-scheme",
            f"Die Adresse beginnt mit „{found['wrong']}“; so führt sie nirgendwohin.",
            f"Bitte so schreiben{view.say_changed(begin, end, secure)}",
        )


def _with_at(target: str) -> str:
    """Return the mail address that was meant, or an example."""
    meant = _AT.sub("@", target, count=1)
    return meant if "@" in meant else "mailto:name@example.org"


def tell_references(view: SourceView, references: Collection[str], report: ProblemCollector) -> None:
    """Tell of „[text][name]“ without a line „[name]: address“."""
    for found in _REFERENCE.finditer(view.visible) if "][" in view.visible else ():
        name = found["name"].strip() or found["text"].strip()
        if _normal(name) not in references:
            report.warning(
                view.line_of(found.start()),
                "undefined-reference",
                f"„{found[0]}“ ist kein Link, denn es fehlt eine Zeile mit der Adresse von „{name}“.",
                f"Bitte am Ende des Textes nach einer leeren Zeile ergänzen, mit der Adresse: [{name}]: /der-prozess/",
            )


def tell_unused(
    view: SourceView, references: Collection[str], short: Collection[str], report: ProblemCollector
) -> None:
    """Tell of addresses and abbreviations that a text names nowhere, or has twice."""
    if "]:" not in view.visible and "] :" not in view.visible:
        return
    used = {_normal(name) for name in _NAME.findall(view.visible)} if references else set()
    _tell_unread(
        view, [one for one in _ADDRESS.finditer(view.visible) if _normal(one["name"]) in references], used, report
    )
    found = [one for one in _SHORT.finditer(view.visible) if one["name"].strip() in short]
    rest = _SHORT.sub("", view.visible) if found else ""
    words = set(_WORD.findall(rest))
    _tell_unread(view, found, {one["name"] for one in found if _is_read(one["name"], words, rest)}, report)


def _is_read(name: str, words: Collection[str], text: str) -> bool:
    """Return whether *name* stands in *text*, whose *words* are known.

    A look for each name would read the whole text.
    """
    parts = _WORD.findall(name)
    if len(parts) == 1 and parts[0] == name:
        return name in words
    return all(part in words for part in parts) and re.search(rf"\b{re.escape(name)}\b", text) is not None


def _tell_unread(
    view: SourceView, found: Sequence[re.Match[str]], used: Collection[str], report: ProblemCollector
) -> None:
    """Tell of each line in *found* of which nobody reads anything."""
    seen: set[str] = set()
    for one in found:
        name, line = _normal(one["name"]) if one.re is _ADDRESS else one["name"], view.line_of(one.start())
        shown = f"[{one['name']}]" if one.re is _ADDRESS else one["name"]
        if name in seen:
            report.error(
                line,
                "duplicate-footnote",
                f"„{shown}“ ist schon weiter oben erklärt; eines von beiden sähe niemand.",
                "Bitte diese Zeile löschen oder anders nennen, hier und im Text"
                f"{view.say_changed(one.end('name'), one.end('name'), '-2')}",
            )
        elif name not in used:
            report.warning(
                line,
                "unused-footnote",
                f"„{shown}“ kommt im Text nicht vor; von dieser Zeile ist nichts zu lesen.",
                f"Bitte diese Zeile löschen oder an der Stelle, zu der sie gehört, ergänzen: {shown}",
            )
        seen.add(name)


def _normal(name: str) -> str:
    return " ".join(name.lower().split())


def tell_footnotes(
    view: SourceView, footnotes: Collection[str], used: Collection[str], report: ProblemCollector
) -> None:
    """Tell of footnotes that are named and missing, or there and never named, or there twice."""
    if "[^" not in view.visible:
        return
    for found in _FOOTNOTE.finditer(view.visible):
        if found["name"] not in footnotes:
            report.warning(
                view.line_of(found.start()),
                "undefined-reference",
                f"Die Fußnote „{found[0]}“ gibt es nicht; man liest die Zeichen.",
                f"Bitte am Ende des Textes nach einer leeren Zeile ergänzen: {found[0]}: Text der Fußnote",
            )
    seen: Counter[str] = Counter()
    for found in _DEFINITION.finditer(view.visible):
        name, line = found["name"], view.line_of(found.start())
        seen[name] += 1
        if seen[name] > 1:
            report.error(
                line,
                "duplicate-footnote",
                f"Die Fußnote „[^{name}]“ gibt es schon; eine von beiden sähe niemand.",
                "Bitte anders nennen, hier und im Text"
                f"{view.say_changed(found.start(), found.end(), f'[^{name}-{seen[name]}]:')}",
            )
        elif name in footnotes and name not in used:
            report.warning(
                line,
                "unused-footnote",
                f"Auf die Fußnote „[^{name}]“ verweist keine Stelle im Text.",
                f"Bitte diese Zeile löschen oder an der Stelle, zu der sie gehört, ergänzen: [^{name}]",
            )
