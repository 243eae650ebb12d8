"""Linked data: broken scripts that are read all the same, scripts that are not, and which object is the article."""

import json

import pytest

from dateline.html.dom import read_page
from dateline.html.facts import gather
from dateline.html.jsonld import LONGEST, MOST_NODES, escape_quotes, link, parse, texts_of, types_of

ARTICLE = {"@type": "NewsArticle", "headline": "Ferry back in service"}
PLAIN = json.dumps(ARTICLE)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        pytest.param(PLAIN, [ARTICLE], id="as it should be"),
        pytest.param(f"\ufeff  {PLAIN};", [ARTICLE], id="byte order mark and semicolon"),
        pytest.param(f"<!-- {PLAIN} -->", [ARTICLE], id="HTML comment"),
        pytest.param(f"//<![CDATA[\n{PLAIN}\n//]]>", [ARTICLE], id="CDATA"),
        pytest.param(f"/* <![CDATA[ */{PLAIN}/* ]]> */", [ARTICLE], id="CDATA in comments"),
        pytest.param('{"a": [1, 2,], }', [{"a": [1, 2]}], id="trailing commas"),
        pytest.param('{"a": "one\ntwo\tthree"}', [{"a": "one\ntwo\tthree"}], id="raw line end and tab"),
        pytest.param('{"a": "the "old" bridge", "b": 1}', [{"a": 'the "old" bridge', "b": 1}], id="quotes in a string"),
        pytest.param(r'{"a": "it\'s c:\data"}', [{"a": r"it\'s c:\data"}], id="stray backslashes"),
        pytest.param("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}], id="entities for quotes"),
        pytest.param('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}], id="two documents"),
        pytest.param('{"a": 1}}', [{"a": 1}], id="one bracket too many"),
        pytest.param('{"a": "x"\n "b": "y"}', [{"a": "x", "b": "y"}], id="missing comma at the end of a line"),
        pytest.param('{"a": NaN}', None, id="a number that JSON does not have"),
        pytest.param("", [], id="empty"),
        pytest.param("var x = 1", [], id="a program"),
        pytest.param('{"a": ', [], id="cut off"),
        pytest.param("[" * 50_000 + "]" * 50_000, [], id="nested too deep"),
        pytest.param('{"a": ' + "9" * 5000 + "}", [], id="a number too long to read"),
    ],
)
def test_parse(text: str, documents: list[object] | None) -> None:
    found = parse(text)
    assert len(found) == 1 if documents is None else found == documents


@pytest.mark.parametrize("text", ['{"a": "b"}', '{"a": "b\\"c"}', '["", "x", {"y": []}]', "{}"])
def test_good_json_needs_no_escapes(text: str) -> None:
    assert escape_quotes(text) == text


def test_nodes_know_what_they_are_part_of() -> None:
    data = link(
        ('{"@graph": [{"@type": "https://schema.org/Article", "author": {"@id": "#j"}}, {"@id": "#j", "name": "J"}]}',)
    )
    top, article, author, person = data.nodes
    assert (top.key, top.around) == ("", -1)
    assert (article.types, article.key) == (("Article",), "")
    assert (author.key, data.nodes[author.around]) == ("author", article)
    assert data.resolve({"@id": "#j"}) == person.data
    assert data.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}


@pytest.mark.parametrize(
    ("value", "texts"),
    [("a", ["a"]), (["a", {"@value": "b"}, 3, None], ["a", "b"]), ({"x": 1}, []), (None, []), ([["a"]], [])],
)
def test_texts_of(value: object, texts: list[str]) -> None:
    assert list(texts_of(value)) == texts


def test_types_of() -> None:
    assert types_of({"@type": ["schema:NewsArticle", 5, "http://schema.org/Review"]}) == ("NewsArticle", "Review")
    assert types_of({}) == ()


def test_limits() -> None:
    data = link((json.dumps([{"n": n} for n in range(MOST_NODES + 10)]),))
    assert len(data.nodes) == MOST_NODES
    page = read_page(f'<script type="application/ld+json">"{"x" * LONGEST}"</script><p>text')
    assert gather(page).linked.texts == ()


def headline(*scripts: object, head: str = "<title>Ferry back in service | Calder Herald</title>") -> object:
    texts = "".join(f'<script type="application/ld+json">{json.dumps(script)}</script>' for script in scripts)
    return gather(read_page(f"<head>{head}{texts}</head><h1>Ferry back in service</h1>")).properties.get("headline")


OTHER = {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2021-01-01"}


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param([ARTICLE], id="alone"),
        pytest.param([[OTHER, ARTICLE]], id="in a list, behind another"),
        pytest.param([OTHER, ARTICLE], id="in the second script"),
        pytest.param([{"@graph": [{"@type": "WebPage", "name": "Ferry"}, ARTICLE]}], id="in a graph"),
        pytest.param([{"@type": "WebPage", "mainEntity": ARTICLE}], id="main entity of a page"),
        pytest.param([{"@type": "ItemList", "itemListElement": [OTHER]}, ARTICLE], id="beside a list of others"),
        pytest.param([ARTICLE | {"isPartOf": OTHER}], id="part of another"),
        pytest.param([ARTICLE | {"@type": ["NewsArticle", "ReportageNewsArticle"]}], id="of two types"),
        pytest.param([{"@type": "Product", "name": "Ferry back in service"}, ARTICLE], id="beside a product"),
    ],
)
def test_the_article_of_the_page(scripts: list[object]) -> None:
    assert headline(*scripts) == "Ferry back in service"


def test_bug_related_articles_were_the_article() -> None:
    """A page whose linked data hold only a list of other articles has no article object."""
    assert headline({"@type": "ItemList", "itemListElement": [{"item": OTHER}, {"item": OTHER}]}) is None
