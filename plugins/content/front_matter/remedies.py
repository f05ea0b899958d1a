"""Remedies: lines of front matter as they should read, to be typed as they stand."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a value in its file: lines from 1, columns from 0.

    ``in_flow`` is whether it stands within brackets or braces, so that a comma ends it.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    in_flow: bool = False

    @property
    def is_on_one_line(self) -> bool:
        """Whether it ends in the line in which it begins."""
        return self.line == self.end_line


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of a front matter as they were typed.

    ``first`` is the number of the first one in its file.
    """

    lines: tuple[str, ...] = ()
    first: int = 1

    def line(self, number: int) -> str:
        """Return the line of that *number* in the file, or "" if it is not among these."""
        at = number - self.first
        return self.lines[at] if 0 <= at < len(self.lines) else ""

    def replace(self, *changes: tuple[Span, str]) -> str:
        """Return a line with a text in the place of each span.

        It is "" if they are not all in one line.
        """
        number = changes[0][0].line
        line = self.line(number)
        if not line or any(span.line != number or not span.is_on_one_line for span, _ in changes):
            return ""
        for span, text in sorted(changes, key=lambda change: change[0].column, reverse=True):
            line = _joined(line[: span.column], text, line[span.end_column :])
        return line

    def say_replaced(self, span: Span, text: str) -> str:
        """Return the end of a sentence that tells to type *text* in the place of *span*.

        It is "" if its lines are not known.
        """
        begin = self.line(span.line)
        if not begin:
            return ""
        # it ends where the next line begins
        is_open = not span.is_on_one_line and not self.line(span.end_line)[: span.end_column].strip()
        last = span.end_line - 1 if is_open else span.end_line
        while is_open and last > span.line and self.line(last).lstrip()[:1] in ("", "#"):
            last -= 1  # it belongs to what comes next
        rest = "" if is_open else self.line(last)[span.end_column :]
        return say(_joined(begin[: span.column], text, rest), instead_of=(span.line, last))

    def say_value(self, span: Span | None, key: str, example: str) -> str:
        """Return the end of a sentence that tells to type *example* as the value of *key*.

        It is the whole line with the example in the place of *span*, else a line of its own.
        """
        if span is None:
            return f": {key}: {example}"
        return self.say_replaced(span, in_braces(example) if span.in_flow else example) or f": {key}: {example}"


NO_LINES = SourceLines()


def _joined(before: str, text: str, after: str) -> str:
    return f"{before}{' ' if before.endswith(':') and text else ''}{text}{after}"


def say(line: str, *, indent: int | None = None, instead_of: tuple[int, int] = (0, 0)) -> str:
    """Return *line* as the end of a sentence that tells to type it, its blanks in words.

    In a terminal nobody sees how many blanks a line begins with. It is typed instead of the line that the message
    names, or of all those from the first to the last of *instead_of*.
    """
    typed = line.strip(" ")
    blanks = len(line) - len(line.lstrip(" ")) if indent is None else indent
    first, last = instead_of
    where = f" (statt der Zeilen {first} bis {last})" if last > first else ""
    return f"{where}, mit {blanks} Leerzeichen davor: {typed}" if blanks else f"{where}: {typed}"


def as_yaml(text: str, *, in_flow: bool = False) -> str:
    """Return *text* as a value that YAML reads as just this text: quoted only where it must be."""
    return text if _is_plain(text, in_flow) else quote(text)


def _is_plain(text: str, in_flow: bool) -> bool:
    if text != text.strip() or "#" in text or not text:
        return False
    try:
        read = yaml.load(f"[{text}]" if in_flow else f"k: {text}", Loader=_Loader)  # noqa: S506 - texts only
    except yaml.YAMLError:
        return False
    return bool(read == ([text] if in_flow else {"k": text}))


def quote(text: str) -> str:
    """Return *text* in straight quotation marks."""
    sign = "'" if '"' in text or "\\" in text else '"'
    return f"{sign}{text.replace(sign, sign * 2)}{sign}"


def in_braces(example: str) -> str:
    """Return *example*, a value as YAML has it, as it may stand within braces."""
    return example if example[:1] in "\"'[{" else as_yaml(example, in_flow=True)
