"""Our one Pelican plugin: Markdown in content/ becomes the site in output/."""

from __future__ import annotations


def register() -> None:
    """Connect the site's generator to Pelican."""
    from plugins.build.pelican_host import connect  # the stages must be importable without Pelican

    connect()
