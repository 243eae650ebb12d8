"""What a task is: what is asked, what is hidden, which tables it has, how answers are scored and asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.bench.corpus import Corpus
from dateline.bench.rows import Made, Row
from dateline.bench.scoring.scorer import Answer, Scorer
from dateline_schema.tables import Table


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a task, a config of its own.

    Attributes:
        table: its columns. The table of the items has the task's name, another one that name, a dash and its own.
        make: the rows, from a corpus, in the order of the articles; the same corpus makes the same rows.
        keys: the columns that hold answers. A table that is all answers (relevance judgements) names all of them.
    """

    table: Table
    make: Callable[[Corpus], Iterator[Made]]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """How a language model is asked.

    Attributes:
        template: Jinja over the columns of an item; what the model sees.
        read: the answer in a completion; None where there is none in it.
        write: the completion that is right; `read(write(item), item)` scores as the key does.
        choices: column of the item that lists the answers to choose from (a list of texts); None for free text.
    """

    template: str
    read: Callable[[str, Row], Answer]
    write: Callable[[Row], str]
    choices: Callable[[Row], list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        name: in lower case with dashes; the name of its config.
        meaning: the question, in one sentence.
        inputs, answers, masked, left_out: for its card, a sentence or two each; `left_out` says why.
        answer_format: what stands under `prediction` in a line of predictions, with an example.
        items: the table of the items.
        tables: further tables, such as documents to search.
        scorer: how answers are scored.
        key: the right answer to an item, in the form of a prediction.
        asking: how a language model is asked; None where it cannot be.
    """

    name: str
    meaning: str
    inputs: str
    answers: str
    masked: str
    left_out: str
    answer_format: str
    items: Part
    scorer: Scorer
    key: Callable[[Row], Answer]
    asking: Asking | None = None
    tables: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every table of the task, the items first."""
        return (self.items, *self.tables)
