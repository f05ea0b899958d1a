"""Hosting: what web servers are told about a finished site: one table of headers, and a writer for each server.

All of it is worked out from the files that go out and from the registry: a page's policy is the one in its own head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.publish.web_servers import apache, headers_file, nginx
from plugins.publish.web_servers.site_files import PolicyError, examine_files

__all__ = ["PolicyError", "beside", "headers", "within"]


def files_within(root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]) -> dict[str, bytes]:
    """Return the files that go out with the site, by their paths below the document root: for Apache and some hosts.

    Args:
        root: The document root.
        paths: The files of the site below it.
        base_path: Where the site begins on its host, such as "/" or "/probe/".
        frames: The origins that pages may show in frames, after a click.

    Raises PolicyError if a page has no policy, or if there is something that no server may be told.
    """
    site = examine_files(root, paths, base_path, frames)
    return {**apache.files(site), **headers_file.files(site)}


def files_beside(
    root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str], release: str
) -> dict[str, bytes]:
    """Return the files for those who run nginx, by name; *release* is the folder that the document root will lie in.

    The other arguments are those of ``within``.
    """
    return nginx.files(examine_files(root, paths, base_path, frames), release)


def headers(
    root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]
) -> Mapping[str, Mapping[str, str]]:
    """Return the headers of each file, for hosts that are told file by file. The arguments are those of ``within``."""
    site = examine_files(root, paths, base_path, frames)
    return {path: site.headers(path) for path in site.paths}
