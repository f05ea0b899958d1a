"""Pictures are encoded once, cached, and encoded anew when the cache is damaged."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.content.media import file_types
from plugins.core.problem import Severity
from plugins.images import encode, sizes
from plugins.images.cache import ImageCache
from plugins.images.process import ProcessedImages, SourceImage, process_images
from tests.images import samples

PHOTO = samples.with_metadata(samples.photo(400, 300), "JPEG")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for pictures; the cache lies beside it."""
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


def worked(folder: Path, files: Mapping[str, bytes] | None = None) -> ProcessedImages:
    for name, data in (files or {}).items():
        (folder / name).write_bytes(data)
    found = (SourceImage(path, f"media/{path.name}", True) for path in folder.iterdir())
    return process_images(found, ImageCache(folder.parent / "kept"))


def bytes_of(made: ProcessedImages) -> dict[str, bytes]:
    return {output: path.read_bytes() for path, output in made.copies}


def test_a_picture_goes_out_where_its_editor_put_it_and_under_hashes(folder: Path) -> None:
    """The address that an editor wrote works; the others never change their bytes."""
    made = worked(folder, {"Der Saal (1).jpg": PHOTO})

    shown = made.renditions["/media/Der Saal (1).jpg"]
    assert (shown.width, shown.height, shown.address) == (400, 300, "/media/Der Saal (1).jpg")
    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
    outputs = bytes_of(made)
    found = (*(one for source in shown.sources for one in source.candidates), *shown.fallback)
    addresses = [one.address for one in found]
    assert {f"/{output}" for output in outputs} == {*addresses, shown.address}
    assert all(address.startswith("/assets/der-saal-1-") for address in addresses)
    assert not any(samples.SECRET in data for data in outputs.values())
    assert made.problems == ()


def test_what_is_kept_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build paints nothing."""
    first = worked(folder, {"a.jpg": PHOTO, "b.gif": samples.moving("GIF")})

    monkeypatch.setattr(encode, "encode_image", None)

    assert worked(folder) == first


def test_a_new_recipe_makes_all_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to think of deleting anything."""
    first = worked(folder, {"a.jpg": PHOTO})
    monkeypatch.setattr(sizes, "recipe_hash", lambda: b"another")
    monkeypatch.setattr(sizes, "AVIF_QUALITY", 30)

    assert worked(folder) != first


