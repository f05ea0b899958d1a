"""The same content makes the same bytes, wherever and whenever."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = """
import datetime as dt, hashlib, pathlib, sys
from plugins.content.media import media_files
from plugins.core.dates import BERLIN
from plugins.site.assets import bundle as assets
from plugins.site.feeds import atom, calendar, sitemap, text_files
day, now = dt.date(2016, 10, 26), dt.datetime(2016, 10, 26, 14, 30, tzinfo=BERLIN)
entry = atom.FeedEntry("T", "https://e.org/t/", now, day, "S", "<p>x</p>", ("b", "a"))
bundle = assets.bundle(pathlib.Path("theme/static"))
event = calendar.CalendarEvent("u", "T", "S", now, day, "P", "https://e.org/", None)
made = [
    repr(bundle).encode(),
    atom.write_atom(atom.Feed("F", "https://e.org/", "https://e.org/f", day, "A", (entry,))),
    calendar.write_calendar("M", "K", [event, calendar.CalendarEvent("v", "T", "S", day)]),
    sitemap.write_sitemap([sitemap.SitemapEntry("https://e.org/", day), sitemap.SitemapEntry("https://e.org/a", now)]),
    text_files.write_security_txt(["https://e.org/"], day, "https://e.org/s"),
    repr(media_files.find_media(pathlib.Path("tests/reference/media"))).encode(),
]
print(hashlib.sha256(b"".join(made)).hexdigest())
"""


def _digest(**environment: str) -> str:
    command = [sys.executable, "-c", EVERYTHING]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=True, timeout=120
    )
    return run.stdout.decode()


def test_neither_time_zone_nor_hash_seed_nor_language_is_seen() -> None:
    """The output of a build depends on the content alone."""
    digests = {
        _digest(TZ="UTC", PYTHONHASHSEED="0", LC_ALL="C"),
        _digest(TZ="Pacific/Auckland", PYTHONHASHSEED="1", LC_ALL="C.UTF-8"),
        _digest(TZ="America/Los_Angeles", PYTHONHASHSEED="4711", PYTHONUTF8="0"),
    }

    assert len(digests) == 1
