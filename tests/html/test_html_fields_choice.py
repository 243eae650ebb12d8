"""What rules of choice fix, each beside what it must leave alone: headlines, days and bylines of made-up pages."""

import json
from datetime import UTC, date, datetime

import pytest

from dateline.fields.names import Names
from dateline.html.authors import find_authors
from dateline.html.dates import find_date
from dateline.html.dom import read_page
from dateline.html.facts import Facts, gather
from dateline.html.moments import read_moment
from dateline.html.people import Judge, split_names
from dateline.html.source import site_names
from dateline.html.title import find_title
from dateline.settings import Settings

NAMES = Names(Settings())
H = "Night ferry returns to Calder after nine years"
H1 = f"<h1>{H}</h1>"
OTHER = "Calder ferry: timetable, prices and all that riders ask"


def facts_of(head: str, body: str) -> Facts:
    site = '<meta property="og:site_name" content="Calder Herald">'
    return gather(read_page(f"<html><head>{site}{head}</head><body>{body}</body></html>"))


def title(head: str, body: str) -> str | None:
    facts = facts_of(head, body)
    chosen = find_title(facts, site_names(facts)).chosen
    return chosen.text if chosen else None


def day(head: str = "", body: str = H1) -> date | None:
    facts = facts_of(head, body)
    return find_date(facts, find_title(facts, site_names(facts)).block, None, "en-GB").date


def people(head: str = "", body: str = H1) -> list[str]:
    facts = facts_of(head, body)
    sites = site_names(facts)
    best, _ = find_authors(facts, find_title(facts, sites).block, Judge(NAMES, sites))
    return [credit.name for credit in best.people] if best else []


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**members: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | members)}</script>'


KICKED = f"Harbour strike: Report: {H}"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            linked(headline=KICKED) + f"<title>{KICKED}</title>" + meta("og:title", f"Report: {H}"),
            f"<h1><span>Harbour strike:</span> Report: {H}</h1>",
            KICKED,
            id="a topic that heading, title and linked data keep stays, though one meta leaves it out",
        ),
        pytest.param(
            linked(headline=H) + f"<title>Harbour | {H}</title>" + meta("og:title", H),
            f"<h1><div>Harbour</div><div>{H}</div></h1>",
            H,
            id="a kicker that most leave out goes",
        ),
        pytest.param(
            linked(headline=H) + meta("og:title", f"Opinion | {H}") + meta("twitter:title", f"Opinion | {H}"),
            "<p>x",
            H,
            id="a genre goes, however many places have it",
        ),
        pytest.param(
            linked(headline=H) + meta("og:title", f"Ferries: {H}") + meta("twitter:title", f"Ferries: {H}"),
            f"<title>Ferries: {H}</title><p>x",
            f"Ferries: {H}",
            id="a topic that most places have stays",
        ),
    ],
)
def test_what_stands_before_a_headline(head: str, body: str, expected: str) -> None:
    assert title(head, body) == expected


BREADCRUMB = f"<nav><ol><li>News</li><li><h1>{OTHER}</h1></li></ol></nav><h2>{H}</h2>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            f"<title>{OTHER}</title>" + linked(headline=OTHER) + meta("og:title", H) + meta("twitter:title", H),
            BREADCRUMB,
            H,
            id="a breadcrumb has what search engines get; the headline is the heading below it",
        ),
        pytest.param(
            f"<title>{OTHER}</title>" + linked(headline=OTHER) + meta("og:title", H),
            BREADCRUMB,
            OTHER,
            id="a heading that one statement alone repeats",
        ),
        pytest.param(
            f"<title>{OTHER}</title>" + meta("og:title", H) + meta("twitter:title", H),
            f"<h1>{OTHER}</h1><h2>{H}</h2>",
            OTHER,
            id="a heading of the first level outside navigations stays the headline",
        ),
    ],
)
def test_headings_of_a_breadcrumb(head: str, body: str, expected: str) -> None:
    assert title(head, body) == expected


def test_block_of_a_headline_that_a_breadcrumb_shows() -> None:
    """The byline stands below the heading that readers see, not below the breadcrumb."""
    facts = facts_of(f"<title>{OTHER}</title>" + linked(headline=H), BREADCRUMB.replace("</nav>", "</nav><p>x</p>" * 2))
    found = find_title(facts, site_names(facts))
    assert found.block is not None
    assert facts.page.blocks[found.block].text == H


