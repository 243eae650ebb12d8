"""Little corpora of articles in memory, with actors and quotations where the test says that they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import Item, LeftOut
from dateline.bench.task import Task
from dateline.manifest import Manifest

MADE_OF = Manifest("towns", "1.0.0", "cc0-1.0", {}, 0, "", (), {})


@dataclass(frozen=True)
class Shelf(Corpus):
    """A corpus of the articles that it is given."""

    given: tuple[Article, ...] = ()
    known: tuple[dict[str, Any], ...] = ()

    def articles(self, *, evidence: bool = False) -> Iterator[Article]:
        """The articles."""
        yield from self.given

    @property
    def actors(self) -> dict[str, Any]:  # type: ignore[override]  # a cached property in the class itself
        """The actors by id."""
        return {row["id"]: row for row in self.known}


def shelf(*articles: Article, actors: Sequence[dict[str, Any]] = (), manifest: Manifest = MADE_OF) -> Shelf:
    """A corpus of these articles and these rows of the table of actors."""
    return Shelf(Path("."), manifest, "canary-0", {}, {}, (), articles, tuple(actors))


def actor(actor_id: str, name: str, kind: str, *mentions: str) -> dict[str, Any]:
    """An actor with what the text calls it: each `text` or `text:form`, taken at every place where it stands."""
    return {"id": actor_id, "name": name, "kind": kind, "mentions": [one.partition(":")[::2] for one in mentions]}


def article(
    body: str,
    *actors: dict[str, Any],
    quotes: Sequence[tuple[str, str | None]] = (),
    number: int = 0,
    split: str = "test",
    fold: int | None = None,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
) -> Article:
    """An article; the first actor that names a place has it. Quotations are given with the id of their speaker."""
    article_id = f"{number:016x}"
    taken: set[int] = set()
    row = {
        "id": article_id,
        "title": title,
        "subtitle": subtitle,
        "language": language,
        "body": body,
        "actors": [{**one, "mentions": list(_mentions(body, one["mentions"], taken))} for one in actors],
    }
    found = tuple(_quote(body, words, speaker) for words, speaker in quotes)
    return Article(row, split, fold, article_id, found)


def _mentions(body: str, named: Sequence[tuple[str, str]], taken: set[int]) -> Iterator[dict[str, Any]]:
    found = []
    for text, form in named:
        at = body.find(text)
        while at >= 0:
            if not taken & set(range(at, at + len(text))):
                taken |= set(range(at, at + len(text)))
                found.append({"start": at, "end": at + len(text), "text": text, "form": form or "full"})
            at = body.find(text, at + 1)
    yield from sorted(found, key=lambda mention: int(mention["start"]))


def _quote(body: str, words: str, speaker: str | None) -> dict[str, Any]:
    start = body.index(words)
    return {"start": start, "end": start + len(words), "text": words, "form": "direct", "speaker_id": speaker}


def rows_of(task: Task, corpus: Corpus) -> list[dict[str, Any]]:
    """The items of a task."""
    return [dict(made.row) for made in task.items.make(corpus) if isinstance(made, Item)]


def reasons_of(task: Task, corpus: Corpus) -> list[str]:
    """Why things were left out of a task."""
    return [made.reason for made in task.items.make(corpus) if isinstance(made, LeftOut)]


def right(task: Task, rows: Sequence[dict[str, Any]], answers: Sequence[Any]) -> list[float]:
    """The first figure of each row alone."""
    first = task.scorer.metrics[0].of
    return [
        float(first(task.scorer.counts([row], [answer]).sum(axis=0))) for row, answer in zip(rows, answers, strict=True)
    ]
