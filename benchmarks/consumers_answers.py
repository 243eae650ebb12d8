"""Answers to give to a tool, and the same answers scored by `dateline bench score`."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.bench import harness
from dateline.bench.baselines import baselines_of, run_baseline
from dateline.bench.exports.lm_eval import asked
from dateline.bench.folder import Benchmark, open_benchmark
from dateline.bench.score import score
from dateline.bench.task import Task

EXACT = 1e-9

ROUNDED = 0.51e-6
"""`dateline bench score` rounds its figures to six places."""


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of a tool beside ours; `within` is how far they may lie apart, and why is said where it is used."""

    answers: str
    figure: str
    theirs: float
    ours: float
    within: float = EXACT

    @property
    def same(self) -> bool:
        if math.isnan(self.theirs) or math.isnan(self.ours):
            return math.isnan(self.theirs) and math.isnan(self.ours)
        return abs(self.theirs - self.ours) <= self.within

    def row(self) -> str:
        return (
            f"{self.answers:<16} {self.figure:<18} {self.theirs:>14.10f} {self.ours:>14.10f}  "
            f"{'yes' if self.same else 'NO'}"
        )


@dataclass(frozen=True)
class Run:
    """A task in one format: the benchmark, where the export stands, where logs may go."""

    benchmark: Path
    task: Task
    place: Path
    logs: Path

    @property
    def bench(self) -> Benchmark:
        return open_benchmark(self.benchmark)

    @cached_property
    def items(self) -> list[dict[str, Any]]:
        """The items of the test."""
        return self.bench.rows(self.task.name)

    def ours(self, answers: Mapping[str, Any], system: str = "stub") -> dict[str, float]:
        """Our figures of answers, as the scorer gives them, not rounded; nan where nothing was there to be measured.

        Raises ValueError where `dateline bench score`, which rounds, says something else of the same answers.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        path = self.logs / f"{self.task.name}.{system}.jsonl"
        lines = [{"id": item, "prediction": answer} for item, answer in answers.items() if answer is not None]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        sums = self.task.scorer.counts(self.items, [answers.get(row["id"]) for row in self.items]).sum(axis=0)
        found = {metric.name: float(metric.of(sums)) for metric in self.task.scorer.metrics}
        for told in score(self.benchmark, self.task.name, path, system=system).figures:
            value = math.nan if told.value is None else told.value
            if not Check(system, told.name, value, found[told.name], ROUNDED).same:
                raise ValueError(f"dateline bench score says {told.name} {value}, the scorer {found[told.name]}")
        return found

    def compared(
        self, theirs: Mapping[str, float], answers: Mapping[str, Any], system: str, within: float = EXACT
    ) -> Iterator[Check]:
        """Each figure of ours beside the one of that name of theirs."""
        for name, ours in self.ours(answers, system).items():
            yield Check(system, name, theirs.get(name, math.nan), ours, within)


@dataclass(frozen=True, slots=True)
class Completions:
    """What a stub model says, by item; `answers` is what that means."""

    system: str
    said: Mapping[str, str]
    answers: Mapping[str, Any]


def completions(run: Run) -> Iterator[Completions]:
    """Completions that are all right, of which every other is another item's or choice's, of baselines, and none."""
    rows = run.items
    right = [harness.right(run.task.name, row) for row in rows]
    yield _meant(run, "key", right)
    yield _meant(run, "half", [_wrong(run, right, at) if at % 2 else right[at] for at in range(len(rows))])
    yield _meant(run, "nothing", [""] * len(rows))
    for baseline in baselines_of(run.task.name):
        answers = run_baseline(run.task, run.bench, baseline)
        said = [_said(run, row, answers[row["id"]]) for row in rows]
        if all(one is not None for one in said):
            yield _meant(run, baseline.name, [one or "" for one in said])


def choosing(run: Run) -> bool:
    """Whether a model is asked to choose."""
    return run.task.asking is not None and run.task.asking.choices is not None


def read(run: Run, row: Mapping[str, Any], completion: str) -> Any:
    """The answer in a completion, None where it is not sound, as a tool would pass it."""
    answer = asked(run.task).read(completion, row)
    return answer if answer is None or run.task.scorer.sound(answer, row) else None


def _meant(run: Run, system: str, said: Sequence[str]) -> Completions:
    """Items that ask the very same are told the same, for a model knows them by what they ask."""
    first: dict[str, str] = {}
    for row, one in zip(run.items, said, strict=True):
        first.setdefault(harness.prompt(run.task.name, row), one)
    told = {row["id"]: first[harness.prompt(run.task.name, row)] for row in run.items}
    return Completions(system, told, {row["id"]: read(run, row, told[row["id"]]) for row in run.items})


def _wrong(run: Run, right: Sequence[str], at: int) -> str:
    """What is right of another item; where there are choices, the one that stands behind the right one."""
    if not choosing(run):
        return right[at - 1]
    row = run.items[at]
    offered = harness.choices(run.task.name, row)
    return offered[(harness.right_choice(run.task.name, row) + 1) % len(offered)]


def _said(run: Run, row: Mapping[str, Any], answer: Any) -> str | None:
    """A completion that means an answer; None where no plain one does."""
    if answer is None:
        return ""
    offered = harness.choices(run.task.name, row) if choosing(run) else [f" {answer}", f" {json.dumps(answer)}"]
    return next((one for one in offered if read(run, row, one) == answer), None)
