"""The publisher, the agencies credited, and who translated: from bylines, credit lines, rights notices and the
address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.extract.inline import clean
from dateline.extract.page import Page
from dateline.fields.authors import Bylined
from dateline.fields.byline import ORGANISATION, opening, read_credits
from dateline.fields.finding import Finding, absent
from dateline.fields.names import Names
from dateline.fields.title import Headline, fold, is_site

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
TRANSLATED = re.compile(
    r"\W{0,3}(?:translated|translation|edited and translated|translated and edited|traduction|traduit|traducción"
    r"|traducido|tradução|traduzido|traduzione|tradotto|übersetzt|übersetzung|aus dem \w+|vertaald|vertaling"
    r"|översättning|oversat|oversatt|tłumaczenie|tłumaczył[a]?|přeložil[a]?|překlad|"
    r"fordította|çeviri|çeviren|перевод|перевёл|перевела|переклад|ترجمة|ترجمه|תרגום|번역|翻訳|翻译|譯|penerjemah|dịch"
    r"|biên dịch)\b[^.]{0,40}?(?:\b(?:by|von|par|por|da|di|door|av|af)\b|[:：])\s*(?P<name>[^.]{2,80}?)\W*$",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|ⓒ|copyright)[\s©ⓒ(c)]*(?:copyright\s*)?(?P<year>(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d"
    r"|present))?)?[\s,]*(?P<name>[^\W\d_][^©|.,;\n]{1,70}?)\s*(?:[.,;|]|\s-\s|all rights|alle rechte|todos los"
    r"|tous droits|$)",
    re.IGNORECASE,
)
DATELINE = re.compile(r"[^.!?\n]{0,70}?[(/（\[]\s*(?P<name>[^()/\[\]（）]{2,40}?)\s*[)/）\]]\s*(?:[-–—:]|--|\s)")
SIGNED = re.compile(r"[(（/\[—–-]\s*(?P<name>[^()/\[\]（）.]{2,40}?)\s*[)）\]]?\W*$")
TAIL = 8  # blocks at the end of a page where credit lines stand
TOP = 8  # blocks at its start where a publisher's name may stand alone


@dataclass(frozen=True, slots=True)
class Origin:
    """Publisher, agencies and translator with their evidence, and the blocks that were used up."""

    source: str | None
    agencies: tuple[str, ...]
    translator: str | None
    findings: tuple[Finding, ...]
    blocks: frozenset[int]


Claim = tuple[int, Finding]  # index of the block, -1 for the address; what it says


@cache
def domain_of(url: str) -> str | None:
    """The registrable domain of an address, by the list that tldextract ships; no network."""
    from tldextract import TLDExtract

    found = _extractor(TLDExtract)(url).top_domain_under_public_suffix
    return found or None


@cache
def _extractor(kind):  # type: ignore[no-untyped-def]  # built once; the class comes from the lazy import
    return kind(suffix_list_urls=(), cache_dir=None)


def find_origin(
    page: Page,
    headline: Headline | None,
    byline: Bylined,
    url: str | None,
    names: Names,
    lead: tuple[int, int] | None,
    tail: tuple[int, int] | None,
) -> Origin:
    """Who published, supplied and translated the text. `lead` and `tail` are raw spans of the first and the last "
    "paragraph."""
    domain = domain_of(url) if url else None
    translator = _translator(page)
    sources = list(_sources(page, headline, byline, domain, names, translator))
    agencies = _agencies(page, headline, byline, names, lead, tail)
    used = {index for index, _ in (*sources[:1], *([translator] if translator else [])) if index >= 0}
    findings = (
        [sources[0][1]]
        if sources
        else [absent("source", "only the address's domain is known" if domain else "the document names no publisher")]
    )
    findings += [
        Finding(f.field, f.value, f.start, f.end, f.rule, "another candidate", chosen=False)
        for _, f in sources[1:4]
        if f.value != findings[0].value
    ]
    findings += [f for _, f in agencies]
    if translator:
        findings.append(translator[1])
    return Origin(
        findings[0].value,
        tuple(dict.fromkeys(f.value for _, f in agencies if f.value)),
        translator[1].value if translator else None,
        tuple(findings),
        frozenset(used | set(_own_lines(page, headline, domain, names))),
    )


def _own_lines(page: Page, headline: Headline | None, domain: str | None, names: Names) -> Iterator[int]:
    """Blocks near the headline that hold nothing but the name of an agency, a known publisher, or the page's own "
    "site."""
    centre = headline.block if headline else 0
    site = frozenset({fold(domain)} if domain else ())
    for index in range(max(0, centre - TOP), min(len(page.blocks), centre + TOP + 1)):
        text = page.blocks[index].text
        if (
            index != centre
            and 2 < len(text) < 60
            and (names.publisher(text) or names.agency(text) or is_site(text, site))
        ):
            yield index


