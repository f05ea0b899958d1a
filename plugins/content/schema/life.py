"""Life of a text: the keys by which it is corrected and looked at again."""

from __future__ import annotations

from plugins.content.schema.field_types import ListField, TextField
from plugins.content.schema.groups import Field, GroupField
from plugins.content.schema.moments import DateField


def _dated(example: str) -> GroupField:
    """Return the group of a day and a sentence, such as *example*."""
    return GroupField(
        (
            Field("day", DateField("2026-05-14"), "Tag", "Der Tag, an dem es geschieht.", required=True),
            Field(
                "text",
                TextField(f'"{example}"', prose=True, long=True),
                "In einem Satz",
                "Genau dieser Satz steht auf der Seite.",
                example,
                required=True,
            ),
        )
    )


LIFE = (
    Field(
        "corrected",
        ListField(_dated("Hier stand zuerst eine falsche Zahl.")),
        "Berichtigungen",
        "Wenn etwas falsch war: Tag und ein Satz, was jetzt richtig ist. Er steht oben auf der Seite und im Feed; "
        "„Zuletzt geändert“ brauchen Sie dann nicht.",
        entry="Berichtigung",
        also_called=("Korrektur", "Korrekturen", "Berichtigt"),
    ),
    Field(
        "review",
        DateField("2027-06-01"),
        "Wiedervorlage",
        "Von diesem Tag an erinnert die Prüfung daran, den Text noch einmal zu lesen. Auf der Website steht davon "
        "nichts.",
        in_data=False,
    ),
)
