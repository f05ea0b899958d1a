"""Form site: joins schema, registry, facts and Sveltia into all the files of the form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plugins.content.settings import site_settings
from plugins.core.dates import today
from plugins.core.project import ROOT
from plugins.editor_form import fields
from plugins.editor_form import page as form_page
from plugins.editor_form.backend import Repository
from plugins.editor_form.config import EMBED, config
from plugins.editor_form.suggestions import collect_suggestions
from plugins.editor_form.widgets import embed_pattern
from plugins.embeds.services import Service, load

PREFIX = "redaktion/"

_OWN = ("form.js", "components.js", "fields.js", "format.js", "rules.js", "form.css")
_LOGO = ROOT / "theme" / "static" / "favicon.svg"
_RULES = {
    "alt": "Einem Bild fehlt die Beschreibung für blinde Menschen. Bitte schreiben Sie in einem Satz, was zu sehen "
    "ist. Schmückt das Bild nur, schalten Sie „Nur Schmuck“ ein.",
    "alt_in_text": "Einem Bild im Text fehlt die Beschreibung. Bitte schreiben Sie in einem Satz, was zu sehen ist.",
    "address": "Im Text steht eine Adresse allein in einer Zeile, aus der kein Platzhalter werden kann. Bitte nehmen "
    "Sie die vollständige Adresse des Films oder Beitrags, zum Beispiel: https://www.youtube.com/watch?v=aqz-KE-bpKQ. "
    "Soll es ein Link sein, schreiben Sie bitte Wörter und verlinken diese.",
    "order": "Die Veranstaltung endet, bevor sie beginnt. Bitte berichtigen Sie Beginn oder Ende.",
}


def repository(facts: Mapping[str, object]) -> Repository | None:
    """Return the repository that site.yaml names for the form, or None."""
    told = facts.get("form")
    if not isinstance(told, Mapping) or not told.get("repository"):
        return None
    keys = ("host", "project", "branch", "app_id", "sign_in")
    return Repository(str(told["repository"]), **{key: str(told.get(key, "")) for key in keys})


def is_published(facts: Mapping[str, object]) -> bool:
    """Return whether site.yaml puts the form on the published site."""
    told = facts.get("form")
    return isinstance(told, Mapping) and told.get("published") == "true"


def contacted_hosts(facts: Mapping[str, object]) -> frozenset[str] | None:
    """Return the origins that the published form may contact, or None if the form is not published."""
    if not is_published(facts):
        return None
    where = repository(facts)
    return frozenset(where.hosts if where else ())


def local_route(content: Path, program: Path) -> Callable[[str], bytes | None]:
    """Return what answers for each path of the form in the preview: its bytes, or None if there is nothing.

    Pages and configuration are made anew each time, so they offer what was written a moment ago.

    Args:
        content: The folder that editors write in.
        program: Where Sveltia lies.
    """

    def answer(path: str) -> bytes | None:
        if path.startswith("program/") and path != "program/de.js":
            return _file(program, path.removeprefix("program/"))
        facts = site_settings.read_settings(content / "site.yaml", "site.yaml")[0].values
        return dict(_made(facts, content, program, "", here=True)).get(path or "index.html")

    return answer


def published_files(facts: Mapping[str, object], content: Path, program: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the form for the published site, with its path below PREFIX."""
    yield from _made(facts, content, program, str(facts["address"]), here=False)
    for path in sorted(path for path in program.rglob("*") if path.is_file() and path.suffix != ".json"):
        yield f"program/{path.relative_to(program).as_posix()}", path.read_bytes()


def _file(folder: Path, path: str) -> bytes | None:
    file = (folder / path).resolve()
    return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _made(
    facts: Mapping[str, object], content: Path, program: Path, address: str, *, here: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield what is ours, or made for this site."""
    where, name = repository(facts), str(facts.get("name", ""))
    told = settings(facts, collect_suggestions(content, None if here else today()), where, address)
    yield "index.html", form_page.page(name, where, _legal(facts), on_this_machine=here).encode()
    yield "config.json", json.dumps(told, ensure_ascii=False, indent=1).encode()
    yield "logo.svg", _LOGO.read_bytes()
    for own in _OWN:
        yield own, (form_page.HERE / own).read_bytes()
    yield "program/de.js", _german(program / "de.json")


def _legal(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    links = facts.get("legal_navigation")
    for link in links if isinstance(links, list | tuple) else ():
        if isinstance(link, Mapping) and str(link.get("address", "")).startswith("/"):
            yield str(link.get("title", "")), str(link["address"])


def settings(
    facts: Mapping[str, object], known: Mapping[str, Sequence[str]], where: Repository | None, address: str
) -> dict[str, object]:
    """Return what config.json holds: Sveltia's configuration, and what our own scripts need to know."""
    told = config(
        fields.collections(known),
        title=f"Redaktion {facts.get('name', '')}".strip(),
        address=address,
        repository=where,
    )
    ours = {"embed": _embed(_services(facts)), "rules": _RULES, "unwritten": fields.UNWRITTEN}
    return {"cms": told, "ours": ours}


def _services(facts: Mapping[str, object]) -> tuple[Service, ...]:
    given = facts.get("services_enabled", ())
    return load(enabled=[str(name) for name in given] if isinstance(given, list | tuple) else [str(given)])


def _embed(services: Sequence[Service]) -> dict[str, str]:
    *most, last = [service.name for service in services]
    return {
        "id": EMBED,
        "label": "Film oder Beitrag",
        "icon": "smart_display",
        "name": "Adresse",
        "hint": f"Aus der Adresszeile des Browsers, von {', '.join(most)} oder {last}. Auf der Website steht dort ein "
        "Platzhalter, der erst nach einem Klick lädt. Hier wird nichts geladen.",
        "pattern": embed_pattern(services),
    }


def _german(path: Path) -> bytes:
    """Return Sveltia's German sentences as a module, with ours where it has none yet, or speaks of Git."""
    words = json.loads(path.read_text(encoding="utf-8"))
    own = json.loads((form_page.HERE / "words.json").read_text(encoding="utf-8"))
    return f"export default {json.dumps(_with(words, own), ensure_ascii=False)};\n".encode()


def _with(words: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    inner = {key: _with(words.get(key, {}), value) for key, value in own.items() if isinstance(value, dict)}
    return {**words, **own, **inner}
