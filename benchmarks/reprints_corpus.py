"""A made-up corpus of any size with planted copies and with articles that are easily taken for copies.

Every document is a pure function of its number, so a copy makes its original again and nothing has to be kept. A
hundred documents are a cell; what a number is depends on its place in the cell, as `KINDS` says.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import numpy as np

CELL = 100
LEADS = 8  # originals of a cell, its first documents
NEAR = 256  # reports and templates that are kept at hand: copies stand near their originals
STOCK = 1 << 18  # entries of the table from which words are drawn: their shares are their frequencies

KINDS: tuple[tuple[str, int, int], ...] = (
    ("independent", 0, 60),
    ("word edits", 60, 64),
    ("cut", 64, 68),
    ("wrapped", 68, 71),
    ("reordered", 71, 74),
    ("surface", 74, 76),
    ("cut and edited", 76, 78),
    ("wrapped and edited", 78, 79),
    ("of a template", 79, 80),
    ("template of 50", 80, 85),
    ("template of 1000", 85, 90),
    ("background", 90, 94),
    ("quote", 94, 96),
    ("round-up", 96, 98),
    ("brief", 98, 99),
    ("notice", 99, 100),
)
"""What the documents of a cell are, by their places; from the second to the ninth they are copies."""

Random = np.random.Generator
Text = list[list[str]]  # sentences, each a list of words or phrases; paragraphs are made of them by `layout`


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its text, the number of what it copies (or its own), and what a summary says of it."""

    number: int
    id: str
    kind: str
    original: int
    body: str
    title: str
    day: date | None
    site: str
    agency: str | None


def random(*key: int) -> Random:
    """A generator of its own for every key."""
    return np.random.Generator(np.random.PCG64DXSM(key))


def words(source: Random, count: int, syllables: tuple[int, int]) -> list[str]:
    """Made-up words."""
    parts = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "an", "er")]
    lengths = source.integers(*syllables, count)
    return ["".join(parts[one] for one in source.integers(0, len(parts), length)) for length in lengths]


@cache
def stock() -> tuple[list[str], list[str]]:
    """The table of entries to draw from, words by Zipf's law, with set phrases, names and figures; and names alone."""
    source = random(1)
    plain, names = words(source, 40_000, (1, 5)), [name.capitalize() for name in words(source, 20_000, (2, 5))]
    common = zipf(source, plain, STOCK)
    phrases = [
        " ".join(common[place : place + length])
        for place, length in zip(range(0, 40_000, 10), [3, 4, 5, 6] * 1000, strict=True)
    ]
    figures = [str(number) for number in source.integers(2, 3000, 4000)]
    table = [
        *common[: int(STOCK * 0.75)],
        *zipf(source, phrases, int(STOCK * 0.06)),
        *zipf(source, names, int(STOCK * 0.12)),
        *zipf(source, figures, int(STOCK * 0.07)),
    ]
    return [table[place] for place in source.permutation(len(table))], names + figures


def zipf(source: Random, entries: list[str], count: int) -> list[str]:
    """Entries by Zipf's law."""
    weights = 1 / np.arange(3, len(entries) + 3)
    return [entries[place] for place in source.choice(len(entries), count, p=weights / weights.sum())]


def sentences(source: Random, count: int) -> Text:
    """Sentences of about 17 words."""
    table, _ = stock()
    lengths = source.integers(9, 24, count)
    drawn = source.integers(0, len(table), int(lengths.sum())).tolist()
    ends = np.cumsum(lengths).tolist()
    return [[table[one] for one in drawn[start:end]] for start, end in zip([0, *ends], ends, strict=False)]


def layout(text: Text) -> str:
    """Sentences with a capital and a full stop, three to a paragraph."""
    told = [" ".join(one) for one in text]
    told = [one[0].upper() + one[1:] + "." for one in told]
    return "\n\n".join(" ".join(told[place : place + 3]) for place in range(0, len(told), 3))


@lru_cache(maxsize=NEAR)
def report(number: int) -> Text:
    """An article that owes nothing to another, 3 KB on average."""
    source = random(2, number)
    return sentences(source, int(source.integers(18, 36)))


def edited(source: Random, text: Text, share: float) -> Text:
    """Some words replaced, dropped or added."""
    table, _ = stock()
    made: Text = []
    for sentence in text:
        now: list[str] = []
        for word, chance, way in zip(sentence, source.random(len(sentence)), source.random(len(sentence)), strict=True):
            if chance >= share:
                now.append(word)
            elif way < 0.8:
                now.append(table[int(way * 1e9) % len(table)])
                now += [word] if way < 0.1 else []
        made.append(now or sentence)
    return made


def cut(source: Random, text: Text) -> Text:
    """The beginning, 30 to 75 %; one in four drops sentences anywhere instead."""
    share = source.uniform(0.3, 0.75)
    if source.random() < 0.75:
        return text[: max(4, int(len(text) * share))]
    kept = [sentence for sentence, chance in zip(text, source.random(len(text)), strict=True) if chance < share]
    return kept if len(kept) >= 4 else text[:4]


