"""The leak report: what a split must not have, looked for in the texts and tables themselves, not in the groups.

A group that was missed, or an article that was moved by hand, is found by what it has in common with the other side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.splits.crossing import Crossing, Traced, cross, trace
from dateline.corpus.splits.facts import held_articles, hold_outs
from dateline.corpus.splits.groups import Links, linked, starred
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.tables import SIDES, TEST, pair_table
from dateline.corpus.summary import places
from dateline.cut import Numbers

if TYPE_CHECKING:
    from dateline.engine import Engine

NEAR = 0.4
"""Jaccard of runs of five words from which two texts are one, and `WITHIN` the part of the shorter text's runs that
stand in the longer one: with every tenth word another, a copy keeps .9 ** 5 = .59 of its runs, which is a Jaccard of
.42. In 50,000 articles of `benchmarks/reprints_corpus.py` three pairs of different news had as much (a round-up,
and what is left of a report that was cut to a paragraph of it), and none of templates or shared background;
notices that are the same text are told as what they are.
"""
WITHIN = 0.6
TELLING = 20
"""Runs that a text must have for that part to tell anything."""
SHOWN = 10
"""Pairs of a kind that the report names."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of leak.

    Attributes:
        name: `exact text`, `near text`, `reprint`, `story`, `quote` or `held out`.
        checked: links of this kind that were looked at (articles, of texts and hold-outs).
        found: those with articles on two sides.
        examples: the first of them, two ids each; an article and what holds it out, of hold-outs.
    """

    name: str
    checked: int
    found: int
    examples: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """For the report."""
        examples = [list(pair) for pair in self.examples]
        return {"kind": self.name, "checked": self.checked, "found": self.found, "examples": examples}


@dataclass(frozen=True, slots=True)
class Closest:
    """The pair of articles on different sides that have the most text in common: exact measures, 0 to 1."""

    one: str
    other: str
    sides: tuple[str, str]
    jaccard: float
    containment: float

    def to_json(self) -> dict[str, Any]:
        """For the report; measures to four digits."""
        measures = {"jaccard": round(self.jaccard, 4), "containment": round(self.containment, 4)}
        return {"articles": [self.one, self.other], "sides": list(self.sides), **measures}


@dataclass(frozen=True, slots=True)
class Leaks:
    """What was looked at across the sides, and what was found.

    Attributes:
        sides: articles by side, or by fold.
        pairs: pairs of articles on different sides.
        met: those of them that share a sample of their runs of words.
        compared: those of them whose texts were compared, the closest first.
        closest: of these, the one with the highest Jaccard; None where no texts met.
        kinds: what was found, by kind.
        unread: articles on a side whose text was in no file: of them nothing is proved.
        idle: hold-outs of the settings that no article falls under, a misspelling perhaps.
        links: the pairs that text alone tells: schema `PAIRS`, to be given to `assign` among the shared quotes.
    """

    sides: tuple[tuple[str, int], ...]
    pairs: int
    met: int
    compared: int
    closest: Closest | None
    kinds: tuple[Kind, ...]
    unread: int
    links: pa.Table
    idle: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is on two sides, and every text was looked at."""
        return not self.unread and not any(kind.found for kind in self.kinds)

    def to_json(self) -> dict[str, Any]:
        """The report as it goes into a release."""
        closest = self.closest.to_json() if self.closest else None
        counts = {"pairs": self.pairs, "met": self.met, "compared": self.compared, "unread": self.unread}
        kinds = [kind.to_json() for kind in self.kinds]
        return {
            "ok": self.ok,
            "sides": dict(self.sides),
            **counts,
            "closest": closest,
            "kinds": kinds,
            "idle": [*self.idle],
        }


def leaks(
    splits: pa.Table,
    summary: pa.Table,
    reprints: pa.Table,
    members: pa.Table,
    *,
    texts: Sequence[str],
    quoted: pa.Table,
    settings: SplitSettings,
    engine: "Engine",
    folder: str,
    traced: Traced | None = None,
) -> Leaks:
    """Look for leaks between the sides, or the folds, of `splits` (schema `SPLITS`; groups and reasons are not read).

    Args:
        splits: the assignment to check.
        summary: rows of `dateline.corpus.summary.SUMMARY`: scrapes and hold-outs.
        reprints: `article_id` and `duplicate_of`.
        members: `article_id` and `story_id`.
        texts: Parquet files, or Arrow files of `write_rows` (`.arrow`), with `id` and `body`: all articles.
        quoted: pairs of articles that quote the same sentence, as `shared_quotes` finds them in the tables of quotes.
        settings: what is held out.
        engine: reads the texts, and joins what they share.
        folder: for files that are made on the way.
        traced: what `crossing.trace` gave for the articles of `splits`, where several assignments of them are looked
            at; else the texts are traced here.
    """
    splits = splits.sort_by("article_id")
    ids, names, side = _sides(splits)
    crossing = cross(ids, side, traced or trace(ids, texts, engine, folder), engine, folder)
    copies = [
        linked(ids, table[own], table["duplicate_of"]) for table, own in ((reprints, "article_id"), (summary, "id"))
    ]
    near = _near(crossing)
    exact = _exact(crossing)
    kinds = (
        _kind("exact text", crossing.traced.num_rows, exact, ids, side),
        _kind("near text", len(crossing.one), near, ids, side),
        _kind("reprint", None, _joined(copies), ids, side),
        _kind("story", None, starred(ids, members["article_id"], members["story_id"]), ids, side),
        _kind("quote", None, linked(ids, quoted["article_a"], quoted["article_b"]), ids, side),
        _held(splits, summary, settings),
    )
    counts = np.bincount(side[side >= 0], minlength=len(names))
    pairs = (int(counts.sum()) ** 2 - int((counts**2).sum())) // 2
    sides = tuple((name, count) for name, count in zip(names, counts.tolist(), strict=True) if count)
    links = _as_pairs(ids, _across(_joined([exact, near]), side))
    closest, unread = _closest(crossing, ids, names, side), int(counts.sum()) - crossing.traced.num_rows
    return Leaks(sides, pairs, crossing.met, len(crossing.one), closest, kinds, unread, links, _idle(summary, settings))


