"""Site schema: the settings in site.yaml that templates read, each a text, fact or list."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass

import yaml

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.front_matter.remedies import NO_LINES, SourceLines, in_braces, quote
from plugins.content.near_names import nearest_name, unknown_key
from plugins.content.schema.field_types import in_one_line
from plugins.content.schema.groups import add_key
from plugins.content.schema.moments import parse_date
from plugins.content.settings import group_schema, menu_schema, section_schema
from plugins.content.settings.lost_indents import put_back
from plugins.content.settings.unknown_settings import check_unknown
from plugins.core.problem import ProblemCollector
from plugins.core.web_addresses import complete_address

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~/-]*)?")
WEB = re.compile(r"https?://[^\s<>\"'\\^`{|}/?#@]+(?:[/?#][^\s<>\"\\^`{|}]*)?")
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_MAIL_SETTINGS = ("contact.mail",)
# What stood here before offices and acts had files of their own.
_MOVED = ("accessibility.ombudsstelle", "accessibility.monitoring", "accessibility.laws", "privacy.authority")
# What the parts of the site check that read it; it may be absent.
_OTHERS = ("accounts", "instances", "lang", "services")
STATES = ("done", "now", "next")
# Without them their parts of the pages are not there.
OPTIONAL = frozenset({"claim.second", "stages", "fields_of_action"})


@dataclass(frozen=True, slots=True)
class TextSetting:
    """A text that is known; with ``may_be_open`` also a fact that is still missing."""

    example: str
    may_be_open: bool = False


@dataclass(frozen=True, slots=True)
class ListSetting:
    """A list; each entry has these keys, or is itself a text if there are none."""

    keys: tuple[str, ...]
    entry: str
    optional: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The keys that an entry may have."""
        return (*self.keys, *self.optional)

    @property
    def example(self) -> str:
        """The list on one line."""
        return f"[{self.entry}]"


_FACT = TextSetting('{open: "Was noch fehlt"}', may_be_open=True)
_LINKS = ListSetting(("title", "address"), "{title: Kontakt, address: /kontakt/}", optional=("lang",))

# A test compares this table with what templates read.
SHAPE: AbcMapping[str, TextSetting | ListSetting] = {
    "name": TextSetting("Musterstadt gestaltet"),
    "address": TextSetting("https://www.beispiel.de"),
    "law": TextSetting("bund"),
    "description": TextSetting("Worum es auf der Website geht."),
    "lead": TextSetting("Worum es geht."),
    "claim.first": TextSetting("Was soll sich ändern?"),
    "claim.second": TextSetting("Was können wir ändern?"),
    "ministry.name": TextSetting("Ministerium für …"),
    "ministry.short": TextSetting("MfB"),
    **{f"ministry.{key}": _FACT for key in ("street", "postcode", "city", "successor")},
    **{f"contact.{key}": _FACT for key in ("mail", "phone", "form")},
    **{f"{where}navigation": _LINKS for where in ("", "meta_", "legal_")},
    "stages": ListSetting(
        ("title", "when", "text", "state"),
        "{title: Workshops, when: Herbst 2016, text: Ein Satz., state: now}",
    ),
    "fields_of_action": ListSetting(("title", "text"), "{title: Beteiligung, text: Ein Satz.}"),
    **{f"accessibility.{key}": _FACT for key in ("status", "date", "method")},
    "accessibility.gaps": ListSetting((), "Was noch nicht barrierefrei ist."),
    **{f"privacy.{key}": _FACT for key in ("officer", "hosting", "log", "log_retention")},
    **{f"imprint.{key}": _FACT for key in ("provider", "responsible", "vat_id", "support")},
    "licence": _FACT,
    "security.expires": TextSetting("2027-10-19"),
}


def check(root: Mapping, report: ProblemCollector, source: SourceLines = NO_LINES) -> None:
    """Report everything that templates need and *root* does not have in the form they expect."""
    root = put_back(root, SHAPE, report, source)
    meant = check_unknown(root, (*SHAPE, *section_schema.KEYS, *group_schema.KEYS, *_OTHERS), report)
    for path, shape in SHAPE.items():
        keys = path.split(".")
        if path in meant or keys[0] in meant:
            continue
        node, parent = _find(root, keys)
        if node is None and path in OPTIONAL:
            continue
        if node is None:
            report.error(
                parent.line if parent is not root else 1,
                "required-key",
                f"Es fehlt die Angabe „{keys[-1]}“{_within(keys)}.",
                add_key(parent, keys[-1], shape.example, source),
            )
        elif isinstance(shape, TextSetting):
            _check_text(path, node, shape, report, source)
        else:
            _check_entries(path, node, shape, report, source)
    _check_forms(root, report, source)


def _find(root: Mapping, keys: list[str]) -> tuple[Node | None, Mapping]:
    """Return the node at *keys*, or None, and the innermost mapping on the way to it."""
    node: Node = root
    parent = root
    for key in keys:
        if not isinstance(node, Mapping) or key not in node.pairs:
            return None, node if isinstance(node, Mapping) else parent
        parent, node = node, node.pairs[key]
    return node, parent


