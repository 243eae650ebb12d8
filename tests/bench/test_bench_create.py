"""A benchmark made of a made-up dataset: what it holds, that it is the same again, and what it refuses."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from bench_made import built
from typer.testing import CliRunner

from dateline.bench.baselines import baselines_of
from dateline.bench.create import create
from dateline.bench.folder import Benchmark, open_benchmark
from dateline.bench.score import score, score_answers
from dateline.bench.tasks import TASKS, task_named
from dateline.bench.weight import weight
from dateline.checksums import read_sums
from dateline.cli import app
from dateline.errors import ContractError, InputError, TargetError, UsageError
from dateline.write import file_sha256


@pytest.fixture(scope="module")
def small(folded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A benchmark with folds; not to be written to."""
    return Path(create(folded, tmp_path_factory.mktemp("small") / "benchmark", workers=1).folder)


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def all_items(bench: Benchmark, task: str) -> list[dict[str, Any]]:
    return [row for side in ("train", "validation", "test") for row in bench.rows(task, side)]


def predictions(path: Path, answers: dict[str, Any]) -> Path:
    lines = [json.dumps({"id": item, "prediction": answer}) for item, answer in answers.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


# --- what is made


def test_every_task_has_items_in_the_made_up_corpus(made: Path) -> None:
    tasks = open_benchmark(made).manifest["tasks"]
    assert [name for name, entry in tasks.items() if not sum(entry["items"].values())] == []
    assert set(tasks) == {task.name for task in TASKS}


def test_ids_are_those_of_one_item_and_every_row_has_the_mark(made: Path) -> None:
    bench = open_benchmark(made)
    for task in TASKS:
        ids = [row["id"] for row in all_items(bench, task.name)]
        assert len(set(ids)) == len(ids)
        assert {row["canary"] for row in all_items(bench, task.name)} == {bench.canary}


def test_no_group_is_on_two_sides(made: Path) -> None:
    bench = open_benchmark(made)
    for task in TASKS:
        sides = [{row["group_id"] for row in bench.rows(task.name, side)} for side in ("train", "validation", "test")]
        assert sum(map(len, sides)) == len(set().union(*sides))


def test_reprints_are_in_no_task(sided: Path, made: Path) -> None:
    files = sorted((sided / "data" / "articles").iterdir())
    rows = [row for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]
    copies = {row["id"] for row in rows if row["duplicate_of"]}
    bench = open_benchmark(made)
    assert copies
    assert not copies & {row["article_id"] for task in TASKS for row in all_items(bench, task.name)}
    assert bench.manifest["articles"]["left_out"] == {"reprint or repeat another article": len(copies)}


def test_a_corpus_too_small_for_sides_has_folds_and_says_that_it_means_nothing(small: Path) -> None:
    bench = open_benchmark(small)
    assert bench.folded
    for entry in bench.manifest["tasks"].values():
        assert set(entry["items"]) <= {"test"}
        assert entry["weight"].startswith(("too small to mean anything", "has no items"))
    assert {row["fold"] for row in bench.rows("headline")} == {0, 1, 2, 3, 4}
    assert "too small to mean anything" in (small / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("groups", "expected"),
    [(0, "none"), (1, "too small"), (29, "too small"), (30, "small"), (399, "small"), (400, "fair")],
)
def test_what_a_number_of_groups_means(groups: int, expected: str) -> None:
    assert weight(groups) == expected


def test_the_sums_are_those_of_the_files(made: Path) -> None:
    sums = read_sums(made)
    assert sums == {path: file_sha256(made / path) for path in sums}
    assert set(sums) | {"SHA256SUMS"} == set(digests(made))


def test_the_card_tells_each_task_its_baselines_and_the_leak_report(made: Path) -> None:
    card = (made / "README.md").read_text(encoding="utf-8")
    bench = open_benchmark(made)
    for task in TASKS:
        assert f"## `{task.name}`" in card
        for baseline in baselines_of(task.name):
            figures = bench.manifest["tasks"][task.name]["baselines"][baseline.name]
            value = figures[task.scorer.metrics[0].name][0]
            assert f"| `{baseline.name}` | {'not measurable' if value is None else f'{value:.3f}'}" in card
    assert f"{bench.manifest['leaks']['pairs']:,} pairs of articles on different sides" in card
    assert bench.canary in card


@pytest.mark.slow
def test_load_dataset_reads_every_config(made: Path, tmp_path: Path) -> None:
    import datasets

    bench = open_benchmark(made)
    for task in TASKS:
        for part in task.parts:
            loaded = datasets.load_dataset(str(made), part.table.name, cache_dir=str(tmp_path))
            for side, rows in loaded.items():
                assert rows.num_rows == len(bench.rows(part.table.name, side)) > 0


# --- the same again


def test_two_creations_give_the_same_bytes(sided: Path, made: Path, tmp_path: Path) -> None:
    again = create(sided, tmp_path / "again", workers=2)
    assert digests(Path(again.folder)) == digests(made)


def test_made_anew_in_its_place_what_is_no_more_asked_for_goes(sided: Path, tmp_path: Path) -> None:
    out = tmp_path / "benchmark"
    create(sided, out, tasks=("headline", "retrieval"), workers=1)
    create(sided, out, tasks=("headline",), workers=1)
    assert sorted(path.name for path in (out / "data").iterdir()) == ["headline"]
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "SHA256SUMS", "data", "manifest.json"]


