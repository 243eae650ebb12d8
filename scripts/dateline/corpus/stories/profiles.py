"""What an article is about, as weighted terms: the map stage of finding stories."""

import math
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from operator import itemgetter

import numpy as np
import pyarrow as pa

from dateline.corpus.stories.background import MILLION, rate
from dateline.corpus.stories.columns import PROFILE
from dateline.corpus.stories.terms import CHARACTERS, hashed, stem, tokens

UNIT = 64  # weights are counted in whole 64ths: sums of integers are the same in any order
TITLE, LEAD = 3, 2  # what a place in the title or the lead counts for, beside places in the body
LEAD_CHARACTERS = 400  # one or two sentences: an article tells its event there
TERMS = 120  # of an article that are kept: those that weigh most
COMMON = 400_000  # articles in a million from which a term is left out at once: it stands in two of five


@dataclass(slots=True)
class Counted:
    """Places of a term in an article, and the word that it was read from first."""

    word: str
    places: int = 0
    name: bool = True


def profile(articles: pa.Table) -> pa.Table:
    """The terms of articles, rows of `PROFILE`; takes the columns id, title, body and language."""
    rows = articles.select(["id", "title", "body", "language"]).to_pylist()
    ids: list[str] = []
    columns: list[list[object]] = [[] for _ in PROFILE.names[1:]]
    for row in rows:
        terms = _kept(row["title"] or "", row["body"], row["language"].partition("-")[0])
        ids += [row["id"]] * len(terms)
        for column, values in zip(columns, zip(*terms, strict=True), strict=False):
            column.extend(values)
    arrays = [pa.array(values, field.type) for values, field in zip([ids, *columns], PROFILE, strict=True)]
    return pa.Table.from_arrays(arrays, schema=PROFILE)


def _kept(title: str, body: str, language: str) -> list[tuple[int, str, int, int, bool]]:
    """Term, word, weight, rate and name of the terms that are kept, the heaviest first."""
    weighed = []
    for key, one in _counted(title, body[:CHARACTERS]).items():
        share, own = rate(key, language)
        if share < COMMON:
            weight = 1 + math.log(one.places)  # the tenth place of a word says less than the first
            weighed.append((-weight * math.log(MILLION / share), key, one, weight, share, own))
    return [
        (hashed(f"{language}:{key}" if own else key), one.word, round(UNIT * weight), share, one.name and not own)
        for _, key, one, weight, share, own in nsmallest(TERMS, weighed, key=itemgetter(0, 1))
    ]


def _counted(title: str, body: str) -> dict[str, Counted]:
    """Every stem of an article, by its places in title, lead and body."""
    found: dict[str, Counted] = {}
    for text, worth in ((body, 1), (body[:LEAD_CHARACTERS], LEAD), (title, TITLE)):
        for token, count in Counter(tokens(text)).items():
            key = stem(token)
            if not key:
                continue
            one = found.get(key)
            if one is None:
                one = found[key] = Counted(token)
            one.places += worth * count
            # headlines capitalize any word; only the body tells a name
            one.name = one.name and (worth == TITLE or token[0].isupper() or token[0].isdigit())
    return found


def lengths_of(ids: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Articles of a profile in the order of their rows, and where the rows of each begin."""
    coded = ids.combine_chunks().dictionary_encode()
    codes = coded.indices.to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else np.zeros(0, np.int64)
    return coded.dictionary, starts.astype(np.int64)
