"""Articles that go: every reference to them goes too, and what cannot stand without them."""

import pyarrow as pa
import pytest

from dateline.corpus.scrapes import corpus_evidence, each
from dateline.editions.cut import INFERRED, REPEATS, Left, cut, dependents, new_groups, new_originals
from dateline.validate import validate_tables
from dateline_schema.examples import good
from dateline_schema.tables import ACTORS, BY_NAME

STORY = next(example.tables for example in good() if example.name == "story")
FIRST, SECOND = "0a1b2c3d4e5f6071", "2222000011112222"
THIRD = f"{FIRST}-abcd"
AGAIN = f"{SECOND}-0a0b"
"""The further scrape of the second in the example."""


@pytest.mark.parametrize(
    ("gone", "inferred", "expected"),
    [
        ({FIRST}, {}, {THIRD: REPEATS}),
        ({THIRD}, {}, {}),
        ({SECOND}, {}, {}),
        (set(), {SECOND: {FIRST}}, {}),
        ({FIRST}, {SECOND: {FIRST}}, {THIRD: REPEATS, SECOND: INFERRED}),
        ({FIRST}, {SECOND: {FIRST, "3" * 16}}, {THIRD: REPEATS}),
        ({FIRST}, {SECOND: {THIRD}}, {THIRD: REPEATS, SECOND: INFERRED}),  # one follows the other
        ({FIRST}, {SECOND: set()}, {THIRD: REPEATS}),
    ],
)
def test_what_goes_along(gone: set[str], inferred: dict[str, set[str]], expected: dict[str, str]) -> None:
    assert dependents(gone, {FIRST, SECOND, THIRD}, inferred) == expected


def test_nothing_is_touched_where_nothing_goes() -> None:
    for name, rows in STORY.items():
        assert cut(BY_NAME[name], rows, Left(set(), set())) is rows


def test_a_story_keeps_its_other_articles() -> None:
    ids = STORY["articles"]["id"].to_pylist()
    gone = {SECOND, AGAIN}
    tables = {name: cut(BY_NAME[name], rows, Left(gone, set())) for name, rows in STORY.items()}
    assert tables["articles"]["id"].to_pylist() == [one for one in ids if one not in gone]
    assert tables["stories"]["articles"].to_pylist() == [[FIRST]]
    assert not gone & set(tables["evidence"]["article_id"].to_pylist())
    assert validate_tables(tables, whole=True) == []


def test_a_date_keeps_the_articles_that_it_was_inferred_from() -> None:
    rows = STORY["evidence"]
    assert [FIRST] in rows["articles"].to_pylist()
    left = cut(BY_NAME["evidence"], rows, Left({FIRST, "3" * 16}, set()))
    assert set(map(tuple, left["articles"].to_pylist())) == {(), (SECOND,)}
    left = cut(BY_NAME["evidence"], rows, Left({"3" * 16}, set()))
    assert left["articles"].to_pylist() == rows["articles"].to_pylist()


def test_a_story_without_articles_goes() -> None:
    everything = set(STORY["articles"]["id"].to_pylist())
    tables = {name: cut(BY_NAME[name], rows, Left(everything, set())) for name, rows in STORY.items()}
    assert {name: table.num_rows for name, table in tables.items() if name != "rejects"} == {
        name: 0 for name in tables if name != "rejects"
    }


def test_what_reprinted_an_article_that_went_reprints_the_first_of_them() -> None:
    rows = STORY["articles"]
    index = rows.schema.get_field_index("duplicate_of")
    repeats = {SECOND: FIRST, AGAIN: FIRST}
    rows = rows.set_column(
        index, rows.schema.field(index), pa.array([repeats.get(one) for one in rows["id"].to_pylist()], pa.string())
    )
    originals = new_originals({FIRST: None, **repeats}, {FIRST})
    left = Left({FIRST, "3333000011112222"}, set(), originals)
    found = cut(BY_NAME["articles"], rows, left).to_pylist()
    assert [(row["id"], row["duplicate_of"]) for row in found] == [(SECOND, None), (AGAIN, SECOND)]
    ids, of = pa.array([SECOND, AGAIN]), pa.array([FIRST, FIRST])
    rules, reasons = pa.array(["duplicate.near"] * 2), pa.array(["shares its text"] * 2)
    told = corpus_evidence(ids, "duplicate_of", of, rules, reasons, each(of))
    table = cut(BY_NAME["evidence"], told, left).to_pylist()
    assert [(row["value"], row["chosen"], row["articles"]) for row in table] == [(FIRST, False, []), (SECOND, True, [])]


def test_a_group_is_named_for_the_first_of_its_articles_that_is_left() -> None:
    left = Left({FIRST}, set(), groups=new_groups({FIRST: FIRST, SECOND: FIRST, AGAIN: FIRST}, {FIRST}))
    assert cut(BY_NAME["splits"], STORY["splits"], left)["group_id"].to_pylist() == [SECOND, SECOND, "3333000011112222"]


def test_actors_stay_where_an_article_still_names_them() -> None:
    ids = [f"{FIRST}.0001", f"{SECOND}.0001", "state-sy", "state-xn"]
    row = {"name": "A", "kind": "person", "aliases": [], "wikidata": None, "country": None, "offices": []}
    rows = pa.Table.from_pylist([{"id": one, **row} for one in ids], schema=ACTORS.schema)
    left = Left({FIRST}, {f"{SECOND}.0001", "state-xn"})
    assert cut(ACTORS, rows, left)["id"].to_pylist() == [f"{SECOND}.0001", "state-xn"]
