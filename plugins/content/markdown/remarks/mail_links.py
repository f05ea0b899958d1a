"""Mail links: blanks within „mailto:“, at which mail programs stop reading."""

from __future__ import annotations

import re

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

# In each place where a mail address may be the target of a link; without quotes it ends at the first blank
_TARGET = re.compile(
    r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]*\]:[ \t]*<?|<a\s[^<>\n]*?href=[\"'])"
    r"(?P<target>mailto:[^()<>\n\"'„“”»«‚‘’]*)",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK = re.compile(r"[ \t\u00a0]+")
_AROUND = re.compile(r"[ \t\u00a0]*([&=])[ \t\u00a0]*")


def tell_blanks(view: SourceView, report: ProblemCollector) -> None:
    """Tell of targets with blanks, with the line to type."""
    for found in _TARGET.finditer(view.without_code) if "mailto:" in view.text.lower() else ():
        target = found["target"].rstrip()
        if not _BLANK.search(target):
            continue
        begin = found.start("target")
        report.error(
            view.line_of(begin),
            "link-scheme",
            f"In „{target}“ stehen Leerzeichen; manche Mailprogramme hören davor auf zu lesen.",
            f"Bitte so schreiben{view.say_changed(begin, begin + len(target), _close(target))}",
        )


def _close(target: str) -> str:
    """Return „mailto:“ and addresses without blanks, in a subject %20 for each."""
    addresses, mark, query = target.partition("?")
    return f"{_BLANK.sub('', addresses)}{mark}{_BLANK.sub('%20', _AROUND.sub(lambda sign: sign[1], query.strip()))}"
