"""The ratchet: on the sample texts and pages no score may fall below its floor, and no floor may be lowered.

`floors.json` has for each style of scraper, and `html_floors.json` for each corpus of pages, the least per cent of each
measure, and for `date_wrong` the most. They are raised where the code gets better; the scores of today stand in the
output of `python benchmarks/text.py SAMPLES` and `python benchmarks/extract.py SAMPLES --scorer SCORER --corpus NAME`.
The samples are other people's texts and not part of this repository: without them the scores are not tested.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import extract  # noqa: E402 - from the path above
import scoring  # noqa: E402 - from the path above
import text  # noqa: E402 - from the path above

FLOORS = Path(__file__).with_name("floors.json")
HTML_FLOORS = Path(__file__).with_name("html_floors.json")
SAMPLES = Path(os.environ.get("DATELINE_SAMPLES") or ROOT.parent / "shared" / "samples")
TEXTS = next((folder for folder in (SAMPLES / "text", SAMPLES) if (folder / "gold.jsonl").is_file()), None)
PAGES = next((folder for folder in (SAMPLES / "html",) if (SAMPLES / "score.py").is_file()), None)
CEILINGS = frozenset({"date_wrong"})

Floors = dict[str, dict[str, float]]


def read_floors(path: Path) -> Floors:
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def lowered(before: Floors, after: Floors) -> list[str]:
    """What is lower than it was, or gone; of ceilings, what is higher."""
    return [
        f"{style}.{measure}: {bound} became {new}"
        for style, bounds in before.items()
        for measure, bound in bounds.items()
        if (new := after.get(style, {}).get(measure)) is None or (new > bound if measure in CEILINGS else new < bound)
    ]


def measured(folder: Path) -> Floors:
    golds = text.read_gold(folder)
    groups = text.by_style(golds, text.measure(folder, golds))
    return {style: scoring.summary([one for one, _ in timed]) for style, timed in groups.items()}


def measured_pages(folder: Path) -> Floors:
    """Scores of the pages by corpus, by the scorer that came with them."""
    golds, read = extract.read_gold(folder, None, None, None), extract.dateline()
    score = extract.load_scorer(folder.parent / "score.py")
    scores = [(gold["corpus"], score(gold, read(extract.page_of(folder, gold), None))) for gold in golds]
    groups = {corpus: [one for of, one in scores if of == corpus] for corpus, _ in scores}
    return {corpus: extract.shares(rows) for corpus, rows in {**groups, "all": [one for _, one in scores]}.items()}


@pytest.mark.slow
@pytest.mark.skipif(TEXTS is None, reason=f"no sample texts in {SAMPLES}; name their folder in DATELINE_SAMPLES")
def test_no_score_is_below_its_floor() -> None:
    assert TEXTS is not None
    assert lowered(read_floors(FLOORS), measured(TEXTS)) == []


@pytest.mark.slow
@pytest.mark.skipif(PAGES is None, reason=f"no sample pages in {SAMPLES}; name their folder in DATELINE_SAMPLES")
def test_no_score_of_pages_is_below_its_floor() -> None:
    assert PAGES is not None
    assert lowered(read_floors(HTML_FLOORS), measured_pages(PAGES)) == []


@pytest.mark.parametrize("path", [FLOORS, HTML_FLOORS], ids=lambda path: path.stem)
def test_no_floor_is_lowered(path: Path) -> None:
    command = ["git", "show", f"HEAD:{path.relative_to(ROOT).as_posix()}"]
    try:
        committed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        pytest.skip("git is not installed")
    if committed.returncode:
        pytest.skip("the history of git has no floors yet")
    assert lowered(json.loads(committed.stdout), read_floors(path)) == []


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ({"traf": {"title": 90.0, "date_wrong": 1.0}}, 0),
        ({"traf": {"title": 91.0, "date_wrong": 0.5}, "rdbl": {"title": 1.0}}, 0),
        ({"traf": {"title": 89.9, "date_wrong": 1.0}}, 1),
        ({"traf": {"title": 90.0, "date_wrong": 1.1}}, 1),
        ({"traf": {"title": 90.0}}, 1),
        ({}, 2),
    ],
)
def test_lowered(after: Floors, count: int) -> None:
    assert len(lowered({"traf": {"title": 90.0, "date_wrong": 1.0}}, after)) == count


GOLD = {
    "title": "Trams Return",
    "date_days": ["2024-03-05"],
    "authors": ["Anna Berg", "Tom Lind"],
    "publisher": "The Calder Herald",
    "body": "One two three four.",
}


def test_a_perfect_reading_scores_full() -> None:
    found = scoring.score(GOLD, "TRAMS RETURN!", "2024-03-05", ["Tom Lind", "By Anna Berg"], "One two three four.")
    assert found == scoring.Score(True, True, False, True, True, 1.0, 1.0)


def test_an_empty_reading_scores_nothing() -> None:
    found = scoring.score(GOLD, None, None, [], "")
    assert found == scoring.Score(False, False, False, False, False, 0.0, 0.0)


def test_a_wrong_day_is_told_from_a_missing_one() -> None:
    assert scoring.score(GOLD, None, "2024-03-06", [], "").date_wrong is True


def test_what_the_text_does_not_hold_is_not_scored() -> None:
    gold = {**GOLD, "title_in_text": False, "date_in_text": False, "authors_in_text": 1}
    found = scoring.score(gold, None, None, [], "One two three four.")
    assert (found.title, found.date, found.authors, found.people) == (None, None, None, None)


def test_a_repeated_headline_is_no_fault_of_the_body() -> None:
    assert scoring.score(GOLD, None, None, [], "Trams return\n\nOne two three four.").body == 1.0


@pytest.mark.parametrize(
    ("own", "rouge", "bag"),
    [
        ("one two three four", 1.0, 1.0),
        ("four three two one", 0.25, 1.0),
        ("one two", 2 / 3, 2 / 3),
        ("five", 0.0, 0.0),
    ],
)
def test_body_measures(own: str, rouge: float, bag: float) -> None:
    gold = scoring.body_words("One two three four")
    assert scoring.rouge_l(gold, own.split()) == pytest.approx(rouge)
    assert scoring.bag_f1(gold, own.split()) == pytest.approx(bag)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Anna Berg", True),
        ("陈文秀", True),
        ("김서윤", True),
        ("The Calder Herald", False),
        ("AP", False),
        ("News Desk", False),
    ],
)
def test_is_person(name: str, is_one: bool) -> None:
    assert scoring.is_person(name, "The Calder Herald") is is_one


def test_summary_leaves_out_what_was_not_scored() -> None:
    scores = [
        scoring.Score(True, None, None, None, None, 0.96, 1.0),
        scoring.Score(False, None, None, None, None, 0.5, 0.5),
    ]
    assert scoring.summary(scores) == {"title": 50.0, "body": 73.0, "close": 50.0, "bag": 75.0}
