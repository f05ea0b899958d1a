"""The form follows the schema: every key is asked for, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from plugins.content.markdown.directives import KINDS
from plugins.content.schema.content_types import TYPES
from plugins.content.schema.field_types import ChoiceField, ListField
from plugins.content.schema.groups import list_keys
from plugins.editor_form import fields as form_fields
from plugins.editor_form import form
from plugins.editor_form.backend import folder_in_repository
from plugins.editor_form.suggestions import OFFERED
from plugins.editor_form.widgets import embed_pattern
from plugins.embeds.services import Example, load
from tools import sveltia
from tools.environment import CACHE, ROOT

SCHEMA = {kind.folder: dict(list_keys(kind.fields)) for kind in TYPES}
EVERY_KEY = {path: field for fields in SCHEMA.values() for path, field in fields.items()}
SETTINGS: Any = form.configuration({"name": "Probe"}, load(), {path: [] for path in OFFERED}, None, "")
COLLECTIONS = {one["name"]: one for one in SETTINGS["cms"]["collections"]}
EMBED = re.compile(f"(?:{embed_pattern(load())})$", re.ASCII | re.IGNORECASE)
ALONE = [
    (one.id, example) for one in load() for example in one.examples if not example.code_only | example.account_only
]


def paths(fields: list[dict[str, Any]], within: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of the form by the path of its key."""
    for field in fields:
        yield f"{within}{field['name']}", field
        yield from paths(field.get("fields", []), f"{within}{field['name']}.")


@pytest.mark.parametrize(("name", "example"), ALONE)
def test_an_address_ends_with_its_line(name: str, example: Example) -> None:
    """Else the editor would take the paragraphs below for a part of it, and hide them."""
    found = re.match(f"^(?:{embed_pattern(load())})$", f"{example.url}\n\nText?", re.IGNORECASE | re.MULTILINE)

    assert found is not None, name
    assert found[0] == example.url


def test_every_key_is_explained() -> None:
    """With a name and at least a sentence."""
    for path, field in EVERY_KEY.items():
        assert field.label, path
        assert field.help.endswith((".", "?")), path
        assert field.example, path
        assert field.entry or not isinstance(field.type, ListField), path


def test_every_key_has_one_german_name() -> None:
    """The form calls it as messages, `new` and the handbook do."""
    for folder, fields in SCHEMA.items():
        asked = dict(paths(COLLECTIONS[folder]["fields"]))
        assert {path: asked[path]["label"] for path in fields} == {path: one.label for path, one in fields.items()}


def test_every_choice_says_in_german_what_it_means() -> None:
    """Nobody has to know the word „draft“."""
    for path, field in EVERY_KEY.items():
        if isinstance(field.type, ChoiceField):
            assert all(meaning[:1].isupper() and meaning != word for word, meaning in field.type.meanings), path


@pytest.mark.parametrize("folder", sorted(SCHEMA))
def test_the_form_asks_for_every_key_and_nothing_else(folder: str) -> None:
    """What the schema knows, the form knows; beside it there is only the text."""
    asked = dict(paths(COLLECTIONS[folder]["fields"]))

    assert asked.keys() - {"body"} == SCHEMA[folder].keys()


@pytest.mark.parametrize("folder", sorted(SCHEMA))
def test_what_must_be_there_the_form_demands(folder: str) -> None:
    """But for the alternative text, empty for mere decoration, and a place beside an address: rules say so."""
    asked = dict(paths(COLLECTIONS[folder]["fields"]))
    needed = {path for path, field in SCHEMA[folder].items() if field.required and not field.instead}
    demanded = {path for path in needed if not path.endswith(".alt")}

    assert {path for path, field in asked.items() if field["required"]} == demanded | {"status"}


def test_lists_are_lists_and_single_values_single() -> None:
    """The form writes what the schema reads."""
    for folder, fields in SCHEMA.items():
        asked = dict(paths(COLLECTIONS[folder]["fields"]))
        for path, field in fields.items():
            assert (asked[path]["widget"] == "list") == isinstance(field.type, ListField), path


def test_what_an_entry_is_without_a_line_stays_so() -> None:
    """Editing a published text must not make it a draft, though a new one begins as one."""
    status = dict(paths(COLLECTIONS["articles"]["fields"]))["status"]

    assert status["default"] == "draft"
    assert SETTINGS["ours"]["unwritten"] == {"status": "published"}
    assert form_fields.UNWRITTEN.keys() <= EVERY_KEY.keys()


@pytest.mark.parametrize(("service", "example"), ALONE, ids=[f"{name}-{one.input[:60]}" for name, one in ALONE])
def test_the_form_takes_every_address_that_becomes_an_embed(service: str, example: Example) -> None:
    """Each example of the registry that counts as a bare address."""
    assert EMBED.match(example.input), service


@pytest.mark.parametrize(
    "address",
    ["https://www.beispiel.de/", "https://www.youtube.com/", "https://www.youtube.com/feed/history", "youtube.com", ""],
)
def test_the_form_refuses_what_cannot_become_an_embed(address: str) -> None:
    """So that a wrong address is noticed while it is still in the clipboard."""
    assert not EMBED.match(address)


