"""Everyone known so far while articles are gone through from the oldest: actors, their names, where to look them up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from dateline.actors.authorities.entry import Entry
from dateline.actors.folding import folded
from dateline.corpus.identities.groups import GroupName, group_name
from dateline.corpus.identities.keys import FULLEST, LOOKED_AT, blocking_keys, lookup_keys
from dateline.corpus.identities.names import PersonName, person_name
from dateline.corpus.identities.rulings import Rulings

Family = Literal["person", "state", "group"]
"""Kinds between which an actor may change from article to article: an organisation may be called an armed group."""

FAMILIES: dict[str, Family] = {"person": "person", "state": "state"}
ROLES_KEPT = 32
"""Roles of one actor that later ones are compared with."""


@dataclass(frozen=True)
class Signature:
    """How an article names an actor: its kind and all spellings, the same for many articles."""

    kind: str
    name: str
    aliases: tuple[str, ...]

    @cached_property
    def family(self) -> Family:
        """What it may be compared with."""
        return FAMILIES.get(self.kind, "group")

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The name, then the other spellings."""
        return (self.name, *(alias for alias in self.aliases if alias != self.name))

    @cached_property
    def people(self) -> tuple[PersonName, ...]:
        """Full names of a person, the fullest first; empty where the article has a part of a name alone."""
        names = {name.key: name for name in map(person_name, self.spellings) if name.is_full}
        return tuple(sorted(names.values(), key=lambda name: -len(name.parts)))

    @cached_property
    def groups(self) -> tuple[GroupName, ...]:
        """Names of an organisation, those that are no acronym first."""
        names = {name.key: name for name in map(group_name, self.spellings) if name.key}
        return tuple(sorted(names.values(), key=lambda name: name.acronym))

    @cached_property
    def tokens(self) -> frozenset[str]:
        """What rulings may call it, its id aside."""
        return frozenset("=" + folded(spelling) for spelling in self.spellings if folded(spelling))


@dataclass(frozen=True, slots=True)
class Local:
    """One actor of one article."""

    id: str
    article: str
    day: date | None
    signature: Signature
    countries: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()


@dataclass(slots=True)
class Identity:
    """One actor of the corpus, as far as it is known.

    Attributes:
        id: the authority's, or the local id in the oldest article.
        article: the oldest article that names it; empty for an authority's entry that none has named yet.
        since: the place of that article in the order of articles.
        names: a person's full names by key. All agree with one another: who joins must agree with each.
        acronyms_only: an organisation of which no article has told more than an acronym.
        signatures: how many articles name it so.
    """

    number: int
    id: str
    family: Family
    entry: Entry | None = None
    article: str = ""
    since: int = 0
    names: dict[str, PersonName] = field(default_factory=dict)
    acronyms_only: bool = False
    countries: frozenset[str] = frozenset()
    roles: set[str] = field(default_factory=set)
    last: date | None = None
    latest_article: str = ""
    signatures: Counter[Signature] = field(default_factory=Counter)
    tokens: set[str] = field(default_factory=set)
    joined_to: int | None = None


