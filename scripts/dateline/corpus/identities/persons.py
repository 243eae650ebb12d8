"""Persons: the same full name, another spelling of it, or somebody new.

A part of a name is never looked up outside its article, unless an authority says whose it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.corpus.identities.compare import JOIN, REVIEW, Comparison, compare
from dateline.corpus.identities.decisions import (
    ALIAS,
    SAME_NAME,
    SHORTER_NAME,
    STAYS_LOCAL,
    TRANSLITERATION,
    Decision,
    Option,
    told_apart,
)
from dateline.corpus.identities.evidence import ERA, agreement, eras_apart, offices_shared
from dateline.corpus.identities.names import PersonName, person_name
from dateline.corpus.identities.parts import INITIAL
from dateline.corpus.identities.world import Identity, Local, World

CORE = 0.7
"""What the least alike of an identity's names must score: no chain of spellings leads from one person to another."""
CORE_NAMES = 24
"""Names of one identity that are compared; an identity has a handful."""
CLEARLY = 0.05
"""By so much the best identity must be ahead of the next, where two are good enough."""

AGREES = 0.02
"""What it adds to the score of two spellings that articles tell the same country of both."""
SAME_OFFICE = 0.02
"""What the same office adds."""
DIFFERS = 0.1
"""What other countries take off."""
SAME_ARTICLE = 0.06
"""What it takes off that one article names both, under two spellings."""
ONE_INITIAL = 0.81
"""Score of "S. Lavrov" beside "Sergei Lavrov": enough where there is no other."""


def resolve_person(world: World, local: Local) -> Decision:
    """What a person of an article is."""
    people = local.signature.people
    if not people:
        return _lone(world, local)
    exact = [identity for identity in _bearers(world, people) if _may_join(world, identity, local)]
    exact = [identity for identity in exact if _agrees_with_all(people[0], identity)]
    fitting = [identity for identity in exact if not _namesake(local, people[0], identity)]
    others = tuple(_namesake_option(i, local, people[0]) for i in exact if i not in fitting)
    options = [_same_name(world, identity, local) for identity in fitting]
    if len(options) > 1:
        return told_apart(local, options, others)
    if options:
        return Decision(options[0], doubts=others)
    if exact:
        return Decision(fresh=True, doubts=others)
    return _similar(world, local)


def _lone(world: World, local: Local) -> Decision:
    """A part of a name: the authority's, or nobody's outside the article."""
    key = person_name(local.signature.name).key
    known = [identity for identity in world.known("person", key) if _may_join(world, identity, local)]
    options = [Option(i, 1.0, f"“{local.signature.name}” is a name of {i.id}", ALIAS) for i in known]
    if not options:
        return STAYS_LOCAL
    return Decision(options[0]) if len(options) == 1 else told_apart(local, options)


def _bearers(world: World, people: Sequence[PersonName]) -> list[Identity]:
    """Identities that have one of the names."""
    found = {identity.number: identity for name in people for identity in world.named("person", name.key)}
    return [found[number] for number in sorted(found)]


def _may_join(world: World, identity: Identity, local: Local) -> bool:
    return not world.ruled or world.forbidden(identity, {local.id, *local.signature.tokens}) is None


def _agrees_with_all(name: PersonName, identity: Identity) -> bool:
    """Whether the fullest name contradicts none of the identity's."""
    if name.key in identity.names:
        return True
    return all(is_one(compare(name, other)) for other in list(identity.names.values())[:CORE_NAMES])


def is_one(compared: Comparison) -> bool:
    """Whether two names can be in one identity: alike enough, and not told apart."""
    return compared.score >= CORE and not compared.apart


def _namesake(local: Local, name: PersonName, identity: Identity) -> bool:
    """Whether the same name is another person's: a common name, and another country or another age."""
    if not name.is_common:
        return False
    return agreement(local.countries, identity.countries) < 0 or eras_apart(local.day, identity.last)


def _namesake_option(identity: Identity, local: Local, name: PersonName) -> Option:
    what = f"more than {ERA} years apart" if eras_apart(local.day, identity.last) else _countries(local, identity)
    return Option(identity, REVIEW, f"the common name “{name.key}”, but {what}")


def _countries(local: Local, identity: Identity) -> str:
    return f"countries {', '.join(sorted(local.countries))} and {', '.join(sorted(identity.countries))}"


