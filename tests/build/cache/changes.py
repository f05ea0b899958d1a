"""Changes: all that can happen to a project between two builds. Each tells how it is undone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from tests.build.cache.project import Project

Undo = Callable[[], object]
Change = Callable[[Project, Random], Undo]
CHANGES: dict[str, Change] = {}
_FIELDS = (
    "title",
    "summary",
    "date",
    "updated",
    "tags",
    "category",
    "status",
    "aliases",
    "event",
    "lang",
    "slug",
    "corrected",
    "review",
)
_VALUES = {
    "title": ('"Ein neuer Titel"', "Noch ein Titel", "Der erste Artikel"),
    "summary": ("Etwas anderes.", "Und noch etwas."),
    "date": ("2016-10-25", "2015-01-31", "2026-03-01", "2026-03-02"),
    "updated": ("2016-12-01", "2020-02-29"),
    "tags": ("[Ehrenamt]", "[Neues Thema]", "[Clip, Neues Thema]"),
    "category": ("Probe", "Anderes"),
    "status": ("draft", "hidden", "published"),
    "aliases": ("[/frueher/]", "[/alt/, /aelter/]"),
    "event": ("/veranstaltungen/treffen/", "/veranstaltungen/kommendes/"),
    "lang": ("en", "de-simple", "de"),
    "corrected": ("[{day: 2016-12-01, text: Eine Zahl.}]", "[{day: 2097-01-01, text: Noch eine.}]"),
    "review": ("2016-01-01", "2026-03-02"),
    "slug": ("eine-andere-adresse", "noch-eine"),
}
_BODIES = (
    "Ein Satz mehr.",
    "## Eine Überschrift\n\nDarunter [ein Verweis](/der-prozess/) und mehr.",
    "Ein [Verweis](zweiter.md) und https://example.org/.",
    "https://www.youtube.com/watch?v=O55virF5xk4",
    "![Ein Bild](/media/bild.jpg)",
    "Wörter, die sonst nirgends stehen: Quellwolke Nebelbank.",
    "Mehr im [Bericht](/media/bericht.pdf).",
)


def change(work: Change) -> Change:
    """Make *work* known by its name."""
    CHANGES[work.__name__] = work
    return work


def _write(file: Path, data: bytes) -> Undo:
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return lambda: file.unlink() if before is None else file.write_bytes(before)


def _rewrite(file: Path, old: str, new: str) -> Undo:
    text = file.read_text("utf-8")
    assert re.search(old, text, re.M), (file, old)
    return _write(file, re.sub(old, new, text, count=1, flags=re.M).encode())


def _texts(project: Project) -> list[Path]:
    return sorted((project.folder / "content").glob("*/**/*.md"))


def _articles(project: Project) -> list[Path]:
    return sorted((project.folder / "content/articles").rglob("*.md"))


@change
def a_body_is_edited(project: Project, chance: Random) -> Undo:
    """With a link, a place, an embed, a picture, or just words."""
    file = chance.choice(_texts(project))
    return _write(file, file.read_bytes() + f"\n{chance.choice(_BODIES)}\n".encode())


@change
def a_link_to_a_file_moves(project: Project, chance: Random) -> Undo:
    """Or it comes, or goes; what is to be said of the file names the lines that lead to it."""
    file = chance.choice(_texts(project))
    text = file.read_text("utf-8")
    link = "\n[Der Bericht](/media/bericht.pdf)\n"
    if link in text:
        return _write(file, text.replace(link, chance.choice(("", f"\nEin Satz davor.\n{link}"))).encode())
    return _write(file, f"{text}{link}".encode())


@change
def a_field_is_edited(project: Project, chance: Random) -> Undo:
    """Any of an article's front matter is set, or goes."""
    file, name = chance.choice(_articles(project)), chance.choice(_FIELDS)
    lines = file.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(f"{name}:")]
    if chance.random() < 0.8:
        kept.insert(1, f"{name}: {chance.choice(_VALUES[name])}")
    return _write(file, "\n".join(kept).encode())


@change
def an_event_moves(project: Project, chance: Random) -> Undo:
    """Into the past or the future."""
    file = project.folder / "content/events/2016/kommendes.md"
    year = chance.choice(("2026", "2097", "2016"))
    return _rewrite(file, r"^start: .*\nend: .*", f"start: {year}-03-01\nend: {year}-03-02")


@change
def an_article_comes(project: Project, chance: Random) -> Undo:
    """From some year, about something."""
    number = chance.randrange(1000)
    text = (
        f"---\ntitle: Neu {number}\nsummary: Etwas Neues.\ndate: {chance.randrange(2012, 2026)}-05-0{1 + number % 9}\n"
        f"tags: [{chance.choice(('Ehrenamt', 'Clip', 'Ein Thema'))}]\ncategory: Probe\n---\n"
        f"{chance.choice(_BODIES)}\n"
    )
    return _write(project.folder / f"content/articles/2016/neu-{number}.md", text.encode())


