"""Spans in the source: what stands there, read as the parser reads it, is the text, or there is no span."""

import html
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.html.dom import read_page
from dateline.html.locate import Source
from dateline.html.pieces import LONGEST, Pieces, decode, read_pieces

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def raw(source: str, block: int, start: int = 0, end: int | None = None) -> str | None:
    page = read_page(source)
    text = page.blocks[block].text
    span = Source(source, page).within(block, start, len(text) if end is None else end)
    return source[slice(*span)] if span else None


WHOLE = {
    "plain": ("<p>One two</p>", "One two"),
    "without the white space around it": ("<p>\n  One two \n</p>", "One two"),
    "with tags within": ("<p>One <b>two</b> three</p>", "One <b>two</b> three"),
    "up to its last character": ("<p><i>One <b>two</b></i></p>", "One <b>two"),
    "entities as they stand": ("<p>Fish &amp; chips&hellip;</p>", "Fish &amp; chips&hellip;"),
    "numbers of characters": ("<p>&#8220;One&#x201D;</p>", "&#8220;One&#x201D;"),
    "an entity without its end": ("<p>AT&ampT, &copy 2020</p>", "AT&ampT, &copy 2020"),
    "what only looks like an entity": ("<p>a & b &unknown; c</p>", "a & b &unknown; c"),
    "line ends of another system": ("<p>One\r\ntwo\rthree</p>", "One\r\ntwo\rthree"),
    "null characters": ("<p>One\0two</p>", "One\0two"),
    "comments within": ("<p>One<!-- <p>One two</p> -->two</p>", "One<!-- <p>One two</p> -->two"),
    "the same words in a comment before": ("<!-- <p>One</p> --><p>One</p>", "One"),
    "a sign in an attribute": ("<p title=\"a > b\" data-x='<p>One'>One</p>", "One"),
    "an attribute without quotes": ("<p title=it's><b>One</b></p>", "One"),
    "stray end tags": ("<p>One</x>two</p>", "One</x>two"),
    "soft hyphens": ("<p>co&shy;op</p>", "co&shy;op"),
    "a letter that is two": ("<p>&NotEqualTilde; x</p>", "&NotEqualTilde; x"),
    "a less-than sign that opens nothing": ("<p>1 < 2 <3</p>", "1 < 2 <3"),
}


@pytest.mark.parametrize(("source", "expected"), WHOLE.values(), ids=WHOLE)
def test_span_of_a_block(source: str, expected: str) -> None:
    assert raw(source, 0) == expected


UNSEEN = [
    "<script>var a = '<p>One</p>';</script>",
    "<script>'One'<!-- </script>",
    "<style>One</style>",
    "<template><p>One</p><template><p>One</p></template></template>",
    "<textarea><p>One</p></textarea>",
    "<title>One</title>",
    "<svg><title>One</title></svg>",
    "<svg><title/><path/></svg>",
    "<svg><style id=x /><text>One</text></svg>",
    "<SCRIPT/>One</SCRIPT>",
    "<select><option>One</option></select>",
    "<p hidden>One</p>",
    "<noscript><p>One</p></noscript>",
    "<iframe><p>One</p></iframe>",
    '<img alt="<p>One</p>">',
    "<?php One ?>",
    "<!One>",
    "</ One>",
]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_the_same_words_where_no_reader_sees_them(unseen: str) -> None:
    source = f"<div>Zero</div>{unseen}<p>One</p><p>Two</p>"
    page = read_page(source)
    assert [block.text for block in page.blocks] == ["Zero", "One", "Two"]
    at = source.rindex("One")
    assert Source(source, page).blocks(1, 1) == (at, at + 3)
    assert Source(source, page).blocks(0, 2) == (source.index("Zero"), len(source) - 4)


def test_the_same_line_many_times() -> None:
    source = "<p>One</p>" * 5
    page = read_page(source)
    places = Source(source, page)
    assert [places.blocks(at, at) for at in range(5)] == [(3 + 10 * at, 6 + 10 * at) for at in range(5)]


SLICES = {
    "a word": ("<p>By <a>Ann Bly</a>, editor</p>", (3, 10), "Ann Bly"),
    "over a tag": ("<p>By <a>Ann</a> Bly</p>", (3, 10), "Ann</a> Bly"),
    "behind an entity": ("<p>A&amp;B said</p>", (4, 8), "said"),
    "an entity": ("<p>A&amp;B said</p>", (1, 2), "&amp;"),
    "behind folded white space": ("<p>A \n\n B  C</p>", (2, 5), "B  C"),
    "over a break": ("<p>A<br>\n B C</p>", (2, 3), "B"),
    "its white space cut": ("<p>One two three</p>", (3, 8), "two"),
    "behind hidden words": ("<p>One <i hidden>two</i>three</p>", (4, 9), "three"),
    "of a line of a pre": ("<pre>One\n\nTwo three\n\nFour</pre>", (0, 3), "One"),
}


