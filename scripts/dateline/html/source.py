"""The publisher of a page: what its linked data, its metadata, its title and its address call it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.fields.names import Names
from dateline.fields.source import RIGHTS, domain_of
from dateline.html.facts import Facts, fold, path_of
from dateline.html.jsonld import texts_of
from dateline.html.metadata import clean
from dateline.html.places import InBlock, InMeta, InProperty, InScript, InTitle, Where

LENGTH = (2, 60)  # code points of a name
LONGEST = 40  # folded characters: what is longer is no name
RIVALS = 3
MOST_WORDS = 6  # of a rights notice's owner: what is longer is a sentence
FOOT = 8  # blocks at the end of a page, or at its head, where the site's name stands
LOGOS = 20  # pictures that may be one
HOME = re.compile(r"(?:https?://[^/]+)?[./]{0,2}(?:index\.\w+)?#?$")
PARTED = re.compile(r"\s*[-–—|·»:<>/_]{1,2}\s*(\S.*\S)\s*$")
PARTS = re.compile(r"\s*[-–—|»_]\s*")
RESERVED = re.compile(r"\s+(?:版权所有|版權所有|無断|무단|не допускается|все права|tüm|all rights)\b.*", re.IGNORECASE)
RIGHTS_MARK = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_PUBLISHERS = ("publisher", "sourceOrganization")
_SITES = frozenset(("WebSite", "NewsMediaOrganization", "Website"))
_HOLDERS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite"))


@dataclass(frozen=True, slots=True)
class Publisher:
    """A name that the page calls its publisher by: the trust in it, the rule that found it, and its place."""

    name: str
    weight: float
    rule: str
    where: Where | None


def find_source(facts: Facts, domain: str | None, names: Names) -> tuple[Publisher | None, tuple[Publisher, ...]]:
    """The publisher by the name that `dataset.toml` gives it, else by its own; and the names that lost."""
    stated = list(_stated(facts)) or list(_shown(facts))
    found = [p for p in stated if LENGTH[0] <= len(p.name) <= LENGTH[1] and not names.agency(p.name)]
    if known := names.publisher_of(domain):
        found.append(Publisher(known, 9.0, "source.domain", None))
    known_names = [(names.publisher(p.name), p) for p in found]
    ranked = sorted(range(len(found)), key=lambda n: (-_score(known_names[n], found, domain), n))
    chosen: list[Publisher] = []
    for n in ranked:
        known, publisher = known_names[n]
        named = Publisher(known or _tidy(publisher.name, domain), publisher.weight, publisher.rule, publisher.where)
        if fold(named.name) not in {fold(p.name) for p in chosen}:
            chosen.append(named)
    return (chosen[0] if chosen else None), tuple(chosen[1 : 1 + RIVALS])


def _score(named: tuple[str | None, Publisher], found: list[Publisher], domain: str | None) -> float:
    """Trust in a name: its own places', that of those that agree, and what the address says."""
    known, publisher = named
    folded = fold(publisher.name)
    same = {p.rule: p.weight for p in found if fold(p.name) == folded}
    label = fold(domain.split(".")[0]) if domain else ""
    like = bool(label) and (label in folded or folded in label or label == _initials(publisher.name))
    return sum(same.values()) + 2.0 * like + 4.0 * (known is not None) - 1.5 * ("." in publisher.name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.casefold().split())


def _tidy(name: str, domain: str | None) -> str:
    """A name without `www.` and, where it is the address itself, as the address has it."""
    return name.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _stated(facts: Facts) -> Iterator[Publisher]:
    for key in _PUBLISHERS:
        for name in _names_in(facts, facts.properties.get(key)):
            yield _in_script(facts, name, 2.4, f"source.jsonld-{key}", (key, "name"))
    for meta, weight in facts.metadata.stated("source"):
        yield Publisher(clean(meta.content), weight, f"source.meta-{meta.name}", InMeta(meta))
    for node in facts.linked.nodes:
        if _SITES.intersection(node.types) and node.key in ("", "isPartOf", "publisher", "mainEntity"):
            for text in texts_of(node.data.get("name")):
                yield Publisher(clean(text), 1.2, "source.jsonld-site", InScript(node.script, ("name",), text))
    for stated in facts.metadata.properties:
        if stated.name == "name" and "@publisher" in stated.item:
            yield Publisher(clean(stated.value), 1.6, "source.microdata", InProperty(stated))


