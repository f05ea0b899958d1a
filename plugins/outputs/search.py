"""Search: Pagefind reads the finished pages and writes what browsers search in, one index for each language.

Its command line is called, not its Python interface, which waits a tenth of a second for every page.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pagefind_bin

from plugins.outputs.search_order import put_in_order
from plugins.problem import Problem

FOLDER = "pagefind"
# What is no sentence, stands on many pages alike, or is there for scripts alone
EVERYWHERE = (
    "[hidden]",
    "button",
    "[role=status]",
    "dt",
    "video",
    ".margin",
    ".label",
    ".notice",
    ".open-fact",
    ".picture-credit",
    ".event-date",
    ".film-links",
    ".follow-title",
    ".place-time",
    ".time-mark",
    ".sample",
    ".consent-embed-active",
    ".consent-embed-offer",
    ".consent-embed-links",
    ".consent-details",
    ".consent-panel-end",
    ".consent-panel-since",
)
_KEPT = re.compile(r"pagefind\.js|pagefind-entry\.json|.+\.(?:pf_meta|pf_index|pf_filter|pf_fragment)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 10_000


def index(folder: Path, pages: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Write the indexes of *pages* into the built site *folder*; yield what went wrong.

    Args:
        folder: The site, in which every page to be found says so with ``data-pagefind-body``.
        pages: Those pages as output files, by the language whose words and stems they have.
    """
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    for language, paths in sorted(pages.items()):
        trouble = _run(folder, language, paths)
        if trouble:
            yield Problem(
                "plugins/outputs/search.py",
                1,
                f"Die Suche ließ sich nicht bauen: {trouble}",
                "Bitte geben Sie diese Meldung an die Technik weiter.",
                "search",
            )
        else:
            bundle = folder / FOLDER / language
            _tidy(bundle, language)
            put_in_order(bundle)
            (bundle / "words.txt").write_text("".join(f"{word}\n" for word in _words(bundle)), encoding="utf-8")


def _run(folder: Path, language: str, paths: Iterable[str]) -> str:
    """Return why Pagefind could not index *paths* as one *language*, or "".

    Settings of its own that it might find in the surroundings would make another index.
    """
    tops = sorted({path.partition("/")[0] for path in paths})
    command = [
        str(pagefind_bin.get_executable()),
        *("--site", str(folder.absolute())),
        *("--output-subdir", f"{FOLDER}/{language}"),
        *("--force-language", language),
        *("--glob", f"{{{','.join(tops)}}}/**/*.html"),
        *("--exclude-selectors", ",".join(EVERYWHERE)),
        "--silent",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND")}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else " ".join((done.stderr or done.stdout).split())[-300:] or "ohne Meldung"


def _tidy(bundle: Path, language: str) -> None:
    """Remove what our own interface has no use for: half a megabyte of others."""
    for path in sorted(bundle.rglob("*")):
        if path.is_file() and not _KEPT.fullmatch(path.name) and path.name != f"wasm.{language}.pagefind":
            path.unlink()


def _words(bundle: Path) -> list[str]:
    """Return the words of the pages, those on most pages first: what a misspelt word may have meant."""
    forms: dict[str, Counter[str]] = {}
    for path in bundle.glob("fragment/*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).partition(b"{")[2]
        for form in set(_WORD.findall(json.loads(b"{" + text)["content"])):
            forms.setdefault(form.lower(), Counter())[form] += 1
    most = sorted(forms, key=lambda word: (-forms[word].total(), word))[:_MOST_WORDS]
    return [min(forms[word], key=lambda form: (-forms[word][form], form)) for word in most]
