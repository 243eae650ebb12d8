"""Small made-up datasets, written as any tool might write them, to compare."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.compare import Diff, Edition, compare
from dateline.manifest import Manifest, TableEntry, inputs_digest, manifest_text
from dateline.write import Written, file_sha256
from dateline_schema.tables import BY_NAME

Row = dict[str, Any]
Rows = dict[str, list[Row]]
VERSIONS = {"dateline": "0.1.0", "schema": "0.1.0", "pyarrow": "26.0.1"}
NAMES = ("Nordland", "Ada Brekke")


def article(number: int) -> Row:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    day = dt.date(2020, 1, 1) + dt.timedelta(number % 900)
    body = (
        f"{NAMES[0]} kept the ferry.\n\n{NAMES[1]} said so {number} times, and nobody in the chamber wished to speak."
    )
    return {
        "id": digest[:16],
        "title": f"Ferry number {number} stays",
        "date": day,
        "date_edtf": day.isoformat(),
        "date_basis": "stated",
        "source": "The Nordland Post",
        "agencies": [],
        "authors": ["Ola Berg"],
        "url": f"https://nordlandpost.example/{number}",
        "language": "en",
        "actors": [
            {
                "id": f"{digest[:16]}.{place:04x}",
                "name": name,
                "kind": "person",
                "mentions": [
                    {"start": body.index(name), "end": body.index(name) + len(name), "text": name, "form": "full"}
                ],
            }
            for place, name in enumerate(NAMES)
        ],
        "body": body,
        "raw_sha256": digest,
        "raw_path": f"raw/{number:06d}.txt",
    }


def evidence(row: Row, field: str, value: str | None) -> Row:
    found = {"value": value, "raw": value, "start": 0, "end": len(value or "") or None}
    return {"article_id": row["id"], "field": field, **found, "rule": "test", "chosen": True, "articles": []}


def details(articles: Sequence[Row]) -> Rows:
    """The tables of what is said of these articles."""
    actors = [actor for row in articles for actor in row["actors"]]
    return {
        "articles": sorted(articles, key=lambda row: row["id"]),
        "actors": [
            {**{key: actor[key] for key in ("id", "name", "kind")}, "aliases": [], "offices": []} for actor in actors
        ],
        "mentions": [
            {"article_id": row["id"], "actor_id": actor["id"], **mention}
            for row in articles
            for actor in row["actors"]
            for mention in actor["mentions"]
        ],
        "evidence": [
            evidence(row, field, str(row[field])) for row in articles for field in ("title", "date", "date_edtf", "url")
        ]
        + [evidence(row, "body", part) for row in articles for part in row["body"].split("\n\n")],
        "stories": [],
        "rejects": [
            {"raw_path": "raw/empty.txt", "sha256": None, "stage": "read", "rule": "empty", "message": "no text in it"}
        ],
    }


def cut(rows: Sequence[Row], number: int) -> list[Sequence[Row]]:
    return [rows[shard * len(rows) // number : (shard + 1) * len(rows) // number] for shard in range(number)]


def write_edition(
    folder: Path,
    rows: Mapping[str, Sequence[Row]],
    *,
    shards: int = 1,
    splits: Mapping[str, Callable[[Row], bool]] | None = None,
    schemas: Mapping[str, pa.Schema] | None = None,
    versions: Mapping[str, str] = VERSIONS,
    inputs: Sequence[tuple[str, str | None]] = (("raw/1.txt", "a" * 64),),
    compression: str = "zstd",
    group: int = 7,
    **said: Any,
) -> Edition:
    """Write a dataset folder; `splits` says which rows each split has."""
    entries = {}
    for name, lines in rows.items():
        schema = (schemas or {}).get(name) or BY_NAME[name].schema
        files = []
        for split, chosen in (splits or {"train": lambda row: True}).items():
            for shard, part in enumerate(cut([row for row in lines if chosen(row)], shards)):
                path = f"data/{name}/{split}-{shard:05d}-of-{shards:05d}.parquet"
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                table = pa.Table.from_pylist(list(part), schema=schema)
                pq.write_table(table, file, compression=compression, row_group_size=group)
                files.append(Written(name, path, len(part), file.stat().st_size, file_sha256(file), table.nbytes))
        entries[name] = TableEntry(len(lines), "", tuple(files))
    known = {"name": "ferry", "version": "1.0.0", "license": "cc-by-4.0", **said}
    manifest = Manifest(
        versions=versions,
        inputs=len(inputs),
        inputs_sha256=inputs_digest(inputs),
        input_files=tuple(inputs),
        tables=entries,
        **known,
    )
    (folder / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")
    return Edition(folder.name, folder, manifest)


@pytest.fixture(scope="session")
def make() -> Callable[[int], Rows]:
    """`make(count)`: the tables of so many articles, as rows."""
    return lambda count: details([article(number) for number in range(count)])


@pytest.fixture(scope="session")
def tables_of() -> Callable[[Sequence[Row]], Rows]:
    """All tables of the articles given, whose details are made anew."""
    return details


@pytest.fixture(scope="session")
def write() -> Callable[..., Edition]:
    """Write a dataset folder: `write(folder, rows, shards=1, ...)`."""
    return write_edition


@pytest.fixture
def diff(tmp_path: Path) -> Callable[..., Diff]:
    """Write two editions of these rows and compare them; options for the new one, and for the comparison."""

    def run(old: Rows, new: Rows, before: Mapping[str, Any] | None = None, *, examples: int = 5, **after: Any) -> Diff:
        tables = after.pop("tables", None)
        one = write_edition(tmp_path / "old", old, **(before or {}))
        other = write_edition(tmp_path / "new", new, **after)
        return compare(one, other, examples=examples, tables=tables)

    return run
