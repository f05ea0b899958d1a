"""Target shape: what site.yaml may say of the places that the site is published to. No secret stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbcMapping
from types import MappingProxyType

from plugins.editorial.front_matter import Mapping, Node
from plugins.editorial.report import Report
from plugins.editorial.settings_shape import Setting, check_key, given, is_group

_FOLDER = r"(?:/[A-Za-z0-9._-]+)+/?"
_WEB = r"https?://[a-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~-]+)*/?"
_URL = Setting("Adresse der Website dort", _WEB, "https://www.beispiel.de")

# What each kind of target is told, and whether it must be.
KINDS: AbcMapping[str, AbcMapping[str, tuple[Setting, bool]]] = MappingProxyType(
    {
        "folder": {
            "path": (Setting("Ordner auf diesem Rechner", _FOLDER, "/srv/www/beispiel"), True),
            "url": (_URL, True),
        },
        "ssh": {
            "host": (Setting("Name des Servers", r"[A-Za-z0-9][A-Za-z0-9.-]*", "www.beispiel.de"), True),
            "port": (Setting("Port für ssh", r"\d{1,5}", "22"), False),
            "user": (Setting("Benutzer auf dem Server", r"[a-z_][a-z0-9_-]*", "website"), True),
            "path": (Setting("Ordner auf dem Server", _FOLDER, "/srv/www/beispiel"), True),
            "url": (_URL, True),
        },
        "s3": {
            "bucket": (Setting("Name des Speichers (Bucket)", r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "beispiel"), True),
            "endpoint": (Setting("Adresse des Speicherdienstes", _WEB, "https://s3.beispiel.de"), False),
            "region": (Setting("Region", r"[a-z0-9-]{1,40}", "eu-central-1"), False),
            "compression": (Setting("ob Texte verpackt abgelegt werden", "gzip|none", "none"), False),
            "url": (_URL, True),
        },
        "pages": {
            "path": (Setting("Ordner, den der Dienst veröffentlicht", r"[A-Za-z0-9_-][A-Za-z0-9._-]*", "public"), True),
            "url": (_URL, True),
        },
    }
)
KEYS = frozenset({"kind"}.union(*KINDS.values()))
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}", re.ASCII)
_KIND = Setting("Art des Ziels", "|".join(KINDS), "ssh")
_EXAMPLE = 'probe: {kind: folder, path: /srv/www/beispiel, url: "https://www.beispiel.de"}'


def check(targets: Node | None, report: Report) -> None:
    """Report what cannot be used below „targets“, the key *targets* of site.yaml; there may be none."""
    if targets is None or not is_group(targets, "targets", f"targets: {{{_EXAMPLE}}}", report):
        return
    for name, target in targets.pairs.items():
        if not NAME.fullmatch(name):
            report.error(
                targets.lines[name],
                "site-setting",
                f"„{name}“ kann kein Ziel heißen: Namen bestehen aus kleinen Buchstaben, Ziffern und Bindestrichen.",
                f"Bitte so schreiben: {_EXAMPLE}",
            )
        elif is_group(target, f"targets.{name}", _EXAMPLE.replace("probe", name, 1), report):
            _check_target(f"targets.{name}", target, report)


def _check_target(where: str, target: Mapping, report: Report) -> None:
    if "kind" not in target.pairs:
        _report_absent("kind", _KIND, where, target, report)
        return
    keys = KINDS.get(given(target).get("kind", ""), {})
    settings = {"kind": _KIND, **{key: setting for key, (setting, _) in keys.items()}}
    for key in target.pairs if keys else ("kind",):
        check_key(key, target, where, settings, report)
    for key, (setting, is_needed) in keys.items():
        if is_needed and key not in target.pairs:
            _report_absent(key, setting, where, target, report)


def _report_absent(key: str, setting: Setting, where: str, target: Mapping, report: Report) -> None:
    report.error(
        target.line,
        "required-key",
        f"Es fehlt die Angabe „{key}“ ({setting.label}) unter „{where}“.",
        f"Bitte eine Zeile ergänzen, zum Beispiel: {key}: {setting.example}",
    )
