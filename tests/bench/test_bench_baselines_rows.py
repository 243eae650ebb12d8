"""What baselines answer to made-up items, and what they may learn from."""

import datetime as dt
from typing import Any

import pytest

from dateline.bench.baselines import BASELINES, baselines_of, run_baseline
from dateline.bench.tasks import headline
from dateline.errors import UsageError


class Asked:
    """As much of a task as a run needs; the tasks themselves have tests of their own."""

    def __init__(self, name: str, *keys: str) -> None:
        self.name = name
        self.items = type("Items", (), {"keys": keys})


NAMED = {one.name: one for one in BASELINES}

KEYS = {
    "actor-recognition": ("spans",),
    "actor-linking": ("actor_id", "unseen"),
    "date-inference": ("date", "date_start", "date_end", "basis"),
    "headline": ("headline",),
    "story-linking": ("same",),
    "story-clustering": ("story",),
    "retrieval": ("relevant",),
    "quote-attribution": ("speaker_id",),
    "actor-cloze": ("actor_id",),
}


def run(task: str, name: str, train: list[dict[str, Any]], test: list[dict[str, Any]], **tables: Any) -> list[Any]:
    """The answers in order; rows need only the columns that the case is about."""
    held = {(task, "train"): _rows(train, "a"), (task, "test"): _rows(test, "b")}
    held |= {(config.replace("_", "-"), split): rows for config, (split, rows) in tables.items()}
    found = run_baseline(
        Asked(task, *KEYS[task]),  # type: ignore[arg-type]  # a stand-in
        lambda config, split: held.get((config, split), []),
        NAMED[name],
    )
    assert list(found) == [row["id"] for row in held[task, "test"]]
    return list(found.values())


def _rows(rows: list[dict[str, Any]], side: str) -> list[dict[str, Any]]:
    return [{"id": f"{side}{place:02d}", "fold": None, "language": None, **row} for place, row in enumerate(rows)]


def spans(text: str, *named: tuple[str, str]) -> dict[str, Any]:
    found = [
        {"start": text.index(name), "end": text.index(name) + len(name), "text": name, "kind": kind, "form": "full"}
        for name, kind in named
    ]
    return {"text": text, "spans": found}


SALMA, OMAR, HILLS = (
    {"id": "salma", "name": "Salma Rafiq"},
    {"id": "omar", "name": "Omar Said"},
    {"id": "hills", "name": "Hill League"},
)


# Registry


def test_every_task_has_a_baseline_and_names_are_told_apart() -> None:
    assert len(NAMED) == len(BASELINES)
    assert {task for one in BASELINES for task in one.tasks} == set(KEYS)
    assert all(baselines_of(task) for task in KEYS)
    assert not baselines_of("weather")


def test_unfit_tasks_are_usage_errors() -> None:
    with pytest.raises(UsageError, match="headline"):
        run("headline", "majority", [], [])


# Training


def test_a_fold_is_answered_from_the_others_alone() -> None:
    rows = [
        {"fold": fold, "mention": "x", "actor_id": actor} for fold, actor in ((0, "a"), (0, "a"), (1, "b"), (1, "b"))
    ]
    assert run("actor-linking", "majority", [], rows) == ["b", "b", "a", "a"]


def test_the_side_train_counts_in_every_fold_and_held_out_items_train_nothing() -> None:
    train = [{"mention": "x", "actor_id": "t"}] * 3
    test = [{"fold": fold, "mention": "x", "actor_id": actor} for fold, actor in ((0, "a"), (1, "b"), (None, "h"))]
    assert run("actor-linking", "majority", train, test) == ["t", "t", "t"]
    assert run("actor-linking", "majority", [], [test[0], *[test[2]] * 3]) == [None, "a", "a", "a"]


def test_items_without_their_answers_train_nothing() -> None:
    hidden = {"mention": "x", "actor_id": None, "unseen": None}
    assert run("actor-linking", "majority", [], [hidden | {"fold": 0}, hidden | {"fold": 1}]) == [None, None]


