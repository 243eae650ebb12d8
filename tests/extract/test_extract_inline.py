"""Markup and damaged characters out of a line: what it reads as, and where each letter stands in the document."""

import pytest

from dateline.extract.inline import clean, clean_text

READS = [
    # escapes
    (r"1\. Not a list", "1. Not a list"),
    (r"\*\*\*", "***"),
    (r"C:\temp stays", r"C:\temp stays"),
    # entities
    ("R&amp;D &#8217; &quot;x&quot; &#x41;", 'R&D ’ "x" A'),
    ("a&nbsp;b", "a b"),
    ("AT&T, 100 % & more, &unknownthing;", "AT&T, 100 % & more, &unknownthing;"),
    # emphasis
    ("**bold** and *slanted*, __bold__ and _slanted_, `code`", "bold and slanted, bold and slanted, code"),
    ("**[Anna](u) & [Tom](v)**", "Anna & Tom"),
    ("snake_case_name, 2*3*4, a * b", "snake_case_name, 2*3*4, a * b"),
    # links
    ("[text](https://x.example/a_(b)) end", "text end"),
    ("[a [b] c](https://x.example)", "a [b] c"),
    ('[A](/a "A title") b', "A b"),
    ("[text](#)", "text"),
    ("[](https://x.example)", ""),
    ("tail of a link](https://x.example/y)", "tail of a link"),
    ("[note] and f(x) stay", "[note] and f(x) stay"),
    ("[unfinished](", "[unfinished]("),
    ("<https://x.example/a>", "https://x.example/a"),
    # images
    ("![a picture](x.png) after", "after"),
    ("[![a picture](i.png)](page.html) rest", "rest"),
    ("![](a.png)![](b.png)", ""),
    # tags
    ("a<br>b<br/>c <span class='x'>d</span>", "a b c d"),
    ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
    # quotes that go on
    ("> quoted", "quoted"),
    ("a > b", "a > b"),
    # white and invisible characters
    ("  a \t b  ", "a b"),
    ("a\u00a0b\u200bc\u00add\ufeff", "a bcd"),
    ("a\u2028b", "a b"),
    ("x\x00y", "xy"),
    ("\u202bשלום\u202c", "שלום"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # this joiner is part of Persian spelling
    # ligature glyphs
    ("\ufb01ne \ufb02ow e\ufb03cient", "fine flow efficient"),
    # mojibake
    ("donâ€™t", "don’t"),
    ("Ã©tÃ©", "été"),
    ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
    ("naïve Ärger, café, Ünder", "naïve Ärger, café, Ünder"),
    ("", ""),
    ("\u200b \u00a0", ""),
]


@pytest.mark.parametrize(("raw", "reads"), READS)
def test_reads(raw: str, reads: str) -> None:
    assert clean_text(raw) == reads


@pytest.mark.parametrize(
    ("raw", "word", "stands"),
    [
        ("By **[Anna Berg](/a)**", "Anna Berg", "Anna Berg"),
        ("R&amp;D rose", "R&D", "R&amp;D"),
        ("it donâ€™t rain", "don’t", "donâ€™t"),
        ("two\u00a0\u00a0spaces", "two spaces", "two\u00a0\u00a0spaces"),
        ("con\ufb01rmed today", "confirmed", "con\ufb01rmed"),
        ("İstanbul **İzmir**", "İzmir", "İzmir"),
    ],
)
def test_span_of_a_word(raw: str, word: str, stands: str) -> None:
    line = clean(raw)
    start = line.text.index(word)
    begin, end = line.span(start, start + len(word))
    assert raw[begin:end] == stands


def test_a_part_of_a_document_keeps_its_offsets() -> None:
    raw = "first\n**second** line\nthird"
    line = clean(raw, 6, 21)
    assert line.text == "second line"
    assert raw[slice(*line.span(0, 6))] == "second"


# Bugs caught


@pytest.mark.xfail(strict=True, reason="two links side by side read as one word")
def test_links_side_by_side_are_two_words() -> None:
    assert clean_text("[Politics](/p)[Economy](/e)") == "Politics Economy"
