"""The small model's own network, run by array operations: what spaCy's entity recognizer answers, at a fraction of its
cost.

spaCy walks through a text word by word and asks the network at each. But outside a name its state is the word alone,
so all words can be asked at once; only words inside longer names need a further look, and those of all names can be
looked at together. A word's own vector is computed once for every spelling of an article. Weights, features and the
order of moves are spaCy's (thinc `HashEmbed`, `Maxout`, `expand_window`; spaCy `TransitionBasedParser`, features of
three words), and a test holds the answers against spaCy's.

One thing is done otherwise where the words that the model was trained with are given. spaCy hashes every word into its
tables, so a word that it never saw gets the sum of other words' rows: noise, which makes of Chalobah a firm in one line
and nothing in the next. Here such a word, and such an ending, gets the tables' mean, and what is left to decide is its
shape and the words around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
COLUMNS = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
"""What the model sees of a word."""
NOISY = ("NORM", "SUFFIX")
"""What is taken for its mean where it is new to the model."""
DEPTH = 4
"""Layers, each of which looks one word to either side: so many empty rows keep two texts apart."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Maxout of three pieces with layer norm; the pieces lie beside each other in `weights`, one block of columns
    each."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    def normed(self, unmaxed: Floats) -> Floats:
        """Bias, the largest piece, and layer norm."""
        unmaxed += self.bias
        width = self.scale.shape[0]
        kept = np.maximum(unmaxed[:, :width], unmaxed[:, width : 2 * width])
        np.maximum(kept, unmaxed[:, 2 * width :], out=kept)
        kept -= kept.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", kept, kept) / width + 1e-8
        kept *= (spread**-0.5).astype(np.float32)[:, None]
        kept *= self.scale
        kept += self.shift
        return kept


@dataclass(frozen=True, slots=True)
class Name:
    """A name by the places of its words, end exclusive, with the model's label."""

    first: int
    end: int
    label: str


