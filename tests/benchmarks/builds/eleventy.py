"""Eleventy with minimal templates: the same articles, lists by page, tag and category, and feeds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.builds.peer import Cost, run
from tests.benchmarks.builds.texts import Text
from tools import node
from tools.environment import CACHE

_SETTINGS = """
const newest = (api, name) => api.getFilteredByTag(name).reverse();
const paged = (groups) => Object.entries(groups).flatMap(([name, entries]) => {
  const of = Math.max(1, Math.ceil(entries.length / 20));
  return Array.from({ length: of }, (_, at) => ({ name, number: at + 1, of,
    entries: entries.slice(at * 20, at * 20 + 20) }));
});
module.exports = (config) => {
  config.addFilter("slug", (text) => text.toLowerCase().replaceAll(" ", "-"));
  config.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  config.addCollection("lists", (api) => {
    const groups = { aktuelles: newest(api, "aktuelles"), termine: newest(api, "termine") };
    for (const entry of [...groups.aktuelles, ...groups.termine])
      for (const key of [...entry.data.topics.map((name) => `tags/${name}`), `categories/${entry.data.category}`])
        (groups[key] ??= []).push(entry);
    return paged(groups);
  });
  config.addCollection("newest", (api) => newest(api, "aktuelles").slice(0, 20));
  return { dir: { input: "content", includes: "../layouts", output: "public" }, markdownTemplateEngine: false };
};
"""
_BASE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="description" content="{{ summary }}">
<link rel="canonical" href="https://probe.example{{ page.url }}"></head>
<body><nav><a href="/">Start</a> <a href="/aktuelles/">Aktuelles</a> <a href="/termine/">Termine</a></nav>
<main>{{ content }}</main><footer>Probe</footer></body></html>
"""
_ARTICLE = """---
layout: base.liquid
---
<article><h1>{{ title }}</h1><p>{{ summary }}</p><time datetime="{{ date | day }}">{{ date | day }}</time>
{% for topic in topics %}<a href="/tags/{{ topic | slug }}/">{{ topic }}</a>{% endfor %}
{{ content }}</article>
"""
_LIST = """---
layout: base.liquid
pagination: {data: collections.lists, size: 1, alias: list}
eleventyComputed: {title: "{{ list.name }}"}
permalink: "/{{ list.name | slug }}/{% if list.number > 1 %}seite-{{ list.number }}/{% endif %}"
---
<h1>{{ list.name }}</h1>{% for entry in list.entries %}<article><h2><a href="{{ entry.url }}">{{ entry.data.title }}</a>
</h2><time datetime="{{ entry.date | day }}">{{ entry.date | day }}</time><p>{{ entry.data.summary }}</p></article>
{% endfor %}
"""
_FEED = """---
permalink: /feed.xml
---
<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Probe</title>
{% for entry in collections.newest %}<entry><title>{{ entry.data.title }}</title>
<id>https://probe.example{{ entry.url }}</id><updated>{{ entry.date | day }}T00:00:00Z</updated>
<content type="html">{{ entry.templateContent | escape }}</content></entry>{% endfor %}</feed>
"""


class Eleventy:
    """The package of npm, by the hash in tools/npm/eleventy/."""

    name = "eleventy"

    def prepare(self, folder: Path, texts: Sequence[Text]) -> None:
        """Write settings, templates and texts."""
        (folder / ".eleventy.js").write_text(_SETTINGS, "utf-8")
        (folder / "layouts").mkdir()
        (folder / "layouts" / "base.liquid").write_text(_BASE, "utf-8")
        (folder / "layouts" / "article.liquid").write_text(_ARTICLE, "utf-8")
        for section in ("aktuelles", "termine"):
            (folder / "content" / section).mkdir(parents=True)
        (folder / "content" / "list.liquid").write_text(_LIST, "utf-8")
        (folder / "content" / "feed.liquid").write_text(_FEED, "utf-8")
        for text in texts:
            self.write(folder, text)

    def write(self, folder: Path, text: Text) -> None:
        """Write a file with front matter in JSON, which needs no quoting of ours."""
        section = "termine" if text.is_event else "aktuelles"
        front = {
            "layout": "article.liquid",
            "title": text.title,
            "summary": text.summary,
            "date": str(text.day),
            "category": text.category,
            "topics": text.tags,
            "tags": section,
        }
        film = f"\n\n<{text.embed}>" if text.embed else ""
        file = folder / "content" / section / f"{text.slug}.md"
        file.write_text(f"---json\n{json.dumps(front)}\n---\n\n{text.body}{film}\n", "utf-8")

    def edit_template(self, folder: Path) -> None:
        """Add a line of text to the template of articles."""
        template = folder / "layouts" / "article.liquid"
        template.write_text(_ARTICLE.replace("<article>", "<article><p>Neu.</p>"), "utf-8")

    def forget(self, folder: Path) -> None:
        """Remove the output."""
        shutil.rmtree(folder / "public", ignore_errors=True)

    def build(self, folder: Path) -> Cost:
        """Build."""
        program = node.install(node.ELEVENTY, CACHE / "npm") / "@11ty" / "eleventy" / "cmd.cjs"
        return run([node.NODE, program, "--quiet"], folder, node.make_variables())

    def output(self, folder: Path) -> Path:
        """Return the folder of the built site."""
        return folder / "public"
