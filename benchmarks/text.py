"""Quality and cost of reading texts as scrapers leave them: `python benchmarks/text.py SAMPLES [--held-out]`.

SAMPLES holds `gold.jsonl` and the texts that it names. The table has a row for each scraper's style: title, date,
wrong dates, authors, authors where all are people, body (ROUGE-L), bodies of 0.95 and more, bag-of-words F1, all in
per cent, and CPU milliseconds a text. The block models that come with the package were trained on these samples;
`--held-out` trains them anew for each of five folds of publishers and reads each page with models that never saw its
publisher: the figures to report.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))  # the scorer beside this file

import scoring

from dateline.api import extract
from dateline.extract import model, train

Gold = dict[str, Any]
Timed = tuple[scoring.Score, float]

ALL = "all"
HEADS = ("title", "date", "wrong", "authors", "people", "body", ">=.95", "bag")


def read_gold(folder: Path) -> list[Gold]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(folder: Path, gold: Gold) -> Timed:
    """Score of one text, and the CPU seconds that reading it took."""
    data = (folder / gold["file"]).read_bytes()
    start = time.process_time()
    article = extract(data)
    spent = time.process_time() - start
    day = article.date.isoformat() if article.date else None
    return scoring.score(gold, article.title, day, article.authors, article.body), spent


def measure(folder: Path, golds: Sequence[Gold]) -> dict[str, Timed]:
    """Scores by `doc_id`, with the models of the package."""
    read(folder, golds[0])  # models and tables load once
    return {gold["doc_id"]: read(folder, gold) for gold in golds}


def measure_held_out(folder: Path, golds: Sequence[Gold]) -> dict[str, Timed]:
    """Scores by `doc_id`, each page with models that saw no page of its publisher."""
    samples = train.read_samples(folder)
    folds = fold_of(gold["publisher"] for gold in golds)
    result: dict[str, Timed] = {}
    for fold in range(train.FOLDS):
        with redirect_stdout(sys.stderr):
            weights = train.train([sample for sample in samples if folds[sample.group] != fold])
        with models(weights):
            result |= measure(folder, [gold for gold in golds if folds[gold["publisher"]] == fold])
    return result


def fold_of(publishers: Iterator[str]) -> dict[str, int]:
    """The fold of each publisher, every fold with about as many of them."""
    return {name: at % train.FOLDS for at, name in enumerate(sorted(set(publishers)))}


@contextmanager
def models(weights: Mapping[str, train.Weights]) -> Iterator[None]:
    """Let the package read with other weights of its block models for a while."""
    packaged = model._weights
    model._weights = lambda task: (weights[task][1], weights[task][0])  # type: ignore[assignment]
    try:
        yield
    finally:
        model._weights = packaged


def by_style(golds: Sequence[Gold], found: Mapping[str, Timed]) -> dict[str, list[Timed]]:
    """Results grouped by the style of scraper, then all of them."""
    groups: dict[str, list[Timed]] = {}
    for gold in sorted(golds, key=lambda g: g["style"]):
        groups.setdefault(gold["style"], []).append(found[gold["doc_id"]])
    return {**groups, ALL: [found[gold["doc_id"]] for gold in golds]}


def table(groups: Mapping[str, Sequence[Timed]]) -> str:
    lines = [f"{'':8}{'texts':>6}" + "".join(f"{head:>9}" for head in (*HEADS, "CPU ms"))]
    for style, timed in groups.items():
        shares = scoring.summary([one for one, _ in timed])
        spent = 1000 * sum(seconds for _, seconds in timed) / len(timed)
        values = (f"{shares.get(measure, float('nan')):9.1f}" for measure in scoring.MEASURES)
        lines.append(f"{style:8}{len(timed):6}{''.join(values)}{spent:9.2f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path, help="folder with gold.jsonl and the texts it names")
    parser.add_argument("--held-out", action="store_true", help="with models that never saw the page's publisher")
    args = parser.parse_args()
    golds = read_gold(args.samples)
    found = (measure_held_out if args.held_out else measure)(args.samples, golds)
    print(table(by_style(golds, found)))


if __name__ == "__main__":
    main()
