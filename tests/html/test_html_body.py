"""The body of a page: what is kept, what is left out, and where it stands."""

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.html.body import Body, block_kinds, read_body
from dateline.html.dom import read_page
from dateline_schema.boilerplate import boilerplate

TITLE = "Harbour bridge opens two years late"
TEXT = (
    "The harbour bridge opened to walkers on Monday, two years later than the council had promised when work began.",
    "“Nobody has to go round by the old quay any more,” said Mayor Ruth Okafor, who crossed it as the first guest.",
    "Builders from Eastholm had found rotten timber under the northern pier in the first winter, and the works stood "
    "still until the engineers had agreed on who was to pay for new foundations.",
    "The council says that it will publish the final costs in spring, after the auditors have read the contracts.",
    "A second bridge, further up the river, is to follow if the state pays its share of forty million crowns.",
)
MENU = "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>' for name in "News Sport Culture Weather Traffic".split()
)
HEAD = f"<head><title>{TITLE} - The Westhaven Post</title><meta property='og:title' content='{TITLE}'></head>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def page(article: str, around: str = "", head: str = HEAD) -> str:
    return (
        f"<!doctype html><html lang=en>{head}<body><header><nav><ul>{MENU}</ul></nav></header><main>"
        f"<article><h1>{TITLE}</h1>{article}</article>{around}</main>"
        "<footer><p>Copyright The Westhaven Post. All rights reserved.</p></footer></body></html>"
    )


def read(source: str, headline: str | None = TITLE) -> Body:
    return read_body(read_page(source), headline)


def texts(source: str, headline: str | None = TITLE) -> list[str]:
    return [paragraph.text for paragraph in read(source, headline).paragraphs]


def test_the_paragraphs_of_an_article() -> None:
    assert texts(page(paragraphs(*TEXT))) == list(TEXT)


def test_paragraphs_parted_by_breaks() -> None:
    assert texts(page(f"<div class=text>{'<br><br>'.join(TEXT)}</div>")) == list(TEXT)


def test_paragraphs_that_are_div() -> None:
    assert texts(page("".join(f"<div>{text}</div>" for text in TEXT))) == list(TEXT)


LEFT_OUT = {
    "the headline once more": f"<h2>{TITLE}</h2>",
    "the headline in capitals": f"<p>{TITLE.upper()}</p>",
    "a byline": '<p class="byline">By <a href="/authors/ann">Ann Bly</a></p>',
    "a caption": "<figure><img src=a.jpg><figcaption>The bridge on Monday. Photo: Ann Bly</figcaption></figure>",
    "buttons": '<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <button>Print</button></div>',
    "a link to another article": '<p><strong>Read more:</strong> <a href="/quay">What becomes of the old quay</a></p>',
    "a newsletter": '<div class="newsletter-signup"><p>Sign up for our newsletter</p></div>',
    "an advertisement": '<div class="ad-slot">Advertisement</div>',
    "tags": '<ul class="tags"><li><a href="/t/bridges">Bridges</a></li><li><a href="/t/ports">Ports</a></li></ul>',
}


@pytest.mark.parametrize("element", LEFT_OUT.values(), ids=LEFT_OUT)
@pytest.mark.parametrize("at", [0, 2, 5])
def test_what_is_left_out(element: str, at: int) -> None:
    article = paragraphs(*TEXT[:at]) + element + paragraphs(*TEXT[at:])
    assert texts(page(article)) == list(TEXT)


BELOW = {
    "related articles": '<section class="related"><h2>More news</h2><ul><li><a href="/a"><h3>Old quay to become a park'
    '</h3><p>The council wants trees where the cranes stood.</p></a></li><li><a href="/b"><h3>Ferry line ends after a '
    "century</h3><p>The last boat left on Sunday evening.</p></a></li></ul></section>",
    "comments": '<section id="comments"><h2>2 comments</h2><div class="comment"><b>walker7</b><p>About time, I say, we '
    'have waited long enough for it.</p></div><div class="comment"><b>eel</b><p>And who pays?</p></div></section>',
    "a cookie notice": '<div id="cookie-consent"><p>We use cookies to improve your experience on our site. By going on '
    "you agree to our use of cookies.</p><button>Accept</button></div>",
    "the most read": '<aside class="most-read"><h2>Most read</h2><ol><li><a href="/c">Storm closes the coast road for '
    "a second day</a></li><li><a href='/d'>Ten years on, the mill finds a buyer</a></li></ol></aside>",
}


