"""Markdown: bodies become HTML with placeholders for embeds and internal links."""
