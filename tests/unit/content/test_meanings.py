"""Every field of every kind has its meaning in the languages of editors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import songngu
from songngu.content.meanings import meaning
from songngu.content.models import KINDS
from songngu.content.schema import schema

WORDS = yaml.safe_load((Path(songngu.__file__).parent / "starter" / "fields.vi.yml").read_text("utf-8"))
FIELDS = [(kind, name, field) for kind in KINDS for name, field in schema(kind)["properties"].items()]


def test_fields_that_differ_in_english_differ_in_vietnamese() -> None:
    """One sentence for another, so that none is left behind where a model says something new."""
    said = {(name, field["description"]): meaning(kind, name, field, "vi") for kind, name, field in FIELDS}
    english = {(name, meaning(kind, name, field, "en")) for kind, name, field in FIELDS}
    vietnamese = {(name, meaning(kind, name, field, "vi")) for kind, name, field in FIELDS}
    places = {("place", "Nơi viết bài, in ở đầu bài."), ("place", "Nơi phát thông cáo, in ở đầu bài.")}
    assert len(said) == len(english)
    assert len(vietnamese) == len(english)
    assert places < vietnamese


def test_no_sentence_is_in_vain() -> None:
    every = {name for _, name, _ in FIELDS}
    assert set(WORDS["every"]) <= every
    for kind, words in WORDS.items():
        assert kind == "every" or set(words) <= set(KINDS[kind].model_fields)


@pytest.mark.parametrize(("language", "said"), [("en", "One of: food, "), ("vi", "Một trong: food, ")])
def test_counted_values_are_named(language: str, said: str) -> None:
    assert said in meaning("product", "group", schema("product")["properties"]["group"], language)
