"""Made-up corpora of actors for the tests of linking."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.identities import LOCAL

Make = Callable[..., pa.Table]


def actor(number: int, name: str, **told: Any) -> dict[str, Any]:
    """The actor of article `number`: one a day from 2010 on, unless `day` says otherwise."""
    article = told.pop("article", f"{number:016x}")
    row = {
        "id": f"{article}.{number:04x}",
        "article_id": article,
        "date": date.fromordinal(date(2010, 1, 1).toordinal() + number),
        "kind": "person",
        "name": name,
        "aliases": [],
        "countries": [],
        "roles": [],
    }
    return row | told


def build(actors: Iterable[str | tuple[str, dict[str, Any]]]) -> pa.Table:
    """A table of actors, each of an article of its own, in the order of their dates."""
    rows = []
    for number, told in enumerate(actors):
        name, more = (told, {}) if isinstance(told, str) else told
        rows.append(actor(number, name, **more))
    return pa.Table.from_pylist(rows, schema=LOCAL)


@pytest.fixture(scope="session")
def corpus() -> Make:
    """`corpus("Ann Lee", ("Ann Lee", {"countries": ["US"]}))`: one actor of one article each."""
    return lambda *actors: build(actors)


@pytest.fixture(scope="session")
def who() -> Callable[..., list[int]]:
    """`who(linked, table)`: for each row the number of the row that its actor is first named in; -1 an authority's."""

    def numbers(linked: Any, table: pa.Table) -> list[Any]:
        ids = table["id"].to_pylist()
        final = [linked.ids.get(identifier, identifier) for identifier in ids]
        return [ids.index(identifier) if identifier in ids else identifier for identifier in final]

    return numbers
