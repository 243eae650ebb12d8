"""The address of a page: what it calls its own, checked against the others and against where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from dateline.fields.source import domain_of
from dateline.fields.url import canonical
from dateline.html.facts import Facts, path_of
from dateline.html.jsonld import texts_of
from dateline.html.metadata import clean
from dateline.html.places import InAttribute, InMeta, InScript, Where

GIVEN = 2.2
"""Trust in the address that a page was fetched from: less than in a canonical link, as it may be a variant."""
RIVALS = 3


@dataclass(frozen=True, slots=True)
class Address:
    """An address in canonical form, the trust in it, the rule that found it, and its place."""

    url: str
    weight: float
    rule: str
    where: Where | None


def find_address(facts: Facts) -> tuple[Address | None, tuple[Address, ...]]:
    """The page's own address, absolute and without tracking, and those that lost."""
    found = list(_read(facts))
    if not found:
        return None, ()
    domain = _own_domain(facts, found)
    scores = [_score(address, found, domain) for address in found]
    order = sorted(range(len(found)), key=lambda n: (-scores[n], n))
    ranked: dict[str, Address] = {}
    for n in order:
        ranked.setdefault(found[n].url, found[n])
    best, *others = ranked.values()
    return best, tuple(others[:RIVALS])


def _read(facts: Facts) -> Iterator[Address]:
    base = _base(facts)
    for text, weight, rule, where in _stated(facts):
        joined = _join(base, text)
        if joined and (url := canonical(joined)):
            yield Address(url, weight, rule, where)


def _stated(facts: Facts) -> Iterator[tuple[str, float, str, Where | None]]:
    for link in facts.metadata.links:
        if "canonical" in link.rel.split():
            yield link.href, 3.0, "url.canonical-link", InAttribute("link", "href", link.href)
    for meta, weight in facts.metadata.stated("url"):
        yield clean(meta.content), weight, f"url.meta-{meta.name}", InMeta(meta)
    script = facts.article.script if facts.article else 0
    for key, weight in (("url", 1.8), ("mainEntityOfPage", 1.8), ("@id", 1.0)):
        value = facts.properties.get(key)
        inner = "@id" if isinstance(value, dict) and "@id" in value else "url"
        keys = (key, inner) if isinstance(value, dict) else (key,)
        for text in texts_of(value.get(inner) if isinstance(value, dict) else value):
            yield clean(text), weight, f"url.jsonld-{key.removeprefix('@')}", InScript(script, keys, text)
    if facts.url:
        yield facts.url, GIVEN, "url.given", None


def _base(facts: Facts) -> str:
    """What relative addresses are joined to: the page's own address, else the first absolute one that it states."""
    stated = (text for text, _, _, _ in _stated(facts) if text.startswith(("http://", "https://")))
    return facts.url or next(stated, facts.metadata.base or "")


def _join(base: str, text: str) -> str | None:
    text = text.strip()
    if text.startswith("www."):
        text = f"https://{text}"
    try:
        return urljoin(base, text)
    except ValueError:  # such as a broken address in brackets
        return None


def _own_domain(facts: Facts, found: list[Address]) -> str | None:
    """The site that the page belongs to: the one it was fetched from, else the most trusted one."""
    given = canonical(facts.url) if facts.url else None
    if given:
        return _site(given)
    votes: dict[str | None, float] = {}
    for address in found:
        domain = _site(address.url)
        votes[domain] = votes.get(domain, 0.0) + address.weight
    return max(votes, key=lambda domain: votes[domain])


def _site(url: str) -> str | None:
    """The registrable domain of an address, else its host."""
    return domain_of(url) or urlsplit(url).hostname


def _score(address: Address, found: list[Address], domain: str | None) -> float:
    """Trust in an address and in those that agree; none in a stranger's, little in that of a home page."""
    score = sum({a.rule: a.weight for a in found if a.url == address.url}.values())
    score += 0.5 * sum(
        {a.rule: a.weight for a in found if a.url != address.url and path_of(a.url) == path_of(address.url)}.values()
    )
    if _site(address.url) != domain:
        score -= 20.0
    if not path_of(address.url) and any(path_of(other.url) for other in found if _site(other.url) == domain):
        score -= 10.0
    return score
