"""Content: the files of content/ become checked items, mistakes become Problems.

    library.read           everything below content/, read and checked as a whole
    reader.read            one source file
    schema                 every content type and every key that editors may write
    settings               site.yaml
    markdown.converter     Markdown to HTML with placeholders
    clean_addresses        a text with its addresses as they are published
    law                    the laws that a site may name
    life                   corrections, and when a text is to be read again
    placed_texts           addresses by front matter alone; moved_texts asks git for former ones
    crosschecks            what only shows when all files are seen together

It never knows what a page looks like, which services there are, or where the site is written.
"""

__all__ = [
    "clean_addresses",
    "crosschecks",
    "front_matter",
    "law",
    "library",
    "life",
    "markdown",
    "media",
    "moved_texts",
    "near_names",
    "own_files",
    "picture_targets",
    "placed_texts",
    "reader",
    "schema",
    "settings",
    "source_files",
    "subjects",
    "texts",
    "words",
]
