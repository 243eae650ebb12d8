"""Roles beside a person's name: "Russian Foreign Minister", "Assad's foreign minister", "the ruler of Qatar".

The words before and after each mention are given a class each (head of a role, modifier, state, owner, ...), and a
pattern over the classes says where a role begins and ends. English only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.actors import vocabulary
from dateline.actors.edges import sentence_start
from dateline.actors.metonyms import capitals
from dateline.actors.records import Actor, Mention
from dateline.actors.word_files import read_sections

TOKEN = re.compile(r"[A-Z](?:\.[A-Z])+\.?|[^\W_]+(?:[-.'’&][^\W_]+)*['’]?\.?|\S")
CLOSED = re.compile(r"['’]?[ \u00a0]*(?:[,.;:)—–\n]|$)")
"""What closes an apposition: without it "after talks with the president, Jane Roe said" would make her one."""
BESIDE = re.compile(r"[ \u00a0]?[,(]")
"""What a role after a name begins with."""
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\.[A-Z]|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Adm|Rep|Sen|Gov|Prof)\.$")
"""Ends of a role whose full stop is not the sentence's."""
NEAR = 140
"""Characters beside a name in which its role can stand."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says that an actor is: ``body[start:end] == text``, beside a mention of the actor."""

    actor_id: str
    start: int
    end: int
    text: str
    country: str | None
    """ISO 3166-1 alpha-2 of the state that the text itself names."""
    rule: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign with its class, and the state that it names."""

    start: int
    end: int
    kind: str
    country: str | None = None


# Classes: H head, M modifier, W both ("deputy"), F time, D state or its demonym, O other name, G owner ('s), T article
# or pronoun, A and, P preposition, C comma, h honorific, N a person's name, E end of a sentence, S other sign,
# B bracket, x anything else.
SIMPLE = "(?:[FGDO]|[MW](?:A[MW])?)*[HW]"
COMPOUND = f"{SIMPLE}(?:(?:A|C|CA)(?:D|[MW](?:A[MW])?)*[HW])*"
TAIL = "(?:PT?[GDOMHW]+(?:A[DOMW]+)*)"
BEFORE = re.compile(f"(?P<the>T)?(?P<role>{COMPOUND}{TAIL}?)(?P<comma>C?)h*$")
AFTER = re.compile(f"^[CB](?P<the>T)?(?P<role>{COMPOUND}(?:{TAIL}){{0,2}})(?=[CESB]|$)")


def find_roles(body: str, actors: Sequence[Actor], language: str | None) -> tuple[Role, ...]:
    """The roles that stand beside the persons among `actors`, in order; offsets are code points of `body`.

    `language` is BCP 47, None is read as English; other languages have no rules and get none. A text has its name not
    in it: of "the ruler of Qatar, Sheikh Tamim" it is "the ruler of Qatar". Raises nothing on any text.
    """
    if (language or "en").partition("-")[0].lower() != "en":
        return ()
    names = named_places(actors)
    found: dict[tuple[int, int], Role] = {}
    for actor in actors:
        for mention in actor.mentions if actor.kind == "person" else ():
            for role in (*before(body, actor, mention, names), *after(body, actor, mention, names)):
                found.setdefault((role.start, role.end), role)
    return tuple(sorted(found.values(), key=lambda role: role.start))


Names = dict[int, tuple[int, str, str | None]]
"""End, class and country of each mention by its start."""


def named_places(actors: Iterable[Actor]) -> Names:
    """The places of all mentions: states as D with their country, persons as N, others as O."""
    places: Names = {}
    for actor in actors:
        kind = {"state": "D", "person": "N"}.get(actor.kind, "O")
        for mention in actor.mentions:
            as_place = "x" if mention.form == "metonym" else kind
            places[mention.start] = (mention.end, as_place, actor.country if actor.kind == "state" else None)
    return places


def before(body: str, actor: Actor, mention: Mention, names: Names) -> Iterator[Role]:
    """The role right before the name, or before a comma where the name is an apposition."""
    left = max(body.rfind("\n", 0, mention.start) + 1, mention.start - NEAR)
    if not headed(body[left : mention.start]):
        return
    tokens = list(classified(body, left, mention.start, names))
    match = BEFORE.search("".join(token.kind for token in tokens))
    if match is None:
        return
    apposed = bool(match["comma"])
    if apposed and (mention.form != "full" or not CLOSED.match(body, mention.end)):
        return
    first, last = match.span("role")
    if match["the"] and not apposed:  # "The president and Foreign Minister Jane Roe" are two
        first += max(0, match["role"].rfind("HA") + 1, match["role"].rfind("WA") + 1)
        first += tokens[first].kind == "A"
    role = made(body, actor, tokens[first:last], "role:apposition" if apposed else "role:title")
    the = tokens[match.start("the")] if match["the"] else None
    if the and apposed and body[the.start : the.end].lower() == "the":
        role = Role(role.actor_id, the.start, role.end, body[the.start : role.end], role.country, role.rule)
    yield role


def after(body: str, actor: Actor, mention: Mention, names: Names) -> Iterator[Role]:
    """The role between the commas, or in the brackets, that follow the name."""
    if not BESIDE.match(body, mention.end):
        return
    right = body.find("\n", mention.end)
    stop = min(right if right >= 0 else len(body), mention.end + NEAR)
    tokens = list(classified(body, mention.end, stop, names))
    match = AFTER.match("".join(token.kind for token in tokens))
    if match is None or (match.end() == len(tokens) and stop == mention.end + NEAR):
        return
    first, last = match.span("role")
    role = made(body, actor, tokens[first:last], "role:after")
    the = tokens[match.start("the")] if match["the"] else None
    if the and body[the.start : the.end].lower() == "the":
        role = Role(role.actor_id, the.start, role.end, body[the.start : role.end], role.country, role.rule)
    yield role


def made(body: str, actor: Actor, tokens: list[Token], rule: str) -> Role:
    """The role that `tokens` say, without the full stop of a sentence at its end."""
    start, end = tokens[0].start, tokens[-1].end
    if body[end - 1] == "." and not ABBREVIATED.search(body[start:end]):
        end -= 1
    return Role(actor.id, start, end, body[start:end], country(body, tokens), rule)


def country(body: str, tokens: list[Token]) -> str | None:
    """The state of a role: named before its head, or after "of"."""
    heads = [place for place, token in enumerate(tokens) if token.kind in "HW"]
    for token in tokens[: heads[0]]:
        if token.country:
            return token.country
    for place, token in enumerate(tokens):
        owned = (body[near.start : near.end] == "of" for near in tokens[max(0, place - 2) : place])
        if token.country and any(owned):
            return token.country
    return None


@cache
def role_words() -> dict[str, frozenset[str]]:
    """The lists of ``data/roles.txt``."""
    return {name: frozenset(words) for name, words in read_sections("roles.txt").items()}


def classified(body: str, start: int, stop: int, names: Names) -> Iterator[Token]:
    """The tokens of ``body[start:stop]`` with their classes; a mention of an actor is one token."""
    while match := TOKEN.search(body, start, stop):
        start, end = match.span()
        if start in names and names[start][0] <= stop:
            end, kind, state = names[start]
            owner = re.compile(r"['’]s?(?=\s)").match(body, end)
            yield Token(start, owner.end() if owner else end, "G" if owner else kind, state)
            start = owner.end() if owner else end
            continue
        if body[end - 1] == "." and end - start > 1 and not abbreviated(body[start : end - 1]):
            end -= 1
        yield Token(start, end, word_class(body, start, end))
        start = end


SIGNS = {",": "C", "(": "B", ")": "B"} | dict.fromkeys(".?!", "E") | dict.fromkeys(';:—–"”', "S")
ARTICLES = frozenset("the a an his her its their our my".split())
PREPOSITIONS = frozenset("of to for on in at".split())


def word_class(body: str, start: int, end: int) -> str:
    """The class of a word that is no mention."""
    text = body[start:end]
    if text in SIGNS:
        return SIGNS[text]
    if text.endswith((".'", ".’")):
        return "x"
    plain, lists = text.lower().replace("’", "'"), role_words()
    word = plain.rstrip(".")
    for name, kind in (("heads", "H"), ("honorifics", "h"), ("times", "F"), ("modifiers", "M")):
        if word in lists[name] and (kind != "h" or text[0].isupper()):
            return "W" if kind == "H" and word in lists["modifiers"] else kind
    timed = re.match("(?:ex|then|former|vice)-", plain)
    if timed:
        rest = word[timed.end() :]
        return "H" if rest in lists["heads"] else "M" if rest in lists["modifiers"] else "F"
    if plain in ARTICLES or plain in PREPOSITIONS or plain in ("and", "&"):
        return "T" if plain in ARTICLES else "P" if plain in PREPOSITIONS else "A"
    return name_class(body, start, end)


def headed(text: str) -> bool:
    """Whether a word of `text` is the head of a role: most names have none beside them."""
    words = (word.strip(".,;:()’'\"") for word in re.split(r"[\s-]+", text.lower()))
    return not role_words()["heads"].isdisjoint(words)


SHORTENED = frozenset("gen col lt maj capt sgt brig adm rep sen gov prof mr mrs ms dr rev hon st jr sr".split())


def abbreviated(word: str) -> bool:
    """Whether the full stop after a word belongs to it: "Gen.", "U.N.", an initial."""
    return word.lower() in SHORTENED or "." in word or len(word) == 1


def name_class(body: str, start: int, end: int) -> str:
    """The class of a word in no list: capitalised it is a name, but where a sentence begins or a city stands."""
    text = body[start:end]
    bare = text.rstrip(".'’")
    if not text[0].isupper():
        return "x"
    if vocabulary.plain(bare) in vocabulary.CALENDAR or bare in capitals()[1]:
        return "x"
    if sentence_start(body, start) and vocabulary.plain(bare) in vocabulary.SENTENCE_WORDS | OPENERS:
        return "x"
    return "G" if text.endswith(("'s", "’s", "s'", "s’")) else "O"


OPENERS = frozenset("meanwhile later earlier separately addressing speaking following announcing citing then".split())
"""More words that open a sentence right before a role."""
