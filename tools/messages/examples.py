"""Examples: one problem for each code, as the checks report the mistakes."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image

from plugins.audit import audit
from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.build.project_settings import site_parts
from plugins.core.problem import Problem, Severity, sort_problems
from plugins.images import process
from plugins.linkcheck.client import Answer, AnswerKind
from plugins.linkcheck.report import answer_warning
from plugins.proof import ProofInput, ShownText, prove
from plugins.proofreading import proofread
from plugins.proofreading.media import HEAVIEST_FILM, HEAVIEST_OTHER, HEAVIEST_PICTURE, media_warnings
from tools import dictionaries
from tools.browser_check.judge import judge
from tools.browser_check.look import Barrier, PageView, Place
from tools.environment import ROOT
from tools.messages.mistakes import BESIDE, ERRORS_OF_SITE, HINTS_OF_SITE, MISTAKES

_DAY = dt.datetime(2016, 12, 1, 12, tzinfo=dt.UTC)
_TINY = ROOT / "tests" / "site"
_UNSOUND = {
    "index.html": '<!doctype html><html><head><meta charset="utf-8"></head><body>'
    '<consent-embed service="unbekannt"></consent-embed><iframe src="https://karten.example/"></iframe></body></html>',
    "zaehler.js": 'fetch("https://zaehler.example/")',
    "notizen.bak": "Notizen",
    "redaktion/formular.js": "",
}
_ADDRESS = "https://www.beispiel.de/programm"
_SEEN = PageView(
    "aktuelles/beispiel/index.html",
    failure="net::ERR_CONNECTION_RESET",
    barriers=frozenset(
        {
            Barrier(
                "image-alt",
                "Bilder müssen einen Alternativtext haben",
                "https://dequeuniversity.com/rules/axe/4.10/image-alt",
                True,
                "",
                '<img src="/media/haus.jpg">',
            )
        }
    ),
    foreign=frozenset({"https://karten.example/"}),
    stored=("Cookie",),
    refused=frozenset({"img-src: https://bilder.example/b.png"}),
    lost=frozenset({"/media/plan.pdf"}),
    wide=(Place("", "Donaudampfschifffahrt"),),
    paper={"cut": (Place("", "Zeitplan"),)},
    plain={"dead": (Place("", "Mehr anzeigen"),)},
    weight=3_400_000,
)
_SCRIPT = PageView("suche/index.html", console=frozenset({"ReferenceError: begin is not defined"}))


def find_examples() -> dict[str, Problem]:
    """Return a problem for each code that can be brought up, with its file called „beispiel“."""
    with tempfile.TemporaryDirectory() as scratch:
        found = [
            *_run(Path(scratch) / "hints", HINTS_OF_SITE, with_mistakes=True),
            *_run(Path(scratch) / "errors", ERRORS_OF_SITE, with_mistakes=False),
            *_media_warnings(Path(scratch) / "media"),
            *_audit_findings(Path(scratch) / "audited"),
            *_deviations(Path(scratch) / "proved"),
            *_other_problems(),
        ]
    first: dict[str, Problem] = {}
    for problem in found:
        wanted = MISTAKES.get(problem.code, ("", b""))[0]
        if not wanted or problem.file == f"content/{wanted}":
            first.setdefault(problem.code, replace(problem, file=_plain(problem.file, problem.code)))
    return first


def _run(folder: Path, changes: Mapping[str, str], *, with_mistakes: bool) -> list[Problem]:
    """Return the problems of the tiny site with *changes* to site.yaml, or with all mistakes."""
    return find_problems(copy_site(folder, changes, with_mistakes=with_mistakes))


def copy_site(folder: Path, changes: Mapping[str, str], *, with_mistakes: bool) -> Path:
    """Return a copy of the tiny site's content with *changes* to site.yaml, or mistakes."""
    content = Path(shutil.copytree(_TINY, folder / "content"))
    facts = (content / "site.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        facts = facts.replace(old, new)
    (content / "site.yaml").write_text(facts, encoding="utf-8")
    if with_mistakes:
        (content / "media" / "verknuepfung.jpg").symlink_to("nirgends.jpg")
        (content / "pages" / "verknuepfung.md").symlink_to("nirgends.md")
    for name, data in [*MISTAKES.values(), *BESIDE.items()] if with_mistakes else ():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return content


def find_problems(content: Path) -> list[Problem]:
    """Return everything that a build and the proofreading say about the folder *content*."""
    former = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(_DAY.timestamp()))
    try:
        with contextlib.chdir(content.parent):  # seen from here the folder has its usual name
            built = build.build_site(BuildOptions(content, content.parent / "output", search=False))
            warnings = proofread.find_warnings(content, _DAY.date(), dictionaries.fetch_dictionaries())
        return sort_problems([*built.problems, *warnings])
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if former is not None:
            os.environ["SOURCE_DATE_EPOCH"] = former


