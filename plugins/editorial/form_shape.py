"""Form shape: what site.yaml may say of the form in the browser: whether it is published, and where it saves."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from plugins.editorial.front_matter import Mapping, Node, Scalar
from plugins.editorial.report import Report

_HTTPS = r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?/?"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key below „form“: what it is called, what may stand there, and an example that works."""

    label: str
    pattern: str
    example: str


SETTINGS: AbcMapping[str, Setting] = MappingProxyType(
    {
        "published": Setting("Formular auch auf der veröffentlichten Website", "true|false", "false"),
        "repository": Setting("Art des Repositoriums", "gitlab|github", "gitlab"),
        "host": Setting("Adresse des GitLab", _HTTPS, "https://gitlab.opencode.de"),
        "project": Setting(
            "Pfad des Projekts dort",
            r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+",
            "gruppe/projekt",
        ),
        "branch": Setting("Zweig", r"[A-Za-z0-9_./-]{1,100}", "main"),
        "app_id": Setting(
            "Nummer der Anwendung bei GitLab", r"[A-Za-z0-9]{20,100}", "0123456789abcdef0123456789abcdef"
        ),
        "sign_in": Setting("Dienst für die Anmeldung bei GitHub", _HTTPS, "https://anmeldung.beispiel.de"),
    }
)
_NEEDED = {"gitlab": ("host", "project", "app_id"), "github": ("project",)}


def check(form: Node | None, report: Report) -> None:
    """Report what cannot be used below „form“, the key *form* of site.yaml; there may be none."""
    if form is None:
        return
    if not isinstance(form, Mapping):
        report.error(
            form.line,
            "not-a-group",
            "„form“ besteht aus mehreren Angaben.",
            "Bitte so schreiben: form: {published: false}",
        )
        return
    given = {key: node.text.strip() for key, node in form.pairs.items() if isinstance(node, Scalar)}
    for key, node in form.pairs.items():
        _check_key(key, node, form, report)
    for key in _NEEDED.get(given.get("repository", ""), ()):
        if key not in form.pairs:
            _report_absent(key, f"das Formular in {given['repository']} speichern kann", form, report)
    if given.get("published") == "true" and "repository" not in form.pairs:
        _report_absent("repository", "das veröffentlichte Formular etwas speichern kann", form, report)


def _check_key(key: str, node: Node, form: Mapping, report: Report) -> None:
    setting = SETTINGS.get(key)
    if setting is None:
        near = get_close_matches(key, SETTINGS, n=1)
        meant = f" Meinten Sie „{near[0]}“?" if near else ""
        report.error(
            form.lines[key],
            "unknown-key",
            f"Die Angabe „{key}“ gibt es unter „form“ nicht.{meant}",
            f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(SETTINGS)}",
        )
    elif not isinstance(node, Scalar) or not re.fullmatch(setting.pattern, node.text.strip(), re.ASCII):
        written = node.text.strip() if isinstance(node, Scalar) else "mehrere Angaben"
        report.error(
            node.line,
            "form-setting",
            f"„{written}“ ist für „{key}“ ({setting.label}) nicht verwendbar.",
            f"Bitte so schreiben: {key}: {setting.example}",
        )


def _report_absent(key: str, so_that: str, form: Mapping, report: Report) -> None:
    report.error(
        form.line,
        "required-key",
        f"Es fehlt die Angabe „{key}“ ({SETTINGS[key].label}) unter „form“. Ohne sie wüsste niemand, wie {so_that}.",
        f"Bitte eine Zeile ergänzen, zum Beispiel: {key}: {SETTINGS[key].example}",
    )