def _within(keys: list[str]) -> str:
    return f" unter „{'.'.join(keys[:-1])}“" if len(keys) > 1 else ""


def is_open(node: Node) -> bool:
    """Return whether *node* is the mark of a fact that is still missing."""
    return isinstance(node, Mapping) and "open" in node.pairs


def _check_text(path: str, node: Node, shape: TextSetting, report: ProblemCollector, source: SourceLines) -> None:
    if isinstance(node, Scalar) and node.text.strip():
        return
    if shape.may_be_open and is_open(node):
        return
    key = path.rpartition(".")[2]
    report.error(
        node.line,
        "not-one-value",
        f"Unter „{path}“ steht nicht das, was gebraucht wird: ein einzelner Text.",
        f"Bitte so schreiben{source.say_value(node.span, key, shape.example)}",
    )


def _check_entries(path: str, node: Node, shape: ListSetting, report: ProblemCollector, source: SourceLines) -> None:
    entries = node.items if isinstance(node, Sequence) else (node,)
    if not isinstance(node, Sequence) or not node.items:
        report.error(
            node.line,
            "not-a-list",
            f"„{path}“ braucht eine Liste.",
            f"Bitte so schreiben, jeden Eintrag nach einem Komma{_say_list(path, node, shape, source)}",
        )
        return
    for entry in entries:
        unknown = [key for key in entry.pairs if key not in shape.allowed] if isinstance(entry, Mapping) else []
        if shape.keys and isinstance(entry, Mapping) and unknown:
            key = unknown[0]
            message = unknown_key(key, f" unter „{path}“", _meant(key, entry, shape))
            report.error(
                entry.lines[key], "unknown-key", message, f"Bitte so schreiben{_say_entry(entry, shape, source)}"
            )
        elif not _is_complete(entry, shape):
            report.error(
                entry.line,
                "incomplete-entry",
                f"Ein Eintrag unter „{path}“ ist nicht vollständig.",
                f"Bitte so schreiben{_say_entry(entry, shape, source)}",
            )


def _meant(key: str, entry: Mapping, shape: ListSetting) -> str:
    """Return the key of *shape* that *entry* lacks and that *key* was meant for, or ""."""
    return nearest_name(key, [one for one in shape.keys if one not in entry.pairs])


def _say_list(path: str, node: Node, shape: ListSetting, source: SourceLines) -> str:
    """Return the end of a sentence that tells to type *node*, or an example, as a list."""
    is_entry = not isinstance(node, Sequence) and _is_complete(node, shape) and in_one_line(node) != '""'
    return source.say_value(node.span, path.rpartition(".")[2], f"[{in_one_line(node)}]" if is_entry else shape.example)


def _say_entry(entry: Node, shape: ListSetting, source: SourceLines) -> str:
    """Return the end of a sentence that tells to type *entry* with what it lacks."""
    example = shape.entry
    if shape.keys and isinstance(entry, Mapping):
        lacking = yaml.safe_load(example)
        given = {
            key if key in shape.allowed else _meant(key, entry, shape): in_one_line(node)
            for key, node in entry.pairs.items()
        }
        pairs = {key: given.get(key) or in_braces(str(lacking[key])) for key in shape.keys}
        pairs |= {key: given[key] for key in shape.optional if key in given}
        example = "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
    elif isinstance(entry, Mapping):  # a text with a colon
        example = quote(", ".join(f"{key}: {getattr(node, 'text', '')}" for key, node in entry.pairs.items()))
    return (source.say_replaced(entry.span, example) if entry.span else "") or f": - {example}"


def _is_complete(entry: Node, shape: ListSetting) -> bool:
    if not shape.keys:
        return isinstance(entry, Scalar) or is_open(entry)
    if not isinstance(entry, Mapping):
        return False
    values = [entry.pairs.get(key) for key in shape.keys]
    return all(isinstance(value, Scalar) and value.text.strip() for value in values)


def _check_forms(root: Mapping, report: ProblemCollector, source: SourceLines) -> None:
    """Report texts of a form that cannot be used."""
    address, _ = _find(root, ["address"])
    if isinstance(address, Scalar) and address.text.strip() and not _ADDRESS.fullmatch(address.text):
        report.error(
            address.line,
            "web-address",
            f"„{address.text}“ ist keine vollständige Adresse der Website.",
            f"Bitte so schreiben{source.say_value(address.span, 'address', _complete(address.text))}",
        )
    _check_contact_form(root, report, source)
    for path in _MAIL_SETTINGS:
        _check_mail(path, root, report, source)
    expires, _ = _find(root, ["security", "expires"])
    if isinstance(expires, Scalar) and parse_date(expires.text) is None:
        report.error(
            expires.line,
            "date-form",
            f"Das Datum „{expires.text}“ gibt es nicht oder es ist anders geschrieben als vereinbart.",
            "Bitte als Jahr-Monat-Tag angeben, zum Beispiel"
            f"{source.say_value(expires.span, 'expires', SHAPE['security.expires'].example)}",
        )
    _check_stages(root, report)
    _check_accounts(root, report)
    _check_moved(root, report)
    section_schema.check_sections(root.pairs.get("sections"), report)
    section_schema.check_start(root.pairs.get("start"), report)
    group_schema.check_form(root.pairs.get("form"), report, source)
    menu_schema.check_menus(root, report, source)
    group_schema.check_targets(root.pairs.get("targets"), report, source)


