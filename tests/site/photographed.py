"""A small site full of photographs: what the reference site, whose art is drawn, cannot show."""

from __future__ import annotations

from pathlib import Path

from tests.photographs import scenery
from tests.trees import Tree

_LEAD = "image: assets/{name}.jpg\nimage_kind: news\n"
_TOLD = 'image_alt: {alt}\nimage_caption: {alt}.\nimage_credit: "{by}"\n'
_WORDS = {
    "vi": ("Vịnh Hạ Long", "Tàu thuyền trên vịnh", "Ảnh: Tòa soạn", "Núi đá trong sương sớm"),
    "en": ("Ha Long Bay", "Boats on the bay", "Photo: the editors", "Rock islands in the early mist"),
}
_VISIT = {
    "vi": "visiting: [Đi buổi sớm.]\ngallery_alt: [Bến tàu, Hang đá]\n",
    "en": "visiting: [Go early.]\ngallery_alt: [A pier, A cave]\n",
}
_TEXT = {
    "vi": "Vịnh rộng, núi nhiều, thuyền đi chậm. " * 12,
    "en": "The bay is wide, its rocks are many, its boats are slow. " * 12,
}
PAGES = ("guides/three/", "heritage/bay/", "heritage/", "en/guides/three/", "en/heritage/bay/")


def photographed(root: Path) -> Tree:
    """The site, built: a page with three photographs and a heritage page with a gallery, in two languages."""
    tree = Tree(root).write({f"content/assets/{name}.jpg": scenery(seed=n) for n, name in enumerate("abcd", start=1)})
    for code in ("vi", "en"):
        title, alt, by, other = _WORDS[code]
        first = code == "vi"
        lead = {name: _LEAD.format(name=name) if first else "" for name in "ad"}
        told = f"title: {title}\nsummary: {other}.\n{_TOLD.format(alt=alt, by=by)}"
        shown = "".join(f'{_TEXT[code]}\n\n![{other} {name}](../../assets/{name}.jpg "{other}.")\n\n' for name in "bc")
        tree.write(
            {
                f"content/{code}/index.md": f"# {title}\n",
                f"content/{code}/guides/three.md": f"---\n{told}{lead['a']}---\n\n{shown}",
                f"content/{code}/heritage/bay.md": f"---\n{told}{_VISIT[code]}"
                + ("designation: world-heritage\ngallery: [assets/b.jpg, assets/c.jpg]\n" if first else "")
                + f"{lead['d']}---\n\n{_TEXT[code]}\n",
            }
        )
    tree.build()
    return tree
