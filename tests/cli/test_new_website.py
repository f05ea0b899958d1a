"""A new website builds at once, says what is missing, and overwrites nothing."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tasks
from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.cli.new.interview import Prompt
from plugins.cli.new.own_colours import find_nearest, write_tokens
from plugins.cli.new.starter_files import STARTER, find_site_files
from plugins.cli.new.website import new_website
from plugins.content.law.law_files import law_names
from plugins.core.problem import has_errors
from plugins.core.project import VERSION
from plugins.site.assets.contrast import find_weak_pairs
from plugins.site.assets.tokens import read_tokens
from tools.environment import ROOT

FACTS = {
    **{"name": "Musterstadt gestaltet", "body": "Stadt Musterstadt", "town": "Musterstadt"},
    **{"address": "https://www.musterstadt.example", "land": "kommune", "question": "Was soll sich ändern?"},
}
_COLOURS = st.tuples(*[st.integers(0, 0xFFFFFF).map("#{:06x}".format)] * 2)
_OTHERS = [name for name in law_names(Path("none")) if name != "be"]


def write(folder: Path, **facts: str) -> dict[str, object]:
    """Write a website with these facts and the usual ones; return its settings."""
    assert new_website(folder, {**FACTS, **facts}, None) == 0
    read = yaml.safe_load((folder / "site.yaml").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize(
    ("land", "facts"),
    [
        ("be", {"services": "youtube,mastodon", "colours": "#00525a,#7a1f5c", "second": "Und was bleibt?"}),
        *(pytest.param(land, {"lang": "en", "services": "vimeo"}, marks=pytest.mark.slow) for land in _OTHERS),
    ],
)
def test_a_new_website_builds_at_once(land: str, facts: dict[str, str], tmp_path: Path) -> None:
    """For every law, in both languages, with and without networks, colours and a second question."""
    write(tmp_path / "site", land=land, **facts)
    result = build_site(BuildOptions(tmp_path / "site", tmp_path / "output", search=False))

    assert not has_errors(result.problems), result.problems


def test_it_has_one_question_and_no_network_unless_more_are_named(tmp_path: Path) -> None:
    """No page speaks of what is not there."""
    settings = write(tmp_path / "site")

    assert settings["claim"] == {"first": FACTS["question"]}
    assert settings["services"] == []
    pages = [path.read_text("utf-8") for path in (tmp_path / "site/pages").iterdir()]
    assert not any("template: social-media" in page or "template: two-click" in page for page in pages)


def test_both_languages_have_the_same_pages_and_settings() -> None:
    """The English ones say in addition where lists stand and what is open in German."""
    german, english = (yaml.safe_load(find_site_files({**FACTS, "lang": lang})["site.yaml"]) for lang in ("de", "en"))

    assert english.keys() - german.keys() == {"lang", "sections"}
    assert german.keys() <= english.keys()
    assert {"german", "easy_language", "sign_language"} == english["accessibility"].keys() - german[
        "accessibility"
    ].keys()
    assert len([*(STARTER / "de/pages").iterdir()]) == len([*(STARTER / "en/pages").iterdir()])


@given(_COLOURS)
def test_colours_that_are_taken_stand_out_everywhere(colours: tuple[str, str]) -> None:
    """In light, in dark and with more contrast: no build refuses what was proposed."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "theme" / "tokens.css"
        file.parent.mkdir()
        file.write_text(write_tokens(find_nearest(colours)))
        tokens, problems = read_tokens(ROOT / "theme" / "static", Path(folder))

    assert [*problems, *find_weak_pairs(tokens)] == []


def test_a_colour_that_is_too_pale_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is proposed is taken."""
    assert new_website(tmp_path / "site", {**FACTS, "colours": "#88aadd,#7a1f5c"}, None) == 1
    proposed = capsys.readouterr().err.rpartition("--colours ")[2].strip().strip('"')

    write(tmp_path / "site", colours=proposed)
    assert proposed.endswith(",#7a1f5c")
    assert f"--color-first: {proposed[:7]};" in (tmp_path / "site/theme/tokens.css").read_text("utf-8")


def test_beside_it_in_its_repository_stand_lock_line_and_pipeline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only its own house knows is told with its line."""
    write(tmp_path / "neu" / "texte")
    said = capsys.readouterr().out
    root = tmp_path / "neu"
    lock, pipeline = (root / name for name in ("requirements.txt", ".gitlab-ci.yml"))

    assert lock.read_text("utf-8").splitlines()[-1] == f"dialogseite=={VERSION} --hash=sha256:HASH-DER-DATEI"
    assert len(pipeline.read_text("utf-8").splitlines()) <= 25
    assert yaml.safe_load(pipeline.read_text("utf-8"))["variables"] == {"SITE": "texte"}
    assert {".venv/", ".cache/", "output/"} <= {*(root / ".gitignore").read_text("utf-8").splitlines()}
    told = [line.split(":")[:2] for line in said.splitlines() if "Noch offen" in line]
    assert told == [[str(lock), "2"], [str(pipeline), "4"], [str(pipeline), "5"]]


