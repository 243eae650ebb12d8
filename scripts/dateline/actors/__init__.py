"""Actors: who is named in an article, where, and as whom.

Names come from a small statistical model (loaded at first use), an authority of states, international bodies and armed
groups, and rules over the whole article. An actor that the authority doesn't know gets an id of its article's own:
nobody is resolved across articles here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from dateline.actors.authorities import NOTHING, Supplement
from dateline.actors.records import Actor, Form, Kind, Mention

__all__ = ["Actor", "ActorRow", "Form", "Item", "Kind", "Mention", "actors_table", "find_actors", "find_actors_batch"]


@dataclass(frozen=True, slots=True)
class Item:
    """One article for `find_actors_batch`."""

    article_id: str
    body: str
    language: str | None
    """BCP 47; None is read as English."""
    title: str | None = None


class ActorRow(TypedDict):
    """A row of the config ``actors``."""

    id: str
    name: str
    kind: Kind
    aliases: list[str]
    wikidata: str | None
    country: str | None
    offices: list[dict[str, str | None]]


def find_actors(
    article_id: str,
    body: str,
    *,
    language: str | None,
    title: str | None = None,
    use_model: bool = True,
    extra: Supplement = NOTHING,
) -> tuple[Actor, ...]:
    """Who `body` names, in order of their first mention.

    `language` is BCP 47 (None is read as English). English has a model and rules; other languages have the authority's
    names of states and organisations. `title` is evidence (a full name for the body's surname); no mention lies in it.
    Mentions are sorted and no two of the article overlap; ``body[m.start:m.end] == m.text``. Raises nothing on any
    text.
    """
    from dateline.actors.find import find

    return find(article_id, body, (language or "en").partition("-")[0].lower(), title, use_model, extra)


def find_actors_batch(items: Iterable[Item], *, use_model: bool = True) -> list[tuple[Actor, ...]]:
    """`find_actors` for each item, in order. Articles share the loaded model and nothing else, so company changes no
    result."""
    return [find_actors(i.article_id, i.body, language=i.language, title=i.title, use_model=use_model) for i in items]


def actors_table(per_article: Iterable[Sequence[Actor]]) -> list[ActorRow]:
    """Rows of the config ``actors``, sorted by id: actors with one id are one row with all their spellings."""
    rows: dict[str, ActorRow] = {}
    spellings: dict[str, set[str]] = {}
    for actor in (actor for actors in per_article for actor in actors):
        spellings.setdefault(actor.id, set()).update(actor.aliases)
        rows[actor.id] = {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "aliases": sorted(spellings[actor.id]),
            "wikidata": actor.wikidata,
            "country": actor.country,
            "offices": [],
        }
    return [rows[identifier] for identifier in sorted(rows)]
