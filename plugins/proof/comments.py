"""Comments: what stands between ``<!--`` and ``-->`` is not read, on however many lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)-?>")


@dataclass(slots=True)
class CommentStripper:
    """Takes comments from lines, one after the other."""

    is_open: bool = False

    def strip(self, line: str) -> str:
        """Return *line* without what stands in comments."""
        kept, at = "", 0
        while True:
            if self.is_open:
                end = _COMMENT_END.search(line, at)
                if end is None:
                    return kept
                at, self.is_open = end.end(), False
            begin = line.find("<!--", at)
            if begin < 0:
                return kept + line[at:]
            if any(code.start() < begin < code.end() for code in CODE.finditer(line)):  # there, it is read
                kept, at = kept + line[at : begin + 4], begin + 4
                continue
            kept, at, self.is_open = kept + line[at:begin], begin + 4, True
