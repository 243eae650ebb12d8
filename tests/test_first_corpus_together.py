"""What the five articles of the dataset tell together, as it was built, against `first_corpus_together.json`."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dateline.explain import explain

ROOT = Path(__file__).parents[1]
EXPECTED: dict[str, Any] = json.loads((ROOT / "tests" / "first_corpus_together.json").read_text(encoding="utf-8"))


def rows(table: str) -> list[dict[str, Any]]:
    files = sorted((ROOT / "dataset" / "data" / table).iterdir())
    return [row for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]


def document(article: dict[str, Any]) -> str:
    return Path(article["raw_path"]).name


@pytest.mark.parametrize("name", EXPECTED["dates"])
def test_days_that_other_articles_tell(name: str) -> None:
    (article,) = (row for row in rows("articles") if document(row) == name)
    assert [str(article["date"]), article["date_edtf"], article["date_basis"]] == EXPECTED["dates"][name]


def test_stories() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for article in rows("articles"):
        if article["story_id"]:
            found[article["story_id"]].append(document(article))
    assert sorted(sorted(members) for members in found.values()) == EXPECTED["stories"]


def test_nothing_is_a_reprint() -> None:
    assert [document(row) for row in rows("articles") if row["duplicate_of"]] == EXPECTED["reprints"]


def test_an_inferred_day_names_the_articles_that_state_theirs() -> None:
    stated = {row["id"] for row in rows("articles") if row["date_basis"] == "stated"}
    inferred = [row for row in rows("evidence") if row["field"] == "date" and row["chosen"] and row["articles"]]
    assert len(inferred) == sum(basis == "story" for _, _, basis in EXPECTED["dates"].values())
    assert all(set(row["articles"]) <= stated for row in inferred)


def test_a_story_is_in_one_fold_and_no_other_article_with_it() -> None:
    groups = {row["article_id"]: (row["group_id"], row["fold"]) for row in rows("splits")}
    story = {row["id"]: row["story_id"] for row in rows("articles")}
    held = {groups[one] for one in story if story[one]}
    assert len(held) == 1
    assert not held & {groups[one] for one in story if not story[one]}


@pytest.mark.parametrize("field", ["date", "date_edtf", "story_id"])
def test_explain_tells_what_other_articles_say(field: str) -> None:
    article = next(row for row in rows("articles") if row["date_basis"] == "story")
    (told,) = explain(article["id"], ROOT / "dataset", field).together
    assert (told["field"], told["value"], told["chosen"]) == (field, str(article[field]), True)
    assert explain(article["id"], ROOT / "dataset", "title").together == ()
