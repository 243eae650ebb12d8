"""Organisations: the model's, what the article defines by an acronym, and every further place where they are named."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.actors import vocabulary as words
from dateline.actors.cues import organization_cue, place_cue
from dateline.actors.edges import lower_words
from dateline.actors.folding import folded, given_names
from dateline.actors.listed import organizations as listed_organizations
from dateline.actors.listed import unsure_organization
from dateline.actors.matching import Matcher
from dateline.actors.organization_edges import organization_edges
from dateline.actors.recognizer import Guess
from dateline.actors.records import Found, Kind, Known
from dateline.actors.spans import Occupied, Span

DEFINED = re.compile(r"[ \u00a0]\(([A-Z][A-Z&.-]{1,8}[A-Za-z]?|[A-Z]{2,8}-[A-Z]+)(?=\)|,|;| -)")
CAPITALS = re.compile(r"(?<![\w.-])[A-Z]{2,}(?![\w-])")
FILLERS = frozenset("of the for and in on to de la del a an at".split())


OTHER_LABELS = ("GPE", "LOC", "NORP", "FAC", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT")
"""What else the model takes names for."""
TELLING = 2.0
"""Cues that together make an organisation of a name with another label."""


def longest(spans: dict[Span, str]) -> dict[Span, str]:
    """The spans without those that share a character with a longer one."""
    occupied = Occupied()
    kept = [span for span in sorted(spans, key=lambda s: (s[0] - s[1], s)) if occupied.add(span)]
    return {span: spans[span] for span in sorted(kept)}


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """Acronyms that `name` can have: first letters, with and without the small words, parts after a hyphen alone or
    not."""
    found: set[str] = set()
    for separators in (r"\s+", r"[\s-]+"):
        parts = [re.sub(r"^(?:al|el)-", "", part) for part in re.split(separators, name) if part]
        found.add("".join(part[0] for part in parts if part.lower() not in FILLERS).upper())
        found.add("".join(part[0] for part in parts if part.lower() not in FILLERS - {"of", "for", "and"}).upper())
        found.add("".join(part[0] for part in parts).upper())
    return frozenset(found)


def defined(text: str) -> Iterator[tuple[Span, str]]:
    """Names that the article itself gives an acronym in brackets: the span before the bracket whose initials agree."""
    for match in DEFINED.finditer(text):
        acronym = match.group(1)
        starts = [m.start() for m in re.finditer(r"[^\s(]+", text[max(0, match.start() - 120) : match.start()])]
        offset = max(0, match.start() - 120)
        for start in reversed(starts[-10:]):
            name = text[offset + start : match.start()]
            if (
                name[0].isupper()
                and len(name.split()) > 1
                and "\n" not in name
                and acronym.replace(".", "") in initials(name)
            ):
                possessive = re.search(r"['’]s?$", name)
                yield (offset + start, match.start() - (len(possessive.group()) if possessive else 0)), acronym
                break


def things(text: str) -> set[str]:
    """Acronyms in brackets after common nouns with these initials ("improvised explosive device (IED)"): no
    organisations."""
    found = set()
    for match in DEFINED.finditer(text):
        before = re.findall(r"[^\W\d_]+", text[max(0, match.start() - 80) : match.start()])
        acronym = match.group(1)
        for count in (len(acronym), len(acronym) + 1, len(acronym) - 1):
            tail = before[-count:] if 0 < count <= len(before) else []
            if tail and sum(word.islower() for word in tail) == len(tail) and tail[0][0].upper() == acronym[0]:
                found.add(acronym)
    return found


def labels(guesses: Iterable[Guess], text: str) -> dict[str, Counter[str]]:
    """How often the model gives each string each label."""
    found: dict[str, Counter[str]] = {}
    for guess in guesses:
        found.setdefault(text[guess.start : guess.end], Counter())[guess.label] += 1
    return found


def plausible(text: str, spans: list[Span], elsewhere: Counter[str], known: Known) -> bool:
    """Whether the model's organisation at the places `spans` of one name holds against the rest of the article: against
    what the model takes it for `elsewhere`, and the words beside it."""
    name = text[slice(*spans[0])]
    others = sum(elsewhere[label] for label in OTHER_LABELS)
    score = float(len(spans) - others)
    score += sum(organization_cue(text, *span) - place_cue(text, *span, known) for span in spans)
    if unsure_organization(name) or organizational(name):
        score += 2
    elif folded(name) in given_names():
        return False
    if " " not in name and name[1:].islower():
        score -= 0.5
        if name.lower() in lower_words(text) and not unsure_organization(name):
            return False
    return score > 0


def modelled(text: str, guesses: list[Guess], known: Known) -> Iterator[Span]:
    """The model's organisations with clean edges, without states and the implausible."""
    common, by_label = things(text), labels(guesses, text)
    by_name: dict[str, list[Span]] = {}
    for guess in guesses:
        if guess.label == "ORG" and (span := organization_edges(text, guess.start, guess.end, known)):
            by_name.setdefault(text[slice(*span)], []).append(span)
    for name, spans in by_name.items():
        thing = known(name) or name.removesuffix("s") in common
        if not thing and plausible(text, spans, by_label.get(name, Counter()), known):
            yield from spans


