"""Languages: their tags, names, order, sorting and the conventions of figures and dates."""

from __future__ import annotations

from songngu.values import frozen


@frozen
class Locale:
    """One language of a site.

    `code` is the content folder (`vi`), `tag` the BCP 47 tag of HTML and hreflang (`zh-Hans`), `name` the language's
    own name for itself, `prefix` what its addresses begin with (empty for the default language).
    """

    code: str
    tag: str
    name: str
    prefix: str = ""
    og: str = ""

    @property
    def is_default(self) -> bool:
        """Whether this language is served at the root of the site."""
        return not self.prefix


# BCP 47 tag, own name, Open Graph locale (which wants a region) of the languages a province is likely to publish in.
_KNOWN: dict[str, tuple[str, str, str]] = {
    "vi": ("vi", "Tiếng Việt", "vi_VN"),
    "en": ("en", "English", "en_US"),
    "zh": ("zh-Hans", "简体中文", "zh_CN"),
    "ko": ("ko", "한국어", "ko_KR"),
    "ja": ("ja", "日本語", "ja_JP"),
    "fr": ("fr", "Français", "fr_FR"),
    "lo": ("lo", "ລາວ", "lo_LA"),
    "km": ("km", "ខ្មែរ", "km_KH"),
    "ru": ("ru", "Русский", "ru_RU"),
    "de": ("de", "Deutsch", "de_DE"),
    "es": ("es", "Español", "es_ES"),
    "th": ("th", "ไทย", "th_TH"),
}


def locale(code: str, *, default: bool, name: str = "") -> Locale:
    """The locale of a content folder; `name` overrides the name we know."""
    tag, own_name, og = _KNOWN.get(code, (code, code, code))
    return Locale(code=code, tag=tag, name=name or own_name, prefix="" if default else code, og=og)


# Scripts written from right to left, and languages written in one of them where their tag names no script.
_RTL_SCRIPTS = frozenset("Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr".split())
_RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())


def direction(tag: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` has it, for a BCP 47 tag: its script decides, else its language."""
    language, *rest = tag.split("-")
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _RTL_SCRIPTS if script else language.lower() in _RTL_LANGUAGES) else "ltr"


def is_cjk(code: str) -> bool:
    """Whether the language is written without spaces between words, in Han characters or kana."""
    return code.split("-")[0] in {"zh", "ja"}
