"""The files machines ask for: sitemap, robots.txt, security.txt."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from plugins.core.dates import BERLIN
from plugins.core.problem import Severity
from plugins.site.feeds.sitemap import SitemapEntry, write_robots, write_sitemap
from plugins.site.feeds.text_files import check_expiry, contacts, write_security_txt

PAGE = "https://example.org/kontakt/"


def test_a_sitemap_reads_like_this() -> None:
    """Sorted by address; a date only where the content has one."""
    made = write_sitemap(
        [
            SitemapEntry("https://example.org/b/?a&b", dt.datetime(2016, 10, 26, 9, tzinfo=BERLIN)),
            SitemapEntry("https://example.org/", dt.date(2016, 11, 4)),
            SitemapEntry("https://example.org/a/"),
        ]
    )

    assert made.decode() == GOLDEN
    assert len(ElementTree.fromstring(made)) == 3


GOLDEN = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://example.org/</loc>
  <lastmod>2016-11-04</lastmod>
 </url>
 <url>
  <loc>https://example.org/a/</loc>
 </url>
 <url>
  <loc>https://example.org/b/?a&amp;b</loc>
  <lastmod>2016-10-26T09:00:00+02:00</lastmod>
 </url>
</urlset>
"""


def test_a_sitemap_that_nobody_would_read_is_not_written() -> None:
    """Search engines stop at 50,000 addresses."""
    with pytest.raises(ValueError, match="50001"):
        write_sitemap(SitemapEntry(f"https://example.org/{number}/") for number in range(50_001))


def test_everybody_may_read_everything() -> None:
    """robots.txt forbids nothing and names the sitemap."""
    assert write_robots("https://example.org/sitemap.xml") == (
        b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )


def test_security_txt_reads_like_this() -> None:
    """The four lines, each once."""
    made = write_security_txt([PAGE], dt.date(2027, 6, 30), "https://example.org/.well-known/security.txt")

    assert made.decode() == (
        "Contact: https://example.org/kontakt/\n"
        "Expires: 2027-06-30T00:00:00+02:00\n"
        "Preferred-Languages: de\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ({"mail": "info@example.org"}, ("mailto:info@example.org", PAGE)),
        ({"mail": {"open": "Mailadresse"}}, (PAGE,)),
        ({}, (PAGE,)),
    ],
)
def test_a_mail_address_nobody_has_named_is_not_invented(contact: dict[str, object], told: tuple[str, ...]) -> None:
    """Until it is known, reports go to the contact page."""
    assert contacts(contact, PAGE) == told


@pytest.mark.parametrize(
    ("today", "word"),
    [(dt.date(2027, 5, 30), ""), (dt.date(2027, 5, 31), "nur bis"), (dt.date(2027, 6, 30), "nicht mehr")],
)
def test_the_editor_hears_in_time_that_security_txt_runs_out(today: dt.date, word: str) -> None:
    """Thirty days before, and it never stops a build."""
    problems = check_expiry(dt.date(2027, 6, 30), today, "content/site.yaml", 12, lambda day: f": expires: {day}")

    assert bool(problems) == bool(word)
    assert all(word in problem.message and problem.severity is Severity.WARNING for problem in problems)
