"""What came with a document and is not part of it, as evidence: columns of its row, the address it was fetched from.

A hint fills a field that the document itself says nothing of; where the document speaks, the hint is kept as what was
not chosen. It has no place in the document, so its row has no span: the reason names the column or header.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dateline.extract.inline import clean_text
from dateline.fields.byline import kind_of, tidy
from dateline.fields.finding import Finding
from dateline.fields.source import domain_of
from dateline.fields.url import canonical
from dateline.html.moments import read_moment
from dateline.read.records import Hints
from dateline.rulings import AnyDraft

Columns = dict[str, Any]
"""Columns of a draft by name: what a hint says."""


def with_hints(draft: AnyDraft, hints: Hints) -> AnyDraft:
    """The draft with what the hints say of fields that the document says nothing of."""
    for name, read in READERS:
        columns = read(hints)
        if columns:
            draft = _with(draft, name, columns, hints.places.get(name, "came with the document"))
    return draft


def _with(draft: AnyDraft, field: str, columns: Columns, place: str) -> AnyDraft:
    values = columns[field] if isinstance(columns[field], tuple) else (columns[field],)
    taken = not getattr(draft, field)
    told = tuple(Finding(field, str(value), None, None, f"record.{field}", place, chosen=taken) for value in values)
    if not taken:
        known = {found.value for found in draft.findings if found.field == field}
        return replace(draft, findings=(*draft.findings, *(found for found in told if found.value not in known)))
    before = [replace(found, chosen=False) if found.field in columns else found for found in draft.findings]
    return replace(draft, **columns, findings=(*before, *told))


def _line(text: str | None) -> str:
    return " ".join(clean_text(text or "").split())


def _url(hints: Hints) -> Columns:
    url = canonical(hints.url) if hints.url else None
    return {"url": url, "source_domain": domain_of(url)} if url else {}


def _title(hints: Hints) -> Columns:
    return {"title": title} if (title := _line(hints.title)) else {}


def _date(hints: Hints) -> Columns:
    """A day that is settled; one of which day and month can be exchanged is none."""
    moment = read_moment(hints.date, hints.language) if hints.date else None
    if moment is None or not moment.settled:
        return {}
    return {
        "date": moment.day,
        "published_at": moment.time,
        "date_edtf": moment.day.isoformat(),
        "date_basis": "metadata",
    }


def _authors(hints: Hints) -> Columns:
    names = tuple(dict.fromkeys(name for one in hints.authors if (name := tidy(_line(one)))))
    people = tuple(name for name in names if kind_of(name) == "person")
    return {"authors": people} if people else {}


def _source(hints: Hints) -> Columns:
    return {"source": source} if (source := _line(hints.source)) else {}


READERS: tuple[tuple[str, Callable[[Hints], Columns]], ...] = (
    ("url", _url),
    ("title", _title),
    ("date", _date),
    ("authors", _authors),
    ("source", _source),
)
"""Hints that stand for a field. The language is read from the text, and the charset has served."""
