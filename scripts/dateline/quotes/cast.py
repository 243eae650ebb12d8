"""Who can speak: the article's actors by place, by the titles that it gives them, by gender."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.actors.records import Actor
from dateline.actors.vocabulary import HONORIFICS, ROLES
from dateline.quotes.records import Speaker
from dateline.quotes.vocabulary import Words, given_genders

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
APPOSED = re.compile(r"\b[Tt]he ([^,.;:!?\n()\"“”]{3,60}), ")
"""A title and the comma before the name that it is given to: "the foreign minister, X"."""
TITLE_BEFORE = 90
"""How many code points before a name its title may take."""
DETERMINERS = frozenset("the a an his her their its this that our former ex".split())
GROUPS = frozenset({"state", "organization", "armed_group", "body"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its actor."""

    start: int
    end: int
    actor: Actor
    form: str

    @property
    def speaker(self) -> Speaker:
        """The actor as a speaker named here."""
        return Speaker(self.actor.id, self.start, self.end, "name", self.actor.kind)


class Cast:
    """The actors of one article, ready to be asked for."""

    def __init__(self, body: str, actors: Iterable[Actor], roles: Mapping[str, Sequence[str]], words: Words) -> None:
        self.body = body
        self.words = words
        self.named = sorted(
            (Named(m.start, m.end, actor, m.form) for actor in actors for m in actor.mentions), key=lambda n: n.start
        )
        self.starts = [named.start for named in self.named]
        self.actors = {named.actor.id: named.actor for named in self.named}
        self.given = roles
        self._titles: dict[str, list[frozenset[str]]] | None = None
        self._genders: dict[str, str | None] = {}

    def inside(self, start: int, end: int) -> list[Named]:
        """The mentions that lie in a span, in order."""
        left, right = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [named for named in self.named[left:right] if named.end <= end]

    def titles(self) -> dict[str, list[frozenset[str]]]:
        """The words of the titles that the article, or the caller, gives each person, by actor id."""
        if self._titles is None:
            found: dict[str, list[frozenset[str]]] = {}
            for actor_id, texts in self.given.items():
                found[actor_id] = [self.title_words(text) for text in texts]
            for index, named in enumerate(self.named):
                if named.actor.kind == "person":
                    title = self.title_before(index) | self.title_after(index)
                    if title:
                        found.setdefault(named.actor.id, []).append(title)
            self._titles = found
        return self._titles

    def title_words(self, text: str) -> frozenset[str]:
        """A title's words, case-folded, without articles and possessives."""
        return frozenset(w for w in map(str.casefold, WORD.findall(text)) if w not in DETERMINERS and len(w) > 1)

    def title_before(self, index: int) -> frozenset[str]:
        """The words right before a name as long as they are words of offices, or names of states."""
        start = self.named[index].start
        floor = max(0, start - TITLE_BEFORE)
        apposed = APPOSED.search(self.body, floor, start)
        if (
            apposed is not None
            and apposed.end() == start
            and any(role_word(word) for word in WORD.findall(apposed.group(1)))
        ):
            return self.title_words(apposed.group(1))
        before = re.split(r"[\n,.;:!?()\"“”]", self.body[floor:start])[-1]
        kept: list[str] = []
        for word in reversed(WORD.findall(before)):
            if not (role_word(word) or (kept and (word[:1].isupper() or word == "s"))):
                break
            kept.append(word)
        return self.title_words(" ".join(kept)) if any(role_word(word) for word in kept) else frozenset()

    def title_after(self, index: int) -> frozenset[str]:
        """The words of an apposition: ", the Syrian foreign minister," behind the name."""
        match = re.match(r", (?:the |a |an )?([^,.;:\n\"“”]{3,60})[,.]", self.body[self.named[index].end :][:70])
        if match is None or not any(role_word(word) for word in WORD.findall(match.group(1))):
            return frozenset()
        return self.title_words(match.group(1))

    @cached_property
    def states(self) -> dict[str, str]:
        """The states that the article names, by case-folded spelling."""
        return {
            spelling.casefold(): actor.id
            for actor in self.actors.values()
            if actor.kind == "state"
            for spelling in (actor.name, *actor.aliases)
        }

    def by_title(self, phrase: str) -> str | None:
        """The one actor whose title has all words of `phrase` ("the Russian minister"); None where none or several."""
        wanted = [word for word in self.title_words(phrase) if word != "s"]
        if not wanted or not any(role_word(word) for word in wanted):
            return None
        asked = {self.stem(word) for word in wanted}
        held = {
            actor_id
            for actor_id, titles in self.titles().items()
            if any(asked <= {self.stem(word) for word in title} for title in titles)
        }
        return next(iter(held)) if len(held) == 1 else None

    def stem(self, word: str) -> str:
        """A state's name and its demonym made one ("Syria", "Syrian"); else the word."""
        return self.states.get(word, word)

    def gender(self, actor: Actor) -> str | None:
        """``he`` or ``she`` where a form of address or the given name tells; else None."""
        if actor.id not in self._genders:
            self._genders[actor.id] = self.find_gender(actor)
        return self._genders[actor.id]

    def find_gender(self, actor: Actor) -> str | None:
        """`gender`, found out."""
        for mention in actor.mentions:
            words = self.body[max(0, mention.start - 14) : mention.start].rstrip(". ").split()
            last = words[-1].casefold() if words else ""
            if last in self.words.madams:
                return "she"
            if last in self.words.titles:
                return "he"
        genders = given_genders()
        for name in (actor.name, *actor.aliases):
            if " " in name and (gender := genders.get(name.split()[0].casefold())):
                return gender
        return genders.get(actor.name.casefold()) if actor.kind == "person" else None


def role_word(word: str) -> bool:
    """Whether `word` names an office, a profession or a form of address."""
    folded = word.casefold()
    return folded in ROLES or folded in HONORIFICS
