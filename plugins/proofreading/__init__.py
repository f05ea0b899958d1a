"""Proofreading: warnings about wording, links, headings and pictures.

``checks`` has one question a module.

    proofread          all warnings about content/, here or in a process of its own while the site is built
    corpus             the texts as their authors see them, with lines

A warning never stops a build. Nothing here is part of what is published.
"""

__all__ = ["corpus", "proofread"]
