"""The letters of the reference site: light, whole, and leading only to what is there."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from songngu.editions.mail.clean import UNSUBSCRIBE
from tests.editions.mailing import addresses, opened, part, tree
from tests.site.conftest import Reference


def test_they_are_light_and_lead_to_what_is_there(reference: Reference) -> None:
    letters = sorted(reference.folder.rglob("*.eml"))
    assert len(letters) == 9
    for letter in letters:
        data = letter.read_bytes()
        assert len(data) < 70_000  # seven articles and six products in two languages
        found = addresses(data) - {UNSUBSCRIBE}
        assert any(address.endswith(".pdf") for address in found)
        assert any(address.endswith(".png") for address in found)
        for address in found:
            assert address.startswith(reference.settings.site_url)
            file = reference.folder / unquote(urlsplit(address).path).lstrip("/")
            assert (file / "index.html" if file.is_dir() else file).is_file(), address


def test_they_tell_of_every_article_in_order(reference: Reference) -> None:
    folder = reference.folder / "newsletters/2026-11"
    both = (folder / "newsletters-2026-11-vi-en.eml").read_bytes()
    assert opened(both)["Subject"] == "Số 11: Một năm mở cửa / No. 11: A year of open doors"
    *titles, last = [title.text_content() for title in tree(both).xpath("//h2")]
    assert len(titles) == 14
    assert last == "Sản phẩm trong số này / Products in this issue"
    text = part(both, "plain").replace("\n", " ")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    for words in (
        "Trang mẫu dựng bằng Songngu",
        "A sample built with Songngu",
        "dòng giấy phép xuất bản in nguyên văn",
    ):
        assert words in text