def _shown(facts: Facts) -> Iterator[Publisher]:
    """The site's name as the page shows it: beside the headline in its title, where a logo, the link home or the foot
    of the page says it too; else the owner in a rights notice with a year.
    """
    notices = facts.page.blocks[-FOOT:]
    if name := next((name for name in _beside_headline(facts) if _is_said(facts, name)), None):
        yield Publisher(name, 0.9, "source.title-element", InTitle())
        return
    for index, block in enumerate(notices, len(facts.page.blocks) - len(notices)):
        notice = RIGHTS.search(block.text)
        if notice and notice["year"] and len(notice["name"].split()) <= MOST_WORDS:
            name = RESERVED.sub("", notice["name"])
            start = notice.start("name")
            yield Publisher(name, 0.4, "source.rights", InBlock(index, start, start + len(name)))
            return


def _beside_headline(facts: Facts) -> Iterator[str]:
    """What the page's title says besides a heading that is shown, and the end of that."""
    title = clean(facts.metadata.title or "")
    for heading in facts.headings[:4] if title else ():
        for text, step in ((title, 1), (title[::-1], -1)):
            rest = text.removeprefix(heading.text[::step])
            if rest != text and (match := PARTED.match(rest)):
                yield match[1][::step]
                if step == 1:
                    yield PARTS.split(match[1])[-1]


def _is_said(facts: Facts, name: str) -> bool:
    """Whether a logo's text, the link home, or the foot of the page has this name."""
    folded = fold(name)
    foot = (block.text for block in facts.page.blocks[-FOOT:] if not block.links or RIGHTS_MARK.search(block.text))
    if any(folded in fold(text) for text in foot):
        return True
    images = facts.page.tree.css("img[alt]")[:LOGOS]
    if any(fold(image.attributes.get("alt") or "") == folded for image in images):
        return True
    links = ((block, link) for block in facts.page.blocks[:FOOT] for link in block.links)
    return any(
        HOME.match(link.href) is not None and fold(block.text[link.start : link.end]) == folded for block, link in links
    )


def _in_script(facts: Facts, name: str, weight: float, rule: str, keys: tuple[str, ...]) -> Publisher:
    script = facts.article.script if facts.article else 0
    return Publisher(clean(name), weight, rule, InScript(script, keys, name))


def _names_in(facts: Facts, value: Any) -> Iterator[str]:
    """Names of one organisation or of several."""
    for item in value if isinstance(value, list) else [value]:
        item = facts.linked.resolve(item)
        if isinstance(item, dict):
            yield from texts_of(item.get("name"))
        elif isinstance(item, str) and not item.startswith("http"):
            yield item


def site_names(facts: Facts) -> frozenset[str]:
    """All that the page calls its site, folded: names, and the registrable domain with and without its suffix."""
    found = {fold(publisher.name) for publisher in (list(_stated(facts)) or _shown(facts))}
    for node in facts.linked.nodes:
        if _HOLDERS.intersection(node.types) and node.key in ("", "publisher", "isPartOf", "sourceOrganization"):
            found |= {fold(clean(text)) for key in ("name", "alternateName") for text in texts_of(node.data.get(key))}
    for address in _addresses(facts):
        if domain := domain_of(address):
            found |= {fold(domain), fold(domain.split(".")[0])}
    return frozenset(name for name in found if 1 < len(name) <= LONGEST)


def _addresses(facts: Facts) -> Iterator[str]:
    if facts.url:
        yield facts.url
    yield from (link.href for link in facts.metadata.links if link.rel in ("canonical", "amphtml"))
    yield from (meta.content for meta, _ in facts.metadata.stated("url"))
    for key in ("url", "@id"):
        yield from (text for text in texts_of(facts.properties.get(key)) if path_of(text))
