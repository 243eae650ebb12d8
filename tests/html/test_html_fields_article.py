"""A whole page: every field with its evidence, exact spans, and pages made to do harm."""

import html
import json
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.fields.finding import Finding
from dateline.fields.names import Names
from dateline.html.article import HtmlDraft, read_html
from dateline.settings import Settings

NAMES = Names(Settings())
TEXT = "".join(
    f"<p>The ferry between Calder and Ridley sails again at night, the {n}. harbour master said on Friday: nine years "
    f"without any boat were enough, and {n + 2} companies had asked to run it since the spring.</p>"
    for n in range(6)
)
LINKED = json.dumps(
    {
        "@type": "NewsArticle",
        "headline": 'Night ferry "Ada" returns to Calder',
        "datePublished": "2024-01-05T21:00:00-05:00",
        "author": [{"@type": "Person", "name": "Zoë Roe"}, {"name": "AFP"}],
        "publisher": {"name": "Calder Herald"},
    }
)
PAGE = f"""<!DOCTYPE html>\r
<html lang="en-GB"><head><title>Night ferry &quot;Ada&quot; returns to Calder | Calder Herald</title>\r
<!-- <meta property="og:site_name" content="Calder Herald"> -->
<meta property="og:site_name" content="Calder&#32;Herald">
<link rel="canonical" href="/news/ferry?utm_source=x">
<script type="application/ld+json">{LINKED}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Night ferry &ldquo;Ada&rdquo; <em>returns</em> to Calder</h1>
<p class="standfirst">The first boat sails on Friday evening, and tickets cost as much as by day.</p>
<p>By <a href="/author/zoe-roe">Zo&euml; Roe</a> and Bo Lund</p>{TEXT}
<p>Translated by Cy Marsh</p></article></body></html>"""


def of(draft: HtmlDraft, field: str, *, chosen: bool = True) -> list[Finding]:
    return [found for found in draft.findings if found.field == field and found.chosen is chosen]


def test_a_page() -> None:
    draft = read_html(PAGE, NAMES, "https://www.calderherald.com/x")
    assert draft.title == "Night ferry “Ada” returns to Calder"
    assert draft.date == date(2024, 1, 5)
    assert draft.published_at == datetime(2024, 1, 6, 2, tzinfo=UTC)
    assert (draft.date_edtf, draft.date_basis) == ("2024-01-05", "metadata")
    assert draft.authors == ("Zoë Roe", "Bo Lund")
    assert draft.agencies == ("AFP",)
    assert (draft.source, draft.source_domain) == ("Calder Herald", "calderherald.com")
    assert draft.url == "https://www.calderherald.com/news/ferry"
    assert draft.language == "en"
    assert draft.translator == "Cy Marsh"
    assert draft.body.count("harbour master") == 6
    assert draft.read.reason is None


def test_places() -> None:
    """Values stand where their rows say: attributes, strings of scripts, shown text; never in a comment."""
    draft = read_html(PAGE, NAMES, "https://www.calderherald.com/x")
    raw = {
        field: [PAGE[f.start : f.end] for f in of(draft, field) if f.start is not None]
        for field in ("title", "date", "authors", "agencies", "source", "url", "translator")
    }
    assert raw == {
        "title": ["Night ferry &ldquo;Ada&rdquo; <em>returns</em> to Calder"],
        "date": ["2024-01-05T21:00:00-05:00"],
        "authors": ["Zo&euml; Roe", "Bo Lund"],
        "agencies": ["AFP"],
        "source": ["Calder Herald"],
        "url": ["/news/ferry?utm_source=x"],
        "translator": ["Cy Marsh"],
    }
    source = of(draft, "source")[0]
    assert source.start is not None
    assert PAGE.rfind("<!--", 0, source.start) <= PAGE.rfind("-->", 0, source.start)


def test_what_lost_is_told() -> None:
    draft = read_html(PAGE, NAMES)
    assert {(f.value, f.reason) for f in of(draft, "authors", chosen=False)} == {("AFP", "no person: agency")}
    assert all(f.reason for f in draft.findings if not f.chosen)


