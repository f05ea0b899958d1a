"""Group schema: groups of settings in site.yaml, each a single word with a pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeGuard

from plugins.content.front_matter.parser import Mapping, Node, Scalar
from plugins.content.front_matter.remedies import NO_LINES, SourceLines
from plugins.content.near_names import report_unknown_key
from plugins.content.schema.groups import add_key
from plugins.core.problem import ProblemCollector

KEYS = ("form", "targets")


@dataclass(frozen=True, slots=True)
class GroupSetting:
    """A key of a group: its German name, a pattern for its value, and an example that works."""

    label: str
    pattern: str
    example: str


def check_key(
    key: str,
    group: Mapping,
    where: str,
    settings: AbcMapping[str, GroupSetting],
    report: ProblemCollector,
    source: SourceLines = NO_LINES,
) -> None:
    """Report a mistake at *key* of the *group* that stands below *where*."""
    node = group.pairs[key]
    setting = settings.get(key)
    if setting is None:
        report_unknown_key(key, group.lines[key], settings, report, f" unter „{where}“")
    elif not isinstance(node, Scalar) or not re.fullmatch(setting.pattern, node.text.strip(), re.ASCII):
        written = node.text.strip() if isinstance(node, Scalar) else "mehrere Angaben"
        report.error(
            node.line,
            "site-setting",
            f"„{written}“ ist für „{key}“ ({setting.label}) nicht verwendbar.",
            f"Bitte so schreiben{source.say_value(node.span, key, setting.example)}",
        )


def single_texts(group: Mapping) -> dict[str, str]:
    """Return the settings of *group* that are a single text."""
    return {key: node.text.strip() for key, node in group.pairs.items() if isinstance(node, Scalar)}


def is_group(node: Node, where: str, example: str, report: ProblemCollector) -> TypeGuard[Mapping]:
    """Return whether *node* is a group; report that it should be one, like *example*."""
    if isinstance(node, Mapping):
        return True
    report.error(node.line, "not-a-group", f"„{where}“ besteht aus mehreren Angaben.", f"Bitte so schreiben: {example}")
    return False


_HTTPS = r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?/?"


FORM_SETTINGS: AbcMapping[str, GroupSetting] = MappingProxyType(
    {
        "published": GroupSetting("Formular auch auf der veröffentlichten Website", "true|false", "false"),
        "repository": GroupSetting("Art des Repositoriums", "gitlab|github", "gitlab"),
        "host": GroupSetting("Adresse des GitLab", _HTTPS, "https://gitlab.opencode.de"),
        "project": GroupSetting(
            "Pfad des Projekts dort",
            r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+",
            "gruppe/projekt",
        ),
        "branch": GroupSetting("Zweig", r"[A-Za-z0-9_./-]{1,100}", "main"),
        "app_id": GroupSetting(
            "Nummer der Anwendung bei GitLab", r"[A-Za-z0-9]{20,100}", "0123456789abcdef0123456789abcdef"
        ),
        "sign_in": GroupSetting("Dienst für die Anmeldung bei GitHub", _HTTPS, "https://anmeldung.beispiel.de"),
    }
)
_REQUIRED_FORM_KEYS = {"gitlab": ("host", "project", "app_id"), "github": ("project",)}


def check_form(form: Node | None, report: ProblemCollector, source: SourceLines = NO_LINES) -> None:
    """Report mistakes below „form“, the key *form* of site.yaml; there may be none."""
    if form is None or not is_group(form, "form", "form: {published: false}", report):
        return
    texts = single_texts(form)
    for key in form.pairs:
        check_key(key, form, "form", FORM_SETTINGS, report, source)
    for key in _REQUIRED_FORM_KEYS.get(texts.get("repository", ""), ()):
        if key not in form.pairs:
            _report_absent_in_form(key, f"das Formular in {texts['repository']} speichern kann", form, report, source)
    if texts.get("published") == "true" and "repository" not in form.pairs:
        _report_absent_in_form("repository", "das veröffentlichte Formular etwas speichern kann", form, report, source)


def _report_absent_in_form(
    key: str, so_that: str, form: Mapping, report: ProblemCollector, source: SourceLines
) -> None:
    setting = FORM_SETTINGS[key]
    report.error(
        form.line,
        "required-key",
        f"Es fehlt die Angabe „{key}“ ({setting.label}) unter „form“. Ohne sie wüsste niemand, wie {so_that}.",
        add_key(form, key, setting.example, source),
    )


_FOLDER = r"(?:/[A-Za-z0-9._-]+)+/?"
_WEB = r"https?://[a-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~-]+)*/?"
_URL = GroupSetting("Adresse der Website dort", _WEB, "https://www.beispiel.de")

# The settings of each kind of target, and whether they are required.
TARGET_KINDS: AbcMapping[str, AbcMapping[str, tuple[GroupSetting, bool]]] = MappingProxyType(
    {
        "folder": {
            "path": (GroupSetting("Ordner auf diesem Rechner", _FOLDER, "/srv/www/beispiel"), True),
            "url": (_URL, True),
        },
        "ssh": {
            "host": (GroupSetting("Name des Servers", r"[A-Za-z0-9][A-Za-z0-9.-]*", "www.beispiel.de"), True),
            "port": (GroupSetting("Port für ssh", r"\d{1,5}", "22"), False),
            "user": (GroupSetting("Benutzer auf dem Server", r"[a-z_][a-z0-9_-]*", "website"), True),
            "path": (GroupSetting("Ordner auf dem Server", _FOLDER, "/srv/www/beispiel"), True),
            "url": (_URL, True),
        },
        "s3": {
            "bucket": (
                GroupSetting("Name des Speichers (Bucket)", r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "beispiel"),
                True,
            ),
            "endpoint": (GroupSetting("Adresse des Speicherdienstes", _WEB, "https://s3.beispiel.de"), False),
            "region": (GroupSetting("Region", r"[a-z0-9-]{1,40}", "eu-central-1"), False),
            "compression": (GroupSetting("ob Texte verpackt abgelegt werden", "gzip|none", "none"), False),
            "url": (_URL, True),
        },
        "pages": {
            "path": (
                GroupSetting("Ordner, den der Dienst veröffentlicht", r"[A-Za-z0-9_-][A-Za-z0-9._-]*", "public"),
                True,
            ),
            "url": (_URL, True),
        },
    }
)
TARGET_KEYS = frozenset({"kind"}.union(*TARGET_KINDS.values()))
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}", re.ASCII)
_TARGET_KIND = GroupSetting("Art des Ziels", "|".join(TARGET_KINDS), "ssh")
TARGET_EXAMPLE = 'probe: {kind: folder, path: /srv/www/beispiel, url: "https://www.beispiel.de"}'


def check_targets(targets: Node | None, report: ProblemCollector, source: SourceLines = NO_LINES) -> None:
    """Report mistakes below „targets“, the key *targets* of site.yaml; there may be none."""
    if targets is None or not is_group(targets, "targets", f"targets: {{{TARGET_EXAMPLE}}}", report):
        return
    for name, target in targets.pairs.items():
        if not NAME.fullmatch(name):
            report.error(
                targets.lines[name],
                "site-setting",
                f"„{name}“ kann kein Ziel heißen: Namen bestehen aus kleinen Buchstaben, Ziffern und Bindestrichen.",
                f"Bitte so schreiben: {TARGET_EXAMPLE}",
            )
        elif is_group(target, f"targets.{name}", TARGET_EXAMPLE.replace("probe", name, 1), report):
            _check_target(f"targets.{name}", target, report, source)


def _check_target(where: str, target: Mapping, report: ProblemCollector, source: SourceLines) -> None:
    if "kind" not in target.pairs:
        _report_absent_in_target("kind", _TARGET_KIND, where, target, report, source)
        return
    keys = TARGET_KINDS.get(single_texts(target).get("kind", ""), {})
    settings = {"kind": _TARGET_KIND, **{key: setting for key, (setting, _) in keys.items()}}
    for key in target.pairs if keys else ("kind",):
        check_key(key, target, where, settings, report, source)
    for key, (setting, is_needed) in keys.items():
        if is_needed and key not in target.pairs:
            _report_absent_in_target(key, setting, where, target, report, source)


def _report_absent_in_target(
    key: str, setting: GroupSetting, where: str, target: Mapping, report: ProblemCollector, source: SourceLines
) -> None:
    report.error(
        target.line,
        "required-key",
        f"Es fehlt die Angabe „{key}“ ({setting.label}) unter „{where}“.",
        add_key(target, key, setting.example, source),
    )
