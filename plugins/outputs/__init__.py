"""What templates do not write: assets, feeds, calendars, the sitemap, files for machines, media."""
