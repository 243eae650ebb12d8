"""What `dateline diff` costs where the date of one article was corrected, by the number of articles.

    python benchmarks/compare.py [--articles 5 100000] [--recut]

Datasets of made-up words are written as a build cuts them, then once more with the date of one article and its evidence
changed; a process of its own compares the two. `--recut` writes the second in one shard more: every file differs then.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline.manifest import make_manifest, manifest_text
from dateline.settings import Dataset, Settings
from dateline.write import shard_path, write_parquet
from dateline_schema.tables import BY_NAME

PER_SHARD = 4_000  # as pipeline.ROWS
PARAGRAPHS = 10
WORDS = 40
NAMED = 6
LETTERS = "etaoinshrdlucmfwypvbgk"


def vocabulary(chance: random.Random) -> list[str]:
    """Made-up words."""
    return ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(20_000)]


def article(number: int, words: list[str], day: dt.date) -> dict[str, Any]:
    """A row of `articles`; the same number makes the same row."""
    chance = random.Random(number)  # noqa: S311 - no secret
    digest = hashlib.sha256(b"%d" % number).hexdigest()
    # words of a text are not equally frequent, or it would not compress as a text does
    texts = [" ".join(words[int(20_000 * chance.random() ** 4)] for _ in range(WORDS)) for _ in range(PARAGRAPHS)]
    title = " ".join(chance.choices(words, k=8))
    return {
        "id": digest[:16],
        "title": title,
        "date": day,
        "date_edtf": day.isoformat(),
        "date_basis": "stated",
        "source": "The Nordland Post",
        "source_domain": "nordlandpost.example",
        "agencies": [],
        "authors": [" ".join(chance.choices(words, k=2))],
        "url": f"https://nordlandpost.example/{digest[:12]}",
        "language": "en",
        "actors": [actor(digest[:16], texts[0], place) for place in range(NAMED)],
        "body": "\n\n".join(texts),
        "raw_sha256": digest,
        "raw_path": f"raw/{number:06d}.txt",
    }


def actor(identifier: str, text: str, place: int) -> dict[str, Any]:
    """An actor that a word of the text names."""
    word = text.split()[place]
    start = sum(len(other) + 1 for other in text.split()[:place])
    mention = {"start": start, "end": start + len(word), "text": word, "form": "full"}
    return {"id": f"{identifier}.{place:04x}", "name": word, "kind": "person", "mentions": [mention]}


def details(row: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of `mentions` and `evidence` of an article."""
    mentions = [
        {"article_id": row["id"], "actor_id": one["id"], **mention}
        for one in row["actors"]
        for mention in one["mentions"]
    ]
    values = [(name, str(row[name])) for name in ("title", "date", "date_edtf", "source", "url", "language")]
    values += [("body", text) for text in row["body"].split("\n\n")]
    evidence = [
        {"article_id": row["id"], "field": field, "value": value, "raw": value, "start": at * 100, "rule": "made-up"}
        | {"end": at * 100 + len(value), "chosen": True, "articles": []}
        for at, (field, value) in enumerate(values)
    ]
    return mentions, evidence


def shards(count: int, number: int, corrected: int | None) -> Iterator[list[dict[str, Any]]]:
    """The articles by shard, in order of their ids."""
    words = vocabulary(random.Random(0))  # noqa: S311 - no secret
    order = sorted(range(count), key=lambda one: hashlib.sha256(b"%d" % one).hexdigest())
    for shard in range(number):
        part = order[shard * count // number : (shard + 1) * count // number]
        yield [
            article(one, words, dt.date(2020, 1, 1) + dt.timedelta(one % 900 + (1 if one == corrected else 0)))
            for one in part
        ]


def write_edition(folder: Path, count: int, number: int, corrected: int | None = None) -> None:
    """Write a dataset folder of `count` articles in `number` shards, one of them with another date."""
    files = []
    for shard, rows in enumerate(shards(count, number, corrected)):
        parts = [details(row) for row in rows]
        tables = {
            "articles": rows,
            "mentions": [line for mentions, _ in parts for line in sorted(mentions, key=lambda one: one["start"])],
            "evidence": [line for _, evidence in parts for line in evidence],
        }
        for name, lines in tables.items():
            table = pa.Table.from_pylist(lines, schema=BY_NAME[name].schema)
            files.append(write_parquet(table, BY_NAME[name], folder, shard_path(name, shard, number)))
    digests = dict.fromkeys(("articles", "mentions", "evidence"), "")
    settings = Settings(Dataset(name="made-up", pretty_name="Made up", version="1.0.0", license="cc0-1.0"))
    (folder / "manifest.json").write_text(manifest_text(make_manifest(settings, [], files, digests)), encoding="utf-8")


def compare_one(old: str, new: str) -> dict[str, Any]:
    """Compare in this process and tell what it took."""
    from dateline.compare import compare, open_edition

    wall = time.monotonic()
    with open_edition(old) as one, open_edition(new) as other:
        diff = compare(one, other)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "verdict": diff.verdict,
        "share": diff.travel.share,
        "moved": diff.travel.new_bytes,
        "size": diff.travel.size,
        "wall": time.monotonic() - wall,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),  # Linux counts kB, macOS bytes
        "changed": {f"{table.name}.{column.name}": column.count for table in diff.tables for column in table.columns},
    }


def measure(count: int, recut: bool) -> dict[str, Any]:
    """One comparison in a fresh process, so that its peak is its own."""
    with tempfile.TemporaryDirectory() as place:
        old, new = Path(place) / "old", Path(place) / "new"
        number = max(1, -(-count // PER_SHARD))
        write_edition(old, count, number)
        write_edition(new, count, number + recut, corrected=count // 2)
        command = [sys.executable, __file__, "--one", str(old), str(new)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file itself
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Parse arguments, measure, print a line a size."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(compare_one(sys.argv[2], sys.argv[3])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[5, 100_000])
    parser.add_argument("--recut", action="store_true", help="the second edition in one shard more")
    arguments = parser.parse_args()
    for count in arguments.articles:
        one = measure(count, arguments.recut)
        print(
            f"{count:>9,} articles: {one['verdict']}, {one['wall']:.2f} s wall, {one['cpu']:.2f} s CPU, "
            f"{one['peak']:.0f} MB peak; travels {one['moved']:,} of {one['size']:,} bytes ({one['share']:.2%})"
        )
        print(f"{'':>19} values changed: {one['changed']}")


if __name__ == "__main__":
    main()
