"""Command line: what ``tasks.py`` calls. Each command returns an exit code and prints for people, in German.

    commands            build, check, links, serve, redaktion, new
    publish_commands    publish, rollback, releases
    new                 a new text, begun with its editor's answers
    reports             problems in forms that other programs read

No other room imports this one.
"""

__all__ = ["commands", "publish_commands"]
