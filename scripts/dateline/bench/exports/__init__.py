"""Formats that other tools read; a new one is a file here and a line in `EXPORTS`."""

from dateline.bench.exports import beir, hipe, inspect_ai, iob2, jsonl, lm_eval, mteb
from dateline.bench.exports.export import Export
from dateline.bench.tasks import NAMES, TASKS
from dateline.errors import UsageError

ASKED: tuple[str, ...] = tuple(task.name for task in TASKS if task.asking is not None and task.scorer.single)
"""Tasks that language models are asked, one item at a time."""

EXPORTS: tuple[Export, ...] = (
    Export("jsonl", "plain lines of JSON: inputs, key, and the prompt where there is one", NAMES, jsonl.write),
    Export("beir", "documents, queries and judgements as a BEIR folder", ("retrieval",), beir.write),
    Export("mteb", "a task of MTEB, which reads its data offline", ("retrieval", "story-linking"), mteb.write),
    Export("lm-eval", "a task of lm-evaluation-harness over the Parquet files", ASKED, lm_eval.write),
    Export("inspect", "a task file of Inspect and its samples", ASKED, inspect_ai.write),
    Export("iob2", "tokens with tags and offsets, as CoNLL", ("actor-recognition",), iob2.write),
    Export("hipe", "mentions with identities, in the columns of HIPE-2022", ("actor-linking",), hipe.write),
)
"""Every format, in the order in which they are shown."""


def export_named(name: str, task: str) -> Export:
    """The format of that name for a task. Raises UsageError where there is none, or the task cannot be written so."""
    for export in EXPORTS:
        if export.name == name and task in export.tasks:
            return export
    fitting = ", ".join(export.name for export in EXPORTS if task in export.tasks)
    raise UsageError("no such format for this task", field=task, found=name, expected=f"one of {fitting}")