class Network:
    """The recognizer's weights, laid out for arrays. Raises ValueError where the model is built otherwise."""

    def __init__(self, recognizer: Any, trained: Iterable[int] | None = None) -> None:
        """`trained` are hashes of the strings that the model was trained with; None answers as spaCy does."""
        self.trained = None if trained is None else np.unique(np.fromiter(trained, dtype=np.uint64))
        model = recognizer.model
        nodes = list(model.walk())
        embeds = [node for node in nodes if node.name == "hashembed"]
        layers = list(zip(named(nodes, "maxout"), named(nodes, "layernorm"), strict=False))
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        features, _, pieces, width = lower.get_param("W").shape
        if (len(embeds), len(layers), features, pieces) != (len(COLUMNS), DEPTH + 1, 3, 2):
            raise ValueError(f"not a small model: {len(embeds)} tables, {len(layers)} layers, {features} features")
        self.ops = model.ops
        self.tables = [(node.get_param("E"), int(node.attrs["seed"])) for node in embeds]
        self.means = [4 * table.mean(axis=0) for table, _ in self.tables]
        self.mix, *self.windows = [layer(maxout, norm) for maxout, norm in layers]
        linear = named(model.get_ref("tok2vec").walk(), "linear")[0]
        self.project = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        self.lower = np.ascontiguousarray(lower.get_param("W").transpose(3, 0, 2, 1).reshape(width, -1))
        self.empty = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(features, -1)
        self.bias = lower.get_param("b").T.ravel()
        self.upper = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self.moves = Moves([recognizer.moves.get_class_name(i) for i in range(len(self.upper[1]))])

    def names(self, documents: Sequence[Any]) -> list[list[Name]]:
        """The names in each of the tokenized `documents`, in order: what the recognizer itself would answer."""
        lengths = [len(document) for document in documents]
        if not sum(lengths):
            return [[] for _ in documents]
        columns = [*COLUMNS, "IS_SPACE", "ORTH", "LOWER"]
        seen = np.concatenate([document.to_array(columns) for document in documents if len(document)])
        keys, spaces, capital = seen[:, : len(COLUMNS)], seen[:, -3] > 0, seen[:, -2] != seen[:, -1]
        ends = np.cumsum(lengths)
        last = np.zeros(len(keys), dtype=bool)
        last[ends[np.array(lengths) > 0] - 1] = True
        wanted = near(capital) if self.trained is not None else np.ones(len(keys), dtype=bool)
        found = self.walk(self.vectors(keys, lengths, wanted), wanted, spaces, last)
        return list(by_document(found, ends.tolist(), lengths))

    def vectors(self, keys: NDArray[np.uint64], lengths: Sequence[int], wanted: NDArray[np.bool_]) -> Floats:
        """A vector for each word that is wanted, others stay empty: of its own spelling and of four words to either
        side. Each layer is computed only where a wanted word's vector needs it."""
        rows = padded(lengths)
        needed = np.zeros(int(rows[-1]) + DEPTH + 1, dtype=bool)
        needed[rows[wanted]] = True
        layers = [needed := widened(needed) for _ in range(DEPTH)]
        word = np.flatnonzero(layers[-1][rows])
        spellings, which = np.unique(keys[word], axis=0, return_inverse=True)
        own = self.mix.normed(self.gemm(self.embedded(spellings), self.mix.weights))
        x = np.zeros((len(needed), own.shape[1]), dtype=np.float32)
        x[rows[word]] = own[which.ravel()]
        inner = [np.flatnonzero(layer) for layer in layers[-2::-1]] + [rows[wanted]]
        for window, places in zip(self.windows, inner, strict=True):
            x[places] += window.normed(self.gemm(neighbours(x, places), window.weights))
        vectors = np.zeros((len(keys), self.project[0].shape[1]), dtype=np.float32)
        vectors[wanted] = self.gemm(x[rows[wanted]], self.project[0]) + self.project[1]
        return vectors

    def embedded(self, keys: NDArray[np.uint64]) -> Floats:
        """The spellings' vectors side by side, each the sum of four rows of its table."""
        columns = []
        for column, (table, seed) in enumerate(self.tables):
            rows = self.ops.hash(np.ascontiguousarray(keys[:, column]), seed) % table.shape[0]
            vectors = table[rows[:, 0]] + table[rows[:, 1]] + table[rows[:, 2]] + table[rows[:, 3]]
            if COLUMNS[column] in NOISY and self.trained is not None:
                vectors[self.new(keys[:, column], self.trained)] = self.means[column]
            columns.append(vectors)
        return np.concatenate(columns, axis=1)

    def new(self, keys: NDArray[np.uint64], trained: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of the strings the model was not trained with."""
        place = np.minimum(np.searchsorted(trained, keys), len(trained) - 1)
        return np.asarray(trained[place] != keys)

    def gemm(self, x: Floats, weights: Floats) -> Floats:
        """Matrix product, on one thread: numpy's own takes all cores for arrays of this size, and more time in sum."""
        product: Floats = self.ops.gemm(x, weights)
        return product

    def walk(
        self, vectors: Floats, wanted: NDArray[np.bool_], spaces: NDArray[np.bool_], last: NDArray[np.bool_]
    ) -> list[Name]:
        """Names from the best move at each wanted word outside of a name, and from the moves inside of those begun."""
        features = self.gemm(vectors, self.lower).reshape(len(vectors), 3, -1)
        words = np.flatnonzero(wanted)
        outside = self.scores(features[words, 0] + self.empty[1] + self.empty[2])
        best = np.full(len(vectors), self.moves.nothing)
        best[words] = self.moves.outside(outside, spaces[words], last[words])
        begun = np.flatnonzero(np.isin(best, self.moves.begin))
        ends = self.ends(features, begun, self.moves.label_of[best[begun]], last | ~np.append(wanted[1:], False))
        return list(self.moves.names(best.tolist(), dict(zip(begun.tolist(), ends.tolist(), strict=True))))

    def scores(self, unmaxed: Floats) -> Floats:
        """The moves' scores for states given by the sum of their features."""
        unmaxed = unmaxed + self.bias
        width = unmaxed.shape[1] // 2
        scores: Floats = self.gemm(np.maximum(unmaxed[:, :width], unmaxed[:, width:]), self.upper[0]) + self.upper[1]
        return scores

    def ends(self, features: Floats, begun: Ints, labels: Ints, last: NDArray[np.bool_]) -> Ints:
        """Where the names begun at the words `begun` end, exclusive: all go on together until each has ended."""
        ends, open_, word = begun + 1, np.arange(len(begun)), begun + 1
        while len(open_):
            first = begun[open_]
            scores = self.scores(features[word, 0] + features[first, 1] + features[word - 1, 2])
            goes_on = self.moves.goes_on(scores, labels[open_]) & ~last[word]
            ends[open_] = word + 1
            open_, word = open_[goes_on], word[goes_on] + 1
        return ends


class Moves:
    """The parser's moves by number: which begin, continue, end or are a name, and of what label."""

    def __init__(self, names: Sequence[str]) -> None:
        kinds = [name.partition("-")[0] for name in names]
        labels = [name.partition("-")[2] for name in names]
        self.labels = sorted(set(labels) - {""})
        self.label_of = np.array([self.labels.index(label) if label else -1 for label in labels])
        self.begin, self.unit = (np.array([n for n, k in enumerate(kinds) if k == kind]) for kind in "BU")
        self.inside, self.ending = (
            np.array([names.index(f"{kind}-{label}") for label in self.labels]) for kind in "IL"
        )
        self.kinds = kinds
        self.nothing = names.index("O")
        self.barred = np.array([n for n, name in enumerate(names) if name[0] in "ILM" or name == "U-"])

    def outside(self, scores: Floats, spaces: NDArray[np.bool_], last: NDArray[np.bool_]) -> Ints:
        """The best move that spaCy allows at each word outside of a name."""
        scores[:, self.barred] = -np.inf
        scores[np.ix_(last | spaces, self.begin)] = -np.inf
        scores[np.ix_(spaces, self.unit)] = -np.inf
        best: Ints = scores.argmax(axis=1)
        return best

    def goes_on(self, scores: Floats, labels: Ints) -> NDArray[np.bool_]:
        """Whether the name of the label goes on after the word."""
        row = np.arange(len(labels))
        return np.asarray(scores[row, self.inside[labels]] > scores[row, self.ending[labels]])

    def names(self, best: list[int], ends: dict[int, int]) -> Iterator[Name]:
        """The names from left to right; a name begun inside another is none."""
        place = 0
        for word, move in enumerate(best):
            if word < place or self.kinds[move] not in "BU":
                continue
            place = ends.get(word, word + 1)
            yield Name(word, place, self.labels[self.label_of[move]])


def named(nodes: Iterable[Any], name: str) -> list[Any]:
    """The nodes of the network with this name, in order."""
    return [node for node in nodes if node.name == name]


def layer(maxout: Any, norm: Any) -> Layer:
    """The layer's weights with the three pieces as blocks of columns."""
    weights = maxout.get_param("W")
    return Layer(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        maxout.get_param("b").T.ravel(),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def by_document(found: Sequence[Name], ends: Sequence[int], lengths: Sequence[int]) -> Iterator[list[Name]]:
    """The names of each document, by the places of its own words; no name reaches into the next."""
    at = 0
    for end, length in zip(ends, lengths, strict=True):
        mine = []
        while at < len(found) and found[at].first < end:
            mine.append(Name(found[at].first - end + length, found[at].end - end + length, found[at].label))
            at += 1
        yield mine


def padded(lengths: Sequence[int]) -> Ints:
    """The row of each word where `DEPTH` empty rows stand before every text."""
    offsets = np.cumsum([DEPTH if length else 0 for length in lengths])
    return np.asarray(np.arange(sum(lengths)) + np.repeat(offsets, lengths))


def neighbours(x: Floats, places: Ints) -> Floats:
    """The rows at `places`, each with the one before it to its left and the one after it to its right; the first and
    the last row have an empty one beside them."""
    before, after = np.maximum(places - 1, 0), np.minimum(places + 1, len(x) - 1)
    wide = np.concatenate([x[before], x[places], x[after]], axis=1)
    wide[places == 0, : x.shape[1]] = 0
    wide[places == len(x) - 1, 2 * x.shape[1] :] = 0
    return wide


def widened(needed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Also the rows beside those that are needed."""
    wider = needed.copy()
    wider[1:] |= needed[:-1]
    wider[:-1] |= needed[1:]
    return wider


def near(capital: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words can belong to a name: those with a capital, and two beside them on either side, where a name may
    begin or end ("the", "al-")."""
    return widened(widened(capital))
