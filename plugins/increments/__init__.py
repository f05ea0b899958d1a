"""Increments: a build costs what the change costs. Nothing here says what a page is, only whether it still holds."""