def _same_name(world: World, identity: Identity, local: Local) -> Option:
    """The option of an identity that has one of the local names."""
    name = next(name for name in local.signature.people if name.key in identity.names or _leads(world, name, identity))
    known = identity in world.known("person", name.key)
    why = f"“{name.key}” is a name of {identity.id}" if known else f"the same full name “{name.key}”"
    if agreement(local.countries, identity.countries) < 0:
        return Option(identity, 1 - DIFFERS, f"{why}; {_countries(local, identity)}", ALIAS if known else SAME_NAME)
    return Option(identity, 1.0, why, ALIAS if known else SAME_NAME)


def _leads(world: World, name: PersonName, identity: Identity) -> bool:
    return identity in world.named("person", name.key)


def _similar(world: World, local: Local) -> Decision:
    """Another spelling of somebody known, or somebody new."""
    people = local.signature.people
    options, contested = [], []
    for identity in world.nearby(people):
        if not _may_join(world, identity, local):
            continue
        option, theirs = _compared(people, identity, local)
        if option is not None:
            options.append(option)
        contested += theirs
    taken, doubts = _chosen(local, options)
    if taken is not None:
        return replace(taken, doubts=doubts)
    return Decision(fresh=True, doubts=doubts, contested=tuple(contested))


def _chosen(local: Local, options: list[Option]) -> tuple[Decision | None, tuple[Option, ...]]:
    """The option that is good enough and clearly the best, or all that are; and those for a person to look at."""
    good = [option for option in options if option.score >= (ONE_INITIAL if option.partial else JOIN)]
    doubts = tuple(option for option in options if option not in good)
    good.sort(key=lambda option: (-option.score, option.identity.number))
    if len(good) > 1 and not (good[0].score - good[1].score >= CLEARLY and not good[0].partial):
        return told_apart(local, good), doubts
    return (Decision(good[0]) if good else None), doubts


def _compared(people: Sequence[PersonName], identity: Identity, local: Local) -> tuple[Option | None, list[str]]:
    """The option that an identity is; and its short names that would be the local actor's too, were it not."""
    known = list(identity.names.values())[:CORE_NAMES]
    found = [(compare(name, other), name, other) for name in people for other in known]
    best, name, other = max(found, key=lambda item: item[0].score)
    if best.score < REVIEW:
        return None, []
    if not all(is_one(compared) for compared, own, _ in found if own is people[0]):
        if best.apart:
            return Option(identity, best.score, _why(best, name, other), TRANSLITERATION), []
        return None, [o.key for compared, _, o in found if compared.partial and compared.score >= ONE_INITIAL]
    score, said = _weighed(best, identity, local)
    if score < REVIEW:
        return None, []
    why = "; ".join([_why(best, name, other), *said])
    method = SHORTER_NAME if best.partial else TRANSLITERATION
    return Option(identity, round(score, 3), why, method, _by_initial(best)), []


def _why(best: Comparison, name: PersonName, other: PersonName) -> str:
    return "; ".join([f"“{name.key}” beside “{other.key}”: {_parts(best)}", *best.rules])


def _weighed(best: Comparison, identity: Identity, local: Local) -> tuple[float, list[str]]:
    """The score of the names, with what else is known."""
    said: list[str] = []
    score = best.score
    agrees = agreement(local.countries, identity.countries)
    if agrees < 0:
        score, said = score - DIFFERS, [_countries(local, identity)]
    elif agrees > 0 and not best.partial:
        score, said = score + AGREES, ["the same country"]
        if offices_shared(local.roles, identity.roles):
            score, said = score + SAME_OFFICE, [*said, "the same office"]
    if identity.latest_article == local.article:
        score, said = score - SAME_ARTICLE, [*said, "both named in one article"]
    return min(score, 1.0), said


def _by_initial(best: Comparison) -> bool:
    """Whether nothing but an initial stands for the given name, beside a surname that is no common one."""
    initials = [pair for pair in best.aligned if pair.why == "initial"]
    rest = [pair.likeness for pair in best.aligned if pair.why != "initial"]
    return bool(initials) and min(p.likeness for p in initials) >= INITIAL and bool(rest) and min(rest) >= 0.95


def _parts(found: Comparison) -> str:
    return ", ".join(_pairs(found)) or f"{found.score:.2f}"


def _pairs(found: Comparison) -> Iterator[str]:
    for pair in found.aligned:
        yield (
            pair.one
            if pair.likeness == 1 and pair.one == pair.other
            else f"{pair.one}/{pair.other} {pair.likeness:.2f}"
        )
