"""`headline`: the headline that the publisher gave an article, from its text."""

from collections.abc import Iterator

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import LeftOut, Made, Row, task_table
from dateline.bench.scoring.text import ROUGE
from dateline.bench.task import Asking, Part, Task
from dateline_schema.fields import NOT_BLANK, Field

NAME = "headline"

SHORTEST = 200
"""Code points below which a body is a caption or a notice, of which no headline can be written."""

TABLE = task_table(
    NAME,
    "one row an article: its text, and the headline to be written for it",
    (
        Field("text", "text of the article", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
    (Field("headline", "the publisher's headline", pa.string(), checks=(NOT_BLANK,)),),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each article whose text does not hold its headline."""
    for article in corpus.articles():
        if (reason := _unfit(article)) is not None:
            yield LeftOut(reason)
        else:
            given = {"text": article.body, "language": article.row["language"]}
            yield corpus.item(NAME, article, (), "stated", **given, headline=article.row["title"])


def _unfit(article: Article) -> str | None:
    """Why no item can be made of an article."""
    if article.row["title"] is None:
        return "has no headline"
    if len(article.body) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if article.row["title"].casefold() in article.body.casefold():
        return "has the headline in its text"
    return None


def _key(row: Row) -> str:
    return str(row["headline"])


TASK = Task(
    name=NAME,
    meaning="Which headline did the publisher give this article?",
    inputs="The text of an article, without its headline and standfirst.",
    answers="One line of text. The label is the publisher's own headline (`stated`).",
    masked="The headline and the standfirst; an article that repeats its headline in the text is left out.",
    left_out=f"Articles without a headline, with it in their text, or shorter than {SHORTEST} characters.",
    answer_format='text: `"Ministers agree on a truce"`',
    items=Part(TABLE, make, keys=("headline",)),
    scorer=ROUGE,
    key=_key,
    asking=Asking(
        template="{{text}}\n\nWrite the headline of this article, one line in its language.\nHeadline:",
        read=lambda completion, row: next((line.strip() for line in completion.splitlines() if line.strip()), None),
        write=lambda row: f" {_key(row)}",
    ),
)
