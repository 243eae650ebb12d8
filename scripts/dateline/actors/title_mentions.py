"""Titles that stand for a person without a name: "the Turkish foreign minister" in an article of a known day.

The article's own words decide first: who it gives that title. Only where it gives it to nobody, the authority's holder
of the office on the day is the candidate.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.actors.authorities.bundled import known
from dateline.actors.authorities.entry import Entry
from dateline.actors.authorities.supplement import NOTHING, Supplement
from dateline.actors.authority import entries
from dateline.actors.offices import OfficeKey, held_on, holders, office_keys
from dateline.actors.records import Actor
from dateline.actors.roles import NEAR, Role, Token, classified, headed, named_places

TITLE = 60
"""Characters that a title has at most."""
SEVERAL = ("deputy ", "vice ", "assistant ", "envoy ", "ambassador", "senator", "adviser", "spokesman")
"""Beginnings of titles that several people hold at once: nobody is meant unless the article names one of them."""


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title that stands for a person: ``body[start:end] == text``, without the state, which is a mention of its
    own."""

    start: int
    end: int
    text: str
    actor_id: str | None
    """The actor of the article, where it names the person."""
    entry_id: str | None
    """The authority's entry, where it knows the person."""
    country: str
    phrase_start: int
    """Where the phrase begins with its state: "Iran's foreign minister"."""
    rule: str

    def role(self, body: str) -> Role | None:
        """The title as a role of the actor whom the article names."""
        if self.actor_id is None:
            return None
        text = body[self.phrase_start : self.end]
        return Role(self.actor_id, self.phrase_start, self.end, text, self.country, "role:office")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A state with a title after it."""

    phrase_start: int
    start: int
    end: int
    country: str


def title_mentions(
    body: str,
    actors: Sequence[Actor],
    roles: Iterable[Role],
    day: date | None,
    language: str | None,
    known_actors: Mapping[str, Entry],
    extra: Supplement = NOTHING,
) -> tuple[TitleMention, ...]:
    """The titles of `body` that stand alone and can be given to one person, in order; English only.

    Args:
        roles: what `find_roles` found.
        day: the article's date; None leaves the authority's dates out.
        known_actors: the authority's entries of the article's actors, by actor id (`actor_entries`).
    """
    if (language or "en").partition("-")[0].lower() != "en":
        return ()
    holders_here = own_holders(roles)
    ids = {entry.id: actor for actor, entry in known_actors.items()}
    found = []
    for phrase in phrases(body, actors):
        for key in office_keys(body[phrase.start : phrase.end], phrase.country):
            mention = meant(body, phrase, key, holders_here, ids, day, extra)
            if mention is not None:
                found.append(mention)
                break
    return tuple(found)


def own_holders(roles: Iterable[Role]) -> dict[OfficeKey, set[str]]:
    """Whom the article gives each office of a state."""
    found: dict[OfficeKey, set[str]] = {}
    for role in roles:
        for key in office_keys(role.text, role.country):
            found.setdefault(key, set()).add(role.actor_id)
    return found


def meant(
    body: str,
    phrase: Phrase,
    key: OfficeKey,
    own: Mapping[OfficeKey, set[str]],
    ids: Mapping[str, str],
    day: date | None,
    extra: Supplement,
) -> TitleMention | None:
    """The one person whom the title can mean, or None."""

    def mention(actor: str | None, entry: str | None, rule: str) -> TitleMention:
        text = body[phrase.start : phrase.end]
        return TitleMention(
            phrase.start, phrase.end, text, actor, entry, phrase.country, phrase.phrase_start, f"title:{rule}"
        )

    named = own.get(key, set())
    if named:
        actor = next(iter(named))
        entry = next((entry for entry, other in ids.items() if other == actor), None)
        return mention(actor, entry, "document") if len(named) == 1 else None
    terms = holders(extra).get(key, ())
    held = {entry for entry, term in terms if day is not None and held_on(term, day)}
    present = held & ids.keys()
    if len(present) == 1:
        (entry,) = present
        return mention(ids[entry], entry, "office")
    if len(held) != 1 or key.title.startswith(SEVERAL):
        return None
    return mention(None, held.pop(), "office")


def phrases(body: str, actors: Sequence[Actor]) -> Iterator[Phrase]:
    """States with a title right after them that no name follows: "the Turkish foreign minister said"."""
    names = named_places(actors)
    for start, (after, kind, country) in sorted(names.items()):
        if kind == "D" and country and headed(body[after : after + TITLE]) and not excluded(body, start):
            end = body.find("\n", start)
            stop = min(end if end >= 0 else len(body), start + NEAR)
            tokens = list(classified(body, start, stop, names))
            count = title_length(tokens[1:])
            if count and alone(body, tokens[1 + count :]):
                yield Phrase(start, tokens[1].start, tokens[count].end, country)


EXCLUDED = frozenset("a an former ex late next new future any every no another deputy then each two three".split())
"""Words before the state after which the title means nobody, or not the holder."""


def excluded(body: str, start: int) -> bool:
    """Whether the word before speaks against the present holder."""
    before = body[max(0, start - 20) : start].rsplit(None, 1)
    return bool(before) and before[-1].lower().rstrip("-") in EXCLUDED


def title_length(tokens: list[Token]) -> int:
    """How many tokens a title has: modifiers and a head; 0 where there is none."""
    for count, token in enumerate(tokens, start=1):
        if token.kind == "H" or (token.kind == "W" and (count == len(tokens) or tokens[count].kind not in "MWH")):
            return count
        if token.kind not in "MWA":
            return 0
    return 0


def alone(body: str, after: list[Token]) -> bool:
    """Whether no name follows the title, with or without a comma, and no second title: these are roles of a name."""
    kinds = "".join(token.kind for token in after[:3])
    if kinds[:1] in ("N", "O", "h", "A", "H", "W", "D", "G") or kinds[:2] in ("CN", "Ch", "CO"):
        return False
    return not (after and ELSEWHEN.match(body, after[0].start))


ELSEWHEN = re.compile(
    r"(?:for|candidate|designate|elect|at the time|of the day|until|in (?:19|20)\d\d|from (?:19|20)\d\d)\b"
)
"""What follows a title of someone else, or of another time."""


def actor_entries(actors: Iterable[Actor], extra: Supplement = NOTHING) -> dict[str, Entry]:
    """The authority's entries of `actors`, by actor id: those with an id of the authority's, and persons whose full
    name in the article is one of a single entry."""
    by_id, by_name = entries(extra), full_names(extra)
    found = {}
    for actor in actors:
        spellings = (actor.name, *actor.aliases) if actor.kind == "person" else ()
        owners = {by_name[name] for name in spellings if name in by_name}
        if actor.id in by_id:
            found[actor.id] = by_id[actor.id]
        elif len(owners) == 1:
            owner = owners.pop()
            found.update({actor.id: by_id[owner]} if owner else {})
    return found


@cache
def full_names(extra: Supplement) -> dict[str, str | None]:
    """The person of each name of two parts or more; None where two persons share it."""
    found: dict[str, str | None] = {}
    for entry in known(extra):
        for name in (entry.name, *(name.text for name in entry.names if name.sure)) if entry.kind == "person" else ():
            if " " in name:
                found[name] = entry.id if found.get(name, entry.id) == entry.id else None
    return found
