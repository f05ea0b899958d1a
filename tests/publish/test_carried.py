"""What a release carries of former ones: nothing of a text that was withdrawn in any release since."""

from __future__ import annotations

from pathlib import Path

from plugins.publish.manifest import Release
from plugins.publish.staged_release import PublishRequest, StagedRelease, carry_assets
from plugins.publish.staging import SITE

PICTURE, STYLE = "assets/bild.0123456789.avif", "assets/style.0123456789.css"


def release(day: int, *paths: str, withdrawn: str = "") -> Release:
    name = f"2026110{day}T120000Z-22acabe"
    files = dict.fromkeys(["index.html", *paths], "0" * 64)
    return Release(name, "", f"2026-11-0{day}T12:00:00Z", "/", 1, files, withdrawn=frozenset(withdrawn.split()))


def carried(tmp_path: Path, *releases: Release) -> frozenset[str]:
    """Return what the last of *releases* carries of the others."""
    (tmp_path / SITE).mkdir()
    request = PublishRequest(tmp_path, tmp_path, {}, {}, tmp_path, tmp_path)
    return carry_assets(StagedRelease(request, releases[-1], ()), releases[:-1]).release.carried


def test_a_text_that_was_withdrawn_and_then_deleted_is_not_carried(tmp_path: Path) -> None:
    """The last release knows nothing of it; the theme stays for those who still have a page open."""
    text, gone = release(1, PICTURE, STYLE), release(2, withdrawn="/aktuelles/weg/")

    assert carried(tmp_path, text, gone, release(3)) == {STYLE}


def test_the_pictures_of_releases_after_a_withdrawal_are_carried(tmp_path: Path) -> None:
    """What they show stands."""
    later = release(2, PICTURE, withdrawn="/aktuelles/weg/")

    assert carried(tmp_path, release(1, STYLE), later, release(3)) == {PICTURE, STYLE}
