"""What a broken rule looks like: short strings that name the place, what was found and what was expected."""

from dataclasses import asdict, dataclass

FOUND_LENGTH = 160
"""Code points of what was found that a failure shows."""

PER_ARTICLE = 3
"""Failures of one rule and column that are kept for one article: the rest would say the same."""


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """One broken rule.

    Attributes:
        table: name of the table, or of the file where the failure is about one.
        rule: name of the rule.
        article: id of the article; in a table that is not about articles, what names the row; empty for a whole table.
        column: name of the column, with a dot before a nested one: `actors.mentions.text`.
        found: what stands there.
        expected: what should stand there.
    """

    table: str
    rule: str
    article: str
    column: str
    found: str
    expected: str

    def to_json(self) -> dict[str, str]:
        """The parts by name."""
        return asdict(self)


def shown(value: object) -> str:
    """A value for a person to read: on one line, capped."""
    text = value if isinstance(value, str) else "null" if value is None else repr(value)
    cut = text[: FOUND_LENGTH - 1] + "…" if len(text) > FOUND_LENGTH else text
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in cut)
