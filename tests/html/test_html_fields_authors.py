"""Authors are people: what is credited where, and what is no person."""

import json

import pytest

from dateline.fields.names import Names
from dateline.html.authors import find_authors
from dateline.html.dom import read_page
from dateline.html.facts import gather
from dateline.html.people import Byline, Judge, split_names, unique
from dateline.html.source import site_names
from dateline.html.title import find_title
from dateline.settings import Settings

NAMES = Names(Settings())
JUDGE = Judge(NAMES, frozenset({"calderherald"}))
H1 = "<h1>Night ferry returns to Calder</h1>"


def credited(head: str = "", body: str = H1) -> tuple[Byline | None, tuple[Byline, ...]]:
    site = '<meta property="og:site_name" content="Calder Herald">'
    facts = gather(read_page(f"<html><head>{site}{head}</head><body>{body}</body></html>"))
    sites = site_names(facts)
    return find_authors(facts, find_title(facts, sites).block, Judge(NAMES, sites))


def people(head: str = "", body: str = H1) -> list[str]:
    best, _ = credited(head, body)
    return [credit.name for credit in best.people] if best else []


def linked(author: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Night ferry returns to Calder", "author": author}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param({"@type": "Person", "name": "Ada Roe"}, ["Ada Roe"], id="person"),
        pytest.param("Ada Roe", ["Ada Roe"], id="string"),
        pytest.param("By Ada Roe and Bo Lund", ["Ada Roe", "Bo Lund"], id="two in a string"),
        pytest.param("Ada Roe, Bo Lund and Cy Marsh", ["Ada Roe", "Bo Lund", "Cy Marsh"], id="three in a string"),
        pytest.param(["Ada Roe", {"name": "Bo Lund"}], ["Ada Roe", "Bo Lund"], id="mixed list"),
        pytest.param([["Ada Roe"], [{"name": "Bo Lund"}]], ["Ada Roe", "Bo Lund"], id="lists in a list"),
        pytest.param({"name": ["Ada Roe", "Bo Lund"]}, ["Ada Roe", "Bo Lund"], id="list of names"),
        pytest.param({"name": {"@type": "Person", "name": "Ada Roe"}}, ["Ada Roe"], id="name in a name"),
        pytest.param({"@type": "Organization", "name": "Ada Roe"}, ["Ada Roe"], id="a person called an organisation"),
        pytest.param("Roe, Ada", ["Roe, Ada"], id="surname first"),
        pytest.param("Ada Roe, Senior Reporter", ["Ada Roe"], id="with a job"),
        pytest.param("Ada Roe Senior Correspondent", ["Ada Roe"], id="with a job and no comma"),
        pytest.param("ADA ROE", ["Ada Roe"], id="capitals"),
        pytest.param("riverwatcher", ["riverwatcher"], id="pen name"),
        pytest.param("Lars", ["Lars"], id="first name alone"),
        pytest.param({"@type": "Person", "name": "Calder Herald"}, [], id="the site called a person"),
        pytest.param([{"name": "Ada Roe"}, {"name": "Calder Herald"}], ["Ada Roe"], id="a person and the site"),
        pytest.param({"name": "Reuters"}, [], id="agency"),
        pytest.param("Ada Roe, AFP", ["Ada Roe"], id="a person of an agency"),
        pytest.param("Staff", [], id="staff"),
        pytest.param("Redaktion", [], id="Redaktion"),
        pytest.param("Web Desk", [], id="desk"),
        pytest.param("admin", [], id="admin"),
        pytest.param("ada.roe", [], id="login"),
        pytest.param("ada.roe@calder.example", [], id="mail address"),
        pytest.param("https://calder.example/author/ada-roe", [], id="address"),
        pytest.param("12345", [], id="number"),
        pytest.param("4 min read", [], id="time to read"),
        pytest.param("", [], id="empty"),
        pytest.param(None, [], id="null"),
        pytest.param({"name": 5}, [], id="no string"),
        pytest.param("José Núñez; Jose Nunez", ["José Núñez"], id="with and without accents"),
        pytest.param("김하늘 기자", ["김하늘"], id="Korean"),
        pytest.param("李小明、王芳", ["李小明", "王芳"], id="Chinese"),
        pytest.param("Анна Орлова и Иван Петров", ["Анна Орлова", "Иван Петров"], id="Russian"),
    ],
)
def test_linked_data(author: object, names: list[str]) -> None:
    assert people(linked(author)) == names


