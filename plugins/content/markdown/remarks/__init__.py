"""Remarks: what a text says otherwise than its writer means it, with the line to type."""

from plugins.content.markdown.remarks.find import Conversion, find_remarks
from plugins.content.markdown.remarks.tracking import clean_body

__all__ = ["Conversion", "clean_body", "find_remarks"]
