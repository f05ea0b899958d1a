"""The proof: what is typed is what is read, apart from the code that converts and writes.

    prove(input, state)      every text of a site beside the output files that show it (site_proof)
    compare(source, html)    one Markdown text beside one page
    source_words             what a person reads in Markdown, line by line; list_points, numbered_points, table_heads,
                             verbatim, comments and definitions know the lines, passage_writer collects the words
    inline_words             what a person reads in a paragraph; emphasis_signs and raw_tags are its parts
    page_words               what a browser shows of HTML; page_tags knows what templates add: ``data-added``
    typed_text, captions     the other words of a file of content/, and of a film; spoken_dates says its days
    published, text_proof    the places of pages, feeds, JSON copies and calendars that show them
    comparison, alignment    the two beside each other, in time that grows with the text
    messages                 deviations as problems, and those that somebody has accepted

It imports ``core`` alone and knows nothing of the converter: a mistake there must not vouch for itself.
"""

from plugins.proof.comparison import Deviation, compare
from plugins.proof.page_tags import ADDED
from plugins.proof.site_proof import ProofInput, ProofResult, ProofState, ShownText, prove

__all__ = ["ADDED", "Deviation", "ProofInput", "ProofResult", "ProofState", "ShownText", "compare", "prove"]
