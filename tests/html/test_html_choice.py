"""What the model's chances become, what a page's state holds as a list, and what pages say that are no article."""

import json

import numpy as np
import pytest

from dateline.html.body import read_body
from dateline.html.choice import choose, without_copies
from dateline.html.dom import read_page
from dateline.html.embedded_lists import listed_texts
from dateline.html.refuse import for_subscribers, without_notice

SENTENCE = "The harbour bridge opened to walkers on Monday, two years later than the council had promised. "
LONG = SENTENCE * 3


def chosen(source: str, chances: list[float]) -> list[str]:
    blocks = read_page(source).blocks
    assert len(blocks) == len(chances)
    kept = choose(blocks, range(len(blocks)), np.array(chances, dtype=np.float32))
    return [blocks[at].text for at in kept]


@pytest.mark.parametrize(
    ("source", "chances", "kept"),
    [
        pytest.param("<p>a<p>b<p>c", [0.9, 0.45, 0.9], ["a", "b", "c"], id="between two"),
        pytest.param("<p>a<p>b<p>c", [0.9, 0.45, 0.1], ["a"], id="before one only"),
        pytest.param("<p>a<h2>b</h2><p>c", [0.9, 0.1, 0.9], ["a", "b", "c"], id="a heading between"),
        pytest.param("<p>a<p>t<h2>b</h2><p>c", [0.9, 0.0, 0.1, 0.9], ["a", "b", "c"], id="a heading below a time"),
        pytest.param("<h2>b</h2><p>c", [0.1, 0.9], ["c"], id="a heading with nothing above"),
        pytest.param("<p>a<h2>b</h2><p>c", [0.9, 0.1, 0.1], ["a"], id="a heading with nothing below"),
        pytest.param("<p>a<h2><a href=x>b</a></h2><p>c", [0.9, 0.1, 0.9], ["a", "c"], id="a heading that is a link"),
        pytest.param("<p>a<ul><li>b<li>c</ul>", [0.9, 0.35, 0.4], ["a", "b", "c"], id="items below text"),
        pytest.param("<ul><li>a<li>b<li>c</ul>", [0.9, 0.35, 0.2], ["a", "b"], id="only items that are nearly likely"),
        pytest.param("<p>x<ul><li>b<li>c</ul><p>y", [0.1, 0.35, 0.4, 0.1], [], id="items beside nothing"),
    ],
)
def test_neighbours_count(source: str, chances: list[float], kept: list[str]) -> None:
    assert chosen(source, chances) == kept


def test_a_long_paragraph_is_kept_once() -> None:
    blocks = read_page(f"<p>{SENTENCE}<p>Yes.<p>{SENTENCE}<p>Yes.").blocks
    assert without_copies(blocks, [0, 1, 2, 3]) == [0, 1, 3]


# --- lists that scripts hold

PIECES = [
    {"type": "heading", "text": "A heading"},
    {"type": "paragraph", "text": LONG},
    {"type": "image", "text": "A caption of a picture"},
    {"type": "paragraph", "text": "Short &amp; <b>bold</b>."},
    {"type": "list-item", "text": "An item"},
    {"type": "paragraph", "children": [{"text": "In two "}, {"text": "parts."}]},
    {"type": "paragraph", "data": {"text": LONG}},
]
READ = [
    ("A heading", "h2"),
    (LONG.strip(), "p"),
    ("Short & bold.", "p"),
    ("An item", "li"),
    ("In two parts.", "p"),
    (LONG.strip(), "p"),
]


def script(value: object, before: str = "<script>window.__STATE__ = ", after: str = ";</script>") -> str:
    return f"<div id=app></div>{before}{json.dumps(value)}{after}"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(script({"a": [{"article": {"components": PIECES}}]}), id="assigned"),
        pytest.param(script(PIECES, "<script type='application/json' id=x>", "</script>"), id="JSON"),
        pytest.param(script(PIECES, "<script>self['x.y']=", "\n;other()</script>"), id="code behind"),
    ],
)
def test_a_list_of_pieces_is_an_article(source: str) -> None:
    assert listed_texts(source) == READ


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(script([{"text": LONG, "url": "/x"}] * 5), id="links"),
        pytest.param(script([{"text": "Short."}] * 5), id="too little"),
        pytest.param(script([{"type": "caption", "text": LONG}] * 5), id="captions"),
        pytest.param(script(PIECES, "<script type='application/ld+json'>"), id="linked data"),
        pytest.param("<script>window.a = " + '[{"a":' * 50_000 + "</script>", id="nested"),
        pytest.param("<script>window.a = {broken</script>", id="broken"),
    ],
)
def test_what_is_no_article_in_a_script(source: str) -> None:
    assert listed_texts(source) == []


# --- what pages say


@pytest.mark.parametrize(
    ("text", "is_notice"),
    [
        ("Already a subscriber? Log in here.", True),
        ("Jetzt weiterlesen mit Plus", True),
        ("この記事は有料会員限定です。残り812文字", True),
        ("Suscríbete para seguir leyendo", True),
        ("“We subscribe to that view,” said the mayor, who had read the report.", False),
        ("Subscribers to the theatre get their seats first, the council said on Monday.", False),
    ],
)
def test_notices_for_subscribers(text: str, is_notice: bool) -> None:
    assert for_subscribers(text) == is_notice
    blocks = read_page(f"<p>{SENTENCE}<p>{text}").blocks
    assert without_notice(blocks, [0, 1]) == ([0] if is_notice else [0, 1])


SHORT = "".join(f"<p>{line}</p>" for line in (SENTENCE, "Nobody has to go round by the old quay any more, she said."))


@pytest.mark.parametrize(
    ("head", "headline", "inner", "reason"),
    [
        pytest.param("", "Page not found", SHORT, "a page that says it was not found", id="heading"),
        pytest.param(
            "<title>Error 404 | The Post</title>", "Sorry", SHORT, "a page that says it was not found", id="title"
        ),
        pytest.param("", "Page not found", SHORT * 4, None, id="an article of that name"),
        pytest.param("", "How a page not found became art", SHORT, None, id="an article about it"),
        pytest.param("", "Sign in to go on", SHORT + "<input type=password>", "a request to sign in", id="form"),
        pytest.param("", "Sign in the window puzzles town", SHORT, None, id="no form"),
        pytest.param(
            "",
            "Storm lantern",
            SHORT + '<script type="application/ld+json">{"@type":"Product"}</script>',
            "Product",
            id="product",
        ),
        pytest.param(
            "<meta property=og:type content=article>",
            "Storm lantern",
            SHORT + '<script type="application/ld+json">{"@type":"Product"}</script>',
            None,
            id="an article with a product",
        ),
    ],
)
def test_what_a_page_says_of_itself(head: str, headline: str, inner: str, reason: str | None) -> None:
    texts = "".join(f"<p>{n}. {line}" for n, line in enumerate(inner.split("<p>")) if line)
    body = read_body(read_page(f"<html><head>{head}</head><body><h1>{headline}</h1>{texts}</body></html>"), headline)
    assert (body.reason is None) == (reason is None)
    assert (reason or "") in (body.reason or "")
