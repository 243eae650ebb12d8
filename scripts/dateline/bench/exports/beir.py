"""`beir`: documents, queries and relevance judgements, as the BEIR benchmark lays them out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.bench.exports.contents import answered, splits
from dateline.bench.exports.lines import tab_line, write_json_lines, write_text
from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.task import Task


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`corpus.jsonl`, `queries.jsonl` (of all sides), `qrels/<split>.tsv`."""
    sides = answered(task, benchmark, "beir")
    write_json_lines(folder / "corpus.jsonl", _documents(task, benchmark))
    write_json_lines(folder / "queries.jsonl", (_query(row) for rows in sides.values() for row in rows))
    for split, rows in sides.items():
        judged = [
            tab_line(row["id"], found["document_id"], found["score"]) for row in rows for found in row["relevant"]
        ]
        write_text(folder / "qrels" / f"{split}.tsv", "".join([tab_line("query-id", "corpus-id", "score"), *judged]))


def _documents(task: Task, benchmark: Benchmark) -> Iterator[dict[str, Any]]:
    (part,) = task.tables
    for split in splits(benchmark, part.table.name):
        for row in benchmark.rows(part.table.name, split):
            # no title: the headline is what is asked for
            yield {"_id": row["id"], "title": "", "text": row["text"], "metadata": _metadata(row)}


def _query(row: Row) -> dict[str, Any]:
    return {"_id": row["id"], "text": row["query"], "metadata": _metadata(row)}


def _metadata(row: Row) -> dict[str, Any]:
    return {"language": row["language"], "canary": row["canary"]}
