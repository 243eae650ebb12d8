"""`quote-attribution`: who speaks the words that an article quotes."""

from collections.abc import Iterator

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import Item, LeftOut, Made, Row, task_table
from dateline.bench.scoring.choice import choice
from dateline.bench.task import Part, Task
from dateline.bench.tasks.candidates import CANDIDATES, candidates_of, choosing, doubled, unclear
from dateline.bench.tasks.passages import FEWEST_WORDS, word_count
from dateline_schema.fields import ACTOR_ID, END, NOT_BLANK, START, Field

NAME = "quote-attribution"

FEWEST = 2
"""Actors of an article below which there is nothing to choose."""

TABLE = task_table(
    NAME,
    "one row a quotation: the article, the words quoted in it, and which of its actors speaks them",
    (
        Field("text", "text of the article", pa.string(), checks=(NOT_BLANK,)),
        START,
        END,
        Field("quote", "the words quoted, without the marks: `text[start:end]`", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
        CANDIDATES,
    ),
    (Field("speaker_id", "the candidate who speaks", pa.string(), checks=(ACTOR_ID,)),),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each quotation whose speaker is one of several actors of the article."""
    for article in corpus.articles():
        candidates = candidates_of(article)
        for quote in article.quotes:
            if (reason := _unfit(article, quote, candidates)) is not None:
                yield LeftOut(reason)
            else:
                yield _item(corpus, article, quote, candidates)


def _item(corpus: Corpus, article: Article, quote: Row, candidates: list[dict[str, str]]) -> Item:
    words = quote["text"]
    return corpus.item(
        NAME,
        article,
        (words, article.body.count(words, 0, quote["start"])),
        "derived",
        text=article.body,
        start=quote["start"],
        end=quote["end"],
        quote=words,
        language=article.row["language"],
        candidates=candidates,
        speaker_id=quote["speaker_id"],
    )


def _unfit(article: Article, quote: Row, candidates: list[dict[str, str]]) -> str | None:
    """Why no item can be made of a quotation."""
    if quote["speaker_id"] is None:
        return "has a speaker who is no actor or is not known"
    if quote["speaker_id"] not in {one["id"] for one in candidates}:
        return "has a speaker who is not named in the text"
    if word_count(quote["text"]) < FEWEST_WORDS:
        return f"has fewer than {FEWEST_WORDS} words"
    return unclear(candidates, FEWEST) or doubled(article, quote["speaker_id"])


def _key(row: Row) -> str | None:
    return None if row["speaker_id"] is None else str(row["speaker_id"])


TASK = Task(
    name=NAME,
    meaning="Which actor of the article speaks these words?",
    inputs="The text of an article, the place of a quotation in it, and the actors that it names, in order.",
    answers="The id of one of the candidates. Dateline read who speaks from the words around the quotation "
    "(`derived`), by rules that nobody reviewed here.",
    masked="Nothing: the words that name the speaker stand in the text.",
    left_out="Quotations whose speaker is no actor (a witness, a ministry that is not named) or could not be read, so "
    f"that who speaks is never a guess; of fewer than {FEWEST_WORDS} words, which are turns of phrase rather than "
    f"speech; whose speaker may be another candidate too, by their names (Orioles, Baltimore Orioles); and of articles "
    f"with fewer than {FEWEST} actors or with two of the same name.",
    answer_format='id of a candidate: `"person-ruth-okafor"`',
    items=Part(TABLE, make, keys=("speaker_id",)),
    scorer=choice("speaker_id"),
    key=_key,
    asking=choosing('{{text}}\n\nWho says this in the article: "{{quote}}"?', _key),
)
