"""Cross-checks: equal addresses, dead links and lost originals among all files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.content.media.file_types import KINDS, REMEDIES
from plugins.content.near_names import fold, nearest_name
from plugins.content.schema.content_types import TYPE_OF, ContentType
from plugins.content.schema.field_types import nearest_media
from plugins.core.model import ContentItem, Link
from plugins.core.problem import Problem
from plugins.core.urls import PUBLISHED_FILES, folders_of, path_of, resolve, split_suffix

# A host and perhaps a path: what is left of an address without its beginning
_HOST = re.compile(r"(?!.*\.(?:md|html?|php)(?:$|[?#]))[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/:?#]|$)", re.IGNORECASE)


_TARGET_CODES = frozenset({"link-title", "link-scheme"})
_NO_ADDRESS = re.compile(r"[„“”»«]|https?:", re.IGNORECASE)


def find_duplicates(items: Iterable[ContentItem], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each item or alias whose address something else has already.

    Args:
        items: Everything that was read, in a fixed order.
        taken: Addresses that the site itself uses, each with what stands there.
    """
    owners = dict(taken)
    for item in items:
        if item.address in owners:
            yield Problem(
                item.source,
                item.lines.get("slug", 1),
                f"Die Adresse {item.address} ist schon vergeben an: {owners[item.address]}.",
                f"Bitte die Datei umbenennen oder eine andere Adresse angeben, zum Beispiel: slug: {item.slug}-2",
                "duplicate-address",
            )
        owners.setdefault(item.address, item.source)
    for item in items:
        for written in item.aliases:
            alias = f"/{written.strip('/')}/"
            if alias in owners:
                yield Problem(
                    item.source,
                    item.lines.get("aliases", 1),
                    f"Die frühere Adresse {alias} ist schon vergeben an: {owners[alias]}.",
                    f"Bitte diesen Eintrag unter „aliases“ löschen: {written}",
                    "duplicate-alias",
                )
            owners.setdefault(alias, item.source)


