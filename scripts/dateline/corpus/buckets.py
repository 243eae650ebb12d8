"""One bucket of articles to final tables that keep the contract, and the rejects of the articles that do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.scrapes import name_articles, name_evidence, name_rows, name_scrapes, repeat_evidence
from dateline.errors import ContractError
from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.stage import reject_row
from dateline.validate import Failure, validate_tables
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, MENTIONS, QUOTES, ROLES, Table

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Settled:
    """A bucket that keeps the contract.

    Attributes:
        tables: `articles`, `mentions`, `quotes`, `roles`, `evidence`, and `actors` as the articles have them.
        rejects: rows for the articles that were left out.
    """

    tables: Tables
    rejects: list[Row]


def settle(tables: Tables) -> Settled:
    """Give the rows of a bucket their final ids and leave out each article that breaks a rule.

    `tables` are `articles`, `evidence`, `quotes` and `roles`, under provisional ids. Raises ContractError where what is
    broken is no single article.
    """
    rejects: list[Row] = []
    while True:
        final = _final(tables)
        failures = validate_tables(final)
        if not failures:
            return Settled(final, rejects)
        bad = _by_document(failures, final["articles"])
        if not bad:
            raise broken(failures)
        rejects += [reject_row(reject) for reject in bad]
        tables = _without(tables, {reject.raw_path for reject in bad})


def broken(failures: Sequence[Failure]) -> ContractError:
    """The error that says what a build as a whole breaks."""
    first = failures[0]
    return ContractError(
        f"the build breaks the contract in {len(failures)} places, first: {first.rule}",
        file=first.table,
        field=first.column,
        found=first.found,
        expected=first.expected,
        failures=tuple(failures),
    )


def _final(tables: Tables) -> dict[str, pa.Table]:
    names = name_scrapes(tables["articles"])
    articles = in_order(name_articles(tables["articles"], names), ARTICLES)
    told = repeat_evidence(articles)
    return {
        "articles": articles,
        "mentions": in_order(flat_mentions(articles), MENTIONS),
        "quotes": in_order(name_rows(tables["quotes"], names, "speaker_id"), QUOTES),
        "roles": in_order(name_rows(tables["roles"], names, "actor_id"), ROLES),
        "evidence": in_order(pa.concat_tables([name_evidence(tables["evidence"], names), told]), EVIDENCE),
        "actors": in_order(own_actors(articles), ACTORS),
    }


def own_actors(articles: pa.Table) -> pa.Table:
    """The actors that articles name, with what the articles say of them and nothing else."""
    actors = pc.list_flatten(articles["actors"])
    rows = {
        row["id"]: {"aliases": [], "offices": [], **row}
        for row in pa.table({name: pc.struct_field(actors, name) for name in ("id", "name", "kind")}).to_pylist()
    }
    return pa.Table.from_pylist(list(rows.values()), schema=ACTORS.schema)


def in_order(table: pa.Table, contract: Table) -> pa.Table:
    """Rows in the contract's order; rows that it does not tell apart stay as they stood."""
    order = pc.sort_indices(table, sort_keys=[(column, "ascending") for column in contract.order])
    return table.take(order).combine_chunks()


def flat_mentions(articles: pa.Table) -> pa.Table:
    """One row a mention: the nested column made flat."""
    nested = articles["actors"].combine_chunks()
    actors = nested.flatten()
    spans = pc.struct_field(actors, "mentions")
    mentions = spans.flatten()
    owner = pc.list_parent_indices(spans)
    columns = {
        "article_id": articles["id"].combine_chunks().take(pc.list_parent_indices(nested).take(owner)),
        "actor_id": pc.struct_field(actors, "id").take(owner),
        **{name: pc.struct_field(mentions, name) for name in ("start", "end", "text", "form")},
    }
    return pa.Table.from_arrays([columns[name] for name in MENTIONS.schema.names], schema=MENTIONS.schema)


def _by_document(failures: Iterable[Failure], articles: pa.Table) -> list[Reject]:
    """The first rule that each document breaks; a failure of a local actor is its article's."""
    first: dict[str, Failure] = {}
    for failure in failures:
        first.setdefault(failure.article.partition(".")[0], failure)
    rows = articles.select(["id", "raw_path", "raw_sha256"]).to_pylist()
    return [
        Reject(row["raw_path"], row["raw_sha256"], "validate", first[row["id"]].rule, _message(first[row["id"]]))
        for row in rows
        if row["id"] in first
    ]


def _message(failure: Failure) -> str:
    return f"{failure.column}: found {failure.found}, expected {failure.expected}"


def _without(tables: Tables, documents: set[str]) -> Tables:
    """The tables without the articles of some documents, by path."""
    articles = tables["articles"]
    gone = pc.is_in(articles["raw_path"], pa.array(sorted(documents), pa.string()))
    ids = articles.filter(gone)["id"].combine_chunks()
    others = {
        name: table.filter(pc.invert(pc.is_in(table["article_id"], ids))).combine_chunks()
        for name, table in tables.items()
        if name != "articles"
    }
    return {"articles": articles.filter(pc.invert(gone)).combine_chunks(), **others}
