"""What one document can tell of an article, whatever form it comes in."""

from dataclasses import dataclass
from datetime import date, datetime

from dateline.fields.finding import Finding


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the contract that a single document can fill; None or empty where it says nothing."""

    title: str | None
    subtitle: str | None
    date: date | None
    published_at: datetime | None
    date_edtf: str | None
    date_basis: str | None
    source: str | None
    source_domain: str | None
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    translator: str | None
    url: str | None
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Reading(Columns):
    """The columns with the evidence for them, before they are normalized into rows."""

    findings: tuple[Finding, ...]
