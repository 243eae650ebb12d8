"""Several scrapes of one article: each stays a row, the most complete has the article's id, the others name it.

Until then every document's rows carry a provisional id: the article's key, a dash, and digits of the document's own.
The one copy of another publisher gets digits of the publisher's instead, which it keeps when it is scraped again.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from dateline_schema.tables import EVIDENCE

TELLING = ("title", "date", "source", "url", "subtitle", "published_at")
"""Columns of which a more complete scrape has more."""

SCRAPE = "duplicate.scrape"
SAME = "another document holds the same article, and more of it"
"""Rule and reason of what a further scrape repeats."""

Names = Mapping[str, str]
"""Provisional to final ids, of the scrapes whose id changes."""


@dataclass(frozen=True, slots=True)
class Scrape:
    """What decides which scrape stands for its article."""

    id: str
    told: int
    length: int
    publisher: str | None

    @property
    def rank(self) -> tuple[int, int, str]:
        """The most complete comes first: more fields, then the longer body, then the lower id."""
        return (-self.told, -self.length, self.id)


def key_of(provisional: str) -> str:
    """The article's id in a provisional id, an actor's or an article's."""
    return provisional.partition("-")[0]


def name_scrapes(articles: pa.Table) -> Names:
    """Final ids: the article's for the scrape that stands for it, the publisher's digits for another's only copy."""
    ordered = sorted(_scrapes(articles), key=lambda scrape: scrape.id)
    names: dict[str, str] = {}
    for key, group in groupby(ordered, key=lambda scrape: key_of(scrape.id)):
        names |= _name_group(key, list(group))
    return names


def _name_group(key: str, group: list[Scrape]) -> dict[str, str]:
    first = min(group, key=lambda scrape: scrape.rank)
    copies = Counter(scrape.publisher for scrape in group)
    others = [s for s in group if s is not first and s.publisher and copies[s.publisher] == 1]
    return {first.id: key} | {s.id: f"{key}-{_digits(s.publisher or '')}" for s in others}


def _digits(publisher: str) -> str:
    return hashlib.sha256(publisher.encode()).hexdigest()[:8]


def _scrapes(articles: pa.Table) -> Iterable[Scrape]:
    told = pc.list_value_length(articles["authors"])
    for column in TELLING:
        told = pc.add(told, pc.cast(pc.is_valid(articles[column]), pa.int32()))
    lengths = pc.utf8_length(articles["body"])
    publishers = pc.coalesce(articles["source_domain"], articles["source"])
    return map(Scrape, articles["id"].to_pylist(), told.to_pylist(), lengths.to_pylist(), publishers.to_pylist())


def name_articles(articles: pa.Table, names: Names) -> pa.Table:
    """Articles with their final ids, those of their actors, and the article that each repeats."""
    ids = articles["id"].to_pylist()
    repeats = [None if names.get(identifier) == key_of(identifier) else key_of(identifier) for identifier in ids]
    articles = renamed(articles, "id", lambda identifier: names.get(identifier, identifier))
    articles = with_column(articles, "duplicate_of", pa.array(repeats, pa.string()))
    return with_column(articles, "actors", _name_actors(articles["actors"], names))


def name_evidence(evidence: pa.Table, names: Names) -> pa.Table:
    """Evidence of the final ids, those of actors in it too."""
    evidence = rename_actors(evidence, lambda identifier: name_actor(identifier, names))
    return renamed(evidence, "article_id", lambda identifier: names.get(identifier, identifier))


def repeat_evidence(articles: pa.Table) -> pa.Table:
    """Evidence of what each article repeats, by their final ids."""
    repeats = articles.filter(pc.is_valid(articles["duplicate_of"]))
    of, count = repeats["duplicate_of"].combine_chunks(), repeats.num_rows
    rule, reason = (pa.array([text] * count, pa.string()) for text in (SCRAPE, SAME))
    return corpus_evidence(repeats["id"].combine_chunks(), "duplicate_of", of, rule, reason, each(of))


def each(values: pa.Array) -> pa.ListArray:
    """Each value in a list of its own."""
    return pa.ListArray.from_arrays(pa.array(range(len(values) + 1), pa.int32()), values)


def corpus_evidence(
    articles: pa.Array, field: str, values: pa.Array, rules: pa.Array, reasons: pa.Array, cited: pa.Array
) -> pa.Table:
    """Rows of evidence that stand on other articles, those in the lists of `cited`, and not on a document."""
    count = len(articles)
    columns = {
        "article_id": articles,
        "field": pa.array([field] * count, pa.string()),
        "value": values,
        "raw": pa.nulls(count, pa.string()),
        "start": pa.nulls(count, pa.int64()),
        "end": pa.nulls(count, pa.int64()),
        "rule": rules,
        "reason": reasons,
        "chosen": pa.array([True] * count, pa.bool_()),
        "articles": cited.cast(EVIDENCE.schema.field("articles").type),
    }
    return pa.Table.from_arrays([columns[name] for name in EVIDENCE.schema.names], schema=EVIDENCE.schema)


def rename_actors(evidence: pa.Table, name: Callable[[str], str]) -> pa.Table:
    """Evidence with the values that are ids of actors replaced."""
    on_actors = pc.equal(evidence["field"], "actors").combine_chunks()
    values = evidence["value"].combine_chunks()
    ids = _mapped(pc.if_else(on_actors, values, pa.scalar(None, pa.string())), name)
    return with_column(evidence, "value", pc.if_else(on_actors, ids, values))


def name_rows(rows: pa.Table, names: Names, actor: str) -> pa.Table:
    """Rows about articles and, in the column `actor`, about their actors, under the final ids."""
    rows = renamed(rows, "article_id", lambda identifier: names.get(identifier, identifier))
    return renamed(rows, actor, lambda identifier: name_actor(identifier, names))


def name_actor(identifier: str, names: Names) -> str:
    """A local actor's id begins with its article's."""
    article, dot, own = identifier.partition(".")
    return names.get(article, article) + dot + own


def renamed(table: pa.Table, column: str, name: Callable[[str], str]) -> pa.Table:
    """The table with every text of a column replaced, null left alone; each different text is looked at once."""
    return with_column(table, column, _mapped(table[column].combine_chunks(), name))


def _mapped(values: pa.Array, name: Callable[[str], str]) -> pa.Array:
    coded = values.dictionary_encode()
    return pa.array([name(value) for value in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)


def _name_actors(column: pa.ChunkedArray, names: Names) -> pa.Array:
    lists = column.combine_chunks()
    actors = lists.flatten()
    members = {field.name: actors.field(number) for number, field in enumerate(actors.type)}
    members["id"] = _mapped(members["id"], lambda identifier: name_actor(identifier, names))
    structs = pa.StructArray.from_arrays(list(members.values()), fields=list(actors.type))
    return in_lists(lists, structs, column.type)


def in_lists(lists: pa.ListArray, values: pa.Array, kind: pa.DataType) -> pa.ListArray:
    """Other values in lists as long as those that are given; `kind` is the type of the whole."""
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    return pa.ListArray.from_arrays(pa.array([0, *lengths.cumsum().tolist()], pa.int32()), values, type=kind)


def with_column(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    """The table with other values in a column, which stays declared as it was."""
    index = table.schema.get_field_index(column)
    return table.set_column(index, table.schema.field(index), values)
