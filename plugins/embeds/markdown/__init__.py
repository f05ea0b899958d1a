"""Markdown: finds the embeds in a text."""
