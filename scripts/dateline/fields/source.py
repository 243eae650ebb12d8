"""The publisher: from bylines, lines of its own, credit lines, the headline's suffix, rights notices, the address."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.extract.cues import CREDITED
from dateline.extract.page import Page
from dateline.fields.authors import Bylined
from dateline.fields.byline import ORGANISATION
from dateline.fields.finding import Claim, Finding, absent, claim
from dateline.fields.names import Names
from dateline.fields.title import Headline, cut_site, fold, is_site, page_hosts

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Words of a line that names where a text comes from, by language.
CREDIT_LINE = re.compile(
    r"\W{0,3}(?:(?:news |media |article )?sources?|according to|via|courtesy of|first published (?:in|by|on)"
    r"|originally published (?:in|by|on)|published by|republished from|theo|nguồn|quelle|fuente|fonte|bron|kilde"
    r"|källa|lähde|źródło|zdroj|forrás|sursa|izvor|kaynak|источник|"
    r"по материалам|по сообщению|джерело|за матеріалами|πηγή|المصدر|نقلا عن|منبع|מקור"
    r"|출처|出典|出所|引用元|来源|來源|文章来源|稿源"
    r"|sumber|chanzo|ที่มา|स्रोत"
    r"|সূত্র)\s*[:：\-–—|]?\s*"
    r"(?P<name>[^\W\d_][^.!?]{1,70}?(?:\.[^\W\d_]{2,6})?)\s*"
    r"(?:\((?P<url>https?://[^\s)]*)\)?)?\W*$",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|ⓒ|copyright)[\s©ⓒ(c)]*(?:copyright\s*)?(?P<year>(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d"
    r"|present))?)?[\s,]*(?P<name>[^\W\d_][^©|.,;\n]{1,70}?)\s*(?:[.,;|]|\s-\s|all rights|alle rechte|todos los"
    r"|tous droits|$)",
    re.IGNORECASE,
)
NO_OWNER = re.compile(
    r"all rights|alle rechte|todos los|tous droits|tutti i|wszelkie|все права|www\.|https?", re.IGNORECASE
)
RESERVED = re.compile(
    r"rights reserved|rechte vorbehalten|derechos reservados|droits réservés|무단|전재|права защищены"
)
NO_NAME = re.compile(
    r"https?:|www\.|@|\b(?:staff|team|desk|editors?|writers?|reporters?|contributors?|admin|guest|newsroom)\b",
    re.IGNORECASE,
)
TAIL = 8  # blocks at the end of a page where credit lines stand
TOP = 8  # blocks around the headline where a publisher's name may stand alone
LAST = 6  # blocks at the end of a page where a rights notice without a year is the page's
RIVALS = 3  # other candidates that stay in the evidence


@lru_cache(maxsize=10_000)
def domain_of(url: str) -> str | None:
    """The registrable domain of an address, by the list that tldextract ships; no network."""
    return _extractor()(url).top_domain_under_public_suffix or None


@cache
def _extractor() -> "TLDExtract":
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def find_source(
    page: Page, headline: Headline | None, byline: Bylined, url: str | None, names: Names, translator: Claim | None
) -> tuple[list[Finding], frozenset[int]]:
    """Evidence for the publisher, the best first, and the blocks that are nothing but its name or a credit to it."""
    domain = domain_of(url) if url else None
    own = list(own_lines(page, headline, domain, names))
    claims = list(_claims(page, headline, byline, domain, own, names, translator))
    reason = "only the address's domain is known" if domain else "the document names no publisher"
    best = claims[0][1] if claims else absent("source", reason)
    rivals = [
        Finding(f.field, f.value, f.start, f.end, f.rule, "another candidate", chosen=False)
        for _, f in claims[1 : 1 + RIVALS]
        if f.value != best.value
    ]
    used = {index for index, _ in claims[:1] if index >= 0} | set(own)
    return [best, *rivals], frozenset(used - {headline.block if headline else -1})


def own_lines(page: Page, headline: Headline | None, domain: str | None, names: Names) -> Iterator[int]:
    """Blocks near the headline that are nothing but the name of an agency, a known publisher or the page's own site."""
    centre = headline.block if headline else 0
    site = frozenset({fold(domain)} if domain else ())
    for index in range(max(0, centre - TOP), min(len(page.blocks), centre + TOP + 1)):
        text = page.blocks[index].text
        if index == centre or not 2 < len(text) < 60:
            continue
        if names.publisher(text) or names.agency(text) or is_site(text, site):
            yield index


