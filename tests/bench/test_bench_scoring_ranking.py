"""Rankings: worked cases, then pytrec_eval, asked through ir_measures, as judge of random ones."""

import math
import random

import ir_measures
import pytest

from dateline.bench.scoring.ranking import RANKING

OWN_AND_ONE = {"own": 2, "other": 1}
IDEAL = 2 / math.log2(2) + 1 / math.log2(3)
FILLER = [f"filler{number}" for number in range(200)]

CASES = [  # relevant, ranking, ndcg@10, recall@10, recall@100, mrr@10, map@100
    (OWN_AND_ONE, ["own", "other"], 1, 1, 1, 1, 1),
    (OWN_AND_ONE, ["other", "own"], (1 + 2 / math.log2(3)) / IDEAL, 1, 1, 1, 1),
    (OWN_AND_ONE, ["own"], 2 / IDEAL, 1 / 2, 1 / 2, 1, 1 / 2),
    (OWN_AND_ONE, ["x", "y", "own"], 2 / math.log2(4) / IDEAL, 1 / 2, 1 / 2, 1 / 3, 1 / 3 / 2),
    (OWN_AND_ONE, [*FILLER[:9], "own"], 2 / math.log2(11) / IDEAL, 1 / 2, 1 / 2, 1 / 10, 1 / 10 / 2),
    (OWN_AND_ONE, [*FILLER[:10], "own"], 0, 0, 1 / 2, 0, 1 / 11 / 2),
    (OWN_AND_ONE, [*FILLER[:100], "own"], 0, 0, 0, 0, 0),
    (OWN_AND_ONE, [], 0, 0, 0, 0, 0),
    (OWN_AND_ONE, None, 0, 0, 0, 0, 0),
    ({"own": 2, "other": 0}, ["other", "own"], 1 / math.log2(3), 1, 1, 1 / 2, 1 / 2),
    ({f"filler{n}": 1 for n in range(12)}, FILLER[:12], 1, 10 / 12, 1, 1, 1),
]


def figures(relevant: dict[str, int], ranking: list[str] | None) -> dict[str, float]:
    row = {"relevant": [{"document_id": name, "score": score} for name, score in relevant.items()]}
    sums = RANKING.counts([row], [ranking]).sum(axis=0)
    return {metric.name: float(metric.of(sums)) for metric in RANKING.metrics}


@pytest.mark.parametrize(("relevant", "ranking", "expected"), [(c[0], c[1], c[2:]) for c in CASES])
def test_case(relevant: dict[str, int], ranking: list[str] | None, expected: tuple[float, ...]) -> None:
    assert list(figures(relevant, ranking).values()) == pytest.approx(expected)


def test_figures_are_means_over_the_queries_that_have_something_to_find() -> None:
    rows = [{"relevant": [{"document_id": "own", "score": 2}]}] * 2 + [{"relevant": []}]
    sums = RANKING.counts(rows, [["own"], None, ["own"]]).sum(axis=0)
    assert [float(metric.of(sums)) for metric in RANKING.metrics] == [0.5] * 5


FORMS = [(["a", "b"], True), ([], True), (["a", "a"], False), ([1], False), ([["a"]], False), ("a", False), ({}, False)]


@pytest.mark.parametrize(("answer", "sound"), FORMS)
def test_form(answer: object, sound: bool) -> None:
    assert RANKING.sound(answer, {}) is sound


JUDGES = {"ndcg@10": "nDCG@10", "recall@10": "R@10", "recall@100": "R@100", "map@100": "AP@100"}
CUT = {"mrr@10": "RR"}  # of a run cut at 10: asked for RR@10, pytrec_eval does not cut


def test_figures_are_those_of_pytrec_eval() -> None:
    chance = random.Random(11)  # noqa: S311 - cases, not secrets
    for length in range(1, 140, 2):
        documents = [f"d{number}" for number in range(140)]
        relevant = {"d1": 1} | {name: chance.randrange(4) for name in chance.sample(documents, chance.randint(1, 30))}
        ranking = chance.sample(documents, length)
        run = {name: float(length - place) for place, name in enumerate(ranking)}
        cut = {name: run[name] for name in ranking[:10]}
        expected = {}
        for names, scores in ((JUDGES, run), (CUT, cut)):
            asked = {name: ir_measures.parse_measure(other) for name, other in names.items()}
            judged = ir_measures.pytrec_eval.calc_aggregate(list(asked.values()), {"q": relevant}, {"q": scores})
            expected |= {name: judged[measure] for name, measure in asked.items()}
        assert any(relevant.values())
        assert figures(relevant, ranking) == pytest.approx(expected)
