"""Compiled templates are kept, and count only where they would be compiled the same way."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from plugins.build import render
from plugins.build.plan import Plan
from plugins.site.assets.bundle import Bundle

PLAN = Plan((), (), Bundle({}, {}), {"name": "Probe"}, {}, (), frozenset())


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is compiled in a folder of its own."""
    monkeypatch.setattr(render, "_FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def shown(text: str, autoescape: bool = True, trim_blocks: bool = False, base_path: str = "/") -> str:
    """Return what an environment made anew shows of the template *text*."""
    loader = jinja2.DictLoader({"page.html": text})
    environment = jinja2.Environment(loader=loader, autoescape=autoescape, trim_blocks=trim_blocks)
    plan = replace(PLAN, base_path=base_path, filters={"url": lambda address: base_path + address})
    return render.prepare_environment(environment, plan).get_template("page.html").render(title="<b>")


def test_a_template_is_compiled_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run takes what the first has kept; a changed text is compiled anew."""
    first = shown("{{ title }} {{ name }}")
    monkeypatch.setattr(jinja2.Environment, "_compile", lambda *_: pytest.fail("compiled again"))

    assert shown("{{ title }} {{ name }}") == first == "&lt;b&gt; Probe"
    assert list(kept.rglob("*.cache"))
    with pytest.raises(pytest.fail.Exception, match="compiled again"):
        shown("{{ name }}")


def test_other_settings_compile_for_themselves() -> None:
    """What was compiled to escape is never shown by one that does not, and the other way round."""
    assert shown("{{ title }}") == "&lt;b&gt;"
    assert shown("{{ title }}", autoescape=False) == "<b>"
    assert shown(" {% if 1 %}\nx{% endif %}") != shown(" {% if 1 %}\nx{% endif %}", trim_blocks=True)


def test_another_base_path_compiles_for_itself() -> None:
    """Jinja applies filters to constants when it compiles.

    Addresses begin with the base path.
    """
    assert [shown('{{ "x"|url }}', base_path=base) for base in ("/", "/probe/", "/")] == ["/x", "/probe/x", "/x"]


def test_what_is_damaged_is_compiled_anew(kept: Path) -> None:
    """A file that was cut short or holds anything else counts as none."""
    shown("{{ title }}")
    for file in kept.rglob("*.cache"):
        file.write_bytes(file.read_bytes()[:20])

    assert shown("{{ title }}") == "&lt;b&gt;"


def test_without_room_to_keep_anything_templates_show_all_the_same(kept: Path) -> None:
    """A build goes without."""
    kept.write_text("no folder")

    assert shown("{{ title }}") == "&lt;b&gt;"


def test_addresses_alone_are_worked_out_when_compiling() -> None:
    """Another filter of a constant would keep what former code made of it."""
    templates = Path(render.__file__).parents[2] / "theme" / "templates"
    filters = {
        name
        for file in templates.rglob("*.html")
        for name in re.findall(r"""["'\d]\s*\|\s*(\w+)""", file.read_text(encoding="utf-8"))
    }

    assert filters - jinja2.Environment().filters.keys() == {"url"}
