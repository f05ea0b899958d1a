"""A text between file and editor: what nobody changed stays, what somebody typed is what the site shows."""

from __future__ import annotations

import pytest

from tests.browser.texts import generate
from tests.editor_form.scripts import call

MERGED = {
    "nothing": ("*a* b\n", "_a_ b", "_a_ b", "*a* b\n"),
    "a word behind": ("*a* b\n\n*c*\n", "_a_ b\n\n_c_", "_a_ b neu\n\n_c_", "*a* b neu\n\n*c*\n"),
    "a word before": ("*a* b", "_a_ b", "Neu _a_ b", "Neu *a* b"),
    "a paragraph between": ("* * *\n\nb  \nc", "***\n\nb c", "***\n\nneu\n\nb c", "* * *\n\nneu\n\nb  \nc"),
    "a paragraph less": ("*a*\n\nb\n\n*c*", "_a_\n\nb\n\n_c_", "_a_\n\n_c_", "*a*\n\n*c*"),
    "all but one": ("*a*\n\nb\n\n*c*", "_a_\n\nb\n\n_c_", "_c_", "*c*"),
    "a list of its own": ("1. a\n\n1. b", "1. a\n2. b", "1. a\n2. b c", "1. a\n\n1. b c"),
    "both": ("*a*", "_a_", "**a**", "**a**"),
    "all": ("*a*", "_a_", "", ""),
}


@pytest.mark.parametrize("case", MERGED.values(), ids=MERGED)
def test_a_change_goes_into_the_file(case: tuple[str, str, str, str]) -> None:
    """File, what the editor writes untouched, what it writes now, and the file after that."""
    *given, expected = case

    assert call("merge.js", "merge", [given]) == [expected]


def test_what_nobody_changed_stays_whatever_it_is() -> None:
    """In 200 texts, however much the editor would write otherwise."""
    texts = [generate(number) for number in range(200)]
    others = [text.replace("*", "_").replace("\n", " ").replace("2", "3") for text in texts]

    unchanged = call("merge.js", "merge", [[text, other, other] for text, other in zip(texts, others, strict=True)])
    plain = call("merge.js", "merge", [[text, text, other] for text, other in zip(texts, others, strict=True)])

    assert unchanged == texts
    assert [text.strip() for text in plain] == [text.strip() for text in others]


def test_texts_without_anything_in_common_cost_no_time() -> None:
    """Nor is anything of them lost."""
    old, new = (" ".join(f"{word}{number}" for number in range(20_000)) for word in ("alt", "neu"))

    assert call("merge.js", "merge", [[old, old, new], [old, new, new]]) == [new, old]


FOR_EDITOR = {
    "days": ("12. Mai: Beginn\n\n30. Mai: Ende", "12\\. Mai: Beginn\n\n30\\. Mai: Ende"),
    "a number alone": ("3. Platz", "3\\. Platz"),
    "a list": ("1. a\n2. b\n\n3. c", "1. a\n2. b\n\n3. c"),
    "a second list": ("1. a\n2. b\n\n1. c\n2. d", "1. a\n2. b\n\n\u200b\n\n1. c\n2. d"),
    "another way to count": ("1) a\n2) b", "1. a\n2. b"),
    "points of Word": ("• a\n\uf0b7 b", "- a\n- b"),
    "dashes": ("– a\n– b\n\n– c", "- a\n- b\n\n– c"),
    "stars within words": ("Bürger*innen und *so* **weiter**", "Bürger\\*innen und *so* **weiter**"),
    "stars within addresses": ("https://a.de/b*c [d](e*f)", "https://a.de/b*c [d](e*f)"),
    "a plus before a number": ("+ 5 %", "\\+ 5 %"),
    "a quotation": ("> a\n> b\n> - c", "> a b\n> - c"),
    "code": ("```\n12. Mai a*b\n```", "```\n12. Mai a\\*b\n```"),
}
FROM_EDITOR = {
    "stars within words": ("Bürger\\*innen, Lehrer\\*innen, 5 \\* 3", "Bürger*innen, Lehrer*innen, 5 * 3"),
    "a star that cannot pair": ("5 \\* 3, Preis\\* und Ort\\*", "5 * 3, Preis* und Ort*"),
    "a star that could": ("\\*Preis und Ort\\*", "\\*Preis und Ort\\*"),
    "stars in bold": ("**Bürger\\*innen**", "**Bürger*innen**"),
    "a star alone": ("Preis\\* gilt", "Preis* gilt"),
    "stars that would be emphasis": ("\\*so\\*", "\\*so\\*"),
    "other signs": ("\\~20 %, a\\_b, C:\\\\Temp, \\`a\\`", "~20 %, a_b, C:\\Temp, `a`"),
    "a rule that is none": ("\\* \\* \\*", "\\* * *"),
    "two tildes": ("\\~\\~a\\~\\~", "\\~\\~a\\~\\~"),
    "a break": ("Haus\nMarkt 1", "Haus\\\nMarkt 1"),
    "a break that is one": ("Haus\\\nMarkt 1  \nOrt", "Haus\\\nMarkt 1  \nOrt"),
    "an embed": ("a\nhttps://youtu.be/x\n\nhttps://youtu.be/y\n", "a\nhttps://youtu.be/x\n\nhttps://youtu.be/y\n"),
    "lists": ("- a\n- b\n    - c", "- a\n- b\n    - c"),
    "a table of Word": ("| a | b |\n| c\\n\\nd | e |", "| a | b |\n| --- | --- |\n| c<br>d | e |"),
    "a table": ("| a |\n| --- |\n| b |", "| a |\n| --- |\n| b |"),
    "HTML": ("<div>\na\n</div>", "<div>\na\n</div>"),
    "code": ("```\na\\*b\nc\n```", "```\na*b\nc\n```"),
}


@pytest.mark.parametrize("case", FOR_EDITOR.values(), ids=FOR_EDITOR)
def test_the_editor_shows_what_the_site_shows(case: tuple[str, str]) -> None:
    """It knows other lists and other stars, so a text is translated for it."""
    assert call("dialect.js", "forEditor", [case[:1]]) == [case[1]]


@pytest.mark.parametrize("case", FROM_EDITOR.values(), ids=FROM_EDITOR)
def test_the_site_shows_what_the_editor_shows(case: tuple[str, str]) -> None:
    """It writes backslashes where this site needs none, and no breaks."""
    assert call("dialect.js", "fromEditor", [case[:1]]) == [case[1]]
