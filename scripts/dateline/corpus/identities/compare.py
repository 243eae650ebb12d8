"""Whether two full names can be one person's: parts aligned one to one, half the mean of them and half the worst.

The rules are about names alone; what else is known of the two (countries, dates, rulings) is weighed by `evidence`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.actors.folding import given_names
from dateline.corpus.identities.chinese import same_chinese
from dateline.corpus.identities.names import PersonName, common_surnames, given_forms
from dateline.corpus.identities.parts import Aligned, align, align_surnames
from dateline.corpus.identities.sounds import likeness, skeleton

JOIN = 0.84
"""At this score two spellings are one person's, where nothing speaks against it."""
REVIEW = 0.74
"""From this score up to `JOIN` a person should look."""

STRAIGHT = 0.97
"""At this score no other way to lay two names side by side is tried."""
SYLLABLES = 0.95
"""Score of two romanisations of one Chinese or Korean name."""

LEFT_OUT = 0.01
"""What a middle name costs that only one of the two has."""
NOT_FIRST = 0.1
"""The same where it stands before a middle name that both have (José Luis Rodríguez, José Rodríguez)."""
TAIL = 0.05
"""What a family name costs that only one has, after a father's name (Mohammed bin Salman Al Saud)."""
SECOND_SURNAME = 0.17
"""The same without a father's name: a second surname (Hugo Chávez Frías)."""
OTHER_CALL_NAME = 0.18
"""What the first of two given names costs that the shorter name leaves out (Javad Zarif; but Reza Pahlavi is
Mohammad Reza Pahlavi's son)."""
CALL_NAME = 0.16
"""The same for the second, where the first is Mohammad: that second one is what he is called by."""
SEVERAL = 0.16
"""What is taken off where the shorter name is one that many bear."""
ORDER = 0.03
"""What the other order of surname and given name costs where it is clear which is which."""
UNCLEAR_ORDER = 0.2
"""The same where both parts are given names, or neither is."""
APART = 0.75
"""The most that is left where syllables or generations tell two people apart: at best a person should look."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, and why.

    Attributes:
        score: 0 to 1.
        aligned: the parts side by side.
        rules: what raised or lowered the score beside the parts.
        partial: one name has parts that the other leaves out, or initials: it may be several people's.
        apart: syllables or generations tell two people apart, however alike the rest is.
    """

    score: float
    aligned: tuple[Aligned, ...] = ()
    rules: tuple[str, ...] = ()
    partial: bool = False
    apart: bool = False

    def less(self, cost: float, rule: str) -> "Comparison":
        """With something taken off."""
        return replace(self, score=max(0.0, round(self.score - cost, 9)), rules=(*self.rules, rule))

    def told_apart(self, rule: str) -> "Comparison":
        """With a ceiling below `JOIN`."""
        return replace(self, score=min(APART, self.score), rules=(*self.rules, rule), apart=True)


NOTHING = Comparison(0.0)


@lru_cache(maxsize=1 << 16)
def compare(one: PersonName, other: PersonName) -> Comparison:
    """Compare two full names; symmetric. A name of one part is like no other (score 0)."""
    if not (one.is_full and other.is_full):
        return replace(NOTHING, rules=("a name of one part is known in its own article alone",))
    found = _compare(*sorted((one, other), key=lambda name: (len(name.parts), name.parts)))
    if one.generation != other.generation:
        return found.told_apart(f"generation {one.generation or 'not told'} and {other.generation or 'not told'}")
    return found


def _compare(short: PersonName, long: PersonName) -> Comparison:
    if short.parts == long.parts:
        return Comparison(1.0, rules=("the same parts",))
    syllabic = _by_syllables(short, long)
    if syllabic is not None and syllabic.score >= JOIN:
        return syllabic
    unwritten = short.unwritten != long.unwritten
    best = max(_candidates(short, long, unwritten), key=lambda found: found.score)
    return best if syllabic is None else best.told_apart("other syllables")


def _by_syllables(one: PersonName, other: PersonName) -> Comparison | None:
    """None where the two are not both Chinese or both Korean names."""
    if not (one.korean and other.korean) and not (one.chinese and other.chinese):
        return None
    if not set(one.korean).isdisjoint(other.korean):
        return Comparison(SYLLABLES, rules=("one Korean name in two romanisations",))
    if any(same_chinese(a, b) for a in one.chinese for b in other.chinese):
        return Comparison(SYLLABLES, rules=("one Chinese name in two romanisations",))
    return NOTHING


def _candidates(short: PersonName, long: PersonName, unwritten: bool) -> Iterator[Comparison]:
    """Every way to lay the two names side by side."""
    straight = _ends(short, long, unwritten)
    yield straight
    if straight.score >= STRAIGHT:
        return
    if len(short.parts) < len(long.parts):
        yield _beginning(short, long, unwritten)
        yield from _later(short, long, unwritten)
    yield from _turned(short, long, unwritten)
    if len(short.parts) != len(long.parts) or "-" in "".join((*short.parts, *long.parts)):
        yield _joined(short, long, unwritten)


