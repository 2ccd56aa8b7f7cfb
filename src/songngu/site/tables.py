"""Tables of a text: records under one another on a narrow screen, and columns that a reader may sort.

No ARIA roles: the HTML standard (ARIA in HTML) forbids them here, and today's browsers keep a table a table whatever
its `display`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from songngu import numerals
from songngu.content.markdown import visible_text

SORTABLE_ROWS = 6  # fewer are seen at a glance, and often end with a sum
_TABLE = re.compile(r"<table>(.*?)</table>", re.S)
_SHAPE = re.compile(r"\s*<thead>\s*<tr>(.*?)</tr>\s*</thead>\s*<tbody>(.*?)</tbody>\s*", re.S)
_HEAD = re.compile(r"<th( style=\"[^\"]*\")?>(.*?)</th>", re.S)
_CELL = re.compile(r"<td( style=\"[^\"]*\")?>(.*?)</td>", re.S)
_FITS = 5  # columns that need no scrolling beside a side column
_UNSORTED = ("",) * _FITS

_Cell = tuple[str, str]  # its style, as an attribute, and its content


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
    heads: list[_Cell] = _HEAD.findall(shape[1])
    rows: list[list[_Cell]] = [_CELL.findall(row) for row in shape[2].split("</tr>")[:-1]]
    labels = [_label(content) for _, content in heads]
    if not all(labels) or len(heads) > _FITS or any(len(row) != len(heads) for row in rows):
        return ""
    around = _HEAD.sub("", shape[1]) + _CELL.sub("", shape[2])
    if "".join(around.split()) != "<tr></tr>" * len(rows):  # rows with attributes, words outside cells: by hand
        return ""
    keys: list[Sequence[str]] = [_UNSORTED[: len(heads)]] * len(rows)
    sort = bool(code) and len(rows) >= SORTABLE_ROWS
    if sort:
        keys = list(zip(*(_keys([row[n] for row in rows], code) for n in range(len(heads))), strict=True))
    body = "".join(_row(row, labels, row_keys) for row, row_keys in zip(rows, keys, strict=True))
    top = "\n".join(f'<th scope="col"{style}>{content}</th>' for style, content in heads)
    name = "stk sort" if sort else "stk"
    return f'<table class="{name}"><thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>'


@lru_cache(maxsize=1024)
def _label(content: str) -> str:
    """The words of a heading, ready for an attribute: those of a section's tables are often the same."""
    return html.escape(visible_text(content))


def _row(row: Sequence[_Cell], labels: Sequence[str], keys: Sequence[str]) -> str:
    """The first cell names the record; the others are labelled by their column."""
    cells = list(map(_labelled, row, labels, keys))
    style, name = row[0]
    if name:
        cells[0] = f'<th scope="row"{keys[0]}{style}>{name}</th>'
    return "<tr>{}</tr>\n".format("\n".join(cells))


def _labelled(cell: _Cell, label: str, key: str) -> str:
    style, content = cell
    inside = f"<div>{content}</div>" if content else ""  # one box beside its label, whatever it is made of
    return f'<td{key}{style} data-l="{label}">{inside}</td>'


def _keys(cells: Sequence[_Cell], code: str) -> list[str]:
    """What a column is sorted by, as attributes: figures and dates where every cell has one, else its text."""
    ranks = [numerals.rank(visible_text(content), code) if content else None for _, content in cells]
    if any(rank is None and content for rank, (_, content) in zip(ranks, cells, strict=True)):
        return [""] * len(cells)
    return [f' data-v="{rank.normalize():f}"' if rank is not None else "" for rank in ranks]
