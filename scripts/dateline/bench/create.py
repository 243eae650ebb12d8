"""`dateline bench create`: tasks made from a built dataset, with their baselines, as a dataset of its own."""

import json
import uuid
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import __version__
from dateline.bench.baselines import baselines_of, run_baseline
from dateline.bench.card import render_card
from dateline.bench.corpus import TEST, Corpus, open_corpus
from dateline.bench.folder import MARK, Benchmark
from dateline.bench.keys import answered_tables, joined
from dateline.bench.making import Result, write_task
from dateline.bench.reviewed import FILE_NAME, read_reviews
from dateline.bench.score import score_answers
from dateline.bench.scoring.bootstrap import Figure
from dateline.bench.task import Task
from dateline.bench.tasks import TASKS, task_named
from dateline.bench.weight import told
from dateline.checksums import SUMS, sums_text
from dateline.errors import UsageError
from dateline.events import check_sides
from dateline.finish import leaking
from dateline.progress import Progress, quiet
from dateline.settings import Settings, settings_of
from dateline.swap import MANIFEST, staging, swap
from dateline.write import Written, file_sha256

FORMAT = 1
"""Version of the manifest's own layout."""

CARD = "README.md"
PARTS = ("data", CARD, MANIFEST, SUMS)


@dataclass(frozen=True, slots=True)
class Created:
    """A benchmark that was made: its folder, and its manifest."""

    folder: str
    manifest: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""
        return {"folder": self.folder, **self.manifest}


def create(
    dataset: str | Path,
    out: str | Path,
    *,
    tasks: Sequence[str] = (),
    reviewed: str | Path | None = None,
    keys: str | Path | None = None,
    workers: int | None = None,
    progress: Progress = quiet,
) -> Created:
    """Make a benchmark of a built dataset.

    Args:
        dataset: folder of the dataset.
        out: folder of the benchmark: a new one, or one that this function wrote.
        tasks: names of the tasks; none means all.
        reviewed: what persons decided on items, as JSON lines; by default `reviewed.jsonl` of the dataset.
        keys: another folder, for the answers of the test; by default they stand with the items.
        workers: processes for the leak report.

    Raises ContractError where articles of different sides are too much alike, InputError for a dataset or a review that
    cannot be used, UsageError for arguments that do not go together, TargetError for a folder that is something else.
    """
    dataset, out = Path(dataset), Path(out)
    chosen = tuple(task_named(name) for name in dict.fromkeys(tasks)) or TASKS
    if keys is not None and Path(keys).resolve() == out.resolve():
        raise UsageError("must be another folder than the benchmark's", field="keys", found=keys)
    settings = settings_of(dataset)
    corpus = open_corpus(dataset, canary_of(settings.dataset.name))
    report = _checked(dataset, workers, progress)
    reviews = read_reviews(Path(reviewed) if reviewed else dataset / FILE_NAME, asked=reviewed is not None)
    with ExitStack() as stack:
        work = stack.enter_context(staging(out, MARK))
        apart = stack.enter_context(staging(keys, MARK)) if keys is not None else None
        results = {task.name: write_task(task, corpus, reviews, work, apart, progress) for task in chosen}
        reviews.check_used(tuple(f"{task.name}-" for task in chosen))
        manifest = _manifest(corpus, report, results, apart is not None)
        _score_baselines(chosen, work, apart, manifest, progress)
        if apart is not None and keys is not None:
            _close(apart, _keys_manifest(manifest, results), settings)
            swap(keys, apart, parts=PARTS)
        _close(work, manifest, settings)
        swap(out, work, parts=PARTS)
    return Created(str(out), manifest)


def canary_of(name: str) -> str:
    """The mark of every row of the benchmark of a dataset; it stays over versions, so that filters can know it."""
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"dateline-benchmark:{name}")
    return f"dateline-benchmark-canary {number}: test data, never to be trained on"


def _checked(dataset: Path, workers: int | None, progress: Progress) -> dict[str, Any]:
    """The leak report, made anew. Raises ContractError where something is on two sides."""
    progress("checking the splits", 0, 1)
    report = check_sides(dataset, workers=workers)
    if not report.ok:
        raise leaking(report)
    progress("checking the splits", 1, 1)
    return report.to_json()


def _manifest(corpus: Corpus, report: Mapping[str, Any], results: Mapping[str, Result], apart: bool) -> dict[str, Any]:
    source = corpus.manifest
    return {
        MARK: {
            "format": FORMAT,
            "canary": corpus.canary,
            "folded": corpus.folded,
            "answers": "apart" if apart else "here",
        },
        "versions": {"dateline": __version__, "pyarrow": pa.__version__},
        "dataset": {
            "name": source.name,
            "version": source.version,
            "released": source.released,
            "license": source.license,
            "manifest_sha256": file_sha256(corpus.folder / MANIFEST),
        },
        "articles": {"used": len(corpus.places), "left_out": dict(corpus.left_out)},
        "leaks": dict(report),
        "tasks": {name: _task_json(result) for name, result in results.items()},
        "files": [_file_json(file) for result in results.values() for file in result.files],
    }


def _task_json(result: Result) -> dict[str, Any]:
    return {
        "items": dict(result.items),
        "groups": dict(result.groups),
        "labels": dict(result.labels),
        "left_out": dict(result.left_out),
        "tables": dict(result.rows),
        "weight": told(result.groups.get(TEST, 0)),
        "baselines": {},
    }


def _file_json(file: Written) -> dict[str, Any]:
    return asdict(file)


def _score_baselines(
    tasks: Sequence[Task], work: Path, keys: Path | None, manifest: dict[str, Any], progress: Progress
) -> None:
    """Write into the manifest what each baseline scores on the test."""
    bench = Benchmark(work, manifest)
    for task in tasks:
        entry = manifest["tasks"][task.name]
        if not entry["items"].get(TEST):
            continue
        items = bench.rows(task.name)
        if keys is not None:
            items = joined(items, Benchmark(keys, manifest), task, TEST)
        for baseline in baselines_of(task.name):
            progress(f"scoring {task.name} by {baseline.name}", 0, 1)
            answers = run_baseline(task, answered_tables(bench, task, items), baseline)
            scores = score_answers(task, items, answers, split=TEST, system=baseline.name)
            entry["baselines"][baseline.name] = {figure.name: _figure_json(figure) for figure in scores.figures}
            progress(f"scoring {task.name} by {baseline.name}", 1, 1)


def _figure_json(figure: Figure) -> list[float | None]:
    return [None if value is None else round(value, 4) for value in (figure.value, figure.low, figure.high)]


def _keys_manifest(manifest: Mapping[str, Any], results: Mapping[str, Result]) -> dict[str, Any]:
    files = [_file_json(file) for result in results.values() for file in result.key_files]
    return {**manifest, MARK: {**manifest[MARK], "answers": "these"}, "files": files}


def _close(work: Path, manifest: Mapping[str, Any], settings: Settings) -> None:
    """Write card, manifest and sums."""
    (work / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=True) + "\n", encoding="utf-8")
    (work / CARD).write_text(render_card(manifest, settings), encoding="utf-8")
    entries = [(file["path"], file["sha256"]) for file in manifest["files"]]
    entries += [(name, file_sha256(work / name)) for name in (CARD, MANIFEST)]
    (work / SUMS).write_text(sums_text(entries), encoding="utf-8")
