"""`actor-cloze`: which actor of an article is hidden in its headline, its standfirst or a quotation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import LeftOut, Made, Row, task_table
from dateline.bench.scoring.choice import choice
from dateline.bench.task import Part, Task
from dateline.bench.tasks.candidates import CANDIDATES, candidates_of, choosing, doubled, unclear
from dateline.bench.tasks.names_in_text import Names, Place, names_of, places, remains
from dateline.bench.tasks.passages import FEWEST_WORDS, repeats, word_count
from dateline_schema.checks import OneOf
from dateline_schema.fields import ACTOR_ID, NOT_BLANK, Field

NAME = "actor-cloze"

MASK = "@actor"
"""What stands for the actor."""

QUOTE = "quote"
PLACES = ("title", "subtitle", QUOTE)
"""Where questions are taken from."""

FEWEST = 3
"""Actors at least that the question leaves open: those that it names are no answers."""

TABLE = task_table(
    NAME,
    "one row an actor of a headline, standfirst or quotation: the line with the actor hidden, and the article",
    (
        Field("text", f"text of the article; where it holds the question, {MASK} is there too", pa.string(),
              checks=(NOT_BLANK,)),
        Field("question", f"the line, {MASK} in place of every mention of one actor", pa.string(), checks=(NOT_BLANK,)),
        Field("place", "where the question is from: " + ", ".join(PLACES), pa.string(), checks=(OneOf(PLACES),)),
        Field("language", "language of the text, as BCP 47", pa.string()),
        CANDIDATES,
    ),
    (Field("actor_id", f"the candidate that {MASK} stands for", pa.string(), checks=(ACTOR_ID,)),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A line before anything in it is hidden.

    Attributes:
        place: one of `PLACES`.
        line: its words.
        number: how many times the article holds the quotation before this one.
        named: where it names actors of the article.
    """

    place: str
    line: str
    number: int
    named: tuple[Place, ...]


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each actor that a headline, standfirst or quotation names, where the rest does not tell who it is."""
    for article in corpus.articles():
        candidates = candidates_of(article)
        if (reason := unclear(candidates, FEWEST)) is not None:
            yield LeftOut(reason)
            continue
        language = str(article.row["language"]).partition("-")[0]
        names = {actor["id"]: names_of(actor, language) for actor in article.actors}
        for question in questions(article, names):
            yield from _items(corpus, article, candidates, question, names)


def questions(article: Article, names: Mapping[str, Names]) -> Iterator[Question]:
    """The lines of an article that may be asked about. In a quotation it is known where actors are named; in a headline
    and a standfirst their names are looked for."""
    for place in PLACES[:2]:
        line = article.row[place]
        if line is not None:
            yield Question(place, line, 0, tuple(places(line, names)))
    for quote in article.quotes:
        start, end = quote["start"], quote["end"]
        named = [
            Place(mention["start"] - start, mention["end"] - start, frozenset({actor["id"]}))
            for actor in article.actors
            for mention in actor["mentions"]
            if start <= mention["start"] and mention["end"] <= end
        ]
        number = article.body.count(quote["text"], 0, start)
        yield Question(QUOTE, quote["text"], number, tuple(sorted(named, key=lambda place: place.start)))


def _items(
    corpus: Corpus,
    article: Article,
    candidates: list[dict[str, str]],
    question: Question,
    names: Mapping[str, Names],
) -> Iterator[Made]:
    named = frozenset().union(*(place.owners for place in question.named))
    if not named:
        yield LeftOut("names no actor of the article")
    for actor_id in (one["id"] for one in candidates if one["id"] in named):
        hidden = [place for place in question.named if actor_id in place.owners]
        masked, pieces = masking(question.line, hidden)
        text = article.body.replace(question.line, masked)
        reason = (
            _indistinct(article, question, hidden)
            or doubled(article, actor_id)
            or _open(question, hidden, len(candidates), actor_id)
            or _given_away(text, question, hidden, pieces, names[actor_id])
        )
        if reason is not None:
            yield LeftOut(reason)
            continue
        yield corpus.item(
            NAME,
            article,
            (question.place, masked, question.number),  # never the actor: an id that told it could be searched for
            "derived",
            text=text,
            question=masked,
            place=question.place,
            language=article.row["language"],
            candidates=candidates,
            actor_id=actor_id,
        )


def masking(line: str, hidden: Sequence[Place]) -> tuple[str, list[str]]:
    """A line with the mask at the places to be hidden, and the pieces that are left between them."""
    starts = [0, *(place.end for place in hidden)]
    ends = [*(place.start for place in hidden), len(line)]
    pieces = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    return MASK.join(pieces), pieces


def _indistinct(article: Article, question: Question, hidden: Sequence[Place]) -> str | None:
    """Why it is not certain that just this actor is named."""
    words = [word for word in question.line.split() if word.lower() != word.upper()]
    if len(words) > 1 and all(word.isupper() for word in words):
        return "is written in capitals, which hide what is a name"
    if any(len(place.owners) > 1 for place in hidden):
        return "has a name that several actors of the article bear"
    if question.place != QUOTE and any(_ordinary(question.line[p.start : p.end], article) for p in hidden):
        return "has a name that the text also has as an ordinary word"
    return None


def _ordinary(name: str, article: Article) -> bool:
    """Whether a word with one capital stands in the text without it too, and not as a mention: May and may."""
    small = name.casefold()
    if name != small.capitalize() or small in {m["text"] for a in article.actors for m in a["mentions"]}:
        return False
    return f" {small} " in f" {article.body} "


def _open(question: Question, hidden: Sequence[Place], candidates: int, actor_id: str) -> str | None:
    """Why there is too little to ask, or too few to choose from."""
    told = frozenset().union(*(place.owners for place in question.named)) - {actor_id}
    if candidates - len(told) < FEWEST:
        return f"leaves fewer than {FEWEST} actors of the article open"
    if word_count(" ".join(masking(question.line, hidden)[1])) < FEWEST_WORDS:
        return f"has fewer than {FEWEST_WORDS} words besides the actor"
    return None


def _given_away(
    text: str, question: Question, hidden: Sequence[Place], pieces: Sequence[str], names: Names
) -> str | None:
    """Why the answer could be read off."""
    if remains(pieces, names):
        return "still tells the actor when its mentions are masked"
    if repeats(text, question.line, ((place.start, place.end) for place in hidden)):
        return "has words around the actor that the text repeats with the name"
    return None


def _key(row: Row) -> str | None:
    return None if row["actor_id"] is None else str(row["actor_id"])


TASK = Task(
    name=NAME,
    meaning=f"Which actor of the article does {MASK} stand for in this headline, standfirst or quotation?",
    inputs="The text of an article, a line with one of its actors hidden, where that line is from, and the actors that "
    "the article names, in order.",
    answers="The id of one of the candidates. The words are the publisher's; that they name this actor is what "
    "Dateline found (`derived`).",
    masked=f"Every mention of the actor in the question, by any of its names: the article's, the authority's, a "
    f"person's surname. Where the text holds the same line, as it does a quotation, {MASK} stands there too. Other "
    "items of the same article show what is hidden in this one: each is to be answered by itself.",
    left_out="A line whose rest still tells the actor (another name, a part of the name, a word of the same stem, the "
    "capital of the state); whose nearest words the text repeats with the name; that has a name which several actors "
    "bear or which is an ordinary word of the text too; whose actor may be another candidate too, by their names; that "
    "is written in capitals; that has fewer than "
    f"{FEWEST_WORDS} words besides the actor, or leaves fewer than {FEWEST} actors open; articles with fewer than "
    f"{FEWEST} actors or two of the same name. Each of these would be answered without reading, or not for sure.",
    answer_format='id of a candidate: `"state-sy"`',
    items=Part(TABLE, make, keys=("actor_id",)),
    scorer=choice("actor_id"),
    key=_key,
    asking=choosing(f"{{{{text}}}}\n\nWho is {MASK} in this line about the article?\n{{{{question}}}}", _key),
)
