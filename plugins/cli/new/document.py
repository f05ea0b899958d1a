"""Document: a new file, its front matter with comments that coach.

Comments stay in the file; no page shows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from plugins.cli.new.interview import Value
from plugins.content.markdown.directives import KINDS
from plugins.content.schema.content_types import ContentType
from plugins.content.schema.field_types import ChoiceField, FieldType, ListField
from plugins.content.schema.groups import Field, ImageField, keys_below
from plugins.content.schema.moments import DateField, parse_date

_NOT_COACHED = frozenset({"slug", "template", "status"})  # said by the file's name, needed by no new page, asked
_PICTURE = '{src: /media/bild.jpg, alt: "Was auf dem Bild zu sehen ist"}'
_DRAFT = (
    "# Solange die nächste Zeile da ist, sehen nur Sie den Text, in der Vorschau. Ist er fertig, löschen Sie sie.",
)
_MORE = (
    "#",
    "# Was Sie noch angeben können: Nehmen Sie vor der Zeile mit dem englischen Wort die Raute und das",
    "# Leerzeichen weg und schreiben Sie Ihren Wert hin. Zeilen mit Raute erscheinen nirgends.",
)
_DIRECTIVES = (
    "#",
    "# Im Text gibt es auch Bausteine. Kopieren Sie einen von /// bis /// in den Text, ohne die Rauten, und schreiben",
    "# Sie hinein, was Sie sagen wollen. Weitere stehen im Spickzettel und im Handbuch für die Redaktion.",
)
_BODY = "Unter der nächsten Zeile mit drei Strichen"


def document(kind: ContentType, values: Mapping[str, Value]) -> str:
    """Return the text of a new file of *kind* with *values* by (dotted) key."""
    return "\n".join(["---", *_front(kind, values), "---", "", ""])


def _front(kind: ContentType, values: Mapping[str, Value]) -> Iterator[str]:
    for field in kind.fields:
        below = {key.partition(".")[2]: value for key, value in values.items() if key.startswith(f"{field.key}.")}
        if field.key == "status" and values.get("status") == "draft":
            yield from _DRAFT
        if below:
            yield f"{field.key}:"
            types = {part.key: part.type for part in keys_below(field.type)}
            yield from (f"  {key}: {_format_value(types[key], value)}" for key, value in below.items())
        elif field.key in values:
            yield from _format_pair(field, values[field.key])
    yield from _MORE
    for field in kind.fields:
        if field.key in _NOT_COACHED:
            continue
        if field.key not in values and not any(key.startswith(f"{field.key}.") for key in values):
            proposed = _after_start(field.key, values.get("start", "")) or _example(field)
            yield from ("#", f"# {field.label}: {field.help}", f"# {field.key}: {proposed}")
    first, *more = kind.body.comment
    yield from ("#", f"# {_BODY} {first}", *(f"# {line}" for line in more))
    if kind.directives:
        yield from _DIRECTIVES
    for one in (KINDS[key] for key in kind.directives):
        yield from ("#", f"# {one.label}: {one.help}", *(f"# {line}".rstrip() for line in one.source.split("\n")))


def _after_start(key: str, start: Value) -> str:
    """Return a date for *key* that fits the *start* of an event, "" where any would do."""
    begin = parse_date(start) if isinstance(start, str) else None
    if begin is None or key not in ("end", "register_until", "repeat"):
        return ""
    if key == "repeat":
        form = "%Y-%m-%dT%H:%M" if isinstance(begin, dt.datetime) else "%Y-%m-%d"
        return f"[{{start: {begin + dt.timedelta(days=7):{form}}}}]"
    if key == "register_until":
        return f"{begin - dt.timedelta(days=7):%Y-%m-%d}"
    if isinstance(begin, dt.datetime):
        return f"{begin + dt.timedelta(hours=2):%Y-%m-%dT%H:%M}"
    return (begin + dt.timedelta(days=1)).isoformat()


def _example(field: Field) -> str:
    """Return a value that the schema takes for *field*, on one line of YAML."""
    is_list = isinstance(field.type, ListField)
    if not keys_below(field.type):
        return f"[{field.own_example}]" if is_list and field.own_example else field.example
    one = field.type.type if isinstance(field.type, ListField) else field.type
    example = _PICTURE if isinstance(one, ImageField) else one.example
    return f"[{example}]" if is_list else example


def _format_pair(field: Field, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{field.key}: {_format_value(field.type, value)}"
        return
    yield f"{field.key}:"
    yield from (f"  - {quote(entry)}" for entry in value)


def _format_value(type_: FieldType, value: Value) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return text if isinstance(type_, DateField | ChoiceField) else quote(text)


def quote(text: str) -> str:
    """Return *text* in quotation marks that YAML takes off again.

    Marks that *text* has itself are part of it, unlike those in a line typed by an editor.
    """
    quote = "'" if '"' in text or "\\" in text else '"'
    return f"{quote}{text.replace(quote, quote * 2)}{quote}"
