"""Where a type appears is said by its entry in the table, and a view names a type that there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import pytest

from plugins.build.plan import make_plan
from plugins.content.schema.content_types import TYPE_OF, TYPES
from plugins.content.schema.languages import LANGUAGES
from plugins.site import views
from tools.environment import ROOT


def test_a_type_can_be_kept_from_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the site's own and from those of others; its pages are there all the same."""
    monkeypatch.setitem(TYPE_OF, "page", replace(TYPE_OF["page"], in_search=False, in_sitemap=False))

    plan = make_plan(ROOT / "tests" / "site", ROOT / "theme", dt.date(2016, 11, 4))

    metas = {output.path: output.meta() for output in plan.outputs if output.meta is not None}
    assert (metas["datenschutz/index.html"].language, metas["datenschutz/index.html"].location) == ("", "")
    assert metas["aktuelles/erster/index.html"].language == "de"
    assert metas["aktuelles/erster/index.html"].location == "https://www.probe.example/aktuelles/erster/"


def test_every_view_of_a_type_names_one_that_there_is() -> None:
    """And each type has one view at most."""
    modules = [import_module(f"{views.__name__}.{module.name}") for module in iter_modules(views.__path__)]
    named = [module.CONTENT_TYPE for module in modules if hasattr(module, "CONTENT_TYPE")]

    assert len(named) == len(set(named))
    assert set(named) <= TYPE_OF.keys()


def test_no_two_entries_claim_the_same() -> None:
    """Neither a folder, an address or a name of types, nor a code or a folder of languages."""
    names = [name for one in TYPES for name in {one.id, *one.commands}]
    for claimed in (
        names,
        [one.folder for one in TYPES],
        [one.address for one in TYPES],
        [one.index for one in TYPES if one.index],
        [one.code for one in LANGUAGES],
        [one.folder for one in LANGUAGES],
    ):
        assert len(claimed) == len(set(claimed)), claimed


def test_a_type_of_which_there_is_a_feed_has_a_list_beside_it() -> None:
    """And a list has its words."""
    for one in TYPES:
        assert one.index or not one.has_feed, one.id
        assert not one.index or (one.title and one.summary), one.id
