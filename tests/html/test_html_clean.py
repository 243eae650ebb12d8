"""Paragraphs of pages as the contract wants them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.html.body import Body, HtmlParagraph
from dateline.html.clean import EMPTY, clean_lines, fitted, without
from dateline_schema.characters import first_unclean


def body(*texts: str) -> Body:
    return Body(
        tuple(HtmlParagraph(text, "paragraph", (n,), n, n + 1, "test") for n, text in enumerate(texts)), None, (0,)
    )


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Az. 2\u202fBvR\u202f508/21", "Az. 2 BvR 508/21"),
        ("\u3000\u3000新华社北京电\u3000题", "新华社北京电 题"),
        ("reboot.”\u2002\u2002\u2002\n", "reboot.”"),
        ("one\u2028two", "one\ntwo"),
        ("co\u00adop\u200berate\x00", "cooperate"),
        ("a\n\n \nb", "a\nb"),
        ("می\u200cشود", "می\u200cشود"),
        ("plain text", "plain text"),
    ],
)
def test_lines_are_clean(text: str, clean: str) -> None:
    assert clean_lines(text) == clean


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    once = clean_lines(text)
    assert first_unclean(once) is None
    assert clean_lines(once) == once


def test_what_is_no_text_goes_and_the_rest_keeps_its_place() -> None:
    found = fitted(
        body("The bridge was opened on Monday.", " \u00a0", "Share this article", "Walkers came\u00a0first.")
    )
    assert [(p.text, p.start) for p in found.paragraphs] == [
        ("The bridge was opened on Monday.", 0),
        ("Walkers came first.", 3),
    ]


def test_lines_that_a_byline_was_read_from_go() -> None:
    long = (
        "By the time the bridge was open, Ada Lindqvist had written a hundred letters to the council of the town. " * 2
    )
    whole = body("By Ada Lindqvist", long, "Walkers came first.")
    assert [p.start for p in without(whole, {0, 1}).paragraphs] == [1, 2]
    assert without(body("By Ada Lindqvist"), {0}).paragraphs != ()
    assert without(whole, ()) == whole


def test_a_body_of_nothing_says_so() -> None:
    assert (fitted(body("\u200b", " ")).paragraphs, fitted(body("\u200b")).reason) == ((), EMPTY)
    refused = Body((), "a list of articles", ())
    assert fitted(refused) == refused
