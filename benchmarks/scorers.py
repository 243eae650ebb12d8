"""Compare each figure of `dateline bench score` with that of a library that is known for it, over random cases.

    python benchmarks/scorers.py [CASES]

The libraries are nervaluate, seqeval, rouge-score, ir-measures (pytrec_eval) and coreference-eval. One that is not
installed is named, and its figures are not compared. It ends with 1 where a figure differs, with 2 where nothing could
be compared.
"""

import random
import string
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.clusters import CLUSTERS
from dateline.bench.scoring.ranking import RANKING
from dateline.bench.scoring.scorer import Answer, Scorer
from dateline.bench.scoring.spans import SPANS
from dateline.bench.scoring.text import ROUGE, words

CASES = 300
CLOSE = 1e-9
KINDS = ("person", "state", "body")
LETTERS = "The the truce U.N. Damascus-based don't 3.5% port's _ (Reuters) — at".split(" ")

Figures = dict[str, float]
Pair = tuple[Figures, Figures]
"""The same figures as both say them."""

Listed = list[tuple[int, int, str]]


def figures(scorer: Scorer, rows: Sequence[Row], answers: Sequence[Answer]) -> Figures:
    """What we say; 0 in place of what cannot be measured, as the libraries have it."""
    sums = scorer.counts(rows, answers).sum(axis=0)
    return {metric.name: float(np.nan_to_num(metric.of(sums))) for metric in scorer.metrics}


