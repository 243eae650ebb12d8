"""Candidates to evidence rows: the chosen value with its place, what lost and why."""

from collections.abc import Iterable, Iterator, Sequence

from dateline.fields.finding import Finding, absent
from dateline.html.address import Address
from dateline.html.date_lines import Candidate as DateCandidate
from dateline.html.dates import Dating
from dateline.html.people import Byline, Credit
from dateline.html.places import Places, Where
from dateline.html.source import Publisher
from dateline.html.title import Title

RIVALS = 4  # candidates of a field that lost and stay in the evidence
LOST = "another candidate"


def row(
    places: Places,
    field: str,
    value: str | None,
    where: Where | None,
    rule: str,
    reason: str | None = None,
    *,
    chosen: bool = True,
) -> Finding:
    """A value with the span that it was read from; a value without an exact place has none."""
    start, end = places.span(where) or (None, None)
    return Finding(field, value, start, end, rule, reason, chosen)


def title_rows(places: Places, title: Title) -> Iterator[Finding]:
    if title.chosen is None:
        yield absent("title", "nothing on the page is likely to be its headline")
        return
    best = title.chosen
    cut = None if best.text == best.full else f"of: {best.full}"
    yield row(places, "title", best.text, best.where, best.rule, cut)
    for other in title.others[:RIVALS]:
        yield row(places, "title", other.text, other.where, other.rule, LOST, chosen=False)


def date_rows(places: Places, dating: Dating, url: Finding) -> Iterator[Finding]:
    """The day of publication, and every other day that the page states for it. A day of the address stands in it."""
    if dating.open is not None:
        yield row(places, "date", None, dating.open.where, dating.open.rule, dating.reason)
    elif dating.chosen is None:
        yield absent("date", dating.reason or "the page states no date of publication")
    else:
        yield _date_row(places, dating.chosen, dating.reason, url, chosen=True)
    if dating.edtf and dating.date is None:
        yield Finding("date_edtf", dating.edtf, url.start, url.end, "url.path")
    for other in dating.others[:RIVALS]:
        yield _date_row(places, other, other.label or LOST, url, chosen=False)


def _date_row(places: Places, candidate: DateCandidate, reason: str | None, url: Finding, *, chosen: bool) -> Finding:
    value = candidate.moment.day.isoformat()
    if candidate.family == "url":
        return Finding("date", value, url.start, url.end, candidate.rule, reason or f"the address says {value}", chosen)
    return row(places, "date", value, candidate.where, candidate.rule, reason, chosen=chosen)


def author_rows(places: Places, chosen: Byline | None, others: Sequence[Byline]) -> Iterator[Finding]:
    """The people of the chosen byline; those whom only others name, and whoever is no person, lost."""
    people = chosen.people if chosen else ()
    for credit in people:
        yield _author_row(places, credit, chosen.rule if chosen else "", None, chosen=True)
    if not people:
        yield absent("authors", "nobody is credited as a person")
    seen = {credit.name for credit in people}
    bylines = (chosen, *others) if chosen else others
    lost = [(credit, byline.rule) for byline in bylines for credit in byline.credits if credit.kind != "nobody"]
    for credit, rule in lost:
        if credit.name not in seen and len(seen) < len(people) + RIVALS:
            seen.add(credit.name)
            yield _author_row(
                places, credit, rule, LOST if credit.kind == "person" else f"no person: {credit.kind}", chosen=False
            )


def _author_row(places: Places, credit: Credit, rule: str, reason: str | None, *, chosen: bool) -> Finding:
    return row(places, "authors", credit.name, credit.where, rule, reason, chosen=chosen)


def source_rows(
    places: Places, best: Publisher | None, others: Iterable[Publisher], domain: str | None
) -> Iterator[Finding]:
    if best is None:
        yield absent("source", "only the address's domain is known" if domain else "the page names no publisher")
        return
    why = f"the address is under {domain}" if best.where is None else None
    yield row(places, "source", best.name, best.where, best.rule, why)
    for other in others:
        yield row(places, "source", other.name, other.where, other.rule, LOST, chosen=False)


def url_rows(places: Places, best: Address | None, others: Iterable[Address]) -> Iterator[Finding]:
    if best is None:
        yield absent("url", "the page states no address of its own")
        return
    given = "the address that the page was fetched from" if best.where is None else None
    yield row(places, "url", best.url, best.where, best.rule, given)
    for other in others:
        yield row(places, "url", other.url, other.where, other.rule, LOST, chosen=False)
