"""Traces: addresses that tell where they were copied, with the line in which they do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from plugins.content.link_traces import CleanText, LinkTrace, clean_markdown, tell_traces
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector


def clean_body(text: str) -> CleanText:
    """Return the Markdown *text* with its addresses as they are published; code stays as it is."""
    return clean_markdown(text, lambda: SourceView(text).without_code)


def tell_link_traces(cleaned: CleanText, embeds: Collection[int], report: ProblemCollector) -> None:
    """Tell of addresses in a text that are published without their traces.

    Of an embed, whose line is among *embeds*, nothing but its content is published: networks add parameters to every
    address that they offer, and only a detour is worth a word.
    """
    traces = tuple(trace for trace in cleaned.traces if _is_worth_a_word(trace, embeds))
    tell_traces(replace(cleaned, traces=traces), 1, report)


def _is_worth_a_word(trace: LinkTrace, embeds: Collection[int]) -> bool:
    return not trace.is_code and (trace.line not in embeds or bool(trace.clean.detours))
