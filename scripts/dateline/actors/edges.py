"""Where a name begins and ends: what the model takes into a span, but is not part of the name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.actors import listed
from dateline.actors import vocabulary as words
from dateline.actors.folding import given_names
from dateline.actors.records import Known

TOKEN = re.compile(r"\S+")
NICKNAMED = re.compile(r"[^\W\d_][\w.'’-]{1,40}(?: [^\W\d_]\.)? [“\"‘'][^“”\"‘’'\n]{2,20}[”\"’'] [^\W\d_][\w'’-]+")
"""A name with a nickname in quotes inside it."""
BREAK = re.compile(r"[,;:()\[\]\n\"“”|/*]|\s[–—-]\s|--|…")
PREFIX = re.compile(r"(?:pro|anti|ex|non|post|pre|mid|counter|inter|then)-(?=[A-Z\u00c0-\u00de])")
SUFFIX = re.compile(
    r"-(?:[a-z]+ed|led|held|based|run|era|style|born|made|wide|bound|like|owned|to|and|free|allied|linked)$"
)
LOWER = re.compile(r"[^\W\d_]+")
POSSESSIVE = re.compile(r"['’]s?(?=\s)")
EDGE = " \t\n\u00a0.,;:!?()[]{}\"“”‘'’`*-–—_|/"
Span = tuple[int, int]


def tokens(text: str, start: int, end: int) -> list[Span]:
    """Spans of the words in ``text[start:end]``."""
    return [match.span() for match in TOKEN.finditer(text, start, end)]


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span cut at commas, brackets, quotes, dashes and line ends."""
    for match in BREAK.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def stripped(text: str, start: int, end: int) -> Span:
    """The span without space, punctuation and a possessive at its edges; the dot of "Jr." and "U.N." stays."""
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE and not abbreviation(text, start, end):
        end -= 1
    if text[max(start, end - 2) : end] in ("'s", "’s"):
        end -= 2
    return unjoined(text, start, end)


def unjoined(text: str, start: int, end: int) -> Span:
    """The span without what a hyphen joins to a name: "pro-Kremlin", "U.S.-led"."""
    prefix, suffix = PREFIX.match(text, start, end), SUFFIX.search(text[start:end])
    return (prefix.end() if prefix else start), (start + suffix.start() if suffix else end)


def abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the dot at the end of the span belongs to its last word ("Jr.", "Inc.", "U.N.")."""
    last = text[start:end].rpartition(" ")[2]
    return text[end - 1] == "." and (last in ("Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd.") or "." in last[:-1])


def sentence_start(text: str, start: int) -> bool:
    """Whether the word at `start` opens a sentence, a paragraph or a quotation, so that its capital says nothing."""
    before = text[max(0, start - 4) : start].rstrip(" \t\u00a0")
    return not before or (before[-1] in '.!?:;\n"“‘([{}•*-–—' and not before.endswith(("Mr.", "Dr.", "Ms.")))


@lru_cache(maxsize=2)
def lower_words(text: str) -> frozenset[str]:
    """The words of an article that stand in it in lower case: capitalised, they may be no names."""
    return frozenset(word for word in LOWER.findall(text) if word.islower())


def particle(word: str) -> bool:
    """Whether `word` is a lower-case part of a person's name: "bin", "al-Sadr", "d'Estaing"."""
    return word in words.PARTICLES or (
        word.startswith(words.ARTICLE_PARTICLES) and any(char.isupper() for char in word)
    )


def joined_particle(word: str) -> bool:
    """Whether `word` can only go on with a name: "al-Sadr", "Al-Nuri"."""
    return word.lower().startswith(("al-", "el-")) and len(word) > 4


def name_word(word: str) -> bool:
    """Whether `word` may stand in a person's name."""
    return particle(word) or (word[:1].isupper() and not any(char.isdigit() for char in word))


def is_title(word: str) -> bool:
    """Whether `word` is an honorific, an office or a profession."""
    folded = words.plain(word).removeprefix("ex-")
    return folded in words.HONORIFICS or folded in words.ROLES or folded.endswith(("-general", "-elect", "-designate"))


