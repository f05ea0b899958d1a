"""Site: the contexts of all pages, and the files that programs read.

One module in ``views`` for each kind of page.

    site, body_store     the published site as data, for views to choose from, and the bodies of its items
    views                pages; each view yields outputs
    feeds, open_data     Atom, calendars, sitemap; JSON
    search               which pages a search finds, and Pagefind's index of them
    assets               the theme's CSS and JavaScript under hashed names

It never renders a template and never writes a page: an output only says which template and which context.
"""

__all__ = [
    "assets",
    "body_store",
    "feeds",
    "frame_texts",
    "head",
    "images",
    "open_data",
    "search",
    "site",
    "template_filters",
    "views",
    "withdrawn",
]
