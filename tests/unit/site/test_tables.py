"""Tables of a text as the web shows them."""

from __future__ import annotations

import pytest
from lxml import html

from songngu.site.tables import sortable, tables


def table(*rows: str, head: str = "Road|Length") -> str:
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>\n" for row in rows)
    return f"<table>\n<thead>\n<tr>\n{heads}\n</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>"


def test_each_cell_says_its_column_and_the_first_names_the_record() -> None:
    made = html.fromstring(
        tables(table("A <b>road</b>|24.6 km", "B|", head="Road &amp; bridge|<em>Length</em>"), "en", "")
    )
    assert made.get("class") == "stk"
    assert [(h.get("scope"), h.text_content()) for h in made.iter("th")] == [
        ("col", "Road & bridge"), ("col", "Length"), ("row", "A road"), ("row", "B"),
    ]  # fmt: skip
    assert [(d.get("data-l"), d.text_content(), len(d)) for d in made.iter("td")] == [
        ("Length", "24.6 km", 1), ("Length", "", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    [
        table("a|b", head="|"),
        table("a|b|c"),
        table("1|2|3|4|5|6", head="A|B|C|D|E|F"),
        "<table><tr><td>1</td></tr></table>",
        table("a|b").replace("<td>", '<td colspan="2">', 1),
        table("a|b").replace("<tr><td>", '<tr class="sum"><td>', 1),
        table("a|b", "c|d").replace("<tr><td>c", '<tr class="sum"><td>c', 1),
        table("a|b", "c|d").replace("<td>d", "<b>astray</b><td>d", 1),
        table("a|b").replace("</tr>\n</tbody>", "</tr>astray</tbody>", 1),
        table("a|b").replace("<th>Length", "<b>astray</b><th>Length", 1),
        table("a|<table></table>"),
    ],
)
def test_others_scroll_and_say_so(inside: str) -> None:
    made = tables(f"<p>x</p>{inside}", "en", "A <table>")
    assert made.startswith(
        '<p>x</p><div class="scroll" tabindex="0" role="region" aria-label="A &lt;table&gt;"><table>'
    )
    assert made.count("<td") == inside.count("<td")
    assert made.count("astray") == inside.count("astray")


def test_long_ones_may_be_sorted_and_figures_say_by_what() -> None:
    rows = ["A|24.6 km", "B|3,000 m", "C|", "D|about 2 km", "E|60 km", "F|1 km"]
    made = tables(table(*rows), "en", "")
    assert sortable(made)
    assert not sortable(tables(table(*rows[:5]), "en", ""))
    assert not sortable(tables(table(*rows), "", ""))
    assert [d.get("data-v") for d in html.fromstring(made).iter("td")] == [
        "24600", "3000", None, "2000", "60000", "1000",
    ]  # fmt: skip
    assert "data-v" not in tables(table(*rows[:5], "F|soon"), "en", "")


def test_a_text_without_tables_is_left_alone() -> None:
    assert tables("<p>&lt;table&gt;</p>", "vi", "Bảng") == "<p>&lt;table&gt;</p>"
