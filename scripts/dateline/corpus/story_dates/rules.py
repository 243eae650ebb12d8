"""How each kind of knowledge and the dated articles of a story make a day: one small rule each.

A rule returns what it found, None where it says nothing, or a `Found` with a contradiction alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.corpus.story_dates.known import Dated, Known
from dateline.corpus.story_dates.reckoning import (
    BEFORE,
    NEAR,
    WEEK,
    ZONE,
    events,
    nearest,
    publication,
    shifted,
    weekday_between,
)
from dateline.corpus.story_dates.votes import Verdict, Vote, decide

REACH = timedelta(days=3)
"""Days from the first report on an event to the last, as stories are made (`stories.grouping.WINDOW`): all come within
a week around a single dated one.
"""

SHOWN = 3
"""Votes that a finding shows."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What a story tells of the day of an undated article.

    Attributes:
        rule: which rule found it.
        by: the dated articles that it rests on, or that it contradicts.
        day: the likeliest day; None for a contradiction alone.
        first, last: the days between which it lies.
        reason: why, in words.
        finding: what contradicts, for a person.
    """

    rule: str
    by: tuple[Dated, ...]
    day: date | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None
    finding: str | None = None


Rule = Callable[[Known, Sequence[Dated]], Found | None]


def infer(known: Known, dated: Sequence[Dated]) -> Found | None:
    """What the dated articles of its story tell of an undated one. None where the rules say nothing."""
    return RULES[known.kind](known, dated) if dated and known.kind in RULES else None


def _month_day(known: Known, dated: Sequence[Dated]) -> Found | None:
    """The year that puts it nearest to the story's dated articles."""
    votes = [Vote(day, 0, one) for one in dated if (day := publication(known, one.day))]
    stated = f"month and day are stated, {_month_and_day(known)}; the year"
    return _single("month-day", stated, decide(votes), dated)


def _choices(known: Known, dated: Sequence[Dated]) -> Found | None:
    """Of two days that a date can mean, the one near the story's dated articles."""
    votes = [Vote(day, 0, one) for one in dated if (day := nearest(known.choices, one.day))]
    stated = f"day and month could be exchanged, {' or '.join(day.isoformat() for day in known.choices)}; the day"
    return _single("choices", stated, decide(votes), dated)


def _single(rule: str, stated: str, verdict: Verdict | None, dated: Sequence[Dated]) -> Found:
    """A day without a doubt left, or what contradicts it."""
    if verdict is None:
        far = (
            f"{stated} cannot be told: none fits within {NEAR.days} days of the story's articles, dated {_span(dated)}"
        )
        return Found(rule, tuple(dated), finding=far)
    if verdict.day is None:
        return _disagreement(rule, stated, verdict)
    reason = f"{stated} is the one nearest to the story's articles dated {_span(verdict.supporters)}"
    day = verdict.day
    return Found(rule, verdict.supporters, day, day, day, reason, _dissent(verdict))


def _weekday(known: Known, dated: Sequence[Dated]) -> Found | None:
    """That day of the story's event, or within the days after; up to it where the day was still to come."""
    if known.weekday is None:
        return None
    name, rule = WEEKDAYS[known.weekday], "weekday-ahead" if known.ahead else "weekday"
    verdict = decide(_weekday_votes(known, known.weekday, dated))
    if verdict is None:
        return Found(rule, tuple(dated), finding=f"the story's articles, dated {_span(dated)}, allow no {name}")
    if verdict.day is None:
        return _disagreement(rule, f"which {name} is meant", verdict)
    first, last = (verdict.day - WEEK + _DAY, verdict.day) if known.ahead else (verdict.day, verdict.day + WEEK - _DAY)
    when = "on that day or in the six before" if known.ahead else "on that day or in the six after"
    reason = f"{name} is {verdict.day} by the story's articles dated {_span(verdict.supporters)}; it came out {when}"
    likely = _preview_day(verdict.day, verdict.supporters) if known.ahead else verdict.day
    found = Found(rule, verdict.supporters, likely, first, last, reason, _dissent(verdict))
    return _within(found, known)


def _weekday_votes(known: Known, weekday: int, dated: Sequence[Dated]) -> Iterator[Vote]:
    """The day of that weekday that each dated article speaks of; else the one about its own day, rather before it.

    An article that names other days speaks for one beside them alone.
    """
    first, last = (-_DAY, REACH) if known.ahead else (-BEFORE, ZONE)
    for one in dated:
        named = events(one.anchors, one.day)
        told = [day for day in named if day.weekday() == weekday]
        near = weekday_between(weekday, one.day + first, one.day + last)
        if told:
            yield Vote(min(told, key=lambda day: (abs(day - one.day), day)), 0, one)
        elif near and (not named or any(abs(near - day) <= ZONE for day in named)):
            yield Vote(near, 1 if known.ahead or near <= one.day else 2, one)