@pytest.mark.parametrize(
    ("text", "expected", "time"),
    [
        pytest.param(
            "Fri Jan 05 10:20:30 CET 2024", date(2024, 1, 5), datetime(2024, 1, 5, 9, 20, 30, tzinfo=UTC), id="Java"
        ),
        pytest.param("Fri Jan  5 10:20:30 2024", date(2024, 1, 5), None, id="C"),
        pytest.param("Fri Jan 05 10:20:30 CET", None, None, id="no year"),
        pytest.param("Row Jan 45 10:20:30 2024", None, None, id="no such day"),
    ],
)
def test_dates_as_programs_print_them(text: str, expected: date | None, time: datetime | None) -> None:
    moment = read_moment(text, "de")
    assert (moment.day if moment else None, moment.time if moment else None) == (expected, time)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            linked(headline=H, datePublished="2024-03-09", dateModified="2024-03-09")
            + meta("article:published_time", "2024-01-05"),
            H1,
            date(2024, 1, 5),
            id="a day of publication that is renewed with every change",
        ),
        pytest.param(
            linked(headline=H, datePublished="2024-01-05", dateModified="2024-01-05")
            + meta("article:published_time", "2024-01-05"),
            H1,
            date(2024, 1, 5),
            id="changed on the same day",
        ),
        pytest.param(
            linked(headline=H, datePublished="2024-01-05", dateModified="2024-03-09")
            + meta("article:published_time", "2023-11-30"),
            H1,
            date(2024, 1, 5),
            id="two days, neither that of the change",
        ),
        pytest.param(linked(headline=H, datePublished=1704448800), H1, date(2024, 1, 5), id="a number of seconds"),
        pytest.param(linked(headline=H, datePublished=True), H1, None, id="no number of seconds"),
    ],
)
def test_stated_days(head: str, body: str, expected: date | None) -> None:
    assert day(head, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f"{H1}<figcaption>The old boat of the company at its pier in Calder, 3 January 2024</figcaption>",
            None,
            id="what a picture shows has a day of its own",
        ),
        pytest.param(
            f"{H1}<p>By Ada Roe and Bo Lund of our office in Ridley, 5 January 2024</p>",
            date(2024, 1, 5),
            id="a long byline with its day",
        ),
        pytest.param(
            f"{H1}<blockquote>— Ada Roe (@adaroe) January 3, 2024</blockquote>", None, id="a post that is shown"
        ),
        pytest.param(f"{H1}<p>Ada Roe, January 5, 2024</p>", date(2024, 1, 5), id="the author and the day"),
        pytest.param(
            f'{H1}<p><a href="/night-ferry">5 January 2024</a></p>', date(2024, 1, 5), id="the day links to the page"
        ),
        pytest.param(
            f'{H1}<p><a href="/a">Harbour masters are wanted in all of the county 4 January 2024</a></p>',
            None,
            id="a link to another article with its day",
        ),
        pytest.param(
            f"{H1}<div><span>Ada Roe</span> <span>05.01.24</span><span>10:20</span></div>",
            date(2024, 1, 5),
            id="day and time of day that no space parts",
        ),
        pytest.param(
            f'<nav><a href="/u">Flood update</a></nav><p>5 January 2024</p>{H1}',
            date(2024, 1, 5),
            id="a link above is no label",
        ),
        pytest.param(f"<p>Last update</p><p>3 January 2024</p>{H1}<p>x", None, id="a label above is one"),
        pytest.param(
            f"{H1}<p>By Ada Roe on 5 January 2024. Filed under Ports. {'You may leave a reply here. ' * 5}</p>",
            date(2024, 1, 5),
            id="a long line that a byline opens",
        ),
        pytest.param(
            f"{H1}<p>The ferry sank on 3 January 2024. {'It had been repaired only a month before that. ' * 4}</p>",
            None,
            id="a paragraph that tells of a day",
        ),
    ],
)
def test_days_that_are_shown(body: str, expected: date | None) -> None:
    assert day("", body) == expected


