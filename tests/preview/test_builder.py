"""The builder: in place and in memory it makes the same as a build from nothing, only sooner."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build.build import PROJECT, build_site
from plugins.build.options import BuildOptions
from plugins.preview import crash, in_place
from plugins.preview.builder import PreviewBuilder

TINY_SITE = Path(__file__).parent.parent / "site"
ERSTER = "articles/2016/erster.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site."""
    return Path(shutil.copytree(TINY_SITE, tmp_path / "content"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the preview's site stands."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(bench: PreviewBuilder, *looked_at: str) -> None:
    bench.build(looked_at)
    assert bench.finish(lambda: False)


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def created(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a title": lambda content: replaced(content / ERSTER, "Der erste Artikel", "Der neue Artikel"),
    "a body": lambda content: replaced(content / ERSTER, "- Eins", "- Drei"),
    "a draft is finished": lambda content: replaced(content / "articles/2016/entwurf.md", "status: draft\n", ""),
    "a new file": lambda content: shutil.copy(content / ERSTER, content / "articles/2016/dritter.md"),
    "a deleted file": lambda content: (content / "articles/2016/zweiter.md").unlink(),
    "a fact of all pages": lambda content: replaced(content / "site.yaml", "name: ", "name: Neue "),
    "a word of the footer": lambda content: replaced(content / "site.yaml", "title: Impressum", "title: Wer wir sind"),
    "a word of the frame": lambda content: created(
        content / "theme/texts/de.yaml", "frame: {to_content: Gleich zum Inhalt}\n"
    ),
    "a text in another language": lambda content: created(
        content / "pages/english.md", "---\ntitle: English\nsummary: A page.\nlang: en\n---\nHello.\n"
    ),
    "a picture": lambda content: (content / "media/bild.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1v1z"/></svg>', "utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_place_makes_the_same_site_as_a_build_from_nothing(
    content: Path, folder: Path, tmp_path: Path, change: str
) -> None:
    """What is remembered never shows: every file is as if there had been nothing before."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    if change == "a deleted file":
        replaced(content / ERSTER, "[einem Verweis](zweiter.md)", "einem Verweis")
        build(bench)
    CHANGES[change](content)
    build(bench)

    fresh = tmp_path / "fresh"
    fresh.mkdir()
    build_site(BuildOptions(content, fresh, drafts=True, audit=False))
    shutil.rmtree(fresh / "pagefind")

    assert everything(folder) == everything(fresh)


@pytest.mark.parametrize("name", ["bild.svg", "clip/film.vtt", "clip/film.mp4"])
def test_a_file_that_is_missing_is_told_of_until_it_is_there(content: Path, folder: Path, name: str) -> None:
    """Who names a picture first and adds it afterwards need not save the text again."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    whole, problems = everything(folder), bench.problems()
    kept = (content / "media" / name).rename(content / "kept")

    build(bench)
    assert any(f"„/media/{name}“" in str(problem["message"]) for problem in bench.problems())

    kept.rename(content / "media" / name)
    build(bench)
    assert everything(folder) == whole
    assert bench.problems() == problems


def test_only_what_shows_something_else_is_written(content: Path, folder: Path) -> None:
    """A saved body touches its page, its data and the feeds, and no other page."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    before = {path: path.stat().st_ino for path in folder.rglob("*.html")}
    replaced(content / ERSTER, "- Eins", "- Drei")
    build(bench)

    changed = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.stat().st_ino != before[path]
    }
    assert changed == {"aktuelles/erster/index.html"}


def test_what_is_looked_at_is_written_first(content: Path, folder: Path) -> None:
    """The page that is open is there before the others."""
    PreviewBuilder(folder, content).build(["/aktuelles/erster/"])

    assert [path.parent.name for path in folder.rglob("*.html")] == ["erster"]
    assert any(folder.glob("assets/style.*.css"))


def test_after_an_interruption_nothing_is_missing(content: Path, folder: Path, tmp_path: Path) -> None:
    """A save while the rest is written may cut it short; the next build makes up for it."""
    bench = PreviewBuilder(folder, content)
    bench.build([])
    assert not bench.finish(lambda: True)
    build(bench)

    fresh = tmp_path / "fresh"
    fresh.mkdir()
    build_site(BuildOptions(content, fresh, drafts=True, audit=False))
    shutil.rmtree(fresh / "pagefind")
    assert everything(folder) == everything(fresh)


def test_a_broken_file_leaves_its_page_and_renews_the_others(content: Path, folder: Path) -> None:
    """One mistake holds nothing up: its page stays as it was, and everything else can be seen."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    (content / ERSTER).write_text("kaputt", "utf-8")
    replaced(content / "articles/2016/zweiter.md", "Text.", "Neuer Text.")
    build(bench)

    assert "Der erste Artikel" in (folder / "aktuelles/erster/index.html").read_text("utf-8")
    assert "Neuer Text." in (folder / "aktuelles/zweiter/index.html").read_text("utf-8")
    assert [problem["line"] for problem in bench.problems() if str(problem["file"]).endswith(ERSTER)] == [1]


def test_without_facts_everything_stays(content: Path, folder: Path) -> None:
    """site.yaml is on every page; as long as it cannot be read nothing is touched."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    before = everything(folder)
    (content / "site.yaml").write_text("name: [", "utf-8")
    build(bench)

    assert everything(folder) == before
    assert any(str(problem["file"]).endswith("site.yaml") for problem in bench.problems())


def test_drafts_and_what_is_not_yet_due_are_shown_and_told_of(content: Path, folder: Path) -> None:
    """In the preview an editor sees everything, and why others do not."""
    told = PreviewBuilder(folder, content).build(["/aktuelles/entwurf/", "/aktuelles/morgen/"])

    assert (folder / "aktuelles/entwurf/index.html").exists()
    assert (folder / "aktuelles/morgen/index.html").exists()
    states = {one["address"]: one["state"] for one in told["waiting"]}
    assert states["/aktuelles/entwurf/"] == "draft"
    assert states["/aktuelles/morgen/"] == "later"
    assert states["/aktuelles/versteckt/"] == "hidden"


def test_the_audit_speaks_of_everything_but_the_search(content: Path, folder: Path) -> None:
    """Its index is made on demand; that it is missing is nobody's mistake."""
    bench = PreviewBuilder(folder, content)
    build(bench)

    assert not [problem for problem in bench.inspect() if problem["severity"] == "error"]

    (folder / "aktuelles/erster/index.html").write_text("<p>kein Kopf</p>", "utf-8")
    assert [problem for problem in bench.inspect() if problem["severity"] == "error"]


@pytest.mark.slow
def test_a_form_that_is_to_be_published_is_not_missed_in_the_preview(content: Path, folder: Path) -> None:
    """A build writes it; the preview neither does so with every save, nor asks where it is."""
    with (content / "site.yaml").open("a", encoding="utf-8") as facts:
        facts.write("form:\n  published: true\n  repository: github\n  project: gruppe/projekt\n")
    bench = PreviewBuilder(folder, content)
    build(bench)
    (content / "articles/2016/zweiter.md").rename(content / "articles/2016/dritter.md")
    replaced(content / ERSTER, "zweiter.md", "dritter.md")
    build(bench)

    assert not (folder / "redaktion").exists()
    assert not [problem for problem in bench.inspect() if problem["severity"] == "error"]


def test_the_index_holds_what_the_pages_say(content: Path, folder: Path) -> None:
    """Whoever searches in the preview finds."""
    bench = PreviewBuilder(folder, content)
    bench.build([])
    bench.index()

    assert (folder / "pagefind/de/pagefind.js").exists()


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch, content: Path, folder: Path) -> None:
    """And the next save begins where this one ended."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    replaced(content / ERSTER, "- Eins", "- Drei")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(in_place, "replace_file", full)
        with pytest.raises(OSError, match="No space") as trouble:
            build(bench)
    build(bench)

    assert crash.record(trouble.value)["message"] == (
        "Auf dem Datenträger ist kein Platz mehr. Die Vorschau zeigt den Stand von vorher."
    )
    assert "Drei" in (folder / "aktuelles/erster/index.html").read_text("utf-8")


def test_a_crash_is_told_at_the_line_of_ours_that_took_part_last() -> None:
    """Not somewhere in a library."""
    from plugins.embeds.services.loader import read_service

    with pytest.raises(Exception) as trouble:  # noqa: PT011 - whatever it is
        read_service(PROJECT / "pelicanconf.py")

    assert str(crash.record(trouble.value)["file"]).startswith("plugins/embeds/services/")


def test_nothing_of_the_preview_is_in_a_built_site(site_folder: Path) -> None:
    """Its pages, panel and banner exist only as long as it runs."""
    assert not (site_folder / "entwuerfe").exists()
    assert not (site_folder / "pruefung").exists()
    for path in site_folder.rglob("*"):
        if path.suffix in {".html", ".js", ".css", ".json", ".xml"}:
            assert "vorschau-" not in path.read_text("utf-8"), path


def test_of_two_saves_in_a_row_the_second_counts(content: Path, folder: Path) -> None:
    """Both times the file is too young for the file system's word to be trusted."""
    bench = PreviewBuilder(folder, content)
    build(bench)
    for words in ("Einmal", "Nochmal"):
        replaced(content / ERSTER, "Eins" if words == "Einmal" else "Einmal", words)
        build(bench)

    assert "Nochmal" in (folder / "aktuelles/erster/index.html").read_text("utf-8")