def test_every_column_has_its_rows() -> None:
    draft = read_html(PAGE, NAMES, "https://www.calderherald.com/x")
    for field in ("title", "subtitle", "source", "translator", "url", "language"):
        assert [f.value for f in of(draft, field)][:1] == [getattr(draft, field)] or getattr(draft, field) is None
    assert tuple(f.value for f in of(draft, "authors")) == draft.authors
    assert "\n\n".join(f.value or "" for f in of(draft, "body")) == draft.body


def test_missing_fields_say_why() -> None:
    draft = read_html("<p>Hello there.", NAMES)
    missing = {f.field: f.reason for f in draft.findings if f.value is None}
    assert set(missing) >= {"date", "source", "url", "authors"}
    assert all(missing.values())


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(title=WORDS, author=WORDS, day=st.dates(), junk=WORDS)
def test_spans_are_exact(title: str, author: str, day: date, junk: str) -> None:
    """Whatever a page states: a span lies in the source, and reads as what was stated there."""
    stated = {"@type": "NewsArticle", "headline": title, "author": author, "datePublished": day.isoformat()}
    script = json.dumps(stated, ensure_ascii=len(title) % 2 == 0).replace("</", "<\\/")
    page = (
        f'<html><head><meta property="og:title" content="{html.escape(title)}"><meta name="author" '
        f"content='{html.escape(author)}'><script type='application/ld+json'>{script}</script></head>"
        f"<body>{junk}<h1>{html.escape(title)}</h1><p>By {html.escape(author)}</p>{TEXT}</body></html>"
    )
    for found in read_html(page, NAMES).findings:
        if found.start is None or found.end is None:
            continue
        assert 0 <= found.start < found.end <= len(page)
        if found.rule.startswith(("title.jsonld", "title.meta")):
            raw = page[found.start : found.end]
            read = json.loads(f'"{raw}"') if "jsonld" in found.rule else html.unescape(raw)
            assert "".join((found.value or "").split()) in "".join(html.unescape(html.unescape(read)).split())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<h1>",
                "</h1>",
                "<p>",
                "By Ada Roe ",
                "<meta name=author content=",
                '"',
                "'",
                "<script type='application/ld+json'>",
                '{"@type":"NewsArticle","headline":',
                "[",
                "}",
                "</script>",
                "<!--",
                "-->",
                "<time datetime=2024-01-05>",
                "<title>",
                "2024-01-05 ",
                "&amp;",
                "\r\n",
                "<svg>",
                "<span itemprop=author itemscope>",
                "Ferry returns ",
                "<link rel=canonical href=",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_nothing_raises_and_twice_is_the_same(page: str) -> None:
    first, second = read_html(page, NAMES), read_html(page, NAMES)
    assert first.findings == second.findings


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            script('{"@type":"NewsArticle","headline":"' + 'a "b", ' * 40_000 + '"}'), id="broken linked data"
        ),
        pytest.param(script('{"a":"' + 'b" ' * 60_000) * 20, id="many broken scripts"),
        pytest.param(script("[" * 100_000), id="nested linked data"),
        pytest.param(
            "".join(f'<meta property="og:title" content="title {n}">' for n in range(10_000)), id="10,000 titles"
        ),
        pytest.param(
            "".join(f'<meta name="author" content="Jane Doe{n}">' for n in range(10_000)), id="10,000 authors"
        ),
        pytest.param('<meta name="date" content="2024-01-05">' * 10_000, id="10,000 dates"),
        pytest.param("<!--" * 100_000, id="comments without end"),
        pytest.param('<meta name=author content="Ada Roe" x=' + "\"'" * 100_000 + ">", id="quotes"),
        pytest.param("<title>" + "a | b - " * 50_000 + "</title>", id="a long title"),
        pytest.param('<span itemprop="author" itemscope>' * 2_000, id="nested items"),
    ],
)
def test_hostile_pages_end_soon(head: str) -> None:
    """A page costs less than two seconds of a processor, whatever its head holds (0.6 s were measured at most)."""
    start = time.process_time()
    read_html(f"<html><head>{head}</head><body><h1>Night ferry returns to Calder</h1>{TEXT}</body></html>", NAMES)
    assert time.process_time() - start < 2.0