CARD = '<a href="/b"><h3>Harbour masters wanted</h3><p>By Cy Marsh</p></a>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f'{H1}<div class="author">Ada Roe</div><div class="author">Bo Lund</div>',
            ["Ada Roe", "Bo Lund"],
            id="authors in lines of their own",
        ),
        pytest.param(
            f'{H1}<ul><li class="a first"><a href="/author/a">Ada Roe</a></li><li class="a"><a href="/author/b">Bo Lund'
            "</a></li></ul>",
            ["Ada Roe", "Bo Lund"],
            id="a list of authors",
        ),
        pytest.param(
            f'{H1}<dl class="w"><dt><a href="/author/a">Ada Roe</a></dt><dd><a href="/author/a">a@example.org</a></dd>'
            '</dl><dl class="w"><dt><a href="/author/b">Bo Lund</a></dt></dl>',
            ["Ada Roe", "Bo Lund"],
            id="addresses between the names",
        ),
        pytest.param(
            f'{H1}<div class="author">Ada Roe</div><p>{"The boats are back. " * 9}</p><p>{"They are new. " * 12}</p>'
            '<p>x</p><div class="author">Bo Lund</div>',
            ["Ada Roe"],
            id="text between two names",
        ),
        pytest.param(
            f"{H1}<p>by Ada Roe, Health Reporter</p>" + "".join(f"<p>Story {n}</p><p>By: Cy Marsh</p>" for n in "abc"),
            ["Ada Roe"],
            id="cards that name a columnist over and over",
        ),
        pytest.param(f"{CARD}{H1}", [], id="the card of another article"),
        pytest.param(f'{H1}<a href="/x"><p>By Ada Roe</p></a>', ["Ada Roe"], id="a link that no headline has"),
        pytest.param(
            f"{H1}<figure><figcaption class='image-author'>The minister, Cy Marsh, in Ridley</figcaption></figure>"
            "<p class='author'>Ada Roe</p>",
            ["Ada Roe"],
            id="what a picture shows",
        ),
        pytest.param(
            f'{H1}<p><a href="/author/c">© Cy Marsh</a></p><p class="author">Ada Roe</p>', ["Ada Roe"], id="a picture's"
        ),
        pytest.param(
            f'{H1}<p>By <a href="/author/a">Ada Roe</a><span>long Read</span></p>', ["Ada Roe"], id="no space behind"
        ),
        pytest.param(
            f'{H1}<p class="byline">Ada Roe <a href="mailto:a@example.org">Tips me</a></p>', ["Ada Roe"], id="mail link"
        ),
        pytest.param(f"{H1}<p>by RiverWatcher, 5 January 2024</p>", ["RiverWatcher"], id="a pen name and the day"),
        pytest.param(f"{H1}<p>By Course or type</p>", [], id="a phrase is no pen name"),
        pytest.param(f"{H1}<p>Text Size</p>", [], id="a button"),
        pytest.param(f"{H1}<p>Ada Roe | 05.01.24</p>", ["Ada Roe"], id="a name before the day"),
        pytest.param(f"{H1}<p>Harbour news | 05.01.24</p>", [], id="a section before the day"),
        pytest.param(f"{H1}<p>Calder, 5 January 2024</p>", [], id="a place before the day"),
    ],
)
def test_bylines(body: str, expected: list[str]) -> None:
    assert people("", body) == expected


FAR = H1 + "".join(f"<p>Line {n} of a long page</p>" for n in range(20))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"{FAR}<p>서울 김가나 기자 kim@example.org</p>", ["김가나"], id="a reporter with an address"),
        pytest.param(f"{FAR}<p>{'축제가 항구에서 열리고 있다 ' * 4}박다라 기자</p>", [], id="a long caption"),
        pytest.param(f"{FAR}<p>By Ada Roe</p>", ["Ada Roe"], id="signed below"),
        pytest.param(f"{FAR}<div class='related-teaser'><p>By Cy Marsh</p></div>", [], id="a teaser below"),
        pytest.param(f"{FAR}<aside><p>By Cy Marsh</p></aside>", [], id="an aside"),
    ],
)
def test_bylines_far_below(body: str, expected: list[str]) -> None:
    assert people("", body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            linked(headline=H, author="wordpressadmin"), f"{H1}<p>By Ada Roe</p>", ["Ada Roe"], id="a login is nobody"
        ),
        pytest.param(
            linked(headline=H, author="riverdesk77x"), f"{H1}<p>By Ada Roe</p>", ["Ada Roe"], id="with digits too"
        ),
        pytest.param(
            linked(headline=H, author="riverwatcher"), f"{H1}<p>By Ada Roe</p>", ["Ada Roe"], id="a name beats a login"
        ),
        pytest.param(
            linked(headline=H, author="riverwatcher"),
            f"{H1}{'<p>x y</p>' * 6}<p>By Ada Roe</p>",
            ["Ada Roe"],
            id="also some lines below",
        ),
        pytest.param(
            linked(headline=H, author="Bo Lund"),
            f"{H1}{'<p>x y</p>' * 6}<p>By Ada Roe</p>",
            ["Bo Lund"],
            id="a name that the page states beats one some lines below",
        ),
        pytest.param(linked(headline=H, author="riverwatcher"), H1, ["riverwatcher"], id="a pen name alone"),
        pytest.param(linked(headline=H, author="Calder H"), H1, [], id="the site, cut short"),
        pytest.param(linked(headline=H, author="Bridget H"), H1, ["Bridget H"], id="a person, cut short"),
        pytest.param(
            linked(headline=H, articleSection="Health", author="Health"), H1, [], id="a section is no pen name"
        ),
    ],
)
def test_logins_and_sites(head: str, body: str, expected: list[str]) -> None:
    assert people(head, body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Roe And Bo Lund For The Calder Mail On Sunday", ["Ada Roe", "Bo Lund"]),
        ("Ada Forester", ["Ada Forester"]),
        ("Ada Roe Landespolitische Korrespondentin", ["Ada Roe"]),
        ("Ada Roe C. le", ["Ada Roe C."]),
        ("Ada van der Roe", ["Ada van der Roe"]),
        ("ada roe", ["ada roe"]),
        ("Landesanstalt für Wald und Forstwirtschaft", []),
        ("Ada Roe, Ridley Technologies", ["Ada Roe"]),
    ],
)
def test_names_in_a_string(text: str, expected: list[str]) -> None:
    credits = split_names(text, None, Judge(NAMES, frozenset({"calderherald"})), stated=True)
    assert [credit.name for credit in credits if credit.kind == "person"] == expected
