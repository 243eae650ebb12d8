"""`bm25`: documents ranked by the words of the query, with `bm25s`."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dateline.bench.baselines.baseline import Tables, baseline
from dateline.bench.baselines.tokens import terms
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer

DEPTH = 100
"""Documents of an answer at the most; as far as the measures look."""


def _ranked(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    documents = sorted(tables("retrieval-corpus", "corpus"), key=lambda row: str(row["id"]))
    texts = [terms(row["text"]) for row in documents]
    if not any(texts):
        return [None] * len(test)
    index = _index(texts)
    ids = [str(row["id"]) for row in documents]
    return [_search(index, ids, terms(row["query"])) for row in test]


def _index(texts: Sequence[Sequence[str]]) -> Any:
    """An index with the parameters that `bm25s` sets (Lucene's BM25, k1 1.5, b 0.75)."""
    import bm25s

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(term, len(numbers)) for term in text] for text in texts]
    index = bm25s.BM25()
    index.index((coded, numbers), create_empty_token=False, show_progress=False)
    return index


def _search(index: Any, ids: Sequence[str], query: Sequence[str]) -> list[str] | None:
    """Ids of the documents that share a term with the query, best first, equals by id; None where none does."""
    known = index.get_tokens_ids(query)
    if not known:
        return None
    scores = index.get_scores_from_ids(known)
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [ids[place] for place in order if scores[place] > 0]


BASELINE = baseline(
    "bm25",
    f"BM25 over words, and over pairs of characters in scripts without spaces; the best {DEPTH} documents",
    {"retrieval": _ranked},
)
