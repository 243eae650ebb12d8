"""One HTML page to one draft: every field with its evidence. A pure function of page, address and settings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dateline.fields.agencies import DATELINE, SIGNED
from dateline.fields.columns import Reading
from dateline.fields.finding import Finding, absent
from dateline.fields.language import UNKNOWN, find_language
from dateline.fields.names import Names
from dateline.fields.source import domain_of
from dateline.fields.translator import LENGTH as TRANSLATOR_LENGTH
from dateline.fields.translator import TRANSLATED
from dateline.html.address import find_address
from dateline.html.authors import find_authors
from dateline.html.body import Body, HtmlParagraph, read_body
from dateline.html.clean import fitted, without, without_bios
from dateline.html.dates import Dating, find_date
from dateline.html.dom import HtmlPage, read_page
from dateline.html.facts import Facts, gather
from dateline.html.locate import Source
from dateline.html.people import Byline, Judge
from dateline.html.places import InAttribute, InBlock, InBlocks, Places
from dateline.html.rows import author_rows, date_rows, row, source_rows, title_rows, url_rows
from dateline.html.source import find_source, site_names
from dateline.html.state import Member, find_member
from dateline.html.subtitle import find_subtitle
from dateline.html.title import find_title

_TAG = re.compile(r"(?P<primary>[a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class HtmlDraft(Reading):
    """What was read of one page, before it is normalized into rows.

    Attributes:
        page: the walked page.
        read: its body, with the reason where there is none; `dateline.html.body.block_kinds` tells what was dropped.
    """

    page: HtmlPage
    read: Body


def read_html(source: str, names: Names, url: str | None = None) -> HtmlDraft:
    """Read every field of a decoded page. `url` is the address that it was fetched from, where that is known."""
    page = read_page(source)
    facts = gather(page, url)
    located = Source(source, page)
    places = Places(source, page, facts.linked.texts, located)
    address, addresses = find_address(facts)
    domain = domain_of(address.url) if address else None
    sites = site_names(facts)
    title = find_title(facts, sites)
    body = fitted(read_body(page, title.chosen.text if title.chosen else None, located))
    headline = title.chosen.text if title.chosen else ""
    language = find_language(_text(body) or headline)
    byline, bylines = find_authors(facts, title.block, Judge(names, sites))
    member = partial(_member, source, headline)
    dating = find_date(facts, title.block, address.url if address else None, _tag(facts, language), member)
    body = without(body, _lines_read(byline, bylines, dating))
    body = without_bios(body, page, [credit.name for credit in byline.people] if byline else [])
    publisher, publishers = find_source(facts, domain, names)
    urls = list(url_rows(places, address, addresses))
    found = [
        *title_rows(places, title),
        *_subtitle(facts, places, title.block, body),
        *date_rows(places, dating, urls[0]),
        *source_rows(places, publisher, publishers, domain),
        *_agencies(facts, places, names, [b for b in (byline, *bylines) if b], body),
        *_translator(facts, places),
        *author_rows(places, byline, bylines),
        *urls,
        *_language(facts, places, language),
        *_body(body),
    ]
    return _draft(facts, body, dating, domain, found)


def _draft(facts: Facts, body: Body, dating: Dating, domain: str | None, found: Sequence[Finding]) -> HtmlDraft:
    """The columns are the chosen values of the evidence."""
    return HtmlDraft(
        title=_first(found, "title"),
        subtitle=_first(found, "subtitle"),
        date=dating.date,
        published_at=dating.published_at,
        date_edtf=dating.edtf,
        date_basis=dating.basis,
        source=_first(found, "source"),
        source_domain=domain,
        agencies=_all(found, "agencies"),
        authors=_all(found, "authors"),
        translator=_first(found, "translator"),
        url=_first(found, "url"),
        language=_first(found, "language") or UNKNOWN,
        body=_text(body),
        findings=tuple(found),
        page=facts.page,
        read=body,
    )


def _lines_read(byline: Byline | None, others: Iterable[Byline], dating: Dating) -> set[int]:
    """Blocks that bylines and the date were read from."""
    credits = (credit for one in (byline, *others) if one for credit in one.credits)
    places = [*(credit.where for credit in credits), dating.chosen.where if dating.chosen else None]
    return {where.block for where in places if isinstance(where, InBlock)}


def _text(body: Body) -> str:
    return "\n\n".join(paragraph.text for paragraph in body.paragraphs)


def _member(source: str, headline: str, field: str) -> Member | None:
    return find_member(source, field, headline)


def _all(found: Iterable[Finding], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.value for f in found if f.field == field and f.chosen and f.value))


def _first(found: Iterable[Finding], field: str) -> str | None:
    return next(iter(_all(found, field)), None)


def _tag(facts: Facts, language: str) -> str | None:
    """The language with the region that the page states for it, which settles the order of day and month."""
    stated = [facts.metadata.language or "", *(meta.content for meta, _ in facts.metadata.stated("language"))]
    for tag in stated:
        match = _TAG.match(tag.strip())
        if match and (language == UNKNOWN or match["primary"].casefold() == language):
            return tag.strip().replace("_", "-")
    return None if language == UNKNOWN else language


def _subtitle(facts: Facts, places: Places, block: int | None, body: Body) -> Iterator[Finding]:
    """The standfirst, unless it is a paragraph of the body: no text stands in both."""
    found = find_subtitle(facts, block)
    if found and found[0] not in {n for paragraph in body.paragraphs for n in paragraph.blocks}:
        index, rule = found
        yield row(places, "subtitle", facts.page.blocks[index].text.replace("\n", " "), InBlocks(index, index), rule)


def _agencies(facts: Facts, places: Places, names: Names, bylines: Sequence[Byline], body: Body) -> list[Finding]:
    """Agencies in bylines, in the dateline of the first paragraph, and signed under the last; each once."""
    found: dict[str, Finding] = {}
    for byline in bylines:
        for credit in byline.credits:
            if credit.kind == "agency" and (name := names.agency(credit.name)) and name not in found:
                found[name] = row(places, "agencies", name, credit.where, f"agency.{byline.rule}")
    ends = (
        [(body.paragraphs[0], DATELINE.match, "agency.dateline"), (body.paragraphs[-1], SIGNED.search, "agency.signed")]
        if body.paragraphs
        else []
    )
    for paragraph, search, rule in ends:
        match = search(paragraph.text)
        if match and (name := names.agency(match["name"])) and name not in found:
            where = _in_paragraph(facts, paragraph, match.span("name"))
            found[name] = row(places, "agencies", name, where, rule)
    return list(found.values())


def _in_paragraph(facts: Facts, paragraph: HtmlParagraph, span: tuple[int, int]) -> InBlock | None:
    """A slice of a paragraph as one of its block, where the paragraph is one block as it stands."""
    if len(paragraph.blocks) == 1 and facts.page.blocks[paragraph.blocks[0]].text == paragraph.text:
        return InBlock(paragraph.blocks[0], *span)
    return None


def _translator(facts: Facts, places: Places) -> Iterator[Finding]:
    """The first line that credits a translation."""
    for index, block in enumerate(facts.page.blocks):
        if TRANSLATOR_LENGTH[0] < len(block.text) < TRANSLATOR_LENGTH[1] and (match := TRANSLATED.match(block.text)):
            yield row(
                places,
                "translator",
                match["name"].strip(),
                InBlock(index, *match.span("name")),
                "translator.credit-line",
            )
            return


def _language(facts: Facts, places: Places, language: str) -> Iterator[Finding]:
    """The language of the text; what the page says of itself is evidence."""
    reason = "too little text to tell" if language == UNKNOWN else None
    yield Finding("language", language, None, None, "language.langid", reason)
    stated = facts.metadata.language
    if stated and (match := _TAG.match(stated.strip())) and match["primary"].casefold() != language:
        yield row(
            places,
            "language",
            match["primary"].casefold(),
            InAttribute("html", "lang", stated),
            "language.html-lang",
            "the text is in another language",
            chosen=False,
        )


def _body(body: Body) -> list[Finding]:
    return [Finding("body", p.text, p.start, p.end, p.rule) for p in body.paragraphs] or [
        absent("body", body.reason or "nothing on the page reads like article text")
    ]