@pytest.mark.parametrize(("source", "span", "expected"), SLICES.values(), ids=SLICES)
def test_span_of_a_slice(source: str, span: tuple[int, int], expected: str) -> None:
    assert raw(source, 0, *span) == expected


def test_blocks_of_one_text_node() -> None:
    source = "<pre>One\ntwo\n\n  Three &amp; four\n\n\nFive </pre>"
    assert [raw(source, block) for block in range(3)] == ["One\ntwo", "Three &amp; four", "Five"]
    assert raw(source, 1, 8, 12) == "four"


def test_no_span_where_the_parser_moved_text() -> None:
    source = "<table>stray<tr><td>One</td></tr>more</table><p>Two</p>"
    page = read_page(source)
    places = Source(source, page)
    for number, block in enumerate(page.blocks):
        span = places.blocks(number, number)
        assert span is None or source[slice(*span)] == block.text
    assert raw(source, len(page.blocks) - 1) == "Two"


def test_moved_text_lends_its_place_to_no_other() -> None:
    source = "<table>One<tr><td>One</td></tr>two</table><p>Three</p>"
    page = read_page(source)
    assert [block.text for block in page.blocks] == ["Onetwo", "One", "Three"]
    places = Source(source, page)
    assert places.blocks(1, 1) in (None, (18, 21))
    assert places.blocks(2, 2) == (source.index("Three"), len(source) - 4)


def test_an_empty_slice_has_no_span() -> None:
    assert raw("<p>One two</p>", 0, 3, 4) is None
    assert raw("<p>One two</p>", 0, 3, 3) is None


def test_what_is_encoded_beyond_measure_is_left_without_a_span() -> None:
    source = "<p>" + "&amp;" * (LONGEST // 5 + 1) + "</p><p>One</p>"
    assert raw(source, 0) is None
    assert raw(source, 1) == "One"


WORDS = st.text(st.sampled_from("abc é’&<>;#\n\r\t\u00a0\u00ad\u200b東\0\"'=!-/[]xA1"), max_size=12)
PIECES = st.one_of(
    WORDS,
    WORDS.map(html.escape),
    st.sampled_from(["&amp;", "&lt;b&gt;", "&#8217;", "&eacute", "&notin;", "&notit;", "&#x1F600;", "&#128;", "&;"]),
    st.sampled_from(["<b>", "</b>", "<i class='x>y'>", "</i>", "<br>", "<p>", "</p>", "<div>", "</div>", "</nothing>"]),
    st.sampled_from(["<!-- <p>abc</p> -->", "<!---->", "<!-->", "<![CDATA[abc]]>", "<?x>", "</ x>", "<!doctype html>"]),
    st.sampled_from(["<script>'<p>abc'</script>", "<style>p>b</style>", "<template><p>abc</p></template>"]),
    st.sampled_from(["<table>", "<tr>", "<td>", "</table>", "<ul><li>", "</ul>", "<pre>", "</pre>", "\n\n", "abc abc"]),
    st.sampled_from(
        ['<a href="/?a=b&amp;c">', "</a>", "<img alt='<p>abc'>", "<svg><title>abc</title></svg>", "<span hidden>"]
    ),
)
SOURCES = st.lists(PIECES, max_size=25).map("".join)


def shown(text: str) -> str:
    return "".join(INVISIBLE.sub("", text).split())


def read(source: str) -> str:
    """What a fresh parse makes of a part of the source, hidden words and the space between lines left out."""
    page = read_page(f"<div>{source}</div>")
    return shown("".join(block.text for block in page.blocks))


@settings(max_examples=400, deadline=None)
@given(SOURCES)
def test_a_span_never_tells_another_text(source: str) -> None:
    page = read_page(source)
    places = Source(source, page)
    for number, block in enumerate(page.blocks):
        span = places.blocks(number, number)
        if span is None:
            continue
        part = source[slice(*span)]
        if "<" not in part:
            assert shown(decode(part)) == shown(block.text)
        assert shown(block.text[0]) == shown(decode(part)[:1]) or part[0] in "&\0"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from("abc é’&<>東 \n"), min_size=1, max_size=12), min_size=1, max_size=8))
