"""Starter files of a new website, and of the repository around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from string import Template

from plugins.cli.new.document import quote
from plugins.cli.new.interview import Value
from plugins.cli.new.own_colours import write_tokens
from plugins.core.dates import today
from plugins.core.project import VERSION
from plugins.core.web_addresses import complete_address
from plugins.embeds import services

STARTER = Path(__file__).parent / "starter"
_NETWORK_TEMPLATES = ("template: social-media", "template: two-click")
_WORDS = {
    "de": (
        "{body} sucht gemeinsam mit Ihnen nach Antworten.",
        "Ihr erster Artikel",
        "Ein Entwurf, den nur die Vorschau zeigt.",
    ),
    "en": ("{body} looks for answers together with you.", "Your first article", "A draft that only the preview shows."),
}
_SAMPLE = "Schreiben Sie hier weiter. Ist der Artikel fertig, löschen Sie oben die Zeile mit dem Wort „draft“."
_DICTIONARY = "# Richtig geschriebene Wörter, die das Wörterbuch nicht kennt: eines in jeder Zeile.\n"


def find_site_files(values: Mapping[str, Value]) -> dict[str, str]:
    """Return each file of a new website by its path, with its text."""
    folder = STARTER / _lang(values)
    pages = {page.name: page.read_text(encoding="utf-8") for page in sorted((folder / "pages").glob("*.md"))}
    colours = values.get("colours", ())
    return {
        "site.yaml": _write_settings(folder / "site.yaml", values),
        **{f"pages/{name}": text for name, text in pages.items() if values.get("services") or not _is_about(text)},
        f"articles/{today().year}/{'erster-artikel' if _lang(values) == 'de' else 'first-article'}.md": _draft(values),
        "woerter.txt": _DICTIONARY + "".join(f"{word}\n" for word in _find_names(values)),
        **({"theme/tokens.css": write_tokens(tuple(colours))} if colours else {}),
    }


def find_root_files(site: str) -> dict[str, str]:
    """Return what stands beside the folder *site* in a repository, by path, with its text."""
    known = {"version": VERSION, "site": quote(site)}
    files = {"requirements.txt": "requirements.txt", ".gitlab-ci.yml": "gitlab-ci.yml", ".gitignore": "gitignore"}
    return {
        path: Template((STARTER / "root" / name).read_text(encoding="utf-8")).substitute(known)
        for path, name in files.items()
    }


def _lang(values: Mapping[str, Value]) -> str:
    return str(values.get("lang", "de"))


def _find_names(values: Mapping[str, Value]) -> list[str]:
    """Return the words that are right on this website: its names, and one of the starter pages."""
    given = " ".join(str(values.get(key, "")) for key in ("name", "body", "town"))
    return sorted({"Gebärdensprache", *re.findall(r"\b[A-ZÄÖÜ][\w-]{3,}", given)})


def _is_about(page: str) -> bool:
    """Return whether *page* is about networks."""
    return any(template in page for template in _NETWORK_TEMPLATES)


def _write_settings(file: Path, values: Mapping[str, Value]) -> str:
    texts = {key: quote(value) for key, value in values.items() if isinstance(value, str)}
    chosen = tuple(values.get("services", ()))
    lead = _WORDS[_lang(values)][0].format(body=values["body"])
    return Template(file.read_text(encoding="utf-8")).substitute(
        **{key: texts[key] for key in ("name", "land", "body", "town")},
        address=quote(complete_address(str(values["address"]))),
        first=texts["question"],
        second=f"  second: {texts['second']}\n" if "second" in texts else "",
        description=quote(f"{values['question']} {lead}"),
        lead=quote(lead),
        services=f"[{', '.join(chosen)}]",
        instances=_instances(chosen),
        social="  - {title: Social Media, address: /social-media/}\n" if chosen else "",
        expires=(today() + timedelta(days=350)).isoformat(),
    )


def _instances(chosen: tuple[str, ...]) -> str:
    """Return the line with the servers of *chosen* networks that many run."""
    shared = [one for one in services.load_all() if one.id in chosen and one.instances]
    if not shared:
        return ""
    named = ", ".join(f"{one.id}: [{', '.join(one.instances)}]" for one in shared)
    return f"# Auf welchen Servern. Das sind die üblichen; nennen Sie hier Ihre.\ninstances: {{{named}}}\n"


def _draft(values: Mapping[str, Value]) -> str:
    _, title, summary = _WORDS[_lang(values)]
    front = f"title: {title}\nsummary: {summary}\ndate: {today().isoformat()}\nstatus: draft"
    return f"---\n{front}\n---\n\n{_SAMPLE}\n"
