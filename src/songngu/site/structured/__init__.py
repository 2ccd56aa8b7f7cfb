"""What a page says of itself in the words of schema.org, as JSON-LD 1.1.

Only what stands on the page or in its front matter is said; what nobody knows is left out, a rating or a price above
all. The page is a creative work with its language, its translations and its dates; what it is about (a place, a
product, an event) is another thing, to which it leads by `mainEntity`.
"""

from __future__ import annotations

import json

from songngu.site.gather import Desk
from songngu.site.structured.kinds import nodes
from songngu.site.structured.page import Told
from songngu.site.structured.site import breadcrumb_list

_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def structured(desk: Desk, told: Told) -> str:
    """The JSON of a page, in which nothing can end a script element; empty for pages nobody is to find."""
    if not desk.page.indexed:
        return ""
    graph = [*nodes(desk, told), *breadcrumb_list(desk, told)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES:  # five passes of `replace` take a fraction of one of `translate`
        text = text.replace(sign, escape)
    return text
