"""Refusals: problems with foreign HTML that no embed code accounts for, and their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import chain
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.problem import Problem, Severity
from plugins.embeds.codes.elements import frame_address, make_absolute
from plugins.embeds.codes.other_networks import find_other_network, find_owner, link_instead
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service

_MIN_LENGTH = 3
_FORMS: tuple[Callable[[str], str], ...] = (str, lambda line: unescape(line).casefold())


class LineFinder:
    """Finder of words in a text; each call for the same words gives their next line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._next: dict[str, int] = {}

    def line_of(self, wanted: Iterable[str]) -> int:
        """Return the line, from 1, of the first of the *wanted* words that stands anywhere.

        Very short words stand everywhere and do not count. If none is found, it is
        the first line with a tag, where a search best begins.
        """
        for words in (words for words in wanted if len(words) > _MIN_LENGTH):
            for form in _FORMS:
                if found := self._find(words, form):
                    self._next[words] = found
                    return found
        return next((number for number, line in enumerate(self._lines, 1) if "<" in line), 1)

    def _find(self, words: str, form: Callable[[str], str]) -> int:
        sought, begin = form(words), self._next.get(words, 0)
        for number in chain(range(begin, len(self._lines)), range(begin)):
            if sought in form(self._lines[number]):
                return number + 1
        return 0


_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
# A host, or a scheme that brings content or code along.
_REACHING = re.compile(
    r"[\\/]{2}|(?:https?|ftp|wss?|data|blob|javascript|vbscript|file):|expression\(|-moz-binding|behavior:",
    re.IGNORECASE,
)


def reaches_out(style: str) -> bool:
    """Return whether the declarations *style* could load or run anything, however they are read."""
    plain = _ESCAPE.sub(_character, style)
    return any(_REACHING.search(re.sub(r"[\s\x00-\x1f]+", "", text)) for text in (plain, _COMMENT.sub("", plain)))


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else 0
    return chr(number) if 0 < number < 0x110000 else match[2] or ""


_CURLY = "“”„‟«»‘’‚"
_FRAME_TAGS = "iframe, frame, object, embed, applet, portal"
_LOCAL = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2}|[\t\n\r])[^\t\n\r]+")
_MAX_LENGTH = 80
_ALONE = " Einen Beitrag zeigen Sie mit seiner Adresse allein in einer Zeile, zum Beispiel: "


def find_refusals(
    tree: LexborHTMLParser, services: tuple[Service, ...], lines: LineFinder, unlisted: tuple[Service, ...] = ()
) -> Iterator[Problem]:
    """Yield an error for each frame, program and button in *tree* that belongs to no embed code."""
    for node in tree.css(_FRAME_TAGS):
        if not _is_ours(node):
            yield _report_frame(node, services, lines, unlisted)
    for node in tree.css("script"):
        yield _report_script(node, services, lines, unlisted)
    for node in tree.css("consent-embed"):
        yield _report_placeholder(node, services, lines)
    for service in (*services, *unlisted):
        for selector in service.widgets:
            for node in tree.css(f"{selector.element}[class], {selector.element}[data-pin-do]"):
                if selector.matches(node.tag or "", node.attributes):
                    yield _report_widget(node, service, lines)


def drop_curly(
    tree: LexborHTMLParser, services: tuple[Service, ...], lines: LineFinder, unlisted: tuple[Service, ...]
) -> Iterator[Problem]:
    """Drop each frame whose address stands in curly quotation marks, and yield the error."""
    for node in tree.css(_FRAME_TAGS):
        given = _address_in(node)
        address = make_absolute(given.strip(_CURLY))
        if address != make_absolute(given):
            yield _problem(
                lines.line_of([given, f"<{node.tag}"]),
                "foreign-frame",
                "Dieser Code gilt nicht: Um seine Adresse stehen typografische Anführungszeichen und keine geraden "
                f'("). Das machen Textprogramme: „{_shorten(address)}“.',
                _remedy_of_ours(address, services)
                or _remedy_elsewhere(node, address, services, unlisted)
                or 'Bitte gerade Anführungszeichen schreiben: "',
            )
            node.decompose()


def warn_of_style(style: str, lines: LineFinder) -> Problem:
    """Return the warning that the declarations *style* were left out."""
    return _problem(
        lines.line_of([style, style.strip()[:30], "style"]),
        "style-dropped",
        f"Die Gestaltung style=„{_shorten(style)}“ erscheint nicht auf der Seite.",
        "Bitte weglassen: Wie etwas aussieht, legt die Website fest.",
        Severity.WARNING,
    )


def _is_ours(node: LexborNode) -> bool:
    if node.tag != "iframe" or "srcdoc" in node.attributes:
        return False
    return bool(_LOCAL.fullmatch((node.attributes.get("src") or "").strip()))