class World:
    """All identities, and the ways to find them by name."""

    def __init__(self, rulings: Rulings) -> None:
        self.rulings = rulings
        self.ruled = rulings.tokens
        self.identities: list[Identity] = []
        self.by_id: dict[str, int] = {}
        self.by_key: dict[tuple[Family, str], list[int]] = {}
        self.known_names: dict[tuple[Family, str], list[int]] = {}
        self.blocks: dict[str, list[int]] = {}
        self.sounding: dict[str, list[int]] = {}
        self.ruled_groups: dict[str, int] = {}
        self.read = 0

    def found(self, identifier: str, family: Family, entry: Entry | None = None) -> Identity:
        """A new identity."""
        identity = Identity(len(self.identities), identifier, family, entry)
        if entry is not None and entry.country:
            identity.countries = frozenset([entry.country])
        self.identities.append(identity)
        self.by_id[identifier] = identity.number
        self.mark(identity, {identifier})
        return identity

    def current(self, number: int) -> Identity:
        """The identity, or the one that it was joined to."""
        identity = self.identities[number]
        while identity.joined_to is not None:
            identity = self.identities[identity.joined_to]
        return identity

    def mark(self, identity: Identity, tokens: Iterable[str]) -> None:
        """Note what rulings call the identity."""
        if self.ruled:
            identity.tokens.update(self.ruled.intersection(tokens))

    def named(self, family: Family, key: str) -> list[Identity]:
        """Identities with just this name, oldest first."""
        return self.distinct(self.by_key.get((family, key), ()))

    def known(self, family: Family, key: str) -> list[Identity]:
        """Identities of the authority with just this name."""
        return self.distinct(self.known_names.get((family, key), ()))

    def distinct(self, numbers: Iterable[int]) -> list[Identity]:
        """The identities behind the numbers, each once."""
        return list({identity.number: identity for identity in map(self.current, numbers)}.values())

    def add_key(self, identity: Identity, key: str) -> None:
        """Let a name lead to the identity."""
        numbers = self.by_key.setdefault((identity.family, key), [])
        if identity.number not in numbers:
            numbers.append(identity.number)

    def add_person_name(self, identity: Identity, name: PersonName) -> None:
        """A full name more."""
        if name.key in identity.names:
            return
        identity.names[name.key] = name
        self.add_key(identity, name.key)
        for key in blocking_keys(name):
            block = self.blocks.setdefault(key, [])
            if len(block) < FULLEST and identity.number not in block:
                block.append(identity.number)

    def nearby(self, names: Iterable[PersonName]) -> list[Identity]:
        """Persons that share a blocking key with one of the names, those that share most first."""
        shared: Counter[int] = Counter()
        for name in names:
            for key in lookup_keys(name):
                shared.update(self.blocks.get(key, ()))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]
        return self.distinct(number for number, _ in ranked)

    def forbidden(self, identity: Identity, tokens: Iterable[str]) -> frozenset[str] | None:
        """The ruling that keeps something with these tokens out of the identity, or None."""
        return self.rulings.conflict(tokens, identity.tokens) if identity.tokens else None

    def take_in(self, identity: Identity, local: Local) -> None:
        """Note what an article says of the identity."""
        self.read += 1
        if not identity.article:
            identity.article, identity.since = local.article, self.read
        identity.latest_article = local.article
        identity.signatures[local.signature] += 1
        if not local.countries <= identity.countries:
            identity.countries |= local.countries
        if local.roles and len(identity.roles) < ROLES_KEPT:
            identity.roles.update(local.roles)
        if local.day is not None:
            identity.last = local.day
        if self.ruled:
            self.mark(identity, {local.id, *local.signature.tokens})

    def join(self, one: Identity, other: Identity) -> Identity:
        """Two identities that turn out to be one: an authority's id stays, else that of the older."""
        kept, gone = (one, other) if _rank(one) <= _rank(other) else (other, one)
        gone.joined_to = kept.number
        kept.names |= gone.names
        kept.countries |= gone.countries
        kept.roles |= gone.roles
        kept.signatures.update(gone.signatures)
        kept.tokens |= gone.tokens
        kept.acronyms_only &= gone.acronyms_only
        oldest = min((i for i in (one, other) if i.article), key=lambda i: i.since, default=kept)
        kept.article, kept.since = oldest.article, oldest.since
        days = [day for day in (kept.last, gone.last) if day is not None]
        kept.last = max(days) if days else None
        return kept

    def remaining(self) -> Iterator[Identity]:
        """Identities that some article names."""
        return (identity for identity in self.identities if identity.joined_to is None and identity.article)


def _rank(identity: Identity) -> tuple[bool, int]:
    return identity.entry is None, identity.number
