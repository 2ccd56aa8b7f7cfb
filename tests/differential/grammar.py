"""Random Markdown made of every construct that texts of a site use, put together well, badly and wrongly."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

WORDS = (
    "Hạ Long", "di sản", "Quảng Ninh", "đặc khu Vân Đồn", "OCOP", "the bay", "World Heritage", "R&D", "AT&T", "5 < 6",
    "下龙湾", "世界遗产", "广宁省。", "注意：", "文本", "２０２６年", "1.250", "3 %", "100%zz", "a_b_c", "2*3*4",
    "snake_case_",
    "e\u0301", "đường", "x²", "①", "٣", "!", "?", ":", "|", "—", "“lời”", "'q'", '"q"', "--", "...", "(c)",
    "a@b.vn", "c'est",
)  # fmt: skip
NOISE = (
    *"*_`[]()<>{}!#&\\|~^=+-:;.,?\"'/@ \n\t\r0123", "\x02", "\x03", "\x0b", "\x0c", "\x1c", "\x85", "\u2028",
    "\u3000", "\u00a0",
    "\ufeff", "\u200b", "**", "__", "***", "```", "~~~", "  \n", "\n\n", "    ", "](", "![", "[^", "*[", "{: ",
    "}", "<!--", "-->",
    "&#2;", "&#x41;", "&amp;", "&lt;", "</", "/>", "!!!", "???", "===", "---", "[TOC]", "\r\n", "\n \n",
    "&#65", "&copy",
    "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x0242\x03", "\x02amp\x03", "klzzwxh:0001", "wzxhzdk:0", "markdown",
)  # fmt: skip
URLS = (
    "y.md", "../a/b.md#x", "https://x.example/?a=1&b=2", "<y z.md>", "a%20b", "a%zz", "javascript:x", "#neo", "", " y ",
    "a(b)c", "mailto:a@b.vn", "//x.y", "tệp.md", "文.md", 'a"b', "a'b",
)  # fmt: skip
ATTRIBUTES = (
    "{: .lop }",
    "{#neo}",
    "{ .a .b #c k=v }",
    '{: title="a b" }',
    "{: x }",
    "{ }",
    "{:}",
    "{ .a } }",
    "{: checked }",
)
TAGS = (
    "div",
    "span",
    "p",
    "section",
    "details",
    "summary",
    "b",
    "td",
    "pre",
    "h2",
    "br",
    "hr",
    "img",
    "script",
    "a",
    "DIV",
)

Block = Callable[[Random, int], str]


def document(dice: Random) -> str:
    """A text of up to nine blocks; one in three is damaged afterwards."""
    pieces = []
    for _ in range(dice.randint(1, dice.choice((2, 4, 9)))):
        pieces.append(block(dice, 0))
        pieces.append(dice.choice(("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n    \n", "\r\n\r\n", "\n\t\n")))
    text = "".join(pieces)
    if dice.random() < 0.08:
        text = text.replace("\n", "\r\n")
    return damaged(dice, text) if dice.random() < 0.35 else text


def damaged(dice: Random, text: str) -> str:
    """The text with a few pieces put in, left out or doubled."""
    for _ in range(dice.randint(1, 6)):
        at = dice.randint(0, len(text))
        to = min(len(text), at + dice.randint(0, 8))
        text = text[:at] + dice.choice((dice.choice(NOISE), dice.choice(NOISE), text[at:to] * 2, "")) + text[to:]
    return text


def block(dice: Random, depth: int) -> str:
    """A block; one within others is simpler."""
    kinds = _BLOCKS if depth < 3 else _SIMPLE
    return dice.choice(kinds)(dice, depth)


def inline(dice: Random, depth: int = 0) -> str:
    """Words and marks within a line, now and then over its end."""
    pieces = []
    for _ in range(dice.randint(1, 5)):
        pieces.append(dice.choice(WORDS) if depth > 2 or dice.random() < 0.5 else dice.choice(_INLINE)(dice, depth + 1))
        pieces.append(dice.choice((" ", " ", " ", "", "", "\u00a0", "\u3000", "\n", "  \n", "   \n ", "\\\n")))
    return "".join(pieces).rstrip("\n") or "x"


def _around(*marks: str) -> Block:
    def made(dice: Random, depth: int) -> str:
        mark = dice.choice(marks)
        end = mark if dice.random() < 0.85 else dice.choice((*marks, ""))
        return f"{mark}{inline(dice, depth)}{end}"

    return made


def _link(dice: Random, depth: int) -> str:
    title = dice.choice(("", "", ' "tên"', " 'tên'", ' "a "b" c"', " (t)", ' "hai\ndòng"'))
    mark = dice.choice(("", "", "!"))
    return (
        f"{mark}[{inline(dice, depth)}]({dice.choice(URLS)}{title}){dice.choice(('', '', '', dice.choice(ATTRIBUTES)))}"
    )


def _reference(dice: Random, depth: int) -> str:
    name = dice.choice(("ref", "Ref", "OCOP", "không", "1", inline(dice, 3)))
    return dice.choice(
        (f"[{name}]", f"[{inline(dice, depth)}][{name}]", f"[{name}][]", f"![{name}]", f"![a][{name}]", f"[a] [{name}]")
    )


def _code(dice: Random, depth: int) -> str:
    ticks = dice.choice(("`", "``", "```"))
    return (
        ticks
        + dice.choice(("x", " x ", "`", "a\\`b", "<b>&amp;", "*x*", "\u3000", inline(dice, 3)))
        + dice.choice((ticks, ticks, "`", ""))
    )


def _html(dice: Random, depth: int) -> str:
    tag = dice.choice(TAGS)
    inside = dice.choice(
        ("", ' class="a"', " hidden", ' id="neo"', " markdown", ' title="a > b"', " onclick=x", ' style="color:red"')
    )
    return dice.choice(
        (f"<{tag}{inside}>{inline(dice, depth)}</{tag}>", f"<{tag}{inside}>", f"</{tag}>", f"<{tag}{inside} />")
    )


def _small(dice: Random, depth: int) -> str:
    return dice.choice((
        "<https://x.example/a_b_c>", "<a@b.vn>", "<mailto:x@y.vn>", "&amp;", "&copy;", "&#169;", "&#x41;",
        "&nope", "&", "<", ">",
        "[^1]", "[^chú]", "[^không]", "![^1]", "\\*", "\\_", "\\[", "\\\\", "\\`", "\\|", "\\x", "\\{", "<!-- lời -->",
        "<?php x ?>", "<![CDATA[x]]>", "==dấu==", "~~bỏ~~", "^^x^^", "H~2~O", "x^2^", "++ctrl+c++", ":smile:",
        "- [x] a",
        "https://x.example", "{++a++}", "`#!py x`", "$x$", "[[wiki]]", "[TOC]", "///Footnotes Go Here///",
    ))  # fmt: skip


_INLINE: tuple[Block, ...] = (
    _around("*", "_"), _around("**", "__"), _around("***", "___", "**", "*"), _link, _link, _reference, _code,
    _html, _small, _small,
    lambda dice, depth: f"**{dice.choice(('注意：', 'lưu ý:', '（重要）', '“a”'))}**{dice.choice(('文本', 'văn', ''))}",
)  # fmt: skip


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def _paragraph(dice: Random, depth: int) -> str:
    return (
        dice.choice(("", "", "", " ", "   "))
        + inline(dice, depth)
        + dice.choice(("", "", "", "\n" + dice.choice(ATTRIBUTES)))
    )


def _heading(dice: Random, depth: int) -> str:
    after = dice.choice(("", "", " #", " ##", f" {dice.choice(ATTRIBUTES)}", "\n" + inline(dice, depth)))
    words = dice.choice((inline(dice, 2), "Một", "*hai*", ""))
    return f"{'#' * dice.randint(1, 7)}{dice.choice((' ', ' ', '', '  '))}{words}{after}"


def _setext(dice: Random, depth: int) -> str:
    return f"{inline(dice, 2)}\n{dice.choice('=-') * dice.randint(1, 5)}{dice.choice(('', ' ', f'{chr(10)}x'))}"


def _list(dice: Random, depth: int) -> str:
    bullet = dice.choice(("-", "*", "+", "1.", "12.", "3)", "２."))
    lines = []
    for _ in range(dice.randint(1, 4)):
        inner = dice.choice(
            (inline(dice, depth + 1), inline(dice, depth + 1), "", "[ ] việc", "[x] việc", block(dice, depth + 1))
        )
        first, *rest = inner.split("\n")
        width = " " * dice.choice((2, 3, 4, 4, 4, 0))
        lines.append(f"{' ' * dice.choice((0, 0, 0, 1, 3))}{bullet}{dice.choice((' ', ' ', '   ', ''))}{first}")
        lines.extend(f"{width}{line}" for line in rest)
        if dice.random() < 0.35:
            gap = dice.choice(("", "\n"))
            lines.append(gap + _indented(block(dice, depth + 1), " " * dice.choice((2, 3, 4, 4, 4, 8))))
        if dice.random() < 0.25:
            lines.append("")
        if dice.random() < 0.1:
            bullet = dice.choice(("-", "1."))
    return "\n".join(lines)


def _quote(dice: Random, depth: int) -> str:
    inner = "\n\n".join(block(dice, depth + 1) for _ in range(dice.randint(1, 2)))
    lazy = dice.random() < 0.2
    return "\n".join(
        line if lazy and n else f">{dice.choice((' ', ' ', ''))}{line}" for n, line in enumerate(inner.split("\n"))
    )


def _fence(dice: Random, depth: int) -> str:
    fence = dice.choice(("```", "~~~", "````"))
    head = dice.choice(
        (
            "",
            "python",
            " py ",
            '{ .py title="a" }',
            'py hl_lines="1"',
            "không có",
            '{.x #y k="v"}',
            'py linenums="1"',
            "mermaid",
        )
    )
    inside = dice.choice(("x = 1", "", "<b>&</b>", "# a\n\n- b", "\tx\n    y", "```\nz", inline(dice, 2)))
    return f"{fence}{head}\n{inside}\n{dice.choice((fence, fence, fence, '', '```'))}"


def _table(dice: Random, depth: int) -> str:
    columns = dice.randint(1, 4)
    edge = dice.choice(("|", "|", "", " | "))

    def row(cells: list[str]) -> str:
        return edge + "|".join(cells) + dice.choice((edge, edge, ""))

    cells = lambda: [inline(dice, 2).replace("\n", " ") for _ in range(max(1, columns + dice.choice((0, 0, 0, 1, -1))))]  # noqa: E731
    rule = row([dice.choice(("---", ":--", "--:", ":-:", " - ", "")) for _ in range(columns)])
    return "\n".join([row(cells()), rule, *(row(cells()) for _ in range(dice.randint(0, 3)))])


def _admonition(dice: Random, depth: int) -> str:
    head = dice.choice(
        (
            "!!! note",
            '!!! warning "Chú ý"',
            '!!! tip ""',
            "???",
            '??? note "x"',
            "???+ tip",
            '=== "Thẻ"',
            "!!!note",
            '??? "# a"',
        )
    )
    inner = _indented(
        "\n\n".join(block(dice, depth + 1) for _ in range(dice.randint(0, 2))), " " * dice.choice((4, 4, 4, 8, 2))
    )
    return f"{head}\n{dice.choice(('', '', chr(10)))}{inner}"


def _definition(dice: Random, depth: int) -> str:
    inner = _indented(block(dice, depth + 1), "    ").lstrip(" ")
    return f"{inline(dice, 2)}\n{dice.choice(('', '', chr(10)))}{dice.choice((':   ', ': ', '   : ', ':'))}{inner}"


def _note(dice: Random, depth: int) -> str:
    name = dice.choice(("1", "1", "chú", "2"))
    return f"[^{name}]:{dice.choice((' ', ''))}{inline(dice, 2)}" + dice.choice(
        ("", "\n\n" + _indented(block(dice, depth + 1), "    "))
    )


def _line(dice: Random, depth: int) -> str:
    return dice.choice((
        "---", "***", "* * *", "_ _ _", "- - -", "----", "[ref]: y.md",
        '[Ref]: <z.md> "tên"', "[1]: a\n    'b'", "*[OCOP]: Một sản phẩm",
        "*[di sản]:", "[TOC]", "*", "-", "1.", ">", "#", "|", ":", "=", "```", "<!-- lời -->",
        "<!-- a\n\nb -->", "{: .lop }", "\\",
        "\x02", "\u3000", "\u00a0\u00a0", "///Footnotes Go Here///", "--8<-- \"x\"", "&amp;", "Term\n: x",
        "***a** b*", "/// x\n///",
    ))  # fmt: skip


def _raw(dice: Random, depth: int) -> str:
    tag = dice.choice(TAGS)
    inside = dice.choice(
        (
            "",
            " markdown",
            ' markdown="1"',
            ' markdown="span"',
            ' markdown="block" class="admonition"',
            ' class="footnote" markdown',
            ' class="a"',
        )
    )
    inner = block(dice, depth + 1)
    gap = dice.choice(("\n", "\n\n", "", " "))
    end = dice.choice((f"</{tag}>", f"</{tag}>", f"</{tag}>", "", f"</{tag}> x"))
    return f"{' ' * dice.choice((0, 0, 0, 1, 4))}<{tag}{inside}>{gap}{inner}{gap}{end}"


def _contents(dice: Random, depth: int) -> str:
    return dice.choice(("[TOC]", "[TOC]", "[[MỤC LỤC]]", "[TOC]\n[TOC]", "[T\x02OC]", "[TO\\C]"))


def _preformatted(dice: Random, depth: int) -> str:
    return _indented(inline(dice, 2), dice.choice(("    ", "\t", "     ", "  \t")))


def _noise(dice: Random, depth: int) -> str:
    return "".join(
        dice.choice(NOISE) if dice.random() < 0.7 else dice.choice(WORDS) for _ in range(dice.randint(1, 20))
    )


_SIMPLE: tuple[Block, ...] = (_paragraph, _paragraph, _heading, _line, _fence, _preformatted)
_BLOCKS: tuple[Block, ...] = (
    _paragraph, _paragraph, _paragraph, _heading, _setext, _list, _list, _quote, _fence, _table, _admonition,
    _definition, _note, _line, _line, _raw, _contents, _preformatted, _noise,
)  # fmt: skip
