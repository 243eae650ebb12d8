"""The day of publication: every date that the page states, weighed by label, place and agreement with the address.

What only the prose tells ("yesterday (November 26)", "on Wednesday") becomes partial knowledge; nothing is ever
counted from today, from a file or from a crawl.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from dateline.extract.body import Paragraph
from dateline.extract.features import column
from dateline.extract.inline import clean
from dateline.extract.page import Page
from dateline.fields.finding import Finding, absent
from dateline.fields.title import Headline
from dateline.timex import DateMatch, find_dates, is_date_only, url_date, url_month
from dateline.timex.labels import classify_label
from dateline.timex.relative import find_relative

ENOUGH = 1.0  # weight below which a date is taken for one that the article speaks of
LABELLED = {"published": 4.0, "modified": -2.5, "event": -4.0, None: 0.0}  # what the words before a date are worth
NEAR = (6, 14)  # blocks above and below the headline where date lines stand
TOP = 12  # blocks that count as the top of a page without a headline
LEAD = 3  # paragraphs in which "yesterday" still speaks of the day before publication
SOON = timedelta(days=14)  # an update follows publication within days, not months
SAME = timedelta(days=1)  # a stated day and the address's day may differ by a time zone


@dataclass(frozen=True, slots=True)
class Stated:
    """A candidate: what the date line says, its weight, its label, and its span in the raw document."""

    match: DateMatch
    day: date
    weight: float
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dating:
    """What is known of the day of publication, and the evidence for it."""

    date: date | None
    published_at: datetime | None
    edtf: str | None
    basis: str | None
    findings: tuple[Finding, ...]


def find_date(
    page: Page, headline: Headline | None, body: list[Paragraph], url: str | None, language: str | None
) -> Dating:
    """The day of publication from date lines, else from the address, else what the first paragraphs say of it."""
    told = url_date(url) if url else None
    candidates = sorted(_candidates(page, headline, told, language), key=lambda c: (-c.weight, c.start))
    if candidates and candidates[0].weight >= ENOUGH:
        return _stated(candidates, told) if _is_settled(candidates, told) else _open(candidates[0])
    if told and url:
        return Dating(told, None, told.isoformat(), "url", (_from_url(page.raw, url, told.isoformat()),))
    return _relative(page.raw, body, url, language)


def _candidates(page: Page, headline: Headline | None, told: date | None, language: str | None) -> list[Stated]:
    found = []
    for index, matches in enumerate(page.dates):
        if any(m.date or m.alternatives for m in matches):
            weight = _place(page, index, headline)
            if weight > -3:
                found += _weigh(page, index, weight, told, language)
    return found


def _weigh(page: Page, index: int, place: float, told: date | None, language: str | None) -> list[Stated]:
    block = page.blocks[index]
    matches = find_dates(block.text, language=language)
    line = clean(page.raw, block.start, block.end)
    result = []
    for before, match in pairwise((None, *matches)):
        if match is None or not (day := _settle(match, told)):
            continue
        lead = block.text[before.end if before else 0 : match.start] or _line_above(page, index)
        label = classify_label(lead)
        weight = (
            place
            + LABELLED[label]
            + (1.0 if is_date_only(match, block.text) else -1.0 * (label is None and not page.bylined[index]))
        )
        weight += (
            4.0 * (told is not None and abs(day - told) <= SAME)
            + 0.5 * (match.time is not None)
            - 0.5 * (before is not None)
        )
        result.append(Stated(match, day, weight, label, *line.span(match.start, match.end)))
    return result


def _line_above(page: Page, index: int) -> str:
    """A label may stand on a line of its own."""
    above = page.blocks[index - 1].text if index else ""
    return above if len(above) < 40 else ""


def _settle(match: DateMatch, told: date | None) -> date | None:
    """The day of a match; where day and month could be exchanged, the address decides if it can."""
    if told and told in match.alternatives:
        return told
    return match.date


def _place(page: Page, index: int, headline: Headline | None) -> float:
    """How much a date line is trusted for where it stands."""
    block = page.blocks[index]
    weight = 2.0 if page.dated[index] else 0.0
    if headline is None:
        weight += 2.0 if index < TOP else -1.5
    else:
        away = index - headline.block
        between = page.mass[min(headline.block, index) + 1 : max(headline.block, index)].sum()
        weight += 3.0 - 0.12 * abs(away) if -NEAR[0] <= away <= NEAR[1] else -1.5 + 2.0 * (between == 0)
        weight += 1.0 * (away > 0 and between == 0)
    weight -= 3.0 * (block.linked > 0.6 and not page.bylined[index]) + 2.0 * (column(page.base, "credit")[index] > 0)
    weight -= 2.5 * (page.mass[index] > 0 and not page.dated[index]) + 1.5 * (
        block.shape == "heading" and len(block.text) > 40
    )
    return float(weight + 0.5 * bool(page.bylined[index]))


def _stated(candidates: list[Stated], told: date | None) -> Dating:
    best = candidates[0]
    moment = best.match.time
    edtf = best.day.isoformat() if best.day != best.match.date else best.match.edtf
    reason = "day and month settled by the address" if best.match.alternatives and best.day == told else None
    if best.label == "modified":
        reason = "the page states no date but that of an update"
    rows = [Finding("date", best.day.isoformat(), best.start, best.end, best.match.rule, reason)]
    for other in candidates[1:4]:
        if other.day != best.day and other.weight > 0:
            why = other.label or "another date line"
            rows.append(
                Finding("date", other.day.isoformat(), other.start, other.end, other.match.rule, why, chosen=False)
            )
    if told and abs(told - best.day) > SAME:
        rows.append(
            Finding(
                "date", told.isoformat(), None, None, "url.path", f"the address says {told.isoformat()}", chosen=False
            )
        )
    return Dating(best.day, moment, edtf or best.day.isoformat(), "stated", tuple(rows))


def _is_settled(candidates: list[Stated], told: date | None) -> bool:
    """Whether day and month of the best date cannot be exchanged, or the address or a later date line decides."""
    best = candidates[0]
    if len(best.match.alternatives) < 2 or best.day == told:
        return True
    others = [c.day for c in candidates[1:] if len(c.match.alternatives) < 2 and c.weight > 0]
    near = [day for day in best.match.alternatives if any(abs(day - other) <= SOON for other in others)]
    return near == [best.day]


def _open(best: Stated) -> Dating:
    """A date that could be two days: neither is chosen, both are in the evidence."""
    days = " or ".join(day.isoformat() for day in sorted(best.match.alternatives))
    reason = f"day and month could be exchanged: {days}"
    return Dating(None, None, None, None, (Finding("date", None, best.start, best.end, best.match.rule, reason),))


def _from_url(raw: str, url: str, value: str) -> Finding:
    start = raw.find(url)
    return Finding("date", value, start if start >= 0 else None, start + len(url) if start >= 0 else None, "url.path")


def _relative(raw: str, body: list[Paragraph], url: str | None, language: str | None) -> Dating:
    """A day without a year, a weekday, or a month in the address: partial knowledge, with no day chosen."""
    month = url_month(url) if url else None
    if month and url:
        row = _from_url(raw, url, month)
        return Dating(None, None, month, "url", (row, absent("date", "the address names the month alone")))
    for paragraph in body[:LEAD]:
        line = clean(raw, paragraph.start, paragraph.end)
        for match in find_relative(line.text, language=language):
            span = line.span(match.start, match.end)
            if match.date:
                return Dating(
                    match.date,
                    None,
                    match.date.isoformat(),
                    "relative",
                    (Finding("date", match.date.isoformat(), *span, match.rule),),
                )
            if match.edtf:
                missing = Finding(
                    "date", None, *span, match.rule, f"{match.edtf}: day and month are stated, the year is not"
                )
                return Dating(
                    None, None, match.edtf, "relative", (missing, Finding("date_edtf", match.edtf, *span, match.rule))
                )
            if match.kind == "weekday":
                return Dating(
                    None,
                    None,
                    None,
                    None,
                    (Finding("date", None, *span, match.rule, f"only a weekday is stated: {match.text}"),),
                )
    return Dating(None, None, None, None, (absent("date", "the document states no date of publication"),))
