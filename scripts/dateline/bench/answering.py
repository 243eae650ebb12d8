"""`dateline bench baseline`: what a baseline answers, as a file of predictions, and what it scores."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.bench.baselines import Baseline, baselines_of, run_baseline
from dateline.bench.folder import open_benchmark
from dateline.bench.keys import HIDDEN, answered_tables, with_keys
from dateline.bench.score import Scores, score_answers
from dateline.bench.task import Task
from dateline.bench.tasks import task_named
from dateline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Answered:
    """What the baselines of a task score, each with its file of predictions where they were asked for."""

    scores: tuple[Scores, ...]
    files: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""
        return asdict(self)


def baseline(
    benchmark: str | Path,
    task: str,
    *,
    names: tuple[str, ...] = (),
    keys: str | Path | None = None,
    out: str | Path | None = None,
) -> Answered:
    """Run baselines of a task on its test, and score them.

    Args:
        names: of the baselines; none means all that the task has.
        keys: folder of the answers, where the benchmark keeps them apart.
        out: folder for a file of predictions each, `<task>.<baseline>.jsonl`.

    Raises UsageError for an unknown task or baseline, InputError where the benchmark lacks the task or its answers.
    """
    bench, asked = open_benchmark(benchmark), task_named(task)
    items = with_keys(bench, asked, HIDDEN, keys)
    scores, files = [], []
    for chosen in _chosen(asked, names):
        answers = run_baseline(asked, answered_tables(bench, asked, items), chosen)
        scores.append(score_answers(asked, items, answers, split=HIDDEN, system=chosen.name))
        if out is not None:
            files.append(str(_write(Path(out) / f"{task}.{chosen.name}.jsonl", chosen.name, answers)))
    return Answered(tuple(scores), tuple(files))


def _chosen(task: Task, names: tuple[str, ...]) -> tuple[Baseline, ...]:
    known = {one.name: one for one in baselines_of(task.name)}
    for name in names:
        if name not in known:
            expected = "one of " + ", ".join(known)
            raise UsageError("no such baseline of this task", field="name", found=name, expected=expected)
    return tuple(known[name] for name in names) or tuple(known.values())


def _write(path: Path, system: str, answers: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: list[dict[str, Any]] = [{"system": system}]
    lines += [{"id": item, "prediction": answer} for item, answer in answers.items() if answer is not None]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path
