"""Directives: blocks between „/// name | Argument“ and „///“, such as boxes."""

from plugins.content.markdown.directives.kinds import KINDS
from plugins.content.markdown.directives.lines import Directive, find_directives
from plugins.content.markdown.directives.processor import register_directives

__all__ = ["KINDS", "Directive", "find_directives", "register_directives"]
