"""The authority's names in text: states, international bodies, armed groups and, where no model finds people, persons.

What is known of each actor comes from `dateline.actors.authorities`: Dateline's data and a user's files. A name that
is unsure counts only where the article says more (`settled`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dateline.actors.authorities.bundled import DATA, known, read_lines
from dateline.actors.authorities.entry import Entry, Name
from dateline.actors.authorities.supplement import NOTHING, Supplement
from dateline.actors.inflections import inflected
from dateline.actors.matching import Matcher
from dateline.actors.records import Form, Found
from dateline.actors.scripts import Key, arabic_names, cyrillic_names, keys, prefixed, serves
from dateline.actors.spans import Occupied
from dateline.actors.surnames import surnames

__all__ = ["Alias", "Authority", "Entry", "Hit", "all_aliases", "authority", "entries", "read_lines"]

MODELLED = "en"
"""The language whose persons a model finds: there the authority's persons wait for `Authority.people`."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entry; an alias without entry hides the names inside it ("New Mexico")."""

    text: str
    entry: Entry | None
    form: Form
    sure: bool = True
    support: tuple[str, ...] = ()
    joined: int = 0
    """Letters before the name that are not part of it (Arabic prefixes)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the authority at a place in the text; `aliases` has several where the name is shared."""

    start: int
    end: int
    aliases: tuple[Alias, ...]


def form_of(name: str) -> Form:
    """``acronym`` for "UN", "U.N.", "G20", else ``full``."""
    letters = name.replace(".", "")
    return "acronym" if len(letters) <= 7 and letters.isalnum() and letters.isupper() else "full"


def names_of(entry: Entry) -> Iterator[Name]:
    """All names of an entry, its own first; a name that is said to be unsure is not yielded as sure."""
    if all(name.text != entry.name for name in entry.names):
        yield Name(entry.name)
    yield from entry.names


def aliases_of(entry: Entry, language: str) -> Iterator[Alias]:
    """The names that may stand in a text of `language`: each also with the curly apostrophe of print, and in the cases
    of the language where it has rules."""
    for name in names_of(entry):
        if name.form != "metonym" and serves(name.text, name.lang, language, strict=entry.kind == "state"):
            form = name.form or ("full" if entry.kind == "person" else form_of(name.text))
            for text in spellings(name, language):
                yield Alias(text, entry, form, name.sure, entry.support)
                for joined, letters in prefixed(text) if language == "ar" else ():
                    yield Alias(joined, entry, form, name.sure, entry.support, letters)


def spellings(name: Name, language: str) -> set[str]:
    """A name as print has it in `language`."""
    cases = inflected(name.text, language) if name.lang in (None, language) else ()
    return {spelling for text in (name.text, *cases) for spelling in (text, text.replace("'", "’"))}


