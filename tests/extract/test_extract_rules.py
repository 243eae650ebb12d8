"""Small rules of extraction: cues, lost ligatures, end marks, repeated headlines."""

from importlib import import_module

import numpy as np
import pytest

from dateline.extract.article import read_draft
from dateline.extract.body import END_MARK, judge, says_same
from dateline.extract.cues import find_cues
from dateline.extract.ligatures import find_lost
from dateline.extract.page import read_page
from dateline.fields.names import Names
from dateline.fields.title import find_headline
from dateline.settings import Settings

INTERFACE, ASIDE, NOTICE, CREDIT = 1, 2, 4, 8

CUES = [
    ("Share", INTERFACE),
    ("Share this article", INTERFACE),
    ("Teilen", INTERFACE),
    ("Paylaş", INTERFACE),
    ("分享", INTERFACE),
    ("Related: the fog horn", ASIDE),
    ("Read more", ASIDE),
    ("Mehr zum Thema", ASIDE),
    ("Lire aussi : le moulin", ASIDE),
    ("Читайте также", ASIDE),
    ("관련기사", ASIDE),
    ("Sign up for our newsletter", NOTICE),
    ("Alle Rechte vorbehalten", NOTICE),
    ("Photo: Anna Berg", CREDIT),
    ("(Foto: Anna Berg)", CREDIT),
    ("Ambassadors vote. / Credit: A. Name/AFP via Getty Images", CREDIT),
]


@pytest.mark.parametrize(("text", "family"), CUES)
def test_cues(text: str, family: int) -> None:
    assert find_cues(text) & family


@pytest.mark.parametrize(
    "text",
    [
        "He shared the prize with two others.",
        "Shares fell by a third.",
        "“Read more books,” she said.",
        "Prime Minister signs the treaty",
        "A photographer was hurt.",
        "Share " + "and share alike, as the old saying of the island has it, " * 8,  # long blocks are prose
    ],
)
def test_no_cues(text: str) -> None:
    assert find_cues(text) == 0


@pytest.mark.parametrize(
    ("text", "language", "fixed"),
    [
        ("confrmed", "en", ["confirmed"]),
        ("The army confrmed it.", "en", ["confirmed"]),
        ("The ofcer was specifc.", "en", ["officer", "specific"]),
        ("The Afghan farmer left for lunch.", "en", []),
        ("Confrmed", "en", []),  # a capital: it may be a name
        ("confrmed", "de", []),  # no word list in which an f before a consonant is rare
        ("confrmed", None, []),
        ("fjord, lfd, self-built", "en", []),
    ],
)
def test_lost_ligatures(text: str, language: str | None, fixed: list[str]) -> None:
    assert [reads for _, _, reads in find_lost(text, language)] == fixed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It ended./.", "It ended."),
        ("It ended. -30-", "It ended."),
        ("It ended. ###", "It ended."),
        ("It ended.”■", "It ended.”"),
        ("It ended. (END)", "It ended."),
        ("It ended. ENDS", "It ended."),
        ("It was the END", "It was the END"),
        ("The bus is No. 30", "The bus is No. 30"),
        ("He works at the Weekend", "He works at the Weekend"),
        ("A mark ■ within.", "A mark ■ within."),
    ],
)
def test_end_marks(text: str, left: str) -> None:
    assert END_MARK.sub("", text) == left


@pytest.mark.parametrize(
    ("text", "title", "same"),
    [
        ("NIGHT TRAMS RETURN", "Night trams return", True),
        ("Night trams return!", "“Night trams return”", True),
        ("Night trams return to Calder", "Night trams return", False),
        ("Night buses return", "Night trams return", False),
    ],
)
def test_says_same(text: str, title: str, same: bool) -> None:
    assert says_same(text, title) is same


STORY = """# Storm leaves the coast of Merrow without a single boat

By Anna Berg

May 3, 2023

The storm on Monday tore every boat from its moorings, the harbour master said, and carried three over the wall.

{line}

Nobody was hurt, because the church had rung its bells for an hour before the wind came up from the west.

The county will pay for the repairs of the sea wall, which was built in 1887 and had held until now.
"""


RULED = [
    ("# STORM LEAVES the coast of Merrow without a single boat", "block.repeats-headline"),
    ("By Tom Lind", "block.byline"),
    ("Published: May 4, 2023", "block.date-line"),
    ("Read more: The fog horn of Merrow", "boilerplate.read-more"),
    ("Original url: https://x.example/storm", "boilerplate.address"),
    ("![a boat](boat.jpg)", "block.image"),
    ("---", "block.rule"),
    ("The sea was calm on the next morning.", "model.body"),
]


@pytest.mark.parametrize(("line", "rule"), RULED)
def test_rules_overrule_the_model(line: str, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model takes every block for body text, the rules still know better."""
    page = read_page(STORY.format(line=line))
    headline = find_headline(page)
    assert headline is not None
    monkeypatch.setattr(import_module("dateline.extract.body"), "predict", lambda task, rows: np.full(len(rows), 0.9))
    verdicts = dict(zip([block.start for block in page.blocks], judge(page, headline, {}), strict=True))
    at = page.raw.index(line) + (2 if line.startswith("#") else 0)
    assert (verdicts[at].rule, verdicts[at].kept) == (rule, rule == "model.body")


# Bugs caught


def body(line: str) -> str:
    return read_draft(STORY.format(line=line), Names(Settings())).body


@pytest.mark.parametrize(
    "line",
    [
        "By the time the rain stopped, the harbour was empty and the sea was as flat as a table.",
        "“Read more about the old storms and you will see,” the harbour master told the children.",
        "In 2024 the town wants to build a new wall.",
    ],
)
def test_short_sentences_stay(line: str) -> None:
    assert line in body(line)


@pytest.mark.parametrize("line", ["By Wednesday the storm had passed.", "By Christmas the boats had come home."])
def test_a_sentence_with_by_and_a_day_is_no_byline(line: str) -> None:
    assert line in body(line)
