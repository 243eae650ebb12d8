"""Trains the block models: `python -m dateline.extract.train SAMPLES`, where SAMPLES holds `gold.jsonl` and the texts
it names.

Each line of `gold.jsonl` gives `file`, `title`, `body` and `publisher`. A block is a headline where it says the title,
and body where most of its word triples stand in the gold body. Ridge logistic regression by Newton's method: no
randomness, so the same samples give the same weights. Documents whose gold contradicts the page (a gold body of one
paragraph, another article's text) are found by a first fit and left out of the second. `--folds K` prints held-out
scores by publisher instead of writing weights.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.extract.features import Array, body_features, context_features, title_features
from dateline.extract.model import WEIGHTS
from dateline.extract.page import Page, read_page
from dateline.fields.title import LIKELY, slug_shares
from dateline.fields.url import canonical, find_addresses

RIDGE = {"title": 20.0, "body": 300.0, "context": 300.0}
CONTRADICTS = 0.35  # share of a document's words that the first fit puts on the other side than its gold
FOLDS = 5  # for the guesses that the second look learns from: none may come from a model that saw the page
WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")

Weights = tuple[Array, float]


@dataclass(frozen=True)
class Sample:
    """A labelled page: headline and body marks (0 or 1) and the weight of each block."""

    page: Page
    group: str
    slug: Array
    title: Array
    body: Array
    weight: Array


def words(text: str) -> list[str]:
    return WORDS.findall(unicodedata.normalize("NFKC", text).casefold())


def read_sample(folder: Path, gold: dict[str, str]) -> Sample:
    """A page with labels from its gold."""
    page = read_page((folder / gold["file"]).read_bytes().decode("utf-8", "replace"))
    found = find_addresses(page)
    title = words(gold["title"] or "")
    tokens = [words(block.text) for block in page.blocks]
    return Sample(
        page,
        gold["publisher"],
        slug_shares(page, canonical(found[0].url) if found else None),
        np.array([float(bool(title) and own == title) for own in tokens]),
        label_body(tokens, gold["body"] or ""),
        np.array([min(len(own) + 1, 120) / 20 for own in tokens]),
    )


def label_body(tokens: Sequence[list[str]], body: str) -> Array:
    """1 for blocks whose words stand in the gold body: by triples, short ones as whole lines."""
    gold = words(body)
    triples = set(zip(gold, gold[1:], gold[2:], strict=False))
    lines = {tuple(words(line)) for line in body.split("\n")} - {()}
    return np.array([float(_stands_in(own, triples, lines)) for own in tokens])


def _stands_in(own: list[str], triples: set[tuple[str, str, str]], lines: set[tuple[str, ...]]) -> bool:
    if len(own) < 5:
        return tuple(own) in lines
    mine = set(zip(own, own[1:], own[2:], strict=False))
    return len(mine & triples) >= 0.6 * len(mine)


def fit(rows: Array, labels: Array, weights: Array, ridge: float) -> Weights:
    """Ridge logistic regression; features are scaled for the fit and the scale folded back into the weights."""
    mean = np.average(rows, axis=0, weights=weights)
    scale = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights)) + 1e-6
    design = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    penalty = np.diag([ridge] * rows.shape[1] + [1e-6])
    beta = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weights * (chance - labels)) + penalty @ beta
        step = np.linalg.solve((design * (weights * chance * (1 - chance))[:, None]).T @ design + penalty, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    own = beta[:-1] / scale
    return own, float(beta[-1] - (own * mean).sum())


def guess(weights: Weights, rows: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights[0] + weights[1], -15, 15))))


def fit_on(samples: Sequence[Sample], rows: Sequence[Array], task: str) -> Weights:
    labels = np.concatenate([s.title if task == "title" else s.body for s in samples])
    weights = np.where(labels > 0, 3.0, 1.0) if task == "title" else np.concatenate([s.weight for s in samples])
    return fit(np.vstack(list(rows)), labels, weights, RIDGE[task])


def hold_out(samples: Sequence[Sample], rows: Sequence[Array], task: str, kept: Sequence[bool]) -> list[Array]:
    """A guess for every sample by a model that saw no page of its publisher."""
    groups = {name: i % FOLDS for i, name in enumerate(sorted({s.group for s in samples}))}
    result: list[Array] = [np.zeros(0)] * len(samples)
    for fold in range(FOLDS):
        learn = [i for i, s in enumerate(samples) if groups[s.group] != fold and kept[i]]
        model = fit_on([samples[i] for i in learn], [rows[i] for i in learn], task)
        for i, sample in enumerate(samples):
            if groups[sample.group] == fold:
                result[i] = guess(model, rows[i])
    return result


def contradicts(sample: Sample, scores: Array) -> bool:
    return bool(np.average((scores > 0.5) != (sample.body > 0.5), weights=sample.weight) > CONTRADICTS)


def train(samples: Sequence[Sample]) -> dict[str, Weights]:
    """The weights of all three models."""
    everything = [True] * len(samples)
    titles = [title_features(s.page, s.slug) for s in samples]
    heads = [_headline(scores) for scores in hold_out(samples, titles, "title", everything)]
    bodies = [body_features(s.page, head) for s, head in zip(samples, heads, strict=True)]
    first = hold_out(samples, bodies, "body", everything)
    kept = [not contradicts(s, scores) for s, scores in zip(samples, first, strict=True)]
    second = hold_out(samples, bodies, "body", kept)
    contexts = [context_features(s.page, rows, scores) for s, rows, scores in zip(samples, bodies, second, strict=True)]
    chosen = [i for i, keep in enumerate(kept) if keep]
    print(f"{len(samples)} pages, {len(samples) - len(chosen)} left out: their gold contradicts the page")
    clean = [samples[i] for i in chosen]
    return {
        "title": fit_on(samples, titles, "title"),
        "body": fit_on(clean, [bodies[i] for i in chosen], "body"),
        "context": fit_on(clean, [contexts[i] for i in chosen], "context"),
    }


def _headline(scores: Array) -> int | None:
    block = int(np.argmax(scores))
    return block if scores[block] >= LIKELY else None


def read_samples(folder: Path) -> list[Sample]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        samples = [read_sample(folder, json.loads(line)) for line in lines]
    return [s for s in samples if s.page.blocks]


def as_json(weights: dict[str, Weights]) -> str:
    table = {
        task: {"bias": round(bias, 4), "weights": [round(float(w), 4) for w in own]}
        for task, (own, bias) in weights.items()
    }
    return json.dumps(table, indent=1) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path, help="folder with gold.jsonl and the texts it names")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name(WEIGHTS))
    args = parser.parse_args()
    args.out.write_text(as_json(train(read_samples(args.samples))), encoding="utf-8")
    print(f"wrote {args.out.name}")


if __name__ == "__main__":
    main()
