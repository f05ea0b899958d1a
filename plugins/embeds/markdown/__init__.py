"""Markdown: finds embeds in a text."""