def test_reference_to_another_object() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Night ferry returns to Calder", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Ada Roe"},
        ]
    }
    assert people(f'<script type="application/ld+json">{json.dumps(graph)}</script>') == ["Ada Roe"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("<p>By Ada Roe</p>", ["Ada Roe"], id="English"),
        pytest.param("<p>Von Ada Roe und Bo Lund</p>", ["Ada Roe", "Bo Lund"], id="German"),
        pytest.param("<p>Par Ada Roe et Bo Lund</p>", ["Ada Roe", "Bo Lund"], id="French"),
        pytest.param("<p>Por Ada Roe y Bo Lund</p>", ["Ada Roe", "Bo Lund"], id="Spanish"),
        pytest.param("<p>Текст: Анна Орлова</p>", ["Анна Орлова"], id="Russian"),
        pytest.param("<p>김하늘 기자</p>", ["김하늘"], id="Korean"),
        pytest.param("<p>By Ada Roe 5 January 2024</p>", ["Ada Roe"], id="with a date"),
        pytest.param("<p>By Ada Roe, Updated: 5 January 2024</p>", ["Ada Roe"], id="with a word before its date"),
        pytest.param("<p>By Ada Roe, Ridley</p>", ["Ada Roe"], id="with a place"),
        pytest.param('<p><a href="/author/ada-roe">Ada Roe</a></p>', ["Ada Roe"], id="link to an author's page"),
        pytest.param('<p><a rel="author" href="/x">Ada Roe</a></p>', ["Ada Roe"], id="link with rel"),
        pytest.param('<p>Von <a rel="author" href="/x">Lars</a> / 5. Januar</p>', ["Lars"], id="first name, linked"),
        pytest.param('<div class="article-byline"><span>Ada Roe</span></div>', ["Ada Roe"], id="class"),
        pytest.param("<p>Text & Photos: Ada Roe</p>", ["Ada Roe"], id="text and pictures"),
        pytest.param("<p>A blog post by Ada Roe</p>", ["Ada Roe"], id="at the end of a line"),
        pytest.param(
            '<p itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Ada Roe</b></p>',
            ["Ada Roe"],
            id="microdata",
        ),
        pytest.param("<p>By the time the ferry left, it was dark.</p>", [], id="a sentence"),
        pytest.param("<p>Photo by Ada Roe / Getty Images</p>", [], id="a picture's credit"),
        pytest.param(
            '<div class="comment" itemprop="comment" itemscope><span itemprop="author">Bo Lund</span></div>',
            [],
            id="a comment's author",
        ),
        pytest.param("<p>By Calder Herald</p>", [], id="the site"),
        pytest.param("<p>By Staff</p>", [], id="staff"),
    ],
)
def test_bylines_that_are_shown(line: str, names: list[str]) -> None:
    assert people("", H1 + line) == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="Ada Roe">', ["Ada Roe"]),
        (
            '<meta name="citation_author" content="Roe, Ada"><meta name="citation_author" content="Lund, Bo">',
            ["Roe, Ada", "Lund, Bo"],
        ),
        ('<meta property="article:author" content="https://social.example/ada">', []),
        ('<meta name="author" content="Calder Herald">', []),
        ('<meta name="twitter:data1" content="14 minutes">', []),
        (
            '<meta name="parsely-author" content="Ada Roe"><meta name="parsely-author" content="Bo Lund">',
            ["Ada Roe", "Bo Lund"],
        ),
    ],
)
def test_metas(head: str, names: list[str]) -> None:
    assert people(head) == names


def test_line_that_credits_more_people_wins() -> None:
    assert people(linked({"name": "Ada Roe"}), f"{H1}<p>By Ada Roe and Bo Lund</p>") == ["Ada Roe", "Bo Lund"]


def test_agencies_and_publishers_are_kept_for_their_fields() -> None:
    best, others = credited(linked([{"name": "AFP"}, {"name": "Calder Herald"}]))
    assert best is None
    assert [(credit.name, credit.kind) for byline in others for credit in byline.credits] == [
        ("AFP", "agency"),
        ("Calder Herald", "organisation"),
    ]


def test_signed_below_where_nobody_is_credited_above() -> None:
    words = "<p>The ferry sails again at night, after nine years without any boat, the harbour master said.</p>"
    assert people("", f"{H1}{words * 20}<p>Author: Ada Roe</p>") == ["Ada Roe"]
    assert people(linked("Calder Herald"), f"{H1}{words * 20}<p>By Ada Roe</p>") == []


def test_unique_prefers_accents() -> None:
    credits = split_names("Jose Nunez", None, JUDGE, stated=True) + split_names("José Núñez", None, JUDGE, stated=True)
    assert [credit.name for credit in unique(credits)] == ["José Núñez"]


@pytest.mark.parametrize(
    ("name", "stated", "kind"),
    [
        ("Ada Roe", False, "person"),
        ("Lars", True, "person"),
        ("Lars", False, "nobody"),
        ("DPA", True, "agency"),
        ("Calder Herald", True, "organisation"),
        ("Ministry of Works", True, "organisation"),
        ("XY", True, "nobody"),
        ("Polizeipräsidium Ridley", True, "organisation"),
        ("Ridley Newsroom", True, "organisation"),
    ],
)
def test_kinds(name: str, stated: bool, kind: str) -> None:
    assert JUDGE.kind(name, stated=stated) == kind
