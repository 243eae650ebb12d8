"""Where an organisation's name begins and ends: what the model takes into a span, but is not part of the name."""

import re

from dateline.actors import listed
from dateline.actors import vocabulary as words
from dateline.actors.edges import is_title, particle, sentence_start, stripped
from dateline.actors.records import Known
from dateline.actors.spans import Span

OF_COUNTRY = re.compile(r" of (?:the )?([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2})(?!['’\w])")
NOT_BEFORE_ORGANIZATIONS = ("Operation ", *(f"{letters} " for letters in sorted(words.SHIPS)))


def organization_edges(text: str, start: int, end: int, known: Known) -> Span | None:
    """The organisation's name in the span without article, a state's possessive, quotes; None where nothing is left."""
    end = start + len(re.split(r"\n|[ \u00a0](?:https?:|www\.)", text[start:end], maxsplit=1)[0])
    start, end = bracketed(text, *stripped_brand(text, start, end))
    match = re.compile(r"(?:the|a|an|The|A|An)\s+").match(text, start, end)
    if match and (text[start].islower() or sentence_start(text, start)):
        start = match.end()
    head = re.compile(r"(\S+(?: \S+)?)['’]s\s+").match(text, start, end)
    if head and known(head.group(1)):
        start = head.end()
    while (
        (match := re.compile(r"([^\W\d_]+)\s+").match(text, start, end))
        and match.group(1).islower()
        and not particle(match.group(1))
    ):
        start = match.end()
    first, space, rest = text[start:end].partition(" ")
    if space and known(first) and (listed.sure_organization(rest) or listed.unsure_organization(rest)):
        start += len(first) + 1  # "British Tesla" of "British Tesla drivers"
    end = with_country(text, start, end, known)
    return (start, end) if organization_like(text[start:end]) else None


def with_country(text: str, start: int, end: int, known: Known) -> int:
    """The end with the state or place whose body it is: "Supreme Court of Ghana"."""
    match = OF_COUNTRY.match(text, end)
    if match is None or words.plain(text[start:end].rpartition(" ")[2]) not in words.BODIES:
        return end
    name = match.group(1)
    return match.end() if known(name) or listed.place(name) else end


def stripped_brand(text: str, start: int, end: int) -> Span:
    """`stripped`, but for the brands whose possessive is part of the name."""
    left, right = stripped(text, start, end)
    brand = text[left : right + 2].replace("’", "'")
    return (left, right + 2) if right + 2 <= end and brand in words.POSSESSIVE_BRANDS else (left, right)


def bracketed(text: str, start: int, end: int) -> Span:
    """The span up to a bracket that it opens: "Islamic State (IS" is "Islamic State"."""
    cut = text.find("(", start, end)
    return (start, end) if cut <= start else stripped(text, start, cut)


def enumeration(name: str) -> bool:
    """Whether commas in `name` part several things, and not the words of one ("Youth, Sports and Culture", "Acme,
    Inc.")."""
    _, comma, tail = name.rpartition(", ")
    joined = " and " in name or "&" in name
    return bool(comma) and not joined and words.plain(tail) not in words.CORPORATE_TAILS


def organization_like(name: str) -> bool:
    """Whether `name` can be an organisation's: a capital in it, no mere number, no common false find."""
    folded = words.plain(name)
    return (
        len(name) > 1
        and any(char.isupper() for char in name)
        and folded not in words.NOT_ORGANIZATIONS
        and folded not in words.CALENDAR
        and folded not in words.SENTENCE_WORDS
        and not is_title(name)
        and not name.startswith(("http", "@", "#"))
        and not enumeration(name)
        and not (" " not in name and folded.endswith(("ist", "ists")))
        and not name.startswith(NOT_BEFORE_ORGANIZATIONS)
    )
