"""What the quotes stage hands on, and what its modules hand to one another."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["direct", "mixed"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an article gives as someone's own: ``body[start:end] == text``, in code points, end exclusive."""

    start: int
    """Where the words begin, after the opening mark."""
    end: int
    """Where they end, before the closing mark; the paragraph's end where none stands."""
    text: str
    form: Form
    """``direct``: an utterance of its own; ``mixed``: words inside the reporter's sentence."""
    speaker_id: str | None
    """An actor of the article, where the speaker is one of those that the caller gave."""
    speaker: str | None
    """The text that names the speaker (for a pronoun: what it stands for); None where nothing tells."""
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    """The verb or phrase that attributes the quote, as it stands; None where another sentence or paragraph does."""
    cue_start: int | None
    cue_end: int | None
    rule: str
    """Where the speaker was found, and as what: ``after:name``, ``before:pronoun``, ``continued:nominal`` ...; ends in
    ``unknown`` where `speaker` is None."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two marks: ``left`` and ``right`` take the marks in."""

    left: int
    start: int
    end: int
    right: int
    closed: bool = True
    carried: bool = False
    """Whether the mark is repeated because the quote of the paragraph before goes on."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an actor (`id`) or a phrase, and the span that names them."""

    id: str | None
    start: int
    end: int
    how: str
    """``name``, ``pronoun``, ``role``, ``nominal``: what the phrase beside the cue is."""
    kind: str = ""
    """The actor's kind; empty for a phrase."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What attributes a quote: the cue's span (none where another quote's serves), the speaker, where it was found."""

    where: str
    cue: tuple[int, int] | None
    speaker: Speaker | None

    @property
    def rule(self) -> str:
        """The rule's name, as `Quote.rule` has it."""
        return f"{self.where}:{self.speaker.how if self.speaker else 'unknown'}"
