"""The standfirst: the line under the headline that sums the article up, as the page marks it or its data state it."""

from dateline.html.dom import HtmlPage
from dateline.html.facts import Facts, fold
from dateline.html.jsonld import texts_of
from dateline.html.metadata import clean
from dateline.words import read_words

REACH = 8  # blocks below the headline
LENGTH = (20, 500)  # code points
SAME = 40  # folded characters that a shown line and a stated description must share from their start


def find_subtitle(facts: Facts, block: int | None) -> tuple[int, str] | None:
    """Index of the standfirst's block and the rule that tells it, or None. `block` shows the headline."""
    if block is None:
        return None
    page = facts.page
    stated = _stated(facts)
    title = fold(page.blocks[block].text)
    for index in range(block + 1, min(block + 1 + REACH, len(page.blocks))):
        line = page.blocks[index]
        if not LENGTH[0] <= len(line.text) <= LENGTH[1] or line.link_chars > len(line.text) // 2:
            continue
        folded = fold(line.text)
        if folded == title:
            continue
        if _is_marked(page, index):
            return index, "subtitle.marked"
        if index <= block + 3 and line.tag in ("h2", "h3", "h4") and folded in stated:
            return index, "subtitle.heading"
        if index <= block + 3 and any(
            folded == text or (len(text) > SAME and folded.startswith(text[:SAME])) for text in stated
        ):
            return index, "subtitle.description"
    return None


def _stated(facts: Facts) -> frozenset[str]:
    """Folded descriptions that the page states."""
    metas = [meta.content for meta, _ in facts.metadata.stated("subtitle")]
    linked = [
        text
        for key in ("alternativeHeadline", "description", "abstract")
        for text in texts_of(facts.properties.get(key))
    ]
    return frozenset(folded for text in (*metas, *linked) if len(folded := fold(clean(text))) >= LENGTH[0])


def _is_marked(page: HtmlPage, index: int) -> bool:
    """Whether the class of the line's element, or of the one around it, is a word for a standfirst."""
    place = page.blocks[index].place
    marks = _marks()
    for _ in range(2):
        if place < 0:
            return False
        attributes = page.places[place].attributes
        stated = (
            f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''} {attributes.get('data-testid') or ''}"
        )
        if any(mark in stated.casefold() for mark in marks):
            return True
        place = page.places[place].around
    return False


def _marks() -> tuple[str, ...]:
    return tuple(read_words("dateline.html", "words.toml")["subtitle"]["marks"])
