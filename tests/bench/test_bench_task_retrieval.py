"""retrieval: queries, what they should find, and the documents."""

import pytest
from bench_articles import reasons_of, rows_of
from bench_stories import library, report

from dateline.bench.rows import Item
from dateline.bench.tasks.retrieval import LONGEST, TASK

TITLE = "Ferry sinks off Tyre"


def test_the_own_article_comes_before_the_others_of_its_story() -> None:
    corpus = library(
        report(1, TITLE, story="story-1"),
        report(2, "Tyre mourns the lost", story="story-1", split="test"),
        report(3, "Budget is passed early"),
    )
    rows = {row["article_id"]: row for row in rows_of(TASK, corpus)}
    one, two, three = (f"{number:016x}" for number in (1, 2, 3))
    assert rows[two]["relevant"] == [{"document_id": two, "score": 2}, {"document_id": one, "score": 1}]
    assert TASK.key(rows[two]) == [two, one]
    assert rows[three]["relevant"] == [{"document_id": three, "score": 2}]
    assert {row["article_id"]: row["label"] for row in rows.values()} == {
        one: "derived",
        two: "derived",
        three: "stated",
    }
    assert rows[one]["query"] == TITLE


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        (None, "x", "has no headline"),
        ("In brief", "x", "has a headline of fewer than 3 words"),
        ("短訊", "x", "has a headline of fewer than 3 words"),
        (TITLE, f"{TITLE.upper()}\n\nIt did.", "has the headline in its text"),
        (TITLE, "It did.", None),
        ("渡輪沉沒了", "x", None),
    ],
)
def test_headlines_that_ask_nothing_are_left_out(title: str | None, body: str, reason: str | None) -> None:
    corpus = library(report(1, title, body))
    assert reasons_of(TASK, corpus) == ([reason] if reason else [])
    assert len(rows_of(TASK, corpus)) == (reason is None)


def test_stories_of_which_no_list_holds_all_ask_nothing() -> None:
    crowd = [report(number, TITLE, story="story-1") for number in range(LONGEST + 1)]
    assert set(reasons_of(TASK, library(*crowd))) == {f"has a story of more than {LONGEST} articles"}
    assert reasons_of(TASK, library(*crowd[1:])) == []


def test_every_article_of_every_side_is_searched_and_tells_nothing_of_its_story() -> None:
    made = [
        report(1, None, "One.", story="story-1", group=9),
        report(2, TITLE, "Two.", story="story-1", group=9, split="train"),
        report(3, "In brief", "Three.", fold=2),
    ]
    (part,) = TASK.tables
    documents = list(part.make(library(*made)))
    assert [made.split for made in documents if isinstance(made, Item)] == ["corpus"] * 3
    rows = [made.row for made in documents if isinstance(made, Item)]
    assert [(row["id"], row["text"]) for row in rows] == [(one.id, one.body) for one in made]
    assert all(row["id"] == row["article_id"] == row["group_id"] and row["fold"] is None for row in rows)
    assert set(rows[0]) == {column.name for column in part.table.columns}


def test_the_key_scores_best_and_no_answer_nothing() -> None:
    rows = rows_of(TASK, library(*(report(number, f"{TITLE} {number}", story="story-1") for number in range(4))))
    first = TASK.scorer.metrics[0].of
    keys = [TASK.key(row) for row in rows]
    assert first(TASK.scorer.counts(rows, keys).sum(axis=0)) == pytest.approx(1.0)
    assert first(TASK.scorer.counts(rows, [None] * 4).sum(axis=0)) == 0.0
    assert first(TASK.scorer.counts(rows, [key[::-1] for key in keys]).sum(axis=0)) < 1.0
    assert TASK.asking is None
