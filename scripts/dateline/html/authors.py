"""Who wrote the article: people credited in linked data, metadata, microdata and the byline that is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.fields.byline import kind_of
from dateline.html.bylines import shown_elsewhere, shown_near
from dateline.html.facts import Facts
from dateline.html.jsonld import texts_of
from dateline.html.people import ADDRESS, MOST, Byline, Credit, Judge, people_of, split_names, unique
from dateline.html.places import InMeta, InProperty, InScript

PEN_NAME = 0.6  # less trust in a byline without a name of the form that people's have: it may be a login


def find_authors(facts: Facts, block: int | None, judge: Judge) -> tuple[Byline | None, tuple[Byline, ...]]:
    """The byline to believe, and the others; the first is None where nobody is credited. `block` shows the headline."""
    judge = replace(judge, sites=judge.sites | {section for section in facts.sections if len(section) > 3})
    sources = (_linked(facts, judge), _metas(facts, judge), _marked_up(facts, judge), shown_near(facts, block, judge))
    found = [byline for source in sources for byline in source if byline.credits]
    if not any(byline.people for byline in found):
        found += [
            byline
            for byline in shown_elsewhere(facts, block, judge, any(byline.credits for byline in found))
            if byline.people
        ]
    named = [byline for byline in found if byline.people]
    if not named:
        return None, tuple(found)
    best = max(range(len(named)), key=lambda n: (_score(named[n], named), -n))
    return named[best], tuple(byline for byline in found if byline is not named[best])


def _score(byline: Byline, named: Sequence[Byline]) -> float:
    """Trust in a byline: its place's, and a part of that of others which name the same people, or some of them.

    A place that says the same over and over, as the cards of a columnist's articles do, says it once.
    """
    own = people_of(byline)
    score = byline.weight - PEN_NAME * all(kind_of(credit.name) != "person" for credit in byline.people)
    for other in named:
        theirs = people_of(other)
        if other is not byline and not (theirs == own and other.rule == byline.rule):
            score += other.weight * (0.6 if theirs == own else 0.2 if theirs < own and theirs else 0.0)
    return score


def _linked(facts: Facts, judge: Judge) -> Iterator[Byline]:
    script = facts.article.script if facts.article else 0
    for key, weight in (("author", 4.0), ("creator", 2.0)):
        credits: list[Credit] = []
        value = facts.properties.get(key)
        for item in (value if isinstance(value, list) else [value])[:MOST]:
            credits += _of_item(facts, facts.linked.resolve(item), script, key, judge)
        yield Byline(unique(credits), weight, f"byline.jsonld-{key}")


def _of_item(facts: Facts, item: Any, script: int, key: str, judge: Judge) -> Iterator[Credit]:
    """Names in a person or organisation object, or in a string."""
    if isinstance(item, Mapping):
        inner = item.get("name")
        if isinstance(inner, Mapping):  # an object for a name
            inner = inner.get("name")
        for text in texts_of(inner):
            yield from split_names(text, InScript(script, (key, "name"), text), judge, stated=True)
    elif isinstance(item, str) and not ADDRESS.search(item):
        yield from split_names(item, InScript(script, (key,), item), judge, stated=True)
    elif isinstance(item, list):
        for each in item[:MOST]:
            yield from (
                _of_item(facts, facts.linked.resolve(each), script, key, judge) if not isinstance(each, list) else ()
            )


def _metas(facts: Facts, judge: Judge) -> Iterator[Byline]:
    """Metas of one name together are one byline."""
    groups: dict[str, list[Credit]] = {}
    weights: dict[str, float] = {}
    for meta, weight in facts.metadata.stated("authors"):
        if not ADDRESS.search(meta.content):
            groups.setdefault(meta.name, []).extend(split_names(meta.content, InMeta(meta), judge, stated=True))
            weights[meta.name] = weight
    for name, credits in groups.items():
        yield Byline(unique(credits), weights[name], f"byline.meta-{name}")


def _marked_up(facts: Facts, judge: Judge) -> Iterator[Byline]:
    """Authors in microdata and RDFa."""
    named = [p for p in facts.metadata.properties if p.name == "name" and {"@author", "@creator"} & set(p.item)]
    plainly = [p for p in facts.metadata.properties if p.name in ("author", "creator")]
    credits = [c for p in named or plainly for c in split_names(p.value, InProperty(p), judge, stated=True)]
    yield Byline(unique(credits), 2.2, "byline.microdata")
