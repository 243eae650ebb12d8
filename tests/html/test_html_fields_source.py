"""Publisher, address, standfirst, and the state of frameworks."""

import json

import pytest

from dateline.fields.names import Names
from dateline.html.address import find_address
from dateline.html.dom import read_page
from dateline.html.facts import gather
from dateline.html.source import find_source, site_names
from dateline.html.state import find_member
from dateline.html.subtitle import find_subtitle
from dateline.html.title import find_title
from dateline.settings import Publisher, Settings

H1 = "<h1>Night ferry returns to Calder</h1>"
PAGE = "https://www.calder.example/news/night-ferry"
PLAIN = Names(Settings())
KNOWN = Names(
    Settings(
        publishers=(Publisher("The Calder Herald", "made up", domains=("calder.com",), aliases=("Calder Herald",)),)
    )
)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**members: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Night ferry returns to Calder"}
    return f'<script type="application/ld+json">{json.dumps(article | members)}</script>'


def source(head: str, domain: str | None = None, names: Names = PLAIN) -> str | None:
    best, _ = find_source(gather(read_page(f"<head>{head}</head>{H1}")), domain, names)
    return best.name if best else None


@pytest.mark.parametrize(
    ("head", "domain", "name"),
    [
        pytest.param(meta("og:site_name", "Calder Herald"), None, "Calder Herald", id="OpenGraph"),
        pytest.param(linked(publisher={"name": "Calder Herald"}), None, "Calder Herald", id="linked data"),
        pytest.param(linked(publisher=["Calder Herald"]), None, "Calder Herald", id="string in a list"),
        pytest.param(
            meta("application-name", "Calder App") + meta("og:site_name", "Calder Herald"),
            None,
            "Calder Herald",
            id="not the program",
        ),
        pytest.param(
            linked(publisher={"name": "River Media Holding"}) + meta("application-name", "Calder Herald"),
            "calderherald.com",
            "Calder Herald",
            id="what the address says",
        ),
        pytest.param(linked(publisher={"name": "Reuters"}), None, None, id="an agency is no publisher"),
        pytest.param("", "calder.com", None, id="nothing but a domain"),
        pytest.param(linked(publisher={"name": "x" * 500}), None, None, id="a text is no name"),
    ],
)
def test_source(head: str, domain: str | None, name: str | None) -> None:
    assert source(head, domain) == name


def test_source_by_its_name_in_the_settings() -> None:
    assert source(meta("og:site_name", "Calder Herald"), None, KNOWN) == "The Calder Herald"
    assert source(meta("og:site_name", "CH Online"), "calder.com", KNOWN) == "The Calder Herald"


def test_site_names() -> None:
    facts = gather(
        read_page(
            f'<head>{meta("og:site_name", "The Herald")}<link rel="canonical" href="https://calder-herald.co.uk/x"></head>'
        )
    )
    assert site_names(facts) == {"theherald", "calderheraldcouk", "calderherald"}


@pytest.mark.parametrize(
    ("head", "given", "url"),
    [
        pytest.param(
            f'<link rel="canonical" href="{PAGE}?utm_source=x#top">', None, PAGE, id="canonical link, tracking off"
        ),
        pytest.param(
            '<link rel="canonical" href="/news/night-ferry">',
            "https://www.calder.example/a?b=1",
            PAGE,
            id="relative to where it came from",
        ),
        pytest.param(
            '<link rel="canonical" href="/news/night-ferry">' + meta("og:url", PAGE),
            None,
            PAGE,
            id="relative to another statement",
        ),
        pytest.param(
            '<link rel="canonical" href="https://www.calder.example/">' + meta("og:url", PAGE),
            None,
            PAGE,
            id="a home page is not it",
        ),
        pytest.param(
            '<link rel="canonical" href="https://other.example.org/x">', PAGE, PAGE, id="a stranger's address is not it"
        ),
        pytest.param(linked(mainEntityOfPage={"@id": PAGE}), None, PAGE, id="linked data"),
        pytest.param(linked(url=PAGE), None, PAGE, id="linked data, plain"),
        pytest.param("", PAGE, PAGE, id="nothing but where it came from"),
        pytest.param('<link rel="canonical" href="http://[::1">', None, None, id="broken"),
        pytest.param('<link rel="canonical" href="javascript:void(0)">', None, None, id="no address"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_address(head: str, given: str | None, url: str | None) -> None:
    best, _ = find_address(gather(read_page(f"<head>{head}</head>{H1}"), given))
    assert (best.url if best else None) == url


DEK = "The first boat sails on Friday evening, and tickets cost as much as those for the day."
TEXT = "<p>The ferry between Calder and Ridley sails again at night, after nine years without any boat.</p>"


@pytest.mark.parametrize(
    ("head", "below", "rule"),
    [
        pytest.param("", f'<p class="article__standfirst">{DEK}</p>{TEXT}', "subtitle.marked", id="class"),
        pytest.param("", f'<div class="Vorspann"><p>{DEK}</p></div>{TEXT}', "subtitle.marked", id="class around it"),
        pytest.param(
            meta("og:description", DEK),
            f"<h2>{DEK}</h2>{TEXT}",
            "subtitle.heading",
            id="heading that is the description",
        ),
        pytest.param(
            meta("og:description", DEK),
            f"<p>{DEK}</p>{TEXT}",
            "subtitle.description",
            id="line that is the description",
        ),
        pytest.param("", f"<p>{DEK}</p>{TEXT}", None, id="a paragraph like any other"),
        pytest.param("", f"<h2>{DEK}</h2>{TEXT}", None, id="a heading like any other"),
        pytest.param(meta("og:description", DEK), TEXT, None, id="not shown"),
        pytest.param("", f'<p class="subtitle">Night ferry returns to Calder</p>{TEXT}', None, id="the headline again"),
    ],
)
def test_subtitle(head: str, below: str, rule: str | None) -> None:
    facts = gather(read_page(f"<head>{head}</head>{H1}{below}"))
    found = find_subtitle(facts, find_title(facts, frozenset()).block)
    assert (found[1] if found else None) == rule
    assert found is None or facts.page.blocks[found[0]].text == DEK


MEMBERS = '{\\"title\\":\\"Night ferry returns to Calder\\",\\"publishedAt\\":\\"2024-01-05\\"}'
STATE = f'<script>f.push([1,"{MEMBERS}"])</script>'


@pytest.mark.parametrize(
    ("page", "value"),
    [
        (
            '<script>{"headline":"Night ferry returns to Calder","publishDate":"2024-01-05T10:00"}</script>',
            "2024-01-05T10:00",
        ),
        (STATE, "2024-01-05"),
        ('<script>{"headline":"Another story altogether","publishDate":"2024-01-05"}</script>', None),
        (
            '{"publishDate":"2023-01-01","t":"x"},'
            + '"a":1,' * 100
            + '{"title":"Night ferry returns to Calder","publishDate":"2024-01-05"}',
            "2024-01-05",
        ),
        ("", None),
    ],
)
def test_state(page: str, value: str | None) -> None:
    """Of several members the one nearest to the headline; none where the state does not hold it."""
    found = find_member(page, "published", "Night ferry returns to Calder")
    assert (found.value if found else None) == value
    assert found is None or page[found.start : found.end] == value