def person_edges(text: str, start: int, end: int, known: Known) -> Span | None:
    """The person's name in the span, or None where there is none.

    `known` says whether a word is a state's name or demonym: before a name it is not part of it ("Iran's", "Syrian").
    """
    nicknamed = NICKNAMED.search(text, start, end)
    if nicknamed and nicknamed.group()[0].isupper() and not is_title(nicknamed.group().split()[0]):
        return nicknamed.span()
    for left, right in pieces(text, start, end):
        last = [match.end() for match in POSSESSIVE.finditer(text, left, right) if text[match.end() : right].strip()]
        found = person_words(text, tokens(text, last[-1] if last else left, right), known)
        if found is not None:
            return found
    return None


def person_words(text: str, spans: list[Span], known: Known) -> Span | None:
    """The words of `spans` from the first to the last that belong to a name."""

    def word(index: int) -> str:
        return text[slice(*stripped(text, *spans[index]))]

    def outside(index: int, alone: bool) -> bool:
        return not name_word(word(index)) or is_title(word(index)) or (not alone and known(word(index)))

    def opening(index: int) -> bool:
        return words.plain(word(index)) in OPENING or word(index) in ("DJ", "MC")

    while spans and (outside(0, len(spans) == 1) or (len(spans) > 1 and opening(0))):
        spans = spans[1:]
    while spans and (
        not name_word(word(len(spans) - 1)) or word(len(spans) - 1) in words.PARTICLES or is_title(word(len(spans) - 1))
    ):
        spans = spans[:-1]
    if not spans or len(spans) > 7 or not all(name_word(word(index)) for index in range(len(spans))):
        return None
    if len(spans) > PLACE_WORDS + 1 and listed.place(" ".join(word(index) for index in range(PLACE_WORDS))):
        spans = spans[PLACE_WORDS:]  # "Minister for the Middle East Ann Roe"
    start, end = stripped(text, spans[0][0], spans[-1][1])
    return (start, end) if person_like(text[start:end]) else None


def person_like(name: str) -> bool:
    """Whether `name` can be a person's: more than an initial, no acronym, no word that opens sentences or ends firms'
    names."""
    parts = name.split()
    folded = [words.plain(part) for part in parts]
    headed = folded[-1] in words.ORGANIZATION_HEADS and not (
        folded[-1] in words.ALSO_SURNAMES and folded[0] in given_names()
    )
    if headed or folded[0] in words.SENTENCE_WORDS or folded[-1] in words.STREETS:
        return False
    if parts[0] in words.SHIPS or folded[0] == "operation":
        return False
    if len(parts) == 1:
        letters = sum(char.isalpha() for char in name)
        return (
            letters > 1
            and not (name.isupper() and letters < 5)
            and not {folded[0]} & (words.CALENDAR | words.NOT_PERSONS)
        )
    return True


PLACE_WORDS = 2
"""Words of places' names that the model takes into a person's."""
NOT_FURTHER = words.CALENDAR | words.SENTENCE_WORDS | words.ORGANIZATION_HEADS | words.STREETS | words.PEOPLE
OPENING = words.SENTENCE_WORDS | words.PEOPLE
GOING_ON = re.compile(r"[ \u00a0](?:(?:bin|ibn|bint|abu|de|del|della|van|von|der|den|dos|da|di|la|al|el|Ó|Ní) )*(\S+)")


def extended(text: str, start: int, end: int, known: Known) -> Span:
    """The person's span with the particles and names that the model left outside: "... bin Rashid Al-Nuri"."""
    while match := GOING_ON.match(text, end):
        left, right = stripped(text, *match.span(1))
        word = text[left:right]
        if left >= right or left != match.start(1) or not name_word(word) or word in words.PARTICLES:
            return start, end
        lone = match.group().count(" ") == 1 and not re.search(r"\b[A-Z]\.?$", text[start:end])
        if lone and not joined_particle(word) and not further_name(text, word, known):
            return start, end
        end = right
    return start, end


def further_name(text: str, word: str, known: Known) -> bool:
    """Whether `word` right after a person's name can only be more of it: no day, title, place or common word."""
    plain = words.plain(word)
    return (
        word[1:].islower()
        and plain not in NOT_FURTHER
        and not is_title(word)
        and not known(word)
        and not listed.place(word)
        and not listed.sure_organization(word)
        and plain not in lower_words(text)
    )
