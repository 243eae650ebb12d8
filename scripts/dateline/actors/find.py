"""One article: names found, put together, given their ids."""

import hashlib
import re
from collections.abc import Iterable

from dateline.actors.authority import Authority, authority, entries
from dateline.actors.organizations import found_organizations
from dateline.actors.people import found_people
from dateline.actors.recognizer import Guess, guesses
from dateline.actors.records import Actor, Found, Mention
from dateline.actors.spans import Occupied
from dateline.actors.vocabulary import GIVEN_STATES

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""What no encoder takes; replaced one by one for reading, so that offsets stay."""


def find(article_id: str, body: str, language: str, title: str | None, use_model: bool) -> tuple[Actor, ...]:
    """The actors of one article; `language` is a primary subtag. The title is read as one more paragraph, as evidence
    alone."""
    text = LONE_SURROGATE.sub("\ufffd", f"{body}\n\n{title}" if title else body)
    found = [mention for mention in mentions(text, language, use_model) if mention.end <= len(body)]
    return actors(article_id, body, found)


def mentions(text: str, language: str, use_model: bool) -> list[Found]:
    """Mentions in order, not overlapping: of those that overlap the longest, then the authority's, then persons."""
    known = authority(language)
    named, hidden = known.find(text)
    if language != "en":
        return named
    guessed = guesses(text, language) if use_model else []
    named = [f for f in named if not namesake(text, f, guessed)]

    def is_known(name: str) -> bool:
        return place_name(known, name)

    taken = [(f.start, f.end) for f in named]
    people = found_people(text, guessed, is_known, [*taken, *hidden])
    occupied = Occupied([*((f.start, f.end) for f in people), *taken])
    groups = found_organizations(text, guessed, is_known, occupied, people)
    return disjoint([*people, *named, *groups])


def namesake(text: str, named: Found, guessed: Iterable[Guess]) -> bool:
    """Whether a state's name is a person's given name here, as the model has it."""
    if text[named.start : named.end] not in GIVEN_STATES:
        return False
    return any(g.label == "PERSON" and g.start <= named.start < g.end for g in guessed)


def place_name(known: Authority, name: str) -> bool:
    """Whether `name` is one of the authority's, possessive or not."""
    return name.removesuffix("'s").removesuffix("’s").rstrip(".,") in known.by_text or name in known.by_text


def disjoint(found: list[Found]) -> list[Found]:
    """Longest first, and of equals the first given; sorted by place."""
    occupied = Occupied()
    longest = sorted(found, key=lambda f: f.start - f.end)
    return sorted((f for f in longest if occupied.add((f.start, f.end))), key=lambda f: f.start)


def actors(article_id: str, body: str, found: Iterable[Found]) -> tuple[Actor, ...]:
    """Mentions put together by kind and key, in order of the first mention."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for mention in found:
        groups.setdefault((mention.kind, mention.key), []).append(mention)
    ids = identifiers(article_id, list(groups))
    return tuple(actor(ids[group], body, found) for group, found in groups.items())


def identifiers(article_id: str, groups: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The authority's id, or the article's with as many hex digits of the group's hash, from 4 on, as tell its actors
    apart."""
    local = {
        group: hashlib.sha256("\0".join(group).encode()).hexdigest() for group in groups if group[1] not in entries()
    }
    digits = next(n for n in range(4, 65) if len({digest[:n] for digest in local.values()}) == len(local))
    return {group: f"{article_id}.{local[group][:digits]}" if group in local else group[1] for group in groups}


def actor(identifier: str, body: str, found: list[Found]) -> Actor:
    """One actor of its mentions: named as the authority names it, else by its longest full name in the article."""
    spellings = {spelling(body, f) for f in found}
    full = {spelling(body, f) for f in found if f.form == "full"} or spellings
    entry = entries().get(identifier)
    name = entry.name if entry else max(full, key=lambda name: (len(name), name))
    return Actor(
        id=identifier,
        name=name,
        kind=found[0].kind,
        aliases=tuple(sorted(spellings - {name})),
        country=entry.country if entry else None,
        wikidata=entry.wikidata if entry else None,
        mentions=tuple(Mention(f.start, f.end, body[f.start : f.end], f.form) for f in found),
        rule=found[0].rule,
    )


def spelling(body: str, found: Found) -> str:
    """The name as the mention has it, with single plain spaces."""
    return " ".join(body[found.start : found.end].split())