def _sources(
    page: Page, headline: Headline | None, byline: Bylined, domain: str | None, names: Names, translator: Claim | None
) -> Iterator[Claim]:
    """Claims to be the publisher, the most trusted first."""
    organisations = [c for c in byline.organisations if not names.agency(c.name)]
    at = byline.block if byline.block is not None else -1
    for credit in organisations:
        if known := names.publisher(credit.name):
            yield at, Finding("source", known, credit.start, credit.end, "source.byline")
    yield from _alone(page, headline, domain, names)
    yield from _credit_lines(page, names)
    if (
        translator
        and translator[1].value
        and (known := names.publisher(translator[1].value) or _as_organisation(translator[1].value))
    ):
        yield translator[0], Finding("source", known, translator[1].start, translator[1].end, "source.translated-by")
    if known := names.publisher_of(domain):
        yield -1, Finding("source", known, None, None, "source.domain", f"the address is under {domain}")
    for credit in organisations:
        if not re.search(
            r"https?:|www\.|@|\b(?:staff|team|desk|editors?|writers?|reporters?|contributors?|admin|guest|newsroom)\b",
            credit.name,
            re.IGNORECASE,
        ):
            yield at, Finding("source", credit.name, credit.start, credit.end, "source.byline-organisation")
    yield from _rights(page, names)


def _as_organisation(name: str) -> str | None:
    return name if ORGANISATION.search(name) and "http" not in name else None


def _alone(page: Page, headline: Headline | None, domain: str | None, names: Names) -> Iterator[Claim]:
    """The publisher's name alone on a line near the headline."""
    for index in _own_lines(page, headline, domain, names):
        text = page.blocks[index].text
        if not names.agency(text) and "." not in text:
            yield (
                index,
                Finding("source", names.publisher(text) or text, *_span(page, index, 0, len(text)), "source.own-line"),
            )


def _credit_lines(page: Page, names: Names) -> Iterator[Claim]:
    """`Source: Name`, `According to Name` and the like among the last lines."""
    for index in range(len(page.blocks) - 1, max(-1, len(page.blocks) - 1 - TAIL), -1):
        block = page.blocks[index]
        match = CREDIT_LINE.match(block.text) if 4 < len(block.text) < 300 else None
        if (
            match
            and "http" not in match["name"]
            and match["name"][:1] == match["name"][:1].upper()
            and len(match["name"].split()) <= 8
        ):
            name = match["name"].strip(" -–—|(")
            if not names.agency(name):
                yield (
                    index,
                    Finding(
                        "source",
                        names.publisher(name) or name,
                        *_span(page, index, match.start("name"), match.start("name") + len(name)),
                        "source.credit-line",
                    ),
                )


def _rights(page: Page, names: Names) -> Iterator[Claim]:
    """The owner in a rights notice, the last one first."""
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if len(block.text) > 240 or (
            not any(mark in block.text for mark in "©ⓒ")
            and "opyright" not in block.text
            and "(c)" not in block.text.lower()
        ):
            continue
        match = RIGHTS.search(block.text)
        if (
            match
            and match["year"]
            and "http" not in match["name"]
            and not names.agency(match["name"])
            and match["name"][0].isupper() | (match["name"][0] > "\u0500")
        ):
            yield (
                index,
                Finding(
                    "source",
                    names.publisher(match["name"]) or match["name"].strip(),
                    *_span(page, index, match.start("name"), match.end("name")),
                    "source.rights-notice",
                ),
            )
            return


def _translator(page: Page) -> Claim | None:
    for index, block in enumerate(page.blocks):
        if 8 < len(block.text) < 120 and (match := TRANSLATED.match(block.text)):
            return index, Finding(
                "translator",
                match["name"].strip(),
                *_span(page, index, match.start("name"), match.start("name") + len(match["name"].strip())),
                "translator.credit-line",
            )
    return None


def _agencies(
    page: Page,
    headline: Headline | None,
    byline: Bylined,
    names: Names,
    lead: tuple[int, int] | None,
    tail: tuple[int, int] | None,
) -> list[Claim]:
    """Agencies in the bylines near the headline, in the dateline of the first paragraph, and signed under the last."""
    found: list[Claim] = []
    centre = headline.block if headline else 0
    for index in range(max(0, centre - 4), min(len(page.blocks), centre + 14)):
        block = page.blocks[index]
        if page.bylined[index] and page.mass[index] == 0:
            skip = opening(block.text) or 0
            found += [
                (index, Finding("agencies", name, c.start, c.end, "agency.byline"))
                for c in read_credits(page.raw, block.start, block.end, skip=skip)
                if (name := names.agency(c.name))
            ]
        elif names.agency(block.text) and 0 < index - centre < 8:
            found.append(
                (
                    index,
                    Finding(
                        "agencies", names.agency(block.text), *_span(page, index, 0, len(block.text)), "agency.own-line"
                    ),
                )
            )
    for span, pattern, rule in ((lead, DATELINE, "agency.dateline"), (tail, SIGNED, "agency.signed")):
        if span:
            line = clean(page.raw, *span)
            match = pattern.match(line.text) if rule == "agency.dateline" else pattern.search(line.text)
            if match and (name := names.agency(match["name"])):
                found.append((-1, Finding("agencies", name, *line.span(match.start("name"), match.end("name")), rule)))
    unique: dict[str | None, Claim] = {}
    for claim in found:
        unique.setdefault(claim[1].value, claim)
    return list(unique.values())


def _span(page: Page, index: int, start: int, end: int) -> tuple[int, int]:
    block = page.blocks[index]
    return clean(page.raw, block.start, block.end).span(start, end)
