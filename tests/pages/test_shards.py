"""Shards: how the pages of a search are dealt out, and that they stay where they are."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from plugins.audit.checks.search import find_languages
from plugins.site.search.shards import LEAST, MOST, Page, Shard, split_shards
from tools.serving import Served

YEARS = st.none() | st.integers(2010, 2016)
PAGES = st.dictionaries(
    st.integers(0, 999).map(lambda number: f"aktuelles/text-{number}/index.html"),
    st.tuples(st.sampled_from(["de", "en"]), YEARS),
    max_size=60,
).map(lambda told: [(path, language, year) for path, (language, year) in told.items()])
LIMITS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda pair: (min(pair), max(pair)))


def by_folder(found: tuple[Shard, ...]) -> dict[str, set[str]]:
    return {shard.folder: set(shard.pages) for shard in found}


@given(PAGES, LIMITS)
def test_every_page_stands_in_one_shard_of_its_language(pages: list[Page], limits: tuple[int, int]) -> None:
    """None is lost, and none is found twice."""
    found = split_shards(pages, *limits)

    assert Counter((path, shard.language) for shard in found for path in shard.pages) == Counter(
        (path, language) for path, language, _ in pages
    )
    assert all(shard.pages for shard in found)


@given(PAGES, LIMITS)
def test_names_are_the_shards_own_and_known_to_the_audit(pages: list[Page], limits: tuple[int, int]) -> None:
    """Each language has one main shard, which comes first; no folder lies in two."""
    found = split_shards(pages, *limits)

    assert len({shard.folder for shard in found}) == len(found)
    for language in {language for _, language, _ in pages}:
        assert [shard.name == "" for shard in found if shard.language == language].index(True) == 0
        assert sum(shard.name == "" for shard in found if shard.language == language) == 1
    for shard in found:
        assert find_languages([f"{shard.folder}/pagefind-entry.json"]) == {shard.language}


@given(PAGES, LIMITS, st.randoms())
def test_the_order_of_the_pages_is_nothing(pages: list[Page], limits: tuple[int, int], chance: object) -> None:
    """The page of the search and the index are told of them in different ones."""
    other = list(pages)
    chance.shuffle(other)  # type: ignore[attr-defined]  # a Random

    assert split_shards(other, *limits) == split_shards(pages, *limits)


@given(PAGES, LIMITS)
def test_years_are_taken_together_until_there_are_enough(pages: list[Page], limits: tuple[int, int]) -> None:
    """All but the newest years of a language come to the fewest pages.

    None of them is spread over two groups.
    """
    for language in {language for _, language, _ in pages}:
        years = {path: year or 0 for path, one, year in pages if one == language}
        found = [shard for shard in split_shards(pages, *limits) if shard.language == language]
        newest = max(years.values())
        for group in {shard.name.partition(".")[0] for shard in found if shard.name}:
            pages_of_group = [path for shard in found if shard.name.partition(".")[0] == group for path in shard.pages]
            # A group is named after its first and last year; part of the newest one lies in the main shard.
            assert len(pages_of_group) >= limits[0] or group.rpartition("-")[2] == str(newest)


@given(PAGES.filter(bool), LIMITS)
@example([*((f"{n}.html", "de", None) for n in range(5)), *((f"{n}.html", "de", 2010) for n in (5, 7))], (6, 6))
def test_a_new_text_of_the_newest_year_leaves_older_shards_alone(pages: list[Page], limits: tuple[int, int]) -> None:
    """The one that nearly every new text is."""
    language = pages[0][1]
    newest = max(year or 0 for _, one, year in pages if one == language)
    before, after = split_shards(pages, *limits), split_shards([*pages, ("neu/index.html", language, newest)], *limits)

    for shard in before:
        latest = shard.name.partition(".")[0].rpartition("-")[2]  # "2010-2012.1": its group ends with 2012
        if shard.language != language or (shard.name and latest != str(newest)):
            assert shard in after


@given(PAGES, st.integers(1, 12), st.sampled_from(["de", "en"]), YEARS)
def test_a_new_text_changes_one_shard_as_long_as_the_same_years_go_together(
    pages: list[Page], least: int, language: str, year: int | None
) -> None:
    """Every other page stays in its own."""
    before = by_folder(split_shards(pages, least))
    after = by_folder(split_shards([*pages, ("neu/index.html", language, year)], least))
    assume(before.keys() == after.keys())

    (changed,) = [folder for folder in after if after[folder] != before[folder]]
    assert after[changed] - before[changed] == {"neu/index.html"}


@given(st.integers(1, 60), st.integers(1, 12))
def test_a_new_text_of_a_year_that_is_cut_changes_one_shard_until_it_is_cut_once_more(count: int, most: int) -> None:
    """Where a page stands is said by its name and by the number of parts."""
    assume(count % most)
    pages: list[Page] = [(f"text-{number}/index.html", "de", 2016) for number in range(count)]
    before = {frozenset(shard.pages) for shard in split_shards(pages, 1, most)}
    after = {frozenset(shard.pages) for shard in split_shards([*pages, ("neu/index.html", "de", 2016)], 1, most)}

    (changed,) = after - before
    assert before - after <= {changed - {"neu/index.html"}}


def test_a_large_site_has_shards_of_about_one_size() -> None:
    """Ten thousand pages of ten years make shards of some hundred pages, and not too many."""
    found = split_shards((f"text-{number}/index.html", "de", 2010 + number % 10) for number in range(10_000))

    assert all(LEAST * 0.8 < len(shard.pages) < MOST * 1.2 for shard in found)
    assert len(found) <= 10_000 / LEAST


@pytest.mark.parametrize("count", [1, LEAST - 1, MOST])
def test_most_sites_have_a_single_shard_without_a_name(count: int) -> None:
    """Pages of the same year, or of all years as long as these are few."""
    years = [None, 2015, 2016] if count < LEAST else [2016]

    (shard,) = split_shards((f"text-{number}/index.html", "de", years[number % len(years)]) for number in range(count))

    assert (shard.folder, shard.name, len(shard.pages)) == ("pagefind/de", "", count)


def test_the_real_site_has_one_for_each_language(site: Served) -> None:
    """Its readers are asked for nothing more than if there were no shards."""
    index = site.folder / "pagefind"

    assert {path.parent for path in index.rglob("pagefind-entry.json")} == {index / "de", index / "en"}
    assert "data-shards" not in (site.folder / "suche/index.html").read_text("utf-8")