def test_items_keep_their_ids_when_the_corpus_grows(sided: Path, made: Path, tmp_path: Path) -> None:
    grown = open_benchmark(create(built(tmp_path / "grown", 30), tmp_path / "benchmark", workers=1).folder)
    before, after = open_benchmark(made), grown
    for task in TASKS:
        old = {row["id"]: row for row in all_items(before, task.name)}
        new = {row["id"]: row for row in all_items(after, task.name)}
        assert len(new) > len(old) or task.name == "story-linking"  # no story came with what was added
        if task.name == "story-linking":  # which pairs are hard to tell apart depends on what else there is
            assert {item for item, row in old.items() if row["same"]} <= set(new)
            continue
        assert set(old) <= set(new)
        for item, row in old.items():
            given = [name for name in row if name not in {"fold", "canary", "unseen", *task.items.keys}]
            assert [row[name] for name in given] == [new[item][name] for name in given]


# --- answers


@pytest.mark.parametrize("name", [task.name for task in TASKS])
def test_the_key_against_itself_is_right_and_no_answer_gets_no_credit(made: Path, name: str) -> None:
    task, items = task_named(name), all_items(open_benchmark(made), name)
    right = score_answers(task, items, {row["id"]: task.key(row) for row in items}, split="test", system="key")
    assert right.figures[0].value == pytest.approx(1.0)
    assert all(task.scorer.sound(task.key(row), row) for row in items)
    nothing = score_answers(task, items, {}, split="test", system="nothing")
    assert nothing.answered == 0
    assert not nothing.figures[0].value


@pytest.mark.parametrize("name", [task.name for task in TASKS if task.asking])
def test_what_a_model_should_say_is_read_as_the_key(made: Path, name: str) -> None:
    task, items = task_named(name), all_items(open_benchmark(made), name)
    assert task.asking
    said = {row["id"]: task.asking.read(task.asking.write(row), row) for row in items}
    scores = score_answers(task, items, said, split="test", system="key")
    assert scores.figures[0].value == pytest.approx(1.0)


