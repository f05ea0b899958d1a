"""A page that is too heavy for an old phone gets a hint, and is published all the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from plugins.audit import Finding
from tests.audit.sites import found, page

WORDS = random.Random(7).randbytes(60_000).hex()  # half of it remains whatever packs it
DATA = '<link rel="alternate" type="application/json" href="index.json">'
STYLE = '<link rel="stylesheet" href="/assets/style.css">'


def hints(findings: list[Finding]) -> list[tuple[str, str]]:
    """Return path and message of the check's findings, which are never more than warnings."""
    said = [finding for finding in findings if finding.check == "weight"]
    assert all(finding.is_warning for finding in said)
    return [(finding.path, finding.message) for finding in said]


@pytest.mark.parametrize(
    ("path", "head", "letters", "heavy"),
    [
        ("aktuelles/x/index.html", DATA, 24_000, False),
        ("aktuelles/x/index.html", DATA, 29_000, True),
        ("veranstaltungen/x/index.html", DATA, 29_000, True),
        ("aktuelles/seite-2/index.html", "", 29_000, False),
        ("index.html", "", 32_000, False),
        ("index.html", "", 37_000, True),
        ("der-prozess/index.html", "", 41_000, False),
        ("der-prozess/index.html", "", 49_000, True),
    ],
)
def test_each_kind_of_page_has_its_limit(tmp_path: Path, path: str, head: str, letters: int, heavy: bool) -> None:
    """An article fits into the first 14 KB of a connection; the start page and others have more."""
    said = hints(found(tmp_path, {path: page(f"<p>{WORDS[:letters]}</p>", head)}))

    assert [where for where, _ in said] == ([path] if heavy else [])
    assert all("ehe ein Bild geladen ist" in message for _, message in said)


@pytest.mark.parametrize("base", ["/", "/vorschau/mr-7/"])
def test_style_and_scripts_count_with_what_they_import(tmp_path: Path, base: str) -> None:
    """Each is weighed as a server sends it, as is an imported script, below any path.

    A text with a placeholder may weigh what the start page may.
    """
    head = (
        f'<link rel="stylesheet" href="{base}assets/style.css"><script type="module" src="{base}assets/a.js"></script>'
        f"{DATA}"
    )
    light: dict[str, str | bytes] = {
        "aktuelles/x/index.html": page('<consent-embed service="youtube"></consent-embed>', head, base),
        "assets/style.css": f"a{{content:'{WORDS[:9000]}'}}",
        "assets/a.js": f'import{{b}} from"./b.js";\nconst x="{WORDS[9000:18000]}";',
        "assets/b.js": f'export const b="{WORDS[18000:31000]}";',
    }
    heavy: dict[str, str | bytes] = {**light, "assets/b.js": f'export const b="{WORDS[18000:38000]}";'}

    assert hints(found(tmp_path / "light", light, base)) == []
    assert [path for path, _ in hints(found(tmp_path / "heavy", heavy, base))] == ["aktuelles/x/index.html"]


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (STYLE, "", []),
        (STYLE + '<link rel="stylesheet" href="/assets/b.css">', "", []),
        (
            STYLE + "".join(f'<link rel="stylesheet" href="/assets/{one}.css">' for one in "bc"),
            "",
            ["3 Formatvorlagen"],
        ),
        ('<script src="/assets/a.js"></script>', "", []),
        ('<script src="/assets/a.js"></script><script src="/assets/b.js"></script>', "", ["2 Skripte"]),
        (
            '<script src="/assets/a.js"></script><script src="/assets/b.js"></script>',
            '<button type="button" role="switch" value="youtube">an</button>',
            [],
        ),
    ],
)
def test_few_style_sheets_and_scripts_are_enough(tmp_path: Path, head: str, body: str, said: list[str]) -> None:
    """Each is a request; a page may have a style of its own, one with embeds or switches a second script."""
    files: dict[str, str | bytes] = {"x/index.html": page(body, head)}
    files |= {f"assets/{name}": "" for name in ("a.js", "b.js", "b.css", "c.css")}

    assert [message.split("lädt ")[1].split(",")[0] for _, message in hints(found(tmp_path, files))] == said
