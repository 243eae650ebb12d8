"""Pages made to exhaust a parser, told before they are parsed.

An HTML parser looks up its stack of open elements at every tag and along a tag's attributes at every attribute, so both
cost the square of their number: 100,000 nested `div` take the parser minutes. No real page comes near these limits.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

NESTED = 10_000
"""Elements within each other. The deepest of the sample pages has fewer than 100."""

LARGEST = 20_000_000
"""Code points of a page."""

TAGS = 150_000
"""Tags and other marks that begin with `<`. The sample page with most has 20,000."""

ATTRIBUTES = 8_000
"""Attributes of one tag; a tag of fewer characters than three times that cannot hold as many."""

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
CLOSED_BY_NEXT = frozenset("p li dt dd td th tr tbody thead tfoot option optgroup".split())
"""Elements that the next of their kind ends: without an end tag, they stand side by side."""

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""[^\s"'=>]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']++))?""")
"""An attribute with its value, which may hold any number of words: the state of a component."""

LONG_TAG = re.compile(rf"<[a-zA-Z][^>]{{{3 * ATTRIBUTES},}}")


def parse_bomb(source: str) -> str | None:
    """Why a page must not be parsed, or None."""
    if len(source) > LARGEST:
        return f"{len(source)} characters, more than {LARGEST}"
    if (count := source.count("<")) > TAGS:
        return f"{count} tags, more than {TAGS}"
    if count > NESTED and (depth := nesting(source)) > NESTED:
        return f"{depth} elements within each other, more than {NESTED}"
    for part in _unclosed(source):
        for tag in LONG_TAG.finditer(part):
            if (count := sum(1 for _ in ATTRIBUTE.finditer(tag[0]))) > ATTRIBUTES:
                return f"a tag of {count} attributes, more than {ATTRIBUTES}"
    return None


def _unclosed(source: str) -> Iterator[str]:
    """Stretches without a `>` that are long enough for such a tag."""
    at, size = 0, 3 * ATTRIBUTES + 1
    while at + size <= len(source):
        last = source.rfind(">", at, at + size)
        if last >= 0:
            at = last + 1
        else:
            end = source.find(">", at)
            yield source[at : end if end >= 0 else len(source)]
            at = end + 1 if end >= 0 else len(source)


def nesting(source: str) -> int:
    """The largest number of elements that stand open at once, by their tags alone."""
    steps = (
        0 if (name := tag[2].lower()) in VOID or name in CLOSED_BY_NEXT else -1 if tag[1] else 1
        for tag in TAG.finditer(source)
    )
    return max(accumulate(steps, initial=0))
