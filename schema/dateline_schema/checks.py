"""The kinds of check that a field can declare: plain values, which pandera, JSON Schema and the docs are derived from.

Patterns keep to what Python, Rust and ECMA regular expressions share: no look-around, no named groups, no flags.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matches:
    """The text holds a match of `pattern` (anchor it to match the whole)."""

    rule: str
    pattern: str
    says: str


@dataclass(frozen=True, slots=True)
class Lacks:
    """The text holds no match of `pattern`."""

    rule: str
    pattern: str
    says: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The text is one of a closed vocabulary."""

    values: tuple[str, ...]
    rule: str = "one-of"

    @property
    def says(self) -> str:
        return "one of " + ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number is `low` or more."""

    low: int
    rule: str = "minimum"

    @property
    def says(self) -> str:
        return f"{self.low} or more"


@dataclass(frozen=True, slots=True)
class Distinct:
    """No element of the list stands twice."""

    rule: str = "distinct"
    says: str = "each element once"


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """The list has an element."""

    rule: str = "not-empty"
    says: str = "at least one element"


TextCheck = Matches | Lacks | OneOf
ListCheck = Distinct | NotEmpty
Check = TextCheck | AtLeast | ListCheck
