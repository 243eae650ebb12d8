"""The page's own address: labelled, shared, bare; and its canonical spelling."""

import pytest

from dateline.extract.page import read_page
from dateline.fields.source import domain_of
from dateline.fields.url import canonical, find_addresses, slug_words


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.X.example:80/a?b=2&a=1#part", "http://www.x.example/a?a=1&b=2"),
        ("https://x.example:443/a", "https://x.example/a"),
        ("https://x.example:8080/a", "https://x.example:8080/a"),
        ("https://x.example", "https://x.example/"),
        ("https://x.example/a?", "https://x.example/a"),
        ("https://x.example/a?id=7&fbclid=9", "https://x.example/a?id=7"),
        ("https://x.example/a?utm_source=rss&utm_medium=feed", "https://x.example/a"),
        ("https://x.example/a?ref=home&page=2", "https://x.example/a?page=2"),
        ("https://x.example/a?reference=5", "https://x.example/a?reference=5"),
        ("https://x.example/ä ö", "https://x.example/%C3%A4%20%C3%B6"),
        ("ftp://x.example/a", None),
        ("mailto:a@x.example", None),
        ("https://localhost/a", None),
        ("https://[::1/a", None),
        ("https://x.example/" + "a" * 2100, None),
        ("", None),
    ],
)
def test_canonical(url: str, expected: str | None) -> None:
    assert canonical(url) == expected
    assert expected is None or canonical(expected) == expected


FOUND = [
    ("Original url: https://x.example/a-b-story", "https://x.example/a-b-story", "url.labelled"),
    ("Original url:\n\n<https://x.example/a-b-story>", "https://x.example/a-b-story", "url.labelled"),
    ("Source: Herald (https://x.example/a-b-story)", "https://x.example/a-b-story", "url.labelled"),
    ("Quelle: https://x.example/a-b-story", "https://x.example/a-b-story", "url.labelled"),
    ("来源：https://x.example/a-b-story", "https://x.example/a-b-story", "url.labelled"),
    ("URL: https://x.example/a-b-story.", "https://x.example/a-b-story", "url.labelled"),
    (
        "[Share](https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fx.example%2Fstory-one)",
        "https://x.example/story-one",
        "url.share-link",
    ),
    (
        "[X](https://twitter.com/intent/tweet?url=https://x.example/story-one&text=Hi)",
        "https://x.example/story-one",
        "url.share-link",
    ),
    ("text\n\nhttps://x.example/long-path-here\n", "https://x.example/long-path-here", "url.bare"),
]


@pytest.mark.parametrize(("raw", "url", "rule"), FOUND)
def test_addresses(raw: str, url: str, rule: str) -> None:
    found = find_addresses(read_page(raw))
    assert [(address.url, address.rule) for address in found[:1]] == [(url, rule)]
    if rule != "url.share-link":  # the address stands there with its slashes written otherwise
        assert raw[found[0].start : found[0].end] == url


@pytest.mark.parametrize(
    "raw",
    [
        "See https://x.example/long-path-here for more about it",
        "Source: [Herald](https://x.example/)",
        "Source: the police said that https://x.example/a was wrong and much more text follows here",
        "[Follow us](https://www.facebook.com/herald)",
        "[Share](https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fx.example%2F)",
        "no address at all",
        "",
    ],
)
def test_no_address(raw: str) -> None:
    assert find_addresses(read_page(raw)) == []


def test_a_label_goes_before_a_share_link() -> None:
    raw = "[Share](https://twitter.com/share?url=https://x.example/shared-story)\n\nOriginal url: https://x.example/own-story"
    assert find_addresses(read_page(raw))[0].url == "https://x.example/own-story"


def test_slug_words() -> None:
    assert slug_words("https://x.example/2024/03/Night-trams_return.html?x=y") == {"night", "trams", "return", "html"}


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.herald.co.uk/x", "herald.co.uk"),
        ("https://news.herald.com/a", "herald.com"),
        ("https://herald.gov.au/", "herald.gov.au"),
        ("https://x.example/", None),
    ],
)
def test_registrable_domain(url: str, domain: str | None) -> None:
    assert domain_of(url) == domain
