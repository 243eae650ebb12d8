"""Markdown of a card, made from values that nobody vouches for: cells, tables, counts, code."""

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.tally import ranked, shares
from dateline_schema.render import cell

LISTED = 20
"""Values that a table of the card lists; the others are summed."""

Row = Sequence[str]


def section(title: str, *parts: str) -> str:
    """A heading and its paragraphs, tables, code; empty where no part says anything."""
    said = [part.strip("\n") for part in parts if part.strip()]
    return "\n\n".join([f"## {title}", *said]) + "\n" if said else ""


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table. Its cells must be markdown already: what a stranger wrote goes through `cell`."""
    lines = [_line(head), _line(["---"] * len(head)).replace(" ", ""), *map(_line, rows)]
    return "\n".join(lines)


def share_table(what: str, things: str, counts: Mapping[str, int], total: int) -> str:
    """The most frequent values with numbers and shares; `what` heads the values, `things` what is counted."""
    order = ranked(counts, LISTED)
    parts = shares([count for _, count in order], total)
    rows = [(cell(name), f"{count:,}", share) for (name, count), share in zip(order, parts, strict=True)]
    return table((what, things, "share"), rows)


def counted(number: int, noun: str) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def fenced(text: str, language: str) -> str:
    """A block of code whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def paragraph(text: str) -> str:
    """The maintainer's own markdown, in which no line can end the card's front matter or start a heading like ours."""
    return "\n".join(f"\\{line}" if re.match(r"\s*(---|#)", line) else line for line in text.strip().splitlines())


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"
