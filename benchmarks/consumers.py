"""Every export run by the tools that it is made for, without the network; their figures must be ours.

    python benchmarks/consumers.py BENCHMARK [--keep FOLDER]

BENCHMARK is a folder that `dateline bench create` wrote, with its answers. Each task is exported in each format that it
can be written in, moved elsewhere, and read from there by lm-evaluation-harness (its dummy model, and a stub with
chosen answers), Inspect (its mock model), MTEB (an encoder of hashed words), pytrec_eval and ir_measures (a bm25s
run), seqeval and nervaluate, rouge-score and datasets. The same answers are scored as `dateline bench score` does, and
each line of the table holds both figures. Exit status 1 where one differs by more than is stated.

Needed beside Dateline: benchmarks/requirements-consumers.txt.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TQDM_DISABLE="1")
os.environ.update(TOKENIZERS_PARALLELISM="false", INSPECT_LOG_LEVEL="warning")

from consumers_answers import Check, Run

from dateline.bench.exports import EXPORTS
from dateline.bench.folder import open_benchmark
from dateline.bench.tasks import task_named

PACKAGES = (
    "lm_eval inspect-ai mteb seqeval nervaluate pytrec-eval-terrier ir-measures bm25s rouge-score datasets".split()
)


@dataclass(frozen=True, slots=True)
class Consumer:
    """A tool, the format that it reads, and what it checks of a run."""

    name: str
    form: str
    checks: Callable[[Run], Iterator[Check]]


def consumers() -> tuple[Consumer, ...]:
    """All of them; imported here, so that the environment variables above stand before their libraries are."""
    from consumers_asked import inspect_mock, lm_eval_dummy, lm_eval_shots, lm_eval_stub
    from consumers_lines import datasets_json
    from consumers_search import ir_measures_run, mteb_encoder, mteb_pairs, pytrec_run
    from consumers_tokens import hipe_columns, nervaluate_tags, rouge_score_texts, seqeval_tags

    return (
        Consumer("datasets", "jsonl", datasets_json),
        Consumer("rouge-score", "jsonl", rouge_score_texts),
        Consumer("lm-eval dummy", "lm-eval", lm_eval_dummy),
        Consumer("lm-eval stub", "lm-eval", lm_eval_stub),
        Consumer("lm-eval 2-shot", "lm-eval", lm_eval_shots),
        Consumer("inspect mockllm", "inspect", inspect_mock),
        Consumer("pytrec_eval", "beir", pytrec_run),
        Consumer("ir_measures", "beir", ir_measures_run),
        Consumer("mteb", "mteb", mteb_encoder),
        Consumer("mteb", "mteb", mteb_pairs),
        Consumer("seqeval", "iob2", seqeval_tags),
        Consumer("nervaluate", "iob2", nervaluate_tags),
        Consumer("seqeval", "hipe", hipe_columns),
    )


def exported(benchmark: Path, work: Path) -> dict[tuple[str, str], Path]:
    """Where each format of each task stands: written to one place, then moved to another."""
    bench = open_benchmark(benchmark)
    found = {}
    for export in EXPORTS:
        for name in (name for name in bench.tasks if name in export.tasks and bench.rows(name)):
            first, place = work / "made" / export.name / name, work / "moved" / export.name / name
            first.mkdir(parents=True)
            export.write(task_named(name), bench, first)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(first, place)
            found[export.name, name] = place
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", type=Path, help="folder of a benchmark with its answers")
    parser.add_argument("--keep", type=Path, help="a new folder to leave exports and logs in")
    parser.add_argument("--task", action="append", help="only this task, may be given several times")
    parser.add_argument("--consumer", action="append", help="only consumers whose name begins so")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = (options.keep or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("HF_HOME", str(work / "hf"))
        os.environ["MTEB_CACHE"] = str(work / "mteb")
        return run(options.benchmark.resolve(), work, options.task, options.consumer)


def run(benchmark: Path, work: Path, tasks: list[str] | None, names: list[str] | None) -> int:
    print("  ".join(f"{name} {_version(name)}" for name in PACKAGES))
    places = exported(benchmark, work)
    wrong = ran = 0
    print(f"{'consumer':<16} {'task':<18} {'answers':<16} {'figure':<18} {'theirs':>14} {'ours':>14}  same")
    for consumer in consumers():
        if names and not any(consumer.name.startswith(name) for name in names):
            continue
        for (form, task), place in places.items():
            if form != consumer.form or (tasks and task not in tasks):
                continue
            begun = time.perf_counter()
            for check in _checks(consumer, Run(benchmark, task_named(task), place, work / "logs")):
                ran += 1
                wrong += not check.same
                print(f"{consumer.name:<16} {task:<18} {check.row()}", flush=True)
            print(f"{consumer.name:<16} {task:<18} {time.perf_counter() - begun:.1f} s", flush=True)
    print(f"{ran} figures compared, {wrong} differ")
    return 1 if wrong or not ran else 0


def _checks(consumer: Consumer, run: Run) -> Iterator[Check]:
    try:
        yield from consumer.checks(run)
    except Exception as error:
        traceback.print_exc()
        yield Check("-", f"failed: {type(error).__name__}", float("nan"), 0.0)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


if __name__ == "__main__":
    sys.exit(main())
