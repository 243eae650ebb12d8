"""`story-clustering`: articles put together by the event that they report."""

from collections.abc import Iterator

import pyarrow as pa

from dateline.bench.corpus import Corpus
from dateline.bench.rows import Made, Row, task_table
from dateline.bench.scoring.clusters import CLUSTERS
from dateline.bench.task import Part, Task
from dateline.bench.tasks.leads import LEAD, lead
from dateline_schema.fields import NOT_BLANK, Field

NAME = "story-clustering"

TABLE = task_table(
    NAME,
    "one row an article: its headline and lead, and the story that it belongs to",
    (
        Field("title", "headline of the article", pa.string(), nullable=True),
        Field("text", f"the first {LEAD} characters of its text at most", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
    (Field("story", "the story; the article's own id where it is alone", pa.string(), checks=(NOT_BLANK,)),),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each article."""
    for article in corpus.articles():
        yield corpus.item(
            NAME,
            article,
            (),
            "derived",
            title=article.row["title"],
            text=lead(article.body),
            language=article.row["language"],
            story=article.row["story_id"] or article.id,
        )


def _key(row: Row) -> str:
    return str(row["story"])


TASK = Task(
    name=NAME,
    meaning="Which of these articles report the same event?",
    inputs=f"All articles of a side, each with its headline and the start of its text, {LEAD} characters at most.",
    answers=(
        "A label an article; articles with the same label are one cluster, whatever the label is. The label of the key "
        "is the story that Dateline put the article in (`derived`), or the article's own id where it is alone. It must "
        "not be used to grade Dateline's own stories."
    ),
    masked=(
        "Dates, addresses and publishers are not given: inferred dates come from the stories that are asked for. The "
        "column `group_id` is no input: it holds the answer, as the bootstrap needs it."
    ),
    left_out="Nothing but reprints: an article that is alone in its story is a cluster of one.",
    answer_format='any text, the same for articles of one cluster: `"c17"`',
    items=Part(TABLE, make, keys=("story",)),
    scorer=CLUSTERS,
    key=_key,
)