def _claims(
    page: Page,
    headline: Headline | None,
    byline: Bylined,
    domain: str | None,
    own: list[int],
    names: Names,
    translator: Claim | None,
) -> Iterator[Claim]:
    """Claims to be the publisher, the most trusted first."""
    organisations = [c for c in byline.organisations if not names.agency(c.name)]
    at = byline.block if byline.block is not None else -1
    for credit in organisations:
        if known := names.publisher(credit.name):
            yield at, Finding("source", known, credit.start, credit.end, "source.byline")
    yield from _alone(page, own, names)
    if known := names.publisher_of(domain):
        yield -1, Finding("source", known, None, None, "source.domain", f"the address is under {domain}")
    yield from _credit_lines(page, names)
    yield from _translated(translator, names)
    for credit in organisations:
        # behind a person's name it is whom the person works for, unless it is the site
        beside = not byline.people or is_site(credit.name, page_hosts(page.raw))
        if beside and not NO_NAME.search(credit.name) and " " in credit.name:
            yield at, Finding("source", credit.name, credit.start, credit.end, "source.byline-organisation")
    yield from _beside_headline(page, headline, names)
    yield from _rights(page, names)


def _alone(page: Page, own: list[int], names: Names) -> Iterator[Claim]:
    """The publisher's name alone on a line near the headline."""
    for index in own:
        text = page.blocks[index].text
        if not names.agency(text) and "." not in text:
            yield claim(page, index, "source", names.publisher(text) or text, (0, len(text)), "source.own-line")


def _credit_lines(page: Page, names: Names) -> Iterator[Claim]:
    """`Source: Name`, `According to Name` and the like among the last lines."""
    for index in range(len(page.blocks) - 1, max(-1, len(page.blocks) - 1 - TAIL), -1):
        text = page.blocks[index].text
        match = CREDIT_LINE.match(text) if 4 < len(text) < 300 else None
        if match and "http" not in match["name"] and not match["name"][0].islower() and len(match["name"].split()) <= 8:
            name = match["name"].strip(" -–—|(")
            span = (match.start("name"), match.start("name") + len(name))
            if not names.agency(name):
                yield claim(page, index, "source", names.publisher(name) or name, span, "source.credit-line")


def _translated(translator: Claim | None, names: Names) -> Iterator[Claim]:
    """A site that translates what others wrote publishes the translation."""
    name = translator[1].value if translator else None
    if translator and name and (names.publisher(name) or (ORGANISATION.search(name) and "http" not in name)):
        found = translator[1]
        value = names.publisher(name) or name
        yield translator[0], Finding("source", value, found.start, found.end, "source.translated-by")


def _beside_headline(page: Page, headline: Headline | None, names: Names) -> Iterator[Claim]:
    """The site's name that was cut off the headline."""
    if headline and (span := cut_site(page, headline)):
        name = page.blocks[headline.block].text[slice(*span)]
        if not names.agency(name):
            value = names.publisher(name) or name
            yield claim(page, headline.block, "source", value, span, "source.headline-suffix")


def _rights(page: Page, names: Names) -> Iterator[Claim]:
    """The owner in a rights notice, the last one first."""
    for index in range(len(page.blocks) - 1, -1, -1):
        text = page.blocks[index].text
        if len(text) > 240 or not any(mark in text for mark in ("©", "ⓒ", "opyright", "(c)", "(C)")):
            continue
        match = RIGHTS.search(text)
        if (
            match
            and _is_owner(match, text, near_end=index >= len(page.blocks) - LAST)
            and not names.agency(match["name"])
        ):
            value = names.publisher(match["name"]) or match["name"].strip()
            yield claim(page, index, "source", value, match.span("name"), "source.rights-notice")
            return


def _is_owner(match: re.Match[str], text: str, *, near_end: bool) -> bool:
    """Whether a notice names the page's owner, where the same sign may credit a picture.

    A year or a reservation of rights tells, or the sign at the start of one of the last lines.
    """
    name = match["name"]
    told = match["year"] or RESERVED.search(text) or (near_end and text[0] in "©ⓒ")
    if not told or NO_OWNER.match(name) or "/" in name or CREDITED.search(text):
        return False
    return name[0].isupper() or name[0] > "\u0500"
