"""The day of publication: every date that the page states, weighed by where it stands and by agreement.

Dates of updates, of related articles and of what the text tells about are no candidates, or weak ones. What contradicts
the choice stays in the evidence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateline.html.date_lines import ENOUGH, Candidate, shown_elsewhere, shown_near
from dateline.html.facts import Facts
from dateline.html.jsonld import texts_of
from dateline.html.metadata import clean
from dateline.html.moments import Moment, read_moment
from dateline.html.places import InMeta, InProperty, InScript, InSource
from dateline.html.state import Member
from dateline.timex import url_date, url_month

SURE = 6.0  # weight of a day from metadata that what is shown need not confirm
LISTED = 0.3  # share of the trust in a meta that is there several times with different days
SURELY = 2.0  # weight of a statement that is made for the day of publication
RENEWED = 0.3  # share of the trust in such a day that is also that of the last change, where another is earlier
SAME = timedelta(days=1)  # days of two zones

_LINKED = (("datePublished", 4.0), ("dateCreated", 1.6), ("uploadDate", 1.4))


@dataclass(frozen=True, slots=True)
class Dating:
    """What is known of the day of publication; `chosen` is the statement it was read from."""

    date: date | None
    published_at: datetime | None
    edtf: str | None
    basis: str | None
    chosen: Candidate | None
    reason: str | None
    others: tuple[Candidate, ...]
    open: Candidate | None = None
    """A statement whose day and month could be exchanged, where nothing settles them."""


def find_date(
    facts: Facts,
    block: int | None,
    url: str | None,
    language: str | None,
    member: Callable[[str], Member | None] | None = None,
) -> Dating:
    """The day of publication.

    Args:
        block: shows the headline.
        url: the page's own address.
        language: settles the order of day and month.
        member: looks a field up in the state of the page's scripts, where nothing else tells.
    """
    told = url_date(url) if url else None
    found = [*_stated(facts, language), *_from_url(told)]
    resorts = (
        (SURE, shown_near(facts, block, language)),
        (ENOUGH, shown_elsewhere(facts, block, language)),
        (ENOUGH, _in_state(member, language)),
    )
    for wanted, resort in resorts:  # each is read only where those before it do not suffice
        if max(_weigh(_settled(found)).values(), default=0.0) < wanted:
            found += resort
    undecided, found = [c for c in found if not c.moment.settled], _settled(_less_updated(facts, found, language))
    days = _weigh(found)
    candidates = [c for c in found if days[c.moment.day] >= ENOUGH]
    if not candidates:
        return _exchangeable(undecided) or _month(url) or _only_modified(facts, language)
    best = max(candidates, key=lambda c: (days[c.moment.day], c.weight))
    chosen = _own_zone(best, found)
    return _dating(chosen, found, told)


def _settled(found: Sequence[Candidate]) -> list[Candidate]:
    """The statements whose day is settled; where day and month could be exchanged, by one that has either day."""
    days = {c.moment.day for c in found if not c.moment.alternatives and c.weight > 0}
    result = []
    for candidate in found:
        fitting = [day for day in candidate.moment.alternatives if day in days]
        if len(fitting) == 1:
            result.append(replace(candidate, moment=replace(candidate.moment, day=fitting[0], settled=True)))
        elif candidate.moment.settled:
            result.append(candidate)
    return result


def _exchangeable(undecided: Sequence[Candidate]) -> Dating | None:
    """Neither of two days is chosen where nothing tells which it is."""
    best = max(undecided, key=lambda c: c.weight, default=None)
    if best is None or best.weight < ENOUGH:
        return None
    days = " or ".join(day.isoformat() for day in sorted(best.moment.alternatives))
    return Dating(None, None, None, None, None, f"day and month could be exchanged: {days}", (), best)


def _weigh(found: Sequence[Candidate]) -> dict[date, float]:
    """Trust in each day: that of its places, each kind once, and half of that in the days beside it, for the zones."""
    families: dict[date, dict[str, float]] = {}
    for candidate in found:
        best = families.setdefault(candidate.moment.day, {})
        best[candidate.family] = max(best.get(candidate.family, -9.0), candidate.weight)
    own = {day: sum(best.values()) for day, best in families.items()}
    return {
        day: weight
        + 0.5 * max((own[near] for near in (day - SAME, day + SAME) if near in own and own[near] > 0), default=0.0)
        for day, weight in own.items()
    }


def _stated(facts: Facts, language: str | None) -> Iterator[Candidate]:
    """Dates that the page states without showing them."""
    script = facts.article.script if facts.article else 0
    for key, weight in _LINKED:
        value = facts.properties.get(key)
        for text in texts_of(str(value) if type(value) is int else value):  # a count of seconds
            if moment := read_moment(clean(text), language):
                yield Candidate(moment, weight, "jsonld", f"date.jsonld-{key}", InScript(script, (key,), text))
    read = [
        (meta, weight, read_moment(clean(meta.content), language))
        for meta, weight in facts.metadata.stated("published")
    ]
    days: dict[str, set[date]] = {}
    for meta, _, moment in read:
        days.setdefault(meta.name, set()).update({moment.day} if moment else ())
    for meta, weight, moment in read:
        if moment:
            listed = len(days[meta.name]) > 1  # the dates of a list of articles
            weight = weight * LISTED if listed else weight
            yield Candidate(moment, weight, f"meta-{weight >= 2}", f"date.meta-{meta.name}", InMeta(meta))
    for stated in facts.metadata.properties:
        if stated.name == "datepublished" and (moment := read_moment(clean(stated.value), language)):
            yield Candidate(moment, 2.6, "microdata", "date.microdata", InProperty(stated))


def _from_url(told: date | None) -> Iterator[Candidate]:
    if told:
        yield Candidate(Moment(told), 2.4, "url", "url.path", None)


def _in_state(member: Callable[[str], Member | None] | None, language: str | None) -> Iterator[Candidate]:
    found = member("published") if member else None
    if found and (moment := read_moment(found.value, language)):
        yield Candidate(moment, ENOUGH, "state", f"date.state-{found.name}", InSource(found.start, found.end))


def _own_zone(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Of statements of the same moment the one in the publisher's own zone, which settles the day."""
    if best.moment.local or best.moment.time is None:
        return best
    same = (c for c in found if c.moment.local and c.moment.time == best.moment.time and c.weight > 0)
    return next(same, best)


