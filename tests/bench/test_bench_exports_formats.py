"""Exports of made-up benchmarks: what stands in the files, and what they do when their tools run them."""

import ast
import datetime as dt
import importlib.util
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from dateline.bench import harness
from dateline.bench.exports import EXPORTS, export_named
from dateline.bench.exports.code import class_name, identifier, task_name
from dateline.bench.exports.lines import json_line, tab_line
from dateline.bench.folder import Benchmark, open_benchmark
from dateline.bench.keys import hidden
from dateline.bench.tasks import TASKS, task_named
from dateline.errors import InputError, UsageError
from dateline.write import shard_path, write_parquet

CANARY = "dateline-benchmark-canary 00000000: test data, never to be trained on"
HARBOUR = "Ruth Okafor opened the harbour.\n\n“It is done,” said Okafor of Freetown-on-Sea."
ARABIC = "قال رئيس البلدية في دمشق إن الجسر مفتوح."
JAPANESE = "港が開いた。\u2028大臣は喜んだ。"


def origin(number: int) -> dict[str, Any]:
    article = f"{number:016x}"
    return {"article_id": article, "group_id": article, "fold": None, "label": "derived", "canary": CANARY}


def item(task: str, number: int, **own: Any) -> dict[str, Any]:
    return {"id": f"{task}-{number:016x}", **own, **origin(number)}


def span(text: str, words: str, kind: str, *, upto: int | None = None) -> dict[str, Any]:
    start = text.index(words)
    end = start + (upto or len(words))
    return {"start": start, "end": end, "text": text[start:end], "kind": kind, "form": "full"}


def headline(number: int, text: str, language: str) -> dict[str, Any]:
    return item("headline", number, text=text, language=language, headline=f"Harbour {number} opens")


def recognition(number: int, text: str, language: str, *spans: dict[str, Any]) -> dict[str, Any]:
    return item("actor-recognition", number, text=text, language=language, spans=list(spans))


def mention(number: int, words: str, actor: str, *, place: int = 0, text: str = HARBOUR) -> dict[str, Any]:
    start = text.index(words, place)
    own = {"text": text, "start": start, "end": start + len(words), "mention": words, "language": "en"}
    row = item("actor-linking", number, **own, actor_id=actor, unseen=False)
    return {**row, "id": f"{row['id']}-{start}"}


def pair(number: int, same: bool) -> dict[str, Any]:
    texts = {"first_title": None, "first_text": HARBOUR, "second_id": f"{number + 1:016x}", "second_text": ARABIC}
    return item("story-linking", number, **texts, second_title="دمشق", language="en", same=same)


def day(number: int, first: dt.date) -> dict[str, Any]:
    own = {"title": "Harbour", "text": HARBOUR, "source": None, "language": "en"}
    keys = {"date": first, "date_start": first, "date_end": first, "basis": "stated"}
    return item("date-inference", number, **own, **keys)


def query(number: int, *documents: tuple[int, int]) -> dict[str, Any]:
    relevant = [{"document_id": f"{document:016x}", "score": score} for document, score in documents]
    return item("retrieval", number, query=f"Harbour {number}", language="en", relevant=relevant)


def document(number: int, text: str, language: str) -> dict[str, Any]:
    return {"id": f"{number:016x}", "text": text, "language": language, **origin(number)}


TABLES: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("headline", "test"): [headline(1, HARBOUR, "en"), headline(2, ARABIC, "ar"), headline(3, JAPANESE, "ja")],
    ("headline", "train"): [headline(4, HARBOUR, "en")],
    ("actor-recognition", "test"): [
        recognition(1, HARBOUR, "en", span(HARBOUR, "Ruth Okafor", "person"), span(HARBOUR, "Freetown", "state")),
        recognition(2, ARABIC, "ar", span(ARABIC, "دمشق", "state")),
        recognition(3, JAPANESE, "ja", span(JAPANESE, "大臣", "person")),
    ],
    ("actor-linking", "test"): [
        mention(1, "Ruth Okafor", "person-ruth-okafor"),
        mention(1, "Okafor", "NIL", place=40),
        mention(2, "دمشق", "state-sy", text=ARABIC),
    ],
    ("story-linking", "test"): [pair(1, True), pair(2, False)],
    ("story-linking", "train"): [pair(3, True)],
    ("date-inference", "test"): [day(1, dt.date(2003, 6, 4)), day(2, dt.date(2003, 6, 5))],
    ("retrieval", "test"): [query(1, (1, 2), (2, 1)), query(2, (2, 2))],
    ("retrieval", "train"): [query(3, (3, 2))],
    ("retrieval-corpus", "corpus"): [
        document(1, HARBOUR, "en"),
        document(2, ARABIC, "ar"),
        document(3, JAPANESE, "ja"),
    ],
}


