"""The leak report: what is planted is found, what only looks alike is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from splits_made import MEMBERS, REPRINTS, name, news, summary_of, table, write_texts

from dateline.corpus.splits import crossing
from dateline.corpus.splits.leaks import Leaks
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.show import show_leaks
from dateline.corpus.splits.splitting import split_articles
from dateline.corpus.splits.tables import HISTORY
from dateline.engine import LocalEngine

ON = ["train"] * 6 + ["validation"] * 2 + ["test"] * 2
BODIES = [news(seed) for seed in range(10)]
STANDING = news(99, 60)
HAN = (
    "中国代表团星期三在会议上表示各方应当通过对话解决分歧并且尽快恢复谈判以便为地区和平与稳定创造条件"
    "同时呼吁国际社会提供更多援助"
)
Check = Callable[..., Leaks]


def found(report: Leaks) -> dict[str, int]:
    """Kinds of which something was found."""
    return {kind.name: kind.found for kind in report.kinds if kind.found}


def edited(text: str, every: int) -> str:
    """The text with another word in so many."""
    words = text.split()
    return " ".join(f"other{place}" if place % every == every - 1 else word for place, word in enumerate(words))


def reordered(text: str) -> str:
    """The thirds of the text, the last first."""
    words = text.split()
    return " ".join([*words[80:], *words[40:80], *words[:40]])


def planted(body: str) -> list[str]:
    """The corpus with a text in the place of the last one, which is in the test."""
    return [*BODIES[:-1], body]


def test_nothing_to_find(check: Check) -> None:
    report = check(ON, BODIES)
    assert (report.ok, report.pairs, report.unread) == (True, 6 * 2 + 6 * 2 + 2 * 2, 0)
    assert dict(report.sides) == {"train": 6, "validation": 2, "test": 2}


@pytest.fixture(params=["every run is a trace", "a sample is"])
def sampled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus as if it were a large one, and as it is."""
    monkeypatch.setattr(crossing, "FEW", -1 if request.param == "a sample is" else crossing.FEW)


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (BODIES[0], {"exact text": 1, "near text": 1}),
        (BODIES[0].upper().replace(" ", "\n\n") + "!", {"exact text": 1, "near text": 1}),
        (edited(BODIES[0], 20), {"near text": 1}),
        (" ".join(BODIES[0].split()[:50]), {"near text": 1}),
        (f"{news(50, 30)} {BODIES[0]} {news(51, 30)}", {"near text": 1}),
        (reordered(BODIES[0]), {"near text": 1}),
        # different news: standing paragraphs, a quote, a few words
        (f"{news(60, 60)} {' '.join(BODIES[0].split()[:30])}", {}),
        (edited(BODIES[0], 3), {}),
        (" ".join(BODIES[0].split()[:12]), {}),
        ("", {}),
    ],
)
def test_a_text_in_the_test_that_was_trained_on(check: Check, body: str, kinds: dict[str, int]) -> None:
    report = check(ON, planted(body))
    assert found(report) == kinds
    assert report.ok == (not kinds)
    if kinds:
        assert report.closest is not None
        assert (report.closest.one, report.closest.other, report.closest.sides) == (name(0), name(9), ("train", "test"))


def test_a_text_on_one_side_is_no_leak(check: Check) -> None:
    assert check(ON, [BODIES[1], *BODIES[1:]]).ok


def test_a_text_of_a_script_without_spaces(check: Check) -> None:
    bodies = [HAN * 2, *BODIES[1:-1], HAN * 2 + "记者从北京报道"]
    assert found(check(ON, bodies)) == {"near text": 1}


def test_measures_are_exact(check: Check) -> None:
    """Of a hundred words and the first sixty of them: 56 runs of five in both, 96 in one."""
    text = " ".join(f"word{number}" for number in range(100))
    closest = check(["train", "test"], [text, " ".join(text.split()[:60])]).closest
    assert closest is not None
    assert (closest.jaccard, closest.containment) == (56 / 96, 1.0)


@pytest.mark.usefixtures("sampled")
def test_a_copy_of_what_very_many_copied(check: Check) -> None:
    bodies = [*[edited(BODIES[0], 40)] * 300, BODIES[0]]
    assert found(check(["train"] * 300 + ["test"], bodies)) == {"near text": 300}


