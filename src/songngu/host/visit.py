"""One build as MkDocs walks it: the engine checks before the first language and writes after the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from songngu.build.brought import Brought
from songngu.build.press import Press, Pressed
from songngu.build.session import Going
from songngu.content.documents import Document
from songngu.content.markdown import Converter
from songngu.host import i18n
from songngu.host.staging import Staging, divert
from songngu.problems import Place, note, warning
from songngu.settings import Settings
from songngu.site.convert import Converted, convert_changed
from songngu.site.pages import SitePage, SitePlan, pairs


@dataclass(slots=True)
class Visit:
    """What is gathered while MkDocs goes through the languages of a site whose build has begun (`press`).

    With `others`, plugins or hooks that have a say in texts, MkDocs is given all of them; else it walks through empty
    pages. `found` are the addresses of pages by language and MkDocs' own name of the file; `staging` is the folder
    MkDocs builds into meanwhile.
    """

    going: Going
    press: Press
    others: bool
    staging: Staging | None = None
    languages_done: int = 0
    virtual: list[File] = field(default_factory=list)
    found: dict[tuple[str, str], str] = field(default_factory=dict)
    texts: dict[str, Converted] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    _own: dict[str, Converted] | None = None
    _converter: Converter | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.press.settings

    @property
    def plan(self) -> SitePlan:
        """The pages of the site."""
        return self.press.world.plan

    def enter_language(self, config: MkDocsConfig, *, dirty: bool) -> None:
        """Before MkDocs empties anything, whichever language comes first: what it empties and fills is not the site."""
        if self.staging is None:
            self.staging = divert(config, self.settings.root, dirty=dirty)

    def admit(self, files: Files) -> Files:
        """Before the language plugin: only pages a reader may see, in whatever language, and no file it crashes on."""
        readable = {page.document.written.path for page in self.plan.pages.values() if page.document}
        for file in files.documentation_pages(inclusion=lambda _: True):
            if self._is_content(file) and self._shown(file) not in readable:
                files.remove(file)
        self.virtual = i18n.set_aside(files)
        return files

    def arrange(self, files: Files, config: MkDocsConfig) -> Files:
        """After it: the pages the site has in this language, each one known; of other files only those of plugins."""
        code = i18n.current(config)
        i18n.put_back(files, self.virtual)
        pages = {page.ref: page for page in self.plan.pages.values() if page.code == code and not page.beside}
        by_source = {page.document.written.path: page for page in pages.values() if page.document}
        for file in list(files):
            page = by_source.get(self._shown(file)) if file.is_documentation_page() else None
            if page is not None:
                self._know(page, file)
                del pages[page.ref]
            elif self._is_content(file):
                files.remove(file)
            elif file.is_documentation_page():
                self.press.report.add(warning("page-of-plugin", Place(file.src_uri)))
                files.remove(file)
        for page in pages.values():
            if page.ref.endswith(".md"):
                self._know(page, i18n.inject(files, page, config))
        return files

    def text(self, file: File) -> str | None:
        """The text other plugins are given: as its author wrote it, figures filled in, without the title."""
        page = self._page(file)
        return None if page is None else self._body(page.document)

    def take_text(self, markdown: str, file: File) -> str:
        """Convert the text where other plugins have changed it. MkDocs gets an empty one: it has nothing to convert."""
        page = self._page(file)
        if page is not None and page.document and not _same(markdown, self._body(page.document)):
            done = {**self._all(), **self.texts}
            library = self.press.world.library
            self.texts[page.path] = convert_changed(library, self.plan, self._conversion(), page, markdown, done)
            self._told(page)
        return ""

    def html(self, file: File) -> str | None:
        """The HTML of a page's text."""
        page = self._page(file)
        if page is None:
            return None
        return (self.texts.get(page.path) or self._all()[page.path]).fragment.html if self.others else ""

    def take_html(self, html: str, file: File) -> None:
        """Keep the HTML where other plugins have changed it."""
        page = self._page(file)
        if page is not None and html != self.html(file):
            self.fragments[page.path] = html
            self._told(page)

    def leave_language(self) -> bool:
        """Whether this was the last language, and the site can be written."""
        self.languages_done += 1
        return self.languages_done == len(self.settings.locales)

    def finish(self) -> Pressed:
        """Write the site with what plugins have changed and added."""
        assert self.staging is not None  # a language was entered before it could be left
        return self.going.finish(Brought(self.texts, self.fragments, self.staging.files(), self.staging.kept()))

    def close(self) -> None:
        """However the build ends: nothing of it stays but the site."""
        self.going.__exit__()
        if self.staging is not None:
            self.staging.close()

    def _told(self, page: SitePage) -> None:
        """A note where the page stands beside its translation too: there its blocks are paired as they were written."""
        beside = pairs(self.press.world.library, page.work) if page.work else ()
        if page.document and any(page.document.code in pair for pair in beside):
            self.press.report.add(note("parallel-without-plugin", Place(page.document.written.path)))

    def _body(self, document: Document | None) -> str:
        return document.body if self.others and document else ""

    def _all(self) -> dict[str, Converted]:
        """Every text as its author wrote it."""
        if self._own is None:
            self._own = self.press.texts()
        return self._own

    def _page(self, file: File) -> SitePage | None:
        address = self.found.get((i18n.code_of(file), file.src_uri))
        return None if address is None else self.plan.pages[address]

    def _know(self, page: SitePage, file: File) -> None:
        self.found[page.code, file.src_uri] = page.path
        file.is_modified = lambda: True  # type: ignore[method-assign]  # --dirty too has to hear of every page

    def _conversion(self) -> Converter:
        if self._converter is None:
            settings = self.settings
            self._converter = Converter(settings.markdown_extensions, settings.extension_configs)
        return self._converter

    def _is_content(self, file: File) -> bool:
        folder = self.settings.content_dir
        return file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(folder)

    def _shown(self, file: File) -> str:
        return self.settings.shown(Path(file.abs_src_path)) if file.abs_src_path else ""


def _same(text: str, other: str) -> bool:
    """Whether two texts have the same lines: plugins that take a text apart and put it together lose its last break."""
    return text is other or text.rstrip().splitlines() == other.rstrip().splitlines()
