"""Local actors joined across articles: tables in, tables out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline.actors.authorities.entry import Entry
from dateline.corpus.identities.columns import ACTORS, CANDIDATES, LINKS, LOCAL, REVIEW
from dateline.corpus.identities.names import person_name
from dateline.corpus.identities.resolve import Outcome, Resolver
from dateline.corpus.identities.rulings import read_rulings
from dateline.corpus.identities.world import Identity, Local, Signature
from dateline.settings import Judgement

CHUNK = 1 << 15
"""Rows that are Python objects at a time."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Who is who.

    Attributes:
        links: LINKS, one row for each local id that becomes another; sorted by id.
        candidates: CANDIDATES, what ambiguous actors may be; sorted by id.
        actors: ACTORS, every actor under its final id.
        review: REVIEW, pairs for a person to look at.
    """

    links: pa.Table
    candidates: pa.Table
    actors: pa.Table
    review: pa.Table

    @property
    def ids(self) -> Mapping[str, str]:
        """Final id by local id, of those that change."""
        return dict(zip(self.links["id"].to_pylist(), self.links["actor_id"].to_pylist(), strict=True))


def link(actors: pa.Table, authority: Iterable[Entry] = (), judgements: Sequence[Judgement] = ()) -> Linked:
    """Join actors across articles.

    Args:
        actors: LOCAL, in any order; ids are distinct, but for an authority's, which stands once for each article.
        authority: entries that are known from the start.
        judgements: rulings of a person.

    The same rows in another order give the same result. Rows of later articles change no id that the earlier ones
    had, but where a ruling makes two of them one. Raises SettingsError where rulings contradict each other.
    """
    ordered = in_order(actors)
    resolver = Resolver(authority, read_rulings(judgements))
    for local in locals_of(ordered):
        resolver.add(local)
    return _tables(ordered, resolver, resolver.finished())


def in_order(actors: pa.Table) -> pa.Table:
    """Sorted by date, those without one last, then by article and id."""
    table = actors.select(LOCAL.names).cast(LOCAL)
    keys = [(name, "ascending", "at_end") for name in ("date", "article_id", "id")]
    return table.take(pc.sort_indices(table, sort_keys=keys))


def locals_of(ordered: pa.Table) -> Iterator[Local]:
    """The rows as values. Signatures are shared between rows."""
    signatures: dict[tuple[str, str, tuple[str, ...]], Signature] = {}
    for start in range(0, ordered.num_rows, CHUNK):
        columns = [ordered[name].slice(start, CHUNK).to_pylist() for name in LOCAL.names]
        for identifier, article, day, kind, name, aliases, countries, roles in zip(*columns, strict=True):
            told = (kind, name, tuple(sorted(aliases or ())))
            signature = signatures.get(told) or signatures.setdefault(told, Signature(*told))
            yield Local(identifier, article, day, signature, frozenset(countries or ()), tuple(roles or ()))


def _tables(ordered: pa.Table, resolver: Resolver, outcome: Outcome) -> Linked:
    world = resolver.world
    final = [world.current(number) if number >= 0 else None for number in outcome.numbers]
    ids = ordered["id"].to_pylist()
    return Linked(
        _links(ids, final, outcome),
        _candidates(ids, outcome, resolver),
        _actors(ordered, final, resolver),
        _review(ordered, ids, outcome, resolver),
    )


def _links(ids: Sequence[str], final: Sequence[Identity | None], outcome: Outcome) -> pa.Table:
    changed = [i for i, identity in enumerate(final) if identity is not None and identity.id != ids[i]]
    said = [outcome.said[outcome.methods[i]] if outcome.methods[i] >= 0 else JOINED_LATER for i in changed]
    columns = {
        "id": [ids[i] for i in changed],
        "actor_id": [identity.id for i in changed if (identity := final[i]) is not None],
        "method": [method for method, _, _ in said],
        "score": [score for _, score, _ in said],
        "reason": [reason for _, _, reason in said],
        "article": [identity.article for i in changed if (identity := final[i]) is not None],
    }
    return pa.table(columns, schema=LINKS).sort_by("id")


JOINED_LATER = ("actor.ruling", 1.0, "a later article shows two actors that a person ruled to be one")
"""Of the first of an actor that a ruling joined to another."""


def _candidates(ids: Sequence[str], outcome: Outcome, resolver: Resolver) -> pa.Table:
    rows = []
    for place, number, score, why in outcome.candidates:
        identity = resolver.world.current(number)
        rows.append(
            {"id": ids[place], "candidate": identity.id, "score": score, "reason": why,
             "article": identity.article or None}
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=CANDIDATES).sort_by([("id", "ascending"), ("candidate", "ascending")])


def _actors(ordered: pa.Table, final: Sequence[Identity | None], resolver: Resolver) -> pa.Table:
    rows = [identity_row(identity) for identity in resolver.world.remaining()]
    alone = [place for place, identity in enumerate(final) if identity is None]
    rows += [local_row(row) for row in ordered.take(pa.array(alone, pa.int64())).to_pylist()]
    return pa.Table.from_pylist(rows, schema=ACTORS).sort_by("id")


def identity_row(identity: Identity) -> dict[str, Any]:
    """A row of the actors: its commonest full name, and every other spelling."""
    spelled: dict[str, int] = {}
    for signature, count in identity.signatures.items():
        for spelling in signature.spellings:
            spelled[spelling] = spelled.get(spelling, 0) + count
    named: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for signature, count in identity.signatures.items():
        named[signature.name] = named.get(signature.name, 0) + count
        kinds[signature.kind] = kinds.get(signature.kind, 0) + count
    name = identity.entry.name if identity.entry else commonest(named, identity.family == "person")
    return {
        "id": identity.id,
        "name": name,
        "kind": identity.entry.kind if identity.entry else min(kinds, key=lambda kind: (-kinds[kind], kind)),
        "aliases": sorted(set(spelled) - {name}),
        "country": country_of(identity),
        "articles": sum(identity.signatures.values()),
        "first_article": identity.article,
    }


def country_of(identity: Identity) -> str | None:
    """The authority's country; else the one that articles tell, where they tell one alone."""
    if identity.entry is not None:
        return identity.entry.country
    return next(iter(identity.countries)) if len(identity.countries) == 1 else None


