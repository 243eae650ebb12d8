"""All reprints of a corpus: ranks, equal texts, candidates, comparison, originals, in this order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.reprints.candidates import QUERY, Printing, likely, write_prints
from dateline.corpus.reprints.exact import equals
from dateline.corpus.reprints.families import Families
from dateline.corpus.reprints.judgement import judge
from dateline.corpus.reprints.measures import Flags
from dateline.corpus.reprints.order import ranks
from dateline.corpus.reprints.pairs import compare
from dateline.corpus.reprints.roots import Pair, originals, without_standing
from dateline.corpus.reprints.shingles import Ints
from dateline.corpus.reprints.sketches import read_heads
from dateline.corpus.reprints.table import Link, reprint_table
from dateline.engine import Engine

ROUNDS = 5
"""How often originals are chosen anew after a look at pairs that a chain of copies suggests."""

FILES = 8
"""Files of sketches below which no workers are started: it takes as long to start them."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles by rank, and where their sketches are.

    Attributes:
        articles: rows of the summary.
        heads: rows of the sketches without tokens.
        files, ranks: files of sketches, and for each the ranks of its rows.
        scrape: which articles are further scrapes of another: they go where that one goes.
    """

    articles: pa.Table
    heads: pa.Table
    files: Sequence[str]
    ranks: Sequence[Ints]
    scrape: Flags


def find_reprints(
    sketch_files: Sequence[str], summary: pa.Table, engine: Engine, folder: str, agencies: Iterable[str] = ()
) -> pa.Table:
    """The articles that reprint another, of schema `REPRINTS`.

    Args:
        sketch_files: files that `dateline.cut.write_rows` made of `sketch` tables, all articles in them once.
        summary: of schema `SUMMARY`, a row for each article.
        engine: runs tasks and the one query.
        folder: exists, for files of the moment; what is written there is removed again.
        agencies: names of publishers that are agencies, besides those that articles credit.

    A further scrape of an article (`duplicate_of` in the summary) is not compared: it reprints what the article does.
    Raises ValueError where a sketch belongs to no article.
    """
    corpus = gather(sketch_files, summary, agencies)
    plain = np.flatnonzero(~corpus.scrape)
    same = equals(corpus.heads.take(pa.array(plain)), corpus.articles.take(pa.array(plain)))
    first, alone = np.arange(summary.num_rows), np.zeros(summary.num_rows, np.bool_)
    first[plain] = plain[same.first]
    alone[plain] = ~same.standing & (first[plain] == plain)
    with TemporaryDirectory(prefix="reprints-", dir=folder) as place:
        links = _copies(corpus, alone, engine, place)
    return reprint_table(corpus.articles, first, links)


def gather(files: Sequence[str], summary: pa.Table, agencies: Iterable[str]) -> Corpus:
    """The corpus by rank."""
    ranked = ranks(summary, agencies)
    order = pa.array(np.argsort(ranked))
    heads = [read_heads(name) for name in files]
    rows = pa.concat_tables(heads) if heads else None
    if rows is None or rows.num_rows != summary.num_rows:
        raise ValueError(f"{0 if rows is None else rows.num_rows} sketches for {summary.num_rows} articles")
    place = pc.index_in(rows["id"], summary["id"].combine_chunks())
    if place.null_count:
        raise ValueError("a sketch belongs to no article")
    found = ranked[place.to_numpy()]
    ends = np.cumsum([table.num_rows for table in heads])[:-1]
    scrape = pc.is_valid(summary["duplicate_of"].take(order)).to_numpy()
    sorted_rows = rows.select(["digest", "words", "shingle"]).take(pa.array(np.argsort(found)))
    return Corpus(summary.take(order), sorted_rows, files, np.split(found, ends), scrape)


def _copies(corpus: Corpus, alone: Flags, engine: Engine, folder: str) -> list[Link]:
    """The copies among articles that repeat no other word for word, each with its original."""
    pairs = _candidates(corpus, alone, engine, folder)
    comparison = _Comparison(corpus, engine, folder)
    comparison.add(pairs["a"].to_numpy(), pairs["b"].to_numpy(), pairs["rarest"].to_numpy())
    for _ in range(ROUNDS):
        missing: set[tuple[int, int]] = set()
        root = originals(comparison.pairs, comparison.refused, missing)
        if not missing:
            break
        a, b = np.array(sorted(missing), np.int64).T
        comparison.add(a, b, None)
    root = originals(comparison.pairs, comparison.refused, set())
    kept = without_standing(comparison.pairs, root)
    root = originals(kept, comparison.refused, set())
    return [Link(root[b], b, comparison.measures[root[b], b]) for b in sorted(root)]


def _candidates(corpus: Corpus, alone: Flags, engine: Engine, folder: str) -> pa.Table:
    tasks = [
        Printing(name, np.where(alone[held], held, -1), str(Path(folder) / f"prints-{number:05d}.parquet"))
        for number, (name, held) in enumerate(zip(corpus.files, corpus.ranks, strict=True))
    ]
    counts = np.zeros(len(alone), np.int64)
    for task, found in zip(tasks, engine.run(write_prints, tasks, pays=len(tasks) >= FILES), strict=True):
        counts[task.ranks[task.ranks >= 0]] = found[task.ranks >= 0]
    out = str(Path(folder) / "reprint-pairs.parquet")
    engine.sql(QUERY, out, {"prints": [task.out for task in tasks]})
    return likely(pq.read_table(out), counts)


class _Comparison:
    """Pairs compared so far: those that are copies or kin with their measures, and which are neither."""

    def __init__(self, corpus: Corpus, engine: Engine, folder: str) -> None:
        self._corpus, self._engine, self._folder = corpus, engine, folder
        self._lengths = corpus.heads["shingle"].to_numpy()
        self.pairs: list[Pair] = []
        self.measures: dict[tuple[int, int], Ints] = {}
        self.refused: set[tuple[int, int]] = set()
        self._families = Families()

    def add(self, a: Ints, b: Ints, rarest: Ints | None) -> None:
        """Compare sorted pairs; without `rarest` they were asked for, and refusals are kept."""
        corpus = self._corpus
        measured = compare(corpus.files, corpus.ranks, a, b, self._engine, self._folder)
        judged = judge(measured, self._lengths[a])
        alike = np.flatnonzero(measured[:, -1])
        self._families.add(a[alike].tolist(), b[alike].tolist(), (1 - judged.share[alike]).tolist())
        for row in np.flatnonzero(judged.kin).tolist():
            link = (int(a[row]), int(b[row]))
            if self._families.explain(*link, 1 - float(judged.share[row])):
                judged.kin[row] = False
                continue
            self.pairs.append(
                Pair(
                    *link, int(judged.words[row]), bool(judged.copy[row]), int(rarest[row]) if rarest is not None else 0
                )
            )
            self.measures[link] = measured[row].copy()  # a view would hold them all
        if rarest is None:
            self.refused.update(zip(a[~judged.kin].tolist(), b[~judged.kin].tolist(), strict=True))
