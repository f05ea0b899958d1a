"""Settings while writing: drafts are shown. Everything about the content itself stands in content/."""

import sys
from pathlib import Path

import jinja2

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE))  # the pelican script does not look beside its settings

from plugins.core.project import CACHE, WORKSPACE  # noqa: E402
from plugins.editor_form import EditorForm  # noqa: E402

PATH = str(WORKSPACE / "content")
OUTPUT_PATH = str(CACHE / "preview")
THEME = str(_HERE / "theme")

PLUGIN_PATHS = [str(_HERE)]
PLUGINS = ["plugins"]


def _fetch_form() -> Path:
    """Return the folder with the program of the editors' form."""
    from tools import sveltia  # the one thing a build may have to fetch, by its hash

    return sveltia.fetch_sveltia(CACHE / "npm")


SITE_PARTS = (EditorForm(_fetch_form),)  # what is added to the site as a whole; without an entry there is none

SITENAME = "Website"  # no page shows it: the name stands in site.yaml
SITEURL = ""  # only its path is used: where the site begins on its host
WITH_DRAFTS = True
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# Every file comes from our generator, see plugins/build/pelican_host.py. Pelican's own find nothing to do.
ARTICLE_PATHS = ["articles/.none"]
PAGE_PATHS = ["pages/.none"]
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
STATIC_CREATE_LINKS = False
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False
DELETE_OUTPUT_DIRECTORY = False

AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
