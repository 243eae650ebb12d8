"""Pages made to exhaust the parser or the walk end soon, one way or the other."""

import time

import pytest

from dateline.html.body import read_body
from dateline.html.bombs import ATTRIBUTES, LARGEST, NESTED, nesting, parse_bomb
from dateline.html.dom import read_page

SECONDS = 1.0
"""Of CPU, for parse, walk and body."""

HOSTILE = {
    "nested": "<div>" * 100_000 + "x",
    "nested and closed": "<div>" * 50_000 + "x" + "</div>" * 50_000,
    "nested below the limit": "<div><p>hello" * (NESTED // 4),
    "nested inline": "<b>" * 100_000 + "x",
    "attributes": "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">x",
    "unclosed attributes": '<p a="' * 100_000,
    "one line": "<p>" + "word " * 1_000_000,
    "one word": "<p>" + "x" * 5_000_000,
    "white space": "<p>a" + " " * 5_000_000 + "b",
    "prose": "<p>" + "Some words, that go on. " * 200_000,
    "blocks": "".join(f"<p>hello {number}</p>" for number in range(50_000)),
    "equal blocks": "<p>hello</p>" * 50_000,
    "entities": "<p>" + "&amp;&lt;&notanentity;" * 200_000,
    "ampersands": "<p>" + "&" * 2_000_000,
    "null characters": "<p>a\0b" * 10_000,
    "an unclosed comment": "<p>x<!-- " + "y " * 1_000_000,
    "comments": "<!--" * 100_000,
    "breaks": "<p>" + "x<br>" * 70_000,
    "empty lines": "<pre>" + "word\n\n" * 30_000,
    "spans": "<p>" + "<span>a</span>" * 40_000,
    "misnested": "<b>x<p>y</b>z</p>" * 5_000,
    "cells without a table's end": "<table><tr><td>x" * 4_000,
    "a string without an end": '<script>x="' + '\\"' * 500_000,
    "escapes in a stated text": '<script>"articleBody":"' + "\\\\" * 500_000,
    "quotes": "<script>" + '"' * 1_000_000 + "</script>",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_ends_soon(source: str) -> None:
    read_body(read_page("<p>The models and word lists are read before the clock starts.</p>"), None)
    start = time.process_time()
    read_body(read_page(source), "hello")
    assert time.process_time() - start < 3 * SECONDS  # where others share the machine


BOMBS = {
    "nested": ("<div>" * (NESTED + 1), f"{NESTED + 1} elements within each other"),
    "attributes": ("<p " + "a " * (ATTRIBUTES + 5) + "x" * 3 * ATTRIBUTES + ">", "attributes, more than"),
    "large": ("x" * (LARGEST + 1), "characters, more than"),
    "tags": ("<p>" * 200_000, "200000 tags"),
}


@pytest.mark.parametrize(("source", "fault"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_not_parsed_and_told(source: str, fault: str) -> None:
    page = read_page(source)
    assert fault in (page.fault or "")
    assert page.blocks == []
    body = read_body(page, None)
    assert (body.paragraphs, body.reason) == ((), page.fault)


FAIR = {
    "many paragraphs without an end tag": "<p>word" * (NESTED + 1),
    "many pictures": "<img src=a>" * (NESTED + 1),
    "a long attribute": f'<p data-x="{"x" * 100_000}">x</p>',
    "many elements side by side": "<div>x</div>" * (NESTED + 1),
}


@pytest.mark.parametrize("source", FAIR.values(), ids=FAIR)
def test_what_is_only_large_is_parsed(source: str) -> None:
    assert parse_bomb(source) is None


def test_nesting_counts_what_stands_open_at_once() -> None:
    assert nesting("<div><p>a<p>b<br><b>c</b></div><DIV></DIV>") == 2
