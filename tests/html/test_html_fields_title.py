"""The headline: what the page shows, without the site's name, section or kicker, whatever search engines are told."""

import json

import pytest

from dateline.html.dom import read_page
from dateline.html.facts import gather
from dateline.html.source import site_names
from dateline.html.title import find_title
from dateline.html.title_parts import names_site

SITES = frozenset({"calderherald", "bbc", "ridleychronicleexample"})
SITE = '<meta property="og:site_name" content="Calder Herald">'
SHOWN = "Night ferry returns to Calder after nine years"


def title(head: str = "", body: str = f"<h1>{SHOWN}</h1>") -> str | None:
    facts = gather(read_page(f"<html><head>{SITE}{head}</head><body>{body}</body></html>"))
    chosen = find_title(facts, site_names(facts)).chosen
    return chosen.text if chosen else None


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**members: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | members)}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param("", f"<h1>{SHOWN}</h1>", id="only a heading"),
        pytest.param(f"<title>{SHOWN} | Calder Herald</title>", "<p>x", id="only a title element"),
        pytest.param(
            f"<title>{SHOWN} - News - Calder Herald</title>" + meta("og:title", SHOWN),
            "<p>x",
            id="section that another leaves out",
        ),
        pytest.param(f"<title>Calder Herald: {SHOWN}</title>", "<p>x", id="site in front"),
        pytest.param(f"<title>{SHOWN} | The Calder Herald</title>", "<p>x", id="site with an article"),
        pytest.param(f"<title>{SHOWN} « Calder Herald</title>", "<p>x", id="site behind a guillemet"),
        pytest.param(
            meta("og:title", "Ferry: times, prices, tickets"), f"<h1>{SHOWN}</h1>", id="search engines told otherwise"
        ),
        pytest.param(
            linked(headline="Calder ferry timetable returns") + meta("og:title", "Calder ferry timetable returns"),
            f"<h1>{SHOWN}</h1>",
            id="a search headline that two places state",
        ),
        pytest.param(meta("og:title", SHOWN), "<h1>Calder Herald</h1>", id="the site's name is the heading"),
        pytest.param(meta("og:title", SHOWN), f"<h1>News</h1><h2>{SHOWN}</h2>", id="the section is the heading"),
        pytest.param(
            meta("og:title", SHOWN), f"<h1>Menu</h1><h1>{SHOWN}</h1><h1>Most read</h1>", id="several headings"
        ),
        pytest.param(linked(headline=SHOWN), f"<h1>Transport {SHOWN}</h1>", id="kicker in the heading"),
        pytest.param("", f'<h1><span class="article-kicker">Transport</span> {SHOWN}</h1>', id="kicker by its class"),
        pytest.param(
            meta("og:title", SHOWN),
            f"<nav><h1>Night ferry in Calder: all times</h1></nav><h1>{SHOWN}</h1>",
            id="heading in a navigation",
        ),
        pytest.param(
            "",
            "<h1>Night ferry returns\n to <em>Calder</em>&nbsp;after&shy; nine years</h1>",
            id="white space and mark-up",
        ),
        pytest.param(linked(headline=f"<b>{SHOWN}</b>"), "<p>x", id="mark-up in linked data"),
        pytest.param(f"<svg><title>Logo</title></svg><title>{SHOWN}</title>", "<p>x", id="title of a drawing"),
    ],
)
def test_the_headline_shown(head: str, body: str) -> None:
    assert title(head, body) == SHOWN


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            "<title>After the flood - a village counts</title>",
            "After the flood - a village counts",
            id="a dash of its own",
        ),
        pytest.param("<title>Storm: what we know</title>", "Storm: what we know", id="a colon of its own"),
        pytest.param(
            "<title>Tom &amp;amp; Ann &amp;quot;win&amp;quot;</title>", 'Tom & Ann "win"', id="entities escaped twice"
        ),
        pytest.param("<title>AT&amp;T falls | Calder Herald</title>", "AT&T falls", id="entities"),
        pytest.param("<title>夜行フェリー復活｜Calder Herald</title>", "夜行フェリー復活", id="full-width bar"),
        pytest.param("<title>Calder Herald</title>", "Calder Herald", id="nothing but the site"),
        pytest.param("<title> </title>", None, id="nothing at all"),
    ],
)
def test_from_the_title_element(head: str, expected: str | None) -> None:
    assert title(head, "<p>x") == expected


def test_topic_that_the_publisher_states() -> None:
    """Two statements with the topic in front make it a part of the headline; a genre or a section is none."""
    said = "Port: Night ferry returns to Calder"
    heading = "<h1>Night ferry returns to Calder</h1>"
    assert title(linked(headline=said) + meta("og:title", f"{said} | Calder Herald"), heading) == said
    assert title(linked(headline=said), heading) == "Night ferry returns to Calder"
    opinion = said.replace("Port", "Opinion")
    assert title(linked(headline=opinion) + meta("og:title", opinion), heading) == "Night ferry returns to Calder"
    filed = linked(headline=said, articleSection="Port") + meta("og:title", said)
    assert title(filed, heading) == "Night ferry returns to Calder"


def test_losers_stay_as_alternatives() -> None:
    facts = gather(read_page(f"{meta('og:title', 'Ferry times')}<title>Ferry prices</title><h1>{SHOWN}</h1>"))
    found = find_title(facts, frozenset())
    assert found.chosen is not None
    assert found.chosen.rule == "title.h1"
    assert {other.text for other in found.others} == {"Ferry times", "Ferry prices"}
    assert found.block == 0


@pytest.mark.parametrize(
    ("part", "is_one"),
    [
        ("Calder Herald", True),
        ("The Calder Herald", True),
        ("Calder Herald News", True),
        ("BBC", True),
        ("Ridley Chronicle", True),
        ("Calder", True),
        ("a village in the hills", False),
        ("", False),
        ("Why the Calder Herald was right about the flood of last spring", False),
    ],
)
def test_names_site(part: str, is_one: bool) -> None:
    assert names_site(part, SITES) is is_one


def test_bug_headline_cut_at_what_a_subheading_says() -> None:
    """A subheading that says what stands behind the headline's dash once left nothing else of the headline."""
    whole = "Foldable phones at the show: prices, dates and sizes - what we expect"
    assert title(f"<title>{whole}</title>", f"<h1>{whole}</h1><h2>What we expect</h2>") == whole
    assert title(f"<title>{whole}</title>", "<h2>What we expect</h2>") == whole


def test_short_first_line_of_a_heading() -> None:
    """It is a kicker, unless something else on the page has it as a part of the headline."""
    body = "<h1><div>Night service</div><div>Council brings the ferry back</div></h1>"
    assert title("", body) == "Council brings the ferry back"
    both = "Night service: Council brings the ferry back"
    assert title(meta("og:title", both), body) == both
    opinion = body.replace("Night service", "Opinion")
    assert (
        title(meta("og:title", "Opinion | Council brings the ferry back"), opinion) == "Council brings the ferry back"
    )
