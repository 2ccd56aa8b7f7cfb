"""What measures the built site: the host it is served by, the pages that are chosen, the scores that are read."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from proof.hosting import hosted
from proof.lighthouse import CATEGORIES, Result, decided, median, read
from proof.samples import Sample, one_of_each, pages


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def ask(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, dict(answer.headers), answer.read()


class TestHost:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        folder = tmp_path / "site"
        write(folder, {"index.html": "trang", "404.html": "lạc", "en/404.html": "lost", "a.css": "a{}", "b.woff2": "b"})
        (tmp_path / "secret.txt").write_text("secret")
        return folder

    def test_texts_are_packed_and_kept_fonts_are_kept_as_they_are(self, root: Path) -> None:
        with hosted(root) as address:
            status, headers, data = ask(address)
            assert (status, headers["Content-Type"], gzip.decompress(data)) == (
                200,
                "text/html; charset=utf-8",
                b"trang",
            )
            assert ask(f"{address}a.css")[1]["Content-Encoding"] == "gzip"
            _, headers, data = ask(f"{address}b.woff2")
            assert (headers.get("Content-Encoding"), headers["Content-Type"], data) == (None, "font/woff2", b"b")

    @pytest.mark.parametrize(("path", "said"), [("no/", "lạc"), ("en/no/", "lost"), ("%2e%2e/secret.txt", "lạc")])
    def test_who_is_lost_gets_the_page_of_their_language(self, root: Path, path: str, said: str) -> None:
        with hosted(root) as address:
            status, _, data = ask(address + path)
        assert (status, gzip.decompress(data).decode()) == (404, said)


class TestSamples:
    def test_the_largest_page_of_each_kind_and_language(self, tmp_path: Path) -> None:
        def page(language: str, kind: str, text: str = "") -> str:
            return f'<html lang="{language}"><body class="t-{kind} wide">{text}'

        write(
            tmp_path,
            {
                "index.html": page("vi", "home"),
                "a/index.html": page("vi", "article"),
                "b/index.html": page("vi", "article", "longer"),
                "zh/b/index.html": page("zh-Hans", "article"),
                "old/index.html": '<html lang="vi"><meta http-equiv="refresh" content="0; url=../a/">',
            },
        )
        found = list(pages(tmp_path))
        assert [one.address for one in found] == ["a/", "b/", "", "zh/b/"]
        assert [(one.kind, one.language, one.address) for one in one_of_each(found)] == [
            ("article", "vi", "b/"),
            ("article", "zh-Hans", "zh/b/"),
            ("home", "vi", ""),
        ]

    def test_samples_stand_in_order_of_kind_and_language(self) -> None:
        given = [Sample("home", "vi", "", 1), Sample("article", "vi", "a/", 1), Sample("article", "en", "en/a/", 1)]
        assert [one.address for one in one_of_each(given)] == ["en/a/", "a/", ""]


class TestScores:
    def report(self, shift_score: float) -> dict[str, Any]:
        audits = {
            "largest-contentful-paint": {"numericValue": 1300.0, "score": 1, "title": "LCP"},
            "cumulative-layout-shift": {
                "numericValue": 0.02, "score": shift_score, "title": "CLS", "displayValue": "0.02"
            },
            "network-requests": {
                "score": None, "details": {"items": [{"transferSize": 1024}, {"transferSize": 512}, {}]}
            },
            "manual": {"score": None, "title": "Look yourself"},
        }  # fmt: skip
        used = [{"id": "largest-contentful-paint", "weight": 1}, {"id": "manual", "weight": 1}]
        categories = {name: {"score": 1, "auditRefs": used} for name in CATEGORIES}
        shifted = [*used, {"id": "cumulative-layout-shift", "weight": 1}]
        categories["performance"] = {"score": 0.985, "auditRefs": shifted}
        return {"audits": audits, "categories": categories}

    def test_a_report_is_read(self) -> None:
        found = read(self.report(0.9))
        assert found.scores == {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
        assert (found.paint_s, found.shift, found.sent_kb, found.requests) == (1.3, 0.02, 1.5, 3)
        assert found.faults == ("performance: cumulative-layout-shift 0.02 (0.9)",)
        assert read(self.report(1)).faults == ()

    def test_the_median_counts(self) -> None:
        def run(score: int, paint_s: float) -> Result:
            return Result(dict.fromkeys(CATEGORIES, score), paint_s, 0, 1, 1, ())

        middle = median([run(99, 1.0), run(80, 3.0), run(90, 2.0)])
        assert (middle.scores["performance"], middle.scores["seo"], middle.paint_s) == (90, 90, 2.0)

    @pytest.mark.parametrize(
        ("scores", "runs", "needed"),
        [([100, 100, 7], 3, 2), ([99, 100, 100, 7], 3, 3), ([100, 99, 7], 3, 3), ([99, 98, 97], 3, 3), ([100], 1, 1)],
    )
    def test_no_more_runs_than_decide_the_median(self, scores: list[int], runs: int, needed: int) -> None:
        results = (Result(dict.fromkeys(CATEGORIES, score), 1.0, 0, 1, 1, ()) for score in scores)
        done = decided(lambda: next(results), runs)
        assert [run.scores["seo"] for run in done] == scores[:needed]
