"""Laws of extraction, for any text: spans stay inside, nothing is lost or takes long, white space changes nothing."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extract.article import Draft, read_draft
from dateline.extract.blocks import read_blocks, split_lines
from dateline.extract.inline import clean, clean_text
from dateline.fields.names import Names
from dateline.settings import Settings

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
FEW = settings(QUICK, max_examples=60)
NAMES = Names(Settings())

# What scrapers write, in random order: far likelier to meet a rule than random characters.
SCRAPS = st.sampled_from(
    "# |## |* |> |**|*|_|`|[|]|](|](https://x.example/2024/03/05/a)|![|)|(|\\|&amp;|&#8217;|<br>|<b>|</b>|\n|\n\n|\r\n"
    "| |  |"
    "\u00a0|\u200b|\u00ad|donâ€™t|con\ufb01rm|By Anna Berg|Von |March 3, 2024|03/04/2024|yesterday (March 3)|"
    "© 2024 Herald|Share|Read more|- |1. |9. September 2025|===|---|Original url:|https://x.example/a-b|記者|기자|بقلم|"
    "The ferry sails every day from December to March, the board decided after a long meeting at night.".split("|")
)
TEXTS = st.one_of(
    st.lists(SCRAPS, max_size=60).map("".join), st.text(max_size=400), st.lists(SCRAPS, max_size=40).map(" ".join)
)
WORDS = st.lists(
    st.sampled_from("the board of Calder voted on a ferry, “late” and 12 to 3".split()), min_size=1, max_size=6
).map(" ".join)
MARKED = st.lists(
    st.one_of(
        WORDS,
        WORDS.map("**{}**".format),
        WORDS.map("_{}_".format),
        WORDS.map("[{}](https://x.example/a_(b))".format),
        WORDS.map("![{}](x.png)".format),
        WORDS.map("<span>{}</span>".format),
        st.just("R&amp;D"),
        st.just("\u00a0\u200b"),
        st.just("con\ufb01rmed"),
        st.just("donâ€™t"),
    ),
    max_size=12,
).map(" ".join)


@QUICK
@given(TEXTS, st.data())
def test_spans_lie_inside_and_do_not_go_back(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    line = clean(raw, start, end)
    at = start
    for offset in range(len(line.text)):
        begin, until = line.span(offset, offset + 1)
        assert at <= begin < until <= end or at - 1 <= begin <= until <= end
        at = max(at, begin)


@QUICK
@given(TEXTS)
def test_a_letter_that_no_rule_touched_stands_where_its_span_says(raw: str) -> None:
    line = clean(raw)
    for offset, letter in enumerate(line.text):
        begin, until = line.span(offset, offset + 1)
        if until - begin == 1 and letter.isalpha() and raw[begin] in "abcdefghijklmnopqrstuvwxyz":
            assert raw[begin] == letter


@QUICK
@given(MARKED)
def test_clean_text_is_clean(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@QUICK
@given(TEXTS)
def test_blocks_hold_every_line_that_is_not_blank(raw: str) -> None:
    blocks = read_blocks(raw)
    assert [b.start for b in blocks] == sorted(b.start for b in blocks)
    for start, end in split_lines(raw):
        if raw[start:end].strip("#*+-–•·>=_ \t\r0123456789.)") and not raw[start:end].isspace():
            assert any(b.start < end and start < b.end for b in blocks), raw[start:end]


@QUICK
@given(TEXTS)
def test_any_text_gives_a_draft_whose_evidence_slices_it(raw: str) -> None:
    draft = read_draft(raw, NAMES)
    for found in draft.findings:
        if found.start is not None and found.end is not None:
            assert 0 <= found.start <= found.end <= len(raw)
        assert found.value is not None or found.reason
    assert "\n\n".join(f.value for f in draft.findings if f.field == "body" and f.value) == draft.body


@FEW
@given(st.lists(SCRAPS, min_size=1, max_size=6).map("".join), st.integers(1, 5000))
def test_five_kilobytes_take_less_than_a_second(scrap: str, size: int) -> None:
    raw = (scrap * (size // len(scrap) + 1))[:5000]
    read_draft("warm up the models", NAMES)
    start = time.process_time()
    read_draft(raw, NAMES)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "](",
        "![",
        "**",
        "(",
        "<",
        "&",
        "\\",
        "_ ",
        "> ",
        "| ",
        "# ",
        "By A ",
        "1. ",
        "©",
        "\n",
        "a",
        " ",
        "[a](",
        "É",
    ],
)
def test_one_thing_over_and_over_takes_less_than_a_second(unit: str) -> None:
    read_draft("warm up the models", NAMES)
    start = time.process_time()
    read_draft(unit * (5000 // len(unit)), NAMES)
    assert time.process_time() - start < 1


PARAGRAPHS = (
    "The ferry between Calder Quay and Osmund Island will sail every day from December to March, the board decided.",
    "Until now the 312 people who live on the island had to rely on a mail boat that takes six passengers.",
    "“We have asked for this since my grandmother was the postmistress,” said Ingrid Solheim, who speaks for them.",
    "The winter service is expected to cost 1.4 million crowns a year, of which half comes from the state.",
    "A second crew of four sailors will be hired, and the waiting room on the island gets a stove of its own.",
)
HEADLINE = "# Ferry to Osmund Island will run all winter"
ARTICLES = st.tuples(
    st.sampled_from(["By Anna Berg", "By Anna Berg and Tom Lind"]),
    st.sampled_from(["March 3, 2024", "Published 14 February 2023", "2022-05-01"]),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=5, unique=True),
).map(lambda parts: [HEADLINE, parts[0], parts[1], *parts[2]])
BLANKS = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\u00a0\n", "\r\n\r\n", "\n\t\n\n"])


def fields(draft: Draft) -> tuple[object, ...]:
    return (draft.title, draft.date, draft.authors, draft.body)


@FEW
@given(ARTICLES, st.lists(BLANKS, min_size=10, max_size=10), st.sampled_from(["", " ", "\u00a0", "  "]))
def test_white_space_changes_nothing(lines: list[str], blanks: list[str], tail: str) -> None:
    plain = read_draft("\n\n".join(lines), NAMES)
    spaced = "".join(line.replace(" ", "  ") + tail + blank for line, blank in zip(lines, blanks, strict=False))
    assert fields(read_draft(spaced.replace("#  ", "# "), NAMES)) == fields(plain)


FOOTERS = (
    "\n".join(f"* [{name}](/{name})" for name in "About Contact Privacy Jobs Terms Archive Help RSS".split()),
    "[About us](/about) | [Contact](/contact) | [Privacy](/privacy)",
    "## More from the Herald\n\n* [Bakers win case against the fog horn](/fog-horn)\n* [Swans block the road](/swans)",
)


@FEW
@given(ARTICLES, st.sampled_from(FOOTERS))
def test_a_footer_changes_neither_title_nor_date(lines: list[str], footer: str) -> None:
    bare, full = read_draft("\n\n".join(lines), NAMES), read_draft("\n\n".join([*lines, footer]), NAMES)
    assert (full.title, full.date, full.authors) == (bare.title, bare.date, bare.authors)
    assert "](/" not in full.body
    assert "Contact" not in full.body