def written(folder: Path, tables: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]) -> Benchmark:
    """A benchmark folder of these rows."""
    contracts = {part.table.name: part.table for task in TASKS for part in task.parts}
    for (name, split), rows in tables.items():
        table = pa.Table.from_pylist(list(rows), schema=contracts[name].schema)
        write_parquet(table, contracts[name], folder, shard_path(name, 0, 1, split))
    manifest = {
        "benchmark": {"canary": CANARY, "folded": False},
        "dataset": {"name": "harbours", "version": "2.1.0"},
        "tasks": {name: {} for name, _ in tables},
    }
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return open_benchmark(folder)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Benchmark:
    return written(tmp_path_factory.mktemp("bench"), TABLES)


def export(bench: Benchmark, form: str, task: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    export_named(form, task).write(task_named(task), bench, folder)
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


PAIRS = [(one.name, task) for one in EXPORTS for task in one.tasks if (task, "test") in TABLES]


@pytest.mark.parametrize(("form", "task"), PAIRS)
def test_the_same_files_each_time_with_the_canary_and_no_path(
    bench: Benchmark, tmp_path: Path, form: str, task: str
) -> None:
    first, second = export(bench, form, task, tmp_path / "a"), export(bench, form, task, tmp_path / "b")
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names
    for name in names:
        content = (first / name).read_bytes()
        assert content == (second / name).read_bytes()
        assert str(tmp_path).encode() not in content
        assert str(bench.folder).encode() not in content
        if name.suffix not in (".parquet", ".tsv") or form == "hipe":  # judgements have no place for it
            assert CANARY.encode() in content, name
        if name.suffix == ".py":
            ast.parse(content)


@pytest.mark.parametrize(("form", "task"), PAIRS)
def test_answers_that_are_kept_apart(tmp_path: Path, form: str, task: str) -> None:
    asked = task_named(task)
    tables = {
        place: [hidden(row, asked.items) for row in rows] if place == (task, "test") else rows
        for place, rows in TABLES.items()
    }
    bench = written(tmp_path / "bench", tables)
    if form != "jsonl":
        with pytest.raises(InputError, match=f"keeps its answers apart, and {form} cannot do without"):
            export(bench, form, task, tmp_path / "out")
        return
    for line in lines(export(bench, form, task, tmp_path / "out") / "test.jsonl"):
        assert line["key"] is None
        assert line["reference"] is None
        assert line["inputs"]


@pytest.mark.parametrize("form", [one.name for one in EXPORTS])
def test_a_test_without_items(tmp_path: Path, form: str) -> None:
    task = next(one.tasks[0] for one in EXPORTS if one.name == form)
    with pytest.raises(InputError, match="has no items"):
        export(written(tmp_path / "bench", {}), form, task, tmp_path / "out")


def test_formats_are_told_by_task() -> None:
    assert {one.name for one in EXPORTS} == {"jsonl", "beir", "mteb", "lm-eval", "inspect", "iob2", "hipe"}
    assert all(task.name in EXPORTS[0].tasks for task in TASKS)
    with pytest.raises(UsageError, match="expected one of jsonl, lm-eval, inspect"):
        export_named("beir", "headline")


@pytest.mark.parametrize("task", sorted({task for _, task in PAIRS}))
def test_plain_lines_hold_what_is_asked_and_their_keys_score_one(bench: Benchmark, tmp_path: Path, task: str) -> None:
    asked = task_named(task)
    found = lines(export(bench, "jsonl", task, tmp_path) / "test.jsonl")
    rows = bench.rows(task)
    assert [line["id"] for line in found] == [row["id"] for row in rows]
    for line, row in zip(found, rows, strict=True):
        assert line["inputs"].keys() | line["reference"].keys() <= row.keys()
        assert line["inputs"].keys().isdisjoint(asked.items.keys)
        assert ("prompt" in line) == (asked.asking is not None)
    sums = asked.scorer.counts(rows, [line["key"] for line in found]).sum(axis=0)
    assert asked.scorer.metrics[0].of(sums) == pytest.approx(1.0)


def test_beir(bench: Benchmark, tmp_path: Path) -> None:
    folder = export(bench, "beir", "retrieval", tmp_path)
    assert [line["_id"] for line in lines(folder / "queries.jsonl")] == [
        row["id"] for split in ("train", "test") for row in bench.rows("retrieval", split)
    ]
    assert [(line["_id"], line["title"], line["text"]) for line in lines(folder / "corpus.jsonl")] == [
        (f"{number:016x}", "", text) for number, text in ((1, HARBOUR), (2, ARABIC), (3, JAPANESE))
    ]
    judged = (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    assert judged[0] == "query-id\tcorpus-id\tscore"
    assert judged[1:] == [
        f"retrieval-{1:016x}\t{1:016x}\t2",
        f"retrieval-{1:016x}\t{2:016x}\t1",
        f"retrieval-{2:016x}\t{2:016x}\t2",
    ]
    assert len((folder / "qrels" / "train.tsv").read_text(encoding="utf-8").splitlines()) == 2


def test_iob2(bench: Benchmark, tmp_path: Path) -> None:
    folder = export(bench, "iob2", "actor-recognition", tmp_path)
    told = (folder / "test.iob2").read_text(encoding="utf-8").split("\n")
    assert told[:2] == [f"# canary = {CANARY}", "# columns = token tag start end"]
    rows = [line.split("\t") for line in told if "\t" in line]
    assert [row for row in rows if row[1] != "O"] == [
        ["Ruth", "B-person", "0", "4"],
        ["Okafor", "I-person", "5", "11"],
        ["Freetown", "B-state", str(HARBOUR.index("Freetown")), str(HARBOUR.index("Freetown") + 8)],
        ["دمشق", "B-state", str(ARABIC.index("دمشق")), str(ARABIC.index("دمشق") + 4)],
        ["大", "B-person", "7", "8"],
        ["臣", "I-person", "8", "9"],
    ]
    assert told[told.index("harbour\tO\t23\t30") + 2] == ""  # a paragraph ends behind the full stop
    facts = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    assert facts["tokenizers"] == {"ar": 'spacy.blank("ar")', "en": 'spacy.blank("en")', "ja": "dateline-words-1"}
    assert (facts["spans"], facts["widened_to_tokens"], facts["left_out_as_overlapping"]) == (4, 0, 0)


def test_iob2_tells_spans_for_which_there_is_no_room(tmp_path: Path) -> None:
    text = "The Silver Canal opened."
    spans = span(text, "Silver", "person"), span(text, "Silver Canal", "organization")
    bench = written(tmp_path / "bench", {("actor-recognition", "test"): [recognition(1, text, "en", *spans)]})
    folder = export(bench, "iob2", "actor-recognition", tmp_path)
    assert "Silver\tB-organization\t4\t10\nCanal\tI-organization" in (folder / "test.iob2").read_text("utf-8")
    facts = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    assert (facts["spans"], facts["widened_to_tokens"], facts["left_out_as_overlapping"]) == (2, 0, 1)


def test_iob2_tells_spans_that_end_within_a_token(tmp_path: Path) -> None:
    text = "The Okaforian school."
    row = recognition(1, text, "en", span(text, "Okaforian", "person", upto=6))
    bench = written(tmp_path / "bench", {("actor-recognition", "test"): [row]})
    folder = export(bench, "iob2", "actor-recognition", tmp_path)
    assert "Okaforian\tB-person\t4\t13" in (folder / "test.iob2").read_text(encoding="utf-8")
    assert json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["widened_to_tokens"] == 1


def test_iob2_no_blank_line_parts_a_span(tmp_path: Path) -> None:
    text = "The Silver\n\nCanal opened."
    row = recognition(1, text, "en", span(text, "Silver\n\nCanal", "organization"))
    bench = written(tmp_path / "bench", {("actor-recognition", "test"): [row]})
    folder = export(bench, "iob2", "actor-recognition", tmp_path)
    assert "B-organization\t4\t10\nCanal\tI-organization" in (folder / "test.iob2").read_text(encoding="utf-8")


def test_hipe(bench: Benchmark, tmp_path: Path) -> None:
    told = (export(bench, "hipe", "actor-linking", tmp_path) / "test.tsv").read_text(encoding="utf-8").split("\n")
    names = told[0].split("\t")
    assert names[0] == "TOKEN"
    assert names[-3:] == ["NEL-LIT", "NEL-METO", "MISC"]
    assert sum(line.startswith("# hipe2022:document_id") for line in told) == 2
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in told[1:] if "\t" in line]
    assert [(row["TOKEN"], row["NE-COARSE-LIT"], row["NEL-LIT"]) for row in rows if row["NEL-LIT"] != "_"] == [
        ("Ruth", "B-actor", "person-ruth-okafor"),
        ("Okafor", "I-actor", "person-ruth-okafor"),
        ("Okafor", "B-actor", "NIL"),
        ("دمشق", "B-actor", "state-sy"),
    ]
    misc = {row["TOKEN"]: row["MISC"].split("|") for row in rows}
    assert misc["Ruth"] == ["Start=0", "End=4", f"Item={bench.rows('actor-linking')[0]['id']}"]
    assert "NoSpaceAfter" in misc["harbour"]
    assert "NoSpaceAfter" not in misc["opened"]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("task", [task for form, task in PAIRS if form == "lm-eval"])
def test_lm_eval_finds_its_data_where_it_was_moved_to_and_gives_our_figures(
    bench: Benchmark, tmp_path: Path, task: str
) -> None:
    export(bench, "lm-eval", task, tmp_path / "made").rename(tmp_path / "moved")
    module = loaded(tmp_path / "moved" / "dateline_task.py")
    docs = list(module.dataset(version="2.1.0")["test"])
    asked, rows = task_named(task), bench.rows(task)
    assert [doc["id"] for doc in docs] == [row["id"] for row in rows]
    counted = [module.process_results(doc, _results(module, task, doc)) for doc in docs]
    for metric in asked.scorer.metrics:
        figure = getattr(module, identifier(metric.name))([counts[metric.name] for counts in counted])
        wanted = metric.of(asked.scorer.counts(rows, [asked.key(row) for row in rows]).sum(axis=0))
        assert figure == pytest.approx(float(wanted), abs=1e-12)
    assert getattr(module, identifier(asked.scorer.metrics[0].name))([next(iter(one.values())) for one in counted]) == 1


def _results(module: ModuleType, task: str, doc: Mapping[str, Any]) -> list[Any]:
    """What lm-evaluation-harness passes where a model is right."""
    asking = task_named(task).asking
    assert asking is not None
    if asking.choices is None:
        return [module.target(doc)]
    return [(-float(place != module.target(doc)), False) for place in range(len(module.choices(doc)))]


def test_lm_eval_takes_examples_from_training_alone(bench: Benchmark, tmp_path: Path) -> None:
    sided = (export(bench, "lm-eval", "headline", tmp_path / "sided") / "dateline_headline.yaml").read_text("utf-8")
    assert "fewshot_split: train\n" in sided
    assert "num_fewshot" not in sided
    alone = written(tmp_path / "bench", {("headline", "test"): TABLES["headline", "test"]})
    folded = (export(alone, "lm-eval", "headline", tmp_path / "folded") / "dateline_headline.yaml").read_text("utf-8")
    assert "num_fewshot: 0\n" in folded
    assert "fewshot_split" not in folded


def test_inspect_samples(bench: Benchmark, tmp_path: Path) -> None:
    folder = export(bench, "inspect", "date-inference", tmp_path)
    samples = lines(folder / "test.jsonl")
    for sample, row in zip(samples, bench.rows("date-inference"), strict=True):
        assert sample["id"] == row["id"]
        assert sample["input"] == harness.prompt("date-inference", row)
        counts = harness.of_completion("date-inference", sample["metadata"], sample["target"])
        assert harness.figure("date-inference", "exact", [counts]) == 1.0


def test_mteb_pairs(bench: Benchmark, tmp_path: Path) -> None:
    folder = export(bench, "mteb", "story-linking", tmp_path)
    assert [(line["sentence1"], line["sentence2"], line["labels"]) for line in lines(folder / "test.jsonl")] == [
        (HARBOUR, f"دمشق\n{ARABIC}", 1),
        (HARBOUR, f"دمشق\n{ARABIC}", 0),
    ]
    text = (folder / "dateline_story_linking.py").read_text(encoding="utf-8")
    assert "class DatelineStoryLinking(AbsTaskPairClassification):" in text
    assert "eval_langs=['eng-Latn']" in text


def test_the_revision_of_mteb_follows_the_data(bench: Benchmark, tmp_path: Path) -> None:
    other = written(tmp_path / "bench", {**TABLES, ("retrieval", "test"): [query(1, (3, 2))]})
    first = export(bench, "mteb", "retrieval", tmp_path / "a") / "dateline_retrieval.py"
    second = export(other, "mteb", "retrieval", tmp_path / "b") / "dateline_retrieval.py"
    assert first.read_text("utf-8") != second.read_text("utf-8")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"a": "x\u2028y\x85z\u2029"}, '{"a": "x\\u2028y\\u0085z\\u2029"}'),
        ({"d": dt.date(2003, 6, 4)}, '{"d": "2003-06-04"}'),
        ({"t": "دمشق"}, '{"t": "دمشق"}'),
    ],
)
def test_lines_of_json_stay_one_line(value: dict[str, Any], line: str) -> None:
    assert json_line(value) == line
    assert len(line.splitlines()) == 1


def test_cells_cannot_break_a_table() -> None:
    assert tab_line("a", 1) == "a\t1\n"
    for cell in ("a\tb", "a\nb", "a\u2028b"):
        with pytest.raises(ValueError, match="would break"):
            tab_line(cell)


def test_names_in_code() -> None:
    task = task_named("story-linking")
    assert (identifier("ndcg@10"), task_name(task), class_name(task)) == (
        "ndcg_at_10",
        "dateline_story_linking",
        "DatelineStoryLinking",
    )
