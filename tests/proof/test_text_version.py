"""The text of a film in a file: it has all that was typed, and what it lacks is found."""

from __future__ import annotations

import pytest

from plugins.build.plan import make_converter
from plugins.embeds.services import load
from plugins.proof.text_proof import TextProof, TypedCaptions
from plugins.proof.typed_text import read_typed
from plugins.site.feeds.text_files import write_transcript
from plugins.site.plain_text import plain_text

TYPED = """\
---
title: Der Film
summary: Worum es geht.
video: /media/film.mp4
---
[0:05] Ein Satz mit ![Ein Haus](/media/haus.jpg "Das Haus am Markt") darin, so [hier] und [Bild: dort].

![Ein Bild](/media/a.jpg "Ein Titel"){credit="Foto: X"}

3. Drei

   Noch ein Absatz.
4. Vier
9. Neun

a) Erstens
b) Zweitens

- [ ] offen
- [x] getan
  1. innen
  2. auch innen

| Tag    | Ort  |
| ------ | ---- |
| 5. Mai | Bonn |
| 6. Mai |      |

Begriff
: Erklärung

Text[^b] und NRW[^a].

[^b]: Die eine Fußnote.
[^a]: Die andere.

    Mit zwei Absätzen.

*[NRW]: Nordrhein-Westfalen

<details>
<summary>Mehr</summary>

Innen **fett**

</details>

<ol start="5" type="i"><li>fünf</li><li value="8">acht</li></ol>

[Text](/der-prozess/ "Ein Titel dazu") und Zeile\\
darunter, 5 < 6 | 7.

```
- so
  wie hier
```

https://www.youtube.com/watch?v=aqz-KE-bpKQ

Ende
"""


def proof_of(text: str) -> list[str]:
    """Return what was typed at each place where the file *text* is otherwise."""
    typed = read_typed(TYPED.encode())
    assert typed is not None
    proof = TextProof(typed, TypedCaptions())
    proof._embeds = ("aqz-KE-bpKQ",)  # as the page names it, which is read before
    proof.read_output("clip/film/textfassung.txt", text.encode())
    return [one.deviation.typed for one in proof.found]


def written() -> str:
    body = make_converter(load()).convert(TYPED.partition("\n---\n")[2])
    return write_transcript("Der Film", "https://www.beispiel.de/clip/film/", plain_text(body, "Bild")).decode()


def test_the_text_of_a_film_has_all_that_was_typed() -> None:
    assert proof_of(written()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3. Drei", "Drei"),
        ("b. Zweitens", "c. Zweitens"),
        ("Ein Haus", ""),
        ("Foto: X", ""),
        ("Bonn", "Köln"),
        ("Mehr", ""),
        ("NRW[2]", "NRW[1]"),
        ("viii. acht", "vi. acht"),
        ("aqz-KE-bpKQ", "x"),
        ("wie hier", ""),
    ],
)
def test_what_the_text_of_a_film_lacks_is_found(old: str, new: str) -> None:
    text = written()
    assert old in text

    assert proof_of(text.replace(old, new, 1)) != []
