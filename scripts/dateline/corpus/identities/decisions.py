"""What is decided of one actor of one article."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.corpus.identities.evidence import agreement, office_evidence, offices_shared
from dateline.corpus.identities.world import Identity, Local

ALIAS = "actor.alias"
SAME_NAME = "actor.same-name"
TRANSLITERATION = "actor.transliteration"
SHORTER_NAME = "actor.shorter-name"
OFFICE = "actor.office"
ACRONYM = "actor.acronym"
RULING = "actor.ruling"
AMBIGUOUS = "actor.ambiguous"

METHODS = (ALIAS, SAME_NAME, TRANSLITERATION, SHORTER_NAME, OFFICE, ACRONYM, RULING, AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Option:
    """An identity that an actor may be, with how well it fits and what was compared."""

    identity: Identity
    score: float
    why: str
    method: str = SAME_NAME
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What an actor is: the identity taken, a new one, or none where it stays its article's own.

    Attributes:
        taken: the option that was taken; None with `fresh` for a new identity.
        fresh: whether the actor is the first of a new identity, which later articles may join.
        candidates: what an ambiguous actor may be.
        doubts: pairs that a person should look at.
        contested: keys of names that are as much the new identity's as the one's that has them.
    """

    taken: Option | None = None
    fresh: bool = False
    candidates: tuple[Option, ...] = ()
    doubts: tuple[Option, ...] = ()
    contested: tuple[str, ...] = ()


STAYS_LOCAL = Decision()


def told_apart(local: Local, options: Sequence[Option], doubts: tuple[Option, ...] = ()) -> Decision:
    """One of several identities where offices, countries and dates point to one alone; else ambiguous."""
    weighed = [(*_points(local, option), option) for option in options]
    ranked = sorted(weighed, key=lambda item: (-item[0], item[2].identity.number))
    best, second = ranked[0], ranked[1]
    if best[0] > second[0]:
        option = best[2]
        method = OFFICE if option.identity.entry is not None else option.method
        why = f"{option.why}; of {len(options)} so named the only one that fits: {best[1] or 'the others do not'}"
        return Decision(Option(option.identity, option.score, why, method), doubts=doubts)
    shared = [Option(o.identity, o.score / len(options), o.why, AMBIGUOUS) for _, _, o in ranked]
    return Decision(candidates=tuple(shared), doubts=doubts)


def _points(local: Local, option: Option) -> tuple[float, str]:
    """How much beside the name speaks for an option, and in words."""
    identity = option.identity
    if identity.entry is not None and identity.entry.offices:
        return office_evidence(identity.entry, local.countries, local.roles, local.day)
    agrees = agreement(local.countries, identity.countries)
    shared = offices_shared(local.roles, identity.roles)
    said = ["country agrees"] if agrees > 0 else ["country differs"] if agrees < 0 else []
    return agrees + shared, "; ".join([*said, *(["role agrees"] if shared else [])])
