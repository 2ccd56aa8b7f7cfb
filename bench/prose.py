"""Plain prose in Vietnamese, English and Chinese, made from a seed: the same seed says the same in each language."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

LANGUAGES = ("vi", "en", "zh")

_T = TypeVar("_T")
_Said = tuple[str, str, str]  # Vietnamese, English, Chinese

_WHO: tuple[_Said, ...] = (
    ("tỉnh", "the province", "该省"),
    ("các doanh nghiệp trong khu công nghiệp", "companies in the industrial park", "园区企业"),
    ("ban quản lý khu kinh tế", "the economic zone authority", "经济区管委会"),
    ("nghệ nhân làng nghề", "the artisans of the village", "工艺村的匠人"),
    ("hợp tác xã nông nghiệp", "the farming cooperative", "农业合作社"),
    ("cảng biển nước sâu", "the deep-water port", "深水港"),
    ("ngành du lịch", "the tourism sector", "旅游业"),
    ("nhà đầu tư từ nước ngoài", "investors from abroad", "外国投资者"),
    ("cửa khẩu quốc tế", "the international border gate", "国际口岸"),
    ("trung tâm phục vụ hành chính công", "the one-stop service centre", "政务服务中心"),
    ("ban tổ chức lễ hội", "the organisers of the festival", "节庆组委会"),
    ("các xã ven biển", "the communes along the coast", "沿海各乡"),
)
_DOES: tuple[_Said, ...] = (
    ("đang mở rộng", "is extending", "正在扩大"),
    ("giới thiệu", "presents", "推介"),
    ("giữ gìn", "looks after", "保护"),
    ("đã nâng cấp", "has modernised", "已升级"),
    ("kết nối", "links", "连接"),
    ("tiếp tục hoàn thiện", "continues to improve", "继续完善"),
    ("rút ngắn", "shortens", "缩短"),
    ("hỗ trợ", "supports", "支持"),
    ("đưa ra thị trường", "brings to market", "向市场推出"),
    ("cùng xây dựng", "is building together", "共同建设"),
)
_WHAT: tuple[_Said, ...] = (
    ("chuỗi cung ứng hàng xuất khẩu", "the supply chain for exports", "出口供应链"),
    ("tuyến đường cao tốc tới cảng", "the expressway to the port", "通往港口的高速公路"),
    ("sản phẩm được chứng nhận của địa phương", "certified local products", "经认证的本地产品"),
    ("di tích và lễ hội quanh vịnh", "the monuments and festivals round the bay", "海湾周边的古迹与节庆"),
    ("thời gian cấp giấy phép", "the time a permit takes", "许可办理时间"),
    ("nguồn năng lượng tái tạo", "sources of renewable energy", "可再生能源"),
    ("vùng trồng chè và cây dược liệu", "tea gardens and medicinal plants", "茶园与药材种植区"),
    ("đào tạo kỹ sư và công nhân", "the training of engineers and workers", "工程师与工人的培训"),
    ("tuyến du thuyền và bến khách", "cruise routes and the passenger terminal", "邮轮航线与客运码头"),
    ("hệ thống kho lạnh", "a network of cold stores", "冷链仓储体系"),
    ("nghề gốm lâu đời", "its old craft of pottery", "悠久的陶艺"),
    ("dữ liệu mở cho người dân", "open data for residents", "面向居民的开放数据"),
)
_WHERE: tuple[_Said, ...] = (
    ("ở vùng ven biển phía đông", "on the eastern coast", "在东部沿海"),
    ("quanh vịnh và các đảo", "round the bay and its islands", "在海湾与岛屿一带"),
    ("dọc tuyến biên giới", "along the border", "在边境沿线"),
    ("trong các thung lũng miền núi", "in the mountain valleys", "在山区谷地"),
    ("tại trung tâm tỉnh", "in the provincial centre", "在省会"),
    ("giữa ba vùng kinh tế", "between three economic regions", "在三个经济区之间"),
)
_WHY: tuple[_Said, ...] = (
    ("nhằm phục vụ khách hàng ở xa", "to serve customers far away", "以服务远方的客户"),
    ("để người dân có thêm việc làm", "so that residents find more work", "让居民有更多就业机会"),
    ("theo kế hoạch đã công bố", "as the published plan foresees", "按照已公布的规划"),
    ("cùng các đối tác quốc tế", "together with international partners", "与国际伙伴一道"),
    ("với chi phí thấp hơn trước", "at a lower cost than before", "成本比以往更低"),
    ("mà không làm mất cảnh quan", "without spoiling the landscape", "而不破坏景观"),
)
_HEADINGS: tuple[_Said, ...] = (
    ("Bối cảnh và tiềm năng", "Background and potential", "背景与潜力"),
    ("Số liệu nổi bật", "Key figures", "关键数据"),
    ("Triển vọng hợp tác", "Outlook for cooperation", "合作前景"),
    ("Câu chuyện địa phương", "A local story", "当地故事"),
    ("Việc cần làm tiếp", "What comes next", "下一步工作"),
)
_ROWS: tuple[_Said, ...] = (
    ("Vốn đầu tư (triệu USD)", "Investment (million USD)", "投资额（百万美元）"),
    ("Lượt khách (nghìn)", "Visitors (thousand)", "游客人次（千）"),
    ("Sản lượng (tấn)", "Output (tonnes)", "产量（吨）"),
    ("Kim ngạch xuất khẩu (triệu USD)", "Exports (million USD)", "出口额（百万美元）"),
)
_COLUMNS: tuple[_Said, ...] = (
    ("Chỉ tiêu", "Indicator", "指标"),
    ("Năm trước", "Last year", "去年"),
    ("Năm nay", "This year", "今年"),
)

Link = Callable[[str, str], str]
"""A Markdown link from a text and the reference of a page."""


def title(ref: str, code: str) -> str:
    """The title of a page: a few words, no full stop."""
    draw = _Draw(f"{ref}#title")
    who, what, where = draw.one(_WHO), draw.one(_WHAT), draw.one(_WHERE)
    at = LANGUAGES.index(code)
    return f"{what[at]}：{who[at]}" if code == "zh" else _capital(f"{what[at]}: {who[at]} {where[at]}")


def summary(ref: str, code: str) -> str:
    """One sentence on a page."""
    return _Draw(f"{ref}#summary").sentence(code)


def letter(ref: str, code: str) -> str:
    """The short text above a list: two paragraphs of Markdown."""
    draw = _Draw(f"{ref}#letter")
    return f"{draw.paragraph(code, 4)}\n\n{draw.paragraph(code, 5)}\n"


def article(ref: str, code: str, *, picture: str, see_also: Sequence[str], link: Link) -> str:
    """Some 400 to 800 words of Markdown: sections, a picture, a list, a table, a quote, links.

    `picture`: finished Markdown; `see_also`: references of pages to link to, in the form `link` takes.
    """
    draw = _Draw(ref)
    long = 2 + draw.below(3)
    parts = [draw.paragraph(code, long), picture]
    blocks = (_list, _table, _quote)
    for number, heading in enumerate(draw.some(_HEADINGS, 3)):
        parts += [f"## {heading[LANGUAGES.index(code)]}", draw.paragraph(code, long), blocks[number](draw, code)]
        parts.append(draw.paragraph(code, long))
    parts.append(_see_also(code, see_also, link))
    return "\n\n".join(parts) + "\n"


def _list(draw: _Draw, code: str) -> str:
    return "\n".join(f"- {draw.sentence(code)}" for _ in range(3 + draw.below(3)))


def _table(draw: _Draw, code: str) -> str:
    at = LANGUAGES.index(code)
    lines = ["| " + " | ".join(column[at] for column in _COLUMNS) + " |", "|---|---:|---:|"]
    lines += [f"| {row[at]} | {100 + draw.below(900)} | {100 + draw.below(900)} |" for row in _ROWS]
    return "\n".join(lines)


def _quote(draw: _Draw, code: str) -> str:
    return f"> {draw.sentence(code)}"


def _see_also(code: str, refs: Sequence[str], link: Link) -> str:
    label, comma = {"vi": ("Xem thêm: ", ", "), "en": ("See also: ", ", "), "zh": ("另见：", "、")}[code]
    full_stop = "。" if code == "zh" else "."
    return label + comma.join(link(title(ref, code), ref) for ref in refs) + full_stop


class _Draw:
    """Choices that depend on the seed alone, whatever language they are put in and whatever Python makes them.

    Only `random()` is drawn: of Python's generator it alone is promised to stay as it is.
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(f"songngu/{seed}")

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, a limit."""
        return int(self._random.random() * limit)

    def one(self, things: Sequence[_T]) -> _T:
        """One of several things."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[_T], count: int) -> list[_T]:
        """Several different ones, in their order."""
        left = list(range(len(things)))
        taken = sorted(left.pop(self.below(len(left))) for _ in range(count))
        return [things[index] for index in taken]

    def sentence(self, code: str) -> str:
        """One sentence, now and then with a stressed word, a number, a second half."""
        at = LANGUAGES.index(code)
        who, does, what, where, why = (self.one(words) for words in (_WHO, _DOES, _WHAT, _WHERE, _WHY))
        number, stressed, short = 10 + self.below(990), self.below(4) == 0, self.below(3) == 0
        thing = f"**{what[at]}**" if stressed else what[at]
        if code == "zh":
            end = "。" if short else f"，{why[at]}，共{number}项。"
            return f"{where[at]}，{who[at]}{does[at]}{thing}{end}"
        counted = f"{number} việc" if code == "vi" else f"{number} projects"
        end = "." if short else f", {why[at]} ({counted})."
        return _capital(f"{who[at]} {does[at]} {thing} {where[at]}{end}")

    def paragraph(self, code: str, sentences: int) -> str:
        """Sentences one after another."""
        return ("" if code == "zh" else " ").join(self.sentence(code) for _ in range(sentences))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
