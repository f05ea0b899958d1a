"""Versions: another text has another day, and its change is told; frozen in versions.json.

After a new day: `PYTHONPATH=. python tests/embeds/test_versions.py` freezes what there is now.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from plugins.embeds.services import Service, load_all
from plugins.site.frame_texts import read_texts
from plugins.site.site import Site, UrlFilter

FROZEN = Path(__file__).parent / "versions.json"
_TOLD = """
The text of {id} is another than that of {day}, and whoever agreed to it is asked again. Put the day and a German
sentence about what is new first in `changes:` of plugins/embeds/services/{id}.yaml (if the text of {day} is not
published yet, only make its sentence true), then: PYTHONPATH=. python tests/embeds/test_versions.py"""


def versions() -> dict[str, str]:
    """Return day and hash of each network's text, as a browser keeps them."""
    site = Site((), {}, load_all(), dt.date(2026, 11, 30), UrlFilter(""), texts=read_texts())
    return {service.id: site.text_version(service) for service in load_all()}


@pytest.mark.parametrize("service", load_all(), ids=lambda service: service.id)
def test_another_text_has_another_day(service: Service) -> None:
    """Citizens read of a day; two texts of one day would be one for them."""
    frozen = json.loads(FROZEN.read_text("utf-8")).get(service.id, "")

    assert versions()[service.id] == frozen, _TOLD.format(id=service.id, day=service.text_day)


def test_no_version_is_frozen_of_a_network_that_is_gone() -> None:
    """Each line is one of ours."""
    assert json.loads(FROZEN.read_text("utf-8")).keys() == versions().keys()


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(versions(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
