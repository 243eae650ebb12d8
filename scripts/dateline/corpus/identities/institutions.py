"""Organisations, bodies and armed groups: the same name, an acronym that an article explains, or somebody new."""

from collections.abc import Sequence

from dateline.corpus.identities.compare import REVIEW
from dateline.corpus.identities.decisions import ACRONYM, ALIAS, SAME_NAME, STAYS_LOCAL, Decision, Option, told_apart
from dateline.corpus.identities.evidence import agreement
from dateline.corpus.identities.groups import GroupName, sounding
from dateline.corpus.identities.world import Identity, Local, World


def resolve_group(world: World, local: Local) -> Decision:
    """What an organisation of an article is."""
    country = next(iter(local.countries)) if len(local.countries) == 1 else None
    names = local.signature.groups
    full = [key for name in names if not name.acronym and (key := name.qualified(country))]
    short = [key for name in names if name.acronym and (key := name.qualified(country))]
    if full:
        return _by_full_name(world, local, full, short)
    if any(not name.acronym for name in names):
        return STAYS_LOCAL  # "the ministry", of no told country
    return _by_acronym(world, local, [name.key for name in names], short)


def _by_full_name(world: World, local: Local, full: Sequence[str], short: Sequence[str]) -> Decision:
    options = [_named(world, identity, full) for identity in _bearers(world, local, full)]
    if len(options) > 1:
        return told_apart(local, options)
    if options:
        return Decision(options[0])
    unexplained = [i for i in _bearers(world, local, short) if i.acronyms_only and not _abroad(local, i)]
    if len(unexplained) == 1:
        why = f"“{local.signature.name}” explains the acronym that it shares"
        return Decision(Option(unexplained[0], 0.9, why, ACRONYM))
    return Decision(fresh=True, doubts=_alike(world, local, full))


def _named(world: World, identity: Identity, full: Sequence[str]) -> Option:
    key = next(key for key in full if identity in world.named("group", key))
    known = identity in world.known("group", key)
    why = f"“{key}” is a name of {identity.id}" if known else f"the same name “{key}”"
    return Option(identity, 1.0, why, ALIAS if known else SAME_NAME)


def _by_acronym(world: World, local: Local, keys: Sequence[str], short: Sequence[str]) -> Decision:
    """An acronym that this article does not explain: whose it is where articles explain it in one way alone."""
    known = [identity for key in keys for identity in world.known("group", key) if _may_join(world, identity, local)]
    options = [Option(i, 1.0, f"“{local.signature.name}” is a name of {i.id}", ALIAS) for i in known]
    if not options:
        bearers = [identity for identity in _bearers(world, local, short) if not _abroad(local, identity)]
        options = [_acronym(identity, local) for identity in bearers]
    if len(options) > 1:
        return told_apart(local, options)
    if options:
        return Decision(options[0])
    return Decision(fresh=True) if short else STAYS_LOCAL


def _acronym(identity: Identity, local: Local) -> Option:
    if identity.acronyms_only:
        return Option(identity, 0.85, f"the same acronym “{local.signature.name}”, never explained", SAME_NAME)
    return Option(identity, 0.9, f"“{local.signature.name}” is explained in one way alone", ACRONYM)


def _bearers(world: World, local: Local, keys: Sequence[str]) -> list[Identity]:
    found = {i.number: i for key in keys for i in world.named("group", key) if _may_join(world, i, local)}
    return [found[number] for number in sorted(found)]


def _may_join(world: World, identity: Identity, local: Local) -> bool:
    return not world.ruled or world.forbidden(identity, {local.id, *local.signature.tokens}) is None


def _abroad(local: Local, identity: Identity) -> bool:
    return agreement(local.countries, identity.countries) < 0


def _alike(world: World, local: Local, full: Sequence[str]) -> tuple[Option, ...]:
    """Identities whose names sound the same in another romanisation: for a person to look at, never joined."""
    heard = [sound for key in full if (sound := sounding(key))]
    found = world.distinct(number for sound in heard for number in world.sounding.get(sound, ()))
    return tuple(
        Option(i, REVIEW, "names of several words that sound the same") for i in found if _may_join(world, i, local)
    )


def learn_group(world: World, identity: Identity, local: Local) -> None:
    """Let the names of an article lead to the identity. An acronym that was another's alone is then shared."""
    country = next(iter(local.countries)) if len(local.countries) == 1 else None
    for name in local.signature.groups:
        if key := name.qualified(country):
            world.add_key(identity, key)
            identity.countries |= frozenset([name.country] if name.country else ())
            _learn_sound(world, identity, name)
    if any(not name.acronym for name in local.signature.groups):
        identity.acronyms_only = False


def _learn_sound(world: World, identity: Identity, name: GroupName) -> None:
    sound = sounding(name.key) if not name.generic and not name.acronym else None
    if sound is not None:
        numbers = world.sounding.setdefault(sound, [])
        if identity.number not in numbers and len(numbers) < 16:
            numbers.append(identity.number)
