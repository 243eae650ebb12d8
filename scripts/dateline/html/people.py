"""Names that are credited: how they are read from a string, and which of them are people's."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.fields.byline import ORGANISATION, ROLE, kind_of, opening, read_credits, starts_like_name
from dateline.fields.names import Names
from dateline.html.facts import fold
from dateline.html.metadata import clean
from dateline.html.places import Where
from dateline.words import read_words

LONGEST = 300  # code points of a byline
MOST = 40  # people credited: a consortium's list has more, and is kept to these
LONGEST_ACRONYM = 5  # letters

Kind = Literal["person", "agency", "organisation", "nobody"]
ADDRESS = re.compile(r"https?:|www\.|\S@\S|/\w+/|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_INVERTED = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’-]*)?, [^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}$")

_EMPLOYER = re.compile(r"\s+(?:[Ff]or|FOR)\s+(?:[Tt]he|THE|[A-Z]\w).*$")
_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{4,}(?:ische|ischer)")  # "Landespolitische Korrespondentin"


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that is credited, what it is, and its place."""

    name: str
    kind: Kind
    where: Where | None


@dataclass(frozen=True, slots=True)
class Byline:
    """What one place of the page credits: its names in their order, the trust in it, and its rule."""

    credits: tuple[Credit, ...]
    weight: float
    rule: str

    @property
    def people(self) -> tuple[Credit, ...]:
        return tuple(credit for credit in self.credits if credit.kind == "person")


@dataclass(frozen=True)
class Judge:
    """Tells people from publishers, agencies and desks, by form and by what the page calls its site."""

    names: Names
    sites: frozenset[str]

    def kind(self, name: str, *, stated: bool) -> Kind:
        """What a credited name is. `stated`: the page's data say that it is an author, so a pen name is a person."""
        folded = fold(name)
        if self.names.agency(name):
            return "agency"
        if not folded or folded in _nobody() or folded.isdigit() or len(name) > 80:
            return "nobody"
        if folded in self.sites or self.names.publisher(name) or ADDRESS.search(name) or self._opens_site(name):
            return "organisation"
        if ORGANISATION.search(name) or words_for("others").search(name):
            return "organisation"
        if words_for("jobs").search(name):
            return "nobody"
        form = kind_of(name)
        if form == "person":
            return "person"
        return "person" if stated and form == "other" and self._may_be_pen_name(name, folded) else "nobody"

    def _opens_site(self, name: str) -> bool:
        """Whether a name is the beginning of the site's with letters behind it: "Calder D" of the "Calder Herald"."""
        words = name.split()
        opens = fold(words[0]) if len(words) > 1 and all(len(word) == 1 for word in words[1:]) else ""
        return len(opens) > 4 and any(site.startswith(opens) for site in self.sites)

    def _may_be_pen_name(self, name: str, folded: str) -> bool:
        """A name of a form that people's names seldom have: no login, no abbreviation, no count, not the site's."""
        if len(name.split()) > 5 or any(map(str.isdigit, name)) or (name.islower() and ("." in name or "_" in name)):
            return False
        if name.isupper() and len(name) <= LONGEST_ACRONYM and name.isascii():
            return False
        if name[0].isupper() and any(word.islower() for word in name.split()):
            return False  # a phrase: "Course or type"
        return not any(site in folded for site in self.sites if len(site) > 4)


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(fold, read_words("dateline.html", "words.toml")["authors"]["nobody"]))


@cache
def words_for(kind: str) -> re.Pattern[str]:
    """The expressions of a list of `words.toml`, as whole words."""
    words = read_words("dateline.html", "words.toml")["authors"][kind]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def people_of(byline: Byline) -> frozenset[str]:
    """Names of the people, so spelled that accents and case do not part them."""
    return frozenset(plain(credit.name) for credit in byline.people)


def plain(name: str) -> str:
    """A name without accents, case and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def split_names(text: str, where: Where | None, judge: Judge, *, stated: bool) -> tuple[Credit, ...]:
    """The names in a string that states authors: "By A and B", "A, B", or one that is written "Surname, First"."""
    text = clean(text)[:LONGEST]
    start = opening(text) or 0
    start = start if start < len(text) and starts_like_name(text[start:]) else 0
    if (
        stated
        and _INVERTED.match(text)
        and all(len(part.split()) <= 2 for part in text.split(", "))
        and len(text.split(", ")[0].split()) == 1
    ):
        return (Credit(text, judge.kind(text.replace(",", ""), stated=stated), where),)
    credits = []
    for credit in read_credits(text, 0, len(text), skip=start):
        name = bare(credit.name)
        if name:
            credits.append(Credit(name, judge.kind(name, stated=stated), where))
    whole = judge.kind(text, stated=stated)
    if whole in ("agency", "organisation") and not any(c.kind == "person" for c in credits):
        return (Credit(text, whole, where),)
    return unique(without_places(credits))


def bare(name: str) -> str:
    """A name without the punctuation around it, whom it works for, and the job or word behind it."""
    name = _EMPLOYER.sub("", name.strip(" .,;:-–—"))
    words = name.split()
    while len(words) > 2 and (ROLE.fullmatch(words[-1]) or _is_behind(words)):
        words.pop()
    return " ".join(words) if len(words) < len(name.split()) else name


def _is_behind(words: Sequence[str]) -> bool:
    """Whether the last word is no part of a name: in lower case behind others, or what a job was of that is cut off."""
    last = words[-1]
    return (last.islower() and all(word[0].isupper() for word in words[:2])) or bool(_ADJECTIVE.fullmatch(last))


def without_places(credits: Sequence[Credit]) -> list[Credit]:
    """Beside a full name in the same line a lone word is a place, a paper or a login, not a pen name: "Jane Doe,
    Zurich"; beside an organisation it is a part of that one's name.
    """
    full = any(c.kind == "organisation" or (c.kind == "person" and kind_of(c.name) == "person") for c in credits)
    return [c for c in credits if not full or c.kind != "person" or kind_of(c.name) == "person"]


def unique(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    """Each name once, in its best spelling: with accents, and not in capitals alone."""
    seen: dict[str, Credit] = {}
    for credit in credits:
        key = plain(credit.name)
        known = seen.get(key)
        if known is None or (known.name.isascii() and not credit.name.isascii()):
            seen[key] = credit
    return tuple(seen.values())[:MOST]
