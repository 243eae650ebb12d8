"""Surnames of the authority's persons in an article that has named them in full: the short form of later mentions."""

import re
from collections.abc import Iterator, Mapping

from dateline.actors.authorities.entry import Entry
from dateline.actors.inflections import inflected
from dateline.actors.matching import Matcher
from dateline.actors.records import Found
from dateline.actors.scripts import LATIN, prefixed, script_of

SEPARATORS = re.compile(r"[ \u00a0·‧・•]")
"""What stands between the parts of a name; Han and kana write a dot there."""
ARTICLES = re.compile("^(?:al|el|аль|эль)[- ]", re.IGNORECASE)


def surnames(text: str, found: list[Found], people: Mapping[str, Entry], language: str) -> Iterator[Found]:
    """Surnames in `text` of those whom `found` names in full; one that two of them share names nobody."""
    first: dict[str, int] = {}
    for mention in found:
        if mention.kind == "person" and mention.key in people:
            first.setdefault(mention.key, mention.start)
    owners: dict[str, set[tuple[str, int]]] = {}
    for identifier in first:
        for spelling, joined in spellings(people[identifier], text, language):
            owners.setdefault(spelling, set()).add((identifier, joined))
    if not owners:
        return
    for start, end in Matcher(owners).spans(text):
        meant = owners[text[start:end]]
        identifier, joined = min(meant)
        if len({owner for owner, _ in meant}) == 1 and start > first[identifier]:
            yield Found(start + joined, end, "person", identifier, "surname", "authority:surname")


def spellings(entry: Entry, text: str, language: str) -> Iterator[tuple[str, int]]:
    """The person's surname as `text` may have it, and how many letters of an Arabic prefix it begins with."""
    for surname in bare(entry):
        if surname[:2] in text:  # most names of a person are of other scripts
            yield surname, 0
            for form in inflected(surname, language):
                yield form, 0
            yield from prefixed(surname) if language == "ar" else ()


def bare(entry: Entry) -> set[str]:
    """Last parts of the person's names, with and without article; too short ones and Latin ones in small letters could
    be words."""
    found = set()
    for name in (entry.name, *(name.text for name in entry.names)):
        parts = SEPARATORS.split(name)
        last = parts[-1]
        for surname in (last, ARTICLES.sub("", last)):
            capital = surname[:1].isupper() or script_of(surname) not in (LATIN, "Cyrl", "Grek")
            if len(parts) > 1 and capital and len(surname) >= (4 if script_of(surname) != "Hani" else 3):
                found.add(surname)
    return found
