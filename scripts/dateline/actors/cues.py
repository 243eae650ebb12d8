"""What the words beside a name say of it: a person's, an organisation's or a place's.

Each cue is a weight set by hand; callers add them up over an article.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.actors import listed
from dateline.actors import vocabulary as words
from dateline.actors.records import Known

BEFORE = 60
AFTER = 80
"""Characters that are looked at to either side."""
SPORTING = 3
"""So many different words of sports pages make a report."""
DESCRIBING = words.PEOPLE | words.OFFICES
"""Words that describe a person behind a comma."""
DATELINE = re.compile(r"(?m)^[A-Z][A-Z .'’-]+(?=(?:, [^()\n]{2,30}?)? ?(?:\([^()\n]*\))? ?(?:[-–—]|\())")
"""The place that a report is sent from, in capitals at its start."""
STOPS = tuple('.!?:;,)”"\n')
RELATION = re.compile(rf"\b(?:{'|'.join(sorted(words.KIN))})(?:-in-law)?,? $")
COMMA_WORDS = re.compile(
    r"(?:['’]s)?, (?:a|an|the|his|her|its|their|one of the|one of|another|who|which)\b([^.;:()\n]*)"
)
NEXT = re.compile(r"(?:['’]s?)?[ \u00a0]([^\W\d_]+(?:-[^\W\d_]+)*)")
REGION = re.compile(r", ([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)(?=[,.;:)\n]|$)")
TAKES_IN = re.compile(
    r"\b(?:interest(?:ed)?|believ(?:e|es|ed)|trust(?:s|ed)?|faith|confidence|invest(?:s|ed|ing)?|stakes?|shares?"
    r"|involved) in "
)
"""What takes "in" with persons and organisations as well."""
OF = re.compile(r"(?<![^\W\d_])([^\W\d_]+) of (?:the )?$")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands to either side of a name."""

    before: str
    after: str
    last: str
    """The word right before, as the vocabulary has it; empty after a stop."""
    next: str
    """The word right after the name and its possessive, case-folded."""


@lru_cache(maxsize=4096)
def beside(text: str, start: int, end: int) -> Beside:
    """What stands beside ``text[start:end]``."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    return Beside(before, after, last_word(before), next_word(after).casefold())


def last_word(before: str) -> str:
    """The word at the end of what stands before a name; empty after a stop."""
    if not before.endswith((" ", "\u00a0")):
        return ""
    word = before.rstrip().rpartition(" ")[2]
    return "" if word.endswith(STOPS) else words.plain(word)


def next_word(after: str) -> str:
    """The word right after a name and its possessive, as it stands."""
    match = NEXT.match(after)
    return match.group(1) if match else ""


def described(after: str) -> set[str]:
    """The words of what follows a name behind a comma: ", a private company in the north" """
    match = COMMA_WORDS.match(after)
    return set(re.findall(r"[^\W\d_]+", match.group(1).casefold())[:6]) if match else set()


def place_cue(text: str, start: int, end: int, known: Known) -> float:
    """How much speaks for a place: "in X", "the town of X", "X province", "X, Michigan"."""
    side = beside(text, start, end)
    before, after = side.before, side.after
    possessive = after.startswith(("'s ", "’s "))
    cue = 2.0 if side.last in words.LOCATIVES and not possessive and not TAKES_IN.search(before) else 0.0
    kind = OF.search(before)
    if kind and kind.group(1).casefold() in words.PLACE_NOUNS:
        cue += 3.0
    if side.next in words.PLACE_NOUNS and not possessive:
        cue += 3.0
    region = REGION.match(after)
    if region and (listed.place(region.group(1)) or known(region.group(1))):
        cue += 1.0 if " " in text[start:end] and not known(region.group(1)) else 2.0
    if text[start:end].split()[0] in words.PLACE_OPENERS:
        cue += 2.0
    capitals = text[start:end].isupper() and DATELINE.match(text, start) is not None
    return cue + 3.0 * (listed.place(text[start:end]) or capitals)


@lru_cache(maxsize=2)
def sports(text: str) -> bool:
    """Whether the text is a sports report by its words."""
    return len(words.SPORT & set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))) >= SPORTING


PLAYED = re.compile(
    r"\b(?:beat|beating|defeated|thrashed|edged|against|facing|hosts?|drew with|lost to|held|at home to|over)[ \u00a0]$"
)
PLAYS = re.compile(r"[ \u00a0](?:beat|drew|lost to|host|face|scored|won \d|play|were held|thrashed|defeated)\b")


def club_cue(text: str, start: int, end: int) -> float:
    """How much speaks for the club of the place that is named."""
    if not listed.club(text[start:end]):
        return 0.0
    side = beside(text, start, end)
    if side.last in words.LOCATIVES or side.last in ("from", "to") or side.after.startswith((" on ", ", ")):
        return 2.0 if sports(text) and side.after.startswith(", who ") else 0.0
    played = 2.0 if PLAYED.search(side.before) or PLAYS.match(side.after) else 0.0
    return played + (5.0 if sports(text) or played else 0.0)


def person_cue(text: str, start: int, end: int) -> float:
    """How much speaks for a person: "her son, X", "singer X", "X, a teacher"."""
    side = beside(text, start, end)
    cue = 2.0 if RELATION.search(side.before) else 0.0
    if side.last in words.PEOPLE:
        cue += 1.5
    said = described(side.after)
    if said & DESCRIBING and not said & words.ORGANIZATION_NOUNS:
        cue += 1.5
    return cue


def organization_cue(text: str, start: int, end: int) -> float:
    """How much speaks for an organisation: "the company X", "X, a broadcaster", "X shares", "told X."."""
    side = beside(text, start, end)
    cue = club_cue(text, start, end) + (1.5 if side.last in words.ORGANIZATION_NOUNS else 0.0)
    if side.next in words.OF_ORGANIZATIONS:
        cue += 1.5
    said = described(side.after)
    if said & words.ORGANIZATION_NOUNS and not said & words.PEOPLE:
        cue += 2.0
    if side.last == "the" and side.next in words.ORGANIZATION_NOUNS:
        cue += 2.0
    if side.last in ("told", "tells") and side.after[:1] in (".", ",", " "):
        cue += 1.0
    return cue
