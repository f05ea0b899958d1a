"""Directives: blocks between „/// name | Argument“ and „///“, such as boxes."""

from plugins.content.markdown.directives.kinds import KINDS, may_stand
from plugins.content.markdown.directives.lines import Directive, DirectiveLines, find_directives
from plugins.content.markdown.directives.processor import register_directives

__all__ = ["KINDS", "Directive", "DirectiveLines", "find_directives", "may_stand", "register_directives"]
