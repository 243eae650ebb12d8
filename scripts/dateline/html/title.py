"""The headline of a page: every text that may be it, and the one that the page shows and the others bear out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from dateline.html.facts import Facts, Heading, fold
from dateline.html.jsonld import texts_of
from dateline.html.metadata import clean
from dateline.html.places import InBlocks, InMeta, InProperty, InScript, InTitle, Where
from dateline.html.title_parts import cut_parts, genres, names_site

LENGTH = (2, 400)  # code points
SHOWN = 6.0
"""Trust in a heading of the first level that something else bears out: more than in all that is not shown."""
UNSURE = 2.0  # one that nothing bears out, yet long enough to be a headline
DOUBTFUL = 0.6
ALIKE = 0.3  # share of words that bears a heading out
LONG = 4  # words of a heading that is long enough to be a headline; the names of sections and sites are shorter
MOST = 60  # statements of a kind that are read: lists of articles have more
KICKER = 45  # code points of what stands before a headline in the same heading
_HEADINGS = frozenset(("heading", "subheading", "aside"))
_STATED = frozenset(("jsonld-headline", "og:title", "twitter:title"))
_REPEATED = _STATED | {"jsonld-alternativeHeadline"}
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be the headline.

    Attributes:
        text: without the site's name, section or kicker.
        whole: without the site's name alone.
        full: as it stands.
        family: the kind of place it stands in; several candidates of one family count once.
        weight: trust in that place.
        rule: for the evidence.
        where: its place.
        lead: the first line of a heading that has several.
    """

    text: str
    whole: str
    full: str
    family: str
    weight: float
    rule: str
    where: Where
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The chosen headline, its block where the page shows it, and the candidates that lost, the best first."""

    chosen: Candidate | None
    block: int | None
    others: tuple[Candidate, ...]


def find_title(facts: Facts, sites: frozenset[str]) -> Title:
    """The headline of a page. `sites` are the folded names of the site (`site_names`)."""
    found = [c for c in _candidates(facts) if LENGTH[0] <= len(c.text) <= LENGTH[1]]
    found = [_without_site(candidate, sites) for candidate in found]
    said = _said(found)
    found = [_trimmed(candidate, found, said, sites) for candidate in found]
    found = [c for c in found if fold(c.text) not in sites] or found
    found = [_weighed(candidate, found) for candidate in _shown_below(found)]
    if not found:
        return Title(None, None, ())
    scores = [_score(candidate, found) for candidate in found]
    order = sorted(range(len(found)), key=lambda n: (-scores[n], n))
    chosen = _with_topic(facts, found[order[0]], found, sites)
    losers = {fold(found[n].text): found[n] for n in reversed(order) if found[n].family != "subheading"}
    losers.pop(fold(chosen.text), None)
    return Title(chosen, _block(facts, chosen), tuple(reversed(losers.values())))


def _candidates(facts: Facts) -> Iterator[Candidate]:
    """Every text, those that are shown first."""
    for heading in [h for h in facts.headings if h.level == 1][:8]:
        yield _heading(heading, "aside", DOUBTFUL) if heading.aside else _heading(heading, "heading", SHOWN)
    script = facts.article.script if facts.article else 0
    for key, weight in (("headline", 1.9), ("name", 1.1), ("alternativeHeadline", 0.3)):
        for text in texts_of(facts.properties.get(key)):
            yield _candidate(text, f"jsonld-{key}", weight, f"title.jsonld-{key}", InScript(script, (key,), text))
    for stated in facts.metadata.properties:
        if stated.name == "headline" and "imageobject" not in stated.item:
            yield _candidate(stated.value, "microdata", 1.5, "title.microdata", InProperty(stated))
    for meta, weight in islice(facts.metadata.stated("title"), MOST):
        yield _candidate(meta.content, meta.name, weight, f"title.meta-{meta.name}", InMeta(meta))
    if facts.metadata.title:
        yield _candidate(facts.metadata.title, "title", 1.0, "title.title-element", InTitle())
    for heading in [h for h in facts.headings if h.level > 1][:30]:
        yield _heading(heading, "subheading", 0.4)


def _heading(heading: Heading, family: str, weight: float) -> Candidate:
    where = InBlocks(heading.first, heading.last)
    return replace(_candidate(heading.text, family, weight, f"title.h{heading.level}", where), lead=heading.lead)


def _candidate(text: str, family: str, weight: float, rule: str, where: Where) -> Candidate:
    text = clean(text)
    return Candidate(text, text, text, family, weight, rule, where)


def _without_site(candidate: Candidate, sites: frozenset[str]) -> Candidate:
    whole = cut_parts(candidate.full, frozenset(), sites)
    return candidate if whole == candidate.full else replace(candidate, text=whole, whole=whole)


def _said(found: Sequence[Candidate]) -> Mapping[str, set[str]]:
    """What the candidates say, folded, with the kinds of places that say it."""
    said: dict[str, set[str]] = {}
    for candidate in found:
        said.setdefault(fold(candidate.whole), set()).add(candidate.family)
    return said


def _trimmed(
    candidate: Candidate, found: Sequence[Candidate], said: Mapping[str, set[str]], sites: frozenset[str]
) -> Candidate:
    """The candidate without what other candidates leave out. `found` are all, without the site's name."""
    if candidate.family in ("heading", "subheading"):
        text = _without_kicker(candidate, found, said)
    else:
        text = cut_parts(candidate.whole, _shorter(candidate, said), sites)
    return replace(candidate, text=text) if text and text != candidate.text else candidate


