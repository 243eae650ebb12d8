"""`actor-linking`: who is meant by a mention, an entry of a knowledge base or somebody that it does not hold."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from dateline.actors.authority import entries
from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import ID, ORIGIN, Item, Made, Row, task_table
from dateline.bench.scoring.links import LINKS
from dateline.bench.task import Part, Task
from dateline.bench.tasks.spellings import NIL, Spellings, answer_of, spellings_of
from dateline_schema.checks import Distinct
from dateline_schema.fields import ACTOR_NAME, COUNTRY, KIND, NOT_BLANK, ONE_LINE, WIKIDATA, Field
from dateline_schema.fields import END as ARTICLE_END
from dateline_schema.fields import START as ARTICLE_START
from dateline_schema.tables import Table

NAME = "actor-linking"

KB = "kb"
"""The side that the knowledge base stands on: it is everyone's."""

BREAK = "\n\n"
"""What parts the paragraphs of a body."""

TABLE = task_table(
    NAME,
    "one row a mention: the paragraph that holds it, and who is meant",
    (
        Field("text", "the paragraph that holds the mention", pa.string(), checks=(NOT_BLANK,)),
        ARTICLE_START,
        ARTICLE_END,
        Field("mention", "the words that name the actor: `text[start:end]`", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
    (
        Field("actor_id", f"an id of `{NAME}-{KB}`, or {NIL}", pa.string(), checks=(NOT_BLANK,)),
        Field(
            "unseen",
            "no article of the train side (in a corpus of folds: of the other folds) writes that answer so; "
            "case does not count",
            pa.bool_(),
        ),
    ),
)

KNOWLEDGE = Table(
    f"{NAME}-{KB}",
    "one row an actor that a mention can be linked to",
    (
        ID,
        ACTOR_NAME,
        KIND,
        Field(
            "aliases",
            "other names: those of the authority, and, in a corpus with sides, spellings of its train side",
            items=Field("element", "", pa.string(), checks=ONE_LINE),
            checks=(Distinct(),),
        ),
        Field("wikidata", "Wikidata item, where it is verified", pa.string(), nullable=True, checks=(WIKIDATA,)),
        Field("country", "state that the actor is or belongs to, ISO 3166-1 alpha-2", pa.string(), True, (COUNTRY,)),
        ORIGIN[-1],
    ),
    "id",
    key=("id",),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each mention, in order of the articles and of the places."""
    spellings = spellings_of(corpus)
    for article in corpus.articles():
        mentions = [(mention, actor["id"]) for actor in article.actors for mention in actor["mentions"]]
        for mention, actor_id in sorted(mentions, key=lambda found: int(found[0]["start"])):
            yield _item(corpus, article, mention, answer_of(actor_id), spellings)


def _item(corpus: Corpus, article: Article, mention: Row, answer: str, spellings: Spellings) -> Item:
    first, end = paragraph(article.body, mention["start"], mention["end"])
    spelling = mention["text"]
    return corpus.item(
        NAME,
        article,
        (spelling, article.body.count(spelling, 0, mention["start"])),
        "derived",
        text=article.body[first:end],
        start=mention["start"] - first,
        end=mention["end"] - first,
        mention=spelling,
        language=article.row["language"],
        actor_id=answer,
        unseen=spellings.unseen(answer, spelling, article),
    )


def paragraph(body: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that holds `body[start:end]`; all of them where it reaches over a break."""
    before, behind = body.rfind(BREAK, 0, start), body.find(BREAK, end)
    return (before + len(BREAK) if before >= 0 else 0), (behind if behind >= 0 else len(body))


def knowledge(corpus: Corpus) -> Iterator[Made]:
    """Every actor of Dateline's authority, met in the corpus or not, and those that the dataset's own one added.

    Which of them the texts name is nothing that it tells: a spelling met in no text that one may train on stands here
    only where the authority gives it.
    """
    trained = spellings_of(corpus).trained
    authority, met = entries(), corpus.actors
    for actor_id in sorted({*authority, *(one for one in met if answer_of(one) != NIL)}):
        entry, row = authority.get(actor_id), met.get(actor_id)
        name = row["name"] if row else authority[actor_id].name
        given = {entry.name, *(other.text for other in entry.names)} if entry else set()
        yield Item(
            KB,
            {
                "id": actor_id,
                "name": name,
                "kind": row["kind"] if row else authority[actor_id].kind,
                "aliases": sorted((given | trained.get(actor_id, frozenset())) - {name}),
                "wikidata": row["wikidata"] if row else authority[actor_id].wikidata,
                "country": row["country"] if row else authority[actor_id].country,
                "canary": corpus.canary,
            },
        )


def _key(row: Row) -> Any:
    return row["actor_id"]


TASK = Task(
    name=NAME,
    meaning="Which actor of the knowledge base does this mention mean, or none of them (NIL)?",
    inputs=f"A paragraph and the place in it that names somebody; the knowledge base is the config `{NAME}-{KB}`: all "
    "actors of Dateline's authority, with names in many languages. Spellings of the train side are among its aliases; "
    "those of other sides, and of any fold, are not.",
    answers=f"An id of the knowledge base, or {NIL} for an actor that only the articles know. Dateline linked the "
    "mentions by the same authority (`derived`), so a look-up in the aliases comes far: the mentions whose spelling is "
    "unseen are the ones to compare systems by.",
    masked="Nothing in the paragraph; the rest of the article is not shown.",
    left_out="No mention that Dateline found. Those that it overlooked are not asked for. A language model is not "
    "asked in a prompt, which cannot hold the knowledge base.",
    answer_format=f'id of the knowledge base, or {NIL}: `"state-sy"`, `"{NIL}"`',
    items=Part(TABLE, make, keys=("actor_id", "unseen")),
    scorer=LINKS,
    key=_key,
    tables=(Part(KNOWLEDGE, knowledge),),
)
