"""Bylines: which line names who wrote the article, and the people, agencies and publishers in it.

A byline is recognised by an opening of its language ("By", "Von", "Автор"), by a link to an author's page, or by a
closing word ("기자", "記者"). What is named is a person only where it looks like a person's name and is no known
organisation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.extract.blocks import Block
from dateline.extract.inline import clean
from dateline.words import read_words

_WORDS = read_words("dateline.fields", "words.toml")["byline"]
OPENINGS: tuple[str, ...] = tuple(_WORDS["openings"])
CLOSINGS: tuple[str, ...] = tuple(_WORDS["closings"])
AUTHOR_PATHS = frozenset(_WORDS["author_paths"])
PARTICLES = frozenset(_WORDS["particles"])
ORGANISATION = re.compile(
    rf"\b(?:{'|'.join(_WORDS['organisation'])})\b|\.(?:[a-z]{{2,3}}|info|news)\b|https?:|www\.|@", re.IGNORECASE
)
ROLE = re.compile(rf"\b(?:{'|'.join(_WORDS['role'])})\b", re.IGNORECASE)
TARGET = re.compile(r"\]\(([^\s)]*)")


def is_author_page(address: str) -> bool:
    """Whether an address, whole or only its path, is that of an author's page."""
    parts = address.lower().split("/")
    named = not AUTHOR_PATHS.isdisjoint(parts[:-1]) and parts[-1] + parts[-2] != ""
    return (
        named
        or parts[-1].startswith(("#author", "@", "autor-", "author-"))
        or (len(parts) > 1 and parts[-2].startswith(("autor-", "author-")))
    )


def links_to_author(raw: str, start: int, end: int) -> bool:
    """Whether a link in `raw[start:end]` leads to an author's page."""
    return any(is_author_page(link[1]) for link in TARGET.finditer(raw, start, end))


SPLIT = re.compile(
    r"\s*(?:[,;/|•·、，；]|\s[–—-]\s|\s&\s|\s\+\s|\s(?:and|und|et|y|e|i|og|och|ja|en|a|és|și|ve|dan|và|и|та|і|και|و|および"
    r"|with|mit|avec|con)(?=\s)|(?<=\w)・(?=\w))\s*",
    re.IGNORECASE,
)
PAREN = re.compile(r"\s*[(\[（【].*?[)\]）】]\s*")
TAIL = re.compile(
    r"\s+(?:on|for|in|at|from|am|um|aus|für|pour|à|para|en|desde|per|a|voor|til|för|dla|z)(?:\s+.*)?$|\s*[-–—:.]\s*$"
)
# Letters with the marks that some scripts write beside them: accents, vowel signs, points.
LETTER = (
    r"(?:[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0980-\u0dff\u0e31-\u0e4e]*)"
)
NAME_WORD = re.compile(rf"(?:{LETTER}['’.\-‐]?)+\.?$")
CJK_NAME = re.compile(
    r"[\uac00-\ud7a3]{2,4}$|[\u4e00-\u9fff々]{2,4}(?:[ 　·・][\u4e00-\u9fff]{1,3})?$"
    r"|[\u4e00-\u9fff\u30a0-\u30ffー]{1,8}[ 　・·=＝][\u4e00-\u9fff\u30a0-\u30ffー・·]{1,10}$"
)
NO_CASE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
LONGEST = 220
# "posted on 19 December by Name": the word for "by" within a line that also gives the date.
INNER = re.compile(r"(?<=\s)(?:[Bb]y|von|par|por|di|door|av|af|oleh)\s*:?\s+(?=[A-ZÀ-Þ])")
# The line about the author under an article: a name, what the person is, and a word for the trade.
BIO = re.compile(
    r"\W{0,3}(?:contact (?:reporter |the writer )?(?P<contact>[^\W\d_][^,.;:()]{4,40}?) at \S+@"
    r"|(?P<name>[^\W\d_][^,;:()]{4,40}?),? (?:is (?:a|an|the|one|currently|based)|writes|covers|reports"
    r"|has (?:covered|reported|written|been)|ist|schreibt|arbeitet|est|es|è|è stato|är|er|jest)\b)",
    re.IGNORECASE,
)

