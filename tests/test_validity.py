"""What others' validators say of the whole output."""

from __future__ import annotations

from pathlib import Path

from tools import validators


def test_the_w3c_checker_finds_nothing(site_folder: Path) -> None:
    """HTML, CSS and SVG of the reference site: no errors, no warnings."""
    found = [message for message in validators.vnu([site_folder]) if message.severity != "info"]

    assert found == []


def test_html_validate_finds_nothing(site_folder: Path) -> None:
    """A second opinion on every page."""
    assert validators.html_validate(sorted(site_folder.rglob("*.html"))) == []
