"""New files pass `check` as they are, and still do when an editor publishes them without another word."""

import datetime as dt
from pathlib import Path

import pytest

from songngu.content import drafts
from songngu.content.fields import Scope
from songngu.content.models import KINDS, scope
from songngu.content.places import Destination, destination
from songngu.content.source import parse
from songngu.problems import Problem
from tests.trees import Tree

DAY = dt.date(2026, 11, 22)
PATHS = {
    "issue": "newsletters/2026-12",
    "special-issue": "hoa-sen/2026-02",
    "article": "newsletters/2026-12/a",
    "heritage": "h",
    "product": "p",
    "zone": "z",
    "investment": "i",
    "release": "r",
    "event": "e",
    "correction": "c",
    "page": "x",
}


def place(site: Tree, template: str, path: str) -> Destination | Problem:
    return destination(site.library(), template, drafts.kind_of_template(template), path)


def made(site: Tree, template: str, path: str, codes: tuple[str, ...] = ()) -> drafts.NewFiles:
    there = place(site, template, path)
    assert isinstance(there, Destination), there
    return drafts.compose(site.library(), there, codes or site.settings.codes, DAY)


def new(site: Tree, template: str, path: str, codes: tuple[str, ...] = ()) -> list[str]:
    """Write the files; their paths in the content folder."""
    files = made(site, template, path, codes).files
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return [file.relative_to(site.settings.content_dir).as_posix() for file in files]


def refused(site: Tree, template: str, path: str) -> Problem:
    found = place(site, template, path)
    assert isinstance(found, Problem)
    return found


def test_there_is_a_path_here_for_every_template() -> None:
    assert set(PATHS) == set(drafts.templates())


@pytest.mark.parametrize("codes", [("vi", "en"), ("zh", "vi", "en"), ("en",), ("ko", "fr")])
def test_every_kind_passes_check_as_a_draft_and_published(tmp_path: Path, codes: tuple[str, ...]) -> None:
    site = Tree(tmp_path).set(codes=codes).write({f"content/{code}/index.md": "# Home\n" for code in codes})
    for template, path in PATHS.items():
        new(site, template, path)
    assert site.codes() == []
    assert set(site.library().works) == {"index.md"}
    for file in sorted(site.settings.content_dir.rglob("*.md")):
        text = file.read_text("utf-8").replace("draft: true\n", "")
        listed = "articles: [a]" if "2026-12" in str(file) else "articles: []"
        file.write_text(text.replace("articles: []", listed), "utf-8")
    assert site.codes() == []
    assert len(site.library().works) == len(PATHS) + 1
    site.build()


def test_shared_fields_stand_in_the_source_language_file_alone(site: Tree) -> None:
    for template, path in PATHS.items():
        for file, text in made(site, template, path).files.items():
            kind = drafts.kind_of_template(template)
            values = parse(text.encode(), shown="").values
            shared = {name for name in values if scope(kind, name) is Scope.SHARED}
            assert bool(shared) == ("/vi/" in str(file)) or template == "page"
            assert values["draft"] is True


def test_every_field_is_explained_in_the_words_of_its_model(site: Tree) -> None:
    text = next(iter(made(site, "product", "p").files.values()))
    flat = " ".join(line.lstrip("# ") for line in text.splitlines())
    for name, field in KINDS["product"].model_fields.items():
        if name not in {"translated_from", "translator"}:
            assert str(field.description) in flat, name
    assert "One of: food, beverage, herbal" in flat


def test_a_translation_is_current_from_the_first(site: Tree) -> None:
    new(site, "product", "p")
    work = site.library().everything["ocop/p.md"]
    assert work.documents["en"].fields.translated_from == work.documents["vi"].digest


def test_placeholders_speak_the_language_of_their_file(site: Tree) -> None:
    site.set(codes=("vi", "en", "zh"))
    new(site, "heritage", "h")
    titles = {code: one.title for code, one in site.library().everything["heritage/h.md"].documents.items()}
    assert titles == {"vi": "Tên di sản", "en": "Name of the heritage site", "zh": "遗产名称"}


def test_a_further_language_begins_as_a_copy_of_the_source(site: Tree) -> None:
    site.write({"content/vi/ocop/p.md": "---\ntitle: Ngọc\ngroup: food\ngift:\n  suits: Bạn\n---\nHạt ngọc.\n"})
    assert new(site, "product", "p") == ["en/ocop/p.md"]
    document = site.library().everything["ocop/p.md"].documents["en"]
    assert (document.title, document.body.strip(), document.fields.draft) == ("Ngọc", "Hạt ngọc.", True)
    assert "group" not in document.source.values
    assert site.codes() == []


def test_a_source_written_after_its_translation_takes_over_the_shared_fields(site: Tree) -> None:
    site.write({"content/en/ocop/p.md": "---\ntitle: Pearl\ngroup: handicraft\n---\nA pearl.\n"})
    assert new(site, "product", "p") == ["vi/ocop/p.md"]
    assert site.library().everything["ocop/p.md"].documents["vi"].source.values["group"] == "handicraft"
    assert site.codes() == []


def test_what_exists_is_left_alone(site: Tree) -> None:
    new(site, "product", "p")
    again = made(site, "product", "p")
    assert not again.files
    assert [(p.code, p.severity.value) for p in again.problems] == [("file-exists", "error")] * 2


def test_a_page_with_the_same_address_counts_as_existing(site: Tree) -> None:
    site.write({"content/vi/x/index.md": "# X\n"})
    assert [file.parent.name for file in made(site, "page", "x").files] == ["en"]


