"""The walk: which lines a reader of a page sees, and what stands around them."""

import pytest

from dateline.html.dom import DEEPEST, HtmlPage, read_page


def lines(source: str) -> list[str]:
    return [block.text for block in read_page(source).blocks]


BLOCKS = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
    "unclosed paragraphs": ("<p>One.<p>Two.", ["One.", "Two."]),
    "unclosed list items": ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
    "text beside an element": ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
    "a paragraph that a block breaks": ("<p>One<div>Two</div>Three", ["One", "Two", "Three"]),
    "inline elements stay in the line": ("<p>One <b>two</b> <i>three</i>.</p>", ["One two three."]),
    "no space where there is none": ("<p>a<b>b</b>c</p>", ["abc"]),
    "one break is a new line": ("<p>One<br>two</p>", ["One\ntwo"]),
    "white space around a break goes": ("<p>One  <br/>\n two</p>", ["One\ntwo"]),
    "two breaks are a new paragraph": ("<p>One<br><br>two</p>", ["One", "two"]),
    "also with white space between": ("<div>One<br>\n&nbsp;<br>two<br><br><br>three</div>", ["One", "two", "three"]),
    "breaks alone are nothing": ("<p><br><br></p>", []),
    "a rule parts lines": ("<div>One<hr>two</div>", ["One", "two"]),
    "an empty block parts lines": ("<div>One<p></p>two</div>", ["One", "two"]),
    "white space is folded": ("<p>\n One \t\n two&nbsp; three\n</p>", ["One two three"]),
    "invisible marks go": ("<p>co&shy;op\u200berate\ufeff</p>", ["cooperate"]),
    "joiners of words stay": ("<p>می\u200cخواهم</p>", ["می\u200cخواهم"]),
    "null characters go": ("<p>a\0b</p>", ["ab"]),
    "East Asian lines close up": ("<p>東京は\n  日本の首都。</p>", ["東京は日本の首都。"]),
    "Korean lines do not": ("<p>서울은\n수도</p>", ["서울은 수도"]),
    "nor Latin ones": ("<p>one\ntwo</p>", ["one two"]),
    "right to left as it stands": ('<p dir="rtl">قال <b>الوزير</b> اليوم.</p>', ["قال الوزير اليوم."]),
    "ruby: the text, not its reading": ("<p><ruby>災害<rp>(</rp><rt>さいがい</rt><rp>)</rp></ruby>に</p>", ["災害に"]),
    "preformatted lines": ("<pre>One\n  two\n\nThree</pre>", ["One\ntwo", "Three"]),
    "preformatted, folded after it": ("<pre>a\nb</pre><p>c\nd</p>", ["a\nb", "c d"]),
    "cells": ("<table><tr><td>One<td>Two</table>", ["One", "Two"]),
    "definition lists": ("<dl><dt>One<dd>Two</dl>", ["One", "Two"]),
    "captions": ("<figure><img src=a><figcaption>One</figcaption></figure>", ["One"]),
    "entities": ("<p>Fish &amp; chips &lt;b&gt; &eacute;&#8217;</p>", ["Fish & chips <b> é’"]),
    "comments": ("<p>One<!-- two --> three</p>", ["One three"]),
    "an unclosed comment": ("<p>One</p><!-- two <p>three", ["One"]),
    "CDATA is a comment in HTML": ("<p>One<![CDATA[two]]></p>", ["One"]),
    "no body": ("", []),
    "no text": ("<p> \n </p><div>&nbsp;</div>", []),
    "a card's link holds blocks": ('<a href="/x"><h3>One</h3><p>Two</p></a>', ["One", "Two"]),
    "spans that look like lines": ("<div><span>Mayor</span><span>Monday</span></div>", ["Mayor Monday"]),
    "counted": ("<div><span>Culture</span><span>27.02.2016</span></div>", ["Culture 27.02.2016"]),
    "a drop cap is part of its word": ("<p><span>T</span><span>he town</span></p>", ["The town"]),
    "an index stays below": ("<p><b>CO</b><sub>2</sub></p>", ["CO2"]),
    "a span that is shown as a block": (
        '<div><span style="display: block">One</span><span style="display:block">two</span></div>',
        ["One", "two"],
    ),
    "a custom element is a block": ("<my-card>One</my-card><my-card>Two</my-card>", ["One", "Two"]),
    "unless it stands in a sentence": ("<p>One <my-term>two</my-term> three</p>", ["One two three"]),
    "AMP": ("<amp-accordion><section><h4>One</h4><p>Two</p></section></amp-accordion>", ["One", "Two"]),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_lines_of_a_page(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


UNSEEN = [
    "<script>x</script>",
    "<style>x</style>",
    "<template><p>x</p></template>",
    "<svg><title>x</title><text>x</text></svg>",
    "<iframe>x</iframe>",
    "<select><option>x</option></select>",
    "<textarea>x</textarea>",
    "<video>x</video>",
    "<canvas>x</canvas>",
]


@pytest.mark.parametrize("element", UNSEEN)
def test_what_is_no_text_of_the_page(element: str) -> None:
    page = read_page(f"<p>One</p>{element}<p>Two</p>")
    assert [block.text for block in page.blocks] == ["One", "Two"]
    assert page.hidden == []


HIDDEN = [
    "<p hidden>x</p>",
    "<div hidden><section><p>x</p></section></div>",
    '<p style="color: red; DISPLAY : none">x</p>',
    '<p style="visibility:hidden">x</p>',
    '<p class="a sr-only">x</p>',
    '<div class="screen-reader-text">x</div>',
    '<p class="u-visually-hidden">x</p>',
    "<noscript><p>x</p></noscript>",
    "<dialog><p>x</p></dialog>",
]


@pytest.mark.parametrize("element", HIDDEN)
def test_what_is_not_shown_at_first_is_kept_apart(element: str) -> None:
    page = read_page(f"<p>One</p>{element}<p>Two</p>")
    assert [block.text for block in page.blocks] == ["One", "Two"]
    assert [block.text for block in page.hidden] == ["x"]


SHOWN = [
    '<p hidden="until-found">x</p>',
    '<p style="display:block">x</p>',
    '<p class="hidden-gems">x</p>',
    '<p class="reader">x</p>',
    "<dialog open><p>x</p></dialog>",
    '<p aria-hidden="true">x</p>',  # hidden from screen readers, not from eyes
]


@pytest.mark.parametrize("element", SHOWN)
def test_what_only_looks_hidden_is_shown(element: str) -> None:
    assert lines(element) == ["x"]


def test_hidden_words_within_a_line() -> None:
    assert lines("<p>One <span hidden>two</span>three</p>") == ["One three"]


def places(page: HtmlPage, number: int) -> list[str]:
    at, tags = page.blocks[number].place, []
    while at >= 0:
        tags.append(page.places[at].tag)
        at = page.places[at].around
    return tags


def test_places_lead_from_a_block_to_the_body() -> None:
    page = read_page('<main><article class="a"><a href="/x"><p>One</p></a><h2>Two</h2></article></main>')
    assert places(page, 0) == ["p", "a", "article", "main", "body"]
    assert places(page, 1) == ["h2", "article", "main", "body"]
    article = page.places[page.places[page.blocks[1].place].around]
    assert article.attributes == {"class": "a"}
    assert article.depth == 2


def test_each_element_is_one_place_and_stands_behind_the_one_around_it() -> None:
    page = read_page("<div><section><p>One</p><p>Two</p></section><section><p>Three</p></section></div>")
    assert [place.tag for place in page.places] == ["body", "div", "section", "p", "p", "section", "p"]
    assert all(place.around < at for at, place in enumerate(page.places))


def test_links_of_a_block() -> None:
    block = read_page('<p>See <a href="/a" rel="tag">the one</a> and <a>two</a>.</p>').blocks[0]
    assert [(block.text[link.start : link.end], link.href, link.rel) for link in block.links] == [
        ("the one", "/a", "tag")
    ]
    assert block.link_chars == 7


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    first, second = read_page('<a href="/x"><h3>One</h3> <p>Two three</p></a>').blocks
    assert [(link.start, link.end, link.href) for link in first.links] == [(0, 3, "/x")]
    assert [(link.start, link.end, link.href) for link in second.links] == [(0, 9, "/x")]


def test_a_link_over_a_new_paragraph() -> None:
    first, second = read_page('<p>See <a href="/x">One<br><br>two</a> three</p>').blocks
    assert [(link.start, link.end) for link in first.links] == [(4, 7)]
    assert [(link.start, link.end) for link in second.links] == [(0, 3)]


def test_emphasis_times_and_inner_attributes() -> None:
    block = read_page('<p><b>Bold <i>both</i></b> at <time datetime="2021-03-04" class="when">noon</time></p>').blocks[
        0
    ]
    assert block.text == "Bold both at noon"
    assert block.strong == 9
    assert block.times == [(13, "2021-03-04")]
    assert block.inner == [{"datetime": "2021-03-04", "class": "when"}]


def test_what_one_block_holds_is_not_the_next_ones() -> None:
    second = read_page('<p><a href="/x" class="y">One</a></p><p>Two</p>').blocks[1]
    assert (second.links, second.inner, second.times, second.strong) == ([], [], [], 0)


def test_blocks_that_a_break_parts_say_so() -> None:
    page = read_page("<div>One<br><br>Two</div><p>Three</p>")
    assert [block.breaks for block in page.blocks] == [False, True, False]
    assert page.blocks[0].place == page.blocks[1].place != page.blocks[2].place


def test_text_nodes_of_a_block() -> None:
    page = read_page("<p>One <b>two</b></p><p>three</p>")
    assert ["".join(page.texts[block.first : block.last + 1]) for block in page.blocks] == ["One two", "three"]


def test_what_lies_too_deep_belongs_to_the_last_place() -> None:
    page = read_page("<div>" * (DEEPEST + 200) + "<p>One</p>")
    assert [block.text for block in page.blocks] == ["One"]
    assert page.places[page.blocks[0].place].depth == DEEPEST