def _report_frame(
    node: LexborNode, services: tuple[Service, ...], lines: LineFinder, unlisted: tuple[Service, ...]
) -> Problem:
    address = make_absolute(_address_in(node))
    name = find_other_network(address, (*services, *unlisted)).name
    who = f"„{_shorten(name)}“" if name else "wer auch immer dahintersteht,"
    return _problem(
        lines.line_of([address, f"<{node.tag}"]),
        "foreign-frame",
        f"Dieses Fenster <{node.tag}> ginge schon beim Öffnen der Seite auf, und {who} erführe davon: "
        f"„{_shorten(address or f'<{node.tag}>')}“.",
        _remedy_of_ours(address, services)
        or _remedy_elsewhere(node, address, services, unlisted)
        or "Bitte weglassen oder die Datei unter content/media/ ablegen.",
    )


def _address_in(node: LexborNode) -> str:
    """Return what the frame *node* shows, as browsers and the players before them name it."""
    attributes = node.attributes
    inner = (one.attributes.get("value") for one in node.css("param[name=movie i], param[name=src i]"))
    return frame_address(attributes) or attributes.get("data") or next(filter(None, inner), "")


def _report_script(
    node: LexborNode, services: tuple[Service, ...], lines: LineFinder, unlisted: tuple[Service, ...]
) -> Problem:
    address = (node.attributes.get("src") or "").strip()
    text = node.text(deep=True).strip()
    service = next((s for s in services if s.is_loader(_without_query(make_absolute(address)))), None)
    if service:
        message = f"Dieses Programm von {service.name} liefe schon beim Öffnen der Seite, und kein Beitrag gehört dazu."
        remedy = f"Bitte den ganzen Code einfügen oder nur die Adresse, allein in einer Zeile: {_example(service)}"
    else:
        what = address or (text.splitlines() or ["<script>"])[0]
        message = f"Dieses Programm liefe schon beim Öffnen der Seite, mit allem, was es nachlädt: „{_shorten(what)}“."
        remedy = _remedy_elsewhere(node, address, services, unlisted) or (
            f"Bitte weglassen.{_say_example(_ALONE, services)}"
        )
    return _problem(lines.line_of([address, *text.splitlines()[:1], "<script"]), "foreign-script", message, remedy)


def _report_placeholder(node: LexborNode, services: tuple[Service, ...], lines: LineFinder) -> Problem:
    address = node.attributes.get("src") or ""
    return _problem(
        lines.line_of([address, "<consent-embed"]),
        "own-placeholder",
        "Platzhalter macht die Website selbst; ein abgeschriebener führte nach dem Klick, wohin er will.",
        _say_example("Bitte nur die Adresse des Beitrags allein in eine Zeile schreiben: ", services)
        or "Bitte weglassen.",
    )


def _report_widget(node: LexborNode, service: Service, lines: LineFinder) -> Problem:
    name = (node.attributes.get("data-pin-do") or node.attributes.get("class") or "").strip()
    return _problem(
        lines.line_of([name, f"<{node.tag}"]),
        "foreign-widget",
        f"„{_shorten(name)}“ ist eine Schaltfläche von {service.name}; ohne dessen Programm zeigt sie nichts, "
        "und mit ihm wüsste es von jedem Besuch.",
        f"Bitte weglassen oder einen Link schreiben, zum Beispiel: [Bei {service.name}]({_example(service)})",
    )


def _remedy_elsewhere(
    node: LexborNode, address: str, services: tuple[Service, ...], unlisted: tuple[Service, ...]
) -> str:
    """Return the remedy for the code of a network that this site does not embed, or ""."""
    address = make_absolute(address)
    network = find_other_network(address, (*services, *unlisted))
    link = link_instead(node, network, address, unlisted)
    if not link:
        return ""
    names = ", ".join(service.name_with_instances for service in services)
    return (
        f"Von {network.name} bettet diese Website nichts ein{names and f', nur von {names}'}. "
        f"Bitte statt des ganzen Codes einen Link schreiben: {link}"
    )


def _remedy_of_ours(address: str, services: tuple[Service, ...]) -> str:
    service = find_owner(address, services)
    if service is None:
        return ""
    if meant := recognise_address(address, (service,), in_code=True):
        return f"Bitte statt des ganzen Codes diese Adresse schreiben, allein in einer Zeile: {meant.place}"
    return f"Bitte die Adresse des Beitrags selbst allein in eine Zeile schreiben, zum Beispiel: {_example(service)}"


def _say_example(sentence: str, services: tuple[Service, ...]) -> str:
    """Return *sentence* with the shortest address of *services*, "" if there are none."""
    address = min(map(_example, services), key=len, default="")
    return sentence + address if address else ""


def _example(service: Service) -> str:
    kind = next(iter(service.kinds))
    url = min((example.url for example in service.examples if example.kind == kind), key=len)
    host = urlsplit(url).netloc
    return url.replace(host, service.instances[0], 1) if service.instances and host not in service.instances else url


def _without_query(address: str) -> str:
    return re.sub(r"[?#].*", "", address.partition("://")[2], flags=re.DOTALL)


def _shorten(text: str) -> str:
    visible = "".join(c if c.isprintable() else " " for c in text.strip())
    return visible if len(visible) <= _MAX_LENGTH else f"{visible[: _MAX_LENGTH - 1]}…"


def _problem(line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem of a file that the pipeline will name."""
    return Problem("", line, message, remedy, code, severity)