@pytest.mark.parametrize("name", NAMED)
def test_no_baseline_reads_the_key_of_what_it_answers(name: str) -> None:
    """Items without the columns of the key at all are answered."""
    shared = {
        "text": "Omar Said spoke on 3 May 2021. “Now.”",
        "title": "Said speaks",
        "query": "said",
        "mention": "Omar Said",
        "start": 0,
        "end": 4,
        "quote": "Now.",
        "question": "@actor speaks",
        "candidates": [OMAR, SALMA],
        "first_title": "Said speaks",
        "first_text": "Omar Said spoke",
        "second_title": "Rain",
        "second_text": "It rains",
    }
    key = {"spans": [], "actor_id": "omar", "date": dt.date(2021, 5, 3), "headline": "Said speaks", "same": False}
    key |= {"story": "s", "relevant": [], "speaker_id": "omar", "unseen": False}
    documents = {"retrieval_corpus": ("corpus", [{"id": "d", "text": "said"}]), "actor_linking_kb": ("kb", [])}
    for task in NAMED[name].tasks:
        train = [shared | {column: key.get(column) for column in KEYS[task]}]
        assert len(run(task, name, train, [shared, shared], **documents)) == 2


# majority


def test_majority_takes_the_most_frequent_and_of_equals_the_first_by_name() -> None:
    train = [{"actor_id": actor} for actor in ("b", "a", "b", "a", "c")]
    assert run("actor-linking", "majority", train, [{}, {}]) == ["a", "a"]
    assert run("story-linking", "majority", [{"same": True}, {"same": False}], [{}]) == [False]
    assert run("story-linking", "majority", [], [{}]) == [None]


@pytest.mark.parametrize("task", ["quote-attribution", "actor-cloze"])
def test_majority_of_candidates(task: str) -> None:
    key = KEYS[task][0]
    train = [{key: "omar"}, {key: "hills"}, {key: "hills"}, {key: "elsewhere"}]
    test = [
        {"candidates": [SALMA, OMAR, HILLS]},
        {"candidates": [SALMA, OMAR]},
        {"candidates": [SALMA]},
        {"candidates": []},
    ]
    assert run(task, "majority", train, test) == ["hills", "omar", "salma", None]


def test_majority_of_days_is_their_median() -> None:
    days = [dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2021, 1, 3), dt.date(2030, 1, 1)]
    assert run("date-inference", "majority", [{"date": day} for day in days], [{}]) == ["2021-01-01"]
    assert run("date-inference", "majority", [], [{}]) == [None]


# string-match


RECOGNIZED = [
    ("Salma Rafiq met the Hill League.", [("Salma Rafiq", "person"), ("Hill League", "organization")]),
    ("Rafiq left.", []),
    ("Hillman of Hill Leagues", [("Hill", "place")]),
    ("The Hill met the Hill League", [("Hill", "place"), ("Hill League", "organization")]),
    ("الهلال الأخضر في حلب", [("الهلال الأخضر", "organization")]),
    ("昨日山野党发表声明", [("山野党", "organization")]),
    ("İstanbul'da Салма Рафик и Салмановка", [("Салма Рафик", "person")]),
]


@pytest.mark.parametrize(("text", "expected"), RECOGNIZED)
def test_spellings_of_training_are_found_as_whole_words(text: str, expected: list[tuple[str, str]]) -> None:
    train = [
        spans("Salma Rafiq of the Hill League", ("Salma Rafiq", "person"), ("Hill League", "organization")),
        spans("The Hill", ("Hill", "place")),
        spans("الهلال الأخضر", ("الهلال الأخضر", "organization")),
        spans("山野党", ("山野党", "organization")),
        spans("Салма Рафик", ("Салма Рафик", "person")),
    ]
    (found,) = run("actor-recognition", "string-match", train, [{"text": text}])
    assert [(text[one["start"] : one["end"]], one["kind"]) for one in found] == expected


def test_a_spelling_of_two_kinds_is_of_the_more_frequent() -> None:
    train = [spans("Hill", ("Hill", kind)) for kind in ("state", "person", "person")]
    assert run("actor-recognition", "string-match", train, [{"text": "Hill"}]) == [
        [{"start": 0, "end": 4, "kind": "person"}]
    ]
    assert run("actor-recognition", "string-match", [], [{"text": "Hill"}]) == [[]]


