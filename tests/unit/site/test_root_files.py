"""robots.txt, security.txt and the manifests."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from PIL import Image

from songngu.build.press import press
from songngu.host.marks import Marks
from songngu.host.options import Reading, _security
from songngu.locales import locale
from songngu.settings import Security
from tests.trees import Tree, moment

TOLD = Security("mailto:an-toan@tinh.example", dt.date(2026, 12, 1))


def test_robots_lead_to_the_sitemaps(site: Tree) -> None:
    site.set(site_url="https://tinh.example/base/").build()
    assert site.text("robots.txt").splitlines()[-1] == "Sitemap: https://tinh.example/base/sitemap.xml"


def test_security_is_told_where_it_is_set_and_only_there(site: Tree) -> None:
    site.build()
    assert ".well-known/security.txt" not in site.made()
    site.set(security=TOLD).build()
    fields = dict(line.split(": ", 1) for line in site.text(".well-known/security.txt").splitlines())
    assert fields == {
        "Contact": "mailto:an-toan@tinh.example",
        "Expires": "2026-12-01T00:00:00+07:00",
        "Preferred-Languages": "vi, en",
        "Canonical": "https://tinh.example/.well-known/security.txt",
    }
    assert dt.datetime.fromisoformat(fields["Expires"]).tzinfo


def test_a_security_file_whose_day_has_come_is_told_and_that_day_is_due(site: Tree) -> None:
    site.set(security=TOLD)
    assert "security-expired" not in site.codes("2026-11-30T23:59")
    assert "security-expired" in site.codes("2026-12-01")
    assert site.build("2026-11-20").next_due == moment("2026-12-01").at
    assert site.build("2026-12-01").next_due is None


def test_a_build_that_goes_on_tells_it_too(site: Tree) -> None:
    site.set(security=TOLD)
    before = press(site.settings, moment("2026-11-20")).kept
    after = press(site.settings, moment("2026-12-02"), before).built
    assert "security-expired" in [problem.code for problem in after.report]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"contact": "an-toan@tinh.example", "expires": dt.date(2027, 1, 1)}, ["security.contact"]),
        ({"contact": "mailto:a@b.example\nPolicy: x", "expires": dt.date(2027, 1, 1)}, ["security.contact"]),
        ({"contact": "https://a.example/", "expires": "soon"}, ["security.expires"]),
        ({}, ["security.contact", "security.expires"]),
        ({"contact": "tel:+84-203-1", "expires": dt.date(2027, 1, 1)}, []),
    ],
)
def test_only_whole_settings_count(given: dict[str, object], wrong: list[str]) -> None:
    reading = Reading({"security": given}, (locale("vi", default=True),), Marks("mkdocs.yml", {}, ()))
    assert (_security(reading) is None) == bool(wrong)
    assert [problem.value("key") for problem in reading.problems] == wrong


def test_each_language_has_a_manifest_whose_pictures_are_there(site: Tree) -> None:
    site.set(taglines={"vi": "Trang & tỉnh"}).build()
    made = site.made()
    for path, tag, name in (("site.webmanifest", "vi", "Tỉnh"), ("en/site.webmanifest", "en", "Tỉnh")):
        told = json.loads(made[path])
        assert (told["lang"], told["name"], told["start_url"], told["scope"]) == (tag, name, "./", "/")
        folder = path.removesuffix("site.webmanifest")
        for icon in told["icons"]:
            data = made[icon["src"].removeprefix("../") if folder else icon["src"]]
            if icon["type"] == "image/png":
                size = Image.open(io.BytesIO(data)).size
                assert icon["sizes"] == f"{size[0]}x{size[1]}"
        assert {icon.get("purpose") for icon in told["icons"]} == {None, "maskable"}
        page = site.text(f"{folder}index.html")
        assert '<link rel="manifest" href="site.webmanifest">' in page
        assert 'rel="apple-touch-icon"' in page