def find_aliases_of_files(items: Iterable[ContentItem], files: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each alias that is a file of the site; *files* are output paths.

    Files that publishing adds count as well: it would be too late to say so then.
    """
    for item in items:
        for written in item.aliases:
            folders = folders_of(path_of(f"/{written.strip('/')}/"))
            there = [path for path in folders if path in files or path in PUBLISHED_FILES]
            if there:
                yield Problem(
                    item.source,
                    item.lines.get("aliases", 1),
                    f"Die frühere Adresse „{written}“ kann es nicht geben: Dort steht die Datei „/{there[0]}“.",
                    f"Bitte diesen Eintrag unter „aliases“ löschen: {written}",
                    "duplicate-alias",
                )


def find_missing_originals(items: Iterable[ContentItem], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each translation whose original does not exist."""
    for item in items:
        if item.translates and resolve(item.translates, item.source, sources) is None:
            meant = _nearest_source(item.translates, item.source, sources)
            yield Problem(
                item.source,
                item.lines.get("translates", 1),
                f"Das Original „{item.translates}“ gibt es nicht.{_ask(meant)}",
                f"Bitte den Pfad von dieser Datei aus angeben, zum Beispiel: translates: {meant or 'original.md'}",
                "lost-original",
            )


def _nearest_source(named: str, source: str, sources: Iterable[str]) -> str:
    """Return the path from *source* to the text whose file is called most like *named*, or ""."""
    paths = {PurePosixPath(path).name: path for path in sources if path != source}
    near = nearest_name(PurePosixPath(named).name, paths)
    return posixpath.relpath(paths[near], posixpath.dirname(source)) if near else ""


def find_missing_events(
    items: Iterable[ContentItem], sources: Mapping[str, str], kind: ContentType = TYPE_OF["event"]
) -> Iterator[Problem]:
    """Yield a problem for each article about an event that does not exist, or that is no event."""
    known = list(items)
    events = {item.address: item for item in known if item.type == "event"}
    for item in known:
        named = str(item.fields.get("event", ""))
        if named and resolve(named, item.source, sources) not in events:
            meant = kind.address.format(slug=PurePosixPath(named.rstrip("/")).stem)
            close = get_close_matches(meant, sorted(events), n=1, cutoff=0.0)
            yield Problem(
                item.source,
                item.lines.get("event", 1),
                f"Eine Veranstaltung „{named}“ gibt es nicht.",
                "Bitte ihre Adresse oder den Pfad von dieser Datei aus angeben, "
                f"zum Beispiel: event: {close[0] if close else kind.address.format(slug='name')}",
                "lost-event",
            )


def find_dead_links(
    items: Iterable[ContentItem],
    sources: Mapping[str, str],
    known: frozenset[str],
    unpublished: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield a problem for each internal link or picture that leads nowhere.

    Args:
        items: What will be published.
        sources: Source file to address.
        known: Every address that the site answers, files below /media/ among them.
        unpublished: Addresses of drafts and of what is not yet due, with a word for each.
    """
    for item in items:
        yield from _dead_registration(item, sources, known, unpublished)
        reported = {problem.line for problem in item.body.problems if problem.code in _TARGET_CODES}
        for link in item.body.links:
            if link.line in reported and _NO_ADDRESS.search(link.target):
                continue  # its title or its beginning is at fault, and that is told already
            address = resolve(link.target, item.source, sources)
            bare = split_suffix(address)[0] if address else ""
            if bare not in known and unquote(bare) not in known:
                yield _dead(item, link, bare, known, unpublished)


def _dead_registration(
    item: ContentItem, sources: Mapping[str, str], known: frozenset[str], unpublished: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem if one registers for the event *item* on a page of ours that is not there."""
    target = str(item.fields.get("register", ""))
    if target.startswith(("/", "../")):
        address = resolve(target, item.source, sources)
        bare = split_suffix(address)[0] if address else ""
        if bare not in known and unquote(bare) not in known:
            yield _dead(item, Link(target, item.lines.get("register", 1)), bare, known, unpublished)


def _dead(
    item: ContentItem, link: Link, address: str, known: frozenset[str], unpublished: Mapping[str, str]
) -> Problem:
    if address in unpublished:
        return Problem(
            item.source,
            link.line,
            f"Der Verweis auf „{link.target}“ führt zu {unpublished[address]}.",
            "Bitte den Verweis entfernen, bis die Seite veröffentlicht ist.",
            "unpublished-target",
        )
    path = address or split_suffix(link.target)[0]
    if _is_media(link.target, path):
        meant = nearest_media(path, (one for one in known if one.startswith("/media/")))
        message = f"Die Datei „{link.target}“ gibt es nicht.{_ask(meant)}"
        return Problem(item.source, link.line, message, _remedy(link.target, meant), "missing-file")
    message, meant = _diagnose(link.target, path, known - {item.address})
    return Problem(item.source, link.line, message, _remedy(link.target, meant), "dead-link")


def _diagnose(target: str, path: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the message about a *target* that leads nowhere, and the right address or "".

    Args:
        target: Its text as written.
        path: The same from the site's root if that is known, without query and fragment.
        known: Every address that the site answers.
    """
    suffix = split_suffix(target)[1]
    if path.endswith("/index.html") and (page := path.removesuffix("index.html")) in known:
        return f"Die Seite „{target}“ hat eine kürzere Adresse; nur die gilt.", page + suffix
    meant = _complete(target, path, known) or _nearest_page(path, known)
    if meant.startswith("/"):
        meant += suffix
    return f"Der Verweis auf „{target}“ führt ins Leere.{_ask(meant)}", meant


def _is_media(target: str, path: str) -> bool:
    """Return whether a *target* is meant for a file of ours: a picture, a film, a document."""
    if "/media/" in path or target.startswith("media/"):
        return True
    ending = PurePosixPath(path).suffix.lower()
    return "@" not in path and (ending in KINDS or ending in REMEDIES) and ending not in {".md", ".html"}


def _complete(target: str, path: str, known: frozenset[str]) -> str:
    """Return *target* with what is missing at its end or beginning, or ""."""
    if f"{path}/" in known:
        return f"{path}/"
    if "@" in target:
        return f"mailto:{target}"
    return f"https://{target}" if _HOST.match(target) else ""


def _nearest_page(path: str, known: frozenset[str]) -> str:
    """Return the address of the page that *path* was probably meant for; never that of raw data."""
    pages = [one for one in known if one.endswith("/")]
    wanted = PurePosixPath(path).with_suffix("").as_posix() if path.endswith((".md", ".html", ".htm", ".php")) else path
    same = [one for one in pages if fold(one).strip("/") == fold(wanted).strip("/")]
    return same[0] if same else nearest_name(wanted, pages)


def _ask(meant: str) -> str:
    return f" Meinten Sie „{meant}“?" if meant else ""


def _remedy(target: str, meant: str) -> str:
    """Return the remedy for a *target* that leads nowhere; *meant* is the right one or ""."""
    if meant.startswith("https://"):
        return f"Bitte mit https:// am Anfang schreiben: {meant}"
    if meant.startswith("mailto:"):
        return f"Bitte mit mailto: am Anfang schreiben: {meant}"
    if meant == f"{target}/":
        return f"Bitte mit Schrägstrich am Ende schreiben: {meant}"
    if meant:
        return f"Bitte so schreiben: {meant}"
    if _is_media(target, split_suffix(target)[0]):
        path = split_suffix(target)[0]
        if path.startswith("/media/"):
            return f"Bitte die Datei mit diesem Namen ablegen: content{unquote(path)}"
        name = PurePosixPath(unquote(path)).name
        return f"Bitte die Datei nach content/media/ legen und so schreiben: /media/{name}"
    return (
        "Bitte die Adresse so angeben, wie sie im Browser hinter dem Namen der Website steht, oder den Verweis löschen."
    )
