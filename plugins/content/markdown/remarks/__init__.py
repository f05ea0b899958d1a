"""Remarks: what a text says otherwise than its writer means it, with the line to type."""

from plugins.content.markdown.remarks.find import Conversion, find_remarks

__all__ = ["Conversion", "find_remarks"]