@pytest.mark.parametrize(
    ("template", "folder", "period"),
    [
        ("issue", "newsletters/2026-12", "2026-12"),
        ("issue", "newsletters/2026-q4", "2026"),
        ("issue", "newsletters/spring", "2026-11"),
        ("special-issue", "hoa-sen/2026-02", "2026"),
    ],
)
def test_an_issue_is_for_the_period_its_folder_names(site: Tree, template: str, folder: str, period: str) -> None:
    text = next(iter(made(site, template, folder).files.values()))
    assert parse(text.encode(), shown="").values["period"] == period


def test_issues_are_numbered_on(site: Tree) -> None:
    new(site, "issue", "2026-11")
    file = site.settings.content_dir / "vi/newsletters/2026-11/index.md"
    file.write_text(file.read_text("utf-8").replace("number: 1\n", "number: 11\n"), "utf-8")
    assert "number: 12\n" in next(iter(made(site, "issue", "2026-12").files.values()))


def test_an_article_says_where_it_is_to_be_listed(site: Tree) -> None:
    assert [p.code for p in made(site, "article", "newsletters/2026-12/a").problems] == ["issue-not-written"]
    new(site, "issue", "2026-12")
    note = made(site, "article", "newsletters/2026-12/a").problems[0]
    line = (site.root / note.place.path).read_text("utf-8").splitlines()[note.place.line - 1]
    assert (note.code, line) == ("article-to-be-listed", "contents:")


@pytest.mark.parametrize(
    ("template", "path", "ref"),
    [
        ("product", "pearl", "ocop/pearl.md"),
        ("product", "ocop/pearl", "ocop/pearl.md"),
        ("product", "vi/ocop/pearl.md", "ocop/pearl.md"),
        ("product", "content/en/ocop/pearl.md", "ocop/pearl.md"),
        ("issue", "2026-12", "newsletters/2026-12/index.md"),
        ("issue", "newsletters/2026-12/index.md", "newsletters/2026-12/index.md"),
        ("page", "about", "about.md"),
        ("page", "guides/visa", "guides/visa.md"),
        ("page", "a/b/c", "a/b/c.md"),
        ("article", "hoa-sen/2026-01/x", "hoa-sen/2026-01/x.md"),
        ("zone", "van-don", "investment/van-don.md"),
    ],
)
def test_paths_are_understood_as_people_type_them(site: Tree, template: str, path: str, ref: str) -> None:
    found = place(site, template, path)
    assert isinstance(found, Destination)
    assert found.ref == ref


@pytest.mark.parametrize(
    ("template", "path", "code"),
    [
        ("heritage", "ocop/x", "kind-not-here"),
        ("page", "heritage/x", "kind-not-here"),
        ("product", "ocop", "kind-not-here"),
        ("article", "x", "article-without-issue"),
        ("article", "newsletters/x", "article-without-issue"),
        ("issue", "hoa-sen/2026-01", "kind-not-here"),
        ("product", "../x", "bad-page-name"),
        ("product", "/etc/../x", "bad-page-name"),
        ("product", "", "bad-page-name"),
        ("product", "Ngọc Trai", "bad-page-name"),
        ("product", "..\\x", "bad-page-name"),
        ("page", "a\nb", "bad-page-name"),
        ("page", "{{x}}", "bad-page-name"),
    ],
)
def test_what_cannot_be_is_refused(site: Tree, template: str, path: str, code: str) -> None:
    assert refused(site, template, path).code == code


def test_a_refusal_says_what_would_do(site: Tree) -> None:
    assert refused(site, "product", "Ngọc Trai").value("suggestion") == "ngoc-trai"
    assert refused(site, "heritage", "ocop/x").value("places") == "heritage/NAME"
    new(site, "issue", "2026-12")
    assert refused(site, "article", "x").value("places") == "newsletters/2026-12/NAME"


def test_a_name_two_sections_could_take_is_asked_about(site: Tree) -> None:
    site.set(sections={"ocop": "product", "crafts": "product"})
    assert refused(site, "product", "pearl").value("places") == "ocop/NAME, crafts/NAME"


def test_a_kind_without_a_section_is_refused(site: Tree) -> None:
    assert refused(site.set(sections={}), "product", "pearl").code == "kind-without-section"


def test_nothing_is_written_outside_the_content_folder(site: Tree) -> None:
    for template, path in PATHS.items():
        files = made(site, template, path).files
        assert all(Path(file).is_relative_to(site.settings.content_dir) for file in files)


def test_comments_are_in_the_language_asked_for(tmp_path: Path) -> None:
    site = Tree(tmp_path)
    there = place(site, "product", "p")
    assert isinstance(there, Destination)
    files = drafts.compose(site.library(), there, ("vi", "en"), DAY, language="vi").files
    source, translation = (files[site.settings.content_dir / code / "ocop/p.md"] for code in ("vi", "en"))
    assert "# Tiêu đề trang, cũng là tiêu đề cấp một duy nhất. Bắt buộc.\ntitle:" in source
    assert "# Các trường khác; muốn dùng trường nào thì xóa dấu # trước tên trường ấy.\n#description:" in source
    assert "# Ghi true khi bài chưa được phép xuất bản.\ndraft: true" in translation
    comments = [line for text in files.values() for line in text.splitlines() if line.startswith("#")]
    assert not [line for line in comments if " the " in line]


def test_a_copy_says_in_the_language_asked_for_that_it_is_one(tmp_path: Path) -> None:
    site = Tree(tmp_path)
    new(site, "page", "x", ("vi",))
    there = place(site, "page", "x")
    assert isinstance(there, Destination)
    (text,) = drafts.compose(site.library(), there, ("en",), DAY, language="vi").files.values()
    assert text.startswith("---\n# Chữ ở đây và ở phần bài bên dưới là của bản gốc: hãy dịch ngay tại chỗ.\n")
