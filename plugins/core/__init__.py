"""Core: the data and the helpers that every room shares. It imports no other room.

    model                what was read from content/, as frozen data: ContentItem, Embed, Image, Body
    output               one planned output file, and what other files say of a page
    problem              what an editor is told: file, line, what is wrong, what to type
    rebase               the real name of the folder content/ in what is told
    urls, dates          addresses on the site and slugs; days, moments and durations; the one clock
    tracking_parameters  an address without what it tells of those who copied it
    web_addresses        the complete address of a website that somebody meant
    phone_numbers        the address of a telephone number
    site_part            what is added to a site as a whole, such as the editors' form: its files, hosts and rules
    site_folder          where a site keeps its own look, words, networks and laws
    placeholders         marks in converted HTML that are replaced when a page is written
    hashing, atomic, parallel, progress, project, git

It never reads content/, never writes a page, and knows no service.
"""

__all__ = [
    "atomic",
    "dates",
    "focus",
    "git",
    "hashing",
    "model",
    "output",
    "parallel",
    "phone_numbers",
    "placeholders",
    "problem",
    "progress",
    "project",
    "rebase",
    "site_folder",
    "site_part",
    "tracking_parameters",
    "urls",
    "web_addresses",
]