def _dating(chosen: Candidate, found: Sequence[Candidate], told: date | None) -> Dating:
    day = chosen.moment.day
    times = (c.moment.time for c in (chosen, *found) if c.moment.day == day and c.moment.time and c.weight > 0)
    time = next(times, None)
    basis = "url" if chosen.family == "url" else "stated" if chosen.family == "shown" else "metadata"
    reason = None
    if chosen.label == "modified":
        reason = "the page states no date but that of an update"
    elif chosen.moment.alternatives and day == told:
        reason = "day and month settled by the address"
    others: dict[date, Candidate] = {}
    for candidate in found:
        if candidate.moment.day != day and candidate.weight > 0:
            others.setdefault(candidate.moment.day, candidate)
    return Dating(day, time, day.isoformat(), basis, chosen, reason, tuple(others.values()))


def _month(url: str | None) -> Dating | None:
    """The month alone, where the address states it."""
    month = url_month(url) if url else None
    return Dating(None, None, month, "url", None, "the address names the month alone", ()) if month else None


def _only_modified(facts: Facts, language: str | None) -> Dating:
    """No date of publication; the day of an update is evidence, and no more."""
    others = tuple(_updates(facts, language))
    reason = "the page states the day of an update alone" if others else "the page states no date of publication"
    return Dating(None, None, None, None, None, reason, others)


def _updates(facts: Facts, language: str | None) -> Iterator[Candidate]:
    """What the page states for its last change."""
    script = facts.article.script if facts.article else 0
    for text in texts_of(facts.properties.get("dateModified")):
        if moment := read_moment(clean(text), language):
            where = InScript(script, ("dateModified",), text)
            yield Candidate(moment, 0.5, "jsonld", "date.jsonld-dateModified", where)
    for meta, weight in facts.metadata.stated("modified"):
        if moment := read_moment(clean(meta.content), language):
            yield Candidate(moment, weight, "meta", f"date.meta-{meta.name}", InMeta(meta))


def _less_updated(facts: Facts, found: Sequence[Candidate], language: str | None) -> list[Candidate]:
    """The statements, with little trust in a day of publication that is also that of the last change.

    That is where another states an earlier one: some systems renew `datePublished` with every change.
    """
    days = {c.moment.day for c in found if c.weight >= SURELY and c.family not in ("url", "time", "shown")}
    if len(days) < 2:
        return list(found)
    updated = {c.moment.day for c in _updates(facts, language)}
    first = min(days - updated, default=date.max)
    return [
        replace(c, weight=RENEWED * c.weight) if first < c.moment.day in updated and c.weight > 0 else c for c in found
    ]