def commonest(named: Mapping[str, int], person: bool) -> str:
    """The name to show: one without initials before one with them, then the commonest, the longest, the first in
    order."""

    def rank(name: str) -> tuple[bool, int, int, str]:
        initials = person and any(len(part) == 1 for part in person_name(name).parts[:1])
        return initials, -named[name], -len(name), name

    return min(named, key=rank)


def local_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of an actor that only its article knows."""
    countries = sorted(set(row["countries"] or ()))
    return {
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "aliases": sorted(set(row["aliases"] or ()) - {row["name"]}),
        "country": countries[0] if len(countries) == 1 else None,
        "articles": 1,
        "first_article": row["article_id"],
    }


def _review(ordered: pa.Table, ids: Sequence[str], outcome: Outcome, resolver: Resolver) -> pa.Table:
    names, articles = ordered["name"], ordered["article_id"]
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for (own, other), (score, reason) in outcome.doubts.items():
        if own < 0:
            place = -1 - own
            one = (ids[place], names[place].as_py(), articles[place].as_py())
        else:
            one = _stands(resolver.world.current(own))
        two = _stands(resolver.world.current(other))
        if one[0] == two[0]:
            continue
        first, second = sorted((one, two))
        pair = (first[0], second[0])
        if pair not in rows or rows[pair]["score"] < score:
            values = (first[0], second[0], first[1], second[1], first[2], second[2], score, reason)
            rows[pair] = dict(zip(REVIEW.names, values, strict=True))
    ranked = sorted(rows.values(), key=lambda row: (-row["score"], row["one"], row["other"]))
    return pa.Table.from_pylist(ranked, schema=REVIEW)


def _stands(identity: Identity) -> tuple[str, str, str | None]:
    name = identity_row(identity)["name"]
    return identity.id, name, identity.article or None
