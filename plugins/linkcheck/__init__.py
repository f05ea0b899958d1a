"""Link checker: ask other servers whether the targets of our links still exist.

Only the task ``links`` does so.

    report    all links of content/, asked and reported

It never reads a body, never asks a social network, and never stops a build.
"""

__all__ = ["report"]
