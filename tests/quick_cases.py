"""How many cases of a test, or of all tests in a module, `test` runs; `test --all` runs every one.

The first count, in the order in which they are written. What is slow as a whole is marked so itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

FIRST = {
    "browser/test_captions_in_browser.py": 2,
    "browser/test_consent_choices.py": 10,
    "browser/test_consent_choices.py::test_no_frame_waits_in_the_browsers_memory": 0,
    "browser/test_consent_embed.py": 10,
    "browser/test_consent_failure.py": 4,
    "browser/test_consent_fit.py::test_a_frame_gets_the_height_it_tells": 1,
    "browser/test_consent_fit.py::test_a_height_is_kept_within_bounds": 1,
    "browser/test_consent_fit.py::test_what_is_read_stays_where_it_is": 1,
    "browser/test_consent_panel.py": 6,
    "browser/test_consent_panel.py::test_axe_finds_nothing": 1,
    "browser/test_consent_panel.py::test_without_our_script_it_says_so_too": 1,
    "browser/test_consent_receipt.py": 3,
    "browser/test_consent_signal.py": 4,
    "browser/test_consent_states.py::test_axe_finds_nothing": 2,
    "browser/test_consent_place.py::test_a_frame_has_the_ratio_of_what_it_shows": 0,
    "browser/test_consent_place.py::test_nothing_moves_whatever_is_pressed": 1,
    "browser/test_events_on_the_day.py": 2,
    "browser/test_events_on_the_day.py::test_an_event_is_past_when_its_last_day_is_over": 2,
    "browser/test_events_on_the_day.py::test_no_barrier_in_an_event": 1,
    "browser/test_every_kind.py::test_every_kind_keeps_the_promises": 0,
    "browser/test_every_kind.py::test_the_same_space_stands_around_every_form": 0,
    "browser/test_every_page.py::test_every_page_is_right_on_paper": 1,
    "browser/test_every_page.py::test_every_page_is_whole_without_java_script": 1,
    "browser/test_every_page.py::test_no_page_contacts_anybody_else": 1,
    "browser/test_every_page.py::test_no_page_has_a_barrier_that_axe_finds": 1,
    "browser/test_every_page.py::test_no_page_stores_anything": 1,
    "browser/test_every_page.py::test_the_keyboard_walks_through_every_page": 0,
    "browser/test_film.py": 2,
    "browser/test_film.py::test_text_leads_into_the_film": 1,
    "browser/test_pictures.py": 6,
    "browser/test_pictures.py::test_a_picture_is_seen_whole_in_the_viewer": 2,
    "browser/test_pictures.py::test_browsers_are_told_how_wide_a_picture_comes_out": 1,
    "browser/test_pictures.py::test_no_barrier_in_a_gallery_or_its_viewer": 1,
    "browser/test_pictures.py::test_nothing_moves_when_a_picture_arrives": 2,
    "browser/test_posters.py": 4,
    "browser/test_preview_in_browser.py": 0,
    "browser/test_preview_in_browser.py::test_axe_finds_nothing": 2,
    "browser/test_redaktion_files.py": 0,
    "browser/test_redaktion_published.py": 0,
    "browser/test_redaktion_published.py::test_the_published_form_offers_to_sign_in": 1,
    "browser/test_redaktion_rules.py": 1,
    "browser/test_scripts_loaded.py": 4,
    "browser/test_search.py": 6,
    "browser/test_search.py::test_a_misspelt_word_leads_to_the_one_that_was_meant": 1,
    "browser/test_search.py::test_nothing_found_is_no_void": 1,
    "browser/test_search.py::test_nothing_moves_when_results_come": 1,
    "browser/test_search.py::test_results_have_no_barrier_that_axe_finds": 1,
    "browser/test_search.py::test_words_are_found_as_people_write_them": 2,
    "browser/test_search_elsewhere.py": 2,
    "browser/test_search_elsewhere.py::test_english_is_found_with_english_endings": 1,
    "browser/test_search_in_parts.py": 2,
    "browser/test_search_in_parts.py::test_a_part_that_does_not_load_says_so_and_can_be_tried_again": 1,
    "browser/test_search_in_parts.py::test_a_word_of_a_single_part_is_found": 1,
    "browser/test_search_in_parts.py::test_what_a_part_would_make_of_a_word_that_it_does_not_know_is_not_shown": 1,
    "browser/test_sharing.py": 1,
    "browser/test_trial_in_browser.py::test_the_words_are_for_everybody": 1,
    "browser/test_visiting.py::test_going_back_brings_the_very_page_back": 0,
    "build/cache/test_up_to_date.py::test_every_file_counts": 4,
    "build/test_build.py::test_a_broken_file_stops_the_build_and_leaves_the_output": 2,
    "build/test_build.py::test_a_former_address_cannot_be_where_a_file_is": 1,
    "build/test_build.py::test_a_former_address_cannot_take_another_ones_place": 1,
    "build/test_embed_examples.py::test_a_warning_hides_no_error_in_the_same_line": 1,
    "build/test_hostile.py::test_a_feed_shows_a_link_for_a_frame_and_nothing_that_loads": 0,
    "build/test_hostile.py::test_every_hostile_text_is_refused_in_its_line": 0,
    "cli/test_new.py::test_a_new_text_is_right_from_the_start": 2,
    "content/test_dialect.py::test_hostile_texts_take_time_that_grows_with_them": 5,
    "content/test_time_of_texts.py::test_four_times_the_text_takes_about_four_times_as_long": 8,
    "content/test_time_of_texts.py::test_so_do_names_that_differ": 1,
    "preview/test_builder.py": 5,
    "preview/test_builder.py::test_a_change_in_place_makes_the_same_site_as_a_build_from_nothing": 1,
    "preview/test_builder.py::test_a_file_that_is_missing_is_told_of_until_it_is_there": 1,
    "preview/test_living.py::test_it_ends_without_a_trace": 0,
    "proof/test_reading.py::test_the_cost_grows_with_the_text": 4,
    "proofreading/test_spelling.py::test_a_misspelt_word_is_a_warning_in_its_line": 3,
    "proofreading/test_spelling.py::test_a_name_is_no_typing_error": 3,
    "proofreading/test_spelling.py::test_a_slip_in_a_noun_is_no_name": 3,
    "publish/test_pages.py::test_a_host_that_answers_something_else_is_told": 1,
    "publish/test_publishing.py::test_a_mistake_is_told_and_changes_nothing": 2,
    "test_handbook_followed.py::test_a_mistake_is_answered_as_it_is_shown": 1,
    "test_pipelines.py::test_a_job_calls_tasks_and_nothing_else": 4,
}


def mark_slow_cases(items: Iterable[pytest.Item]) -> None:
    """Mark as slow the cases beyond the first of each test and module in the table."""
    seen: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.removeprefix("tests/").partition("[")[0]
        for name in (test, test.partition("::")[0]):
            if name in FIRST and not item.get_closest_marker("slow"):
                seen[name] += 1
                if seen[name] > FIRST[name]:
                    item.add_marker(pytest.mark.slow)
