"""Why two spellings are one actor, two, or for a person to decide: every rule that was asked, and what it said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import pyarrow as pa

from dateline.actors.authorities.entry import Entry
from dateline.corpus.identities.columns import LOCAL
from dateline.corpus.identities.compare import JOIN, REVIEW, compare
from dateline.corpus.identities.groups import GroupName, group_name
from dateline.corpus.identities.linked import link
from dateline.corpus.identities.names import PersonName, person_name
from dateline.corpus.identities.parts import Aligned
from dateline.corpus.identities.rulings import read_rulings, token
from dateline.corpus.identities.world import FAMILIES
from dateline.settings import Judgement

Answer = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One side of a question: a name, and as much of its article as is known."""

    name: str
    kind: str = "person"
    id: str | None = None
    day: Any = None
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was asked: what it compared, and what followed."""

    rule: str
    found: str
    speaks: Literal["for", "against", "neither"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer and how it came about.

    Attributes:
        one, other: the names as they were asked.
        answer: same, different, or unsure (a person should look, or it is ambiguous).
        method: how they were joined; None where they were not.
        score: of the comparison of the names, 0 to 1.
        parts: the parts of the names side by side.
        steps: the rules, in the order in which they are asked.
    """

    one: str
    other: str
    answer: Answer
    method: str | None
    score: float
    parts: tuple[Aligned, ...] = ()
    steps: tuple[Step, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The explanation as JSON has it."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """The explanation as lines of plain text."""
        words = {"same": "one actor", "different": "two actors", "unsure": "for a person to decide"}
        yield f"{self.one} | {self.other}: {words[self.answer]} ({self.method or f'score {self.score:.2f}'})"
        for part in self.parts:
            yield f"  {part.one} | {part.other}: {part.likeness:.2f}{f' ({part.why})' if part.why else ''}"
        for step in self.steps:
            sign = {"for": "+", "against": "-", "neither": " "}[step.speaks]
            yield f"  {sign} {step.rule}: {step.found}"


def explain_pair(
    one: Spelling | str,
    other: Spelling | str,
    *,
    authority: Iterable[Entry] = (),
    judgements: Sequence[Judgement] = (),
) -> Explanation:
    """Why two spellings are joined or kept apart, if they were all that is known beside authority and rulings.

    A name alone (str) is taken for a person's. Raises SettingsError where rulings contradict each other.
    """
    first, second = (side if isinstance(side, Spelling) else Spelling(side) for side in (one, other))
    answer, method, joined = _linked(first, second, tuple(authority), judgements)
    steps = [*_ruled(first, second, judgements), *_kinds(first, second)]
    if FAMILIES.get(first.kind, "group") == FAMILIES.get(second.kind, "group") == "person":
        score, parts, named = _people(person_name(first.name), person_name(second.name))
    else:
        score, parts, named = _groups(first, second)
    steps += [*named, *_countries(first, second), *joined]
    return Explanation(first.name, second.name, answer, method, round(score, 3), parts, tuple(steps))


def _linked(
    one: Spelling, other: Spelling, authority: tuple[Entry, ...], judgements: Sequence[Judgement]
) -> tuple[Answer, str | None, list[Step]]:
    """What linking makes of a corpus of the two."""
    ids = [side.id or f"{number:016x}.0000" for number, side in enumerate((one, other))]
    if ids[0] == ids[1]:
        return "same", None, [Step("linking", f"both are {ids[0]}", "for")]
    rows = [_row(side, identifier, n) for n, (side, identifier) in enumerate(zip((one, other), ids, strict=True))]
    result = link(pa.Table.from_pylist(rows, schema=LOCAL), authority, judgements)
    final = [result.ids.get(identifier, identifier) for identifier in ids]
    said = {row["id"]: row for row in result.links.to_pylist()}
    steps = [_joined(row) for row in said.values()]
    if final[0] == final[1]:
        return "same", next(row["method"] for row in reversed(said.values())), steps
    for row in result.candidates.to_pylist():
        steps.append(Step("candidate", f"{row['candidate']}: {row['reason']}", "neither"))
    pairs = {frozenset((row["one"], row["other"])): row for row in result.review.to_pylist()}
    doubt = pairs.get(frozenset(final))
    if doubt:
        steps.append(Step("review", doubt["reason"], "neither"))
    shared = set(final) | {row["candidate"] for row in result.candidates.to_pylist()}
    unsure = doubt is not None or (bool(result.candidates.num_rows) and len(shared) < 2 + result.candidates.num_rows)
    return "unsure" if unsure else "different", None, steps


def _joined(row: dict[str, Any]) -> Step:
    return Step(row["method"], f"{row['reason']} (score {row['score']:.2f})", "for")


def _row(side: Spelling, identifier: str, number: int) -> dict[str, Any]:
    article = identifier.partition(".")[0] if "." in identifier else f"{number:016x}"
    values = (identifier, article, side.day, side.kind, side.name, side.aliases, side.countries, side.roles)
    return dict(zip(LOCAL.names, values, strict=True))


def _ruled(one: Spelling, other: Spelling, judgements: Sequence[Judgement]) -> Iterator[Step]:
    """Rulings that name both."""
    read_rulings(judgements)
    sides = [{token(name) for name in (side.name, side.id, *side.aliases) if name} for side in (one, other)]
    for judgement in judgements:
        pair = (token(judgement.one), token(judgement.other))
        if any(a in sides[0] and b in sides[1] for a, b in (pair, pair[::-1])):
            speaks: Any = {"same": "for", "different": "against", "unsure": "neither"}[judgement.verdict]
            yield Step("ruling", f"{judgement.verdict}: {judgement.reason or 'no reason given'}", speaks)


def _kinds(one: Spelling, other: Spelling) -> Iterator[Step]:
    if FAMILIES.get(one.kind, "group") != FAMILIES.get(other.kind, "group"):
        yield Step("kind", f"{one.kind} and {other.kind} are never one", "against")


def _people(one: PersonName, other: PersonName) -> tuple[float, tuple[Aligned, ...], list[Step]]:
    """The comparison of two names of people."""
    found = compare(one, other)
    steps = [Step("name", rule, "for" if found.score == 1 else "neither") for rule in found.rules]
    if one.is_full and other.is_full:
        where = "joins" if found.score >= JOIN else "for a person to look at" if found.score >= REVIEW else "too little"
        speaks: Any = "for" if found.score >= JOIN else "neither" if found.score >= REVIEW else "against"
        steps.append(Step("score", f"{found.score:.2f} (from {JOIN} joined, from {REVIEW} looked at): {where}", speaks))
    for name in (one, other):
        if name.is_common:
            steps.append(Step("common", f"many people bear the name “{name.key}”", "neither"))
    return found.score, found.aligned, steps


def _groups(one: Spelling, other: Spelling) -> tuple[float, tuple[Aligned, ...], list[Step]]:
    """The comparison of two names of organisations: equal or not."""
    names = [group_name(side.name) for side in (one, other)]
    same = names[0] == names[1]
    steps = [Step("name", f"“{names[0].key}” and “{names[1].key}”", "for" if same else "against")]
    steps += [_generic(name) for name in names if name.generic]
    return (1.0 if same else 0.0), (), steps


def _generic(name: GroupName) -> Step:
    whose = f"of {name.country}" if name.country else "of the country that its article tells"
    return Step("generic", f"“{name.key}” is a name of common words, {whose}", "neither")


def _countries(one: Spelling, other: Spelling) -> Iterator[Step]:
    first, second = set(one.countries), set(other.countries)
    if first and second:
        said = f"{', '.join(sorted(first))} and {', '.join(sorted(second))}"
        yield Step("countries", said, "for" if first & second else "against")
