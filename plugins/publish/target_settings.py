"""Target settings: those of site.yaml and of the environment, and the target made from them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

from plugins.content.near_names import nearest_name
from plugins.content.settings.group_schema import TARGET_EXAMPLE, TARGET_KINDS
from plugins.publish.target import PublishingError, Target, TargetFactory

# Never in site.yaml, and never shown. The names of the last three are Amazon's own.
SECRETS = {
    "ssh_key": "PUBLISH_SSH_KEY",
    "ssh_known_hosts": "PUBLISH_SSH_KNOWN_HOSTS",
    "access_key": "AWS_ACCESS_KEY_ID",
    "secret_key": "AWS_SECRET_ACCESS_KEY",
    "session_token": "AWS_SESSION_TOKEN",
}


def read_target_settings(
    site_settings: Mapping[str, object], name: str, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the settings of the target *name*: site.yaml, overridden by PUBLISH_HOST and such.

    Raises PublishingError if there is no such target or if one of the environment's settings cannot be used.
    """
    targets = site_settings.get("targets")
    target = targets.get(name) if isinstance(targets, Mapping) else None
    if not isinstance(target, Mapping):
        raise PublishingError(*_explain_absence(name, tuple(targets) if isinstance(targets, Mapping) else ()))
    settings = {key: str(value) for key, value in target.items()}
    for key, (setting, _) in TARGET_KINDS[settings["kind"]].items():
        variable = f"PUBLISH_{key.upper()}"
        value = environment.get(variable, "").strip()
        if value and not re.fullmatch(setting.pattern, value, re.ASCII):
            raise PublishingError(
                f"Mit dem Wert von {variable} lässt sich nichts anfangen ({setting.label}).",
                f"Bitte so setzen: {variable}={setting.example}",
            )
        if value:
            settings[key] = value
    return settings


def _explain_absence(name: str, known: Sequence[str]) -> tuple[str, str]:
    """Return what is wrong with the *name* of a target, and what to type."""
    wrong = f"Das Ziel „{name}“ gibt es nicht." if name else "Es fehlt, um welches Ziel es geht."
    if known:
        near = nearest_name(name, known) or known[0]
        others = f" Ziele in content/site.yaml: {', '.join(known)}." if len(known) > 1 else ""
        return wrong, f"Bitte so angeben: --target {near}{others}"
    return (
        f"{wrong} In content/site.yaml steht noch kein Ziel.",
        f"Bitte in content/site.yaml ergänzen: targets: {{{TARGET_EXAMPLE}}} und dann angeben: --target probe. "
        "Welche Ziele es gibt, steht im Handbuch „Betrieb“.",
    )


def make_target(settings: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> Target:
    """Return the target that *settings* describe. Raises PublishingError."""
    module = import_module(f"plugins.publish.targets.{settings['kind']}")
    secrets = {key: environment[variable] for key, variable in SECRETS.items() if environment.get(variable)}
    return cast("TargetFactory", module.create_target)(settings, secrets)