def test_mentions_are_linked_by_the_knowledge_base_then_training_else_nil() -> None:
    base = [
        {"id": "person-1", "name": "Salma Rafiq", "aliases": ["S. Rafiq"]},
        {"id": "person-2", "name": "Hadi Rafiq", "aliases": ["Rafiq"]},
        {"id": "person-3", "name": "Lina Rafiq", "aliases": ["Rafiq"]},
        {"id": "org-1", "name": "ПАРТИЯ ГОР", "aliases": None},
    ]
    train = [{"mention": "Rafiq", "actor_id": "person-3"}, {"mention": "the League", "actor_id": "NIL"}]
    train += [{"mention": "Salma Rafiq", "actor_id": "NIL"}, {"mention": "the Hill", "actor_id": "org-1"}]
    mentions = ["SALMA  RAFIQ", "rafiq", "Партия гор", "the league", "The hill", "Nobody"]
    found = run(
        "actor-linking", "string-match", train, [{"mention": one} for one in mentions], actor_linking_kb=("kb", base)
    )
    assert found == ["person-1", "person-3", "org-1", "NIL", "org-1", "NIL"]
    untrained = run("actor-linking", "string-match", [], [{"mention": "Rafiq"}], actor_linking_kb=("kb", base))
    assert untrained == ["person-2"]


def quoted(text: str, quote: str, *candidates: dict[str, str]) -> dict[str, Any]:
    start = text.index(quote)
    return {"text": text, "start": start, "end": start + len(quote), "quote": quote, "candidates": list(candidates)}


QUOTED = [
    (quoted("Omar Said came. “We stay,” Rafiq said.", "“We stay,”", OMAR, SALMA), "salma"),
    (quoted("Salma Rafiq, then far from here: Said: “Rafiq stays”.", "“Rafiq stays”", SALMA, OMAR), "omar"),
    (quoted("They say “we stay”.", "“we stay”", SALMA, OMAR), "salma"),
    (
        quoted(
            "山野党说：“我们留下。”河谷会没有回应。",
            "“我们留下。”",
            {"id": "v", "name": "河谷会"},
            {"id": "h", "name": "山野党"},
        ),
        "v",
    ),
]


@pytest.mark.parametrize(("item", "expected"), QUOTED)
def test_the_candidate_named_nearest_to_the_quotation(item: dict[str, Any], expected: str) -> None:
    assert run("quote-attribution", "string-match", [], [item]) == [expected]


def test_the_candidate_named_most_often() -> None:
    text = "Omar Said met Salma Rafiq. Rafiq and Rafiqs talked. Said nodded, said Said. Said left."
    item = {"text": text, "candidates": [SALMA, OMAR], "question": "@actor nods"}
    assert run("actor-cloze", "string-match", [], [item]) == ["omar"]
    assert run("actor-cloze", "string-match", [], [item | {"question": "Said: @actor left"}]) == ["salma"]
    assert run("actor-cloze", "string-match", [], [item | {"text": "Nobody"}, item | {"candidates": []}]) == [
        "salma",
        None,
    ]


# bm25


DOCUMENTS = [
    {"id": "d3", "text": "The bridge over the river was opened. Many came to the bridge."},
    {"id": "d1", "text": "A market in the old town burned down."},
    {"id": "d2", "text": "A market in the old town burned down."},
    {"id": "d4", "text": "山野党宣布撤出河谷地区"},
    {"id": "d5", "text": "أعلنت الحكومة هدنة في المدينة"},
    {"id": "d6", "text": "..."},
]

