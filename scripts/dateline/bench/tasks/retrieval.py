"""`retrieval`: the articles of a story found by a headline."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import Item, LeftOut, Made, Row, task_table
from dateline.bench.scoring.ranking import RANKING
from dateline.bench.task import Part, Task
from dateline.corpus.stories.terms import tokens
from dateline_schema.checks import AtLeast, NotEmpty
from dateline_schema.fields import ARTICLE_ID, NOT_BLANK, Field

NAME = "retrieval"
CORPUS = "corpus"
"""The split of the documents, which belong to no side."""

SHORTEST = 3
"""Words of a query; below, it is a rubric such as "In brief"."""

LONGEST = 100
"""Articles of a story; above, no list of answers that one scores holds them, and each of them would list all."""

OWN, OTHER = 2, 1
"""Relevance of the article whose headline is asked with, and of the others of its story."""

TABLE = task_table(
    NAME,
    "one row a query: an article's headline, and the articles that it should find",
    (
        Field("query", "headline of an article", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the article, as BCP 47", pa.string()),
    ),
    (
        Field(
            "relevant",
            f"articles to be found, the own one first: relevance {OWN}; the others of its story: {OTHER}",
            checks=(NotEmpty(),),
            items=Field(
                "element",
                "",
                members=(
                    Field("document_id", f"id of a document of `{NAME}-{CORPUS}`", pa.string(), checks=(ARTICLE_ID,)),
                    Field("score", "how relevant it is", pa.int64(), checks=(AtLeast(1),)),
                ),
            ),
        ),
    ),
)

DOCUMENTS = task_table(
    f"{NAME}-{CORPUS}",
    "one row a document that is searched: an article's text without its headline",
    (
        Field("text", "text of the article", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """A query for each article whose headline is one."""
    stories = _stories(corpus)
    for article in corpus.articles():
        story = stories.get(article.row["story_id"] or "", (article.id,))
        yield (
            LeftOut(reason)
            if (reason := _unfit(article, story))
            else corpus.item(
                NAME,
                article,
                (),
                "stated" if len(story) == 1 else "derived",
                query=article.row["title"],
                language=article.row["language"],
                relevant=_relevant(article.id, story),
            )
        )


def make_documents(corpus: Corpus) -> Iterator[Made]:
    """The text of every article, of whichever side."""
    for article in corpus.articles():
        row = {
            "id": article.id,
            "text": article.body,
            "language": article.row["language"],
            "article_id": article.id,
            "group_id": article.id,  # not the story's: that would tell which documents answer a query
            "fold": None,
            "label": "stated",
            "canary": corpus.canary,
        }
        yield Item(CORPUS, row)


def _stories(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """The articles of each story, in order of their ids."""
    found: dict[str, list[str]] = {}
    for head in corpus.heads:
        if head["story_id"] is not None:
            found.setdefault(head["story_id"], []).append(head["id"])
    return {story: tuple(sorted(articles)) for story, articles in found.items()}


def _unfit(article: Article, story: tuple[str, ...]) -> str | None:
    """Why no query can be made of an article."""
    title = article.row["title"]
    if title is None:
        return "has no headline"
    if len(tokens(title)) < SHORTEST:
        return f"has a headline of fewer than {SHORTEST} words"
    if title.casefold() in article.body.casefold():
        return "has the headline in its text"
    if len(story) > LONGEST:
        return f"has a story of more than {LONGEST} articles"
    return None


def _relevant(own: str, story: tuple[str, ...]) -> list[dict[str, str | int]]:
    others: list[dict[str, str | int]] = [{"document_id": other, "score": OTHER} for other in story if other != own]
    return [{"document_id": own, "score": OWN}, *others]


def _key(row: Row) -> list[str]:
    ranked = sorted(row["relevant"], key=lambda one: (-one["score"], one["document_id"]))
    return [one["document_id"] for one in ranked]


TASK = Task(
    name=NAME,
    meaning="Which articles are on the event of this headline?",
    inputs=(
        f"A headline, and the texts of all articles of all sides without their headlines (`{NAME}-{CORPUS}`) to search."
    ),
    answers=(
        f"Ids of documents, the best first. The article under the headline has relevance {OWN}, the others of its "
        f"story {OTHER}. The label is `stated` where the own article is the only one, `derived` where Dateline put "
        "others into its story."
    ),
    masked="Headlines and standfirsts are in no document; a headline that stands in its own text asks nothing.",
    left_out=(
        f"Articles without a headline, with one of fewer than {SHORTEST} words (in scripts without spaces: pairs of "
        f"characters) or one that stands in the text; stories of more than {LONGEST} articles, which no list of "
        "answers holds. Their texts are searched all the same."
    ),
    answer_format='list of document ids, the best first: `["0a1b2c3d4e5f6071", "8a9b0c1d2e3f4051"]`',
    items=Part(TABLE, make, keys=("relevant",)),
    scorer=RANKING,
    key=_key,
    tables=(Part(DOCUMENTS, make_documents),),
)