@pytest.mark.parametrize("around", BELOW.values(), ids=BELOW)
def test_what_stands_below_the_article(around: str) -> None:
    assert texts(page(paragraphs(*TEXT), around)) == list(TEXT)


KINDS = {
    "paragraph": "<p>Nobody on the council had expected that the works would take as long as they did.</p>",
    "quote": "<blockquote>“We were all surprised by how rotten the timber was,” an engineer said.</blockquote>",
    "heading": "<h2>Rotten timber under the pier</h2>",
}


@pytest.mark.parametrize(("kind", "element"), KINDS.items())
def test_kinds_of_paragraphs(kind: str, element: str) -> None:
    body = read(page(paragraphs(*TEXT[:3]) + element + paragraphs(*TEXT[3:])))
    assert [paragraph.kind for paragraph in body.paragraphs] == ["paragraph"] * 3 + [kind] + ["paragraph"] * 2


def test_a_sentence_that_an_advertisement_breaks_is_whole_again() -> None:
    broken = (
        "<div>The mayor said that the bridge, which the council had long promised,<div class=ad>Advertisement</div>"
        "would serve the whole of the coast from now on.</div>"
    )
    found = texts(page(paragraphs(*TEXT[:3]) + broken + paragraphs(*TEXT[3:])))
    assert found[3] == (
        "The mayor said that the bridge, which the council had long promised, would serve the whole of the coast from "
        "now on."
    )


def test_lines_of_a_paragraph_have_no_white_space_at_their_ends() -> None:
    verse = f"<p>{TEXT[2]} <br> {TEXT[3]}</p>"
    assert texts(page(paragraphs(*TEXT[:2]) + verse))[2] == f"{TEXT[2]}\n{TEXT[3]}"


def test_text_that_the_contract_would_refuse_is_left_out() -> None:
    code = '&lt;a href="https://example.org/x"&gt;The words of an embedded post, which a script would show&lt;/a&gt;.'
    found = texts(page(paragraphs(*TEXT[:3]) + f"<p>{code}</p>" + paragraphs(*TEXT[3:])))
    assert found == list(TEXT)


def test_the_headline_is_read_from_the_head_where_none_is_given() -> None:
    assert texts(page(f"<h2>{TITLE}</h2>" + paragraphs(*TEXT)), None) == list(TEXT)


GERMAN = (
    "Die neue Hafenbrücke ist am Montag eröffnet worden, zwei Jahre später als der Rat versprochen hatte.",
    "„Niemand muss mehr den Umweg über den alten Kai nehmen“, sagte Bürgermeisterin Ruth Okafor bei der Eröffnung.",
    "Arbeiter hatten im ersten Winter morsches Holz unter dem nördlichen Pfeiler gefunden, danach ruhte der Bau.",
)
JAPANESE = (
    "港にかかる新しい橋が月曜日に開通した。当初の予定より二年遅れての完成となり、市民が朝から列を作った。",
    "市長は「もう古い岸壁を回る必要はない」と述べ、最初の一人として橋を渡り、技術者たちの忍耐に感謝した。",
    "最初の冬に北側の橋脚の下で腐った木材が見つかり、費用の負担をめぐる協議のため工事は長く中断していた。",
)
ARABIC = (
    "افتتح الجسر الجديد في الميناء يوم الاثنين بعد تأخير دام عامين عن الموعد الذي وعد به المجلس البلدي.",
    "وقالت رئيسة البلدية إن أحدا لن يضطر بعد اليوم إلى الالتفاف حول الرصيف القديم، وشكرت المهندسين على صبرهم.",
    "وكان العمال قد عثروا في الشتاء الأول على أخشاب متعفنة تحت الدعامة الشمالية، فتوقفت الأعمال عدة أشهر.",
)


