"""`inspect`: a task file of Inspect and its samples, scored by Dateline."""

from pathlib import Path

from dateline.bench import harness
from dateline.bench.exports.code import identifier, sentence_of, task_name
from dateline.bench.exports.contents import answered
from dateline.bench.exports.lines import write_json_lines, write_text
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Task


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<task>.py`, and `<split>.jsonl` of each side."""
    for split, rows in answered(task, benchmark, "inspect").items():
        write_json_lines(folder / f"{split}.jsonl", (_sample(task, row) for row in rows))
    write_text(folder / f"{task_name(task)}.py", _module(task, benchmark))


def _sample(task: Task, row: Row) -> dict[str, object]:
    """A sample as Inspect names its fields; the columns of the item, which the scorer needs, are its metadata."""
    right = harness.right(task.name, row).strip()
    return {"id": row["id"], "input": harness.prompt(task.name, row), "target": right, "metadata": dict(row)}


_TEXT = '''"""A task of Inspect, scored by Dateline.

{meaning}
{canary}

    inspect eval {file}.py --model ...
"""

from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import json_dataset
from inspect_ai.scorer import SampleScore, Score, metric, scorer
from inspect_ai.solver import generate

from dateline.bench import harness

TASK = "{task}"


def figure(name):
    def compute(scores: list[SampleScore]):  # Inspect looks at the type to know what to pass
        return harness.figure(TASK, name, [one.score.value for one in scores])

    return compute

{metrics}
@scorer(metrics=[{called}])
def dateline_scorer():
    """The counts of an answer; figures are made of sums of them."""

    async def score(state, target):
        completion = state.output.completion
        counts = harness.of_completion(TASK, state.metadata, completion)
        return Score(value=counts, answer=completion)

    return score


@task
def {file}(split="test"):
    samples = Path(__file__).resolve().parent / (split + ".jsonl")
    return Task(dataset=json_dataset(str(samples)), solver=generate(), scorer=dateline_scorer())
'''

_METRIC_TEXT = """
@metric(name="{name}")
def {identifier}():
    return figure("{name}")

"""


def _module(task: Task, benchmark: Benchmark) -> str:
    names = [metric.name for metric in task.scorer.metrics]
    return _TEXT.format(
        meaning=sentence_of(task),
        canary=benchmark.canary,
        file=task_name(task),
        task=task.name,
        metrics="".join(_METRIC_TEXT.format(name=name, identifier=identifier(name)) for name in names),
        called=", ".join(f"{identifier(name)}()" for name in names),
    )
