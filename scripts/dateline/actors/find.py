"""One article: names found, put together, given their ids."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.actors.authorities import NOTHING, Entry, Supplement
from dateline.actors.authority import Authority, authority, entries
from dateline.actors.metonyms import metonyms
from dateline.actors.namesakes import in_event, labelled, namesake, surname_end
from dateline.actors.organizations import found_organizations
from dateline.actors.people import found_people
from dateline.actors.recognizer import Guess, guesses
from dateline.actors.records import Actor, Found, Mention
from dateline.actors.sightings import BEARER
from dateline.actors.spans import Occupied

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""What no encoder takes; replaced one by one for reading, so that offsets stay."""


def find(
    article_id: str, body: str, language: str, title: str | None, use_model: bool, extra: Supplement = NOTHING
) -> tuple[Actor, ...]:
    """The actors of one article; `language` is a primary subtag. The title is read as one more paragraph, as evidence
    alone."""
    text = LONE_SURROGATE.sub("\ufffd", f"{body}\n\n{title}" if title else body)
    found = [mention for mention in mentions(text, language, use_model, extra) if mention.end <= len(body)]
    return actors(article_id, body, found, extra)


def mentions(text: str, language: str, use_model: bool, extra: Supplement = NOTHING) -> list[Found]:
    """Mentions in order, not overlapping: of those that overlap the longest, then the authority's, then persons."""
    known = authority(language, extra)
    named, hidden = known.find(text)
    if language != "en":
        return named
    guessed = guesses(text, language) if use_model else []
    persons, events = labelled(guessed, "PERSON"), labelled(guessed, "EVENT")
    bearers = {f for f in named if namesake(text, f, persons)}
    guessed += [Guess(f.start, surname_end(text, f.end), BEARER) for f in named if f in bearers]
    named = [f for f in named if f not in bearers and not in_event(f, events)]

    def is_known(name: str) -> bool:
        return place_name(known, name)

    taken = [(f.start, f.end) for f in named]

    def is_meant(name: str) -> bool:
        return is_known(name) and meant_name(known, name)

    people = known_people(found_people(text, guessed, is_known, [*taken, *hidden]), known.people(text))
    occupied = Occupied([*((f.start, f.end) for f in people), *taken])
    groups = found_organizations(text, guessed, is_meant, occupied, people)
    found = disjoint([*people, *named, *groups])
    spans = [*((f.start, f.end) for f in found), *hidden]
    return disjoint([*found, *metonyms(text, spans, language, extra)])


def known_people(found: Sequence[Found], ours: Sequence[Found]) -> list[Found]:
    """The article's persons under the authority's ids where it names them in full at one place, and those of the
    authority's that were overlooked."""
    full = {(f.start, f.end): f.key for f in ours if f.form == "full"}
    ids = {f.key: full[f.start, f.end] for f in found if (f.start, f.end) in full}
    people = [replace(f, key=ids.get(f.key, f.key)) for f in found]
    occupied = Occupied((f.start, f.end) for f in people)
    return [*people, *(f for f in ours if not occupied.overlapping((f.start, f.end)))]


def meant_name(known: Authority, name: str) -> bool:
    """Whether `name` means something of the authority's wherever it stands: its unsure names ("AP") may be others'."""
    aliases = known.by_text.get(name) or known.by_text.get(name.removesuffix("'s").removesuffix("’s").rstrip(".,"), ())
    return any(a.sure or a.entry is None or a.entry.kind == "state" for a in aliases)


def place_name(known: Authority, name: str) -> bool:
    """Whether `name` is one of the authority's, possessive or not."""
    return name.removesuffix("'s").removesuffix("’s").rstrip(".,") in known.by_text or name in known.by_text


def disjoint(found: list[Found]) -> list[Found]:
    """Longest first, and of equals the first given; sorted by place."""
    occupied = Occupied()
    longest = sorted(found, key=lambda f: f.start - f.end)
    return sorted((f for f in longest if occupied.add((f.start, f.end))), key=lambda f: f.start)


def actors(article_id: str, body: str, found: Iterable[Found], extra: Supplement) -> tuple[Actor, ...]:
    """Mentions put together by kind and key, in order of the first mention."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for mention in found:
        groups.setdefault((mention.kind, mention.key), []).append(mention)
    known = entries(extra)
    ids = identifiers(article_id, list(groups), known)
    return tuple(actor(ids[group], body, found, known.get(ids[group])) for group, found in groups.items())


def identifiers(
    article_id: str, groups: list[tuple[str, str]], known: Mapping[str, Entry]
) -> dict[tuple[str, str], str]:
    """The authority's id, or the article's with as many hex digits of the group's hash, from 4 on, as tell its actors
    apart."""
    local = {group: hashlib.sha256("\0".join(group).encode()).hexdigest() for group in groups if group[1] not in known}
    digits = next(n for n in range(4, 65) if len({digest[:n] for digest in local.values()}) == len(local))
    return {group: f"{article_id}.{local[group][:digits]}" if group in local else group[1] for group in groups}


def actor(identifier: str, body: str, found: list[Found], entry: Entry | None) -> Actor:
    """One actor of its mentions: named as the authority names it, else by its longest full name in the article."""
    spellings = {spelling(body, f) for f in found}
    full = {spelling(body, f) for f in found if f.form == "full"} or spellings
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
