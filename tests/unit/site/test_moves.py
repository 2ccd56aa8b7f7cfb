"""Pages that moved: stubs and redirects; addresses that were published."""

from __future__ import annotations

from click.testing import CliRunner
from lxml import html

from songngu.build.press import press
from songngu.cli import main
from tests.trees import Tree, moment


def _moved(site: Tree) -> Tree:
    return site.write(
        {
            "content/vi/guides/new.md": '---\ntitle: "Mới & <b>"\naliases: [guides/old, a b/c]\n---\nA\n',
            "content/en/guides/new.md": "---\ntitle: New\n---\nA\n",
        }
    )


def test_a_stub_leads_to_the_page_in_each_language(site: Tree) -> None:
    made = _moved(site)
    made.build()
    for path, tag, title in (("guides/old", "vi", "Mới & <b>"), ("en/guides/old", "en", "New")):
        page = html.fromstring(made.text(f"{path}/index.html").encode())
        assert page.get("lang") == tag
        assert page.find('.//meta[@name="robots"]').get("content") == "noindex"
        link = page.find(".//a")
        assert (link.get("href"), link.text) == ("../new/", title)
        assert page.find('.//meta[@http-equiv="refresh"]').get("content") == "0; url=../new/"
        there = path.replace("old", "new")
        assert page.find('.//link[@rel="canonical"]').get("href") == f"https://tinh.example/{there}/"


def test_redirects_are_a_table_no_space_breaks(site: Tree) -> None:
    made = _moved(site).set(site_url="https://tinh.example/base/")
    made.build()
    lines = made.text("_redirects").splitlines()
    assert lines == sorted(lines)
    assert all(len(line.split(" ")) == 3 for line in lines)
    assert "/base/a%20b/c/ /base/guides/new/ 301" in lines
    assert "/base/en/guides/old/ /base/en/guides/new/ 301" in lines


def test_stubs_are_in_no_sitemap_and_no_list(site: Tree) -> None:
    made = _moved(site)
    made.build()
    told = [path for path, data in made.made().items() if b"guides/old" in data]
    assert told == ["_redirects"]


def test_without_moves_there_is_no_table_and_stubs_go_again(site: Tree) -> None:
    made = _moved(site)
    before = press(made.settings, moment("2026-11-20")).kept
    file = made.root / "content/vi/guides/new.md"
    file.write_text(file.read_text("utf-8").replace("aliases: [guides/old, a b/c]\n", ""), "utf-8")
    press(made.settings, moment("2026-11-20"), before)
    assert not {"_redirects", "guides/old/index.html", "a b/c/index.html"} & made.made().keys()


def test_an_alias_makes_no_translation_stale(site: Tree) -> None:
    plain = site.write({"content/vi/guides/x.md": "---\ntitle: X\n---\nA\n"}).library().works["guides/x.md"]
    moved = site.write({"content/vi/guides/x.md": "---\ntitle: X\naliases: [y]\n---\nA\n"}).library()
    assert moved.works["guides/x.md"].original.digest == plain.original.digest


def test_addresses_are_recorded_and_kept(site: Tree) -> None:
    fresh = CliRunner().invoke(main, ["init", str(site.root / "new"), "--languages", "vi,en"])
    assert fresh.exit_code == 0, fresh.output
    at = ["-f", str(site.root / "new/mkdocs.yml"), "--at", "2026-11-20"]
    listed = CliRunner().invoke(main, ["addresses", *at]).output.splitlines()
    assert {"/", "/en/"} <= set(listed)
    assert not [line for line in listed if "404" in line]
    file = site.root / "new/data/addresses.txt"
    file.write_text("/old/\n")
    assert CliRunner().invoke(main, ["addresses", "--record", *at]).exit_code == 0
    assert file.read_text().splitlines() == sorted({"/old/", *listed})
    found = CliRunner().invoke(main, ["check", "--format", "json", *at]).output
    assert found.count("address-gone") == 1
