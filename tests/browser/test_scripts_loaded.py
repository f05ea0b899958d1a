"""Which page loads which script: none that it does not need."""

from __future__ import annotations

import re

import pytest

from tools.visiting import Visits


@pytest.mark.parametrize(
    ("path", "scripts"),
    [
        ("/", []),
        ("/aktuelles/", []),
        ("/impressum/", []),
        ("/aktuelles/breitbandgedoens/", ["share"]),
        ("/clip/", ["film"]),
        ("/clip/breitbandgedoens/", ["film"]),
        ("/veranstaltungen/kongress-leben-in-nrw/", ["event"]),
        ("/probe/clip/fremder-film/", ["consent", "share"]),
        ("/zwei-klick/", ["consent"]),
        ("/suche/", ["search"]),
        ("/social-media/", ["consent", "consent-panel"]),
        ("/datenschutz/", ["consent", "consent-panel"]),
    ],
)
def test_a_page_loads_only_what_it_needs(visit: Visits, path: str, scripts: list[str]) -> None:
    """A page without embeds and without switches loads no script about consent."""
    page, _foreign = visit(path)

    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('.js'))"
    )

    assert sorted(re.findall(r"/([\w-]+)\.[0-9a-f]{10}\.js", " ".join(loaded))) == scripts
