"""Document: a new file, its front matter with comments that coach. Comments stay in the file; no page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.cli.new.interview import Value
from plugins.content.schema.content_types import ContentType, keys_below
from plugins.content.schema.field_types import ListField
from plugins.content.schema.groups import Field, ImageField
from plugins.content.schema.labels import LABELS

_PLAIN = frozenset({"date", "start", "end", "updated", "status", "lang", "slug", "duration"})
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
_BODY = (
    "#",
    "# Unter der nächsten Zeile mit drei Strichen beginnt der Text. Absätze trennt eine leere Zeile,",
    "# Zwischenüberschriften beginnen mit ## und einem Leerzeichen. Mehr steht in docs/redaktion.md.",
)
_TRANSCRIPT = (
    "#",
    "# Unter der nächsten Zeile mit drei Strichen beginnt die Textfassung: was im Film gesagt wird und zu sehen ist.",
)


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
            yield from (f"  {key}: {_written(key, value)}" for key, value in below.items())
        elif field.key in values:
            yield from _pair(field.key, values[field.key])
    yield from _MORE
    for field in kind.fields:
        if field.key in _NOT_COACHED:
            continue
        if field.key not in values and not any(key.startswith(f"{field.key}.") for key in values):
            label = LABELS[field.key]
            example = _example(field)
            proposed = values.get("start", example) if field.key == "end" else example
            yield from ("#", f"# {label.name}: {label.help}", f"# {field.key}: {proposed}")
    yield from _TRANSCRIPT if kind.id == "clip" else _BODY


def _example(field: Field) -> str:
    """Return a value that the schema takes for *field*, on one line of YAML."""
    if not keys_below(field.type):
        example = LABELS[field.key].example
        return f"[{example}]" if isinstance(field.type, ListField) else example
    one = field.type.type if isinstance(field.type, ListField) else field.type
    shown = _PICTURE if isinstance(one, ImageField) else one.example
    return f"[{shown}]" if isinstance(field.type, ListField) else shown


def _pair(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {_written(key, value)}"
        return
    yield f"{key}:"
    yield from (f"  - {_quoted(entry)}" for entry in value)


def _written(key: str, value: Value) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return text if key in _PLAIN else _quoted(text)


def _quoted(text: str) -> str:
    """Return *text* in quotation marks; unlike a line typed by an editor it has none yet that are meant as such."""
    quote = "'" if '"' in text or "\\" in text else '"'
    return f"{quote}{text.replace(quote, quote * 2)}{quote}"
