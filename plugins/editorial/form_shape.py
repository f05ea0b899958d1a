"""Form shape: what site.yaml may say of the form in the browser: whether it is published, and where it saves."""

from __future__ import annotations

from collections.abc import Mapping as AbcMapping
from types import MappingProxyType

from plugins.editorial.front_matter import Mapping, Node
from plugins.editorial.report import Report
from plugins.editorial.settings_shape import Setting, check_key, given, is_group

_HTTPS = r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?/?"


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
    if form is None or not is_group(form, "form", "form: {published: false}", report):
        return
    told = given(form)
    for key in form.pairs:
        check_key(key, form, "form", SETTINGS, report)
    for key in _NEEDED.get(told.get("repository", ""), ()):
        if key not in form.pairs:
            _report_absent(key, f"das Formular in {told['repository']} speichern kann", form, report)
    if told.get("published") == "true" and "repository" not in form.pairs:
        _report_absent("repository", "das veröffentlichte Formular etwas speichern kann", form, report)


def _report_absent(key: str, so_that: str, form: Mapping, report: Report) -> None:
    report.error(
        form.line,
        "required-key",
        f"Es fehlt die Angabe „{key}“ ({SETTINGS[key].label}) unter „form“. Ohne sie wüsste niemand, wie {so_that}.",
        f"Bitte eine Zeile ergänzen, zum Beispiel: {key}: {SETTINGS[key].example}",
    )
