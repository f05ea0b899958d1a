"""Blanks: those within the address of a link, at which programs stop reading it."""

from __future__ import annotations

import re
from collections.abc import Callable

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

# In each place where such an address may be the target of a link. In HTML without quotes it ends at a blank, and behind
# „[name]:“ a web address has none: what follows is its title, or the line is text.
_TARGET = re.compile(
    r"(?:\]\([ \t]*<?|<a\s[^<>\n]*?href=[\"']|(?P<named>^ {0,3}\[[^\]\n]*\]:[ \t]*<?))"
    r"(?P<target>(?:mailto:[^()<>\n\"'„“”»«‚‘’]*"
    r"|(?:tel:|(?(named)(?!)|https?:))[^()<>\n\"'„“”»«‚‘’]*(?:\([^()<>\n\"'„“”»«‚‘’]*\)[^()<>\n\"'„“”»«‚‘’]*)*))",
    re.IGNORECASE | re.MULTILINE,
)
_SCHEMES = ("mailto:", "tel:", "http:", "https:")
_BLANK = re.compile(r"[ \t\u00a0]+")
_AROUND = re.compile(r"[ \t\u00a0]*([&=])[ \t\u00a0]*")
_BETWEEN_PARTS = re.compile(r"[ \t\u00a0]+(?=[/?#&=])|(?<=[/?#&=:])[ \t\u00a0]+")
_NOT_DIALLED = re.compile(r"(?<=\d)[ \t\u00a0]*\(0\)|[ \t\u00a0()]+")


def tell_blanks(view: SourceView, report: ProblemCollector) -> None:
    """Tell of targets with blanks, with the line to type."""
    lower = view.text.lower()
    for found in _TARGET.finditer(view.without_code) if any(scheme in lower for scheme in _SCHEMES) else ():
        target = found["target"].rstrip()
        if not _BLANK.search(target):
            continue
        begin, (who, close) = found.start("target"), _KINDS[target.partition(":")[0].lower()]
        report.error(
            view.line_of(begin),
            "link-scheme",
            f"In „{target}“ stehen Leerzeichen; {who} hören davor auf zu lesen.",
            f"Bitte so schreiben{view.say_changed(begin, begin + len(target), close(target))}",
        )


def _close_mail(target: str) -> str:
    """Return „mailto:“ and addresses without blanks, in a subject %20 for each."""
    addresses, mark, query = target.partition("?")
    return f"{_BLANK.sub('', addresses)}{mark}{_BLANK.sub('%20', _AROUND.sub(lambda sign: sign[1], query.strip()))}"


def _close_number(target: str) -> str:
    """Return „tel:“ and a number without blanks and brackets; „(0)“ is not dialled behind „+49“."""
    return _NOT_DIALLED.sub("", target)


def _close_address(target: str) -> str:
    """Return a web address without blanks between its parts, with %20 for those within."""
    return _BLANK.sub("%20", _BETWEEN_PARTS.sub("", target))


_KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "mailto": ("manche Mailprogramme", _close_mail),
    "tel": ("manche Telefone", _close_number),
    **dict.fromkeys(("http", "https"), ("manche Programme", _close_address)),
}
