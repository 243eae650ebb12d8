"""Wire agencies that are credited: in bylines, in the dateline of the first paragraph, signed under the last."""

import re
from collections.abc import Iterator

from dateline.extract.inline import clean
from dateline.extract.page import Page
from dateline.fields.byline import opening, read_credits
from dateline.fields.finding import Finding, claim
from dateline.fields.names import Names
from dateline.fields.title import Headline

DATELINE = re.compile(r"[^.!?\n]{0,70}?[(/（\[]\s*(?P<name>[^()/\[\]（）]{2,40}?)\s*[)/）\]]\s*(?:[-–—:]|--|\s)")
SIGNED = re.compile(r"[(（/\[—–-]\s*(?P<name>[^()/\[\]（）.]{2,40}?)\s*[)）\]]?\W*$")
ABOVE, BELOW, ALONE = 4, 14, 8  # blocks around the headline: bylines, and names alone on a line
LINE = 100  # code points of a line in which a bar sets an agency apart

Span = tuple[int, int]


def find_agencies(
    page: Page, headline: Headline | None, names: Names, lead: Span | None, tail: Span | None
) -> list[Finding]:
    """Evidence for each agency, once. `lead` and `tail` are raw spans of the first and the last paragraph."""
    found = [*_near_headline(page, headline.block if headline else 0, names)]
    found += _in_paragraph(page.raw, lead, names, "agency.dateline")
    found += _in_paragraph(page.raw, tail, names, "agency.signed")
    unique: dict[str | None, Finding] = {}
    for finding in found:
        unique.setdefault(finding.value, finding)
    return list(unique.values())


def _near_headline(page: Page, centre: int, names: Names) -> Iterator[Finding]:
    for index in range(max(0, centre - ABOVE), min(len(page.blocks), centre + BELOW)):
        block = page.blocks[index]
        barred = "|" in block.text and len(block.text) < LINE and index != centre
        if (page.bylined[index] or barred) and page.mass[index] == 0:
            for credit in read_credits(page.raw, block.start, block.end, skip=opening(block.text) or 0):
                if name := names.agency(credit.name):
                    yield Finding("agencies", name, credit.start, credit.end, "agency.byline")
        elif 0 < index - centre < ALONE and (name := names.agency(block.text)):
            yield claim(page, index, "agencies", name, (0, len(block.text)), "agency.own-line")[1]


def _in_paragraph(raw: str, span: Span | None, names: Names, rule: str) -> Iterator[Finding]:
    if span is None:
        return
    line = clean(raw, *span)
    match = DATELINE.match(line.text) if rule == "agency.dateline" else SIGNED.search(line.text)
    if match and (name := names.agency(match["name"])):
        yield Finding("agencies", name, *line.span(*match.span("name")), rule)