def test_answers_kept_apart_stand_in_another_folder_alone(sided: Path, made: Path, tmp_path: Path) -> None:
    out, keys = tmp_path / "benchmark", tmp_path / "keys"
    create(sided, out, keys=keys, workers=1)
    public, whole = open_benchmark(out), open_benchmark(made)
    for task in TASKS:
        hidden = (*task.items.keys, "article_id", "group_id")
        rows = public.rows(task.name)
        assert all(row[name] is None for row in rows for name in hidden)
        assert [row["id"] for row in rows] == [row["id"] for row in whole.rows(task.name)]
        assert public.rows(task.name, "train") == whole.rows(task.name, "train")
        # what is asked stands in no folder of answers
        given = {column.name for column in task.items.table.columns} - {*hidden, "id", "fold", "label", "canary"}
        assert not given & set(open_benchmark(keys).rows(task.name)[0])
    tasks = whole.manifest["tasks"]
    assert {name: entry["baselines"] for name, entry in public.manifest["tasks"].items()} == {
        name: entry["baselines"] for name, entry in tasks.items()
    }
    answers = {row["id"]: row["headline"] for row in whole.rows("headline")}
    file = predictions(tmp_path / "answers.jsonl", answers)
    with pytest.raises(InputError, match="--keys"):
        score(out, "headline", file)
    assert score(out, "headline", file, keys=keys).figures == score(made, "headline", file).figures
    with pytest.raises(UsageError, match="another folder"):
        create(sided, out, keys=out)


def test_what_dateline_derived_is_no_measure_of_dateline(made: Path, tmp_path: Path) -> None:
    rows = open_benchmark(made).rows("actor-recognition")
    assert {row["label"] for row in rows} == {"derived"}
    file = predictions(tmp_path / "answers.jsonl", {row["id"]: [] for row in rows})
    with pytest.raises(UsageError, match="nothing to score"):
        score(made, "actor-recognition", file, system="Dateline 0.1")
    stated = predictions(tmp_path / "stated.jsonl", {})
    assert score(made, "headline", stated, system="dateline").items == len(open_benchmark(made).rows("headline"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is no JSON"),
        ("[]", "line 1: is no prediction"),
        ('{"id": 3, "prediction": "x"}', "line 1: is no prediction"),
        ('{"id": "headline-0000000000000000", "prediction": "x"}', "answers no item"),
        ('{"id": "ID", "prediction": "x"}\n{"id": "ID", "prediction": "y"}', "line 2: answers an item twice"),
        ('{"id": "ID", "prediction": 7}', "has another form"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_predictions_that_cannot_be_scored(made: Path, tmp_path: Path, line: str | bytes, message: str) -> None:
    item = open_benchmark(made).rows("headline")[0]["id"]
    file = tmp_path / "answers.jsonl"
    file.write_bytes(line if isinstance(line, bytes) else line.replace("ID", item).encode())
    with pytest.raises(InputError, match=message):
        score(made, "headline", file)


# --- what a person decides


def review(folder: Path, **line: Any) -> Path:
    file = folder / "reviewed.jsonl"
    file.write_text(json.dumps({"by": "Ada", "reason": "read it", **line}) + "\n", encoding="utf-8")
    return file


def test_a_review_makes_gold_and_takes_out(sided: Path, made: Path, tmp_path: Path) -> None:
    first, second, *_ = all_items(open_benchmark(made), "headline")
    out = tmp_path / "benchmark"
    file = review(tmp_path, id=first["id"], key={"headline": "Another headline"})
    create(sided, out, tasks=("headline",), reviewed=file, workers=1)
    found = {row["id"]: row for row in all_items(open_benchmark(out), "headline")}
    assert (found[first["id"]]["headline"], found[first["id"]]["label"]) == ("Another headline", "gold")
    assert found[second["id"]] == second
    file = review(tmp_path, id=first["id"], drop=True)
    created = create(sided, out, tasks=("headline",), reviewed=file, workers=1)
    assert created.manifest["tasks"]["headline"]["left_out"]["a person took it out"] == 1
    assert first["id"] not in {row["id"] for row in all_items(open_benchmark(out), "headline")}


def test_a_day_is_reviewed_as_text(sided: Path, made: Path, tmp_path: Path) -> None:
    first = all_items(open_benchmark(made), "date-inference")[0]
    key = dict.fromkeys(("date", "date_start", "date_end"), "2001-02-03") | {"basis": "stated"}
    out = tmp_path / "benchmark"
    file = review(tmp_path, id=first["id"], key=key)
    create(sided, out, tasks=("date-inference",), reviewed=file, workers=1)
    found = next(row for row in all_items(open_benchmark(out), "date-inference") if row["id"] == first["id"])
    assert (str(found["date"]), found["label"]) == ("2001-02-03", "gold")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "headline-0000000000000000", "key": {"headline": "x"}}, "decides on no item"),
        ({"id": "FIRST", "key": {"title": "x"}}, "is no answer to the item"),
        ({"id": "FIRST", "key": {"headline": 7}}, "is no answer to the item"),
        ({"id": "FIRST"}, "is no review"),
        ({"id": "FIRST", "drop": True, "reason": " "}, "is no review"),
    ],
)
def test_reviews_that_do_not_fit(sided: Path, made: Path, tmp_path: Path, line: dict[str, Any], message: str) -> None:
    first = all_items(open_benchmark(made), "headline")[0]["id"]
    line = {**line, "id": line["id"].replace("FIRST", first)}
    with pytest.raises(InputError, match=message):
        create(sided, tmp_path / "out", tasks=("headline",), reviewed=review(tmp_path, **line), workers=1)
    assert not (tmp_path / "out").exists()


