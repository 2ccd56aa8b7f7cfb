"""Front matter as values: what is kept of it, and that it comes back."""

from __future__ import annotations

import datetime as dt
import pickle

from songngu.content.models import KINDS, Page, Product


def test_what_is_kept_is_what_was_written() -> None:
    product = Product.model_construct(title="Chè", topics=[], stars=None, certificate=None)
    assert product.__getstate__() == {"title": "Chè"}
    assert Page(title="Chè", topics=["tea"]).__getstate__() == {"title": "Chè", "topics": ["tea"]}


def test_every_kind_comes_back_as_it_was() -> None:
    for model in KINDS.values():
        whole = model.model_construct(title="Chè", summary="Một câu", date=dt.date(2026, 1, 2), draft=True)
        again = pickle.loads(pickle.dumps(whole))
        assert type(again) is model
        assert again == whole
        assert {name: getattr(again, name) for name in model.model_fields if hasattr(whole, name)} == {
            name: getattr(whole, name) for name in model.model_fields if hasattr(whole, name)
        }
