"""Articles gone through from the oldest on: each actor is somebody known, somebody new, or its article's own.

What is decided looks at older articles alone, so articles that are added later change nothing of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.actors.authorities.entry import Entry
from dateline.corpus.identities.decisions import RULING, STAYS_LOCAL, Decision, Option
from dateline.corpus.identities.groups import group_name
from dateline.corpus.identities.institutions import learn_group, resolve_group
from dateline.corpus.identities.names import person_name
from dateline.corpus.identities.persons import resolve_person
from dateline.corpus.identities.rulings import Rulings, token
from dateline.corpus.identities.world import FAMILIES, Family, Identity, Local, World


@dataclass(slots=True)
class Outcome:
    """What became of the actors, in the order in which they were gone through.

    Attributes:
        numbers: the identity of each, -1 where it stays its article's own.
        methods: a place in `said` for each.
        said: method, score and reason.
        candidates: place of an ambiguous actor, identity, score, reason.
        doubts: identity or -1 - place of a local actor; the other identity; score, reason.
    """

    numbers: list[int] = field(default_factory=list)
    methods: list[int] = field(default_factory=list)
    said: list[tuple[str, float, str]] = field(default_factory=list)
    candidates: list[tuple[int, int, float, str]] = field(default_factory=list)
    doubts: dict[tuple[int, int], tuple[float, str]] = field(default_factory=dict)


class Resolver:
    """The pass over all articles."""

    def __init__(self, authority: Iterable[Entry], rulings: Rulings) -> None:
        self.world = World(rulings)
        self.outcome = Outcome()
        self._said: dict[tuple[str, float, str], int] = {}
        for entry in sorted(authority, key=lambda entry: entry.id):
            identity = learn_entry(self.world, entry)
            self._rule(identity, identity.tokens)

    def add(self, local: Local) -> None:
        """The next actor. They must come sorted by date, article and id."""
        decision = self._decide(local)
        identity = self._identity(local, decision)
        place = len(self.outcome.numbers)
        if identity is not None:
            self.world.take_in(identity, local)
            self._learn(identity, local)
            for key in decision.contested:
                self.world.add_key(identity, key)
        taken = decision.taken
        self.outcome.numbers.append(-1 if identity is None else identity.number)
        self.outcome.methods.append(self._say(taken) if taken else -1)
        for option in decision.candidates:
            self.outcome.candidates.append((place, option.identity.number, option.score, option.why))
        own = -1 - place if identity is None else identity.number
        for option in decision.doubts:
            self._doubt(own, option, local)

    def _decide(self, local: Local) -> Decision:
        """What the actor is: its authority's where the article's own stage knew it, what a person ruled, or what the
        names say."""
        world = self.world
        if "." not in local.id:
            number = world.by_id.get(local.id)
            return Decision(Option(world.current(number), 1.0, "", "") if number is not None else None, fresh=True)
        decision = self._by_name(local)
        if not world.rulings.same:
            return decision
        return self._ruled(local, decision)

    def _by_name(self, local: Local) -> Decision:
        if local.signature.family == "person":
            return resolve_person(self.world, local)
        return resolve_group(self.world, local) if local.signature.family == "group" else STAYS_LOCAL

    def _ruled(self, local: Local, decision: Decision) -> Decision:
        """With rulings of sameness applied: the group's identity, to which the one found by name is joined."""
        world, same = self.world, self.world.rulings.same
        tokens = {local.id, *local.signature.tokens}
        groups = sorted({same[t] for t in tokens if t in same})
        numbers = [world.ruled_groups[group] for group in groups if group in world.ruled_groups]
        if not groups:
            return decision
        why = world.rulings.why(tokens) or "a person ruled so"
        for identity in world.distinct(numbers):
            if world.forbidden(identity, tokens):
                continue
            found = decision.taken.identity if decision.taken else None
            if found is not None and found.number != identity.number and not world.forbidden(identity, found.tokens):
                identity = world.join(identity, found)
            decision = Decision(Option(identity, 1.0, why, RULING))
        return decision if decision.taken else Decision(fresh=True, doubts=decision.doubts)

    def _identity(self, local: Local, decision: Decision) -> Identity | None:
        if decision.taken is not None:
            identity = self.world.current(decision.taken.identity.number)
        elif decision.fresh:
            identity = self.world.found(local.id, local.signature.family)
            identity.acronyms_only = local.signature.family == "group"
        else:
            return None
        self._rule(identity, {local.id, *local.signature.tokens, identity.id})
        return identity

    def _rule(self, identity: Identity, tokens: Iterable[str]) -> None:
        """Note whose the identity is by rulings of sameness; two of an authority's that are one are joined."""
        same = self.world.rulings.same
        for told in sorted(tokens) if same else ():
            if told in same:
                number = self.world.ruled_groups.setdefault(same[told], identity.number)
                first = self.world.current(number)
                if first.entry is not None and identity.entry is not None and first.number != identity.number:
                    identity = self.world.join(first, identity)

    def _learn(self, identity: Identity, local: Local) -> None:
        if identity.signatures[local.signature] > 1:
            return  # known from an earlier article
        if local.signature.family == "person":
            for name in local.signature.people:
                self.world.add_person_name(identity, name)
        elif local.signature.family == "group":
            learn_group(self.world, identity, local)

    def _say(self, option: Option) -> int:
        told = (option.method, option.score, option.why)
        return self._said.setdefault(told, len(self._said))

    def _doubt(self, own: int, option: Option, local: Local) -> None:
        tokens = {local.id, *local.signature.tokens}
        if self.world.ruled and self.world.rulings.settled(tokens, option.identity.tokens):
            return
        pair = (own, option.identity.number)
        if pair not in self.outcome.doubts or self.outcome.doubts[pair][0] < option.score:
            self.outcome.doubts[pair] = (option.score, option.why)

    def finished(self) -> Outcome:
        """The outcome, with what was said of each."""
        self.outcome.said = list(self._said)
        return self.outcome


def learn_entry(world: World, entry: Entry) -> Identity:
    """An identity of the authority's, under all names that are surely its own."""
    family: Family = FAMILIES.get(entry.kind, "group")
    identity = world.found(entry.id, family, entry)
    for text in (entry.name, *(name.text for name in entry.names if name.sure)):
        world.mark(identity, {token(text)})
        if family == "person":
            name = person_name(text)
            key: str | None = name.key
            if name.is_full:
                world.add_person_name(identity, name)
        elif family == "group":
            group = group_name(text)
            key = group.key if group.acronym else group.qualified(entry.country)
        else:
            continue
        if key:
            world.add_key(identity, key)
            known = world.known_names.setdefault((family, key), [])
            if identity.number not in known:
                known.append(identity.number)
    return identity
