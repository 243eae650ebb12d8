"""Made-up articles for the tests of the contract."""

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.card import render_card
from dateline.manifest import Manifest, make_manifest, manifest_text
from dateline.settings import Settings
from dateline.tally import Tally
from dateline.write import ContentDigest, shard_path, write_parquet
from dateline_schema.tables import ACTORS, ARTICLES, BY_NAME, EVIDENCE, MENTIONS, REJECTS, STORIES

SENTENCES = (
    "Nordland's parliament voted on Tuesday to keep the ferry to Westhaven running through the winter.",
    "Prime Minister Ada Brekke said the line was a lifeline for the islands and would be paid for from the reserve.",
    "Opposition members of the Harbour Union called the sum too small and asked for a second reading in spring.",
    "Fishermen in Westhaven had blocked the quay for two days before the vote, saying that prices had doubled.",
    "“We have waited ten years for a road,” Brekke told the chamber, “and until it comes the ferry stays.”",
)
NAMES = ("Nordland", "Ada Brekke", "Harbour Union", "Westhaven", "Brekke")


def article(number: int, paragraphs: int = 20) -> dict[str, Any]:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    body = "\n\n".join(f"{SENTENCES[(number + line) % 5]} Line {line} of {number}." for line in range(paragraphs))
    day = dt.date(2020, 1, 1) + dt.timedelta(number % 900)
    return {
        "id": digest[:16],
        "title": f"Ferry to Westhaven stays, says vote {number}",
        "subtitle": None,
        "date": day,
        "published_at": dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC),
        "date_edtf": day.isoformat(),
        "date_basis": "stated",
        "source": "The Nordland Post",
        "source_domain": "nordlandpost.example",
        "agencies": [],
        "authors": ["Ola Berg"],
        "translator": None,
        "url": f"https://www.nordlandpost.example/{day:%Y/%m/%d}/ferry-{number}",
        "language": "en",
        "actors": actors(digest[:16], body),
        "body": body,
        "story_id": None,
        "duplicate_of": None,
        "raw_sha256": digest,
        "raw_path": f"raw/{number:06d}.txt",
    }


def actors(article_id: str, body: str) -> list[dict[str, Any]]:
    found = []
    taken: set[int] = set()
    for place, name in enumerate(NAMES):
        mentions = []
        start = body.find(name)
        while start >= 0:
            if not taken & set(range(start, start + len(name))):
                taken |= set(range(start, start + len(name)))
                mentions.append({"start": start, "end": start + len(name), "text": name, "form": "full"})
            start = body.find(name, start + 1)
        if mentions:
            found.append({"id": f"{article_id}.{place:04x}", "name": name, "kind": "person", "mentions": mentions})
    return found


def evidence(row: dict[str, Any]) -> list[dict[str, Any]]:
    values = [(name, row[name]) for name in ("title", "date", "source", "url", "language")]
    values += [("authors", name) for name in row["authors"]] + [("body", part) for part in row["body"].split("\n\n")]
    rows = []
    for field, value in values:
        raw = None if value is None else str(value)
        rows.append(
            {
                "article_id": row["id"],
                "field": field,
                "value": raw,
                "raw": raw,
                "start": None if raw is None else 0,
                "end": None if raw is None else len(raw),
                "rule": "test",
                "reason": "none stated" if raw is None else None,
                "chosen": True,
                "articles": [],
            }
        )
    return rows


def tables_of(rows: list[dict[str, Any]]) -> dict[str, pa.Table]:
    rows = sorted(rows, key=lambda row: row["id"])
    named = [
        {"article_id": row["id"], "actor_id": actor["id"], **mention}
        for row in rows
        for actor in row["actors"]
        for mention in actor["mentions"]
    ]
    known = [
        {"id": actor["id"], "name": actor["name"], "kind": actor["kind"], "aliases": [], "offices": []}
        for row in rows
        for actor in row["actors"]
    ]
    return {
        "articles": pa.Table.from_pylist(rows, schema=ARTICLES.schema),
        "actors": pa.Table.from_pylist(sorted(known, key=lambda row: str(row["id"])), schema=ACTORS.schema),
        "mentions": pa.Table.from_pylist(
            sorted(named, key=lambda row: (row["article_id"], row["start"])), schema=MENTIONS.schema
        ),
        "evidence": pa.Table.from_pylist([line for row in rows for line in evidence(row)], schema=EVIDENCE.schema),
        "stories": STORIES.schema.empty_table(),
        "rejects": REJECTS.schema.empty_table(),
    }


@pytest.fixture(scope="session")
def make() -> Callable[[int], dict[str, pa.Table]]:
    """Tables of so many made-up articles, all of which keep the contract."""
    return lambda count: tables_of([article(number) for number in range(count)])


def write_dataset(folder: Path, tables: dict[str, pa.Table], settings: Settings, shards: int = 1) -> Manifest:
    """Write a dataset folder as a build does, its articles cut in `shards` by their ids."""
    tally, files, digests = Tally(), [], {name: ContentDigest(BY_NAME[name]) for name in tables}
    for number in range(shards):
        for name, table in tables.items():
            if not BY_NAME[name].bucketed:
                part, path = table, shard_path(name, 0, 1)
                if number:
                    continue
            else:
                column = "id" if name == "articles" else "article_id"
                ids = table[column].to_pylist()
                part = table.filter(pa.array([int(one[:2], 16) * shards // 256 == number for one in ids], pa.bool_()))
                path = shard_path(name, number, shards)
            tally.add({name: part})
            digests[name].update(part)
            files.append(write_parquet(part, BY_NAME[name], folder, path))
    inputs = [(row["raw_path"], row["raw_sha256"]) for row in tables["articles"].to_pylist()]
    manifest = make_manifest(settings, inputs, files, {name: digest.hexdigest() for name, digest in digests.items()})
    (folder / "README.md").write_text(render_card(settings, tally, manifest), encoding="utf-8")
    (folder / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")
    return manifest


@pytest.fixture(scope="session")
def write() -> Callable[..., Manifest]:
    """Write a dataset folder: `write(folder, tables, settings, shards)`."""
    return write_dataset