@change
def an_article_goes(project: Project, chance: Random) -> Undo:
    """Others may have named it."""
    file = chance.choice(_articles(project))
    data = file.read_bytes()
    file.unlink()
    return lambda: file.write_bytes(data)


@change
def an_article_is_renamed(project: Project, chance: Random) -> Undo:
    """Its address is another one then."""
    file = chance.choice(_articles(project))
    other = file.with_name(f"umbenannt-{chance.randrange(1000)}.md")
    if other.exists():
        return lambda: None
    file.rename(other)
    return lambda: other.rename(file)


@change
def a_text_is_withdrawn(project: Project, chance: Random) -> Undo:
    """With its pictures, and whatever leads to it; or it comes back."""
    file = chance.choice(_texts(project))
    lines = file.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("withdrawn:")]
    if kept == lines:
        kept.insert(1, "withdrawn: {day: 2016-12-01, text: Es stimmt nicht mehr.}")
    return _write(file, "\n".join(kept).encode())


@change
def a_file_is_touched(project: Project, chance: Random) -> Undo:
    """Saved, but as it was; or with its times set back."""
    file = chance.choice([*_texts(project), *sorted((project.folder / "theme/templates").rglob("*.html"))])
    status = file.stat()
    file.write_bytes(file.read_bytes())
    if chance.random() < 0.5:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return lambda: None


@change
def a_word_changes_and_no_time_does(project: Project, chance: Random) -> Undo:
    """As many letters, and the time of the file set back."""
    file = chance.choice(_texts(project))
    status = file.stat()
    front, end, body = file.read_bytes().rpartition(b"\n---\n")
    undo = _write(file, front + end + body.replace(b"e", b"a", 1))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return undo


@change
def a_template_is_edited(project: Project, chance: Random) -> Undo:
    """A page's, the frame's, or a macro that others include."""
    folder = project.folder / "theme/templates"
    file = chance.choice(sorted(folder.rglob("*.html")))
    return _write(file, file.read_bytes() + b"{# %d #}" % chance.randrange(1000))


@change
def a_template_says_something_else(project: Project, chance: Random) -> Undo:
    """On every article, or on every card of one."""
    name, old = chance.choice((("article.html", "</article>"), ("components/teaser.html", "{% endmacro %}")))
    return _rewrite(project.folder / "theme/templates" / name, re.escape(old), f"<!-- {chance.randrange(9)} -->{old}")


@change
def a_style_or_a_script_is_edited(project: Project, chance: Random) -> Undo:
    """Their addresses, which every page names, are made from what they hold."""
    found = [*(project.folder / "theme").rglob("*.css"), *(project.folder / "theme/static/js").rglob("*.js")]
    file = chance.choice(sorted(found))
    added = f"\n.probe-{chance.randrange(99)} {{ color: inherit }}\n" if file.suffix == ".css" else "\n// Probe\n"
    return _write(file, file.read_bytes() + added.encode())


@change
def a_picture_is_replaced(project: Project, chance: Random) -> Undo:
    """By one of another size and colour."""
    file = project.folder / "content/media/bild.jpg"
    undo = _write(file, b"")
    size = (chance.randrange(300, 900), chance.randrange(300, 900))
    Image.new("RGB", size, (chance.randrange(256), 20, 40)).save(file)
    return undo


