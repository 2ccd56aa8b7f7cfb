"""Tables of a text: records under one another on a narrow screen, and columns that a reader may sort.

No ARIA roles: the HTML standard (ARIA in HTML) forbids them here, and today's browsers keep a table a table whatever
its `display`.
"""

from __future__ import annotations

import html
import re

from songngu import numerals
from songngu.content.markdown import visible_text
from songngu.values import frozen

SORTABLE_ROWS = 6  # fewer are seen at a glance, and often end with a sum
_TABLE = re.compile(r"<table>(.*?)</table>", re.S)
_SHAPE = re.compile(r"\s*<thead>\s*<tr>(.*?)</tr>\s*</thead>\s*<tbody>(.*?)</tbody>\s*", re.S)
_ROW = re.compile(r"\s*<tr>(.*?)</tr>\s*", re.S)
_HEAD = re.compile(r"<th( style=\"[^\"]*\")?>(.*?)</th>", re.S)
_CELL = re.compile(r"<td( style=\"[^\"]*\")?>(.*?)</td>", re.S)
_FITS = 5  # columns that need no scrolling beside a side column


@frozen
class _Cell:
    style: str
    content: str


def tables(fragment: str, code: str, label: str) -> str:
    """The fragment with its tables made ready: `label` names those that have to scroll; `code` is the language of their
    figures, empty where they are not to be sorted."""
    if "<table>" not in fragment:
        return fragment
    return _TABLE.sub(lambda match: _table(match[1], code) or _scrolling(match[0], label), fragment)


def sortable(fragment: str) -> bool:
    """Whether a finished fragment has a table that can be sorted."""
    return '<table class="stk sort">' in fragment


def _scrolling(table: str, label: str) -> str:
    name = html.escape(label)
    heads = table.replace("<th>", '<th scope="col">')
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{heads}</div>'


def _table(inside: str, code: str) -> str:
    """A table with one row of headings, none of them empty, and as many cells in every row; else nothing."""
    shape = _SHAPE.fullmatch(inside)
    if shape is None or "<table" in inside:
        return ""
    heads = [_Cell(style or "", text) for style, text in _HEAD.findall(shape[1])]
    rows = [[_Cell(s or "", text) for s, text in _CELL.findall(row)] for row in _ROW.findall(shape[2])]
    labels = [visible_text(head.content) for head in heads]
    if not all(labels) or len(heads) > _FITS or any(len(row) != len(heads) for row in rows):
        return ""
    sort = bool(code) and len(rows) >= SORTABLE_ROWS
    keys = [_keys([row[n] for row in rows], code) if sort else [""] * len(rows) for n in range(len(heads))]
    names = [html.escape(label) for label in labels]
    body = "".join(_row(row, names, [column[at] for column in keys]) for at, row in enumerate(rows))
    top = "\n".join(f'<th scope="col"{head.style}>{head.content}</th>' for head in heads)
    name = "stk sort" if sort else "stk"
    return f'<table class="{name}"><thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>'


def _row(row: list[_Cell], labels: list[str], keys: list[str]) -> str:
    """The first cell names the record; the others are labelled by their column, in words made ready for HTML."""
    first, *others = map(_labelled, row, labels, keys)
    name = f'<th scope="row"{keys[0]}{row[0].style}>{row[0].content}</th>' if row[0].content else first
    return "<tr>{}</tr>\n".format("\n".join((name, *others)))


def _labelled(cell: _Cell, label: str, key: str) -> str:
    content = f"<div>{cell.content}</div>" if cell.content else ""  # one box beside its label, whatever it is made of
    return f'<td{key}{cell.style} data-l="{label}">{content}</td>'


def _keys(cells: list[_Cell], code: str) -> list[str]:
    """What a column is sorted by, as attributes: figures and dates where every cell has one, else its text."""
    ranks = [numerals.rank(visible_text(cell.content), code) if cell.content else None for cell in cells]
    if any(rank is None and cell.content for rank, cell in zip(ranks, cells, strict=True)):
        return [""] * len(cells)
    return [f' data-v="{rank.normalize():f}"' if rank is not None else "" for rank in ranks]
