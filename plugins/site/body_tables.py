"""Body tables: each in a place of its own, in which it scrolls if the page is narrower.

Whoever uses a keyboard or a screen reader gets there by the name of its caption, else by its heads.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

from plugins.core.placeholders import split_placeholders

_TABLE = re.compile(r"<table(?: [^<>]*)?>(?:(?!<table\b).)*?</table>", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption>(?=\s*\S)")
_FIRST_ROW = re.compile(r"<tr[^<>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^<>]*>(.*?)(?=<t[hd]\b|</t[hd]>|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_MOST = 80  # signs of a name


def wrap_tables(html: str) -> str:
    """Return *html*, a body, with a place that scrolls around each table."""
    if "<table" not in html.lower():
        return html
    names: Counter[str] = Counter()
    return _TABLE.sub(lambda match: _wrap(match[0], names), html)


def _wrap(table: str, names: Counter[str]) -> str:
    names["table"] += 1
    if _CAPTION.search(table):
        key = f"teil-tabelle-{names['table']}"  # no heading has an anchor that begins so
        name, table = f'aria-labelledby="{key}"', _CAPTION.sub(f'<caption id="{key}">', table, count=1)
    else:
        name = f'aria-label="{escape(_name(table, names))}"'
    return f'<div class="table" role="group" tabindex="0" {name}>{table}</div>'


def _name(table: str, names: Counter[str]) -> str:
    """Return the heads of *table*, with a number if another one has the same."""
    row = _FIRST_ROW.search(table)
    cells = map(_words, _CELL.findall(row[1])) if row else ()
    heads = ", ".join(filter(None, cells))
    heads = heads if len(heads) <= _MOST else f"{heads[: _MOST - 1]}…"
    names[f"heads {heads}"] += 1
    same = names[f"heads {heads}"]
    return f"{heads} ({same})" if same > 1 or not heads else heads


def _words(html: str) -> str:
    """Return the words of a cell; an embed in it has none."""
    text = "".join(piece for piece in split_placeholders(_TAG.sub("", html)) if isinstance(piece, str))
    return " ".join(unescape(text).split())
