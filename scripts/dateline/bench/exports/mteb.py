"""`mteb`: a Python file with a task of MTEB, and the data that it reads beside itself, without the network."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from dateline.bench.exports import beir
from dateline.bench.exports.code import class_name, sentence_of, task_name
from dateline.bench.exports.contents import answered
from dateline.bench.exports.languages import codes
from dateline.bench.exports.lines import write_json_lines, write_text
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Task

RETRIEVAL = "retrieval"


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<task>.py`, and its data: a BEIR folder, or `<split>.jsonl` of pairs."""
    sides = answered(task, benchmark, "mteb")
    if task.name == RETRIEVAL:
        beir.write(task, benchmark, folder)
    else:
        for split, rows in sides.items():
            write_json_lines(folder / f"{split}.jsonl", map(_pair, rows))
    languages = codes(row["language"] for rows in sides.values() for row in rows)
    write_text(folder / f"{task_name(task)}.py", _module(task, benchmark, languages, _digest(folder)))


def _pair(row: Row) -> dict[str, object]:
    texts = [f"{row[f'{which}_title'] or ''}\n{row[f'{which}_text']}".strip() for which in ("first", "second")]
    return {
        "id": row["id"],
        "sentence1": texts[0],
        "sentence2": texts[1],
        "labels": int(row["same"]),
        "canary": row["canary"],
    }


def _digest(folder: Path) -> str:
    """Of all data, so that results of other data are never taken for those of these."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:40]


_HEAD = '''"""A task of MTEB over the files beside this one, read without the network.

{meaning}
{canary}

    import mteb
    from {file} import {name}

    mteb.evaluate(model, {name}())
"""

import json
from pathlib import Path

from datasets import Dataset
from mteb.abstasks import {base}
from mteb.abstasks.task_metadata import TaskMetadata

FOLDER = Path(__file__).resolve().parent


def lines(name):
    with (FOLDER / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class {name}({base}):
    metadata = TaskMetadata(
        name="{name}",
        description="{meaning}",
        dataset={{"path": "{path}", "revision": "{revision}"}},
        type="{type}",
        category="t2t",
        modalities=["text"],
        eval_splits=["test"],
        eval_langs={languages},
        main_score="{score}",
        domains=["News", "Written"],
        annotations_creators="derived",
        sample_creation="found",
    )
'''

_RETRIEVAL_TEXT = """
    def load_data(self, num_proc=None, **kwargs):
        if self.data_loaded:
            return
        judged = {}
        for line in (FOLDER / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            query, document, score = line.split("\\t")
            judged.setdefault(query, {})[document] = int(score)
        documents = [
            {"id": line["_id"], "title": line["title"], "text": line["text"]} for line in lines("corpus.jsonl")
        ]
        queries = [{"id": line["_id"], "text": line["text"]} for line in lines("queries.jsonl")]
        split = {
            "corpus": Dataset.from_list(documents),
            "queries": Dataset.from_list([query for query in queries if query["id"] in judged]),
            "relevant_docs": judged,
            "top_ranked": None,
        }
        self.dataset = {"default": {"test": split}}
        self.data_loaded = True
"""

_PAIRS_TEXT = """
    def load_data(self, num_proc=None, **kwargs):
        if self.data_loaded:
            return
        pairs = [{name: line[name] for name in ("sentence1", "sentence2", "labels")} for line in lines("test.jsonl")]
        self.dataset = {"default": {"test": Dataset.from_list(pairs)}}
        self.data_loaded = True
"""


def _module(task: Task, benchmark: Benchmark, languages: Iterable[str], revision: str) -> str:
    searches = task.name == RETRIEVAL
    head = _HEAD.format(
        meaning=sentence_of(task),
        canary=benchmark.canary,
        file=task_name(task),
        name=class_name(task),
        path=f"local/{task_name(task)}",
        revision=revision,
        base="AbsTaskRetrieval" if searches else "AbsTaskPairClassification",
        type="Retrieval" if searches else "PairClassification",
        languages=list(languages),
        score="ndcg_at_10" if searches else "max_f1",
    )
    return head + (_RETRIEVAL_TEXT if searches else _PAIRS_TEXT)
