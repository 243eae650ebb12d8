"""One document to one draft: every field with its evidence. A pure function of the document and the settings."""

from dataclasses import dataclass

from dateline.extract.body import SHORT_LINE, Kind, Paragraph, Verdict, body_text, judge, mend, paragraphs
from dateline.extract.inline import clean
from dateline.extract.page import Page, read_page
from dateline.fields.agencies import find_agencies
from dateline.fields.authors import author_findings, find_authors
from dateline.fields.columns import Reading
from dateline.fields.dates import Dating, find_date
from dateline.fields.finding import Finding, absent, claim
from dateline.fields.language import UNKNOWN, find_language
from dateline.fields.names import Names
from dateline.fields.source import domain_of, find_source
from dateline.fields.subtitle import find_subtitle, leftover
from dateline.fields.title import Headline, find_headline
from dateline.fields.translator import find_translator
from dateline.fields.url import Address, canonical, find_addresses


@dataclass(frozen=True, slots=True)
class Draft(Reading):
    """What was read of one text: the columns, and what `explain` shows of the way there."""

    page: Page
    verdicts: tuple[Verdict, ...]


def read_draft(raw: str, names: Names) -> Draft:
    """Read every field of a decoded document."""
    page = read_page(raw)
    address, url = _address(page)
    headline = find_headline(page, url, names.sites)
    subtitle = find_subtitle(page, headline)
    byline = find_authors(page, headline)
    translator = find_translator(page)
    source, source_lines = find_source(page, headline, byline, url, names, translator)
    taken: dict[int, Kind] = dict.fromkeys(source_lines, "source-line")
    taken |= {translator[0]: "source-line"} if translator else {}
    taken |= {subtitle[0]: "subtitle"} if subtitle else {}
    if byline.block is not None and len(page.blocks[byline.block].text) <= SHORT_LINE:
        taken.setdefault(byline.block, "byline")
    verdicts = judge(page, headline, taken)
    if subtitle is None and (subtitle := leftover(page, headline, verdicts)):
        verdicts[subtitle[0]] = Verdict("subtitle", False, "field.subtitle", verdicts[subtitle[0]].score)
    language = find_language(_kept_text(page, verdicts) or (page.blocks[headline.block].text if headline else ""))
    body = paragraphs(page, verdicts, language)
    dating = find_date(page, headline, body, url, language)
    found = [
        _title(page, headline, language),
        *_subtitle(page, subtitle),
        *dating.findings,
        *source,
        *find_agencies(page, headline, names, *_ends(body)),
        *([translator[1]] if translator else []),
        *author_findings(byline, names, source[0].value),
        _url_finding(address, url),
        _language_finding(language),
        *_body_findings(body),
    ]
    return _draft(page, verdicts, dating, language, body, found)


def _draft(
    page: Page, verdicts: list[Verdict], dating: Dating, language: str, body: list[Paragraph], found: list[Finding]
) -> Draft:
    """The columns are the chosen values of the evidence."""
    url = _first(found, "url")
    return Draft(
        title=_first(found, "title"),
        subtitle=_first(found, "subtitle"),
        date=dating.date,
        published_at=dating.published_at,
        date_edtf=dating.edtf,
        date_basis=dating.basis,
        source=_first(found, "source"),
        source_domain=domain_of(url) if url else None,
        agencies=_all(found, "agencies"),
        authors=_all(found, "authors"),
        translator=_first(found, "translator"),
        url=url,
        language=language,
        body=body_text(body),
        findings=tuple(found),
        page=page,
        verdicts=tuple(verdicts),
    )


def _all(found: list[Finding], field: str) -> tuple[str, ...]:
    values = (f.value for f in found if f.field == field and f.chosen and f.value)
    return tuple(dict.fromkeys(values))


def _first(found: list[Finding], field: str) -> str | None:
    return next(iter(_all(found, field)), None)


def _kept_text(page: Page, verdicts: list[Verdict]) -> str:
    return "\n".join(b.text for b, v in zip(page.blocks, verdicts, strict=True) if v.kept)


def _ends(body: list[Paragraph]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Raw spans of the first and the last paragraph."""
    return ((body[0].start, body[0].end), (body[-1].start, body[-1].end)) if body else (None, None)


def _address(page: Page) -> tuple[Address | None, str | None]:
    for found in find_addresses(page):
        if url := canonical(found.url):
            return found, url
    return None, None


def _title(page: Page, headline: Headline | None, language: str) -> Finding:
    if headline is None:
        return absent("title", "no block of the document is likely to be its headline")
    block = page.blocks[headline.block]
    line = clean(page.raw, block.start, block.end)
    value = mend(line.text[headline.start : headline.end], language).strip()
    rule = "title.model" if (headline.start, headline.end) == (0, len(line.text)) else "title.model+site-name"
    return Finding("title", value, *line.span(headline.start, headline.end), rule)


def _subtitle(page: Page, subtitle: tuple[int, str] | None) -> list[Finding]:
    if subtitle is None:
        return []
    text = page.blocks[subtitle[0]].text
    return [claim(page, subtitle[0], "subtitle", text, (0, len(text)), subtitle[1])[1]]


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