@pytest.mark.parametrize("written", [GERMAN, JAPANESE, ARABIC], ids=["German", "Japanese", "Arabic"])
def test_other_languages_and_scripts(written: tuple[str, ...]) -> None:
    assert texts(page(paragraphs(*written)), None) == list(written)


def test_spans_are_those_of_the_paragraphs() -> None:
    third = "Fish &amp; chips are sold <b>on both</b> sides of it, the council said."
    source = page(f"{paragraphs(*TEXT[:2])}<p>{third}</p>")
    body = read(source)
    assert [source[p.start : p.end] for p in body.paragraphs if p.start is not None] == [*TEXT[:2], third]


def test_indices_are_those_of_the_blocks() -> None:
    walked = read_page(page(paragraphs(*TEXT)))
    body = read_body(walked, TITLE)
    assert [walked.blocks[at].text for p in body.paragraphs for at in p.blocks] == list(TEXT)
    assert [walked.blocks[at].text for at in body.kept] == list(TEXT)


def test_every_block_has_a_kind() -> None:
    walked = read_page(page(LEFT_OUT["a caption"] + paragraphs(*TEXT) + LEFT_OUT["a newsletter"], BELOW["comments"]))
    kinds = dict(
        zip([block.text for block in walked.blocks], block_kinds(walked, read_body(walked, TITLE), TITLE), strict=True)
    )
    assert kinds["News"] == "navigation"
    assert kinds[TITLE] == "headline"
    assert kinds["The bridge on Monday. Photo: Ann Bly"] == "caption"
    assert kinds[TEXT[0]] == "paragraph"
    assert kinds["Sign up for our newsletter"] in ("newsletter", "notice")
    assert kinds["And who pays?"] == "comment"


# --- pages that are no article, or do not show it


def test_an_empty_page() -> None:
    assert read("").reason == "the page shows no text without its scripts"
    assert (
        read("<body><div id=app></div><script>start()</script>").reason == "the page shows no text without its scripts"
    )


def test_a_list_of_articles() -> None:
    card = '<div class="card"><h3><a href="/{at}">{head}</a></h3><p>{text}</p></div>'
    cards = "".join(card.format(at=at, head=text[:60], text=text) for at, text in enumerate(TEXT * 3))
    body = read(f"<html><head><title>The Westhaven Post</title></head><body><main>{cards}</main></body></html>", None)
    assert body.paragraphs == ()
    assert body.reason is not None


def test_a_menu_alone() -> None:
    body = read(f"<body><nav><ul>{MENU}</ul></nav><h1>{TITLE}</h1></body>")
    assert (body.paragraphs, body.reason) == ((), "nothing on the page reads like article text")


def test_a_video_page() -> None:
    head = "<head><meta property='og:type' content='video.other'></head>"
    body = read(f"<html>{head}<body><h1>{TITLE}</h1><video src=a></video><span>0:45</span></body></html>")
    assert body.reason == "a video page without an article"


def test_a_cookie_wall() -> None:
    wall = '<div class="cookie-consent"><h2>Cookies</h2><ul><li>Necessary</li><li>Statistics</li></ul></div>'
    assert read(f"<body>{wall}</body>").reason == "a request for consent"


def test_a_paywalled_article_keeps_its_beginning_and_says_so() -> None:
    wall = '<div class="paywall"><h2>Read on with a subscription</h2></div>'
    body = read(page(paragraphs(*TEXT[:3]) + wall))
    assert [p.text for p in body.paragraphs] == list(TEXT[:3])
    assert body.truncated
    assert not read(page(paragraphs(*TEXT[:3]))).truncated


def test_text_that_stands_in_noscript_alone() -> None:
    script_free = f"<noscript><article>{paragraphs(*TEXT)}</article></noscript>"
    body = read(f"<html>{HEAD}<body><h1>{TITLE}</h1>{script_free}</body></html>")
    assert [p.text for p in body.paragraphs] == list(TEXT)
    assert {p.rule for p in body.paragraphs} == {"body.hidden"}
    assert all(p.start is not None and p.blocks == () for p in body.paragraphs)