def _check_contact_form(root: Mapping, report: ProblemCollector, source: SourceLines) -> None:
    form, address = (_find(root, path)[0] for path in (["contact", "form"], ["address"]))
    if not isinstance(form, Scalar) or not (written := form.text.strip()):
        return
    what = ""
    if not WEB.fullmatch(written):
        what = "ist keine vollständige Webadresse"
    elif isinstance(address, Scalar) and _host(written) == _host(address.text):
        what = "führt auf diese Website, und die nimmt keine Nachrichten an"
    if what:
        report.error(
            form.line,
            "web-address",
            f"„{written}“ unter „contact.form“ {what}.",
            f"Bitte so schreiben{source.say_value(form.span, 'form', 'https://www.beispiel.de/formular')}",
        )


def _host(address: str) -> str:
    """Return the host of *address*, with its port; "" if there is none."""
    found = re.match(r"\s*https?://([^/?#]+)", address)
    return found[1].casefold() if found else ""


def _complete(address: str) -> str:
    """Return the address of a website that *address* was meant for, else an example."""
    meant = complete_address(address)
    is_host = re.match(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/]|$)", meant)
    return meant if is_host and _ADDRESS.fullmatch(meant) else SHAPE["address"].example


def _check_mail(path: str, root: Mapping, report: ProblemCollector, source: SourceLines) -> None:
    """Report a mail address to which no mail can be sent; an open fact is none."""
    mail, _ = _find(root, path.split("."))
    if not isinstance(mail, Scalar) or MAIL.fullmatch(mail.text.strip()):
        return
    meant = re.sub(r"\s*[\[({]\s*(?:at|ät)\s*[\])}]\s*|\s+(?:at|ät)\s+", "@", mail.text.strip(), flags=re.IGNORECASE)
    meant = re.sub(r"\s*[\[({]\s*(?:dot|punkt)\s*[\])}]\s*", ".", meant, flags=re.IGNORECASE).removeprefix("mailto:")
    example = meant if MAIL.fullmatch(meant) else "name@beispiel.de"
    report.error(
        mail.line,
        "mail-address",
        f"An „{mail.text}“ unter „{path}“ lässt sich keine E-Mail schicken.",
        f"Bitte so schreiben{source.say_value(mail.span, 'mail', example)}",
    )


def _check_moved(root: Mapping, report: ProblemCollector) -> None:
    """Report offices and acts, which stand in a law file and no longer here."""
    for path in _MOVED:
        node, parent = _find(root, path.split("."))
        if node is not None:
            key = path.rpartition(".")[2]
            report.error(
                parent.lines[key],
                "moved-setting",
                f"„{key}“ steht nicht mehr hier: Ämter und Vorschriften kommen aus der Datei, die „law“ nennt.",
                "Bitte die Angabe mit allen Zeilen darunter löschen und oben die Datei Ihres Landes nennen, zum "
                "Beispiel: law: bund",
            )


def _check_stages(root: Mapping, report: ProblemCollector) -> None:
    """Report stages in an unknown state, and a line of stages without one clear „now“."""
    stages = root.pairs.get("stages")
    if not isinstance(stages, Sequence):
        return
    states = [entry.pairs.get("state") for entry in stages.items if isinstance(entry, Mapping)]
    known = [state for state in states if isinstance(state, Scalar)]
    for state in known:
        if state.text not in STATES:
            report.error(
                state.line,
                "unknown-choice",
                f"„state: {state.text}“ gibt es nicht.",
                f"Bitte eine dieser Möglichkeiten wählen: {', '.join(f'state: {name}' for name in STATES)}",
            )
    if [state.text for state in known].count("now") != 1:
        report.warning(
            stages.line,
            "stages-now",
            "Unter „stages“ ist nicht genau ein Schritt der jetzige.",
            "Bitte bei genau einem Schritt angeben: state: now",
        )


def _check_accounts(root: Mapping, report: ProblemCollector) -> None:
    """Report an account that is neither an address nor open; a network may have none."""
    accounts = root.pairs.get("accounts")
    if accounts is None:
        return
    entries = accounts.pairs.items() if isinstance(accounts, Mapping) else [("accounts", accounts)]
    for name, entry in entries:
        address = entry.text if isinstance(entry, Scalar) and entry.text.startswith("https://") else ""
        example = f'{{url: "{address}"}}' if address else "{open: Adresse}"
        if not isinstance(entry, Mapping) or not entry.pairs.keys() & {"url", "open"}:
            report.error(
                entry.line,
                "incomplete-entry",
                "Ein Auftritt unter „accounts“ ist nicht vollständig.",
                f"Bitte so schreiben: {name}: {example if isinstance(accounts, Mapping) else '{}'}",
            )
