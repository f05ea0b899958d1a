"""Form site: all files of the form, made of schema, registry, site settings and Sveltia."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.content.settings import site_settings
from plugins.core.dates import today
from plugins.core.project import CACHE, ROOT
from plugins.core.rebase import rebase_text
from plugins.editor_form import directives, fields
from plugins.editor_form import page as form_page
from plugins.editor_form.backend import Repository, folder_in_repository, repository_of
from plugins.editor_form.cheat_sheet import cheat_sheet
from plugins.editor_form.config import EMBED, config
from plugins.editor_form.suggestions import collect_suggestions
from plugins.editor_form.widgets import embed_pattern
from plugins.embeds.services import Service, load_for
from plugins.embeds.site_services import find_services
from plugins.images.cache import ImageCache
from plugins.images.icons import FAVICON
from plugins.site.assets.look import read_look

_OWN = (
    *("form.js", "components.js", "directives.js", "shapes.js", "fields.js", "format.js", "rules.js"),
    *("text.js", "dialect.js", "merge.js"),
    *("form.css", "cheat-sheet.css"),
)
_STATIC = ROOT / "theme" / "static"
_RULES = {
    "alt": "Einem Bild fehlt die Beschreibung für blinde Menschen. Bitte schreiben Sie in einem Satz, was zu sehen "
    "ist. Schmückt das Bild nur, schalten Sie „Nur Schmuck“ ein.",
    "alt_in_text": "Einem Bild im Text fehlt die Beschreibung. Bitte schreiben Sie in einem Satz, was zu sehen ist.",
    "address": "Im Text steht eine Adresse allein in einer Zeile, aus der kein Platzhalter werden kann. Bitte nehmen "
    "Sie die vollständige Adresse des Films oder Beitrags, wie sie im Browser steht. "
    "Soll es ein Link sein, schreiben Sie bitte Wörter und verlinken diese.",
    "directive": "Im Baustein „{name}“ fehlt etwas. Bitte füllen Sie jedes Feld mit einem Stern aus, oder entfernen "
    "Sie den Baustein mit dem Kreuz rechts oben.",
    "order": "Die Veranstaltung endet, bevor sie beginnt. Bitte berichtigen Sie Beginn oder Ende.",
    "twice": "Zwei Termine haben denselben Beginn. Bitte berichtigen oder löschen Sie einen von beiden.",
    "place": "Es fehlt, wo die Veranstaltung stattfindet. Bitte geben Sie den Ort an, die Adresse im Netz oder beides.",
    "online": "Die Veranstaltung findet nur noch online statt. Bitte geben Sie auch die Adresse im Netz an.",
    "until": "Die Anmeldung endet erst nach der Veranstaltung. Bitte berichtigen Sie den Tag bei „Anmeldung bis“.",
}


def local_route(content: Path, program: Path) -> Callable[[str], bytes | None]:
    """Return a function that returns the file of the form at a path in the preview, or None.

    Page and configuration are made anew each time, so they offer what was written a moment ago.

    Args:
        content: The folder that editors write in.
        program: The folder with Sveltia's files.
    """

    def answer(path: str) -> bytes | None:
        if path.startswith("program/") and path != "program/de.js":
            return _read_below(program, path.removeprefix("program/"))
        settings = site_settings.read_settings(content / "site.yaml", "site.yaml")[0].values
        return dict(_generate(settings, content, program, "", on_this_machine=True)).get(
            f"{path}index.html" if path.endswith("/") else path or "index.html"
        )

    return answer


def form_files(settings: Mapping[str, object], content: Path, program: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the form for the published site, by its path below the form's folder."""
    yield from _generate(settings, content, program, str(settings["address"]), on_this_machine=False)
    for path in sorted(path for path in program.rglob("*") if path.is_file() and path.suffix != ".json"):
        yield f"program/{path.relative_to(program).as_posix()}", path.read_bytes()


def _read_below(folder: Path, path: str) -> bytes | None:
    file = (folder / path).resolve()
    return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _generate(
    settings: Mapping[str, object], content: Path, program: Path, address: str, *, on_this_machine: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are ours, or made for this site."""
    repository, name = repository_of(settings), str(settings.get("name", ""))
    suggestions = collect_suggestions(content, None if on_this_machine else today())
    services = find_services(settings, load_for(content))
    folder = folder_in_repository(content)
    facts = (PurePosixPath(folder) / "site.yaml").as_posix()
    setup = configuration(settings, services, suggestions, repository, address, folder)
    command = rebase_text("python3 tasks.py redaktion", content)
    html = form_page.page(name, repository, _legal(settings), facts, command, on_this_machine=on_this_machine)
    yield "index.html", html.encode()
    yield "config.json", json.dumps(setup, ensure_ascii=False, indent=1).encode()
    yield f"{form_page.CHEAT_SHEET}index.html", cheat_sheet(name, _legal(settings)).encode()
    yield "logo.svg", _logo(content, name)
    for own in _OWN:
        yield own, (form_page.HERE / own).read_bytes()
    yield "program/de.js", _german(program / "de.json", facts)


def _logo(content: Path, name: str) -> bytes:
    look, _ = read_look(_STATIC, content, name, ImageCache.below(CACHE / "pictures"))
    return look.files[FAVICON]


def _legal(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield titles and addresses of the legal pages, to which every page has to lead."""
    links = settings.get("legal_navigation")
    for link in links if isinstance(links, list | tuple) else ():
        if isinstance(link, Mapping) and str(link.get("address", "")).startswith("/"):
            yield str(link.get("title", "")), str(link["address"])


def configuration(
    settings: Mapping[str, object],
    services: Sequence[Service],
    suggestions: Mapping[str, Sequence[str]],
    repository: Repository | None,
    address: str,
    folder: str = "content",
) -> dict[str, object]:
    """Return the content of config.json: Sveltia's configuration and values for our scripts."""
    cms = config(
        fields.collections(suggestions, embeds=bool(services)),
        title=f"Redaktion {settings.get('name', '')}".strip(),
        address=address,
        repository=repository,
        folder=folder,
    )
    ours = {
        "embed": _embed(services) if services else None,
        "directives": directives.components(),
        "rules": _RULES,
        "unwritten": fields.UNWRITTEN,
    }
    return {"cms": cms, "ours": ours}


def _embed(services: Sequence[Service]) -> dict[str, str]:
    names = " oder ".join(", ".join(service.name_with_instances for service in services).rsplit(", ", 1))
    return {
        "id": EMBED,
        "label": "Film oder Beitrag",
        "icon": "smart_display",
        "name": "Adresse",
        "hint": f"Aus der Adresszeile des Browsers, von {names}. Auf der Website steht dort ein "
        "Platzhalter, der erst nach einem Klick lädt. Hier wird nichts geladen.",
        "pattern": embed_pattern(services),
    }


def _german(path: Path, settings: str) -> bytes:
    """Return Sveltia's German sentences as a module.

    Ours stand where it has none yet, or speaks of Git; they name the site.yaml that is at *settings*.
    """
    words = json.loads(path.read_text(encoding="utf-8"))
    text = (form_page.HERE / "words.json").read_text(encoding="utf-8")
    own = json.loads(text.replace("content/site.yaml", json.dumps(settings, ensure_ascii=False)[1:-1]))
    return f"export default {json.dumps(_merge(words, own), ensure_ascii=False)};\n".encode()


def _merge(words: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return *words* with those of *own* in their places, at any depth."""
    inner = {key: _merge(words.get(key, {}), value) for key, value in own.items() if isinstance(value, dict)}
    return {**words, **own, **inner}