def wrapped(source: Random, text: Text) -> Text:
    """Text of the publisher's own before and behind, 10 to 45 % of all."""
    more = int(len(text) * source.uniform(0.12, 0.8))
    own = sentences(source, more + 1)
    before = int(source.integers(0, more + 1))
    return [*own[:before], *text, *own[before:]]


def reordered(source: Random, text: Text) -> Text:
    """Paragraphs in another order."""
    paragraphs = [text[place : place + 3] for place in range(0, len(text), 3)]
    return [sentence for place in source.permutation(len(paragraphs)) for sentence in paragraphs[place]]


CHANGES: dict[str, Callable[[Random, Text], Text]] = {
    "word edits": lambda source, text: edited(source, text, source.uniform(0.01, 0.12)),
    "cut": cut,
    "wrapped": wrapped,
    "reordered": reordered,
    "surface": lambda source, text: text,
    "cut and edited": lambda source, text: edited(source, cut(source, text), source.uniform(0.01, 0.08)),
    "wrapped and edited": lambda source, text: edited(source, wrapped(source, text), source.uniform(0.01, 0.08)),
    "of a template": lambda source, text: edited(source, text, source.uniform(0.01, 0.05)),
}


def filled(family: int, number: int) -> Text:
    """An article of a template: every sentence stands in all of them but for two to five words."""
    base, blanks = template(family)
    fill, made = random(4, number), [list(sentence) for sentence in base]
    for sentence, place, entries in blanks:
        made[sentence][place] = entries[fill.integers(0, len(entries))]
    return made


@lru_cache(maxsize=NEAR)
def template(family: int) -> tuple[Text, list[tuple[int, int, list[str]]]]:
    """The sentences of a template, and its blanks: of which sentence, which word, and what may stand there."""
    base, source = sentences(random(3, family), 28), random(3, family, 1)
    table, telling = stock()
    blanks = []
    for number, sentence in enumerate(base):
        for place in source.choice(len(sentence), int(source.integers(2, 6)), replace=False).tolist():
            blanks.append((number, place, telling if source.random() < 0.75 else table))
    return base, blanks


def text_of(number: int) -> Text:
    """The sentences of any document."""
    cell, kind = number // CELL, kind_of(number)
    source = random(5, number)
    if kind in CHANGES:
        return CHANGES[kind](source, text_of(original_of(number)))
    if kind == "template of 50":
        return filled(cell // 10, number)
    if kind == "template of 1000":
        return filled(1_000_000 + cell // 200, number)
    if kind == "background":
        return [*sentences(source, 17), *sentences(random(6, cell // 5), 9)]
    if kind == "quote":
        return [*sentences(source, 5), *sentences(random(7, cell), 3), *sentences(source, 6)]
    if kind == "round-up":
        leads = source.choice(LEADS, 4, replace=False)
        taken = [sentence for lead in leads for sentence in text_of(cell * CELL + int(lead))[:3]]
        return [*taken, *sentences(source, 8)]
    if kind == "brief":
        return sentences(source, 2)
    if kind == "notice":
        return sentences(random(8, cell // 20), 2)
    return report(number)


def kind_of(number: int) -> str:
    """What a document is."""
    place = number % CELL
    return next(name for name, start, end in KINDS if start <= place < end)


def original_of(number: int) -> int:
    """What a document copies; its own number if nothing. Every 50th cell copies one article; of every 2,500 cells all
    that is copied in the first 25 is one article.
    """
    cell, place = divmod(number, CELL)
    kind = kind_of(number)
    if kind not in CHANGES:
        return number
    if kind == "of a template":
        return number + 1
    if cell % 2500 < 25 and cell >= 25:
        return cell // 2500 * 2500 * CELL
    return cell * CELL + (0 if cell % 50 == 49 else place % LEADS)


def document(number: int) -> Made:
    """A document as it would come out of extraction."""
    original, kind = original_of(number), kind_of(number)
    source = random(9, number)
    body = layout(text_of(number))
    if kind == "surface":
        body = (
            body.upper().replace("\n\n", " \n") if source.random() < 0.3 else body.replace(".", " .").replace(" ", "  ")
        )
    late = int(source.integers(0, 4)) if original != number else 0
    day = date(2013, 1, 1) + timedelta(days=int(random(10, original).integers(0, 700)) + late)
    site = "notices.example" if kind == "notice" else f"site{source.integers(0, 400)}.example"
    return Made(
        number,
        hashlib.blake2b(str(number).encode(), digest_size=8).hexdigest(),
        kind,
        original,
        body,
        " ".join(sentences(source, 1)[0][:9]).capitalize(),
        None if original != number and source.random() < 0.03 else day,
        site,
        "AFP" if original != number and source.random() < 0.5 else None,
    )


def documents(start: int, end: int) -> Iterator[Made]:
    """Some documents of the corpus."""
    return map(document, range(start, end))
