"""What a page's elements say of it without showing it: meta and link elements, the title, microdata and RDFa."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.html.elements import Attributes
from dateline.words import read_words

MOST = 1_500  # elements of one kind that are looked at; real pages have fewer than 300
MOST_READ = 400_000  # code points of texts of properties
LONGEST = 2_000  # code points of a value: what is longer is no field

_SPACE = re.compile(r"[\s\u200b\ufeff\u2060\u00ad\u200e\u200f\u2028\u2029]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_VOCABULARY = re.compile("[/#:]")
_KNOWN = frozenset("headline datepublished datecreated datemodified author creator publisher name".split())
_STRANGERS = frozenset(
    (
        "comment",
        "usercomments",
        "@comment",
        "@itemreviewed",
        "@itemlistelement",
        "@relatedlink",
        "sitenavigationelement",
    )
)
_VALUES = ("content", "value", "datetime", "href", "resource")


@dataclass(frozen=True, slots=True)
class Meta:
    """A meta element: the name it goes by, case folded; its content; and the attribute that holds it."""

    name: str
    content: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link element of the head."""

    rel: str
    href: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Property:
    """An element that microdata or RDFa marks as a property.

    Attributes:
        name: of the property, case folded, without a vocabulary's prefix.
        value: what it says: the attribute that states it, else its text.
        attribute: which one that is; None for the text.
        tag: of the element.
        item: types of the item that it belongs to, outermost first, as `newsarticle`, `person`.
    """

    name: str
    value: str
    attribute: str | None
    tag: str
    item: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything of this kind that a page has, in its order."""

    metas: tuple[Meta, ...]
    links: tuple[Link, ...]
    properties: tuple[Property, ...]
    title: str
    language: str | None
    base: str | None

    def stated(self, field: str) -> Iterator[tuple[Meta, float]]:
        """Metas that state a field (a table of `metadata.toml`), with the trust in each; in the page's order."""
        trust = names_of(field)
        for meta in self.metas:
            if meta.name in trust:
                yield meta, trust[meta.name]


@cache
def names_of(field: str) -> dict[str, float]:
    """Names of the metas that state a field, with the trust in each."""
    return dict(read_words("dateline.html", "metadata.toml")[field])


def read_metadata(tree: LexborHTMLParser) -> Metadata:
    """Gather what the elements of a parsed page say."""
    root = tree.root
    found = _elements(tree)
    title = tree.css_first("head > title") or next((n for n in tree.css("title")[:20] if not _is_drawn(n)), None)
    return Metadata(
        metas=tuple(_metas(found.metas)),
        links=tuple(_links(found.links)),
        properties=tuple(_properties(found.properties)),
        title=(title.text() or "")[:LONGEST] if title else "",
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None,
        base=found.bases[0]["href"] if found.bases else None,
    )


@dataclass(frozen=True, slots=True)
class _Elements:
    """Attributes of the elements of a kind, in order; for properties with the element."""

    metas: list[Attributes]
    links: list[Attributes]
    bases: list[Attributes]
    properties: list[tuple[LexborNode, Attributes]]


def _elements(tree: LexborHTMLParser) -> _Elements:
    """Found by one search, which takes a third of the time of four."""
    found = _Elements([], [], [], [])
    last = -1
    for node in tree.css("meta, link, base, [itemprop], [property]"):
        if node.mem_id == last:
            continue  # an element that two of them fit is told twice
        last, tag, attributes = node.mem_id, node.tag, node.attributes
        if tag == "meta":
            found.metas.append(attributes)
        elif tag == "link" and "rel" in attributes and "href" in attributes:
            found.links.append(attributes)
        elif tag == "base" and "href" in attributes:
            found.bases.append(attributes)
        if "itemprop" in attributes or ("property" in attributes and tag != "meta"):
            found.properties.append((node, attributes))
    return found


def _is_drawn(node: LexborNode) -> bool:
    """Whether an element belongs to a drawing."""
    at: LexborNode | None = node
    for _ in range(10):
        if at is None or at.tag == "svg":
            break
        at = at.parent
    return at is not None and at.tag == "svg"


def _metas(metas: list[Attributes]) -> Iterator[Meta]:
    for attributes in metas[:MOST]:
        attribute = "content" if attributes.get("content") else "value"
        content = attributes.get(attribute)
        if not content or len(content) > LONGEST:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            if (name := attributes.get(key)) and not (key == "itemprop" and name.casefold() in _KNOWN):
                yield Meta(name.strip().casefold(), content, attribute)


def _links(links: list[Attributes]) -> Iterator[Link]:
    for attributes in links[:MOST]:
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href and len(href) <= LONGEST:
            yield Link(rel.strip().casefold(), href.strip(), attributes.get("hreflang"))


def _properties(nodes: list[tuple[LexborNode, Attributes]]) -> Iterator[Property]:
    read = 0  # code points of texts: elements within each other must not be read over and over
    for node, attributes in nodes[:MOST]:
        stated = attributes.get("itemprop") or attributes.get("property") or ""
        names = [name for part in stated.casefold().split() if (name := _bare(part)) in _KNOWN]
        if not names:
            continue
        attribute = _value_attribute(node.tag or "", attributes)
        value = attributes.get(attribute) if attribute else None
        if value is None and read < MOST_READ:
            value = node.text() or ""
            read += len(value)
        if value:
            items = _items(node)
            for name in names:
                if not _STRANGERS.intersection(items):
                    yield Property(name, value[:LONGEST], attribute, node.tag or "", items)


def _value_attribute(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """The attribute that holds a property's value; None where its text does. A link says what it shows."""
    return next((name for name in _VALUES if attributes.get(name) and not (name == "href" and tag == "a")), None)


def _bare(name: str) -> str:
    """A name or type without the address or prefix of its vocabulary."""
    return _VOCABULARY.split(name.strip())[-1]


def _items(node: LexborNode) -> tuple[str, ...]:
    """Types of the items around an element, outermost first; an element that is an item itself counts as the last."""
    found: list[str] = []
    at: LexborNode | None = node
    for _ in range(60):
        if at is None:
            break
        attributes = at.attributes
        kind = attributes.get("itemtype") or attributes.get("typeof")
        if kind or "itemscope" in attributes:
            found.append(_bare((kind or "").casefold()))
        if at is not node and (prop := attributes.get("itemprop")):
            found.append(f"@{prop.casefold()}")
        at = at.parent
    return tuple(reversed(found))


def clean(text: str) -> str:
    """A value as a reader would see it: entities resolved (also those escaped twice), no mark-up, single spaces."""
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if text.isprintable() and "  " not in text:
        return text.strip()  # no printable character but the space is white or invisible
    return _SPACE.sub(" ", text).strip()
