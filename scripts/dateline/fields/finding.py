"""A value read from a document, with the characters it was read from."""

from dataclasses import dataclass

from dateline.extract.inline import clean
from dateline.extract.page import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of evidence before the article has an id.

    `start` and `end` are the half-open span in the raw document, in code points; None where a value has no place of
    its own. A null `value` comes with the `reason` why nothing is known. `chosen` is false for a candidate that
    another one beat.
    """

    field: str
    value: str | None
    start: int | None
    end: int | None
    rule: str
    reason: str | None = None
    chosen: bool = True


def absent(field: str, reason: str) -> Finding:
    """The row for a field that nothing is known of."""
    return Finding(field, None, None, None, "absent", reason)


Claim = tuple[int, Finding]
"""What a block says, with the block's index; -1 for what no block says, such as the address."""


def claim(page: Page, index: int, field: str, value: str, span: tuple[int, int], rule: str) -> Claim:
    """A value read from the slice `span` of a block's clean text."""
    block = page.blocks[index]
    return index, Finding(field, value, *clean(page.raw, block.start, block.end).span(*span), rule)
