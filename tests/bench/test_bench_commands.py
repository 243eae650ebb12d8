"""The commands of `dateline bench`, from a dataset to scores, exports and training texts."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.bench.exports import EXPORTS
from dateline.bench.folder import open_benchmark
from dateline.bench.tasks import NAMES
from dateline.cli import app
from dateline.cli.benching import Format
from dateline.errors import TargetError, UsageError


def run(*words: object) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(app, ["bench", *map(str, words), "--json"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, json.loads(result.stdout)


def shown(*words: object) -> str:
    result = CliRunner().invoke(app, ["bench", *map(str, words)], terminal_width=200)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_from_a_dataset_to_a_score_in_the_commands_of_the_readme(sided: Path, tmp_path: Path) -> None:
    bench, runs = tmp_path / "bench", tmp_path / "runs"
    code, created = run("create", "date-inference", "--dataset", sided, "--out", bench, "--workers", 1)
    assert (code, list(created["tasks"])) == (0, ["date-inference"])
    _, listed = run("list", "--benchmark", bench)
    assert [one["name"] for one in listed["tasks"] if one["items"]] == ["date-inference"]
    assert [one["name"] for one in listed["tasks"]] == list(NAMES)
    _, answered = run("baseline", "date-inference", "-b", bench, "--out", runs)
    assert sorted(path.name for path in runs.iterdir()) == [
        "date-inference.first-date.jsonl",
        "date-inference.majority.jsonl",
    ]
    _, scored = run("score", "date-inference", runs / "date-inference.majority.jsonl", "-b", bench)
    (majority,) = (one for one in answered["scores"] if one["system"] == "majority")
    assert scored == majority
    assert scored["items"] == len(open_benchmark(bench).rows("date-inference"))


def test_what_is_shown_on_a_terminal(made: Path, tmp_path: Path) -> None:
    assert "No benchmark here yet" in shown("list", "--benchmark", tmp_path / "none")
    assert "too small, ±" in shown("list", "--benchmark", made)
    told = shown("baseline", "headline", "--benchmark", made)
    assert "headline test, lead-sentence" in " ".join(told.split())
    assert "too small to mean anything" in " ".join(told.split())
    told = shown("export", "retrieval", "-f", "beir", "-b", made, "-o", tmp_path / "beir")
    assert {"corpus.jsonl", "qrels/test.tsv", "queries.jsonl"} < set(told.split())


def test_every_format_can_be_asked_for() -> None:
    assert [one.value for one in Format] == [export.name for export in EXPORTS]


def test_an_export_takes_no_folder_that_holds_something(made: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TargetError, match="is not empty"):
        run("export", "headline", "-f", "jsonl", "-b", made, "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_export_that_fails_leaves_nothing(made: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one of jsonl"):
        run("export", "headline", "-f", "beir", "-b", made, "-o", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_unknown_baselines_say_what_there_is(made: Path) -> None:
    with pytest.raises(UsageError, match="one of lead-sentence"):
        run("baseline", "headline", "--name", "bm25", "-b", made)


def test_training_texts_that_hold_the_test_end_with_1(made: Path, tmp_path: Path) -> None:
    row = open_benchmark(made).rows("headline")[0]
    (tmp_path / "seen.txt").write_text(f"Before. {row['text']} After.", encoding="utf-8")
    (tmp_path / "other.txt").write_text(
        "Nothing of it stands here, or anywhere near it, at all. " * 5, encoding="utf-8"
    )
    code, found = run("overlap", tmp_path / "seen.txt", "-b", made)
    assert code == 1
    tasks = {task["task"]: [item["id"] for item in task["found_items"]] for task in found["tasks"]}
    assert tasks["headline"] == [row["id"]]
    assert run("overlap", tmp_path / "other.txt", "-b", made)[0] == 0
    code, found = run("overlap", tmp_path / "none.txt", "-b", made)
    assert (code, list(found["unread"])) == (3, [str(tmp_path / "none.txt")])


def test_training_texts_with_the_canary_end_with_1(made: Path, tmp_path: Path) -> None:
    (tmp_path / "crawl.txt").write_text(f"Some page.\n{open_benchmark(made).canary}\n", encoding="utf-8")
    code, found = run("overlap", tmp_path, "-b", made)
    assert (code, found["canary"]) == (1, [str(tmp_path / "crawl.txt")])