def test_the_library_is_not_loaded_for_what_is_kept(folder: Path) -> None:
    """It would cost every build a tenth of a second."""
    worked(folder, {"a.jpg": PHOTO})
    code = (
        "import sys; from pathlib import Path; from plugins.build import plan as pipeline\n"
        "from plugins.images.cache import ImageCache; from plugins.images.process import *\n"
        "made = process_images([SourceImage(Path(sys.argv[1]), 'media/a.jpg', True)], ImageCache(Path(sys.argv[2])))\n"
        "assert made.renditions; print('PIL' in sys.modules)"
    )

    said = subprocess.run(
        [sys.executable, "-c", code, str(folder / "a.jpg"), str(folder.parent / "kept")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert said.stdout.strip() == "False"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_damaged_is_made_anew(folder: Path, data: st.DataObject) -> None:
    """Cut off, changed, empty or gone: the files that go out are right."""
    whole = bytes_of(worked(folder, {"a.jpg": samples.save(samples.quarters(), "JPEG")}))
    kept = sorted(path for path in (folder.parent / "kept").rglob("*") if path.is_file())
    victim = data.draw(st.sampled_from(kept))
    damaged = bytearray(victim.read_bytes())
    match data.draw(st.sampled_from(["gone", "cut", "changed", "json"])):
        case "gone":
            victim.unlink()
        case "cut":
            victim.write_bytes(damaged[: data.draw(st.integers(0, len(damaged) - 1))])
        case "changed":
            damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
            victim.write_bytes(damaged)
        case _:
            text = json.dumps(data.draw(st.sampled_from([[], {}, {"files": []}, {"files": [1]}, None, 1])))
            victim.write_text(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")

    assert bytes_of(worked(folder)) == whole


def test_two_builds_at_once_do_not_disturb_each_other(folder: Path) -> None:
    """Both find nothing, both make everything, both are right."""
    (folder / "a.jpg").write_bytes(PHOTO)

    with ThreadPoolExecutor(4) as workers:
        made = list(workers.map(lambda _: bytes_of(worked(folder)), range(4)))

    assert all(one == made[0] for one in made)
    assert not list((folder.parent / "kept").rglob("tmp*"))


REFUSED = {
    "bombe.png": (samples.bomb(), "picture-too-large", "60000 × 60000"),
    "halb.jpg": (PHOTO[: len(PHOTO) // 3], "picture-broken", "beschädigt"),
    "kopf.png": (b"\x89PNG\r\n\x1a\n....", "picture-broken", "beschädigt"),
    "leer.gif": (b"GIF89a", "picture-broken", "beschädigt"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_cannot_go_out_is_a_problem(folder: Path, name: str) -> None:
    """Two lines with a remedy; the others are encoded all the same."""
    data, code, words = REFUSED[name]

    made = worked(folder, {name: data, "gut.jpg": PHOTO})

    (problem,) = made.problems
    assert (problem.code, problem.file, problem.severity) == (code, f"content/media/{name}", Severity.ERROR)
    assert words in problem.message
    assert problem.remedy.startswith("Bitte ")
    assert made.refused == {f"/media/{name}"}
    assert "/media/gut.jpg" in made.renditions


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("druck.jpg", samples.save(samples.quarters().convert("CMYK"), "JPEG"), "picture-cmyk"),
        ("tief.png", samples.deep(), "picture-deep"),
        ("lauf.gif", samples.moving("GIF"), "picture-moving"),
    ],
)
def test_a_picture_that_goes_out_differently_is_a_hint(folder: Path, name: str, data: bytes, code: str) -> None:
    """It is shown, and the editor gets the warning at each build."""
    for _ in range(2):
        made = worked(folder, {name: data})

        (problem,) = made.problems
        assert (problem.code, problem.severity) == (code, Severity.WARNING)
        assert f"/media/{name}" in made.renditions


def test_a_drawing_stays_one_and_says_its_size(folder: Path) -> None:
    """Nothing is painted of it."""
    made = worked(folder, {"a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'})

    shown = made.renditions["/media/a.svg"]
    assert (shown.width, shown.height, shown.sources, shown.is_drawing) == (30, 20, (), True)
    assert made.copies == ()


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">%b</svg>'


def test_a_drawing_beside_another_stands_for_it_on_dark_pages(folder: Path) -> None:
    """Its name says so; a browser chooses, with or without a script."""
    made = worked(folder, {"a.svg": _SVG % b"", "a.dark.svg": _SVG % b"", "b.svg": _SVG % b"", "c.SVG": _SVG % b""})

    shown = made.renditions["/media/a.svg"]
    (source,) = shown.sources
    assert [one.address for one in source.candidates] == ["/media/a.dark.svg"]
    assert (source.type, source.media) == ("image/svg+xml", "(prefers-color-scheme: dark)")
    assert [made.renditions[f"/media/{name}"].is_adaptive for name in ("a.svg", "b.svg", "c.SVG")] == [
        True,
        False,
        False,
    ]


def test_a_drawing_may_know_dark_pages_itself(folder: Path) -> None:
    """Browsers tell a drawing in a page what the page is."""
    style = b"<style>@media(prefers-color-scheme:dark){path{fill:#fff}}</style>"

    assert worked(folder, {"a.svg": _SVG % style}).renditions["/media/a.svg"].is_adaptive


def test_a_drawing_without_a_size_is_told(folder: Path) -> None:
    """No place could be kept for it."""
    made = worked(folder, {"a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'})

    (problem,) = made.problems
    assert (problem.code, problem.severity, made.renditions) == ("picture-no-size", Severity.WARNING, {})


def test_both_stages_mean_the_same_by_a_picture() -> None:
    """Each file that one hands over, the other can read."""
    assert frozenset(sizes.KINDS) == file_types.RASTER
