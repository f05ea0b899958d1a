"""Web servers: configuration for nginx, Apache and others, from one table of headers.

It is made from the files of the site and from the registry: a page's policy is the one in its own head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.publish.web_servers import apache, headers_file, nginx
from plugins.publish.web_servers.site_files import PolicyError, examine_files

__all__ = ["PolicyError", "headers_by_path", "render_nginx_files", "render_site_files"]


def render_site_files(root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]) -> dict[str, bytes]:
    """Return the configuration within the site, by path: for Apache and some hosts.

    Args:
        root: The document root.
        paths: The files of the site below it.
        base_path: Where the site begins on its host, such as "/" or "/probe/".
        frames: The origins that pages may show in frames, after a click.

    Raises PolicyError if a page has no policy, or if something must not reach the configuration of a server.
    """
    site = examine_files(root, paths, base_path, frames)
    return {**apache.render_files(site), **headers_file.render_files(site)}


def render_nginx_files(
    root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str], release: str
) -> dict[str, bytes]:
    """Return the configuration for nginx, by name.

    *release* is the folder that the document root will lie in; the other arguments are those of
    ``render_site_files``.
    """
    return nginx.render_files(examine_files(root, paths, base_path, frames), release)


def headers_by_path(
    root: Path, paths: Iterable[str], base_path: str, frames: frozenset[str]
) -> Mapping[str, Mapping[str, str]]:
    """Return the headers of each file, for stores that keep them file by file.

    The arguments are those of ``render_site_files``.
    """
    site = examine_files(root, paths, base_path, frames)
    return {path: site.headers_of(path) for path in site.paths}
