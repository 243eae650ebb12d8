"""One document to one draft: every field with its evidence. A pure function of the document and the settings."""

from dataclasses import dataclass
from datetime import date, datetime

from dateline.extract.body import Kind, Paragraph, Verdict, body_text, judge, mend, paragraphs
from dateline.extract.inline import clean
from dateline.extract.page import Page, read_page
from dateline.fields.authors import author_findings, find_authors
from dateline.fields.dates import Dating, find_date
from dateline.fields.finding import Finding, absent
from dateline.fields.language import UNKNOWN, find_language
from dateline.fields.names import Names
from dateline.fields.source import Origin, domain_of, find_origin
from dateline.fields.subtitle import find_subtitle
from dateline.fields.title import Headline, find_headline
from dateline.fields.url import Address, canonical, find_addresses


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of one document, before it is normalized into rows."""

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
    findings: tuple[Finding, ...]
    page: Page
    verdicts: tuple[Verdict, ...]


def read_draft(raw: str, names: Names) -> Draft:
    """Read every field of a decoded document."""
    page = read_page(raw)
    address, url = _address(page)
    headline = find_headline(page, url, names.sites)
    subtitle = find_subtitle(page, headline)
    byline = find_authors(page, headline)
    guess = judge(page, headline, {subtitle[0]: "subtitle"} if subtitle else {})
    first = [b for b, v in zip(page.blocks, guess, strict=True) if v.kept]
    ends = ((first[0].start, first[0].end), (first[-1].start, first[-1].end)) if first else (None, None)
    origin = find_origin(page, headline, byline, url, names, *ends)
    verdicts = _claim(guess, origin)
    language = find_language(
        "\n".join(b.text for b, v in zip(page.blocks, verdicts, strict=True) if v.kept)
        or (page.blocks[headline.block].text if headline else "")
    )
    body = paragraphs(page, verdicts, language)
    dating = find_date(page, headline, body, url, language)
    authors = author_findings(byline, names, origin.source)
    title = _title(page, headline, language)
    standfirst = _subtitle(page, subtitle)
    found = [
        title,
        *([standfirst] if standfirst else []),
        *dating.findings,
        *origin.findings,
        *authors,
        _url_finding(address, url),
        _language_finding(language),
        *_body_findings(body),
    ]
    return _draft(page, verdicts, dating, origin, title, standfirst, authors, url, language, body, found)


def _draft(
    page: Page,
    verdicts: list[Verdict],
    dating: Dating,
    origin: Origin,
    title: Finding,
    subtitle: Finding | None,
    authors: list[Finding],
    url: str | None,
    language: str,
    body: list[Paragraph],
    found: list[Finding],
) -> Draft:
    return Draft(
        title=title.value,
        subtitle=subtitle.value if subtitle else None,
        date=dating.date,
        published_at=dating.published_at,
        date_edtf=dating.edtf,
        date_basis=dating.basis,
        source=origin.source,
        source_domain=domain_of(url) if url else None,
        agencies=origin.agencies,
        authors=tuple(a.value for a in authors if a.value),
        translator=origin.translator,
        url=url,
        language=language,
        body=body_text(body),
        findings=tuple(found),
        page=page,
        verdicts=tuple(verdicts),
    )


def _address(page: Page) -> tuple[Address | None, str | None]:
    for found in find_addresses(page):
        if url := canonical(found.url):
            return found, url
    return None, None


def _claim(verdicts: list[Verdict], origin: Origin) -> list[Verdict]:
    """Lines that name the publisher or the translator belong to those fields, not to the body."""
    kind: Kind = "source-line"
    return [
        Verdict(kind, False, "field.source-line", v.score) if index in origin.blocks else v
        for index, v in enumerate(verdicts)
    ]


def _title(page: Page, headline: Headline | None, language: str) -> Finding:
    if headline is None:
        return absent("title", "no block of the document is likely to be its headline")
    block = page.blocks[headline.block]
    line = clean(page.raw, block.start, block.end)
    value = mend(line.text[headline.start : headline.end], language).strip()
    rule = "title.model" if (headline.start, headline.end) == (0, len(line.text)) else "title.model+site-name"
    return Finding("title", value, *line.span(headline.start, headline.end), rule)


def _subtitle(page: Page, subtitle: tuple[int, str] | None) -> Finding | None:
    if subtitle is None:
        return None
    block = page.blocks[subtitle[0]]
    line = clean(page.raw, block.start, block.end)
    return Finding("subtitle", line.text, *line.span(0, len(line.text)), subtitle[1])


def _url_finding(address: Address | None, url: str | None) -> Finding:
    if address is None:
        return absent("url", "the document states no address of its own")
    return Finding("url", url, address.start, address.end, address.rule)


def _language_finding(language: str) -> Finding:
    reason = "too little text to tell" if language == UNKNOWN else None
    return Finding("language", language, None, None, "language.langid", reason)


def _body_findings(body: list[Paragraph]) -> list[Finding]:
    return [Finding("body", p.text, p.start, p.end, p.rule) for p in body] or [
        absent("body", "no block of the document reads like article text")
    ]