def test_a_repository_keeps_what_it_has(tmp_path: Path) -> None:
    """Only what is missing is added."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text("mine")

    write(tmp_path / "content")

    assert (tmp_path / "requirements.txt").read_text() == "mine"
    assert (tmp_path / ".gitlab-ci.yml").exists()


def test_a_folder_that_is_no_repository_gets_nothing_else(tmp_path: Path) -> None:
    """Such as somebody's home."""
    (tmp_path / "brief.txt").touch()

    write(tmp_path / "site")

    assert {path.name for path in tmp_path.iterdir()} == {"brief.txt", "site"}


_ASKED = ("name", "body", "town", "question", "second")
_SIGNS = st.text("\"'{}[]:#-?&*!|>%@`,\\$<ä x0~", min_size=1, max_size=20)


@given(st.fixed_dictionaries(dict.fromkeys(_ASKED, _SIGNS)))
def test_answers_are_read_back_as_typed(answers: dict[str, str]) -> None:
    """Whatever signs YAML has a meaning for."""
    typed = {key: " ".join(text.split()) or "x" for key, text in answers.items()}
    read = yaml.safe_load(find_site_files({**FACTS, **typed})["site.yaml"])

    body, claim = read["ministry"], read["claim"]
    found = (read["name"], body["name"], body["city"], claim["first"], claim["second"])
    assert dict(zip(_ASKED, found, strict=True)) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://www.müllstraße.example/gruen", "https://www.xn--mllstrae-wya7z.example/gruen"),
        ("https://plain.example:80/a", "https://plain.example:80/a"),
    ],
)
def test_umlauts_of_an_address_are_written_as_servers_do(typed: str, written: str) -> None:
    """Browsers send them so, and so compares the audit."""
    assert (
        yaml.safe_load(find_site_files({**FACTS, "address": typed, "second": "x"})["site.yaml"])["address"] == written
    )


def test_servers_of_a_network_that_many_run_stand_ready_to_be_changed() -> None:
    """Those of the networks chosen and no others."""
    written = yaml.safe_load(
        find_site_files({**FACTS, "second": "x", "services": ("youtube", "mastodon")})["site.yaml"]
    )

    assert list(written["instances"]) == ["mastodon"]


def test_a_terminal_is_asked_again_until_the_answer_can_be_taken(tmp_path: Path) -> None:
    """A wrong address and an unknown Land are told; answers to the last four may be empty."""
    typed = iter(
        ["Probe", "Stadt Probe", "Probe", "probe", "https://grün.example", "he", "4", "Was nun?", "", "", "", ""]
    )
    said: list[str] = []

    assert new_website(tmp_path / "site", {}, Prompt(lambda _: next(typed), said.append)) == 0
    assert next(typed, None) is None
    assert sum(line.count("  → ") for line in said) == 2
    assert any("be, bund, by, kommune, nrw" in line for line in said)


def test_at_a_terminal_the_nearest_colours_are_proposed(tmp_path: Path) -> None:
    """The return key takes them."""
    typed = iter(["", "", "#88aadd, #ffcc00", "", ""])
    said: list[str] = []

    def answer(asked: str) -> str:
        said.append(asked)
        return next(typed)

    assert new_website(tmp_path / "site", FACTS, Prompt(answer, said.append)) == 0
    assert next(typed, None) is None
    assert "Farben [#566b8b, #806600]: " in said
    assert "#566b8b" in (tmp_path / "site/theme/tokens.css").read_text("utf-8")


def test_the_documentation_names_every_option() -> None:
    """In the table of questions, as the command has it."""
    table = re.findall(r"^\| .*--.*$", (ROOT / "docs" / "nachnutzung.md").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"`?--([a-z]+)", "\n".join(table)))

    assert named == {"name", "body", "town", "address", "land", "question", "services", "colours", "lang"}
    assert named <= tasks.new.body.__annotations__.keys()


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything in it is refused."""
    (tmp_path / "x").write_text("x")

    assert new_website(tmp_path, FACTS, None) == 1
    assert "new website" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_missing_answer_names_its_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing waits for an answer."""
    assert new_website(tmp_path / "site", {"name": "Probe"}, None) == 1
    assert "--land" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("key", "written", "typed"),
    [
        ("address", "www.Musterstadt.example", "https://www.musterstadt.example"),
        ("address", "HTTP://münster.example/?x", "http://xn--mnster-3ya.example/"),
        ("address", "mitreden auental", "https://mitreden-auental"),
        ("address", "www.auental.example (bald)", "https://www.auental.example"),
        ("land", "he", "kommune"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_as_it_is_typed(
    key: str, written: str, typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its switch; of laws it says which there are."""
    assert new_website(tmp_path / "site", {**FACTS, key: written}, None) == 1

    told = capsys.readouterr().err
    assert told.endswith(f": --{key} {typed}\n")
    assert key != "land" or "be, bund, by, kommune, nrw" in told
    write(tmp_path / "site", **{key: typed})


def test_names_from_the_answers_are_words_that_are_right(tmp_path: Path) -> None:
    """A check of the untouched site does not doubt what was just typed."""
    write(tmp_path / "site", town="Auental", body="Samtgemeinde Quernbüttel")

    words = (tmp_path / "site/woerter.txt").read_text(encoding="utf-8").splitlines()
    assert {"Auental", "Quernbüttel", "Gebärdensprache"} <= set(words)