def test_every_block_of_a_well_formed_page_has_its_span(texts: list[str]) -> None:
    source = "".join(f"<p class='a>b'>{html.escape(text)}</p><!-- {text} -->" for text in texts if "--" not in text)
    page = read_page(source)
    places = Source(source, page)
    for number, block in enumerate(page.blocks):
        span = places.blocks(number, number)
        assert span is not None
        assert shown(html.unescape(source[slice(*span)])) == shown(block.text)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_spans_stand_in_the_order_of_the_page_and_do_not_meet(source: str) -> None:
    if "<table" in source:
        return  # text is moved out of tables
    page = read_page(source)
    places = Source(source, page)
    spans = [span for number in range(len(page.blocks)) if (span := places.blocks(number, number))]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(SOURCES, st.data())
def test_a_slice_lies_within_its_block(source: str, data: st.DataObject) -> None:
    page = read_page(source)
    if not page.blocks:
        return
    number = data.draw(st.integers(0, len(page.blocks) - 1))
    text = page.blocks[number].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = Source(source, page)
    whole, part = places.blocks(number, number), places.within(number, start, end)
    if part is not None and whole is not None:
        assert whole[0] <= part[0] < part[1] <= whole[1]
        if "<" not in source[slice(*part)]:
            assert shown(decode(source[slice(*part)])) == shown(text[start:end])


LAST = "The last paragraph of a text that is long enough to be looked for at a glance."
AHEAD_OF_IT = {
    "nothing": "",
    "linked data": f'<script type="application/ld+json">{{"articleBody": "{LAST}"}}</script>',
    "a comment": f"<!-- <p>{LAST}</p> -->",
    "an attribute": f'<p title="{LAST}">One</p>',
    "text that the parser moves": "<table>moved<tr><td>One</td></tr></table>",
    "a template": f"<template><p>{LAST}</p></template>",
    "a template in what is skipped": f"<object><template><p>{LAST}</p></template></object>",
    "a template in capitals": f"<body><TEMPLATE><p>{LAST}</p></TEMPLATE>",
    "a template in the head": f"<head><template><p>{LAST}</p></template></head>",
    "a line break that is dropped": f"<body><pre>\n{LAST[:9]}</pre><script>{LAST[:9]}</script>",
    "much else": "<p>One</p>" * 2000,
}
BEHIND_IT = {
    "nothing": "",
    "a long script": f"<script>{'x ' * 3000}</script><p>Below</p>",
    "much text": "<p>One more</p>" * 2000,
    "the same in a script": f'{"<p>One</p>" * 1000}<script>"{LAST}"</script><p>Below</p>',
    "a text that is cut": f"<p>{'word ' * 1000}</p>",
    "a tag that is cut": f'<p title="{"word " * 1000}">Below</p>',
}


@pytest.mark.parametrize("behind", BEHIND_IT.values(), ids=BEHIND_IT)
@pytest.mark.parametrize("ahead", AHEAD_OF_IT.values(), ids=AHEAD_OF_IT)
@pytest.mark.parametrize("last", [LAST, LAST.replace("long", "l&#111;ng"), LAST.replace(" ", "\n"), "Short"])
def test_looking_no_further_than_needed_finds_the_same(last: str, ahead: str, behind: str) -> None:
    source = f"<title>A page</title>{ahead}<div><p>{last}</p></div>{behind}"
    page = read_page(source)
    one, other = Source(source, page), Source(source, page)
    at = next(n for n, block in enumerate(page.blocks) if block.text == (LAST if last != "Short" else last))
    one.reach(page.blocks[at])
    assert one.blocks(at, at) is not None
    spans = [(one.blocks(n, n), other.blocks(n, n)) for n in (at, 0, len(page.blocks) - 1)]
    assert all(mine == theirs for mine, theirs in spans), spans
    assert one.blocks(at, at)[0] > source.index("<div>")


def test_no_more_of_a_source_is_looked_through_than_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    source = f"<p>{LAST}</p>{'<p>One more</p>' * 9000}"
    page = read_page(source)
    read: list[int] = []

    def counted(text: str, **options: bool) -> Pieces:
        read.append(len(text))
        return read_pieces(text, **options)

    monkeypatch.setattr("dateline.html.locate.read_pieces", counted)
    place = Source(source, page)
    place.reach(page.blocks[0])
    assert place.blocks(0, 0) == (3, 3 + len(LAST))
    assert sum(read) < len(source) / 10
    assert place.blocks(8000, 8000) is not None
    assert read[-1] == len(source)
