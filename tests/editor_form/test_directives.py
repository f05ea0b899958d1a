"""Directives in the form: what fields hold is what the file says, and what they do not hold stays typed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

import pytest

from plugins.content.markdown.directives import KINDS, find_directives
from plugins.editor_form.directives import components, shape_of
from tests.editor_form.scripts import call

SEALED = re.compile("^\ue000([a-z-]+):[\\w-]*\ue001$", re.MULTILINE)


def sealed(texts: Iterable[str]) -> list[str]:
    """Return each text as the editor is given it, with the names of directives in place of what it hides."""
    return [SEALED.sub(r"<\1>", str(text)) for text in call("directives.js", "sealed", [[text] for text in texts])]


def test_every_example_becomes_fields_and_the_same_lines_again() -> None:
    """Each kind that there is, whoever adds one."""
    sources = [kind.source for kind in KINDS.values()]

    parsed = call("directives.js", "parse", [[source] for source in sources])
    again = call("directives.js", "write", [[one["kind"], one["values"]] for one in parsed])

    assert again == sources
    assert sealed(sources) == [f"<{key}>" for key in KINDS]
    assert call("directives.js", "incomplete", [["\n\n".join(sources)]]) == [""]


def test_every_kind_has_its_fields() -> None:
    """With a name, what it is for, and an example where something stands behind „|“."""
    for found, kind in zip(components(), KINDS.values(), strict=True):
        fields = found["fields"]
        assert isinstance(fields, list)
        assert kind.help in fields[0]["hint"]
        assert bool(found["argument"]) == any(
            kind.argument and field["label"] == kind.argument.label for field in fields
        )
        assert shape_of(kind) in {"text", "lines"} or kind.check.__name__ != "accept"


CARRIED = {
    "capitals": ("/// Hinweis\na\n///", "<hinweis>"),
    "without umlauts": ("/// schaltflaeche\n[a](/b/)\n///", "<schaltflaeche>"),
    "between lines": ("a\n/// hinweis | B\nc\n\n\nd\n///\ne", "a\n\n<hinweis>\n\ne"),
    "more slashes": ("//// hinweis\na\n////", "<hinweis>"),
    "blanks in figures": ("/// zahlen\n-  5   |  Hunde\n\n- 6 | Katzen |   Amt  \n///", "<zahlen>"),
    "a bar in a figure": ("/// zahlen\n- 5 \\| 6 | Hunde\n///", "<zahlen>"),
    "a picture with credit": ('/// bild-links\n![a](/media/b.jpg){credit="C"}\n///', "<bild-links>"),
    "nothing yet": ("/// galerie\n///", "<galerie>"),
    "one within another": ("/// hinweis\n/// zitat\na\n///\n///", "/// hinweis\n\n<zitat>\n\n///"),
    "an unknown name": ("/// kiste\na\n///", "/// kiste\n\na\n\n///"),
    "an argument too many": ("/// schritte | A\n1. b\n///", "/// schritte | A\n\n1. b\n\n///"),
    "no end": ("/// hinweis\na", "/// hinweis\na"),
    "in code": ("```\n/// hinweis\na\n///\n```", "```\n/// hinweis\na\n///\n```"),
    "figures that are none": ("/// zahlen\nviele\n///", "/// zahlen\n\nviele\n\n///"),
    "steps that are none": ("/// schritte\n- a\n///", "/// schritte\n\n- a\n\n///"),
    "more than a link": ("/// schaltfläche\n[a](/b/) c\n///", "/// schaltfläche\n\n[a](/b/) c\n\n///"),
    "a title with its picture": ('/// bild-links\n![a](/b.jpg "c")\n///', '/// bild-links\n\n![a](/b.jpg "c")\n\n///'),
}


@pytest.mark.parametrize("case", CARRIED.values(), ids=CARRIED)
def test_only_what_fields_can_hold_becomes_fields(case: tuple[str, str]) -> None:
    """Anything else is shown as it was typed."""
    text, expected = case

    assert sealed([text]) == [expected]


FILLED = {
    "slashes in a text": ("hinweis", {"body": "/// zitat\na\n///"}, "//// hinweis\n/// zitat\na\n///\n////"),
    "lines in a title": ("hinweis", {"argument": " a\nb ", "body": "c"}, "/// hinweis | a b\nc\n///"),
    "steps without numbers": ("schritte", {"body": "a\n\nb\nc"}, "/// schritte\n1. a\n2. b c\n///"),
    "a bar in a figure": (
        "zahlen",
        {"figures": [{"figure": "5|6", "label": "a", "source": ""}]},
        "/// zahlen\n- 5\\|6 | a\n///",
    ),
    "marks in a caption": (
        "galerie",
        {"pictures": [{"src": "/media/a.jpg", "alt": "b", "title": 'c "d"', "credit": ""}, {"src": ""}]},
        '/// galerie\n![b](/media/a.jpg "c ”d”")\n///',
    ),
    "nothing": ("ton", {}, "/// ton\n///"),
}


@pytest.mark.parametrize("case", FILLED.values(), ids=FILLED)
def test_whatever_is_filled_in_is_one_directive(case: tuple[str, dict[str, object], str]) -> None:
    """And is read as one by the site."""
    key, values, expected = case
    kind = next(one for one in components() if one["id"] == key)

    [written] = call("directives.js", "write", [[kind, values]])

    assert written == expected
    lines = find_directives(written.split("\n"))
    found, strays = lines.found, lines.strays
    assert (found[0].first, found[0].last, strays) == (0, len(written.split("\n")) - 1, [])


LACKING = {
    "a question": ("/// aufklappen\nJa.\n///", "Frage und Antwort zum Aufklappen"),
    "a picture": ("/// bild-rechts\n///", "Bild rechts"),
    "words of a picture": ("/// galerie\n![](/media/a.jpg)\n///", "Galerie"),
    "what is heard": ("/// ton | A\n[Anhören](/media/a.mp3)\n///", "Ton"),
    "a text": ("a\n\n/// warnung\n\n///", "Warnung"),
    "nothing": ("/// hinweis\nText\n///", ""),
}


@pytest.mark.parametrize("case", LACKING.values(), ids=LACKING)
def test_what_lacks_something_is_named(case: tuple[str, str]) -> None:
    """So that it is not saved."""
    assert call("directives.js", "incomplete", [case[:1]]) == [case[1]]


def test_no_text_loses_anything() -> None:
    """However directives are nested, broken or cut off: every line is there again, in its order."""
    chosen = random.Random(19)
    pieces = ["///", "////", "```", "a", "", "- 5 | b", "1. c", "[d](/e/)", "![f](/media/g.jpg)"]
    pieces += [f"{fence} {kind.name} | X" for fence in ("///", "////") for kind in KINDS.values()]
    texts = ["\n".join(chosen.choices(pieces, k=chosen.randint(1, 14))) for _ in range(2000)]

    again = call("dialect.js", "forEditor", [[text] for text in texts])
    back = call("directives.js", "unsealed", [[text.replace("\\", "").replace("\u200b", "")] for text in again])

    assert [lines(text) for text in back] == [lines(text) for text in texts]
    assert sum("\ue000" in text for text in again) > 100


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
