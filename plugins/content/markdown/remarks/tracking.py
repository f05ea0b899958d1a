"""Tracking: addresses that tell where they were copied, with the line in which they do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from plugins.content.clean_addresses import CleanText, TrackedAddress, clean_markdown, tell_tracking
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector


def clean_body(text: str) -> CleanText:
    """Return the Markdown *text* with its addresses as they are published; code stays as it is."""
    return clean_markdown(text, lambda: SourceView(text).without_code)


def tell_tracked_links(cleaned: CleanText, embeds: Collection[int], report: ProblemCollector) -> None:
    """Tell of addresses in a text that are published without what tracks.

    Of an embed, whose line is among *embeds*, nothing but its content is published: networks add parameters to every
    address that they offer, and only a detour is worth a word.
    """
    tracked = tuple(one for one in cleaned.tracked if _is_worth_a_word(one, embeds))
    tell_tracking(replace(cleaned, tracked=tracked), 1, report)


def _is_worth_a_word(one: TrackedAddress, embeds: Collection[int]) -> bool:
    return not one.is_code and (one.line not in embeds or bool(one.clean.detours))
