"""`lm-eval`: a task of lm-evaluation-harness over copies of the benchmark's Parquet files, scored by Dateline.

lm-evaluation-harness resolves relative `data_files` against the folder it is run in, so that a task would run from one
place alone. `custom_dataset` is asked instead: it reads the files beside itself, wherever they were moved together.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.bench.exports.code import identifier, sentence_of, task_name
from dateline.bench.exports.contents import answered
from dateline.bench.exports.lines import write_text
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Asking, Task

MODULE = "dateline_task"

SHOTS = "train"
"""The side that examples are taken from; a corpus of folds has none, and allows no examples."""

STEP = 64
"""The longest answer is told to a model in multiples of so many tokens."""


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<task>.yaml`, `dateline_task.py` and the Parquet files of the items."""
    sides = answered(task, benchmark, "lm-eval")
    for path in sorted((benchmark.folder / "data" / task.name).glob("*.parquet")):
        shutil.copyfile(path, folder / path.name)
    write_text(folder / f"{task_name(task)}.yaml", _yaml(task, benchmark, sides))
    write_text(folder / f"{MODULE}.py", _module(task, benchmark))


def _yaml(task: Task, benchmark: Benchmark, sides: Mapping[str, Sequence[Row]]) -> str:
    """JSON is YAML, so that values are written as JSON."""
    asking = asked(task)
    lines = [
        f"# {benchmark.canary}",
        f"# {task.meaning}",
        f"# lm_eval --include_path . --tasks {task_name(task)} --model ...",
        f"task: {task_name(task)}",
        f"custom_dataset: !function {MODULE}.dataset",
        *_splits(sides),
        f"output_type: {'generate_until' if asking.choices is None else 'multiple_choice'}",
        f"doc_to_text: {_quoted(asking.template)}",
        f"doc_to_target: !function {MODULE}.target",
        *([f"doc_to_choice: !function {MODULE}.choices"] if asking.choices else _generation(task, sides)),
        'target_delimiter: ""',
        f"process_results: !function {MODULE}.process_results",
        "metric_list:",
        *(line for metric in task.scorer.metrics for line in _metric(metric.name, metric.higher)),
        "metadata:",
        f"  version: {_quoted(str(benchmark.manifest['dataset']['version']))}",
    ]
    return "\n".join(lines) + "\n"


def asked(task: Task) -> Asking:
    """How a model is asked. Raises ValueError for a task that it cannot be: such a one is not among `tasks`."""
    if task.asking is None:
        raise ValueError(f"{task.name} has no prompt")
    return task.asking


def _splits(sides: Mapping[str, Sequence[Row]]) -> list[str]:
    named = [
        f"{name}_split: {side}" for name, side in (("validation", "validation"), ("test", "test")) if sides.get(side)
    ]
    if sides.get(SHOTS):
        return [*named, f"training_split: {SHOTS}", f"fewshot_split: {SHOTS}"]
    return [*named, "num_fewshot: 0"]  # written down, it cannot be overruled: examples would be those of the test


def _generation(task: Task, sides: Mapping[str, Sequence[Row]]) -> list[str]:
    """No answer has more tokens than bytes; a blank line is what examples are parted by."""
    longest = max(len(asked(task).write(row).encode()) for rows in sides.values() for row in rows)
    most = -(-longest // STEP) * STEP
    return ["generation_kwargs:", '  until: ["\\n\\n"]', "  do_sample: false", f"  max_gen_toks: {most}"]


def _metric(name: str, higher: bool) -> list[str]:
    return [
        f"  - metric: {_quoted(name)}",
        f"    aggregation: !function {MODULE}.{identifier(name)}",
        f"    higher_is_better: {str(higher).lower()}",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_MODULE_TEXT = '''"""What the task beside this file calls: its rows, and the scores, which Dateline gives.

{meaning}
{canary}
"""

from pathlib import Path

from dateline.bench import harness

TASK = "{task}"


def dataset(**_):
    """The rows of each split, read from the Parquet files beside this file."""
    import datasets
    import pyarrow.parquet as pq

    folder = Path(__file__).resolve().parent
    splits = sorted({{path.name.split("-")[0] for path in folder.glob("*.parquet")}})
    files = {{split: sorted(folder.glob(split + "-*.parquet")) for split in splits}}
    return {{split: datasets.Dataset(pq.read_table(files[split], partitioning=None)) for split in splits}}


def target(doc):
    return {target}


def choices(doc):
    return harness.choices(TASK, doc)


def process_results(doc, results):
    """What an item counts, the same for each figure; figures are made of sums of it."""
    counts = {counts}
    return {{metric.name: counts for metric in harness.metrics(TASK)}}
'''

_FIGURE_TEXT = """

def {identifier}(counts):
    return harness.figure(TASK, "{name}", counts)
"""


def _module(task: Task, benchmark: Benchmark) -> str:
    free = asked(task).choices is None
    text = _MODULE_TEXT.format(
        meaning=sentence_of(task),
        canary=benchmark.canary,
        task=task.name,
        target="harness.right(TASK, doc)" if free else "harness.right_choice(TASK, doc)",
        counts="harness.of_completion(TASK, doc, results[0])"
        if free
        else "harness.of_loglikelihoods(TASK, doc, [result[0] for result in results])",
    )
    figures = (_FIGURE_TEXT.format(identifier=identifier(one.name), name=one.name) for one in task.scorer.metrics)
    return text + "".join(figures)
