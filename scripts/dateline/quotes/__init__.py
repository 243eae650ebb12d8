"""Quotes: what an article gives as someone's own words, and whose."""

from collections.abc import Mapping, Sequence

from dateline.actors.records import Actor
from dateline.quotes.records import Form, Quote

__all__ = ["Form", "Quote", "find_quotes"]


def find_quotes(
    body: str, actors: Sequence[Actor], language: str | None, *, roles: Mapping[str, Sequence[str]] | None = None
) -> tuple[Quote, ...]:
    """The quotes of `body` in order, none overlapping.

    `actors` are the article's (`dateline.actors.find_actors`); a speaker who is none of them is given as text, without
    id. `language` is BCP 47 (None is read as English). `roles` are offices by actor id ("Russian Foreign Minister"),
    beside those that the article itself sets before or behind names. ``body[q.start:q.end] == q.text`` always holds, in
    code points. Raises nothing on any text.
    """
    from dateline.quotes.find import find

    return find(body, actors, (language or "en").partition("-")[0].lower(), roles or {})
