"""Articles that are filled from one template: what differs, differs in the same places, and in each in another way.

Editors change any word. Where several articles share a text with one, and all differ from it in the same places but
not in the same words, these places are slots. Two articles alone cannot show that; names and figures have to do then.
"""

from collections.abc import Sequence

import numpy as np

from dateline.corpus.reprints.measures import Flags, Shares, Text, among, passages
from dateline.corpus.reprints.shingles import Hashes, Ints

SHARED, CHANGED = 0.3, 0.08
"""Shares of the common text from which a partner has a say: of words in shared shingles, and of words in slots."""

PARTNERS = 3
"""Partners that it takes."""

SAME_PLACES = 0.75
"""Share of a partner's changed words that nearly all others have changed too. Independent edits of every fifth word
change 45 % of the places that way, and two others both the same by chance in a fifth of them."""

MOST = 0.7
"""Share of the others that counts as nearly all."""

SAME_WORDS = 0.4
"""Share of a partner's changed shingles that another may have too: more, and it is the first text that was edited."""

NEXT = 6
"""Partners that one is compared with."""


def filled_alike(text: Text, partners: Sequence[Text], covers: Sequence[Flags]) -> Ints:
    """For each partner 1 if it seems to be of one template with the text, else 0.

    `covers` are, for each partner, the words of the text that lie in shingles that it shares.
    """
    found = np.zeros(len(partners), np.int64)
    if len(partners) < PARTNERS:
        return found
    covered = np.stack(covers)
    slots = ~covered & ~np.stack([passages(one) for one in covers])
    common = np.maximum(1, (covered | slots).sum(axis=1))
    said = (covered.mean(axis=1) >= SHARED) & (slots.sum(axis=1) >= CHANGED * common)
    rows = np.flatnonzero(said)
    if len(rows) >= PARTNERS:
        rows = rows[_same_places(covered[rows], slots[rows]) >= SAME_PLACES]
        changed = [_changed(text, partners[row]) for row in rows.tolist()]
        found[rows] = [_is_new(changed, place) for place in range(len(rows))]
    return found


def _same_places(covered: Flags, slots: Flags) -> Shares:
    """For each partner the share of its changed places that most of the others have changed as well."""
    others_changed = slots.sum(axis=0) - slots
    others = (covered | slots).sum(axis=0) - (covered | slots)
    same = slots & (others >= PARTNERS - 1) & (others_changed >= MOST * others)
    share: Shares = same.sum(axis=1) / np.maximum(1, slots.sum(axis=1))
    return share


def _changed(text: Text, partner: Text) -> Hashes:
    return partner.unique[~among(partner.unique, text.unique)]


def _is_new(changed: Sequence[Hashes], place: int) -> bool:
    """Whether what a partner has in the changed places is not what half of the next partners have there.

    One of them may be its copy.
    """
    others = [changed[(place + step) % len(changed)] for step in range(1, min(NEXT + 1, len(changed)))]
    same = sorted(among(changed[place], one).mean() if len(one) else 0.0 for one in others)
    return bool(same and len(changed[place]) and same[(len(same) - 1) // 2] <= SAME_WORDS)