def _media_warnings(folder: Path) -> Iterator[Problem]:
    """Yield the warnings about files that are too heavy, too large, or hold a location."""
    folder.mkdir()
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (51.0, 25.0, 0.0)}
    Image.new("1", (7000, 8)).save(folder / "huge.png")
    Image.new("RGB", (400, 8)).save(folder / "small.png")
    Image.new("RGB", (800, 8)).save(folder / "place.jpg", exif=place.tobytes())
    for name, size in (("a.mp4", HEAVIEST_FILM), ("a.pdf", HEAVIEST_OTHER), ("a.jpg", HEAVIEST_PICTURE)):
        with (folder / name).open("wb") as file:
            file.truncate(size * 2)
    files = [(path, f"/media/{path.name}") for path in sorted(folder.iterdir())]
    yield from media_warnings(files, frozenset({"/media/small.png"}))


def _audit_findings(folder: Path) -> Iterator[Problem]:
    """Yield findings of audit and browser on a site that no editor could bring about."""
    picture = Image.Exif()
    picture[0x010F] = "Kamera"
    folder.mkdir()
    Image.new("RGB", (8, 8)).save(folder / "haus.jpg", exif=picture.tobytes())
    (folder / "redaktion").mkdir()
    for name, text in _UNSOUND.items():
        (folder / name).write_text(text, encoding="utf-8")
    audited = audit(folder, parts=tuple(part.rules({}) for part in site_parts()))
    for finding in (*audited, *judge(_SEEN), *judge(_SCRIPT)):
        severity = Severity.WARNING if finding.is_warning else Severity.ERROR
        yield Problem(f"output/{finding.path}", 1, finding.message, finding.remedy, finding.check, severity)


def _other_problems() -> Iterable[Problem]:
    """Return problems that no file can cause: answers of servers, notes about rare pictures."""
    picture, page = "content/media/beispiel.jpg", "content/pages/beispiel.md"
    answers = [
        Answer(_ADDRESS, AnswerKind.MOVED, 200, "https://www.beispiel.de/programm-neu"),
        Answer(_ADDRESS, AnswerKind.GONE, 404),
        Answer(_ADDRESS, AnswerKind.CLOSED, 403),
        Answer(_ADDRESS, AnswerKind.LOOP, 301),
        Answer("http://intranet/programm", AnswerKind.PRIVATE),
        Answer(_ADDRESS, AnswerKind.SILENT, why="Der Server hat nicht rechtzeitig geantwortet."),
    ]
    return [
        *filter(None, (answer_warning(answer, page, 12) for answer in answers)),
        *(process.picture_warning(picture, code) for code in ("cmyk", "deep", "moving", "no-size")),
        process.too_large_problem(picture, 20000, 15000, "beispiel.jpg"),
    ]


def _deviations(folder: Path) -> Iterator[Problem]:
    """Yield the problems of a text whose page shows other words and signs."""
    typed, shown = "Am 30. Mai, um 14 Uhr, im Rathaus.", "Am 13. Mai, um 14 Uhr im **Rathaus."
    for name, accepted in (("offen", ""), ("angenommen", 'accepted: ["Am 30. Mai"]\n')):
        text, page = folder / f"{name}.md", folder / name / "index.html"
        page.parent.mkdir(parents=True)
        text.write_text(f"---\ntitle: A\nsummary: B\n{accepted}---\n{typed}\n", encoding="utf-8")
        page.write_text(
            f'<title>A</title><meta name="description" content="B"><h1 class="page-title">A</h1>'
            f'<p class="page-lead">B</p><div class="prose"><p>{shown}</p></div>',
            encoding="utf-8",
        )
        one = ShownText("content/pages/beispiel.md", text, "", (f"{name}/index.html",))
        yield from prove(ProofInput((one,), (), folder, (folder,))).problems


def _plain(file: str, code: str) -> str:
    return file.replace(f"/{code}.", "/beispiel.").replace("articles/2016/erster", "articles/2016/beispiel")
