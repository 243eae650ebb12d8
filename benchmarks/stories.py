"""Stories: accuracy on labelled reports, time and memory against the size of the corpus.

    python benchmarks/stories.py cases [FILE ...]
    python benchmarks/stories.py corpus DATASET [--labels labels.json]
    python benchmarks/stories.py scale [--articles 10000 30000 100000 300000]
    python benchmarks/stories.py background POOL.jsonl ... > background.tsv

``cases``: the reports of `tests/stories/cases.jsonl`, which the thresholds were set on, and of
`tests/stories/unseen_cases.jsonl`, which were written afterwards. ``corpus``: a dataset that was built, against labels
(an event for each article id; one that is not in the file is alone). ``scale``: a made-up world (`stories_world.py`), a
line for each size, each in a process of its own: the processor's milliseconds a document for `profile`, which runs over
buckets in workers, and for `find_stories` with the table of stories; peak memory before and after, all of the constant
part in it; accuracy. ``background``: the table of common stems that comes with the package, from lines with url, lang,
title and body.

B-cubed is over articles, an article in no story is alone; pairs are those of articles in one story.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from linking_scores import bcubed, pairwise
from stories_world import World, joined, reports, world

from dateline.corpus.stories import DAYS, HISTORY, find_stories, profile, stories
from dateline.corpus.stories.terms import CHARACTERS, stem, tokens
from dateline.corpus.summary import SUMMARY, summarize
from dateline.engine import LocalEngine

TESTS = Path(__file__).parents[1] / "tests" / "stories"
CASES = (TESTS / "cases.jsonl", TESTS / "unseen_cases.jsonl")
COPIES = pa.schema([("article_id", pa.string()), ("duplicate_of", pa.string())])
TEXTS = ("id", "title", "body", "language")
BUCKET = 4_000
LISTED = {"de": 4, "en": 5}
"""Articles of a language that hold a stem of the background at the least: about one in thirty."""


def members(profiles: Sequence[str], summary: pa.Table, days: pa.Table, folder: str) -> pa.Table:
    engine = LocalEngine(1, scratch=Path(folder))
    return find_stories(profiles, summary, COPIES.empty_table(), days, HISTORY.empty_table(), engine, folder)


def scores(events: Sequence[object], ids: Sequence[str], found: pa.Table) -> str:
    """Gold events of articles against their stories."""
    story = dict(zip(found["article_id"].to_pylist(), found["story_id"].to_pylist(), strict=True))
    named = [story.get(article, article) for article in ids]
    gold = sum(n * (n - 1) // 2 for n in Counter(events).values())
    return f"B3 {bcubed(events, named)} | pairs {pairwise(events, named)}, {gold:,} in the labels"


def print_cases(files: Iterable[Path]) -> None:
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        rows.sort(key=lambda row: str(row["id"]))
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/profile.parquet"
            pq.write_table(profile(pa.Table.from_pylist([{name: row[name] for name in TEXTS} for row in rows])), path)
            found = members([path], *_known(rows), folder)
        print(f"{file.name}: {len(rows)} articles, {len({row['story'] for row in rows})} events")
        print("  " + scores([row["story"] for row in rows], [row["id"] for row in rows], found))


def _known(rows: Sequence[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    """Summary and days of labelled reports."""
    summary, days = [], []
    for row in rows:
        told = row["day"] or ""
        exact = date.fromisoformat(told) if told[:1].isdigit() else None
        month, day = (int(told[5:7]), int(told[8:10])) if told.startswith("XXXX-") else (None, None)
        names = [actor.rpartition("-")[2].capitalize() for actor in row["actors"]]
        own = {name: row[name] for name in ("id", "title", "source", "language", "actors")}
        mentions = [max(1, row["body"].count(name)) for name in names]
        lists: dict[str, Any] = {"agencies": [], "authors": [], "mentions": mentions}
        summary.append({**dict.fromkeys(SUMMARY.names), **own, **lists, "date": exact, "characters": len(row["body"])})
        days.append({"article_id": row["id"], "first": exact, "last": exact, "month": month, "day": day})
    return pa.Table.from_pylist(summary, schema=SUMMARY), pa.Table.from_pylist(days, schema=DAYS)


def print_corpus(dataset: Path, labels: Path | None) -> None:
    files = sorted((dataset / "data" / "articles").glob("*.parquet"))
    articles = pa.concat_tables([pq.read_table(file) for file in files]).sort_by("id")
    summary, ids = summarize(articles), articles["id"].to_pylist()
    dates = summary["date"]
    days = pa.table([ids, dates, dates, *[pa.nulls(len(ids), pa.int8())] * 2], schema=DAYS)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/profile.parquet"
        pq.write_table(profile(articles), path)
        found = members([path], summary, days, folder)
    titles = dict(zip(ids, summary["title"].to_pylist(), strict=True))
    for row in found.sort_by([("story_id", "ascending"), ("article_id", "ascending")]).to_pylist():
        print(f"{row['story_id']} {row['article_id']} {titles[row['article_id']]}: {row['reason']}")
    known = json.loads(labels.read_text(encoding="utf-8")) if labels else {}
    print(scores([known.get(article, article) for article in ids], ids, found))


def measure(articles: int) -> None:
    """One line of the curve. The world is made in another process: what that takes is no part of it."""
    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1, get_context("spawn")) as maker:
            profiles, corpus, spent = maker.submit(make, articles, folder).result()
        before, begin = _peak(), time.process_time()
        found = members(profiles, corpus.summary, corpus.days, folder)
        told = stories(found, corpus.summary).num_rows
        cost = time.process_time() - begin
        peak = _peak()
    right = scores(corpus.events, corpus.summary["id"].to_pylist(), found)
    print(
        f"{articles:9,} articles | profile {1000 * spent / articles:.2f} ms/doc | stories {1000 * cost / articles:.2f} "
        f"ms/doc, {cost:.0f} CPU s, {told:,} | {before:.0f} -> {peak:.0f} MB, {1000 * (peak - before) / articles:.2f} "
        f"KB/doc | {right}",
        flush=True,
    )


def make(articles: int, folder: str) -> tuple[list[str], World, float]:
    """A world of reports: the files of its profiles, its tables, and the seconds that profiles took."""
    worlds, profiles, spent = [], [], 0.0
    for number, batch in enumerate(_batches(reports(articles))):
        worlds.append(world([one[:3] for one in batch]))
        texts = [{**{name: row[name] for name in TEXTS if name != "body"}, "body": body} for row, *_, body in batch]
        begin = time.process_time()
        profiles.append(f"{folder}/profile-{number:05d}.parquet")
        pq.write_table(profile(pa.Table.from_pylist(texts)), profiles[-1])
        spent += time.process_time() - begin
    return profiles, joined(worlds), spent


def _batches(made: Iterator[Any]) -> Iterator[list[Any]]:
    """As many reports at a time as a bucket has; itertools.batched is of Python 3.12."""
    while batch := list(islice(made, BUCKET)):
        yield batch


def _peak() -> float:
    """MB that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def background(files: Iterable[Path]) -> Iterator[str]:
    """The lines of the table of common stems."""
    texts: dict[str, tuple[str, str]] = {}
    for file in files:
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            if row.get("lang") in LISTED and row["body"]:
                texts[row["url"]] = (row["lang"], f"{row['title'] or ''}\n{row['body'][:CHARACTERS]}")
    yield "# language, stem, articles in a thousand that hold it; made by benchmarks/stories.py background"
    for language, least in LISTED.items():
        own = [text for of, text in texts.values() if of == language]
        counts = Counter(found for text in own for found in {stem(token) for token in tokens(text)} - {""})
        for found, count in sorted(counts.items()):
            if count >= least and not found[0].isdigit():
                yield f"{language}\t{found}\t{round(1000 * count / len(own))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("cases").add_argument("files", type=Path, nargs="*")
    command = commands.add_parser("corpus")
    command.add_argument("dataset", type=Path)
    command.add_argument("--labels", type=Path)
    for name in ("scale", "one"):
        default = [10_000, 30_000, 100_000, 300_000]
        commands.add_parser(name).add_argument("--articles", type=int, nargs="+", default=default)
    commands.add_parser("background").add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    if given.command == "cases":
        print_cases(given.files or CASES)
    elif given.command == "corpus":
        print_corpus(given.dataset, given.labels)
    elif given.command == "background":
        print("\n".join(background(given.files)))
    elif given.command == "one":
        measure(given.articles[0])
    else:
        for size in given.articles:  # a process of its own has its own peak
            subprocess.run([sys.executable, __file__, "one", "--articles", str(size)], check=True)  # noqa: S603 - this file


if __name__ == "__main__":
    main()
