"""The handbook for editors is complete, and its examples are right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from plugins.content import reader
from plugins.content.markdown.converter import Converter
from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.field_types import FieldContext
from plugins.content.schema.groups import list_keys
from plugins.content.schema.languages import LANGUAGES
from plugins.content.settings.site_schema import SHAPE
from plugins.content.video import captions
from plugins.core.problem import ProblemCollector
from plugins.embeds.recognise import recognise
from plugins.embeds.services import load, load_all
from tests.handbook import CHAPTERS, HANDBOOK, PROSE, ROOT, blocks, files
from tools import task_program
from tools.handbook import SHOTS

LABELS = {path: field.label for kind in TYPES for path, field in list_keys(kind.fields)}
HEAD: dict[str, object] = {"title": "Ein Beispiel", "summary": "Worum es geht.", "date": "2026-05-12"}
NEEDED: dict[str, dict[str, object]] = {
    "event": {"start": "2026-05-12", "place": {"name": "Rathaus", "city": "Musterstadt"}},
    "clip": {"video": "/media/clip/breitbandgedoens.mp4"},
}


def test_its_contents_are_its_chapters() -> None:
    """In the same order, and each link jumps to its heading."""
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", HANDBOOK.partition("\n## ")[0], re.MULTILINE)

    assert [name for name, _ in listed] == list(CHAPTERS)
    assert all(anchor == name.lower().replace(" ", "-") for name, anchor in listed)


def test_every_command_that_it_names_exists() -> None:
    """With each kind of text that `new` begins."""
    named = re.findall(r"python3 tasks\.py (\w+)(?: ([a-z]+))?", HANDBOOK)

    assert {task for task, _ in named} >= {"new", "serve", "redaktion", "check", "links", "build"}
    assert {task for task, _ in named} <= task_program.read_tasks(ROOT / "tasks.py").keys()
    assert {kind for task, kind in named if task == "new"} == {"artikel", "veranstaltung"}


def test_every_file_that_it_names_is_there_or_comes_about() -> None:
    """A folder named in a remedy or a table is where an editor looks for it."""
    named = set(re.findall(r"`((?:content|docs|tools|plugins)/[^`…]*)`", HANDBOOK)) | {"tasks.py"}
    made = {*files(), *blocks("text")[0].split()}
    places = {path: re.sub("^content/", "tests/reference/", path) for path in named - made if "JAHR" not in path}
    missing = {path for path, place in places.items() if not (ROOT / place).exists()}

    assert missing == set()
    assert all((ROOT / "docs" / link).exists() for link in re.findall(r"\]\((\w[\w/-]*\.\w+)\)", PROSE))


@pytest.mark.parametrize("key", sorted(LABELS))
def test_every_key_stands_in_a_table_beside_its_name_in_the_form(key: str) -> None:
    """Those of a group too: whoever looks for either finds the other."""
    last = key.rpartition(".")[2]
    explained = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", HANDBOOK, re.MULTILINE))

    assert explained[last] == LABELS[key] or (last == "title" and "." in key)


def test_no_table_explains_what_is_no_key() -> None:
    """A key that is gone from the schema goes from here."""
    explained = set(re.findall(r"^\| `(\w+)` \|", HANDBOOK, re.MULTILINE))

    assert explained == {key.rpartition(".")[2] for key in LABELS}


def test_it_names_every_language_and_every_type() -> None:
    """As the form does: what can be written after `lang:`, and what `new` can begin."""
    row = next(line for line in HANDBOOK.splitlines() if line.startswith("| `lang` |"))

    assert all(f"`{one.code}`" in row for one in LANGUAGES)
    assert all(f"content/{kind.folder}/" in HANDBOOK for kind in TYPES)


def kind_of(chapter: str) -> ContentType:
    name = {"Veranstaltungen": "event", "Der Clip": "clip"}.get(chapter, "article")
    return next(kind for kind in TYPES if kind.id == name)


def facts() -> Iterator[tuple[str, str]]:
    """Yield every example of front matter, and the chapter it stands in."""
    for chapter, text in CHAPTERS.items():
        if chapter != "Offene Angaben":
            yield from ((chapter, block) for block in blocks("yaml", text))


@pytest.mark.parametrize(("chapter", "block"), list(facts()))
def test_every_example_of_front_matter_can_be_read(chapter: str, block: str) -> None:
    """Beside what has to be there."""
    kind = kind_of(chapter)
    others = {**HEAD, **NEEDED.get(kind.id, {})}
    head = yaml.safe_dump({key: value for key, value in others.items() if f"{key}:" not in block.split("\n  ")[0]})
    report = ProblemCollector("beispiel.md")
    media = frozenset(re.findall(r"/media/[\w./-]+\w", HANDBOOK))

    item = reader.read_item(
        f"---\n{head}{block}---\n\nText.\n".encode(), kind, Converter(), FieldContext(report, media)
    )

    assert report.problems == []
    assert item is not None


def test_every_fact_of_the_site_that_it_names_exists() -> None:
    """Those that are shown, and the one that is spelled out."""
    shown = [yaml.safe_load(block) for block in blocks("yaml", CHAPTERS["Offene Angaben"])]
    site = (ROOT / "tests" / "reference" / "site.yaml").read_text("utf-8")

    assert {key for block in shown for key in block} == {"accounts", "security"}
    assert shown[0]["accounts"].keys() <= {service.id for service in load()}
    assert {f"security.{key}" for key in shown[1]["security"]} <= SHAPE.keys()
    assert 'phone: {open: "Telefonnummer für Fragen zum Prozess"}' in site


def test_its_captions_are_right() -> None:
    """None is too long, too fast, or cannot be read."""
    report = ProblemCollector("beispiel.vtt")

    found = captions.read_captions(blocks("vtt")[0].encode(), report)

    assert found is not None
    assert report.problems == []


def test_an_address_of_every_network_becomes_a_placeholder() -> None:
    """As the table shows it."""
    shown = re.findall(r"^\| [\w ()]+ \| (?:`([a-z-]+)` \| )?`(https://[^`]+)` \|$", HANDBOOK, re.MULTILINE)
    embeds = [(name, address, recognise(address, load_all() if name else load())) for name, address in shown]

    assert [address for _, address, embed in embeds if embed is None or embed.src is None] == []
    assert {embed.service for name, _, embed in embeds if embed and not name} == {one.id for one in load()}
    assert [name for name, _, embed in embeds if embed and name not in ("", embed.service)] == []
    assert {name for name, _, _ in embeds if name} == {one.id for one in load_all() if not one.default}


def test_it_shows_every_picture_that_is_taken_for_it() -> None:
    """No picture is missing, none is left over, none is heavy, and each is described."""
    shown = dict(re.findall(r"!\[([^\]]+)\]\(bilder/([\w-]+)\.png\)", HANDBOOK))
    taken = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "bilder").iterdir()}

    assert set(shown.values()) == taken.keys() == {shot.name for shot in SHOTS}
    assert max(taken.values()) < 60_000
    assert all(len(text) > 20 for text in shown)
