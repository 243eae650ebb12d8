"""actor-linking: mentions in their paragraphs, unseen spellings, a knowledge base that tells nothing of the test."""

from typing import Any

import pytest
from bench_articles import actor, article, right, rows_of, shelf

from dateline.bench.tasks.actor_linking import KNOWLEDGE, TASK, paragraph
from dateline.bench.tasks.spellings import NIL

ROW: dict[str, Any] = {"name": "Syria", "kind": "state", "aliases": ["Sooria"], "wikidata": "Q858", "country": "SY"}


def syria(*mentions: str) -> dict[str, Any]:
    return actor("state-sy", "Syria", "state", *mentions)


def test_a_mention_stands_in_its_paragraph() -> None:
    body = "Nothing here.\n\nThe Sooria office told Ada Quist so.\n\nThe end of Sooria."
    local = actor("00000000000000aa.12ab", "Ada Quist", "person", "Ada Quist")
    rows = rows_of(TASK, shelf(article(body, syria("Sooria"), local)))
    assert [(row["mention"], row["text"], row["actor_id"]) for row in rows] == [
        ("Sooria", "The Sooria office told Ada Quist so.", "state-sy"),
        ("Ada Quist", "The Sooria office told Ada Quist so.", NIL),
        ("Sooria", "The end of Sooria.", "state-sy"),
    ]
    assert all(row["text"][row["start"] : row["end"]] == row["mention"] for row in rows)
    assert len({row["id"] for row in rows}) == 3
    assert right(TASK, rows, [TASK.key(row) for row in rows]) == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 3, "one"), (5, 8, "two"), (10, 15, "three"), (6, 12, "two\n\nthree")],
)
def test_a_mention_over_a_break_keeps_both_paragraphs(start: int, end: int, expected: str) -> None:
    body = "one\n\ntwo\n\nthree"
    first, last = paragraph(body, start, end)
    assert body[first:last] == expected


def test_ids_stay_when_paragraphs_or_articles_are_added() -> None:
    before = rows_of(TASK, shelf(article("Sooria and Sooria.", syria("Sooria"))))
    longer = article("A new first paragraph.\n\nSooria and Sooria.", syria("Sooria"))
    other = article("More of Sooria.", syria("Sooria"), number=1, split="train")
    after = rows_of(TASK, shelf(other, longer))
    assert [row["id"] for row in before] == [row["id"] for row in after if row["article_id"] == before[0]["article_id"]]


def unseen(rows: list[dict[str, Any]]) -> dict[tuple[str, str], bool]:
    return {(row["article_id"][-1], row["mention"]): row["unseen"] for row in rows}


def test_unseen_on_the_sides_is_what_the_train_side_does_not_write() -> None:
    corpus = shelf(
        article("Sooria.", syria("Sooria"), number=0, split="train"),
        article("Suriya.", syria("Suriya"), number=1, split="validation"),
        article("SOORIA, Suriya.", syria("SOORIA", "Suriya"), number=2, split="test"),
    )
    assert unseen(rows_of(TASK, corpus)) == {
        ("0", "Sooria"): False,
        ("1", "Suriya"): True,
        ("2", "SOORIA"): False,
        ("2", "Suriya"): True,
    }


def test_unseen_in_folds_is_what_the_other_folds_do_not_write() -> None:
    corpus = shelf(
        article("Sooria, Suriya.", syria("Sooria", "Suriya"), number=0, fold=0),
        article("Suriya.", syria("Suriya"), number=1, fold=0),
        article("Sooria.", syria("Sooria"), number=2, fold=1),
    )
    assert unseen(rows_of(TASK, corpus)) == {
        ("0", "Sooria"): False,
        ("0", "Suriya"): True,
        ("1", "Suriya"): True,
        ("2", "Sooria"): False,
    }


def test_a_spelling_seen_of_somebody_else_is_unseen() -> None:
    corpus = shelf(
        article("Sooria.", actor("state-tr", "Turkey", "state", "Sooria"), number=0, split="train"),
        article("Sooria.", syria("Sooria"), number=1),
    )
    assert unseen(rows_of(TASK, corpus)) == {("0", "Sooria"): False, ("1", "Sooria"): True}


def knowledge(*articles: Any) -> dict[str, dict[str, Any]]:
    own = {"id": "person-ada-quist", "name": "Ada Quist", "kind": "person", "aliases": ["Quist"], "wikidata": None}
    local = {**own, "id": "00000000000000aa.12ab"}
    known = [{"id": "state-sy", **ROW}, {**own, "country": None}, {**local, "country": None}]
    made = list(TASK.tables[0].make(shelf(*articles, actors=known)))
    assert {one.split for one in made} == {"kb"}  # type: ignore[union-attr]  # every one is an item
    return {one.row["id"]: dict(one.row) for one in made}  # type: ignore[union-attr]  # as above


def test_the_knowledge_base_has_the_authority_and_what_the_dataset_added_but_no_local_actor() -> None:
    rows = knowledge(article("Text."))
    assert {"state-sy", "state-fr", "org-un", "person-ada-quist"} <= set(rows)
    assert not [actor_id for actor_id in rows if "." in actor_id]
    assert rows["state-sy"]["wikidata"] == "Q858"
    assert "Syrian" in rows["state-sy"]["aliases"]
    assert all(row["name"] not in row["aliases"] for row in rows.values())
    assert {field.name for field in KNOWLEDGE.columns} == set(rows["state-sy"])


@pytest.mark.parametrize(
    ("split", "fold", "told"),
    [("train", None, True), ("validation", None, False), ("test", None, False), ("test", 0, False)],
)
def test_the_knowledge_base_has_spellings_of_the_train_side_alone(split: str, fold: int | None, told: bool) -> None:
    rows = knowledge(article("Sooria.", syria("Sooria"), split=split, fold=fold))
    assert ("Sooria" in rows["state-sy"]["aliases"]) is told
    assert rows["person-ada-quist"]["aliases"] == []
