"""`string-match`: names as they are spelled in training, in the knowledge base, or among the candidates."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from dateline.actors.matching import Matcher
from dateline.bench.baselines.baseline import Tables, Way, baseline
from dateline.bench.baselines.majority import most_frequent
from dateline.bench.baselines.mentions import nearest, places
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer

NIL = "NIL"


def _recognized(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    """Spellings of training, leftmost and then longest, as whole words; each with its most frequent kind."""
    kinds: dict[str, list[str]] = {}
    for span in (span for row in train for span in row["spans"]):
        kinds.setdefault(span["text"], []).append(span["kind"])
    matcher = Matcher(spelling for spelling in kinds if spelling.strip())
    kind = {spelling: most_frequent(own) for spelling, own in kinds.items()}
    return [
        [
            {"start": start, "end": end, "kind": kind[row["text"][start:end]]}
            for start, end in matcher.spans(row["text"])
        ]
        for row in test
    ]


def _linked(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    """Who is written so in the knowledge base, of several whom training means most often; else whom training means."""
    meant: dict[str, Counter[str]] = {}
    for row in train:
        meant.setdefault(_folded(row["mention"]), Counter())[row["actor_id"]] += 1
    named: dict[str, set[str]] = {}
    for spelling, actor in _spellings(tables("actor-linking-kb", "kb")):
        named.setdefault(spelling, set()).add(actor)
    return [_meant(named.get(spelling, set()), meant.get(spelling, Counter())) for spelling in _mentions(test)]


def _meant(named: set[str], meant: Counter[str]) -> str:
    return min(named or meant, key=lambda actor: (-meant[actor], actor), default=NIL)


def _mentions(rows: Sequence[Row]) -> Iterator[str]:
    return (_folded(row["mention"]) for row in rows)


def _spellings(base: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in base:
        for name in (row["name"], *(row["aliases"] or ())):
            yield _folded(name), row["id"]


def _folded(name: str) -> str:
    """A spelling without case, form of writing and white space, for comparing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _chosen(score: Callable[[Row, Row], float]) -> Way:
    """The candidate of the highest score, the first of equals."""

    def answer(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
        return [_best(row, score) for row in test]

    return answer


def _best(row: Row, score: Callable[[Row, Row], float]) -> str | None:
    scores = [(score(row, candidate), candidate["id"]) for candidate in row["candidates"]]
    return max(scores, key=lambda scored: scored[0])[1] if scores else None


def _named_often(row: Row, candidate: Row) -> float:
    """Times that the text names a candidate; whom the question names is not the one that is masked in it."""
    name = candidate["name"]
    return -1 if places(row["question"], name) else len(places(row["text"], name))


def _named_near(row: Row, candidate: Row) -> float:
    return -nearest(places(row["text"], candidate["name"]), row["start"], row["end"])


BASELINE = baseline(
    "string-match",
    "spellings of training in the text; names and aliases of the knowledge base, else NIL; the candidate named nearest "
    "to the quotation; the candidate named most often, and not in the question",
    {
        "actor-recognition": _recognized,
        "actor-linking": _linked,
        "quote-attribution": _chosen(_named_near),
        "actor-cloze": _chosen(_named_often),
    },
)
