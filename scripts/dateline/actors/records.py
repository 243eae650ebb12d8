"""What the actors stage hands on: actors and their mentions in one article."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "state", "organization", "armed_group", "body"]
Form = Literal["full", "surname", "title", "acronym", "demonym", "metonym"]
Known = Callable[[str], bool]
"""Whether a string is a name of the authority's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the body where an actor is named: ``body[start:end] == text``, in code points, end exclusive."""

    start: int
    end: int
    text: str
    form: Form
    """How it is named; ``surname`` is any part of a fuller name that the same article gives."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts, with every place in the article where they are named."""

    id: str
    """``state-sy``, ``org-un``, ``group-hamas`` where the authority knows it, else ``<article id>.<hex>``."""
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    """Other spellings seen in the article, sorted, without `name`."""
    country: str | None
    """ISO 3166-1 alpha-2 of a state, or of the state that an authority entry belongs to."""
    wikidata: str | None
    mentions: tuple[Mention, ...]
    rule: str
    """The rule that found the first mention."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with the key of its actor, before mentions of one actor are put together."""

    start: int
    end: int
    kind: Kind
    key: str
    """Authority id, or the folded name of an actor that only this article knows."""
    form: Form
    rule: str
