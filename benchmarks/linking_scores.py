"""Scores of linking: B-cubed and pairs of clusters, and names labelled by hand beside rapidfuzz's measures."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from dateline.corpus.identities.compare import JOIN, compare
from dateline.corpus.identities.names import person_name

TABLES = Path(__file__).parents[1] / "tests" / "linking"
Labelled = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f} R {self.recall:.4f} F1 {self.f1:.4f}"


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """B-cubed: the mean over items of how much of its found cluster is of its gold cluster, and the other way round."""
    cells, rows, columns = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / columns[f] for (_, f), n in cells.items())
    recall = sum(n * n / rows[g] for (g, _), n in cells.items())
    return Score(precision / max(1, len(gold)), recall / max(1, len(gold)))


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Over pairs of items that are in one cluster."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = pairs(Counter(zip(gold, found, strict=True)).values())
    return Score(both / max(1, pairs(Counter(found).values())), both / max(1, pairs(Counter(gold).values())))


def lines(name: str) -> Iterator[tuple[str, list[str]]]:
    """Group and spellings of the lines of a table."""
    group = ""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            group = line[2:].strip()
        elif line and not line.startswith("#"):
            yield group, [spelling.strip() for spelling in line.split("|")]


def labelled(prefix: str = "") -> list[tuple[str, Labelled]]:
    """Group, and pair with its label."""
    same = [(g, (*pair, True)) for g, names in lines(f"{prefix}same_people.txt") for pair in pairs_of(names)]
    other = [(g, (*pair, False)) for g, names in lines(f"{prefix}other_people.txt") for pair in pairs_of(names)]
    return same + other


def pairs_of(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from combinations(dict.fromkeys(names), 2)


def ours(one: str, other: str) -> float:
    return compare(person_name(one), person_name(other)).score


def token_set(one: str, other: str) -> float:
    return fuzz.token_set_ratio(plain(one), plain(other)) / 100


def jaro_winkler(one: str, other: str) -> float:
    return JaroWinkler.similarity(plain(one), plain(other))


def plain(name: str) -> str:
    return anyascii(name).casefold()


@dataclass(frozen=True, slots=True)
class PairScore:
    """A system at a threshold: pair scores, and the share of different people that it joins."""

    threshold: float
    score: Score
    false_positives: float


def at(system: Callable[[str, str], float], pairs: Sequence[Labelled], threshold: float) -> PairScore:
    said = [(system(one, other) >= threshold, same) for one, other, same in pairs]
    right = sum(joined and same for joined, same in said)
    joined = sum(joined for joined, _ in said)
    positives = sum(same for *_, same in pairs)
    false = (joined - right) / max(1, len(pairs) - positives)
    return PairScore(threshold, Score(right / max(1, joined), right / max(1, positives)), false)


def best(system: Callable[[str, str], float], pairs: Sequence[Labelled]) -> PairScore:
    """At the threshold with the highest F1 on these very pairs: what a peer can reach at most."""
    return max((at(system, pairs, step / 100) for step in range(50, 100)), key=lambda result: result.score.f1)


def print_pairs(errors: bool) -> None:
    rows = {"seen": labelled(), "unseen": labelled("unseen_")}
    for name, labels in rows.items():
        pairs = [pair for _, pair in labels]
        positives = sum(same for *_, same in pairs)
        print(f"== {name}: {positives} pairs of one person, {len(pairs) - positives} of two")
        results = {"dateline": at(ours, pairs, JOIN), "dateline, best": best(ours, pairs)}
        results |= {"token_set, best": best(token_set, pairs), "Jaro-Winkler, best": best(jaro_winkler, pairs)}
        print_pair_scores(results)
        groups = dict.fromkeys(group for group, _ in labels)
        print_pair_scores({f"  {group}": at(ours, [p for g, p in labels if g == group], JOIN) for group in groups})
        if errors:
            print_errors(pairs)


def print_pair_scores(results: Mapping[str, PairScore]) -> None:
    for system, result in results.items():
        print(f"{system:20} at {result.threshold:.2f}  {result.score}  FP {result.false_positives:.3f}")


def print_errors(pairs: Sequence[Labelled]) -> None:
    for one, other, same in pairs:
        found = compare(person_name(one), person_name(other))
        if (found.score >= JOIN) != same:
            parts = [(a.one, a.other, round(a.likeness, 2)) for a in found.aligned]
            print("missed" if same else "false ", f"{found.score:.3f}", one, "|", other, parts, *found.rules)