def _shorter(candidate: Candidate, said: Mapping[str, set[str]]) -> frozenset[str]:
    """What other kinds of places say, folded, where as many of them say it as say all of the candidate.

    Before and behind a headline a genre is never a part of it.
    """
    whole = fold(candidate.whole)
    most = len(said[whole])
    return frozenset(
        text
        for text, families in said.items()
        if len(text) > 6 and families - {candidate.family}
        if len(families) >= most or not genres().isdisjoint((whole.removesuffix(text), whole.removeprefix(text)))
    )


def _without_kicker(candidate: Candidate, found: Sequence[Candidate], said: Mapping[str, set[str]]) -> str | None:
    """What a heading says without its kicker; None where it has none.

    That is what another candidate says alone, with little before it in the heading, unless more of them say it all; or
    all but a short first line, where no other candidate has both.
    """
    text = candidate.whole
    rest = text.removeprefix(candidate.lead).strip(" :|-–—")
    if fold(candidate.lead) in genres():
        return rest or None
    others = [c for c in found if c.family not in _HEADINGS]
    most = len(said[fold(text)] - _HEADINGS)
    for other in others:
        size = len(other.whole)
        told = other.family != "title" and 12 <= size < len(text) <= size + KICKER
        if told and text.endswith(other.whole) and not text[-size - 1].isalnum():
            return other.whole if len(said[fold(other.whole)] - _HEADINGS) >= most else None
    if not candidate.lead:
        return None
    if same := next((c for c in others if fold(c.whole) == fold(text)), None):
        return same.whole  # both lines are the headline, and here with the mark between them
    parted = len(candidate.lead.split()) <= LONG and len(rest.split()) >= LONG
    return rest if parted and not any(fold(text) in fold(c.whole) for c in others) else None


def _with_topic(facts: Facts, chosen: Candidate, found: Sequence[Candidate], sites: frozenset[str]) -> Candidate:
    """The headline with its topic ("Kenya: ..."), where at least two of the page's statements have it so.

    A genre, a section or the site before the colon is no topic, and the heading alone is the headline.
    """
    if chosen.family != "heading":
        return chosen
    longer = [c for c in found if c.whole.endswith(f": {chosen.text}")]
    families = {c.family for c in longer if c.whole == longer[0].whole}
    if len(families & _STATED) < 2:
        return chosen
    topic = longer[0].whole.removesuffix(f": {chosen.text}")
    plain = fold(topic) in genres() or fold(topic) in facts.sections or names_site(topic, sites)
    return chosen if plain or ":" in topic else replace(longer[0], text=longer[0].whole)


