"""The day of publication: where pages state it, what is no such statement, zones, orders of day and month."""

import json
from datetime import UTC, date, datetime

import pytest

from dateline.html.dates import Dating, find_date
from dateline.html.dom import read_page
from dateline.html.facts import gather
from dateline.html.moments import read_moment
from dateline.html.title import find_title

DAY = date(2024, 1, 5)
H1 = "<h1>Night ferry returns to Calder</h1>"


def dating(head: str = "", body: str = H1, url: str | None = None, language: str | None = "en-GB") -> Dating:
    facts = gather(read_page(f"<html><head>{head}</head><body>{body}</body></html>"))
    return find_date(facts, find_title(facts, frozenset()).block, url, language)


def meta(content: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**members: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Night ferry returns to Calder"}
    return f'<script type="application/ld+json">{json.dumps(article | members)}</script>'


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05",
        "2024-01-05T10:00:00Z",
        "2024-01-05T23:59:59-08:00",
        "2024-01-05 10:00",
        "2024-1-5",
        "20240105",
        "20240105T101500Z",
        "2024-01-05T10:00:00.123+0000",
        "2024-01-05T10:00+01",
        "Fri, 05 Jan 2024 10:00:00 GMT",
        "January 5, 2024",
        "5. Januar 2024",
        "1704448800",
        "1704448800000",
        "05.01.2024",
        "2024年1月5日",
        "٥ يناير ٢٠٢٤",
        "5 января 2024",
        " 2024-01-05 ",
        "2024-01-05T24:61:00Z",
    ],
)
def test_spellings(text: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert moment.day == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2024-13-45",
        "0000-00-00",
        "12",
        "1e400",
        "2024",
        "1970-01-01T00:00:00Z",
        "9999999999",
        "10:00",
        "x" * 5000,
    ],
)
def test_no_days(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-01-05T10:00:00Z", datetime(2024, 1, 5, 10, tzinfo=UTC)),
        ("2024-01-05T00:30:00+02:00", datetime(2024, 1, 4, 22, 30, tzinfo=UTC)),
        ("2024-01-05T10:00:00", None),
        ("2024-01-05T10:00:00+99:99", None),
        ("2024-01-05", None),
    ],
)
def test_moments(text: str, time: datetime | None) -> None:
    """The day is the one written; the moment is in UTC, and there is none without a zone."""
    moment = read_moment(text)
    assert moment is not None
    assert (moment.day, moment.time) == (DAY, time)


@pytest.mark.parametrize(
    ("head", "body", "basis"),
    [
        pytest.param(
            linked(datePublished="2024-01-05T10:00:00Z", dateModified="2024-03-01"), H1, "metadata", id="linked data"
        ),
        pytest.param(meta("2024-01-05"), H1, "metadata", id="meta"),
        pytest.param(meta("2024-01-05", "DC.date.issued"), H1, "metadata", id="Dublin Core"),
        pytest.param(meta("2024-01-05", "citation_publication_date"), H1, "metadata", id="citation"),
        pytest.param(
            "", f'{H1}<span itemprop="datePublished" content="2024-01-05"></span>', "metadata", id="microdata"
        ),
        pytest.param("", f'{H1}<p><time datetime="2024-01-05T10:00">Friday</time></p>', "metadata", id="time element"),
        pytest.param("", f"{H1}<p>Published: 5 January 2024, updated: 8 January 2024</p>", "stated", id="date line"),
        pytest.param("", f"{H1}<p>By Ada Roe | 05/01/2024</p>", "stated", id="beside a byline"),
        pytest.param(
            "",
            f"{H1}{'<p>A paragraph of words that goes on and on.</p>' * 40}<p>Published 5 January 2024</p>",
            "stated",
            id="far below",
        ),
        pytest.param(
            meta("2024-01-08", "article:modified_time"),
            f"{H1}<p>5 January 2024</p>",
            "stated",
            id="an update is not it",
        ),
        pytest.param(
            linked(datePublished="2024-01-05"),
            f'{H1}<p><time datetime="2024-02-02">2 Feb</time></p>',
            "metadata",
            id="a related item is not it",
        ),
        pytest.param(
            meta("2023-01-01") + meta("2024-01-05") + meta("2022-01-01") + linked(datePublished="2024-01-05"),
            H1,
            "metadata",
            id="metas of a list",
        ),
    ],
)
def test_where_it_stands(head: str, body: str, basis: str) -> None:
    found = dating(head, body)
    assert (found.date, found.edtf, found.basis) == (DAY, "2024-01-05", basis)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            "",
            f"{H1}<p>On 5 May 1941 the old ferry sank off Calder, and only two of the crew of eleven were saved.</p>",
            id="history",
        ),
        pytest.param("", f"{H1}<p>Copyright 2019-2024 Calder Herald</p>", id="copyright"),
        pytest.param(meta("2024-01-05", "article:modified_time"), H1, id="only an update in the metadata"),
        pytest.param(meta("0001-01-01T00:00:00"), H1, id="placeholder"),
        pytest.param("", f"{H1}<p>Photo taken on 5 January 2024</p>", id="a picture's"),
    ],
)
def test_no_date(head: str, body: str) -> None:
    found = dating(head, body)
    assert found.date is None
    assert found.reason


