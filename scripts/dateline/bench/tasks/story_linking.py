"""`story-linking`: whether two articles report the same event."""

import re
from collections.abc import Iterator, Mapping

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import LeftOut, Made, Row, task_table
from dateline.bench.scoring.pairs import SAME
from dateline.bench.task import Asking, Part, Task
from dateline.bench.tasks.leads import LEAD, lead
from dateline.bench.tasks.pairs import MEMBERS, NEAR, Pairs, chosen_pairs
from dateline_schema.fields import ARTICLE_ID, NOT_BLANK, Field

NAME = "story-linking"

YES, NO = "yes", "no"

TABLE = task_table(
    NAME,
    "one row a pair of articles, and whether they are on the same event; `article_id` is the first, of the lower id",
    (
        Field("first_title", "headline of the first article", pa.string(), nullable=True),
        Field("first_text", f"the first {LEAD} characters of its text at most", pa.string(), checks=(NOT_BLANK,)),
        Field("second_id", "the second article", pa.string(), checks=(ARTICLE_ID,)),
        Field("second_title", "headline of the second article", pa.string(), nullable=True),
        Field("second_text", f"the first {LEAD} characters of its text at most", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the first article, as BCP 47", pa.string()),
    ),
    (Field("same", "whether they are on the same event", pa.bool_()),),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """The pairs, by the article of the lower id, then by the other."""
    pairs = chosen_pairs(corpus)
    yield from (LeftOut(reason) for reason in pairs.left_out)
    shown = _shown(corpus, pairs)
    for first, second, same in pairs.pairs:
        place = corpus.places[first]
        article = Article({"id": first}, place.split, place.fold, place.group_id)
        yield corpus.item(
            NAME,
            article,
            (second,),
            "derived",
            first_title=shown[first][0],
            first_text=shown[first][1],
            second_id=second,
            second_title=shown[second][0],
            second_text=shown[second][1],
            language=shown[first][2],
            same=same,
        )


def _shown(corpus: Corpus, pairs: Pairs) -> Mapping[str, tuple[str | None, str, str]]:
    """Headline, lead and language of the articles that stand in a pair, and of no other."""
    wanted = {article for first, second, _ in pairs.pairs for article in (first, second)}
    if not wanted:
        return {}
    return {
        article.id: (article.row["title"], lead(article.body), article.row["language"])
        for article in corpus.articles()
        if article.id in wanted
    }


_SAID = re.compile(
    r"\b(?:(?P<no>no|false|different|not\s+(?:\w+\s+){0,3}same)|(?P<yes>yes|true|same))\b", re.IGNORECASE
)


def read(completion: str, row: Row) -> bool | None:
    """The first word of a completion that says yes or no; None where none does."""
    found = _SAID.search(completion)
    return None if found is None else found["yes"] is not None


def _key(row: Row) -> bool:
    return bool(row["same"])


def _answer(row: Row) -> str:
    return YES if row["same"] else NO


TASK = Task(
    name=NAME,
    meaning="Do these two articles report the same event?",
    inputs=f"Headlines and starts of the texts ({LEAD} characters at most) of two articles of the same side or fold.",
    answers=(
        "True or false; both articles are in one story of Dateline's (`derived`), or not. It must not be used to grade "
        "Dateline's own stories."
    ),
    masked="Days, addresses and publishers are not given: days that were inferred come from the stories themselves.",
    left_out=(
        f"Of a story, {MEMBERS} articles are paired, those of the lowest digests, so that the stories that all report "
        "do not fill the task. Each pair within a story comes with two across stories, as far as the side has any: "
        f"three in four of articles that share two title words or actors and lie {NEAR} days apart at most where both "
        "have a day, one in four with any article in the language. No pair is made of articles of which it is not "
        "known whether they report one event: reprints, articles of one group (a long quotation in common), and "
        "articles of different stories under headlines that share half of their words. `group_id` is that of the first "
        "article."
    ),
    answer_format="true or false: `true`",
    items=Part(TABLE, make, keys=("same",)),
    scorer=SAME,
    key=_key,
    asking=Asking(
        template=(
            "First article\n{% if first_title %}{{first_title}}\n{% endif %}{{first_text}}\n\n"
            "Second article\n{% if second_title %}{{second_title}}\n{% endif %}{{second_text}}\n\n"
            f"Do both articles report the same event? Answer {YES} or {NO}.\nAnswer:"
        ),
        read=read,
        write=lambda row: f" {_answer(row)}",
        choices=lambda row: [YES, NO],
    ),
)
