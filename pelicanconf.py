"""Settings while writing: drafts are shown. Everything about the content itself stands in content/."""

from pathlib import Path

import jinja2

_HERE = Path(__file__).parent

PATH = str(_HERE / "content")
OUTPUT_PATH = str(_HERE / ".cache" / "preview")
THEME = str(_HERE / "theme")

PLUGIN_PATHS = [str(_HERE)]
PLUGINS = ["plugins"]

SITENAME = "lebensbildung.digital"
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