def all_aliases(language: str, extra: Supplement = NOTHING, people: bool = True) -> Iterator[Alias]:
    """Every alias that may stand in a text of `language` (primary subtag)."""
    for entry in known(extra):
        if people or entry.kind != "person":
            yield from aliases_of(entry, language)
    if language == "en":
        for line in (DATA / "not_states.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield Alias(line, None, "full")


class Authority:
    """The names of one language, ready to be found in a text."""

    def __init__(
        self, aliases: Iterable[Alias], persons: Callable[[], "People"] | None = None, finds_people: bool = False
    ) -> None:
        by_text: dict[str, dict[Alias, None]] = {}
        for alias in aliases:
            by_text.setdefault(alias.text, {})[alias] = None
        self.by_text = {text: tuple(known) for text, known in by_text.items()}
        self.matcher = Matcher(self.by_text)
        self.persons = persons
        self.finds_people = finds_people

    def hits(self, text: str) -> list[Hit]:
        """Names that stand as words, not overlapping, unsure ones and hiding ones included."""
        found = ((start, end, self.by_text[text[start:end]]) for start, end in self.matcher.spans(text))
        return [Hit(start + aliases[0].joined, end, aliases) for start, end, aliases in found]

    def find(self, text: str) -> tuple[list[Found], list[tuple[int, int]]]:
        """Names with the one entry that each means, and the spans that hide a state's name or stay unsure.

        In a language whose persons no model finds, the authority's persons are among the names.
        """
        hits = self.hits(text)
        named = {
            alias.entry.id
            for hit in hits
            for alias in hit.aliases
            if alias.entry and alias.sure and len(hit.aliases) == 1
        }
        meant, hidden = [], []
        for hit in hits:
            alias = settled(hit.aliases, named, text)
            if alias is None:
                hidden.append((hit.start, hit.end))
            else:
                meant.append(Found(hit.start, hit.end, alias[1].kind, alias[1].id, alias[0].form, rule(alias[0])))
        if self.finds_people and self.persons is not None:
            meant = self.persons().added(text, meant)
        return meant, hidden

    def people(self, text: str) -> list[Found]:
        """Persons of the authority that `text` names in full, and then by surname."""
        if self.persons is None:
            return []
        persons = self.persons()
        return persons.added(text, persons.names.find(text)[0])


class People:
    """What finds the authority's persons: their names in the language, whole names across scripts, surnames."""

    def __init__(self, language: str, extra: Supplement) -> None:
        self.language = language
        self.entries = {entry.id: entry for entry in known(extra) if entry.kind == "person"}
        self.names = Authority(alias for entry in self.entries.values() for alias in aliases_of(entry, language))

    @cached_property
    def folded(self) -> dict[Key, str | None]:
        """The one person of each key for Cyrillic and Greek; None where several share it."""
        return self.keyed("folded")

    @cached_property
    def consonants(self) -> dict[Key, str | None]:
        """The same for Arabic letters."""
        return self.keyed("consonants")

    def keyed(self, kind: str) -> dict[Key, str | None]:
        """The one person of each key of `kind`."""
        found: dict[Key, str | None] = {}
        for entry in self.entries.values():
            for key in keys((name.text for name in names_of(entry) if name.sure), kind):
                found[key] = entry.id if found.get(key, entry.id) == entry.id else None
        return found

    def added(self, text: str, found: list[Found]) -> list[Found]:
        """`found` with whole names of other scripts and the surnames of persons that are named in full, in order."""
        occupied = Occupied((mention.start, mention.end) for mention in found)
        for mention in (*self.foreign(text), *surnames(text, found, self.entries, self.language)):
            if occupied.add((mention.start, mention.end)):
                found = [*found, mention]
        return sorted(found, key=lambda mention: mention.start)

    def foreign(self, text: str) -> Iterator[Found]:
        """Whole names in Cyrillic, Greek or Arabic letters that agree with a Latin one of a single person."""
        for start, end, key in cyrillic_names(text):
            yield from self.agreeing(start, end, self.folded.get(key))
        for start, end, key in arabic_names(text):
            yield from self.agreeing(start, end, self.consonants.get(key))

    def agreeing(self, start: int, end: int, identifier: str | None) -> Iterator[Found]:
        """The mention, where somebody has the name."""
        if identifier:
            yield Found(start, end, "person", identifier, "full", "authority:transliteration")


def rule(alias: Alias) -> str:
    """The rule's name: the form, and whether the article had to support it."""
    return f"authority:{alias.form}" if alias.sure else f"authority:{alias.form}:supported"


def settled(aliases: tuple[Alias, ...], named: set[str], text: str) -> tuple[Alias, Entry] | None:
    """The alias that is meant, with its entry: the only sure one, or the only unsure one that the article supports."""
    meant = [alias for alias in aliases if alias.sure] or [alias for alias in aliases if backed(alias, named, text)]
    found = {alias.entry: alias for alias in reversed(meant)}
    if len(found) != 1:
        return None
    entry, alias = next(iter(found.items()))
    return (alias, entry) if entry else None


def backed(alias: Alias, named: set[str], text: str) -> bool:
    """Whether another name of the alias's entry, or one of its support words, stands in the article."""
    return alias.entry is not None and (alias.entry.id in named or any(word in text for word in alias.support))


@cache
def authority(language: str, extra: Supplement = NOTHING) -> Authority:
    """The authority for a primary language subtag ("en"), with a user's files; made once a process and set of files.

    Raises InputError where a file has changed since `supplement` read it.
    """
    finds = language != MODELLED
    return Authority(all_aliases(language, extra, people=finds), lambda: people_of(language, extra), finds)


@cache
def people_of(language: str, extra: Supplement) -> People:
    """The persons for a language; made once a process and set of files, when first asked for."""
    return People(language, extra)


@cache
def entries(extra: Supplement = NOTHING) -> dict[str, Entry]:
    """Every entry by id."""
    return {entry.id: entry for entry in known(extra)}
