"""Tables of a bucket under the identities that the whole corpus gives its actors: pure functions of tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from dateline.corpus.buckets import flat_mentions, in_order
from dateline.corpus.scrapes import rename_actors, with_column
from dateline.normalize import Row
from dateline_schema.tables import ARTICLES, EVIDENCE, MENTIONS, QUOTES, ROLES

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Identities:
    """What linking says of the actors of some articles.

    Attributes:
        ids: the identity of a local id, where it is another one.
        actors: rows of the table `actors` by id, of all that the articles name then.
        evidence: rows of `evidence` on them.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, Row] = field(default_factory=dict)
    evidence: tuple[Row, ...] = ()


def relabel(tables: Tables, identities: Identities) -> dict[str, pa.Table]:
    """The tables of a bucket but `actors`, every actor under its identity.

    Two actors of an article that are one have one entry with the mentions of both; entries stand in the order of their
    first mentions.
    """
    actors = [_entries(row, identities) for row in tables["articles"]["actors"].to_pylist()]
    articles = with_column(tables["articles"], "actors", pa.array(actors, ARTICLES.schema.field("actors").type))
    told = pa.Table.from_pylist(list(identities.evidence), schema=EVIDENCE.schema)
    return {
        "articles": articles,
        "mentions": in_order(flat_mentions(articles), MENTIONS),
        "quotes": in_order(_renamed(tables["quotes"], "speaker_id", identities.ids), QUOTES),
        "roles": in_order(_renamed(tables["roles"], "actor_id", identities.ids), ROLES),
        "evidence": in_order(pa.concat_tables([_told(tables["evidence"], identities.ids), told]), EVIDENCE),
    }


def _entries(actors: Iterable[Row], identities: Identities) -> list[Row]:
    """The actors of one article."""
    merged: dict[str, list[Row]] = {}
    for actor in actors:
        merged.setdefault(identities.ids.get(actor["id"], actor["id"]), []).append(actor)
    return sorted((_entry(i, group, identities) for i, group in merged.items()), key=_first)


def _entry(identifier: str, group: list[Row], identities: Identities) -> Row:
    known = identities.actors.get(identifier, group[0])
    mentions = sorted((one for actor in group for one in actor["mentions"]), key=lambda mention: mention["start"])
    return {"id": identifier, "name": known["name"], "kind": known["kind"], "mentions": mentions}


def _first(entry: Row) -> int:
    return int(entry["mentions"][0]["start"])


def _told(evidence: pa.Table, ids: Mapping[str, str]) -> pa.Table:
    return rename_actors(evidence, lambda identifier: ids.get(identifier, identifier))


def _renamed(table: pa.Table, column: str, ids: Mapping[str, str]) -> pa.Table:
    return with_column(table, column, pa.array([ids.get(one, one) for one in table[column].to_pylist()], pa.string()))