def test_a_review_that_is_named_must_be_there(sided: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        create(sided, tmp_path / "out", reviewed=tmp_path / "none.jsonl", workers=1)


# --- what is refused


def moved(dataset: Path, folder: Path, choose: Callable[[pa.Table], str]) -> Path:
    """A copy of a dataset in which one article is on another side, as if by hand."""
    shutil.copytree(dataset, folder)
    path = next((folder / "data" / "splits").iterdir())
    rows = pq.read_table(path, partitioning=None)
    place = pc.index(rows["article_id"], choose(rows)).as_py()
    sides = rows["split"].to_pylist()
    sides[place] = "train" if sides[place] != "train" else "test"
    index = rows.schema.get_field_index("split")
    pq.write_table(rows.set_column(index, rows.schema.field(index), pa.array(sides, pa.string())), path)
    return folder


def test_a_reprint_that_was_moved_across_sides_fails_the_making(sided: Path, tmp_path: Path) -> None:
    def copy(rows: pa.Table) -> str:
        files = sorted((sided / "data" / "articles").iterdir())
        found = [row for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]
        return next(str(row["id"]) for row in found if row["duplicate_of"])

    leaking = moved(sided, tmp_path / "leaking", copy)
    with pytest.raises(ContractError, match="the splits leak"):
        create(leaking, tmp_path / "out", workers=1)
    words = ["bench", "create", "--dataset", str(leaking), "--out", str(tmp_path / "out"), "--workers", "1"]
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, ContractError)
    assert result.exception.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_dataset_is_not_overwritten_by_its_benchmark_nor_the_other_way(sided: Path, made: Path) -> None:
    import dateline

    before = digests(sided)
    with pytest.raises(TargetError):
        create(sided, sided, workers=1)
    assert digests(sided) == before
    before = digests(made)
    with pytest.raises(TargetError):
        dateline.build([sided / "raw"], made, workers=1)
    assert digests(made) == before


def test_a_dataset_without_articles_makes_no_benchmark(tmp_path: Path) -> None:
    import dateline

    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "menu.md").write_text("[Home](/) | [News](/news)\n", encoding="utf-8")
    dateline.build([tmp_path / "raw"], tmp_path / "dataset", workers=1)
    with pytest.raises(InputError, match="has no article that a task could be made of: found no articles"):
        create(tmp_path / "dataset", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_unknown_names_say_what_there_is(sided: Path, made: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one of actor-recognition"):
        create(sided, tmp_path / "out", tasks=("headlines",))
    with pytest.raises(InputError, match="dateline bench create"):
        open_benchmark(sided)
    with pytest.raises(InputError, match="no items on this side"):
        score(made, "headline", tmp_path / "none.jsonl", split="tests")
