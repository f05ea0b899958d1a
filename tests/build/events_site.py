"""A site with an event of each kind: cancelled, moved, online, full, on several days."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.build import build
from plugins.build.options import BuildOptions
from tests.build.conftest import TINY_SITE

PLACE = "place: {name: Halle, street: Straße 1, city: Stadt}\n"
ROOM = "https://www.beispiel.de/raum"
EVENTS = {
    "abgesagt": f"start: 2098-06-01T18:00\nend: 2098-06-01\n{PLACE}event_status: cancelled\nregister: {ROOM}\n",
    "verschoben": f"start: 2098-06-02T18:00\n{PLACE}event_status: postponed\n",
    "neuer-termin": f"start: 2098-06-03T18:00\nprevious_start: 2098-05-03T18:00\n{PLACE}",
    "nur-online": f"start: 2098-06-04\n{PLACE}event_status: moved-online\nonline: {ROOM}\n"
    "register: ../../pages/kontakt.md\n",
    "voll": f"start: 2098-06-05\n{PLACE}event_status: full\nregister: {ROOM}\nregister_until: 2098-05-05\n"
    "price: 12 Euro, ermäßigt 6 Euro\nevent_language: Deutsche Gebärdensprache\n",
    "online": f"start: 2098-06-06\nonline: {ROOM}\nprice: Der Eintritt ist frei.\nregister: tel:0211 837-02\n",
    "reihe": "start: 2098-06-10T18:00\nend: 2098-06-10T20:00\n"
    "repeat:\n  - start: 2016-06-10\n  - start: 2098-06-17T18:00\n"
    f"{PLACE}online: {ROOM}\nprice: 12,50 Euro\nregister: anmeldung@beispiel.de\nregister_until: 2016-06-01\n"
    "event_language: Deutsch und Englisch\naccess: [Der Eingang hat keine Stufen.]\n",
    "mit-frist": f"start: 2098-06-20\n{PLACE}register: {ROOM}\nregister_until: 2098-06-11\n",
    "vorbei": f"start: 2016-06-05\n{PLACE}event_status: full\nregister: tel:+49 (0)211 837-02\n",
}


def build_events(folder: Path) -> Path:
    """Build the site below *folder*, and return where it is."""
    content = Path(shutil.copytree(TINY_SITE, folder / "content"))
    for name, lines in EVENTS.items():
        text = f"---\ntitle: Treffen {name}\nsummary: Ein Satz.\n{lines}---\nText.\n"
        (content / "events/2016" / f"{name}.md").write_text(text, "utf-8")
    built = build.build_site(BuildOptions(content, folder / "site", search=False))
    assert [str(one) for one in built.problems if one.severity == "error"] == []
    return folder / "site"
