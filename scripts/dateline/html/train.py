"""Trains the body model: `python -m dateline.html.train SAMPLES`, where SAMPLES holds `gold.jsonl` and the pages.

A line of `gold.jsonl` gives `doc_id` (its page is `DOC_ID.html.gz`), `url`, `title`, and either `body` or the lists
`snippets_with` and `snippets_without`. A block is body text where the gold body, aligned with the page word by word,
has most of it; pages with snippets teach only the blocks that hold one. Pages whose gold contradicts the page (a body
cut short, another version) are found by a fit that has not seen them, and left out. Nothing is random but by a fixed
seed: the same samples give the same trees.

`--folds` writes nothing but prints held-out scores: each page is read by a model that saw no page of its domain.
"""

import argparse
import gzip
import json
import re
import statistics
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tldextract
from rapidfuzz.distance import LCSseq

from dateline.html.dom import HtmlBlock, HtmlPage, read_page
from dateline.html.families import read_bits
from dateline.html.features import features
from dateline.html.grow import Plan, grow
from dateline.html.shortlist import shortlist
from dateline.html.stated import read_stated
from dateline.html.trees import WEIGHTS, Array, Forest

PLAN = Plan()
FOLDS = 5
CONTRADICTS = 0.25  # share of a page's words that a model puts on the other side than its gold
BETWEEN = 0.5  # weight of a block that is only likely to be what the snippets around it are
ALIGNED = 0.6  # share of a block's words that the gold body must have, in order
FAITHFUL = 0.85  # ROUGE-L of what is labelled body: below it the gold is of another page
DECIMALS = 4
WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
DOMAIN = tldextract.TLDExtract(suffix_list_urls=())


@dataclass(frozen=True)
class Sample:
    """A page: the words of its shortlisted blocks, their features, labels (0 or 1) and weights (0: not told)."""

    gold: dict[str, Any]
    fold: int
    tokens: list[list[str]]
    names: list[str]
    rows: Array
    labels: Array
    weights: Array


def words(text: str) -> list[str]:
    return WORDS.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def rouge(gold: Sequence[str], found: Sequence[str]) -> float:
    """ROUGE-L F1 of two lists of words."""
    return 2 * float(LCSseq.similarity(gold, found)) / max(len(gold) + len(found), 1)


def read_sample(folder: Path, gold: dict[str, Any]) -> Sample | None:
    """A page with labels from its gold; None where the page shows no text."""
    page = read_page(gzip.decompress((folder / f"{gold['doc_id']}.html.gz").read_bytes()).decode("utf-8", "replace"))
    bits = read_bits(page)
    blocks = [page.blocks[at] for at in shortlist(page.blocks, bits)]
    if not blocks:
        return None
    columns = features(page, blocks, read_stated(page, gold["title"]), bits)
    rows = np.stack(list(columns.values()), axis=1).astype(np.float32)
    tokens = [words(block.text) for block in blocks]
    mass = np.array([min(len(own) + 1, 120) / 20 for own in tokens])
    labels, told = _by_body(tokens, gold["body"]) if gold["body"] else _by_snippets(page, blocks, gold)
    return Sample(gold, _fold(gold["url"]), tokens, list(columns), rows, labels, mass * told)


def _fold(url: str) -> int:
    return zlib.crc32((DOMAIN(url).top_domain_under_public_suffix or url).encode()) % FOLDS


def _by_body(tokens: list[list[str]], body: str) -> tuple[Array, Array]:
    """Labels, and 1 for blocks that they are known of: none where the gold is not of this page."""
    gold = words(body)
    aligned = align(gold, tokens)
    triples = set(zip(gold, gold[1:], gold[2:], strict=False))
    lines = {tuple(words(line)) for line in body.split("\n")}
    labels = np.array(
        [
            float(bool(own) and count >= ALIGNED * len(own) and _stands_in(own, triples, lines))
            for own, count in zip(tokens, aligned, strict=True)
        ]
    )
    kept = [word for own, label in zip(tokens, labels, strict=True) if label for word in own]
    return labels, np.full(len(tokens), float(rouge(gold, kept) >= FAITHFUL))


def _stands_in(own: list[str], triples: set[tuple[str, str, str]], lines: set[tuple[str, ...]]) -> bool:
    """Short blocks must be a line of the gold, longer ones share half of their triples of words with it."""
    if len(own) <= 4:
        return tuple(own) in lines
    mine = set(zip(own, own[1:], own[2:], strict=False))
    return len(mine & triples) >= 0.5 * len(mine)


