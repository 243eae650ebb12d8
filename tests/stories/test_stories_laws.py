"""What holds for any corpus: order, files and copies change nothing, released ids stay."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.stories import HISTORY, find_stories
from dateline.engine import LocalEngine

Report = dict[str, Any]
Corpora = Callable[..., Any]


def of(cases: list[Report], *events: str) -> list[Report]:
    return [report for report in cases if report["story"] in events]


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_files_change_nothing(seed: int, cases: list[Report], found: pa.Table, corpus: Corpora) -> None:
    shuffled = random.Random(seed).sample(cases, len(cases))  # noqa: S311 - an order for a test
    assert corpus(shuffled).but(files=3).members().equals(found)


def test_no_articles(tmp_path: Path, corpus: Corpora) -> None:
    empty = corpus([])
    copies = pa.table({"article_id": pa.array([], pa.string()), "duplicate_of": pa.array([], pa.string())})
    found = find_stories(
        [], empty.summary, copies, copies, HISTORY.empty_table(), LocalEngine(1, scratch=tmp_path), str(tmp_path)
    )
    assert found.num_rows == 0


def test_one_article_without_words(corpus: Corpora, cases: list[Report]) -> None:
    report = {**cases[0], "title": None, "body": "…", "actors": []}
    assert corpus([report]).stories() == {}


def test_released_ids_stay_when_the_corpus_grows(cases: list[Report], corpus: Corpora) -> None:
    early = of(cases, "quake")[1:3]
    first = corpus(early).stories()
    assert len(set(first.values())) == 1
    grown = corpus(of(cases, "quake", "flood")).but(history=list(first.items())).stories()
    assert {grown[report["id"]] for report in of(cases, "quake")} == set(first.values())
    assert len({grown[report["id"]] for report in of(cases, "flood")} | set(first.values())) == 2


def test_a_released_id_goes_to_one_story(cases: list[Report], corpus: Corpora) -> None:
    both = of(cases, "quake", "flood")
    found = corpus(both).but(history=[(report["id"], "story-old") for report in both]).stories()
    quake, flood = ({found[report["id"]] for report in of(cases, event)} for event in ("quake", "flood"))
    assert quake == {"story-old"}  # four articles of it to two
    assert len(flood) == 1
    assert flood != quake


def copy(report: Report, source: str, **changes: Any) -> Report:
    return {**report, "id": report["id"] + "-" + f"{len(source):04x}", "source": source, **changes}


def test_copies_of_one_publisher_are_no_story(cases: list[Report], corpus: Corpora) -> None:
    report = cases[0]
    again = copy(report, report["source"], duplicate_of=report["id"])
    assert corpus([report, again]).stories() == {}


def test_a_reprint_in_another_paper_is_a_story(cases: list[Report], corpus: Corpora) -> None:
    report, again = cases[0], copy(cases[0], "Another Paper")
    found = corpus([report, again]).but(copies=[(again["id"], report["id"])]).members().to_pylist()
    assert [row["article_id"] for row in found] == [report["id"], again["id"]]
    assert {row["story_id"] for row in found} == {f"story-{report['id']}"}
    assert found[1]["reason"] == f"copy of {report['id']}"


def test_a_reprint_of_another_day_follows_its_original(cases: list[Report], corpus: Corpora) -> None:
    reports = of(cases, "crash")
    late = copy(reports[0], "Weekly Digest", day="2019-02-10")
    scraped = copy(late, "Weekly Digest, again", duplicate_of=late["id"])
    found = corpus([*reports, late, scraped]).but(copies=[(late["id"], reports[0]["id"])]).stories()
    assert len(found) == 5
    assert len(set(found.values())) == 1


def test_the_same_talks_on_another_day_are_another_story(cases: list[Report], corpus: Corpora) -> None:
    first = of(cases, "talks-1")[0]
    other = copy(first, "Northern Wire")
    assert len(set(corpus([first, other]).stories().values())) == 1
    assert corpus([first, {**other, "day": "2015-04-20"}]).stories() == {}


@pytest.mark.parametrize(
    ("day", "joins"),
    [("XXXX-03-12", True), ("XXXX-03-20", False), (None, True), ("2015-03-14", True), ("2015-03-15", False)],
)
def test_days_that_are_known_in_part(day: str | None, joins: bool, cases: list[Report], corpus: Corpora) -> None:
    first = of(cases, "talks-1")[0]
    found = corpus([first, {**copy(first, "Northern Wire"), "day": day}]).stories()
    assert bool(found) is joins
