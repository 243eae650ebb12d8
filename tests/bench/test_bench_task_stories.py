"""story-linking and story-clustering: which pairs are asked about, what they show, what their answers are."""

import datetime as dt
import random
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from bench_articles import reasons_of, right, rows_of
from bench_stories import library, report
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.corpus import Article
from dateline.bench.tasks import story_clustering, story_linking
from dateline.bench.tasks.leads import lead
from dateline.bench.tasks.pairs import ALIKE, MEMBERS, NEAR, NONE_LEFT
from dateline.bench.tasks.story_linking import TASK, read

FIRST = dt.date(2021, 3, 1)
TOPICS = "ferry bridge budget school market clinic harbour tower museum theatre".split()


def world(stories: int = 6, members: int = 3, alone: int = 20, seed: int = 1) -> list[Article]:
    """Stories of some articles each, and articles that are alone, two days apart; each names two of a few actors."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    made = []
    for number in range(stories * members + alone):
        story = number // members if number < stories * members else None
        topic = TOPICS[(story if story is not None else number) % len(TOPICS)]
        made.append(
            report(
                draw.getrandbits(60),
                f"{topic.title()} {draw.randrange(10**6)} opens for {draw.randrange(10**6)} guests",
                f"Text of {number}.",
                day=FIRST + dt.timedelta(2 * (number % 20)),
                story=None if story is None else f"story-{story}",
                group=None if story is None else 10**6 + story,
                actors=draw.sample(["state-a", "state-b", "state-c", "state-d"], 2),
            )
        )
    return made


def pairs_of(*articles: Article) -> dict[tuple[str, str], bool]:
    rows = rows_of(TASK, library(*articles))
    return {(row["article_id"], row["second_id"]): row["same"] for row in rows}


def test_there_are_two_pairs_across_stories_for_each_within_one() -> None:
    made = world()
    counted = Counter(pairs_of(*made).values())
    assert counted == {True: 6 * 3, False: 6 * 3 * 2}
    assert reasons_of(TASK, library(*made)) == []


def test_answers_are_those_of_the_stories_and_the_lower_id_is_first() -> None:
    made = {one.id: one for one in world()}
    pairs = pairs_of(*made.values())
    assert list(pairs) == sorted(pairs)
    for (first, second), same in pairs.items():
        one, other = made[first].row["story_id"], made[second].row["story_id"]
        assert first < second
        assert same == (one == other)
        assert one or other


def test_a_pair_shows_its_own_articles() -> None:
    made = {one.id: one for one in world()}
    for row in rows_of(TASK, library(*made.values())):
        for side, article in (("first", row["article_id"]), ("second", row["second_id"])):
            assert row[f"{side}_title"] == made[article].row["title"]
            assert row[f"{side}_text"] == made[article].body
        assert row["group_id"] == made[row["article_id"]].group_id


def test_a_large_story_gives_few_pairs_and_keeps_them_when_it_grows() -> None:
    crowd = world(stories=1, members=40, alone=60)
    more = report(7, "Ferry 8 opens", "Text.", day=FIRST, story="story-0", group=10**6)
    before = {pair for pair, same in pairs_of(*crowd).items() if same}
    after = {pair for pair, same in pairs_of(*crowd, more).items() if same}
    most = MEMBERS * (MEMBERS - 1) // 2
    assert len(before) == len(after) == most
    assert len(before & after) >= most - (MEMBERS - 1)


def test_pairs_stand_on_one_side_or_in_one_fold() -> None:
    made = world(stories=8, alone=40)
    stands: tuple[tuple[str, int | None], ...] = (("train", None), ("test", None), ("test", 0), ("test", 1))
    sides = {one.id: stands[int(one.group_id, 16) % 4] for one in made}
    placed = [Article(one.row, *sides[one.id], one.group_id) for one in made]
    where = {one.id: (one.split, one.fold) for one in placed}
    pairs = pairs_of(*placed)
    assert {where[first] for first, _ in pairs} == set(where.values())
    assert all(where[first] == where[second] for first, second in pairs)


def test_most_pairs_across_stories_are_near_in_time_and_share_terms() -> None:
    made = {one.id: one for one in world(stories=20, alone=200, seed=3)}
    across = [pair for pair, same in pairs_of(*made.values()).items() if not same]
    hard = 0
    for pair in across:
        one, other = (made[article].row for article in pair)
        shared = {actor["id"] for actor in one["actors"]} & {actor["id"] for actor in other["actors"]}
        words = set(one["title"].casefold().split()) & set(other["title"].casefold().split())
        hard += len(shared | words) >= 2 and abs((one["date"] - other["date"]).days) <= NEAR
    assert hard / len(across) > 0.7


def test_articles_far_off_in_time_are_no_hard_ones() -> None:
    made = [report(900 + number, f"Plain notice {number}", day=FIRST) for number in range(100)]
    for story in range(8):
        own: dict[str, Any] = {"actors": [f"state-{story}a", f"state-{story}b"]}
        made += [
            report(100 * story + at, f"S{story}n{at}", day=FIRST, story=f"story-{story}", group=story, **own)
            for at in (1, 2)
        ]
        made += [report(100 * story + at, f"S{story}n{at}", day=FIRST + dt.timedelta(NEAR + 1), **own) for at in (3, 4)]
    far = {one.id for one in made if one.row["date"] > FIRST}
    across = [pair for pair, same in pairs_of(*made).items() if not same]
    assert len(across) == 16
    assert sum(not far.isdisjoint(pair) for pair in across) < 8


TRIO = [report(number, f"Ferry {number} sinks", day=FIRST, story="story-0", group=1) for number in (1, 2)]
UNKNOWN = [
    ("a group that articles of another story share", report(3, "Budget passed", day=FIRST, group=1)),
    ("a headline that is nearly that of the story", report(3, "Ferry 3 sinks", day=FIRST)),
    ("another language", report(3, "Fähre gesunken", day=FIRST, language="de")),
    ("another fold", report(3, "Budget passed", day=FIRST, fold=1)),
]


@pytest.mark.parametrize(("why", "other"), UNKNOWN, ids=[why for why, _ in UNKNOWN])
def test_no_pair_is_made_where_sameness_is_unknown(why: str, other: Article) -> None:
    assert list(pairs_of(*TRIO, other).values()) == [True]
    assert reasons_of(TASK, library(*TRIO, other)) == [NONE_LEFT] * 2
    assert ALIKE <= 0.5


def test_an_article_that_differs_is_paired() -> None:
    assert sorted(pairs_of(*TRIO, report(3, "Budget passed", day=FIRST)).values()) == [False, False, True]


def test_pairs_do_not_depend_on_articles_without_words_days_or_headlines() -> None:
    blank = [report(number, None, "…") for number in (50, 51)]
    assert Counter(pairs_of(*world(), *blank).values()) == {True: 18, False: 36}


@given(seed=st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_growth_keeps_most_pairs(seed: int) -> None:
    made = world(seed=seed)
    before, after = pairs_of(*made), pairs_of(*made, report(seed, "Lighthouse painted", day=FIRST, actors=["state-z"]))
    assert {pair for pair, same in before.items() if same} == {pair for pair, same in after.items() if same}
    assert len(before.keys() & after.keys()) >= 0.8 * len(before)


COMPLETIONS = [
    (" yes", True),
    ("Yes.", True),
    ("no", False),
    ("**No**, they are about different events.", False),
    ("The two do not report the same event.", False),
    ("They report on the same event.", True),
    ("true", True),
    ("False", False),
    ("I know nothing of it", None),
    ("", None),
]


@pytest.mark.parametrize(("completion", "answer"), COMPLETIONS)
def test_completions_are_read(completion: str, answer: bool | None) -> None:
    assert read(completion, {}) is answer


def test_the_right_completion_scores_as_the_key() -> None:
    assert TASK.asking is not None
    assert TASK.asking.choices is not None
    rows = rows_of(TASK, library(*world()))
    for row in rows:
        assert TASK.asking.read(TASK.asking.write(row), row) is TASK.key(row)
        assert TASK.asking.write(row).strip() in TASK.asking.choices(row)
    first = TASK.scorer.metrics[0].of
    assert first(TASK.scorer.counts(rows, [TASK.key(row) for row in rows]).sum(axis=0)) == 1.0
    assert first(TASK.scorer.counts(rows, [None] * len(rows)).sum(axis=0)) == 0.0


def test_every_article_is_clustered_and_those_alone_by_themselves() -> None:
    made = world(stories=2, alone=2)
    rows = rows_of(story_clustering.TASK, library(*made))
    stories = {row["article_id"]: row["story"] for row in rows}
    assert stories == {one.id: one.row["story_id"] or one.id for one in made}
    assert {row["label"] for row in rows} == {"derived"}
    scorer = story_clustering.TASK.scorer
    keys = [story_clustering.TASK.key(row) for row in rows]
    assert scorer.metrics[0].of(scorer.counts(rows, keys).sum(axis=0)) == pytest.approx(1.0)


def test_no_input_names_a_day() -> None:
    for task in (story_linking.TASK, story_clustering.TASK):
        assert not [column.name for column in task.items.table.columns if "date" in column.name]


def test_right_answers_are_worth_more_than_wrong_ones() -> None:
    row = next(row for row in rows_of(TASK, library(*world())) if row["same"])
    assert right(TASK, [row, row], [True, False]) == [1.0, 0.0]


LEADS = [
    ("Short.", 20, "Short."),
    ("One two. Three four. Five six seven.", 22, "One two. Three four."),
    ("One two three four five six.", 17, "One two three"),
    ("“Stay here.” He went away again.", 16, "“Stay here.”"),
    ("内阁举行会议。决定了预算。明天再谈。", 14, "内阁举行会议。决定了预算。"),
    ("内阁举行会议决定了预算明天再谈", 6, "内阁举行会议"),
    ("A title\nand a very long line of it", 12, "A title"),
    ("किताबें और", 3, "कि"),
]


@pytest.mark.parametrize(("text", "longest", "start"), LEADS)
def test_leads_end_where_a_sentence_or_a_word_does(text: str, longest: int, start: str) -> None:
    assert lead(text, longest) == start


@given(text=st.text(min_size=1).filter(str.strip).map(str.strip), longest=st.integers(1, 40))
def test_a_lead_starts_its_text_and_is_no_longer(text: str, longest: int) -> None:
    found = lead(text, longest)
    assert text.startswith(found)
    assert 0 < len(found) <= longest
    assert lead(found, longest) == found


def test_all_pairs_of_a_small_story_are_asked() -> None:
    made = world(stories=1, members=4)
    ids = sorted(one.id for one in made if one.row["story_id"])
    assert {pair for pair, same in pairs_of(*made).items() if same} == set(combinations(ids, 2))
