"""`actor-recognition`: the places of a text that name an actor, and what each actor is."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from dateline.actors.authority import MODELLED
from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import LeftOut, Made, Row, task_table
from dateline.bench.scoring.spans import SPANS
from dateline.bench.task import Asking, Part, Task
from dateline.bench.tasks.named_spans import read_spans, written
from dateline_schema.fields import END, FORM, KIND, NOT_BLANK, START, Field
from dateline_schema.vocabulary import KINDS

NAME = "actor-recognition"

NOT_SOUGHT = "none"
"""What `actors` of a manifest's options says of a dataset that was built without looking for actors."""

TABLE = task_table(
    NAME,
    "one row an article: its text, and every place of it that names an actor",
    (
        Field("text", "text of the article", pa.string(), checks=(NOT_BLANK,)),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
    (
        Field(
            "spans",
            "places that name an actor, in order; offsets are half-open and count Unicode code points of `text`",
            items=Field(
                "element",
                "",
                members=(
                    START,
                    END,
                    Field("text", "what stands there: `text[start:end]`", pa.string(), checks=(NOT_BLANK,)),
                    KIND,
                    FORM,
                ),
            ),
        ),
    ),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each article in whose language Dateline looks for every name."""
    sought = corpus.manifest.options["actors"] != NOT_SOUGHT
    for article in corpus.articles():
        language = article.row["language"]
        if (reason := _unfit(language, sought)) is not None:
            yield LeftOut(reason)
        else:
            own = {"text": article.body, "language": language, "spans": spans_of(article)}
            yield corpus.item(NAME, article, (), "derived", **own)


def spans_of(article: Article) -> list[dict[str, Any]]:
    """The mentions of all actors of an article, in order of their places."""
    spans = [{**mention, "kind": actor["kind"]} for actor in article.actors for mention in actor["mentions"]]
    return sorted(spans, key=lambda span: int(span["start"]))


def _unfit(language: str, sought: bool) -> str | None:
    """Why no item can be made of an article."""
    if not sought:
        return "is of a dataset built without actors"
    if language.partition("-")[0] != MODELLED:
        return "is in a language in which Dateline finds only the names that its authority knows"
    return None


def _key(row: Row) -> list[dict[str, Any]]:
    return [{name: span[name] for name in ("start", "end", "kind")} for span in row["spans"]]


TASK = Task(
    name=NAME,
    meaning="Which places of this text name an actor, and is it " + ", ".join(KINDS[:-1]) + f" or {KINDS[-1]}?",
    inputs="The text of an article.",
    answers="A list of spans with their kinds. Dateline found them (`derived`): a model for names, an authority and "
    "rules, none of it reviewed here. A capital that stands for its government is an actor, one that is a place is "
    "not. In a dataset built with the authority's actors alone, these alone are marked.",
    masked="Nothing: the text stands as it is.",
    left_out="Articles in languages other than English: in these only names that the authority knows are marked, and a "
    "system that finds the others would be punished for it. Articles that name no actor are in: finding none there is "
    "right.",
    answer_format="list of spans, half-open offsets in code points of `text`: "
    '`[{"start": 0, "end": 6, "kind": "state"}]`; an empty list says that nobody is named',
    items=Part(TABLE, make, keys=("spans",)),
    scorer=SPANS,
    key=_key,
    asking=Asking(
        template="{{text}}\n\nList every place of this text that names an actor, in reading order, a name that stands "
        "several times as often as it stands. An actor is a person, a state (also by its people's name, or by its "
        "capital where that means the government), an organization, an armed_group, or a body of states or of a "
        "government. Answer with a JSON list only, such as "
        '[{"text": "Ruth Okafor", "kind": "person"}]. '
        'Where a name also stands at places before that you do not list, add "in": the words that begin with it, as '
        "the text has them.\nList:",
        read=lambda completion, row: read_spans(completion, row["text"]),
        write=lambda row: " " + written(row["text"], row["spans"]),
    ),
)
