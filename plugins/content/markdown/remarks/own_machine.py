"""Own machine: files by a path that only their writer can open, and pictures pasted as text."""

from __future__ import annotations

import re

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_PATH = r"(?:file:|[A-Za-z]:(?:\\|/(?!/))|\\\\(?=\w))"
_TARGET = re.compile(
    rf"(?P<picture>!?\[(?<!\\\[)[^\[\]\n]*)?\]\([ \t]*<?(?P<target>{_PATH}[^()<>\n\"]*(?:\([^()\n]*\)[^()<>\n\"]*)*"
    r"|data:image/[^()\n\"]*)"
    rf"|^ {{0,3}}\[[^\]\n]*\]:[ \t]*<?(?P<named>{_PATH}[^<>\s]*)"
    rf"|<(?P<tag>a|img)\s[^<>\n]*?(?:href|src)=(?P<quote>[\"'])(?P<typed>(?:{_PATH}|data:image/(?=[^\"'\n]{{2000}}))"
    r"(?:(?!(?P=quote))[^\n])*)",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(r"data:image/(?P<kind>[a-z]+)", re.IGNORECASE)
_SHOWN = 60  # signs of a target; a pasted picture has hundreds of thousands


def tell_local_files(view: SourceView, report: ProblemCollector) -> None:
    """Tell of each, with the line that shows the file from content/media/."""
    text = view.without_code
    if not re.search(rf"data:image/|{_PATH}", text, re.IGNORECASE):
        return
    for found in _TARGET.finditer(text):
        group = next(name for name in ("target", "named", "typed") if found[name] is not None)
        target, begin = found[group].rstrip(), found.start(group)
        is_picture = (found["picture"] or "").startswith("!") or (found["tag"] or "").lower() == "img"
        is_pasted = target.lower().startswith("data:")
        shown = target if len(target) <= _SHOWN else f"{target[:_SHOWN]}…"
        why = (
            f"Hier steht ein Bild als lange Folge von Zeichen im Text: „{shown}“."
            if is_pasted
            else f"„{shown}“ liegt auf Ihrem Rechner oder in Ihrem Netz; von der Website aus kann es niemand öffnen."
        )
        report.error(
            view.line_of(begin),
            "missing-file",
            why,
            f"Bitte {'das Bild als' if is_pasted else 'die'} Datei nach content/media/ legen und so schreiben"
            f"{view.say_changed(begin, begin + len(target), f'/media/{_name(target, is_picture=is_picture)}')}",
        )


def _name(target: str, *, is_picture: bool) -> str:
    """Return the name of the file that is meant, or an example."""
    if pasted := _KIND.match(target):
        kind = pasted["kind"].lower()
        return f"bild.{'jpg' if kind == 'jpeg' else kind}"
    name = re.split(r"[/\\:]", target)[-1].strip()
    return name or ("bild.jpg" if is_picture else "bericht.pdf")
