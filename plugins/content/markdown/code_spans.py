"""Code spans: text between equal numbers of backticks, all looked up at once in a text."""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_RUN = re.compile("`+")


class CodeSpanProcessor(BacktickInlineProcessor):
    """Markdown's own, which looks for the end of each span up to the end of the text.

    A match is replaced by a placeholder, so places are counted from the end, which stays as it is.
    Where no run is as long as the first, its backticks are text, as CommonMark has it; so they are around blanks alone.
    """

    def __init__(self) -> None:
        super().__init__(BACKTICK_RE)
        self._text = ""
        self._runs: dict[int, list[int]] = {}

    def find_code_spans(  # type: ignore[override]  # types-Markdown knows an older one
        self, start: int, text: str
    ) -> tuple[int, int | None]:
        """Return where the code behind the backticks at *start* begins and ends, if it does."""
        run = _RUN.match(text, start)
        begin = run.end() if run else start + 1
        self._look_up(text, start)
        ends = self._runs.get(begin - start, [])
        number = bisect_left(ends, begin - len(text))
        if number == len(ends):
            return begin, None
        end = len(text) + ends[number]
        return (begin, end) if text[begin:end].strip() else (end + begin - start, None)

    def _look_up(self, text: str, at: int) -> None:
        """Note where runs of each length begin, counted from the end, if they are not known already."""
        if text is self._text or (len(self._text) >= len(text) - at and self._text.endswith(text[at:])):
            return
        self._text, self._runs = text, {}
        for match in _RUN.finditer(text):
            self._runs.setdefault(len(match[0]), []).append(match.start() - len(text))
