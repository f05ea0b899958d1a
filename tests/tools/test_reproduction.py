"""Two builds are compared for real, and a difference is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools import reproduction
from tools.environment import ROOT
from tools.servers import find_program

SITE = ROOT / "tests" / "site"


@pytest.mark.slow
def test_the_same_files_make_the_same_site(capfd: pytest.CaptureFixture[str]) -> None:
    """On another path, with another seed, zone, language, umask, and a clock ten years on."""
    assert reproduction.reproduce(SITE, [str(find_program("faketime")), "2036-12-24 12:00:00"]) == 0

    assert "alle gleich" in capfd.readouterr().out


@pytest.mark.slow
def test_what_is_wrong_is_said_of_the_real_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is copied, but nobody has to know; without a site there is a sentence."""
    shutil.copytree(SITE, tmp_path / "Unsere Größe")
    (tmp_path / "Unsere Größe/articles/2016/erster.md").write_text("---\ntitel: X\n---\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    assert reproduction.reproduce(Path("Unsere Größe/")) == 1
    assert "\nUnsere Größe/articles/2016/erster.md:2: " in f"\n{capfd.readouterr().err}"
    assert reproduction.reproduce(Path("nirgends")) == 1
    assert "Den Ordner „nirgends“ gibt es nicht" in capfd.readouterr().err


@pytest.mark.slow
def test_what_depends_on_chance_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Here a template that throws dice."""
    root = tmp_path / "project"
    for name, source in [("content", SITE), *((name, ROOT / name) for name in reproduction.PARTS)]:
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        root.mkdir(exist_ok=True)
        copy(source, root / name)
    article = root / "theme/templates/article.html"
    article.write_text(
        article.read_text("utf-8").replace("</article>", "<!-- {{ range(999999)|random }} --></article>"), "utf-8"
    )
    monkeypatch.setattr(reproduction, "ROOT", root)

    assert reproduction.reproduce(root / "content") == 1

    assert "sind verschieden, zum Beispiel: aktuelles/" in capfd.readouterr().err
