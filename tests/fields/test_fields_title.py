"""Headline and standfirst: site names, addresses that say the headline, and lines that only look like a standfirst."""

import pytest

from dateline.extract.article import Draft, read_draft
from dateline.fields.names import Names
from dateline.fields.title import is_site, page_hosts, trim_site
from dateline.settings import Settings

SITES = frozenset({"calderheraldexample", "ridleychroniclecom", "bbccom"})
HEADLINE = "Trams return at night"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEADLINE} | The Calder Herald", HEADLINE),
        (f"{HEADLINE} | News | The Calder Herald", HEADLINE),
        (f"{HEADLINE}｜Calder Herald", HEADLINE),
        (f"{HEADLINE} - Calder Herald", HEADLINE),
        (f"{HEADLINE} – Ridley Chronicle", HEADLINE),
        (f"{HEADLINE} - BBC", HEADLINE),
        ("After the flood - a village counts", "After the flood - a village counts"),
        ("Covid-19: what we know", "Covid-19: what we know"),
        ("Calder Herald: a paper turns 100", "Calder Herald: a paper turns 100"),
        ("Trams | Herald", "Trams | Herald"),  # too short to be cut with certainty
        (
            "How A | B became a long story about many other things",
            "How A | B became a long story about many other things",
        ),
        (HEADLINE, HEADLINE),
        ("", ""),
    ],
)
def test_trim_site(text: str, title: str) -> None:
    assert text[slice(*trim_site(text, SITES))] == title


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("The Calder Herald", True),
        ("Ridley Chronicle", True),
        ("Herald Tribune", False),
        ("a village", False),
        ("", False),
    ],
)
def test_is_site(name: str, is_one: bool) -> None:
    assert is_site(name, SITES) is is_one


def test_page_hosts() -> None:
    assert page_hosts("a https://www.calderherald.example/x b http://y.example") == {"calderheraldexample", "yexample"}


LEAD = (
    "Trams will run all night at weekends again from the first of May, nine years after the city stopped the service "
    "because there were not enough drivers, the council decided on Monday."
)
REST = (
    "The plan hinges on forty new drivers, of whom twenty-six have signed their contracts, the city said.",
    "Opponents said that the money would be better spent on repairs of the oldest tracks, some of which are very old.",
)


def story(*between: str) -> Draft:
    return read_draft("\n\n".join([f"# {HEADLINE} in all of Calder", *between, LEAD, *REST]), Names(Settings()))


@pytest.mark.parametrize(
    ("between", "subtitle"),
    [
        (
            ["## Six lines will run until four in the morning at weekends"],
            "Six lines will run until four in the morning at weekends",
        ),
        (
            ["**Six lines will run until four in the morning at weekends**"],
            "Six lines will run until four in the morning at weekends",
        ),
        (
            ["Six lines will run until four in the morning", "By Anna Berg"],
            "Six lines will run until four in the morning",
        ),
        (["Six lines will run until four in the morning"], "Six lines will run until four in the morning"),
        ([], None),
        (["By Anna Berg"], None),
        (["March 3, 2024"], None),
        (["Photo: A tram at the Central Station at dusk"], None),
        (["[Share this article with your friends](https://x.example/share)"], None),
        (["Share"], None),
    ],
)
def test_subtitle(between: list[str], subtitle: str | None) -> None:
    found = story(*between)
    assert found.subtitle == subtitle
    assert found.title == f"{HEADLINE} in all of Calder"
    assert found.body.startswith(LEAD)


# Bugs caught


def test_site_before_the_headline() -> None:
    text = f"The Calder Herald | {HEADLINE}"
    assert text[slice(*trim_site(text, SITES))] == HEADLINE


@pytest.mark.parametrize("line", ["Temps de lecture 3 min", "dpa | Calder Anzeiger", "Anna Berg | Calder Anzeiger"])
def test_lines_that_are_no_standfirst(line: str) -> None:
    assert story(line, "March 3, 2024").subtitle is None
