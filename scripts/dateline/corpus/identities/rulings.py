"""What a person decided of two names or two actors: the same, different, or not to be decided."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.actors.folding import folded
from dateline.errors import SettingsError
from dateline.settings import VERDICTS, Judgement

ID = re.compile(r"[0-9a-f-]+\.[0-9a-f]+|[g-z][a-z]*-[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Rulings:
    """Rulings ready to be applied.

    Attributes:
        same: the group that a token was ruled to be in, named by its smallest token.
        apart: tokens that a token must never be one actor with, with the ruling.
        unsure: pairs that a person could not decide; they stay apart and are not asked again.
        reasons: why, by pair of tokens.
    """

    same: dict[str, str] = field(default_factory=dict)
    apart: dict[str, frozenset[str]] = field(default_factory=dict)
    unsure: frozenset[frozenset[str]] = frozenset()
    reasons: dict[frozenset[str], str] = field(default_factory=dict)

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that some ruling names."""
        return frozenset(token for pair in self.reasons for token in pair)

    def why(self, tokens: Iterable[str]) -> str:
        """The reasons of the rulings of sameness that name one of the tokens."""
        groups = {self.same[token] for token in tokens if token in self.same}
        found = {reason for pair, reason in self.reasons.items() if any(self.same.get(t) in groups for t in pair)}
        return "; ".join(sorted(reason for reason in found if reason))

    def conflict(self, one: Iterable[str], other: Iterable[str]) -> frozenset[str] | None:
        """The pair of tokens that keeps two sets of tokens apart, or None."""
        wanted = set(other)
        for token in sorted(one):
            for enemy in sorted(self.apart.get(token, frozenset()) & wanted):
                return frozenset((token, enemy))
        return None

    def settled(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a person has looked at some pair of the two."""
        others = set(other)
        return any(frozenset((token, enemy)) in self.reasons for token in one for enemy in others if token != enemy)


def token(text: str) -> str:
    """An id as it is, a name folded: what rulings compare."""
    return text if ID.fullmatch(text) else "=" + folded(text)


def read_rulings(judgements: Sequence[Judgement]) -> Rulings:
    """The rulings as data. Raises SettingsError where one is no ruling, or where two contradict each other."""
    reasons: dict[frozenset[str], str] = {}
    groups: dict[str, set[str]] = {}
    for number, judgement in enumerate(judgements):
        pair = _pair(judgement, number)
        reasons[pair] = judgement.reason
        if judgement.verdict == "same":
            joined = set().union(*(groups.get(t, {t}) for t in pair))
            groups.update(dict.fromkeys(joined, joined))
    same = {member: min(group) for member, group in groups.items()}
    apart: dict[str, set[str]] = {}
    for number, judgement in enumerate(judgements):
        if judgement.verdict == "same":
            continue
        one, other = token(judgement.one), token(judgement.other)
        if one in same and same[one] == same.get(other):
            raise _contradiction(judgement, number)
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    unsure = frozenset(frozenset((token(j.one), token(j.other))) for j in judgements if j.verdict == "unsure")
    return Rulings(same, {key: frozenset(value) for key, value in apart.items()}, unsure, reasons)


def _pair(judgement: Judgement, number: int) -> frozenset[str]:
    pair = frozenset((token(judgement.one), token(judgement.other)))
    if judgement.verdict not in VERDICTS or len(pair) != 2 or "=" in pair:
        raise SettingsError(
            "is no ruling on two actors",
            field=f"judgements[{number}]",
            found=f"one = {judgement.one!r}, other = {judgement.other!r}, verdict = {judgement.verdict!r}",
            expected="two names or ids that differ, and a verdict: same, different or unsure",
            remedy="Correct the ruling or take it out",
        )
    return pair


def _contradiction(judgement: Judgement, number: int) -> SettingsError:
    return SettingsError(
        "contradicts rulings that make the two one actor",
        field=f"judgements[{number}]",
        found=f"{judgement.one!r} and {judgement.other!r}: {judgement.verdict}",
        expected="verdicts that agree",
        remedy="Take out one of them; rulings of `same` carry over from one to the next",
    )
