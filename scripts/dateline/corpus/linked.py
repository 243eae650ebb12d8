"""Between buckets and linking: what a bucket hands over of its actors, and what it gets back of them."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from dateline.actors.authorities import Entry, Supplement
from dateline.actors.authority import entries
from dateline.corpus.identities import LOCAL
from dateline.corpus.relabel import Identities
from dateline.normalize import Row
from dateline_schema.tables import ACTORS

SPELLED = frozenset({"full", "surname", "acronym", "demonym"})
"""Forms of a mention that are spellings of the name; a title or a metonym is something else's."""


def local_actors(tables: Mapping[str, pa.Table]) -> pa.Table:
    """One row for each actor of each article of a bucket, for linking."""
    roles = _roles(tables["roles"])
    articles = tables["articles"].select(["id", "date", "actors"]).to_pylist()
    rows = [_local(article, actor, roles) for article in articles for actor in article["actors"]]
    return pa.Table.from_pylist(rows, schema=LOCAL)


def _roles(table: pa.Table) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in table.to_pylist():
        found.setdefault((row["article_id"], row["actor_id"]), []).append(row)
    return found


def _local(article: Row, actor: Row, roles: Mapping[tuple[str, str], Sequence[Row]]) -> Row:
    told = roles.get((article["id"], actor["id"]), ())
    spelled = {" ".join(one["text"].split()) for one in actor["mentions"] if one["form"] in SPELLED}
    return {
        "id": actor["id"],
        "article_id": article["id"],
        "date": article["date"],
        "kind": actor["kind"],
        "name": actor["name"],
        "aliases": sorted(spelled - {actor["name"]}),
        "countries": sorted({role["country"] for role in told if role["country"]}),
        "roles": [role["text"] for role in told],
    }


def identities_in(links: pa.Table, candidates: pa.Table, named: pa.Table, extra: Supplement) -> Identities:
    """What linking says of the actors of some articles, from its rows about them; `extra` are a user's authorities."""
    renamed = links.to_pylist()
    told = [*map(_joined, renamed), *map(_candidate, candidates.to_pylist())]
    rows = {row["id"]: row for row in actor_table(named, extra).to_pylist()}
    return Identities({row["id"]: row["actor_id"] for row in renamed}, rows, tuple(told))


def actor_table(actors: pa.Table, extra: Supplement) -> pa.Table:
    """Rows of the table `actors`: what linking knows, and what the authority says of those that it knows."""
    known = entries(extra)
    return pa.Table.from_pylist(
        [actor_row(row, known.get(row["id"])) for row in actors.to_pylist()], schema=ACTORS.schema
    )


def actor_row(row: Row, entry: Entry | None) -> Row:
    """A row of the table `actors`: what linking knows, and what the authority says of those that it knows."""
    return {
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "aliases": row["aliases"],
        "wikidata": entry.wikidata if entry else None,
        "country": row["country"],
        "offices": [office.row for office in entry.offices] if entry else [],
    }


def article_of(local: str) -> str | None:
    """The article that a local id starts with; None for an authority's id."""
    article, dot, _ = local.partition(".")
    return article if dot else None


def _joined(row: Row) -> Row:
    """Evidence that an actor of an article is one with that of an older one, or is an authority's."""
    return _evidence(row, row["actor_id"], row["method"], chosen=True)


def _candidate(row: Row) -> Row:
    """Evidence of somebody whom an actor may be, and who was not taken."""
    return _evidence(row, row["candidate"], "actor.ambiguous", chosen=False)


def _evidence(row: Row, value: str, rule: str, *, chosen: bool) -> Row:
    article = article_of(row["id"])
    older = [row["article"]] if row["article"] and row["article"] != article else []
    return {
        "article_id": article,
        "field": "actors",
        "value": value,
        "raw": None,
        "start": None,
        "end": None,
        "rule": rule,
        "reason": f"{row['reason']}; score {row['score']:.2f}",
        "chosen": chosen,
        "articles": older,
    }
