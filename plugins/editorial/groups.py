"""Groups: values that consist of named fields, such as a place, a picture or the front matter itself."""

from __future__ import annotations

from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from plugins.editorial.front_matter import Mapping, Node
from plugins.editorial.kinds import MISSING, Kind, Missing, Reading, nearest


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the front matter: its kind, whether it must be there, and how a form names it."""

    key: str
    kind: Kind
    label: str
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Named fields below one key."""

    fields: tuple[Field, ...]
    example: str = ""
    with_line: bool = field(default=False)

    def read(self, key: str, node: Node, reading: Reading) -> AbcMapping[str, object] | Missing:
        """Return the values by key, or MISSING if a required one is missing or wrong."""
        if not isinstance(node, Mapping):
            first = self.fields[0]
            reading.report.error(
                node.line,
                "not-a-group",
                f"„{key}“ besteht aus mehreren Angaben.",
                f"Bitte eingerückt darunter schreiben, zum Beispiel in eigener Zeile:   "
                f"{first.key}: {first.kind.example}",
            )
            return MISSING
        values = read_fields(node, self.fields, reading, within=key)
        if values is None:
            return MISSING
        return MappingProxyType({**values, "line": node.line} if self.with_line else values)


def read_fields(
    node: Mapping, fields: tuple[Field, ...], reading: Reading, *, within: str = ""
) -> dict[str, object] | None:
    """Return the values of *node* by key, or None if something required is missing or wrong.

    Keys that *fields* does not know are reported with the nearest one that it does.
    """
    known = {field.key: field for field in fields}
    meant = _report_unknown(node, tuple(known), reading, within)
    values: dict[str, object] = {}
    complete = True
    for field_ in fields:
        if field_.key in node.pairs:
            value = field_.kind.read(field_.key, node.pairs[field_.key], reading)
            if value is not MISSING:
                values[field_.key] = value
                continue
            complete &= not field_.required
        elif field_.required:
            complete = False
            if field_.key not in meant:
                _report_absent(node, field_, reading, within)
    return values if complete else None


def _report_unknown(node: Mapping, known: tuple[str, ...], reading: Reading, within: str) -> set[str]:
    """Report each unknown key, and return the known ones that were probably meant."""
    where = f" unter „{within}“" if within else ""
    meant = set()
    for key in node.pairs:
        if key not in known:
            meant.update(get_close_matches(key, known, n=1))
            reading.report.error(
                node.lines[key],
                "unknown-key",
                f"Die Angabe „{key}“ gibt es{where} nicht.{nearest(key, known)}",
                f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(known)}",
            )
    return meant


def _report_absent(node: Mapping, field_: Field, reading: Reading, within: str) -> None:
    where = f" unter „{within}“" if within else ""
    reading.report.error(
        node.line if within else 1,
        "required-key",
        f"Es fehlt die Angabe „{field_.key}“ ({field_.label}){where}.",
        f"Bitte eine Zeile ergänzen, zum Beispiel: {field_.key}: {field_.kind.example}",
    )