CreditKind = Literal["person", "organisation", "role", "other"]
OPENING = re.compile(
    rf"\W{{0,3}}(?P<word>{'|'.join(sorted(map(re.escape, OPENINGS), key=len, reverse=True))})"
    rf"(?:\s*[:：|｜/／—–-]\s*|\s+|(?=(?-i:[A-Z][\w'’.-]*[a-z]) )(?<=[ybBYr])|(?<=[\u3000-\uffff])|(?<=[:/|])|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One name in a byline, with its half-open span in the raw document."""

    name: str
    kind: CreditKind
    start: int
    end: int


FIRST_WORDS = frozenset(phrase.split()[0] for phrase in OPENINGS)
FIRST_WORD = re.compile(r"\W{0,3}(\w+)")


def opening(text: str) -> int | None:
    """Where the names begin in a line that opens like a byline; None for other lines."""
    first = FIRST_WORD.match(text)
    word = first[1].casefold() if first else ""
    if word not in FIRST_WORDS and not word.startswith("by") and text[:1] < "\u0590":
        return None  # the long pattern below is slow
    match = OPENING.match(text)
    return match.end() if match else None


def inner_opening(text: str) -> int | None:
    """Where the names begin in a line that speaks of its author after something else, such as the date."""
    match = INNER.search(text) if len(text) < 120 else None
    return match.end() if match else None


def bio_name(text: str) -> tuple[int, int] | None:
    """Span of the name in a line about the author; None for other lines."""
    match = BIO.match(text)
    if match is None or (not ROLE.search(text[:200]) and match["contact"] is None):
        return None
    group = "contact" if match["contact"] else "name"
    return match.span(group) if kind_of(match[group]) == "person" else None


def is_byline(block: Block, raw: str) -> bool:
    """Whether a block looks like a byline, cheaply; `read_credits` tells whom it names."""
    text = block.text
    if not text or len(text) > LONGEST:
        return False
    if len(text) < 40 and text.endswith(CLOSINGS):
        return True
    at = opening(text)
    if at is not None and (at == len(text) or starts_like_name(text[at:])):
        return True
    return block.links > 0 and len(text) < 120 and links_to_author(raw, block.start, block.end)


def starts_like_name(text: str) -> bool:
    """Whether what follows an opening may be a name: a capital or a letter without case, and no running sentence."""
    first = text[0]
    if not first.isalpha() and first not in '@[(«"“':
        return False
    if text.isupper() or (len(text) < 12 and text[-1] not in ".!?"):
        return True
    capital = first.isupper() or first.lower() == first.upper()
    return capital and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """A line that ends like a sentence and has words in lower case that no name has."""
    plain = [
        word for word in text.split() if word.islower() and word not in PARTICLES and not SPLIT.fullmatch(f" {word} ")
    ]
    return text.rstrip()[-1] in ".!?" and (len(text) > 60 or len(plain) >= 2)


def read_credits(raw: str, start: int, end: int, *, skip: int = 0, stop: int | None = None) -> tuple[Credit, ...]:
    """The names in `raw[start:end]`, in their order, from offset `skip` to `stop` of its clean text.

    An organisation behind a person is whom the person works for, and what follows it belongs to its name.
    """
    line = clean(raw, start, end)
    found: list[Credit] = []
    for a, b in _parts(line.text[:stop], skip):
        credit = Credit(tidy(line.text[a:b]), kind_of(line.text[a:b]), *line.span(a, b))
        found.append(credit)
        if credit.kind == "organisation" and any(c.kind == "person" for c in found):
            break
    return tuple(found)


def _parts(text: str, skip: int) -> Iterator[tuple[int, int]]:
    """Spans of what separators set apart, brackets, closing words and the tails of names left out."""
    at = skip
    for cut in (*SPLIT.finditer(text, skip), None):
        a, b = at, cut.start() if cut else len(text)
        at = cut.end() if cut else len(text)
        part = text[a:b]
        if paren := PAREN.search(part):
            part = part[: paren.start()] if paren.start() else part[paren.end() :]
            a = a if paren.start() else a + paren.end()
        part = TAIL.sub("", part)
        for closing in CLOSINGS:
            part = part.removesuffix(closing)
        again = opening(part)
        if again and again < len(part):
            a, part = a + again, part[again:]
        lead = len(part) - len(part.lstrip(" *•·-–—|:：@[]()（）"))
        part = part.strip(" *•·-–—|:：@[]()（）")
        if part:
            yield a + lead, a + lead + len(part)


def kind_of(name: str) -> CreditKind:
    """What a part of a byline is, by its form alone."""
    if ORGANISATION.search(name):
        return "organisation"
    if CJK_NAME.match(name):
        return "person"
    if NO_CASE.search(name):  # written without spaces or capitals: only the forms above are surely names
        return "role" if ROLE.search(name) else "other"
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 60 or any(map(str.isdigit, name)):
        return "role" if ROLE.search(name) else "other"
    if ROLE.search(name):
        return "role"
    return "person" if all(map(_is_name_word, words)) and words[0].lower() not in ("the", "a", "an") else "other"


def _is_name_word(word: str) -> bool:
    bare = word.strip("\"“”'’().,")
    if bare.lower() in PARTICLES or not bare:
        return True
    return bool(NAME_WORD.match(bare)) and (not bare[0].islower() or "-" in bare)


def tidy(name: str) -> str:
    """A name set in capitals reads in the usual case; any other stays as it is."""
    if not name.isupper() or len(name) < 5 or " " not in name:
        return name
    return " ".join(_usual_case(word) for word in name.split())


def _usual_case(word: str) -> str:
    if word.lower() in PARTICLES and len(word) > 2:
        return word.lower()
    if len(word.strip(".")) <= 2 and "." in word:
        return word
    return "-".join(
        "'".join("’".join(p.capitalize() for p in q.split("’")) for q in part.split("'")) for part in word.split("-")
    )
