"""pytrec_eval and ir_measures on the BEIR folder, MTEB on its task file."""

import importlib.util
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from consumers_answers import Check, Run

from dateline.bench.exports.code import class_name, task_name

ROUNDED = 5.1e-6
"""MTEB rounds its figures to five places."""

PYTREC = {
    "ndcg@10": ("ndcg_cut.10", "ndcg_cut_10"),
    "recall@10": ("recall.10", "recall_10"),
    "recall@100": ("recall.100", "recall_100"),
    "map@100": ("map_cut.100", "map_cut_100"),
}
"""Our figures as pytrec_eval asks for them and as it names them; it has no reciprocal rank that is cut."""

IR_MEASURES = {"ndcg@10": "nDCG@10", "recall@10": "R@10", "recall@100": "R@100", "mrr@10": "RR@10", "map@100": "AP@100"}

MTEB = {
    "ndcg@10": "ndcg_at_10",
    "recall@10": "recall_at_10",
    "recall@100": "recall_at_100",
    "mrr@10": "mrr_at_10",
    "map@100": "map_at_100",
}

DEEPEST = 1000

Scores = Mapping[str, Mapping[str, float]]


def pytrec_run(run: Run) -> Iterator[Check]:
    """A bm25s run over the folder's own files, judged by trec_eval."""
    import pytrec_eval

    found = bm25s_run(run.place)
    measured = {ours: names for ours, names in PYTREC.items() if ours in _figures(run)}
    evaluator = pytrec_eval.RelevanceEvaluator(judgements(run.place), {asked for asked, _ in measured.values()})
    of_query = evaluator.evaluate({query: dict(scores) for query, scores in found.items()})
    ours = run.ours(ranked(found), "bm25s")
    for name, (_, told) in measured.items():
        yield Check("bm25s", name, float(np.mean([one[told] for one in of_query.values()])), ours[name])


def ir_measures_run(run: Run) -> Iterator[Check]:
    """The same run, judged through ir_measures; scores are told by rank, since it cuts equal ones in another order."""
    import ir_measures

    found = ranked(bm25s_run(run.place))
    measured = {name: ir_measures.parse_measure(IR_MEASURES[name]) for name in _figures(run) if name in IR_MEASURES}
    theirs = ir_measures.calc_aggregate(
        list(measured.values()),
        judgements(run.place),
        {query: {one: -float(rank) for rank, one in enumerate(documents)} for query, documents in found.items()},
    )
    ours = run.ours(found, "bm25s")
    for name, measure in measured.items():
        yield Check("bm25s", name, float(theirs[measure]), ours[name])


def mteb_encoder(run: Run) -> Iterator[Check]:
    """MTEB searches with hashed words; what it found, as it saved it, is scored again."""
    if run.task.name != "retrieval":
        return
    scores, found = _evaluated(run)
    ours = run.ours(ranked(found), "hashed-words")
    for name, told in MTEB.items():
        if name in ours:
            yield Check("hashed-words", name, float(scores[told]), ours[name], ROUNDED)


def mteb_pairs(run: Run) -> Iterator[Check]:
    """MTEB takes the similarity from which F1 is best; the answers at some similarity must have that F1 with us."""
    if run.task.name != "story-linking":
        return
    scores, found = _evaluated(run)
    similarity = [float(value) for value in found["cosine_scores"]]
    # MTEB's threshold always lies between two pairs, so that the least alike is never taken for the same
    met = [_at(run, similarity, least) for least in sorted(set(similarity), reverse=True)[:-1]]
    best = run.ours(max(met, key=lambda answers: _first(run, answers)), "hashed-words")
    for name in ("f1", "precision", "recall"):
        yield Check("hashed-words", f"best {name}", float(scores[f"cosine_{name}"]), best[name], ROUNDED)


def _at(run: Run, similarity: Sequence[float], least: float) -> dict[str, bool]:
    return {row["id"]: one >= least for row, one in zip(run.items, similarity, strict=True)}


def _first(run: Run, answers: Mapping[str, Any]) -> float:
    scorer = run.task.scorer
    return float(scorer.metrics[0].of(scorer.counts(run.items, list(answers.values())).sum(axis=0)))


def judgements(folder: Path) -> dict[str, dict[str, int]]:
    """The relevance judgements of the test, by query and document."""
    found: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        found.setdefault(query, {})[document] = int(score)
    return found


@lru_cache(maxsize=1)
def bm25s_run(folder: Path) -> dict[str, dict[str, float]]:
    """What bm25s finds for the queries of the test, by query and document."""
    import bm25s

    documents, queries = _lines(folder / "corpus.jsonl"), _lines(folder / "queries.jsonl")
    asked = judgements(folder)
    index = bm25s.BM25()
    index.index([_words(document["text"]) for document in documents], show_progress=False)
    found = {}
    for query in (query for query in queries if query["_id"] in asked):
        scores = index.get_scores(_words(query["text"]))
        best = np.argsort(-scores, kind="stable")[:DEEPEST]
        found[query["_id"]] = {documents[at]["_id"]: float(scores[at]) for at in best if scores[at] > 0}
    return found


def ranked(found: Scores) -> dict[str, list[str]]:
    """Documents best first; trec_eval holds scores in 32 bits, and of equal ones takes the last by id first."""

    def order(scores: Mapping[str, float]) -> list[str]:
        return sorted(scores, key=lambda document: (np.float32(scores[document]), document), reverse=True)

    return {query: order(scores) for query, scores in found.items()}


def _figures(run: Run) -> list[str]:
    return [metric.name for metric in run.task.scorer.metrics]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold()) or ["-"]


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _evaluated(run: Run) -> tuple[dict[str, Any], Any]:
    """MTEB's figures, and what it saved of what the encoder found."""
    import mteb

    spec = importlib.util.spec_from_file_location(task_name(run.task), run.place / f"{task_name(run.task)}.py")
    if spec is None or spec.loader is None:
        raise ImportError(str(run.place))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    task = getattr(module, class_name(run.task))()
    out = run.logs / "mteb" / run.task.name
    result = mteb.evaluate(
        _encoder(), task, cache=None, prediction_folder=out, show_progress_bar=False, co2_tracker=False
    )
    saved = json.loads((out / task.prediction_file_name).read_text(encoding="utf-8"))
    return result.task_results[0].scores["test"][0], saved["default"]["test"]


def _encoder() -> Any:
    from mteb.models.abs_encoder import AbsEncoder
    from mteb.models.model_meta import ModelMeta

    class HashedWords(AbsEncoder):
        """A text as counts of its words in 512 places: no weights, the same everywhere."""

        def __init__(self) -> None:
            self.mteb_model_meta = ModelMeta.create_empty(
                overwrites={"name": "local/hashed-words", "revision": "1"}  # no function named: cosine
            )

        def encode(self, inputs: Any, **_: Any) -> Any:
            texts = [text for batch in inputs for text in batch["text"]]
            found = np.zeros((len(texts), 512), np.float32)
            for row, text in enumerate(texts):
                for word in _words(text):
                    found[row, zlib.crc32(word.encode()) % 512] += 1
            return found / np.linalg.norm(found, axis=1, keepdims=True)

    return HashedWords()
