"""Feeds: files that programs read: Atom, calendars, sitemap, redirects, security.txt."""