def _shown_below(found: list[Candidate]) -> list[Candidate]:
    """The candidates, with the first lower heading that two statements of the page repeat as the one shown.

    That is where headings of the first level stand in navigations alone: in a breadcrumb is what search engines get.
    """
    families = {candidate.family for candidate in found}
    if "heading" in families or "aside" not in families:
        return found
    stated: dict[str, set[str]] = {}
    for candidate in found:
        if candidate.family in _REPEATED:
            stated.setdefault(fold(candidate.text), set()).add(candidate.family)
    twice = {text for text, by in stated.items() if len(by) > 1}
    first = next((n for n, c in enumerate(found) if c.family == "subheading" and fold(c.text) in twice), None)
    return [replace(c, family="heading", weight=SHOWN) if n == first else c for n, c in enumerate(found)]


def _weighed(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A heading of the first level with the trust that the rest of the page gives it."""
    if candidate.family != "heading":
        return candidate
    words = _words(candidate.text)
    others = [_words(c.text) for c in found if c.family not in ("heading", "subheading")]
    if any(_likeness(words, other) >= ALIKE or (len(words) > 1 and words <= other) for other in others):
        return candidate
    alone = sum(c.family == "heading" for c in found) == 1
    return replace(candidate, weight=(UNSURE + 2.5 * alone) if len(words) >= LONG else DOUBTFUL)


def _score(candidate: Candidate, found: Sequence[Candidate]) -> float:
    """Trust in the places that say the same, each kind of place once, and a little from those that say nearly so."""
    folded, words = fold(candidate.text), _words(candidate.text)
    same: dict[str, float] = {}
    like: dict[str, float] = {}
    for other in found:
        if fold(other.text) == folded:
            same[other.family] = max(same.get(other.family, 0.0), other.weight)
        elif other.family not in (candidate.family, "subheading", "heading"):
            like[other.family] = max(like.get(other.family, 0.0), _likeness(words, _words(other.text)))
    near = sum(share for family, share in like.items() if family not in same)
    return sum(same.values()) + 0.6 * min(near, 3.0)


@lru_cache(maxsize=1024)  # candidates are compared with each other
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    """Share of the words of either that both have."""
    return len(words & others) / max(len(words), len(others), 1)


def _block(facts: Facts, chosen: Candidate) -> int | None:
    """The last block that shows the headline, in a heading or else alone.

    A navigation has it only where no other heading says what the page states for it.
    """
    wanted = fold(chosen.text)
    ordered = sorted(facts.headings, key=lambda heading: (heading.aside, heading.level))
    same = [heading for heading in ordered if fold(heading.text) == wanted]
    within = [heading for heading in ordered if wanted and wanted in fold(heading.text)]
    if shown := (*same, *within):
        best = next((heading for heading in shown if not heading.aside), None)
        return (best or _stated_heading(facts, ordered) or shown[0]).last
    size = (len(chosen.text) // 2, 2 * len(chosen.text) + 10)
    blocks = facts.page.blocks
    return next((n for n, b in enumerate(blocks) if size[0] <= len(b.text) <= size[1] and fold(b.text) == wanted), None)


def _stated_heading(facts: Facts, ordered: Sequence[Heading]) -> Heading | None:
    """The first heading outside navigations that says what linked data or metas state, whatever was chosen."""
    stated = {fold(clean(text)) for text in texts_of(facts.properties.get("headline"))}
    stated |= {fold(clean(meta.content)) for meta, trust in islice(facts.metadata.stated("title"), MOST) if trust >= 1}
    return next((heading for heading in ordered if not heading.aside and fold(heading.text) in stated), None)