def mislabelled(text: str, guesses: Iterable[Guess], known: Known) -> Iterator[Span]:
    """Names that the model takes for something else and the words beside them call organisations, or that the list
    has."""
    scores: dict[str, float] = {}
    places: dict[str, list[Span]] = {}
    for guess in guesses:
        span = organization_edges(text, guess.start, guess.end, known) if guess.label in OTHER_LABELS else None
        if span is None or known(text[slice(*span)]):
            continue
        name = text[slice(*span)]
        places.setdefault(name, []).append(span)
        scores[name] = scores.get(name, 0.0) + organization_cue(text, *span) - place_cue(text, *span, known)
    for name, spans in places.items():
        if scores[name] + unsure_organization(name) >= TELLING:
            yield from spans


def found_organizations(
    text: str, guesses: list[Guess], known: Known, taken: Occupied, people: list[Found]
) -> list[Found]:
    """Every naming of an organisation that is not the authority's and does not overlap `taken`."""
    definitions = [(span, acronym) for span, acronym in defined(text) if organizational(text[slice(*span)])]
    spans = dict.fromkeys(modelled(text, guesses, known), "organization:model")
    spans.update({span: "organization:acronym" for span, _ in definitions})
    for span in mislabelled(text, guesses, known):
        spans.setdefault(span, "organization:words")
    for span in listed_organizations(text):
        spans.setdefault(span, "organization:listed")
    spans = longest(spans)
    ends = endings(people)  # "Far East Jane Doe" is cut off at its start and no organisation
    spans = {span: rule for span, rule in spans.items() if free(span, taken) and ends.get(span[1], span[0]) <= span[0]}
    names = {text[start:end] for start, end in spans}
    names |= {text[person.start : person.end] for person in people}
    spans = {span: rule for span, rule in spans.items() if owner(text[slice(*span)]) not in names}
    names = {text[start:end] for start, end in spans}
    keys = grouped(names, {acronym: text[slice(*span)] for span, acronym in definitions if span in spans}, text)
    seen = Occupied(spans)
    for span in repeated(text, keys):
        if free(span, taken) and seen.add(span):
            spans[span] = "organization:repeated"
    places: dict[str, list[Span]] = {}
    for span in spans:
        places.setdefault(keys[text[slice(*span)]], []).append(span)
    kinds = {key: kind_of(text, key, where) for key, where in places.items()}
    return [found(text, span, keys, kinds, rule) for span, rule in spans.items()]


def owner(name: str) -> str | None:
    """Who owns what the span names: "Acme" of "Acme's Roadster"."""
    head, possessive, _ = name.replace("’", "'").partition("'s ")
    return name[: len(head)] if possessive else None


def endings(people: list[Found]) -> dict[int, int]:
    """Start by end of the persons named in full."""
    return {person.end: person.start for person in people if person.form == "full"}


def free(span: Span, taken: Occupied) -> bool:
    """Whether `span` overlaps nothing that is taken, but for what lies inside it and is shorter."""
    return all(span[0] <= s and e <= span[1] and e - s < span[1] - span[0] for s, e in taken.overlapping(span))


def organizational(name: str) -> bool:
    """Whether the words of `name` speak for an organisation and not for a thing with an acronym ("Gross Domestic
    Product")."""
    return any(words.plain(word) in words.ORGANIZATION_HEADS for word in name.split())


def grouped(names: set[str], definitions: dict[str, str], text: str) -> dict[str, str]:
    """Every surface name with the folded name of its organisation: acronyms and names with a corporate tail join the
    full name."""
    keys = {name: folded(name) for name in names}
    mentioned = frozenset(CAPITALS.findall(text))
    full = sorted((name for name in names if " " in name), key=lambda n: (-len(n), n))
    for name in full:
        for acronym in sorted(initials(name)):
            bracketed = f"{name} ({acronym}" in text
            if len(acronym) > (1 if bracketed else 2) and acronym not in definitions and acronym in mentioned:
                keys[acronym] = folded(name)
    keys.update({acronym: folded(name) for acronym, name in definitions.items()})
    for name in full:
        short = re.sub(rf"(?i)[ ,]+(?:{'|'.join(sorted(words.CORPORATE_TAILS))})\.?$", "", name)
        if short in keys and short != name:
            keys[name] = keys[short]
    return keys


def repeated(text: str, names: Iterable[str]) -> list[Span]:
    """Further places of names that are more than one common word."""
    telling = {name for name in names if " " in name or not name[1:].islower() or len(name) > 4}
    return Matcher(telling).spans(text)


def kind_of(text: str, key: str, spans: list[Span]) -> Kind:
    """``body`` for organs of the UN and the EU, ``armed_group`` where head words or the words after the name say so."""
    if key.startswith(("un ", "united nations ", "eu ")):
        return "body"
    if key.split()[-1:] and key.split()[-1] in words.ARMED_HEADS:
        return "armed_group"
    armed = rf"[ \u00a0](?:{'|'.join(words.ARMED_CONTEXT)})\b"
    return "armed_group" if any(re.match(armed, text[end : end + 20]) for _, end in spans) else "organization"


def found(text: str, span: Span, keys: dict[str, str], kinds: dict[str, Kind], rule: str) -> Found:
    """A mention of the organisation that `span` names."""
    name = text[slice(*span)]
    key = keys[name]
    acronym = name.replace(".", "").isupper() and " " not in name and len(name) <= 8
    return Found(span[0], span[1], kinds[key], key, "acronym" if acronym else "full", rule)