def _sides(splits: pa.Table) -> tuple[pa.Array, tuple[str, ...], Numbers]:
    """Ids, the names of sides and folds, and the number of that of each article; -1 for none."""
    fold = np.asarray(pc.fill_null(pc.cast(splits["fold"], pa.int64()), -1).to_numpy(), np.int64)
    side = np.asarray(pc.fill_null(pc.index_in(splits["split"], value_set=pa.array(SIDES)), -1).to_numpy(), np.int64)
    folds = int(fold.max(initial=-1)) + 1
    number = np.where(side >= 0, side, np.where(fold >= 0, fold + len(SIDES), -1))
    return splits["article_id"].combine_chunks(), (*SIDES, *(f"fold {one}" for one in range(folds))), number


def _exact(crossing: Crossing) -> Links:
    """From the first article with the same words to every other one; a text without words is like no other."""
    some = crossing.traced.filter(pc.greater(crossing.traced["runs"], 0))
    place, digest = some["article"].to_numpy(), some["digest"].to_numpy()
    _, first, inverse = np.unique(digest, return_index=True, return_inverse=True)
    return place[first][inverse], place


def _near(crossing: Crossing) -> Links:
    within = (crossing.containment >= WITHIN) & (crossing.fewer >= TELLING)
    alike = (crossing.jaccard >= NEAR) | within
    return crossing.one[alike], crossing.other[alike]


def _closest(crossing: Crossing, ids: pa.Array, names: Sequence[str], side: Numbers) -> Closest | None:
    if not len(crossing.one):
        return None
    best = np.lexsort((crossing.other, crossing.one, -crossing.containment, -crossing.jaccard))[0]
    one, other = int(crossing.one[best]), int(crossing.other[best])
    sides = names[side[one]], names[side[other]]
    measures = float(crossing.jaccard[best]), float(crossing.containment[best])
    return Closest(ids[one].as_py(), ids[other].as_py(), sides, *measures)


def _kind(name: str, checked: int | None, links: Links, ids: pa.Array, side: Numbers) -> Kind:
    """What links lead from one side to another."""
    found = _as_pairs(ids, _across(links, side))
    first = found.slice(0, SHOWN).to_pylist()
    examples = tuple((row["article_a"], row["article_b"]) for row in first)
    return Kind(name, int((links[0] != links[1]).sum()) if checked is None else checked, found.num_rows, examples)


def _joined(links: Sequence[Links]) -> Links:
    return np.concatenate([one for one, _ in links]), np.concatenate([other for _, other in links])


def _across(links: Links, side: Numbers) -> Links:
    one, other = links
    apart = (side[one] != side[other]) & (side[one] >= 0) & (side[other] >= 0)
    return one[apart], other[apart]


def _as_pairs(ids: pa.Array, links: Links) -> pa.Table:
    low, high = np.minimum(*links), np.maximum(*links)
    return pair_table(ids.take(pa.array(low)), ids.take(pa.array(high)))


def _held(splits: pa.Table, summary: pa.Table, settings: SplitSettings) -> Kind:
    """Articles that are held out and not for the test."""
    found = list(_held_elsewhere(splits, summary, settings))
    checked = sum(len(articles) for articles in held_articles(summary, settings))
    return Kind("held out", checked, len(found), tuple(found[:SHOWN]))


def _idle(summary: pa.Table, settings: SplitSettings) -> tuple[str, ...]:
    found = zip(hold_outs(settings), held_articles(summary, settings), strict=True)
    return tuple(f"{kind} {entry}" for (kind, entry), articles in found if not len(articles))


def _held_elsewhere(splits: pa.Table, summary: pa.Table, settings: SplitSettings) -> Iterator[tuple[str, str]]:
    tested = splits.filter(pc.equal(splits["split"], TEST))["article_id"].combine_chunks()
    away = places(tested, summary["id"]) < 0
    for (kind, entry), articles in zip(hold_outs(settings), held_articles(summary, settings), strict=True):
        names = summary["id"].take(pa.array(articles[away[articles]]))
        yield from ((name, f"{kind} {entry}") for name in names.to_pylist())