def spans_apart(chance: random.Random, places: int) -> Listed:
    """Spans that do not overlap each other: nervaluate gives others by the order that they are listed in."""
    cuts = sorted(chance.sample(range(places), 2 * chance.randint(0, places // 4)))
    return [(start, end, chance.choice(KINDS)) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def spans_like(chance: random.Random, key: Listed, places: int) -> Listed:
    """An answer that has some of the key's spans, some with another kind, and others that lie free."""
    kept = [(start, end, chance.choice((kind, *KINDS))) for start, end, kind in key if chance.random() < 0.6]
    free = [span for span in spans_apart(chance, places) if all(span[1] <= one[0] or one[1] <= span[0] for one in kept)]
    return sorted(kept + free)


def as_items(spans: Listed) -> list[dict[str, object]]:
    return [{"start": start, "end": end, "kind": kind} for start, end, kind in spans]


def articles(chance: random.Random, places: int = 60) -> list[tuple[Listed, Listed]]:
    keys = [spans_apart(chance, places) for _ in range(4)]
    return [(key, spans_like(chance, key, places)) for key in keys]


def of_spans(both: Sequence[tuple[Listed, Listed]], places: int = 60) -> Figures:
    rows = [{"text": "x" * places, "spans": as_items(key)} for key, _ in both]
    return figures(SPANS, rows, [as_items(answer) for _, answer in both])


def nervaluate(chance: random.Random) -> Pair:
    """Strict, exact, partial and type F1 of spans."""
    from nervaluate import Evaluator

    both = articles(chance)
    sides = [
        [[{"start": start, "end": end - 1, "label": kind} for start, end, kind in one] for one in side]
        for side in zip(*both, strict=True)
    ]
    judged = Evaluator(*sides, list(KINDS), loader="dict").evaluate()["overall"]
    names = {"strict_f1": "strict", "exact_f1": "exact", "partial_f1": "partial", "type_f1": "ent_type"}
    theirs = {name: judged[other].f1 for name, other in names.items()}
    strict = judged["strict"]
    return of_spans(both), theirs | {"strict_precision": strict.precision, "strict_recall": strict.recall}


def seqeval(chance: random.Random) -> Pair:
    """Strict figures of spans, read from IOB2 tags with a tag a character."""
    from seqeval.metrics import f1_score, precision_score, recall_score
    from seqeval.scheme import IOB2

    def tags(spans: Listed) -> list[str]:
        row = ["O"] * 60
        for start, end, kind in spans:
            row[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
        return row

    both = articles(chance)
    sides = [[tags(one) for one in side] for side in zip(*both, strict=True)]
    measures = {"strict_precision": precision_score, "strict_recall": recall_score, "strict_f1": f1_score}
    theirs = {
        name: float(measure(*sides, average="micro", mode="strict", scheme=IOB2, zero_division=0))
        for name, measure in measures.items()
    }
    own = {name: value for name, value in of_spans(both).items() if name.startswith("strict")}
    return own, theirs


def rouge_score(chance: random.Random) -> Pair:
    """ROUGE-L of English, and of any ASCII."""
    from rouge_score.rouge_scorer import RougeScorer

    def text() -> str:
        if chance.random() < 0.5:
            return " ".join(chance.choices(LETTERS, k=chance.randint(0, 12)))
        return "a" + "".join(chance.choices("abcABC12" + string.punctuation + " \n\t", k=chance.randint(0, 30)))

    key = next(key for key in iter(text, None) if words(key))
    answer = text()
    theirs = RougeScorer(["rougeL"]).score(key, answer)["rougeL"].fmeasure
    return {"rouge_l": figures(ROUGE, [{"headline": key}], [answer])["rouge_l"]}, {"rouge_l": theirs}


def ir_measures(chance: random.Random) -> Pair:
    """nDCG, recall, MRR and MAP of a few queries, some of which are not answered."""
    import ir_measures as judge

    documents = [f"d{number}" for number in range(150)]
    names = [f"q{number}" for number in range(5)]
    relevant = {
        name: {"d1": 2} | {one: chance.randrange(3) for one in chance.sample(documents[2:], 8)} for name in names
    }
    answers = {name: chance.sample(documents, chance.choice((0, 5, 50, 150))) for name in names}
    run = {
        name: {one: -float(place) for place, one in enumerate(ranking)} for name, ranking in answers.items() if ranking
    }
    measures = {
        "ndcg@10": "nDCG@10",
        "recall@10": "R@10",
        "recall@100": "R@100",
        "mrr@10": "RR@10",
        "map@100": "AP@100",
    }
    asked = {name: judge.parse_measure(other) for name, other in measures.items()}
    judged = judge.calc_aggregate(list(asked.values()), relevant, run)
    rows = [
        {"relevant": [{"document_id": one, "score": score} for one, score in relevant[name].items()]} for name in names
    ]
    own = figures(RANKING, rows, [answers[name] or None for name in names])
    return own, {name: judged[measure] for name, measure in asked.items()}


def corefeval(chance: random.Random) -> Pair:
    """MUC, B³ and CEAFe without articles alone, which that library leaves out."""
    from corefeval import Document
    from corefeval import Scorer as Judge

    while True:
        size = chance.randint(4, 24)
        key, answer = ([str(chance.randrange(5)) for _ in range(size)] for _ in range(2))
        if all(side.count(label) > 1 for side in (key, answer) for label in side):
            break
    wanted, given = (
        [[(place,) for place, one in enumerate(side) if one == label] for label in sorted(set(side))]
        for side in (key, answer)
    )
    judge = Judge()
    judge.update(Document(predicted=given, truth=wanted))
    theirs = {f"{measure}_f1": measure.get_f1() for measure in judge.all if str(measure) != "lea"}
    rows = [{"id": str(place), "story": story} for place, story in enumerate(key)]
    own = figures(CLUSTERS, rows, answer)
    names = {"b3_f1": "b_cubed_f1", "muc_f1": "muc_f1", "ceafe_f1": "ceafe_f1"}
    return {name: own[name] for name in names}, {name: theirs[other] for name, other in names.items()}


JUDGES: tuple[tuple[str, str, Callable[[random.Random], Pair]], ...] = (
    ("nervaluate", "nervaluate", nervaluate),
    ("seqeval", "seqeval", seqeval),
    ("rouge-score", "rouge_score", rouge_score),
    ("ir-measures", "ir_measures", ir_measures),
    ("coreference-eval", "corefeval", corefeval),
)
"""Package, module and comparison of each."""


def differences(compare: Callable[[random.Random], Pair], cases: int) -> Iterator[str]:
    """The cases in which a figure of ours is not theirs."""
    for seed in range(cases):
        own, theirs = compare(random.Random(seed))  # noqa: S311 - cases, not secrets
        if own.keys() != theirs.keys():
            yield f"case {seed}: {sorted(own.keys() ^ theirs.keys())} of one side alone"
        for name in own.keys() & theirs.keys():
            if not abs(own[name] - theirs[name]) < CLOSE:
                yield f"case {seed}: {name} is {own[name]:.6f} here, {theirs[name]:.6f} there"


def main(cases: int) -> int:
    compared = differing = 0
    for package, module, compare in JUDGES:
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            print(f"{package:18} not compared: {error}")
            continue
        found = list(differences(compare, cases))
        compared, differing = compared + 1, differing + len(found)
        print(f"{package:18} {cases} cases, {len(found)} figures differ", *found[:3], sep="\n    ")
    return 2 if not compared else int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
