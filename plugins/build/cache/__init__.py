"""Build cache: what a build leaves for the next one. It never says what a page is, only whether it still holds."""
