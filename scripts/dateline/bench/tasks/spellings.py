"""How actors are written where one may train: what makes a spelling unseen, and what a knowledge base may tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.bench.corpus import Article, Corpus

TRAIN = "train"
"""The side that one trains on, in a corpus with sides."""

NIL = "NIL"
"""The answer for an actor that the knowledge base does not hold."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Who is written how, and where.

    Attributes:
        places: by answer and folded spelling, the sides, or in a corpus of folds the folds, that write it.
        trained: by id of the knowledge base, the spellings of the train side as they stand there.
    """

    places: dict[tuple[str, str], frozenset[str | int]]
    trained: dict[str, frozenset[str]]

    def unseen(self, answer: str, spelling: str, article: Article) -> bool:
        """Whether no article that one may train on for this one writes the answer so: none of the train side, or of
        the other folds. Case does not count."""
        places = self.places.get((answer, spelling.casefold()), frozenset())
        return TRAIN not in places if article.fold is None else not places - {article.fold}


def answer_of(actor_id: str) -> str:
    """The answer that an actor is: its id, or `NIL` where the id is an article's own."""
    return NIL if "." in actor_id else actor_id


def spellings_of(corpus: Corpus) -> Spellings:
    """Every spelling of a corpus, in one pass over its articles."""
    places: dict[tuple[str, str], set[str | int]] = {}
    trained: dict[str, set[str]] = {}
    for article in corpus.articles():
        for actor_id, spelling in spelled(article):
            place = article.split if article.fold is None else article.fold
            places.setdefault((answer_of(actor_id), spelling.casefold()), set()).add(place)
            if article.split == TRAIN:
                trained.setdefault(answer_of(actor_id), set()).add(spelling)
    return Spellings(
        {key: frozenset(where) for key, where in places.items()},
        {key: frozenset(written) for key, written in trained.items()},
    )


def spelled(article: Article) -> Iterator[tuple[str, str]]:
    """Id and spelling of each mention of an article."""
    for actor in article.actors:
        for mention in actor["mentions"]:
            yield actor["id"], mention["text"]
