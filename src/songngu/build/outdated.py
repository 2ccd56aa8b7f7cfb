"""What is out of date: the pages, checks and editions that looked at something which is different now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from songngu.build.editions import stands
from songngu.build.intake import Intake
from songngu.build.kept import Bound, Kept
from songngu.build.pages import Task
from songngu.build.signing import Signing
from songngu.build.world import World, data_changes, order_changes, text_changes, world
from songngu.content.documents import Work
from songngu.content.library import Reading, Shelf, library
from songngu.editions.made import Order
from songngu.reads import QUESTIONS, Key, Trace, hash_of, plain
from songngu.seen import Stamp
from songngu.settings import Moment, Settings
from songngu.site.convert import by_work
from songngu.site.fact_pages import groups, refs
from songngu.site.pages import SitePage
from songngu.site.urls import file_of

_READERS = frozenset({"pymdownx.b64", "pymdownx.snippets"})


def reads_untold_files(settings: Settings) -> bool:
    """Whether a Markdown extension puts files into pages of which nothing tells us: then no page stands."""
    return not _READERS.isdisjoint(name.partition(":")[0] for name in settings.markdown_extensions)


def changed_keys(before: Kept, taken: Intake, now: World) -> set[Key]:
    """The keys of looks that would find something else than at the last build."""
    if not (before.done or before.verdicts or before.bound):
        return set()  # nothing stands that a change could concern
    then = Moment(before.at)
    questions = {key for key in _questions(before) if not _same_answer(key, now.moment)}
    known = before.data.facts, before.data.terms, before.assets
    found = questions | data_changes(known, now.library, now.settings)
    texts = text_changes(_works(before.readings), _works(taken.readings))
    moved = questions or not _same_time(before, now) or not _same_groups(before, now)
    if not moved and {key[0] for key in texts} <= _WITHIN:
        return found | texts  # nothing has moved: texts have changed, each in its place
    old = library(Shelf(before.settings, before.readings, before.data.facts, before.data.terms, {}, ()), then)
    old_world = world(old, now.look, then)
    return found | text_changes(old.works, plain(now.library.works)) | order_changes(old_world, now)


_WITHIN = frozenset({"body", "digest"})  # families of keys that lists, addresses and publication do not depend on


def _works(readings: Mapping[str, Reading]) -> dict[str, Work]:
    return {ref: reading.work for ref, reading in readings.items()}


def _same_time(before: Kept, now: World) -> bool:
    """Whether nothing has appeared or disappeared by itself since."""
    then, at = before.at, now.moment.at
    due = before.next_due
    return then <= at and then.utcoffset() == at.utcoffset() and (due is None or at < due)


def _same_groups(before: Kept, now: World) -> bool:
    """Whether the facts have the same pages."""
    old, new = before.data.facts, plain(now.library.facts)
    return old is new or (refs(old) == refs(new) and groups(old.values()).keys() == groups(new.values()).keys())


def _questions(before: Kept) -> set[Key]:
    return {key for trace in before.traces() for key in trace.questions}


def _same_answer(key: Key, moment: Moment) -> bool:
    family, asked, answer = key
    assert family in QUESTIONS
    return bool(getattr(moment, str(family))(asked)) is answer


def tasks(before: Kept, now: World, changed: set[int], stands: Mapping[str, Stamp]) -> list[Task]:
    """Works with pages to make or front matter to check, in order of the plan; `changed` are hashes of keys."""
    stale = [page for page in plain(now.plan.pages).values() if not _stands(before, page, changed, stands)]
    unchecked = {ref for ref in plain(now.library.works) if _out_of_date(before.verdicts.get(ref), changed)}
    found = [Task(group[0].ref, tuple(group), group[0].ref in unchecked) for group in by_work(stale)]
    unchecked -= {task.ref for task in found}
    return [*found, *(Task(ref, (), check=True) for ref in sorted(unchecked))]


def stale_editions(before: Kept, wanted: Sequence[Order], changed: set[int], signing: Signing) -> list[Order]:
    """The editions that have to be made."""

    def stale(bound: Bound | None) -> bool:
        return bound is None or bound.trace.touches(changed) or not stands(before.settings, bound.edition, signing)

    return [order for order in wanted if stale(before.bound.get(order.key))]


def _stands(before: Kept, page: SitePage, changed: set[int], stands: Mapping[str, Stamp]) -> bool:
    done = before.done.get(page.path)
    if done is None or done.trace.touches(changed):
        return False
    stamp = stands.get(file_of(page.path))
    return stamp is not None and stamp.digest == done.digest


def _out_of_date(one: object, changed: set[int]) -> bool:
    trace = getattr(one, "trace", None)
    return not isinstance(trace, Trace) or trace.touches(changed)


def hashes(keys: set[Key]) -> set[int]:
    """Keys as traces are kept."""
    return {hash_of(key) for key in keys}
