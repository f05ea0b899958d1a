"""Proofreading: warnings about wording, links, headings and pictures, one question a module in ``checks``.

    proofread          all warnings about content/
    process            the same in a process of its own, while the site is built
    corpus             the texts as their authors see them, with lines

A warning never stops a build. Nothing here is part of what is published.
"""

__all__ = ["corpus", "process", "proofread"]