def test_update_in_metadata_is_evidence() -> None:
    found = dating(meta("2024-01-05", "article:modified_time"))
    assert [other.moment.day for other in found.others] == [DAY]
    assert found.reason == "the page states the day of an update alone"


def test_zone_of_the_publisher_settles_the_day() -> None:
    """The same moment stated in UTC and in the publisher's zone: the day is the publisher's."""
    head = linked(datePublished="2024-01-06T02:00:00Z") + meta("2024-01-05T21:00:00-05:00")
    found = dating(head)
    assert found.date == DAY
    assert found.published_at == datetime(2024, 1, 6, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "url", "expected"),
    [
        ("en-US", None, date(2024, 5, 1)),
        ("en-GB", None, date(2024, 1, 5)),
        ("de", None, date(2024, 1, 5)),
        (None, None, None),
        (None, "https://calder.example/2024/05/01/ferry", date(2024, 5, 1)),
        ("en-GB", "https://calder.example/2024/05/01/ferry", date(2024, 5, 1)),
    ],
)
def test_order_of_day_and_month(language: str | None, url: str | None, expected: date | None) -> None:
    """By language; an address overrules custom; without either neither day is chosen."""
    found = dating("", f"{H1}<p>Published 05/01/2024</p>", url, language)
    assert found.date == expected
    if expected is None:
        assert found.open is not None
        assert found.reason == "day and month could be exchanged: 2024-01-05 or 2024-05-01"


def test_address() -> None:
    found = dating(url="https://calder.example/2024/01/05/ferry")
    assert (found.date, found.basis) == (DAY, "url")
    found = dating(url="https://calder.example/2024/01/ferry-returns")
    assert (found.date, found.edtf, found.basis) == (None, "2024-01", "url")


def test_conflicts_are_told() -> None:
    found = dating(
        linked(datePublished="2024-01-05") + meta("2023-11-11", "date"), url="https://c.example/2024/01/04/x"
    )
    assert found.date == DAY
    assert {other.moment.day for other in found.others} == {date(2023, 11, 11), date(2024, 1, 4)}


def test_days_of_two_zones_bear_each_other_out() -> None:
    head = meta("2023-11-11") + linked(uploadDate="2024-01-04")
    assert dating(head, url="https://c.example/2024/01/05/x").date == DAY


def test_update_above_the_date() -> None:
    assert dating("", f"{H1}<p>Updated: 8 January 2024</p><p>5 January 2024</p>").date == DAY


def test_update_that_is_shown_where_nothing_else_is() -> None:
    found = dating("", f"{H1}<p>Last updated: 5 January 2024</p>")
    assert (found.date, found.reason) == (DAY, "the page states no date but that of an update")


def test_bug_date_that_opens_a_paragraph() -> None:
    """A paragraph that opens with its date and a stop states it; one that tells of a day does not."""
    words = " The ferry between Calder and Ridley sails again at night, after nine years without any boat." * 2
    assert dating("", f"{H1}<p>5 January 2024.{words}</p>").date == DAY
    assert dating("", f"{H1}<p>5 January 2024 was a cold day.{words}</p>").date is None
