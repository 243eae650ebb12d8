"""What linking takes and what it gives, as Arrow schemas."""

import pyarrow as pa

LOCAL = pa.schema(
    [
        ("id", pa.string()),  # `<article>.<hex>`, or the authority's where the article's own stage knew the actor
        ("article_id", pa.string()),
        ("date", pa.date32()),  # of the article; null where it is not known
        ("kind", pa.string()),
        ("name", pa.string()),  # the longest full name in the article
        ("aliases", pa.list_(pa.string())),  # other spellings in the article
        ("countries", pa.list_(pa.string())),  # ISO 3166-1 alpha-2, from roles beside the name
        ("roles", pa.list_(pa.string())),  # texts of those roles
    ]
)
"""One row for each actor of each article, in any order."""

LINKS = pa.schema(
    [
        ("id", pa.string()),
        ("actor_id", pa.string()),
        ("method", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
        ("article", pa.string()),  # the oldest that names the actor
    ]
)
"""One row for each local id that becomes another id."""

CANDIDATES = pa.schema(
    [
        ("id", pa.string()),
        ("candidate", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
        ("article", pa.string()),  # the oldest that names the candidate; null for an authority's that none names
    ]
)
"""One row for each actor that a local one, which keeps its id, may be: the rows of one id are `actor.ambiguous`."""

ACTORS = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("aliases", pa.list_(pa.string())),
        ("country", pa.string()),
        ("articles", pa.int64()),
        ("first_article", pa.string()),
    ]
)
"""One row for each actor that the articles name, under its final id; sorted by id."""

REVIEW = pa.schema(
    [
        ("one", pa.string()),
        ("other", pa.string()),
        ("one_name", pa.string()),
        ("other_name", pa.string()),
        ("one_article", pa.string()),
        ("other_article", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
    ]
)
"""Pairs of final ids that a person should look at, likeliest first; `..._article` is the oldest that names each."""
