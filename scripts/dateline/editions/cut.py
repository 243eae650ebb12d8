"""Articles taken out of a dataset, and every reference to them with them: pure functions of tables."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.scrapes import key_of
from dateline_schema.tables import Table

REPEATS = "rehydrate.repeats-missing"
INFERRED = "rehydrate.inferred-from-missing"


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a dataset.

    Attributes:
        gone: the articles that went.
        named: the actors that those that stay name.
        originals: of each article whose original went, what it reprints now; None for the one that the others reprint.
        groups: new names of the groups whose first article went.
    """

    gone: Set[str]
    named: Set[str]
    originals: Mapping[str, str | None] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


def dependents(gone: Set[str], ids: Set[str], inferred: Mapping[str, Set[str]]) -> dict[str, str]:
    """Articles that cannot stand without those that went, and the rule that says so.

    A further scrape names the first (rule `duplicate`); a date that was inferred from articles names them (rule
    `evidence-infers`).

    Args:
        gone: articles that go for another reason.
        ids: every article.
        inferred: by article, those that its date was inferred from.
    """
    follow: dict[str, str] = {}
    while True:
        out = gone | follow.keys()
        new = {i: REPEATS for i in ids - out if "-" in i and key_of(i) in out}
        new |= {
            i: INFERRED for i, of in inferred.items() if i not in out | new.keys() and of and of <= out | new.keys()
        }
        if not new:
            return follow
        follow |= new


def new_originals(repeats: Mapping[str, str | None], gone: Set[str]) -> dict[str, str | None]:
    """What articles reprint whose original went: the lowest of those that did, which itself reprints nothing.

    Args:
        repeats: by article, what it reprints or repeats.
        gone: articles that go.
    """
    orphans: dict[str, list[str]] = {}
    for article in sorted(repeats.keys() - gone):
        if (original := repeats[article]) in gone:
            orphans.setdefault(str(original), []).append(article)
    # a further scrape goes with its article, so it is the first of an orphaned group only where no article is left
    first = {original: min(group, key=lambda one: ("-" in one, one)) for original, group in orphans.items()}
    return {
        one: None if one == first[original] else first[original] for original, group in orphans.items() for one in group
    }


def new_groups(groups: Mapping[str, str], gone: Set[str]) -> dict[str, str]:
    """New names of the groups whose first article went. `groups` has the group of each article."""
    left: dict[str, str] = {}
    for article in sorted(groups.keys() - gone):
        left.setdefault(groups[article], article)
    return {group: first for group, first in left.items() if group in gone}


def cut(table: Table, rows: pa.Table, left: Left) -> pa.Table:
    """The rows of a table without the articles that went; as it was where none did."""
    return _CUTS[table.name](rows, left) if left.gone and table.name in _CUTS else rows


def _articles(rows: pa.Table, left: Left) -> pa.Table:
    rows = _without(rows, "id", left.gone)
    pairs = zip(rows["id"].to_pylist(), rows["duplicate_of"].to_pylist(), strict=True)
    return _with(rows, "duplicate_of", [left.originals.get(one) if of in left.gone else of for one, of in pairs])


def _actors(rows: pa.Table, left: Left) -> pa.Table:
    """Without those that nobody names any more. An id that starts with an article that went stays as it was."""
    return rows.filter(pc.is_in(rows["id"], pa.array(sorted(left.named), pa.string()))).combine_chunks()


def _of_articles(rows: pa.Table, left: Left) -> pa.Table:
    return _without(rows, "article_id", left.gone)


def _evidence(rows: pa.Table, left: Left) -> pa.Table:
    rows = _without(rows, "article_id", left.gone)
    rows = _repointed(rows, left)
    return _with(rows, "articles", [[one for one in of if one not in left.gone] for of in rows["articles"].to_pylist()])


def _repointed(rows: pa.Table, left: Left) -> pa.Table:
    """Evidence of reprints names what they reprint now; where that is nothing, it is not chosen any more."""
    told = rows.select(["article_id", "field", "value", "chosen"]).to_pylist()
    moved = {
        number: left.originals.get(row["article_id"])
        for number, row in enumerate(told)
        if row["field"] == "duplicate_of" and row["value"] in left.gone
    }
    values = [moved.get(number) or row["value"] for number, row in enumerate(told)]
    chosen = [row["chosen"] and moved.get(number, "") is not None for number, row in enumerate(told)]
    return _with(_with(rows, "value", values), "chosen", chosen)


def _splits(rows: pa.Table, left: Left) -> pa.Table:
    rows = _without(rows, "article_id", left.gone)
    return _with(rows, "group_id", [left.groups.get(one, one) for one in rows["group_id"].to_pylist()])


def _stories(rows: pa.Table, left: Left) -> pa.Table:
    """Stories of the articles that stay; their days stay those of the story, of which fewer articles are here."""
    members = [[one for one in of if one not in left.gone] for of in rows["articles"].to_pylist()]
    actors = [[one for one in of if one in left.named] for of in rows["actors"].to_pylist()]
    rows = _with(_with(rows, "articles", members), "actors", actors)
    return rows.filter(pc.greater(pc.list_value_length(rows["articles"]), 0)).combine_chunks()


_CUTS: Mapping[str, Callable[[pa.Table, Left], pa.Table]] = {
    "articles": _articles,
    "actors": _actors,
    "mentions": _of_articles,
    "quotes": _of_articles,
    "roles": _of_articles,
    "evidence": _evidence,
    "stories": _stories,
    "splits": _splits,
}


def _without(rows: pa.Table, column: str, gone: Set[str]) -> pa.Table:
    away = pc.is_in(rows[column], pa.array(sorted(gone), pa.string()))
    return rows.filter(pc.invert(away)).combine_chunks()


def _with(rows: pa.Table, column: str, values: Sequence[object]) -> pa.Table:
    index = rows.schema.get_field_index(column)
    field = rows.schema.field(index)
    return rows.set_column(index, field, pa.array(values, field.type))
