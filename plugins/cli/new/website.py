"""New website: settings, starter pages and a first draft that build at once.

Nothing is ever overwritten.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from string import Template

from plugins.cli.new.document import quote
from plugins.cli.new.existing import ExistingContent
from plugins.cli.new.interview import Prompt, Question, Value, ask, find_missing, parse_options
from plugins.content.law.law_files import law_names
from plugins.content.schema.field_types import ChoiceField, ListField, PatternField, TextField
from plugins.content.schema.groups import Field
from plugins.core.dates import today
from plugins.core.project import COMMAND, ROOT
from plugins.embeds import services
from plugins.site.assets.contrast import suggest
from plugins.site.assets.tokens import DARK, read_tokens

STARTER = Path(__file__).parent / "starter"
_NETWORK_PAGES = frozenset({"social-media.md", "zwei-klick.md"})
_VOICES = ("first", "second")  # the two colours of the questions
_ADDRESS = PatternField(
    r"https?://[a-z0-9äöüß.-]+(?::\d+)?(?:/[A-Za-z0-9._~/-]*)?",
    "web-address",
    "eine vollständige Adresse",
    "https://www.beispiel.de",
    lambda text: f"https://{text.lower()}",
)
_COLOUR = PatternField("#[0-9a-f]{6}", "own-tokens", "eine Farbe mit # und sechs Ziffern", '"#00525a"', str.lower)


def new_website(folder: Path, options: Mapping[str, str], terminal: Prompt | None) -> int:
    """Write a new website into *folder* and print how to go on; return 0, or 1 after refusing.

    Args:
        folder: A folder that is empty or not there yet.
        options: Answers by key that need not be asked for.
        terminal: Asks for what is missing; without one all must be given.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        return _refuse(
            f"„{folder}“ ist schon da und nicht leer. Überschrieben wird nichts.",
            f"Bitte einen neuen Ordner nennen, zum Beispiel: {COMMAND} new website {folder}-neu",
        )
    try:
        values = _answer(options, terminal)
        if values is None:
            return 1
        for path, text in find_files(values).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        (folder / "media").mkdir(exist_ok=True)
    except (EOFError, KeyboardInterrupt):
        print("\nAbgebrochen. Es wurde nichts angelegt.", file=sys.stderr)
        return 1
    except OSError as error:
        return _refuse(
            f"Die Website ließ sich nicht schreiben: {error.strerror or error}.",
            f"Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner „{folder.parent}“ Ihnen gehört.",
        )
    print(f"{folder}\nBauen: {COMMAND} build --site {folder}\nAnsehen: {COMMAND} serve --site {folder}")
    return 0


def find_files(values: Mapping[str, Value]) -> dict[str, str]:
    """Return each file of a new website by its path, with its text."""
    pages = sorted(STARTER.glob("*.md"))
    shown = [page for page in pages if values.get("services") or page.name not in _NETWORK_PAGES]
    colours = values.get("colours", ())
    look = {"theme/tokens.css": _tokens(tuple(colours))} if colours else {}
    return {
        "site.yaml": _settings(values),
        **{f"pages/{page.name}": page.read_text(encoding="utf-8") for page in shown},
        f"articles/{today().year}/erster-artikel.md": _sample(),
        "woerter.txt": "# Richtig geschriebene Wörter, die das Wörterbuch nicht kennt: eines in jeder Zeile.\n",
        ".gitignore": ".cache/\noutput/\n.output.*/\n",
        **look,
    }


def _questions() -> tuple[Question, ...]:
    laws = tuple(law_names(STARTER))
    law = ChoiceField(tuple((name, f"law/{name}.yaml") for name in laws))
    networks = tuple((one.id, one.name) for one in services.load_all())
    offered = tuple(name for name, _ in networks)
    text, several = TextField(), ListField(ChoiceField(networks))
    return (
        Question("name", Field("name", text, "Name", "Wie heißt die Website?", "Musterstadt gestaltet", True)),
        Question("body", Field("body", text, "Behörde", "Wer bietet sie an?", "Stadt Musterstadt", True)),
        Question("town", Field("town", text, "Ort", "Wo sitzt die Behörde?", "Musterstadt", True)),
        Question("address", Field("address", _ADDRESS, "Adresse", "Wo wird sie zu sehen sein?", required=True)),
        Question("land", Field("land", law, "Recht", "Welches gilt?", required=True), laws),
        Question("question", Field("question", text, "Frage", "Was fragt sie?", "Was soll sich ändern?", True)),
        Question("second", Field("second", text, "Zweite Frage", "Ihr Gegenstück."), default="Was machen wir daraus?"),
        Question(
            "services",
            Field("services", several, "Netzwerke", "Woher kommen Filme und Beiträge?"),
            offered,
        ),
        Question("colours", Field("colours", ListField(_COLOUR), "Farben", "Zwei Farben, durch ein Komma getrennt.")),
    )


