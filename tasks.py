"""Every command of the project: `python3 tasks.py TASK` on a bare machine, `inv TASK` inside `.venv`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - on an older Python this sentence must appear, not a traceback
    sys.exit(
        "Dieses Projekt braucht Python 3.11 oder neuer; hier läuft Python %d.%d.\n"  # noqa: UP031
        "  → Bitte ein neueres installieren und damit aufrufen, zum Beispiel: python3.11 tasks.py build"
        % sys.version_info[:2]
    )
if sys.platform == "win32":  # no fork and no flock there, and a .venv of another shape
    sys.exit(
        "Unter Windows selbst läuft dieses Programm nicht, wohl aber in dem Linux, das zu Windows gehört (WSL).\n"
        "  → Bitte dort aufrufen. Wie es eingerichtet wird, steht im Handbuch für die Redaktion "
        "unter „Was Sie einmal brauchen“."
    )

from collections.abc import Sequence
from pathlib import Path

from tools import environment, task_program

if __name__ == "__main__":
    task_program.answer_without_packages(Path(__file__), sys.argv[1:])
    environment.enter(environment.level_for(sys.argv[1:]))

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

SITE_HELP = {
    "site": "Ordner der Website mit site.yaml, Texten und Bildern; sonst content",
    "content": "älterer Name für --site",
}
OUTPUT_HELP = "Ordner, in den die Website geschrieben wird; sonst output neben dem der Website"
ADDRESS_HELP = "Adresse, unter der die Website erscheint; sonst die aus content/site.yaml"


@task(
    auto_shortflags=False,
    help={
        **SITE_HELP,
        "output": OUTPUT_HELP,
        "base_url": ADDRESS_HELP,
        "search": "ohne Suche, nur zum Messen",
        "audit": "ohne Prüfung des Ergebnisses, nur zum Messen",
        "preview": "als Vorschau einer Änderung, mit Hinweis auf jeder Seite und ohne Suchmaschinen",
        "explain": "Adresse einer Seite; danach steht da, warum sie neu gemacht wurde",
    },
)
def build(
    _: Context,
    site: str | None = None,
    content: str | None = None,
    output: str = "",
    base_url: str = "",
    search: bool = True,
    audit: bool = True,
    preview: bool = False,
    explain: str = "",
) -> None:
    """Baut die Website zum Veröffentlichen und prüft, was dabei entstanden ist."""
    environment.ensure(environment.BUILD)
    from plugins.cli import commands

    _leave(
        commands.build(
            _site(site, content),
            _output(output, _site(site, content)),
            base_url or None,
            search,
            audit,
            trial=preview,
            explain=explain,
        )
    )


@task(
    auto_shortflags=False,
    iterable=["file"],
    help={
        "file": "nur Meldungen zu dieser Datei oder diesem Ordner; es genügen die Namen, auch mehrere",
        "changed": "nur Meldungen zu Dateien, die laut Git geändert oder neu sind",
        "all": "alle Hinweise und jede offene Angabe einzeln, wie viele es auch sind",
        **SITE_HELP,
        "browser": "auch jede Seite in einem echten Browser ansehen, was länger dauert",
        "json": "ein JSON-Objekt je Meldung, für Programme",
        "junit": "Datei, in die alle Meldungen auch als JUnit-XML geschrieben werden",
        "code_quality": "Datei, in die alle Meldungen auch für GitLab (Code Quality) geschrieben werden",
    },
)
def check(
    _: Context,
    file: Sequence[str] | None = None,  # Invoke makes a list of it only if it is None
    changed: bool = False,
    all: bool = False,
    site: str | None = None,
    content: str | None = None,
    browser: bool = False,
    json: bool = False,
    junit: str = "",
    code_quality: str = "",
) -> None:
    """Sagt alles, was an den Inhalten zu verbessern ist, ohne die Website zu verändern."""
    environment.ensure(environment.BROWSER if browser else environment.BUILD)
    from plugins.cli import commands
    from tools import dictionaries

    browser_check = None
    if browser:
        from tools.browser_check import find_browser_check  # needs more packages than the rest

        browser_check = find_browser_check()

    _leave(
        commands.check(
            _site(site, content),
            json,
            junit=Path(junit) if junit else None,
            code_quality=Path(code_quality) if code_quality else None,
            dictionaries=dictionaries.fetch_dictionaries(),
            files=file or (),
            changed=changed,
            whole=all,
            browser_check=browser_check,
        )
    )


@task(
    auto_shortflags=False,
    help={**SITE_HELP, "json": "ein JSON-Objekt je Meldung, für Programme"},
)
def links(_: Context, site: str | None = None, content: str | None = None, json: bool = False) -> None:
    """Fragt nach, ob die Links zu anderen Websites noch ans Ziel führen, und berichtet nur."""
    environment.ensure(environment.BUILD)
    from plugins.cli import commands

    _leave(commands.links(_site(site, content), json))


@task(auto_shortflags=False, help={"port": "Nummer hinter dem Doppelpunkt der Adresse", **SITE_HELP})
def serve(_: Context, port: int = 8000, site: str | None = None, content: str | None = None) -> None:
    """Zeigt die Website mit allen Entwürfen auf diesem Rechner und erneuert sie beim Speichern."""
    environment.ensure(environment.BUILD)
    from plugins.cli import editing_commands
    from tools import dictionaries

    _leave(editing_commands.serve(_site(site, content), port, dictionaries.find_dictionaries()))


@task(auto_shortflags=False, help={"port": "Nummer hinter dem Doppelpunkt der Adresse", **SITE_HELP})
def redaktion(_: Context, port: int = 8000, site: str | None = None, content: str | None = None) -> None:
    """Zeigt die Website wie `serve` und dazu unter /redaktion/ ein Formular, in dem Sie schreiben können."""
    environment.ensure(environment.BUILD)
    from plugins.build.project_settings import site_parts
    from plugins.cli import editing_commands
    from tools import dictionaries

    _leave(editing_commands.serve(_site(site, content), port, dictionaries.find_dictionaries(), parts=site_parts()))


@task(
    auto_shortflags=False,
    iterable=["file", "question"],
    help={
        "kind": "artikel, veranstaltung, clip oder seite; oder website mit dem Ordner einer neuen Website",
        "title": "Titel",
        "summary": "Zusammenfassung in ein bis drei Sätzen",
        "date": "Datum als Jahr-Monat-Tag; sonst heute",
        "status": "draft (Entwurf, sonst gilt das) oder published",
        "category": "Rubrik eines Artikels",
        "tags": "Schlagwörter, durch Kommas getrennt",
        "start": "Beginn einer Veranstaltung",
        "end": "Ende einer Veranstaltung",
        "online": "Adresse, unter der man im Netz dabei ist",
        "place_name": "Name des Orts",
        "place_city": "Stadt",
        "video": "Filmdatei unter /media/ oder Adresse bei YouTube oder Vimeo",
        "slug": "letzter Teil der Adresse; sonst aus dem Titel",
        "file": "Ordner einer neuen Website, sonst content; --file darf fehlen",
        "name": "Name einer neuen Website",
        "address": "ihre Adresse, mit https://",
        "body": "die Behörde, die sie anbietet",
        "town": "der Ort der Behörde",
        "land": "das Recht, das gilt: bund, kommune oder ein Land",
        "services": "ihre Netzwerke, durch Kommas getrennt; sonst keine",
        "question": "die Frage der Startseite; ein zweites Mal für deren Gegenstück",
        "colours": "zwei Farben wie #00525a, durch ein Komma getrennt",
        "lang": "de oder en, die Sprache der ganzen Website; sonst de",
        **SITE_HELP,
    },
)
def new(
    _: Context,
    kind: str,
    title: str = "",
    summary: str = "",
    date: str = "",
    status: str = "",
    category: str = "",
    tags: str = "",
    start: str = "",
    end: str = "",
    online: str = "",
    place_name: str = "",
    place_city: str = "",
    video: str = "",
    slug: str = "",
    file: Sequence[str] | None = None,
    name: str = "",
    address: str = "",
    body: str = "",
    town: str = "",
    land: str = "",
    services: str = "",
    question: Sequence[str] | None = None,
    colours: str = "",
    lang: str = "",
    site: str | None = None,
    content: str | None = None,
) -> None:
    """Legt einen neuen Artikel, eine Veranstaltung, einen Clip, eine Seite oder eine Website an und fragt nach."""
    environment.ensure(environment.BUILD)
    from plugins.cli import editing_commands

    if kind == "website":
        first, second, *_more = [*(question or ()), "", ""]
        facts = {"name": name, "address": address, "body": body, "town": town, "land": land, "services": services}
        facts |= {"question": first, "second": second, "colours": colours, "lang": lang}
        _leave(editing_commands.new_website(Path((file or ["content"])[0]), facts))
    options = {
        "title": title,
        "summary": summary,
        "date": date,
        "status": status,
        "category": category,
        "tags": tags,
        "start": start,
        "end": end,
        "online": online,
        "place.name": place_name,
        "place.city": place_city,
        "video": video,
        "slug": slug,
    }
    _leave(editing_commands.new(kind, options, _site(site, content)))


TARGET_HELP = "Name eines Ziels aus content/site.yaml"


@task(
    auto_shortflags=False,
    iterable=["allow_gone"],
    help={
        "target": TARGET_HELP,
        "allow_shrink": "auch wenn viel weniger Seiten da sind als bisher",
        "allow_gone": "Adresse, die wegfallen darf; mehrmals möglich",
        "dry_run": "nur sagen, was sich ändern würde",
        **SITE_HELP,
        "output": OUTPUT_HELP,
    },
)
def publish(
    _: Context,
    target: str = "",
    allow_shrink: bool = False,
    allow_gone: Sequence[str] | None = None,
    dry_run: bool = False,
    site: str | None = None,
    content: str | None = None,
    output: str = "",
) -> None:
    """Baut die Website, prüft sie und zeigt sie an einem Ziel; bei einem Fehler bleibt dort alles, wie es ist."""
    environment.ensure(environment.BUILD)
    from plugins.cli import publish_commands
    from tools import servers

    servers.add_to_path("rsync", "ssh")
    _leave(
        publish_commands.publish(
            target,
            _site(site, content),
            _output(output, _site(site, content)),
            allow_shrink=allow_shrink,
            allow_gone=allow_gone or (),
            dry_run=dry_run,
        )
    )


@task(
    auto_shortflags=False,
    help={
        "target": TARGET_HELP,
        "to": "Name der Veröffentlichung; sonst die vor der jetzigen",
        **SITE_HELP,
    },
)
def rollback(_: Context, target: str = "", to: str = "", site: str | None = None, content: str | None = None) -> None:
    """Zeigt an einem Ziel wieder eine frühere Veröffentlichung."""
    environment.ensure(environment.BUILD)
    from plugins.cli import publish_commands
    from tools import servers

    servers.add_to_path("rsync", "ssh")
    _leave(publish_commands.rollback(target, _site(site, content), to))


@task(auto_shortflags=False, help={"target": TARGET_HELP, **SITE_HELP})
def releases(_: Context, target: str = "", site: str | None = None, content: str | None = None) -> None:
    """Zählt auf, was an einem Ziel veröffentlicht ist."""
    environment.ensure(environment.BUILD)
    from plugins.cli import publish_commands
    from tools import servers

    servers.add_to_path("rsync", "ssh")
    _leave(publish_commands.releases(target, _site(site, content)))


@task(auto_shortflags=False, help={"all": "auch, was lange dauert oder Server braucht"})
def test(_: Context, all: bool = False) -> None:  # noqa: PT028 - a task, not a test
    """Prüft das Programm selbst, an eigenen Inhalten: Form, Typen, alle Tests mit echtem Browser."""
    environment.ensure(environment.TEST)
    from tools import suite

    _leave(suite.test(slow=all))


@task(auto_shortflags=False, help={**SITE_HELP})
def reproduce(_: Context, site: str | None = None, content: str | None = None) -> None:
    """Baut die Website zweimal in verschiedenen Umgebungen und vergleicht jedes Byte."""
    environment.ensure(environment.BUILD)
    from tools import reproduction

    _leave(reproduction.reproduce(_site(site, content)))


@task
def advisories(_: Context) -> None:
    """Fragt, ob für die Pakete, die wir verwenden, Sicherheitslücken bekannt sind."""
    environment.ensure(environment.TEST)
    from tools import advisories as known

    _leave(known.check_advisories())


@task
def bench(_: Context) -> None:
    """Misst, wie schnell gebaut wird."""
    environment.ensure(environment.TEST)
    from tools import suite

    _leave(suite.bench())


def _site(site: str | None, content: str | None) -> Path:
    """Return the folder of the website that a command is about."""
    if site is not None and content is not None:
        raise Exit(
            "--site und --content nennen dasselbe, den Ordner der Website; es kann nur einer sein.\n"
            "  → Bitte nur --site angeben.",
            code=1,
        )
    named = site if content is None else content
    if named == "":  # as from a variable of a pipeline that is not set
        raise Exit("Hinter --site fehlt die Angabe.\n  → Bitte so schreiben: --site content", code=1)
    return Path(named or "content")


def _output(output: str, site: Path) -> Path:
    """Return the folder that a website is written to."""
    from plugins.core.site_folder import output_folder

    return Path(output) if output else output_folder(site)


def _leave(code: int) -> None:
    raise Exit(code=code)


if __name__ == "__main__":
    task_program.run(sys.modules[__name__], sys.argv[1:])