def _ends(short: PersonName, long: PersonName, unwritten: bool) -> Comparison:
    """First with first, last with last, middle names in order."""
    a, b = short.parts, long.parts
    aligned = [align(a[0], b[0], unwritten), align_surnames(a[-1], b[-1], unwritten)]
    middle, rules, cost = _middle(a[1:-1], b[1:-1], unwritten)
    found = _scored([aligned[0], *middle, aligned[1]], len(a) != len(b))
    for rule in rules:
        found = found.less(cost, rule)
    if len(a) == 2 and len(b) == 3 and not long.patronymic and _is_prename(b[0]) and len(b[1]) > 1:
        found = found.less(CALL_NAME, "the name after Mohammad left out")
    return _several(found, short) if found.partial else found


def _middle(a: Sequence[str], b: Sequence[str], unwritten: bool) -> tuple[list[Aligned], list[str], float]:
    few, many = sorted((a, b), key=len)
    straight = [align(one, other, unwritten, middle=True) for one, other in zip(few, many, strict=False)]
    if all(pair.likeness >= REVIEW for pair in straight):
        extra = many[len(few) :]
        return straight, ["middle name left out"] if extra else [], LEFT_OUT
    later = [align(one, other, unwritten) for one, other in zip(few, many[len(many) - len(few) :], strict=True)]
    if len(few) < len(many) and all(pair.likeness >= REVIEW and len(pair.one) > 1 for pair in later):
        return later, ["earlier middle name left out"], NOT_FIRST
    return straight, [], 0.0


def _beginning(short: PersonName, long: PersonName, unwritten: bool) -> Comparison:
    """The shorter name is the beginning of the longer: a family name or a second surname left out."""
    pairs = [align(one, other, unwritten) for one, other in zip(short.parts, long.parts, strict=False)]
    found = _scored(pairs, partial=True)
    if long.patronymic:
        return found.less(TAIL, "family name after a father's name left out")
    found = found.less(SECOND_SURNAME, "second surname left out")
    if short.parts[-1] in given_names():
        found = found.less(SEVERAL, "the shorter name may be given names alone")
    return _several(found, short)


def _later(short: PersonName, long: PersonName, unwritten: bool) -> Iterator[Comparison]:
    """The shorter name is the end of the longer: a first given name left out."""
    if long.patronymic or len(long.parts) != len(short.parts) + 1 or len(long.parts[0]) == 1:
        return
    pairs = [align(one, other, unwritten) for one, other in zip(short.parts, long.parts[1:], strict=True)]
    found = _scored(pairs, partial=True).less(OTHER_CALL_NAME, "first given name left out")
    yield _several(found, short)


def _is_prename(part: str) -> bool:
    """Whether many are called by the name that follows this one."""
    return not given_forms().get(part, frozenset()).isdisjoint(given_forms()["mohammed"])


def _turned(short: PersonName, long: PersonName, unwritten: bool) -> Iterator[Comparison]:
    """Surname first in one of the two."""
    if len(short.parts) != len(long.parts):
        return
    turns = {long.parts[1:] + long.parts[:1], long.parts[-1:] + long.parts[:-1]}
    for turn in sorted(turns):
        if skeleton(short.parts[0]) != skeleton(turn[0]) and skeleton(short.parts[-1]) != skeleton(turn[-1]):
            continue  # two names in two orders sound alike in one place at least
        pairs = [align(one, other, unwritten) for one, other in zip(short.parts, turn, strict=True)]
        found = _scored(pairs, partial=False)
        if found.score < REVIEW:
            continue
        clear = len(short.parts) > 2 or _is_given(short.parts[0]) != _is_given(short.parts[-1])
        yield found.less(ORDER if clear else UNCLEAR_ORDER, "surname and given name in the other order")


def _is_given(part: str) -> bool:
    """Whether a part is a given name somewhere."""
    return part in given_names() or part in given_forms() or part.startswith(("abd", "abu"))


def _joined(short: PersonName, long: PersonName, unwritten: bool) -> Comparison:
    """Parts written as one word or two: "Abdul Rahman", "Amir-Abdollahian"."""
    one, other = ("".join(name.parts).replace("-", "") for name in (short, long))
    alike = likeness(one, other, unwritten) if skeleton(one) == skeleton(other) else 0.0
    if len(one) < 8 or alike < 0.93 or 1 in {len(part) for part in (*short.parts, *long.parts)}:
        return NOTHING
    return Comparison(alike, (Aligned(one, other, alike),)).less(ORDER, "parts written together")


def _scored(aligned: Sequence[Aligned], partial: bool) -> Comparison:
    values = [pair.likeness for pair in aligned]
    score = 0.5 * sum(values) / len(values) + 0.5 * min(values)
    return Comparison(round(score, 9), tuple(aligned), (), partial or any(pair.why == "initial" for pair in aligned))


def _several(found: Comparison, short: PersonName) -> Comparison:
    """Less, where many people bear the shorter name."""
    if len(short.parts) == 2 and short.parts[-1] in common_surnames():
        return found.less(SEVERAL, "the shorter name is a common one")
    return found
