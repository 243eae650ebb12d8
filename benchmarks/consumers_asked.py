"""lm-evaluation-harness and Inspect, with models that need no weights."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from consumers_answers import Check, Completions, Run, choosing, completions, read
from lm_eval import evaluator, simple_evaluate
from lm_eval.api.model import LM
from lm_eval.api.registry import register_model
from lm_eval.tasks import TaskManager

from dateline.bench import harness
from dateline.bench.exports.code import task_name

evaluator.add_env_info = lambda results: None  # it lists every package, for each run, for many seconds


@register_model("dateline-stub")
class Stub(LM):
    """A model that says what it is told to; it fails where an item is asked in other words than ours."""

    def __init__(self, task: str, said: Mapping[str, str]) -> None:
        super().__init__()
        self._task, self._said = task, said
        self.contexts: list[str] = []

    def generate_until(self, requests: list[Any], disable_tqdm: bool = False) -> list[str]:
        return [self._answer(request) for request in requests]

    def loglikelihood(self, requests: list[Any], disable_tqdm: bool = False) -> list[tuple[float, bool]]:
        return [(-1.0 - (request.args[1].strip() != self._answer(request).strip()), True) for request in requests]

    def loglikelihood_rolling(self, requests: list[Any], disable_tqdm: bool = False) -> list[float]:
        raise NotImplementedError

    def _answer(self, request: Any) -> str:
        if not request.args[0].endswith(harness.prompt(self._task, request.doc)):
            raise ValueError(f"{request.doc['id']} is asked in other words")
        self.contexts.append(request.args[0])
        return self._said[request.doc["id"]]


def lm_eval_stub(run: Run) -> Iterator[Check]:
    """The stub with several sets of answers; the key scores 1."""
    for given in completions(run):
        if choosing(run) and not all(given.said.values()):
            continue  # a choice is always made
        theirs, _ = _stubbed(run, given, 0)
        yield from run.compared(theirs, given.answers, given.system)
        if given.system == "key":
            first = run.task.scorer.metrics[0].name
            yield Check("key", f"{first} is 1", theirs[first], 1.0)


def lm_eval_shots(run: Run) -> Iterator[Check]:
    """Two examples of the train side stand before each item, with their answers; a corpus of folds allows none."""
    given = next(completions(run))
    theirs, contexts = _stubbed(run, given, 2)
    train = run.bench.rows(run.task.name, "train")
    shown = [harness.prompt(run.task.name, row) + harness.right(run.task.name, row) for row in train]
    found = [sum(one in context for one in shown) for context in contexts]
    yield Check("key", "examples shown", min(found), 2.0 if train else 0.0)
    yield from run.compared(theirs, given.answers, given.system)


def _stubbed(run: Run, given: Completions, shots: int) -> tuple[dict[str, float], list[str]]:
    model = Stub(run.task.name, given.said)
    name = task_name(run.task)
    result = simple_evaluate(
        model=model,
        tasks=[name],
        task_manager=TaskManager(include_path=str(run.place), include_defaults=False),
        num_fewshot=shots or None,
        bootstrap_iters=0,
        log_samples=False,
    )
    return _figures(result["results"][name]), model.contexts


def lm_eval_dummy(run: Run) -> Iterator[Check]:
    """The command line with its dummy model, run from another folder; its logged answers are scored again."""
    out, name = _dummied(run.place.parent, run.logs / "lm_eval"), task_name(run.task)
    figures = json.loads(_newest(out, "results_*.json").read_text(encoding="utf-8"))["results"][name]
    samples = _newest(out, f"samples_{name}_*.jsonl").read_text(encoding="utf-8").split("\n")
    rows = {row["id"]: row for row in run.items}
    answers = {}
    for sample in (json.loads(line) for line in samples if line):
        row = rows[sample["doc"]["id"]]
        answers[row["id"]] = read(run, row, _logged(run, row, sample["filtered_resps"]))
    yield from run.compared(_figures(figures), answers, "dummy")


@cache
def _dummied(exports: Path, out: Path) -> Path:
    """One run of the command line over all tasks: it takes half a minute to say what machine it is on."""
    tasks = ",".join(sorted(path.stem for path in exports.glob("*/*.yaml")))
    command = [sys.executable, "-m", "lm_eval", "--model", "dummy", "--include_path", str(exports), "--tasks", tasks]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "--output_path", str(out), "--log_samples"], cwd=out.parent.parent, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return out


def _logged(run: Run, row: Mapping[str, Any], responses: list[Any]) -> str:
    if not choosing(run):
        return str(responses[0])
    values = [float(response[0]) for response in responses]
    return harness.choices(run.task.name, row)[values.index(max(values))]


def _newest(folder: Path, pattern: str) -> Path:
    return max(folder.rglob(pattern))


def _figures(results: Mapping[str, Any]) -> dict[str, float]:
    return {
        name.split(",")[0]: float(value) for name, value in results.items() if name.endswith(",none") and value != "N/A"
    }


def inspect_mock(run: Run) -> Iterator[Check]:
    """Inspect with its mock model, which says what we tell it."""
    from inspect_ai import eval as evaluate
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    for given in completions(run):
        said = {harness.prompt(run.task.name, row): given.said[row["id"]] for row in run.items}

        def answer(messages: list[Any], *_: Any, said: Mapping[str, str] = said) -> ModelOutput:
            output = ModelOutput.from_content("mockllm/model", said[messages[-1].text])
            output.usage = ModelUsage()  # or it counts tokens, by a vocabulary from the network
            return output

        name = task_name(run.task)
        (log,) = evaluate(
            f"{run.place / name}.py@{name}",  # without the name of its task, a path must be relative
            model=get_model("mockllm/model", custom_outputs=answer, memoize=False),
            log_dir=str(run.logs / "inspect"),
            display="none",
        )
        if log.status != "success" or log.results is None:
            raise RuntimeError(f"{log.status}: {log.error and log.error.message}")
        theirs = {metric: float(found.value) for metric, found in log.results.scores[0].metrics.items()}
        yield from run.compared(theirs, given.answers, given.system)
