"""Texts as people write them by hand: blocks of every kind, in any order, in any spelling."""

from __future__ import annotations

import random

from plugins.content.markdown.directives import KINDS

WORDS = (
    *(
        "Bürger*innen",
        "Lehrer*innen",
        "Teilnehmer_innen",
        "*wichtig*",
        "_wichtig_",
        "**fett**",
        "__fett__",
        "***beides***",
    ),
    *("~20 %", "5 * 3", "a_b_c", "Preis*", "`code_mit*`", "[Link](/der-prozess/)", "[Ort](<../a b.md> 'Titel')", "§ 5"),
    *(
        "\\*kein Stern\\*",
        "C:\\Temp",
        "<br>",
        "<b>fett</b>",
        "&amp;",
        "&",
        "„so“",
        "–",
        "...",
        "NRW",
        "z. B.",
        "ja[^1]",
    ),
    *(
        "(https://www.beispiel.de/a_b_c?x=*)",
        "<info@beispiel.de>",
        "~~5. Mai~~",
        "12. Mai",
        "#Hashtag",
        "[x][y]",
        "(c)",
        "1:05",
    ),
    *("Text", "und", "Wörter", "am", "Abend", "\u00a0", "ist", "lang", "{nicht}", "|", "2 < 3", "a > b", "\\", "$5$"),
)
MARKERS = ("- ", "* ", "+ ", "• ", "– ", "-   ", "* [ ] ", "- [x] ")
BREAKS = (" ", " ", " ", "\n", "\n", "\\\n", "  \n")


def _sentence(dice: random.Random, most: int = 12) -> str:
    words = [dice.choice(WORDS) for _ in range(dice.randint(1, most))]
    return "".join(word + dice.choice(BREAKS) for word in words).strip() + dice.choice((".", "", ":", "!"))


def _heading(dice: random.Random) -> str:
    return f"{'#' * dice.randint(1, 5)} {_line(dice)}{dice.choice(('', ' {#anker}', ' ##'))}"


def _line(dice: random.Random) -> str:
    return " ".join(_sentence(dice, 5).split())


def _points(dice: random.Random) -> str:
    marker, nested = dice.choice(MARKERS), dice.choice(("  ", "    ", "\t"))
    gap = dice.choice(("\n", "\n", "\n\n"))
    lines = [f"{marker}{_line(dice)}" for _ in range(dice.randint(1, 4))]
    if dice.random() < 0.4:
        lines.insert(1, f"{nested}{marker}{_line(dice)}")
    return gap.join(lines)


def _numbers(dice: random.Random) -> str:
    first, step = dice.choice(((1, 1), (1, 0), (5, 1), (3, 2), (12, 18), (1, 1))), dice.choice((". ", ") ", ".  "))
    gap = dice.choice(("\n", "\n", "\n\n"))
    return gap.join(f"{first[0] + first[1] * number}{step}{_line(dice)}" for number in range(dice.randint(1, 4)))


def _table(dice: random.Random) -> str:
    columns = dice.randint(1, 3)

    def row() -> str:
        return "|" + "|".join(f" {dice.choice(WORDS[6:12]).replace('|', '')} " for _ in range(columns)) + "|"

    divider = dice.choice(("---", ":--", " --- ", "-:"))
    return "\n".join([row(), "|" + "|".join([divider] * columns) + "|", *(row() for _ in range(dice.randint(1, 3)))])


def _quotation(dice: random.Random) -> str:
    sign = dice.choice(("> ", ">", "> > "))
    return "\n".join(sign + line for line in _sentence(dice).split("\n"))


FIXED = (
    *(
        "* * *",
        "---",
        "***",
        "- - -",
        "*[NRW]: Nordrhein-Westfalen\n*[EU]: Europäische Union",
        "[^1]: Fuß *note*\n[^2]: Noch",
    ),
    *(
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        '![Bild *a*](/media/bild.jpg "Ein \'Titel\'"){credit="Foto: V N"}',
    ),
    *(
        "```\nx = a*b*c  # nicht\n\n  - kein Punkt\n```",
        "~~~ python\n**kwargs\n~~~",
        "<div>\n\n**fett** im *div*\n\n</div>",
    ),
    *('<blockquote class="twitter-tweet">\n<a href="https://twitter.com/a_b_/status/7">T*w*</a>\n</blockquote>',),
    *(
        "12. Mai: Beginn\n\n30. Mai: Ende\n\n15. Juni: Kongress",
        "26. Oktober 2016: Kongress",
        "1. a\n2. b\n\n1. c\n2. d",
    ),
    *(
        "Name\n--",
        "Titel\n=====",
        "Begriff\n:   Erklärung",
        "    eingerückt von Word",
        "\tmit Tabulator",
        "Haus\\\nMarkt 1  \nOrt",
    ),
    *(
        "<!-- nicht *fertig* -->",
        "> [!NOTE]\n> Hinweis",
        "!!! info\n    Text",
        "#Breitband",
        "+ 5 %",
        "[y]: /der-prozess/",
        "a)\tx",
    ),
    *(
        "Text:\n- a\n- b",
        "Text:\n| a | b |\n|---|---|\n| 1 | 2 |",
        "1. a\n\n   Absatz\n\n2. b",
        "- a\n\n  ```\n  x*y*z\n  ```",
    ),
)


def _directive(dice: random.Random) -> str:
    fence, kind = dice.choice(("///", "///", "////")), dice.choice(list(KINDS.values()))
    name = dice.choice((kind.name, kind.name, kind.key, kind.label, "kiste"))
    argument = f" | Ja, {_line(dice)}" if kind.argument or dice.random() < 0.2 else ""
    others = (_sentence(dice), _points(dice), _numbers(dice), dice.choice(FIXED), kind.source)
    body = dice.choice((kind.example, kind.example, *others))
    return f"{fence} {name}{argument}\n{body}{dice.choice((*[f'{chr(10)}{fence}'] * 5, ''))}"


def generate(number: int) -> str:
    """Return the text of this *number*, always the same."""
    dice = random.Random(number)
    makers = (_sentence, _sentence, _points, _numbers, _table, _quotation, _directive, _directive)
    blocks = []
    for _ in range(dice.randint(1, 9)):
        way = dice.random()
        blocks.append(dice.choice(FIXED) if way < 0.35 else _heading(dice) if way < 0.45 else dice.choice(makers)(dice))
    gaps = ("\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n")
    return "".join(block + dice.choice(gaps) for block in blocks).rstrip() + "\n"
