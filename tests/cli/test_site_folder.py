"""The folder that --site names: whatever it is, it works or a sentence says what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.cli import commands, console, editing_commands, publish_commands
from plugins.cli.console import find_missing_site, find_refusal


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a site in `Unsere Größe`, a file and an empty folder beside it."""
    (tmp_path / "Unsere Größe").mkdir()
    (tmp_path / "Unsere Größe" / "site.yaml").write_text("name: x\n")
    (tmp_path / "leer").mkdir()
    (tmp_path / "datei.md").touch()
    monkeypatch.setattr(console, "CACHE", tmp_path / ".cache")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("typed", ["Unsere Größe", "Unsere Größe/", "./Unsere Größe", "leer/../Unsere Größe"])
def test_a_folder_may_be_written_in_any_way(here: Path, typed: str) -> None:
    """With blanks, umlauts, a slash at its end, from here or from the root."""
    assert find_missing_site(Path(typed)) is None
    assert find_missing_site(here / typed) is None


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("nirgends", "Den Ordner „nirgends“ gibt es nicht."),
        ("datei.md", "„datei.md“ ist kein Ordner."),
        ("leer", "Im Ordner „leer“ liegt keine Website: Dort gibt es keine Datei site.yaml."),
        (".", "Im Ordner „.“ liegt keine Website: Dort gibt es keine Datei site.yaml."),
        ("Unsere Größe/site.yaml", "„Unsere Größe/site.yaml“ ist kein Ordner."),
    ],
)
def test_what_is_no_site_is_told_with_one_that_is(typed: str, message: str) -> None:
    """What is to be typed can be copied."""
    assert find_missing_site(Path(typed)) == (
        message,
        "Bitte den Ordner der Website angeben, zum Beispiel: --site 'Unsere Größe'",
    )


def test_within_the_site_is_one_folder_too_deep(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed engine keeps its files in the working folder, and would take them for the site's."""
    monkeypatch.chdir(here / "Unsere Größe")
    monkeypatch.setattr(console, "CACHE", here / "Unsere Größe" / ".cache")

    refusal = find_refusal(Path())

    assert refusal is not None
    assert refusal[1] == "Bitte im Ordner darüber aufrufen: cd .. und dort --site 'Unsere Größe'"


@pytest.mark.usefixtures("here")
def test_nothing_is_begun_where_no_site_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A text would lie in a folder that nobody publishes; a target is asked of nobody."""
    nowhere = Path("leer")
    codes = [
        editing_commands.new("artikel", {"title": "x"}, nowhere),
        commands.links(nowhere, False),
        publish_commands.publish("probe", nowhere, Path("output")),
        publish_commands.rollback("probe", nowhere),
        publish_commands.releases("probe", nowhere),
    ]

    assert codes == [1] * 5
    assert capsys.readouterr().err.count("Im Ordner „leer“ liegt keine Website") == 5
    assert list(nowhere.iterdir()) == []