def test_hidden_text_beside_an_article_is_left_out() -> None:
    older = "This is an older version of the text, which the page keeps for itself."
    hidden = f'<div style="display:none">{paragraphs(older)}</div>'
    assert texts(page(paragraphs(*TEXT) + hidden)) == list(TEXT)


def scripted(member: str, value: str) -> str:
    data = json.dumps({"@type": "NewsArticle", member: value}).replace("<", "\\u003c")
    return f"<html>{HEAD}<body><div id=app></div><script type='application/json'>{data}</script></body></html>"


def test_text_that_stands_in_a_script_alone() -> None:
    source = scripted("html", f"<h2>Rotten &amp; old</h2>{paragraphs(*TEXT)}<figcaption>A caption</figcaption>")
    body = read(source)
    assert [p.text for p in body.paragraphs] == ["Rotten & old", *TEXT]
    assert [p.kind for p in body.paragraphs] == ["heading"] + ["paragraph"] * 5
    first = body.paragraphs[1]
    assert source[first.start : first.end] == TEXT[0]
    assert source[body.paragraphs[2].start : body.paragraphs[2].end] == json.dumps(TEXT[1])[1:-1]


def test_text_that_linked_data_state_alone() -> None:
    source = scripted("articleBody", "\n\n".join(TEXT))
    body = read(source)
    assert [p.text for p in body.paragraphs] == list(TEXT)
    assert source[body.paragraphs[3].start : body.paragraphs[3].end] == TEXT[3]


def test_what_scripts_hold_beside_an_article_is_not_read() -> None:
    other = paragraphs(*["This is another article that a script holds, with words of its own in every line."] * 9)
    source = page(paragraphs(*TEXT)) + f"<script>{json.dumps(other)}</script>"
    assert texts(source) == list(TEXT)


# --- laws

SENTENCES = st.sampled_from(TEXT)
ELEMENTS = st.one_of(
    SENTENCES.map(lambda text: f"<p>{text}</p>"),
    SENTENCES.map(lambda text: f"<div>{text}<br>{text[:30]}</div>"),
    SENTENCES.map(lambda text: f"<ul><li>{text}</li><li><a href=/x>{text[:40]}</a></li></ul>"),
    SENTENCES.map(lambda text: f"<table><tr><td>{text}</td><td>{text[:9]}</td></tr></table>"),
    st.sampled_from([*LEFT_OUT.values(), *BELOW.values(), *KINDS.values()]),
    st.sampled_from(["<div>", "</div>", "<section class=content>", "</section>", "<p hidden>Hidden words.</p>"]),
)
PAGES = st.lists(ELEMENTS, max_size=20).map(lambda parts: page("".join(parts)))


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_no_text_is_invented_moved_or_said_twice(source: str) -> None:
    walked = read_page(source)
    body = read_body(walked, TITLE)
    used = [at for paragraph in body.paragraphs for at in paragraph.blocks]
    assert used == sorted(set(used))
    for paragraph in body.paragraphs:
        assert paragraph.text == " ".join(walked.blocks[at].text for at in paragraph.blocks)
    starts = [p.start for p in body.paragraphs if p.start is not None]
    assert starts == sorted(starts)
    assert len(starts) == len(body.paragraphs)


@settings(max_examples=40, deadline=None)
@given(PAGES)
def test_the_same_page_gives_the_same_body(source: str) -> None:
    assert read(source) == read(source)


@settings(max_examples=40, deadline=None)
@given(PAGES)
def test_a_body_keeps_the_contract(source: str) -> None:
    body = read(source)
    assert bool(body.paragraphs) != bool(body.reason)
    for paragraph in body.paragraphs:
        assert boilerplate(paragraph.text) is None
        assert all(line == line.strip() and line for line in paragraph.text.split("\n"))
        assert paragraph.text.casefold() != TITLE.casefold()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_string_is_read(source: str) -> None:
    body = read(source, None)
    assert bool(body.paragraphs) != bool(body.reason)