def _preview_day(event: date, supporters: Sequence[Dated]) -> date:
    """The day on which others told of what was still to come; else the day before."""
    days = [one.day for one in supporters if event - WEEK < one.day <= event]
    return max(days, default=event - _DAY)


def _within(found: Found, known: Known) -> Found:
    """Cut to the month or the year that the article itself states."""
    first = max(filter(None, (found.first, known.first)))
    last = min(filter(None, (found.last, known.last)))
    if first > last:
        states = f"the article itself states {_iso(known.first)} to {_iso(known.last)}"
        contradiction = f"{states}, the story gives {found.first} to {found.last}: {found.reason}"
        return Found(found.rule, found.by, finding=contradiction)
    day = min(max(found.day or first, first), last)
    return replace(found, day=day, first=first, last=last)


def _yesterday(_known: Known, dated: Sequence[Dated]) -> Found | None:
    """The day after the story's event, where dated articles say which day that was."""
    votes = []
    for one in dated:
        past = events([anchor for anchor in one.anchors if anchor.kind != "weekday-ahead"], one.day)
        if len(past) == 1 and (day := shifted(past.pop(), 1)):
            votes.append(Vote(day, 0, one))
    verdict = decide(votes)
    if verdict is None or verdict.day is None:
        return None  # the word alone says too little to contradict anybody
    day = verdict.day
    reason = f"it tells what was yesterday, {day - _DAY} by the story's articles dated {_span(verdict.supporters)}"
    return Found("yesterday", verdict.supporters, day, day, day, reason, _dissent(verdict))


def _bounded(known: Known, dated: Sequence[Dated]) -> Found | None:
    """A month, a year or an interval: by the weekday that the article names, else by the days of its story."""
    if known.weekday is not None and (found := _weekday(known, dated)):
        return found
    start, end = dated[0].day, dated[-1].day
    low, high = known.first or date.min, known.last or date.max
    if low - end > NEAR or start - high > NEAR:
        far = f"the article itself states {_iso(known.first)} to {_iso(known.last)}, the story's articles are dated"
        return Found(known.kind, tuple(dated), finding=f"{far} {_span(dated)}")
    first, last = max(end - REACH, low), min(start + REACH, high)
    if first > last or last - first >= WEEK:
        return None
    day = _likeliest(dated, first, last)
    reason = (
        f"reports on one event come out within {REACH.days} days, here dated {_span(dated)}; "
        f"of these days the article allows {first} to {last}"
    )
    return Found(known.kind, tuple(dated), day, first, last, reason)


def _likeliest(dated: Sequence[Dated], first: date, last: date) -> date:
    """The day on which most of the story came out, the earliest of several; else the one nearest to them."""
    weights: dict[date, int] = {}
    for one in dated:
        day = min(max(one.day, first), last)
        # a day on which something came out goes before one at the edge of what is allowed
        weights[day] = weights.get(day, 0) + one.weight * (2 if day == one.day else 1)
    return min(weights, key=lambda day: (-weights[day], day))


def _disagreement(rule: str, stated: str, verdict: Verdict) -> Found:
    says = "; ".join(f"{vote.day} by articles dated {vote.dated.day}" for vote in verdict.others[:SHOWN])
    return Found(rule, verdict.supporters, finding=f"{stated} cannot be told, the story's articles disagree: {says}")


def _dissent(verdict: Verdict) -> str | None:
    if not verdict.others:
        return None
    says = "; ".join(f"{vote.day} by articles dated {vote.dated.day}" for vote in verdict.others[:SHOWN])
    return f"other articles of the story speak for another day: {says}"


def _month_and_day(known: Known) -> str:
    if known.month and known.day:
        return f"{known.month:02d}-{known.day:02d}"
    return "the day after a day whose next depends on the year"


def _span(dated: Sequence[Dated]) -> str:
    days = sorted(one.day for one in dated)
    return days[0].isoformat() if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _iso(day: date | None) -> str:
    return ".." if day is None else day.isoformat()


RULES: Mapping[str, Rule] = {
    "month-day": _month_day,
    "choices": _choices,
    "weekday": _weekday,
    "yesterday": _yesterday,
    "month": _bounded,
    "year": _bounded,
    "interval": _bounded,
}
"""The rule for each kind of knowledge; an article of which nothing is known gets no date."""
