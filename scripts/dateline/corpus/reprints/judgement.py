"""Whether one text of a pair reprints the other, from what they share: rules on integers, for many pairs at once.

The text that lies more in the other is the inner one: the copy that was cut, or the original inside a wrapper.
"""

from dataclasses import dataclass

import numpy as np

from dateline.corpus.reprints.measures import MEASURES, Flags, Shares
from dateline.corpus.reprints.pairs import Measured
from dateline.corpus.reprints.shingles import Ints

COVERED = 0.5
"""Share of the inner text's words that must lie in shared shingles. With every sixth word edited two thirds do; two
reports that share background or quotes have less."""

KIN = 0.3
"""The same for an article and the original of what it copies, whose edits add up. Two wrappers of one text are kin too,
whatever they have of their own, if they have half in common."""

OWN = 0.35
"""Share of the inner text that passages of its own may take: a new lead over old background is another article."""

TELLING = 0.75
"""Share of names and figures that is kept, against that of all other words, below which two articles are filled from
one template: there just names and figures differ, where an editor touches one word as soon as another."""

DEVIATIONS = 2.5
"""Standard deviations, of words drawn by chance, that this must be off by: in a short text it may be chance."""

LEAST = {4: 20, 8: 40}
"""Words that must be shared, and characters of scripts without spaces, by the length of a shingle."""

GROWN = 4
"""Times the length of the earlier text from which a later one that holds it is a report of its own on that news."""

SHORTENED = 0.75
"""Share of the original's length below which a copy counts as shortened."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each pair: whether one reprints the other; if both are of a kin, which is true of two articles where a third
    between them is a copy of both; how many words are shared; the inner text's share of them.
    """

    copy: Flags
    kin: Flags
    words: Ints
    share: Shares


def judge(measured: Measured, lengths: Ints) -> Judged:
    """Which pairs are copies, which are kin. `a` is the article of the lower rank; `lengths` those of the shingles."""
    a, b = _sides(measured)
    inner = {name: np.where(_fuller(a, b), a[name], b[name]) for name in a}
    share, own = _ratio(inner["covered"], inner["words"]), _ratio(inner["own"], inner["words"])
    least = np.where(lengths == max(LEAST), LEAST[max(LEAST)], LEAST[min(LEAST)])
    grown = _fuller(a, b) & (a["words"] * GROWN < b["words"])
    sound = (inner["covered"] >= least) & (measured[:, -1] == 0) & ~_filled(inner) & ~grown
    copy = sound & (share >= COVERED) & (own <= OWN)
    kin = sound & ((share >= COVERED) | (share >= KIN) & (own <= OWN))
    return Judged(copy, kin, inner["covered"], share)


def _filled(inner: dict[str, Ints]) -> Flags:
    """Where mostly names and figures differ: two articles of one template."""
    others = _ratio(inner["covered"] - inner["held"], inner["words"] - inner["telling"])
    expected = inner["telling"] * others
    chance = np.sqrt(expected * (1 - others) + 1)
    filled: Flags = (inner["held"] < TELLING * expected) & (inner["held"] < expected - DEVIATIONS * chance)
    return filled


def _sides(measured: Measured) -> tuple[dict[str, Ints], dict[str, Ints]]:
    columns = dict(zip(MEASURES, measured.T, strict=True))
    names = ("words", "covered", "own", "telling", "held")
    a, b = ({name: columns[f"{name}_{side}"] for name in names} for side in "ab")
    return a, b


def _fuller(a: dict[str, Ints], b: dict[str, Ints]) -> Flags:
    """Where the first text of the pair lies more in the second than the other way round."""
    fuller: Flags = _ratio(a["covered"], a["words"]) > _ratio(b["covered"], b["words"])
    return fuller


def _ratio(part: Ints, whole: Ints) -> Shares:
    return part / np.maximum(whole, 1)


def jaccard(measured: Measured) -> Shares:
    """Shared shingles over the shingles of both."""
    shared, a, b = measured[:, 0], measured[:, 1], measured[:, 2]
    return _ratio(shared, a + b - shared)


def containment(measured: Measured) -> Shares:
    """Shared shingles over those of the text that has fewer."""
    return _ratio(measured[:, 0], np.minimum(measured[:, 1], measured[:, 2]))