@pytest.mark.usefixtures("sampled")
def test_a_copy_among_very_many_of_one_template(check: Check) -> None:
    """Two hundred reports share standing paragraphs, which hide neither the one that was copied nor make leaks."""
    reports = [f"{news(seed, 120)} {STANDING}" for seed in range(200)]
    on = ["train", "test"] * 100
    assert check(on, reports).ok
    copied = [*reports[:-1], edited(reports[150], 20)]
    report = check(on, copied)
    assert [kind.examples for kind in report.kinds if kind.found] == [((name(150), name(199)),)]


@pytest.mark.parametrize(
    ("tables", "kind"),
    [
        ({"reprints": [(9, 0)]}, "reprint"),
        ({"summary": summary_of([None] * 10, duplicate_of={9: name(0)})}, "reprint"),
        ({"members": [(9, "story-a"), (0, "story-a")]}, "story"),
        ({"quotes": [(9, f"So be it! {BODIES[3]}"), (0, BODIES[3])]}, "quote"),
        ({"summary": summary_of([None] * 10, source={0: "Gazette"}), "hold_out_publishers": ("Gazette",)}, "held out"),
    ],
)
def test_what_tables_tell(check: Check, tables: dict, kind: str) -> None:
    assert found(check(ON, BODIES, **tables)) == {kind: 1}
    together = {"story-a": [(9, "story-a"), (8, "story-a")]}
    assert check(ON, BODIES, members=together["story-a"]).ok


def test_a_hold_out_of_nothing_is_told(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    report = check(ON, BODIES, hold_out_publishers=("Gazete",), hold_out_actors=("org-[7]",))
    assert (report.ok, report.idle) == (True, ("publisher Gazete", "actor org-[7]"))
    show_leaks(report)
    assert "no article of the actor org-[7]," in capsys.readouterr().out


def test_folds_are_sides(check: Check) -> None:
    on, folds = [None] * 4, [0, 1, 0, 1]
    bodies = [BODIES[0], BODIES[1], BODIES[0], BODIES[1]]
    assert check(on, bodies, folds=folds).ok
    report = check(on, [BODIES[0], BODIES[0], BODIES[1], BODIES[2]], folds=folds)
    assert found(report) == {"exact text": 1, "near text": 1}
    assert report.closest is not None
    assert report.closest.sides == ("fold 0", "fold 1")


def test_an_article_without_a_text_proves_nothing(check: Check) -> None:
    report = check(ON, BODIES, files=0)
    assert (report.ok, report.unread) == (False, 10)


def test_what_the_report_finds_mends_the_split(tmp_path: Path) -> None:
    """The copy of the first article, which no table tells of, trains with it."""
    cut = SplitSettings(groups=1, validation=0.4, test=0.4)
    tables = (summary_of([*range(10)]), *(table([], schema) for schema in (REPRINTS, MEMBERS, HISTORY)))
    texts = write_texts(tmp_path, planted(edited(BODIES[0], 20)), 3)
    found = {"texts": texts, "quotes": [], "settings": cut, "engine": LocalEngine(), "folder": str(tmp_path)}
    splits, report = split_articles(*tables, **found)
    groups, sides = splits["group_id"].to_pylist(), splits["split"].to_pylist()
    assert report.ok
    assert (groups[9], sides[9], len(set(groups))) == (groups[0], sides[0], 9)
    write_texts(tmp_path, BODIES, 3)
    assert len(set(split_articles(*tables, **found)[0]["group_id"].to_pylist())) == 10


def test_the_report_does_not_depend_on_files(check: Check) -> None:
    bodies = planted(edited(BODIES[0], 20))
    reports = [json.dumps(check(ON, bodies, files=files).to_json()) for files in (1, 2, 3)]
    assert len(set(reports)) == 1
    assert json.loads(reports[0])["ok"] is False


def test_on_the_terminal(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    show_leaks(check(ON, planted(edited(BODIES[0], 20)), reprints=[(9, 0)]))
    told = capsys.readouterr().out
    assert told.startswith("leaks (6 train, 2 validation, 2 test)")
    assert f"closest: {name(0)} (train) and {name(9)} (test): Jaccard 0.6" in told
    show_leaks(check([None], BODIES[:1]))
    assert "no leak (no sides)" in capsys.readouterr().out
