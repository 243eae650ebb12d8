"""Raw text into blocks: headings, lists, quotes, tables, rules, menus, and lines that belong together."""

import pytest

from dateline.extract.blocks import Block, read_blocks

SHAPES = [
    ("# A headline", [("heading", "A headline")]),
    ("# **A headline**", [("heading", "A headline")]),
    ("#tag is no heading", [("text", "#tag is no heading")]),
    ("A headline\n=====\n\ntext", [("heading", "A headline"), ("text", "text")]),
    ("A section\n---\ntext", [("heading", "A section"), ("text", "text")]),
    ("a line\n\n---\n\nb", [("text", "a line"), ("rule", ""), ("text", "b")]),
    ("* * *", [("rule", "")]),
    ("_ _ _", [("rule", "")]),
    ("* a\n- b\n+ c\n• d", [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d")]),
    ("1. one\n2) two\n10. ten", [("item", "one"), ("item", "two"), ("item", "ten")]),
    ("1. FC Talheim wins", [("item", "FC Talheim wins")]),
    ("9. September 2025", [("text", "9. September 2025")]),
    ("2. Mai 2024, 10:00 Uhr", [("text", "2. Mai 2024, 10:00 Uhr")]),
    ("1.5 million people", [("text", "1.5 million people")]),
    ("2024. That was a year", [("text", "2024. That was a year")]),
    ("-5 degrees", [("text", "-5 degrees")]),
    (r"\- no item", [("text", "- no item")]),
    ("— said the mayor", [("text", "— said the mayor")]),
    ("> one\n> two", [("quote", "one"), ("quote", "two")]),
    ("| a | b |\n|---|---|", [("table", "| a | b |"), ("table", "|---|---|")]),
    ("![]() |\nA caption |", [("table", "|"), ("table", "A caption |")]),
    ("A | B", [("text", "A | B")]),
    ("![a picture](a.png)", [("image", "")]),
    ("\u00a0\n\ntext\n\u00a0\nmore", [("text", "text"), ("text", "more")]),
    ("a\r\nb\r\n\r\nc", [("text", "a"), ("text", "b"), ("text", "c")]),
    ("a\rb\r\rc", [("text", "a"), ("text", "b"), ("text", "c")]),
    ("", []),
    (" \n\t\n", []),
]


def shapes(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.shape, block.text) for block in blocks]


@pytest.mark.parametrize(("raw", "expected"), SHAPES)
def test_shapes(raw: str, expected: list[tuple[str, str]]) -> None:
    assert shapes(read_blocks(raw)) == expected


@pytest.mark.parametrize(("raw", "level"), [("# a", 1), ("### a", 3), ("a\n===", 1), ("a\n---", 2), ("a", 0)])
def test_levels(raw: str, level: int) -> None:
    assert read_blocks(raw)[0].level == level


@pytest.mark.parametrize(
    ("raw", "strong", "emphasis"),
    [
        ("**all of it**", True, False),
        ("*all of it*", False, True),
        ("_all of it_", False, True),
        ("**not** all", False, False),
        ("plain", False, False),
    ],
)
def test_marked_up_lines(raw: str, strong: bool, emphasis: bool) -> None:
    (block,) = read_blocks(raw)
    assert (block.strong, block.emphasis) == (strong, emphasis)


@pytest.mark.parametrize(
    ("raw", "links", "linked"),
    [
        ("[Home](/)", 1, 1.0),
        ("  * [ Home ](/)", 1, 1.0),
        ("[One](/1) [Two](/2)", 2, 6 / 7),
        ("read [this](/x) now", 1, 4 / 13),
        ("no links (at all)", 0, 0.0),
        ("![a picture](/x.png) caption", 0, 0.0),
    ],
)
def test_links(raw: str, links: int, linked: float) -> None:
    (block,) = read_blocks(raw)
    assert (block.links, block.linked) == (links, pytest.approx(linked))


def test_a_menu_is_folded() -> None:
    blocks = read_blocks("\n".join(f"* [Item {number}](/{number})" for number in range(12)))
    assert (blocks[0].text, blocks[1].text, blocks[-1].text) == ("Item 0", "Item 1", "Item 11")
    assert len(blocks) <= 5
    assert [block.shape for block in blocks].count("links") == 1


@pytest.mark.parametrize("count", [1, 3, 6])
def test_a_short_list_of_links_is_not_folded(count: int) -> None:
    blocks = read_blocks("\n".join(f"* [Item {number}](/{number})" for number in range(count)))
    assert [block.text for block in blocks] == [f"Item {number}" for number in range(count)]


def test_long_links_are_no_menu() -> None:
    headline = "A headline that is long enough to be that of another article of the site"
    blocks = read_blocks("\n".join(f"* [{headline} {number}](/{number})" for number in range(9)))
    assert len(blocks) == 9


LONG = "The council has voted on the plan that it had made in"


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (f"{LONG}\nthe spring of last year.", 1),
        (f"{LONG}\nSpring of last year.", 2),  # a capital: the line may be a heading
        (f"{LONG}.\nthe spring of last year.", 2),  # the sentence has ended
        (f"{LONG}\n\nthe spring of last year.", 2),  # the body joins these, not the lines
        ("A short line\ngoes on", 2),
        (f"{LONG}\n* the spring of last year", 2),
    ],
)
def test_lines_of_one_paragraph(raw: str, count: int) -> None:
    assert len(read_blocks(raw)) == count


def test_wrapped_lines_are_joined_whatever_their_case() -> None:
    lines = [
        "The bridge over the Arl is closed to lorries for at least a year after",
        "Inspectors found that two of its main cables have rusted through on the",
        "Inside, where no one could see the damage that water had done there and",
        "Drivers have to take the ferry at Hove or a detour of forty miles, with",
        "English signs at every second crossing that the county could afford for",
        "August and September, when tourists in camper vans use the same roads to",
        "Stonely and beyond.",
    ]
    assert [block.text for block in read_blocks("\n".join(lines))] == [" ".join(lines)]


def test_spans_leave_the_marker_out() -> None:
    raw = "## A section\n\n* an item\n\n> a quote"
    assert [raw[block.start : block.end] for block in read_blocks(raw)] == ["A section", "an item", "a quote"]


# Bugs caught


@pytest.mark.xfail(
    strict=True, reason="a day and month without a year at the start of a line is taken for a list number"
)
@pytest.mark.parametrize("raw", ["3. Oktober ist ein Feiertag.", "3. März"])
def test_a_day_without_a_year_is_no_list_number(raw: str) -> None:
    assert shapes(read_blocks(raw)) == [("text", raw)]