@change
def a_picture_comes(project: Project, chance: Random) -> Undo:
    """That nothing shows yet."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {chance.randrange(1, 9)} 2"><path d="M0 0h1v1z"/></svg>'
    )
    return _write(project.folder / f"content/media/neu-{chance.randrange(9)}.svg", drawing.encode())


@change
def a_picture_goes(project: Project, chance: Random) -> Undo:
    """It may be shown somewhere."""
    file = chance.choice(sorted((project.folder / "content/media").glob("*.*")))
    data = file.read_bytes()
    file.unlink()
    return lambda: file.write_bytes(data)


@change
def captions_are_edited(project: Project, chance: Random) -> Undo:
    """They are the text of the film as well."""
    file = project.folder / "content/media/clip/film.vtt"
    cue = f"\n\n00:00:01.{chance.randrange(500, 999)} --> 00:00:02.000\nMehr\n"
    return _write(file, file.read_bytes().rstrip() + cue.encode())


@change
def a_fact_is_edited(project: Project, chance: Random) -> Undo:
    """It stands on every page."""
    return _rewrite(project.folder / "content/site.yaml", r"^lead: .*", f"lead: Worum es geht, {chance.randrange(9)}.")


@change
def a_service_is_edited(project: Project, chance: Random) -> Undo:
    """What placeholders and the privacy page say of it."""
    file = project.folder / "plugins/embeds/services" / chance.choice(("youtube.yaml", "vimeo.yaml"))
    return _write(file, file.read_bytes() + b"# %d\n" % chance.randrange(99))


@change
def settings_are_edited(project: Project, chance: Random) -> Undo:
    """Even if it is a remark only."""
    file = project.folder / chance.choice(("pelicanconf.py", "publishconf.py"))
    return _write(file, file.read_bytes() + b"# %d\n" % chance.randrange(99))


@change
def code_is_edited(project: Project, chance: Random) -> Undo:
    """From which age on articles show a notice."""
    file = project.folder / "plugins/site/views/articles.py"
    undo = _rewrite(file, r"^_TWO_YEARS = .*", f"_TWO_YEARS = {chance.randrange(900)}  # days")
    project.restart()

    def restored() -> None:
        undo()
        project.restart()

    return restored


@change
def a_package_has_another_version(project: Project, chance: Random) -> Undo:
    """As far as the environment tells."""
    return _write(project.folder / ".venv/ready.json", b'{"requirements": "%d"}' % chance.randrange(99))


@change
def days_pass(project: Project, chance: Random) -> Undo:
    """Or somebody builds the site of a former day."""
    before = project.now
    project.now += 86_400 * chance.choice((1, 1, 40, 400, -1))

    def back() -> None:
        project.now = before

    return back


@change
def a_switch_is_turned(project: Project, chance: Random) -> Undo:
    """With or without search, audit, and a path to stand under."""
    before = (project.search, project.audit, project.base_url)
    project.search, project.audit = chance.random() < 0.7, chance.random() < 0.7
    if chance.random() < 0.7:
        project.base_url = "/probe/" if project.base_url is None else None

    def back() -> None:
        project.search, project.audit, project.base_url = before

    return back


@change
def output_goes(project: Project, chance: Random) -> Undo:
    """A file, a folder, or all of it."""
    found = sorted(project.output.rglob("*"))
    place = project.output if chance.random() < 0.1 or not found else chance.choice(found)
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    return lambda: None


@change
def output_is_tampered_with(project: Project, chance: Random) -> Undo:
    """With the time of the file set back."""
    found = [path for path in sorted(project.output.rglob("*")) if path.is_file()]
    if found:
        file = chance.choice(found)
        status = file.stat()
        data = bytearray(file.read_bytes() or b" ")
        data[chance.randrange(len(data))] ^= 1
        file.write_bytes(data)
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return lambda: None


@change
def something_else_lies_in_the_output(project: Project, chance: Random) -> Undo:
    """A file, a link, or an empty folder."""
    place = project.output / f"fremd-{chance.randrange(9)}"
    if project.output.exists() and not place.is_symlink() and not place.exists():
        kind = chance.randrange(3)
        if kind == 0:
            place.write_text("fremd")
        elif kind == 1:
            place.symlink_to("index.html")
        else:
            place.mkdir()
    return lambda: None


@change
def the_store_goes(project: Project, chance: Random) -> Undo:
    """All of it, or a file."""
    files = [path for path in sorted(project.store.rglob("*")) if path.is_file()]
    for path in files if chance.random() < 0.3 else files[:1]:
        path.unlink()
    return lambda: None


@change
def the_store_is_damaged(project: Project, chance: Random) -> Undo:
    """A bit of it, or its end."""
    files = [path for path in sorted(project.store.rglob("*")) if path.is_file()]
    for path in [chance.choice(files)] if files else []:
        data = bytearray(path.read_bytes())
        if chance.random() < 0.5:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    return lambda: None


@change
def the_store_is_a_former_one(project: Project, chance: Random) -> Undo:
    """As a cache brings it that was filled long ago."""
    aside = project.folder / "former-store"
    if aside.exists() and chance.random() < 0.7:
        shutil.rmtree(project.store, ignore_errors=True)
        shutil.copytree(aside, project.store)
    elif project.store.exists():
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(project.store, aside)
    return lambda: None


@change
def there_is_a_mistake(project: Project, chance: Random) -> Undo:
    """Nothing is released then."""
    file = chance.choice(_articles(project))
    return _rewrite(file, r"^date: .*", "date: 26.10.2016") if b"\ndate:" in file.read_bytes() else lambda: None


@change
def a_build_is_killed(project: Project, chance: Random) -> Undo:
    """Somewhere in it, after a change."""
    undo = chance.choice((a_body_is_edited, a_fact_is_edited, a_field_is_edited))(project, chance)
    project.build(kill_after=chance.randrange(5, 700))
    return undo
