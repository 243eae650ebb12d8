"""The tables of a dataset, assembled from the fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa

from dateline_schema import SCHEMA_VERSION, fields
from dateline_schema.fields import Field
from dateline_schema.vocabulary import EDITIONS, WITHHELD


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Each value of `column` that is not null stands in `target` of `table`.

    `column` and `target` may lead into lists and structs: `actors.id` is the id of each element of `actors`.
    """

    column: str
    table: str
    target: str = "id"


@dataclass(frozen=True)
class Table:
    """One table of a dataset, a config of its own on the Hub.

    Attributes:
        key: columns whose values together never stand twice; empty where a row has no identity.
        order: columns that the rows are sorted by.
        subject: column that names a row in a report: the article where the table is about articles.
        bucketed: cut with the articles, so that a bucket can be validated alone.
    """

    name: str
    meaning: str
    columns: tuple[Field, ...]
    subject: str
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    order: tuple[str, ...] = ()
    bucketed: bool = False

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of every file of this table; meanings stand in the metadata."""
        metadata = {"dateline.table": self.name, "dateline.schema": SCHEMA_VERSION, "meaning": self.meaning}
        return pa.schema([column.arrow for column in self.columns], metadata=metadata)

    def column(self, name: str) -> Field:
        """The declaration of a column. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


ARTICLES = Table(
    "articles",
    "one row an article",
    fields.ARTICLE_COLUMNS,
    "id",
    key=("id",),
    foreign_keys=(
        ForeignKey("duplicate_of", "articles"),
        ForeignKey("story_id", "stories"),
        ForeignKey("actors.id", "actors"),
    ),
    order=("id",),
    bucketed=True,
)
ACTORS = Table(
    "actors", "one row an actor: who is named in the articles", fields.ACTOR_COLUMNS, "id", key=("id",), order=("id",)
)
MENTIONS = Table(
    "mentions",
    "one row a place where an article names an actor: the column `actors` of `articles`, made flat",
    fields.MENTION_COLUMNS,
    "article_id",
    key=("article_id", "start"),
    foreign_keys=(ForeignKey("article_id", "articles"), ForeignKey("actor_id", "actors")),
    order=("article_id", "start"),
    bucketed=True,
)
QUOTES = Table(
    "quotes",
    "one row a quotation: the words, who speaks, and the verb that reports it",
    fields.QUOTE_COLUMNS,
    "article_id",
    key=("article_id", "start"),
    foreign_keys=(ForeignKey("article_id", "articles"), ForeignKey("speaker_id", "actors")),
    order=("article_id", "start"),
    bucketed=True,
)
ROLES = Table(
    "roles",
    "one row a role that an article gives an actor: an office, a post, a relation to a state or body",
    fields.ROLE_COLUMNS,
    "article_id",
    key=("article_id", "start", "actor_id"),
    foreign_keys=(ForeignKey("article_id", "articles"), ForeignKey("actor_id", "actors")),
    order=("article_id", "start", "actor_id"),
    bucketed=True,
)
EVIDENCE = Table(
    "evidence",
    "one row a value read or not read: where it stands in the source document, and the rule that read it",
    fields.EVIDENCE_COLUMNS,
    "article_id",
    foreign_keys=(ForeignKey("article_id", "articles"), ForeignKey("articles", "articles")),
    order=("article_id",),
    bucketed=True,
)
STORIES = Table(
    "stories",
    "one row a story: articles on the same event",
    fields.STORY_COLUMNS,
    "id",
    key=("id",),
    foreign_keys=(ForeignKey("articles", "articles"), ForeignKey("actors", "actors")),
    order=("id",),
)
SPLITS = Table(
    "splits",
    "one row an article: the side or fold that it is on, so that nothing leaks from one to another",
    fields.SPLIT_COLUMNS,
    "article_id",
    key=("article_id",),
    foreign_keys=(ForeignKey("article_id", "articles"), ForeignKey("group_id", "articles")),
    order=("article_id",),
    bucketed=True,
)
REJECTS = Table(
    "rejects",
    "one row a document that is not in the dataset, and why",
    fields.REJECT_COLUMNS,
    "raw_path",
    order=("raw_path",),
)

TABLES: tuple[Table, ...] = (ARTICLES, ACTORS, MENTIONS, QUOTES, ROLES, EVIDENCE, STORIES, SPLITS, REJECTS)
"""Every table, in the order in which they are shown."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


WITHHELD_ARTICLES = replace(
    ARTICLES,
    meaning="one row an article; bodies and standfirsts are withheld, their digests and places are not",
    columns=fields.WITHHELD_ARTICLE_COLUMNS,
)
"""The articles of an edition without texts."""

WITHHELD_QUOTES = replace(
    QUOTES,
    meaning="one row a quotation: where it stands and who speaks; the words are withheld",
    columns=fields.WITHHELD_QUOTE_COLUMNS,
)
"""The quotes of that edition. Its other tables have the columns that they always have."""


WITHHELD_TABLES: tuple[Table, ...] = (WITHHELD_ARTICLES, WITHHELD_QUOTES)


def edition(text: str) -> Mapping[str, Table]:
    """The tables of an edition by name: `full`, or `withheld` for the one without texts. Raises ValueError."""
    if text not in EDITIONS:
        raise ValueError(f"no edition {text!r}: the editions are {', '.join(EDITIONS)}")
    return {**BY_NAME, **{table.name: table for table in WITHHELD_TABLES}} if text == WITHHELD else BY_NAME


def edition_of(schema: pa.Schema) -> str:
    """The edition that a table's columns are of; tables that are alike in both are told as `full`."""
    return WITHHELD if any(_withheld(schema, table) for table in WITHHELD_TABLES) else EDITIONS[0]


def _withheld(schema: pa.Schema, table: Table) -> bool:
    """Whether a schema has what only the edition without texts has of a table, and nothing of what that leaves out."""
    names, own, full = (set(one.names) for one in (schema, table.schema, BY_NAME[table.name].schema))
    return (own - full or own) <= names and not names & (full - own)


def stored(schema: pa.Schema) -> pa.Schema:
    """The schema as a Parquet file gives it back: Parquet counts no whole seconds, they come back as milliseconds."""
    fields = [
        field.with_type(pa.timestamp("ms", tz=field.type.tz)) if field.type == pa.timestamp("s", tz="UTC") else field
        for field in schema
    ]
    return pa.schema(fields, metadata=schema.metadata)