def align(gold: list[str], tokens: list[list[str]]) -> list[int]:
    """How many words of each block are part of the longest common subsequence of the page and the gold."""
    flat = [word for own in tokens for word in own]
    owner = [at for at, own in enumerate(tokens) for _ in own]
    counts = [0] * len(tokens)
    for step in LCSseq.opcodes(gold, flat):
        if step.tag == "equal":
            for at in range(step.dest_start, step.dest_end):
                counts[owner[at]] += 1
    return counts


def _by_snippets(page: HtmlPage, blocks: list[HtmlBlock], gold: dict[str, Any]) -> tuple[Array, Array]:
    """Labels of the blocks that hold a snippet, and of prose between two wanted ones in the same element as either."""
    folded = [" ".join(words(block.text)) for block in blocks]
    wanted = [" ".join(words(text)) for text in gold["snippets_with"] or ()]
    unwanted = [" ".join(words(text)) for text in gold["snippets_without"] or ()]
    labels = np.array([float(any(text in own for text in wanted)) for own in folded])
    told = np.array([float(any(text in own for text in unwanted)) for own in folded])
    told = np.maximum(told, labels)
    groups = [page.places[block.place].around for block in blocks]
    own = [at for at, label in enumerate(labels) if label]
    for at in range(own[0], own[-1]) if own else ():
        inside = groups[at] in {groups[other] for other in own}
        if inside and not told[at] and 2 * blocks[at].link_chars < len(blocks[at].text):
            labels[at], told[at] = 1.0, BETWEEN
    return labels, told


def fit(samples: Sequence[Sample]) -> Forest:
    rows = np.vstack([sample.rows for sample in samples])
    labels = np.concatenate([sample.labels for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    told = weights > 0
    return grow(samples[0].names, rows[told], labels[told], weights[told], PLAN)


def guess(model: Forest, sample: Sample) -> Array:
    return model.predict(sample.rows[:, [sample.names.index(name) for name in model.columns]].T)


def hold_out(samples: Sequence[Sample], learn: Sequence[bool]) -> list[Array]:
    """A guess for every page by a model that saw no page of its domain, nor those that none is to learn from."""
    models = [
        fit([s for s, use in zip(samples, learn, strict=True) if use and s.fold != fold]) for fold in range(FOLDS)
    ]
    return [guess(models[sample.fold], sample) for sample in samples]


def contradicts(sample: Sample, chances: Array) -> bool:
    if not sample.gold["body"] or not sample.weights.any():
        return False
    return bool(np.average((chances > 0.5) != (sample.labels > 0.5), weights=sample.weights) > CONTRADICTS)


def learnable(samples: Sequence[Sample]) -> list[bool]:
    """Of each page, whether its gold is of what the page shows."""
    chances = hold_out(samples, [True] * len(samples))
    learn = [not contradicts(sample, own) for sample, own in zip(samples, chances, strict=True)]
    print(f"{len(samples)} pages, {learn.count(False)} left out: their gold contradicts the page")
    return learn


def scores(samples: Sequence[Sample], chances: Sequence[Array]) -> dict[str, str]:
    """By corpus: mean ROUGE-L and share of pages at 0.95 or better, or shares of snippets."""
    found: dict[str, list[float]] = defaultdict(list)
    for sample, own in zip(samples, chances, strict=True):
        kept = [word for words_, chance in zip(sample.tokens, own, strict=True) if chance > 0.5 for word in words_]
        corpus = sample.gold["corpus"]
        if sample.gold["body"]:
            value = rouge(words(sample.gold["body"]), kept)
            found[f"{corpus} ROUGE-L"].append(value)
            found[f"{corpus} at .95"].append(float(value >= 0.95))
        else:
            text = " ".join(kept)
            for key, wanted in (("snippets_with", True), ("snippets_without", False)):
                for snippet in sample.gold[key] or ():
                    found[f"{corpus} {key}"].append(float((" ".join(words(snippet)) in text) == wanted))
    return {name: f"{100 * statistics.mean(values):.1f} ({len(values)})" for name, values in sorted(found.items())}


def read_samples(folder: Path) -> list[Sample]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        samples = [read_sample(folder, json.loads(line)) for line in lines]
    return [sample for sample in samples if sample is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path, help="folder with gold.jsonl and the pages")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name(WEIGHTS))
    parser.add_argument("--folds", action="store_true", help="print held-out scores instead of writing the trees")
    args = parser.parse_args()
    samples = read_samples(args.samples)
    learn = learnable(samples)
    if args.folds:
        for name, value in scores(samples, hold_out(samples, learn)).items():
            print(f"{name:32}{value}")
        return
    model = fit([sample for sample, use in zip(samples, learn, strict=True) if use])
    args.out.write_text(json.dumps({"body": model.to_json()}) + "\n", encoding="utf-8")
    print(f"wrote {args.out.name}: {len(model.columns)} columns")


if __name__ == "__main__":
    main()