def _answer(options: Mapping[str, str], terminal: Prompt | None) -> dict[str, Value] | None:
    """Return an answer to each question, or None after printing what is missing or wrong."""
    asked = _questions()
    values, refused = parse_options(asked, options, ExistingContent())
    if terminal is None:
        refused += find_missing(asked, values) if not refused else []
    elif not refused:
        answers = {one.key: ask(one, ExistingContent(), terminal) for one in asked if one.key not in values}
        values |= {key: value for key, value in answers.items() if value is not None}
    refused += _find_weak(tuple(values.get("colours", ())))
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return None
    return {"second": "Was machen wir daraus?", **values}


def _find_weak(colours: tuple[str, ...]) -> Iterator[str]:
    """Yield a sentence for each colour that does not stand out, with the nearest that does."""
    light = read_tokens(ROOT / "theme" / "static", STARTER)[0].colours()
    for name, colour in zip(_VOICES, colours, strict=False):
        better = suggest(name, {**light, name: colour})
        if better != colour:
            yield f"--colours: {colour} ist zu blass.\n  → Bitte eine andere nehmen, zum Beispiel: {better}"


def _tokens(colours: tuple[str, ...]) -> str:
    dark = read_tokens(ROOT / "theme" / "static", STARTER)[0].colours(DARK)
    given = dict(zip(_VOICES, colours, strict=False))
    night = {name: suggest(name, {**dark, name: colour}) for name, colour in given.items()}
    rules = ["".join(f"  --color-{name}: {colour};\n" for name, colour in one.items()) for one in (given, night)]
    return f":root {{\n{rules[0]}}}\n\n@media {DARK} {{\n:root {{\n{rules[1]}}}\n}}\n"


def _settings(values: Mapping[str, Value]) -> str:
    texts = {key: quote(value) for key, value in values.items() if isinstance(value, str)}
    chosen = tuple(values.get("services", ()))
    return Template((STARTER / "site.yaml").read_text(encoding="utf-8")).substitute(
        **{key: texts[key] for key in ("name", "land", "body", "town", "second")},
        address=quote(_to_ascii(str(values["address"]))),
        first=texts["question"],
        description=quote(f"{values['body']} fragt: {values['question']}"),
        services=f"[{', '.join(chosen)}]",
        instances=_instances(chosen),
        social="  - {title: Social Media, address: /social-media/}\n" if chosen else "",
        expires=(today() + timedelta(days=350)).isoformat(),
    )


def _to_ascii(address: str) -> str:
    """Return *address* with the umlauts of its host as servers write them."""
    labels = re.split(r"([./:])", address)
    return "".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)


def _instances(chosen: tuple[str, ...]) -> str:
    """Return the line with the servers of *chosen* networks that many run."""
    shared = [one for one in services.load_all() if one.id in chosen and one.instances]
    if not shared:
        return ""
    named = ", ".join(f"{one.id}: [{', '.join(one.instances)}]" for one in shared)
    return f"# Auf welchen Servern. Das sind die üblichen; nennen Sie hier Ihre.\ninstances: {{{named}}}\n"


def _sample() -> str:
    return (
        "---\ntitle: Ihr erster Artikel\nsummary: Ein Entwurf, den nur die Vorschau zeigt.\n"
        f"date: {today().isoformat()}\nstatus: draft\n---\n\n"
        "Schreiben Sie hier weiter. Ist der Artikel fertig, löschen Sie oben die Zeile mit dem Wort „draft“.\n"
    )


def _refuse(message: str, remedy: str) -> int:
    print(f"{message}\n  → {remedy}", file=sys.stderr)
    return 1