def test_files_get_the_names_that_we_would_give_them() -> None:
    """A year's folder for what has a day, umlauts spelled out, pictures in content/media."""
    assert COLLECTIONS["articles"]["path"] == "{{date | date('YYYY')}}/{{slug}}"
    assert COLLECTIONS["events"]["path"] == "{{start | date('YYYY')}}/{{slug}}"
    assert COLLECTIONS["pages"]["path"] == "{{slug}}"
    assert SETTINGS["cms"]["slug"]["encoding"] == "ascii"
    assert {one["public_folder"] for one in COLLECTIONS.values()} == {"/media"}


def test_the_settings_are_plain_json() -> None:
    """They travel to the browser as a file."""
    assert json.loads(json.dumps(SETTINGS)) == SETTINGS


def texts(words: dict[str, Any], within: str = "") -> Iterator[str]:
    """Yield the names of all sentences in *words*."""
    for name, word in words.items():
        yield from texts(word, f"{within}{name}.") if isinstance(word, dict) else [f"{within}{name}"]


def test_every_sentence_of_the_form_is_german(tmp_path: Path) -> None:
    """What Sveltia has not translated yet, we have; but for what only speaks to developers."""
    program = sveltia.fetch_sveltia(CACHE / "npm")
    english = set(texts(json.loads((program / "en.json").read_text(encoding="utf-8"))))
    (tmp_path / "de.json").write_bytes((program / "de.json").read_bytes())
    answer = form.local_route(ROOT / "tests" / "site", tmp_path)("program/de.js")
    assert answer is not None
    german = set(texts(json.loads(answer.decode().removeprefix("export default ").rstrip(";\n"))))

    assert {name for name in english - german if not name.startswith(("config.", "cloud_storage."))} == set()
    own = set(re.findall(r"Y\(`([\w.]+)`\)", "".join(sveltia.RENAMED.values())))
    assert german - english == own, "a sentence for something that Sveltia no longer says"


def test_what_is_wrong_is_said_in_other_words_than_wrong(tmp_path: Path) -> None:
    """„Fehler“ and „ungültig“ explain nothing to somebody whose text was not saved."""
    (tmp_path / "de.json").write_bytes((sveltia.fetch_sveltia(CACHE / "npm") / "de.json").read_bytes())
    answer = form.local_route(ROOT / "tests" / "site", tmp_path)("program/de.js")
    assert answer is not None
    words = json.loads(answer.decode().removeprefix("export default ").rstrip(";\n"))

    said = [
        words["entry_validation_errors"],
        *(words["validation"][name] for name in ("value_missing", "invalid_value")),
    ]

    assert [one for one in said if re.search("fehler|ungültig|erforderlich", one, re.IGNORECASE)] == []
    assert words["validation"]["range_underflow"], "what is not ours stays"


def test_a_site_without_networks_offers_none() -> None:
    """No button for an address, and no rule that one alone in a line would break."""
    setup: Any = form.configuration({"name": "Probe"}, (), {path: [] for path in OFFERED}, None, "")

    bodies = [field for one in setup["cms"]["collections"] for field in one["fields"] if field["name"] == "body"]
    assert setup["ours"]["embed"] is None
    assert {tuple(body["editor_components"]) for body in bodies} == {("image", *KINDS)}


@pytest.mark.parametrize(
    ("site", "repository", "folder"),
    [("content", ".", "content"), ("Seiten der Behörde/Köln", ".", "Seiten der Behörde/Köln"), ("bund", "bund", ".")],
)
def test_the_form_saves_in_the_folder_of_its_site(tmp_path: Path, site: str, repository: str, folder: str) -> None:
    """Texts and pictures go where the site lies in its repository, and the page says which folder to choose."""
    content = tmp_path / site
    content.mkdir(parents=True)
    (tmp_path / repository / ".git").mkdir()

    found = folder_in_repository(content)
    setup: Any = form.configuration({"name": "Probe"}, (), {path: [] for path in OFFERED}, None, "", found)
    cms, below = setup["cms"], "" if folder == "." else f"{folder}/"

    assert found == folder
    assert cms["media_folder"] == f"{below}media"
    assert {one["folder"] for one in cms["collections"]} >= {f"{below}articles", f"{below}pages"}
    assert {one["media_folder"] for one in cms["collections"]} == {f"/{below}media"}


def test_a_site_without_a_repository_is_named_after_its_folder(tmp_path: Path) -> None:
    """The folder to choose is the one above it."""
    (tmp_path / "bund").mkdir()

    assert folder_in_repository(tmp_path / "bund") == "bund"


def test_its_page_names_the_command_that_shows_it(tmp_path: Path) -> None:
    """With the folder of the site, as it was typed."""
    (tmp_path / "de.json").write_text("{}")
    site = shutil.copytree(ROOT / "tests" / "site", tmp_path / "Stadt & Land")

    page = form.local_route(Path(site), tmp_path)("index.html")

    shown = f"python3 tasks.py redaktion --site &#x27;{escape(str(site))}&#x27;"
    assert page is not None
    assert f"<code>{shown}</code>" in page.decode()