QUERIES = [
    ("Bridge opened", ["d3"]),
    ("Old MARKET", ["d1", "d2"]),
    ("河谷撤出", ["d4"]),
    ("谷河", []),
    ("هدنة المدينة", ["d5"]),
    ("zebra", None),
    ("", None),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_bm25_ranks_what_shares_words(query: str, expected: list[str] | None) -> None:
    (found,) = run("retrieval", "bm25", [], [{"query": query}], retrieval_corpus=("corpus", DOCUMENTS))
    assert found == (expected or None)


def test_bm25_does_not_depend_on_the_order_of_documents() -> None:
    queries = [{"query": query} for query, _ in QUERIES]
    found = [
        run("retrieval", "bm25", [], queries, retrieval_corpus=("corpus", documents))
        for documents in (DOCUMENTS, DOCUMENTS[::-1], sorted(DOCUMENTS, key=str))
    ]
    assert found[0] == found[1] == found[2]
    assert run("retrieval", "bm25", [], [{"query": "x"}], retrieval_corpus=("corpus", [])) == [None]


# word-overlap


NEWS = {
    "bridge": ("Bridge over the Sarin opens", "The new bridge over the Sarin river carries cars and trains."),
    "bridge2": ("Sarin bridge is open", "Trains cross the new bridge over the Sarin since Monday."),
    "fire": ("Fire in the old market", "A fire destroyed forty shops in the old market of Tamra."),
    "fire2": ("Market of Tamra burns", "Forty shops of the old market burned in a fire in Tamra."),
    "vote": ("Parliament votes on the budget", "The members passed the budget by two votes."),
}


def pair(first: str, second: str, same: bool | None = None) -> dict[str, Any]:
    (one, text), (other, second_text) = NEWS[first], NEWS[second]
    row = {"first_title": one, "first_text": text, "second_title": other, "second_text": second_text}
    return row | ({} if same is None else {"same": same})


def test_word_overlap_learns_a_level_from_pairs() -> None:
    train = [pair("bridge", "bridge2", True), pair("bridge", "fire", False), pair("fire", "vote", False)]
    test = [pair("fire", "fire2"), pair("fire2", "bridge2"), pair("vote", "bridge")]
    assert run("story-linking", "word-overlap", train, test) == [True, False, False]
    assert run("story-linking", "word-overlap", [], test) == [False, False, False]
    assert run("story-linking", "word-overlap", [], []) == []


def lead(name: str, story: str | None = None) -> dict[str, Any]:
    title, text = NEWS[name]
    return {"title": title, "text": text} | ({} if story is None else {"story": story})


def test_word_overlap_clusters_what_is_connected() -> None:
    train = [lead("bridge", "s"), lead("bridge2", "s"), lead("vote", "v")]
    test = [lead("fire"), lead("vote"), lead("fire2"), lead("bridge")]
    assert run("story-clustering", "word-overlap", train, test) == ["b00", "b01", "b00", "b03"]
    assert run("story-clustering", "word-overlap", [lead("vote", "v")], test) == ["b00", "b01", "b02", "b03"]
    assert run("story-clustering", "alone", train, test) == ["b00", "b01", "b02", "b03"]


# first-date, lead-sentence


DATED = [
    (
        ("Talks end", "The envoy left on Monday. On 4 June 2019 he returned, and on 7 June 2019 he left."),
        "en",
        "2019-06-04",
    ),
    (("Talks of 2 May 2018", "They began on 4 June 2019."), "en", "2018-05-02"),
    ((None, "In June 2019 and on 3 March they met."), "en", "2001-02-03"),
    (("会谈", "双方于2020年5月6日会晤。"), "zh", "2020-05-06"),
]


@pytest.mark.parametrize(("texts", "language", "expected"), DATED)
def test_the_first_full_date_else_the_median(texts: tuple[str | None, str], language: str, expected: str) -> None:
    item = {"title": texts[0], "text": texts[1], "source": None, "language": language}
    assert run("date-inference", "first-date", [{"date": dt.date(2001, 2, 3)}], [item]) == [expected]


def test_the_first_date_without_training_may_be_none() -> None:
    item = {"title": None, "text": "Nothing here", "source": None, "language": "en"}
    assert run("date-inference", "first-date", [], [item]) == [None]


LEADS = [
    ("Mr. Omar left. He came back.", "Mr. Omar left."),
    (
        "\n \nThe anti-war league of the seven hills met in the old town hall yesterday evening and voted. Then",
        "The anti-war league of the seven hills met in the old",
    ),
    ("山野党宣布撤出河谷地区。随后发表声明。", "山野党宣布撤出河谷地区。"),
    ("山" * 40 + "。", "山" * 24),
    (" \n", None),
    ("…", "…"),
]


@pytest.mark.parametrize(("text", "expected"), LEADS)
def test_the_first_sentence_cut_to_the_length_of_a_headline(text: str, expected: str | None) -> None:
    assert run("headline", "lead-sentence", [], [{"text": text}]) == [expected]


def test_training_headlines_say_how_long_one_is() -> None:
    train = [{"headline": text} for text in ("One two three", "One two three four five six", "One", "山野党撤出")]
    test = [{"text": "Rain fell on all hills. More"}, {"text": "大雨落在所有山上。更多"}]
    assert run("headline", "lead-sentence", train, test) == ["Rain fell on", "大雨落在所"]


def test_a_run_takes_a_task_as_it_is() -> None:
    rows = [{"id": "h", "fold": None, "text": "Rain fell. Then sun.", "language": "en"}]
    tables = {("headline", "test"): rows}
    found = run_baseline(headline.TASK, lambda *key: tables.get(key, []), NAMED["lead-sentence"])
    assert found == {"h": "Rain fell."}
