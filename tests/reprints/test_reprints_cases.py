"""Made-up reports and their copies, and articles that look like copies and are none."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.reprints import REPRINTS, sketch

Find = Callable[..., pa.Table]

EDITS = (
    ("reopened", "opened again"),
    ("agreed on a pay rise", "settled for a raise"),
    ("nearly three weeks", "twenty days"),
    ("told reporters outside", "said in front of"),
    ("put their losses at", "estimated their losses at"),
    ("handed to", "given to"),
    ("warned that it could", "feared it might"),
)
"""What an editor may change; between them a third of the shingles go."""

OWN = """Readers of this page have followed the harbour from the first day, and many of them wrote to us about what the
standstill meant for their shops, their markets and their kitchens. We thank all who took the time to do so. What
follows is the report of our partner on the settlement that was reached this week in the capital."""


def pairs(table: pa.Table) -> dict[str, tuple[str, str]]:
    """What copies what, and how."""
    return {row["article_id"]: (row["duplicate_of"], row["kind"]) for row in table.to_pylist()}


def edit(text: str) -> str:
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    return text


def head(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[:paragraphs])


def turned(text: str) -> str:
    return "\n\n".join(reversed(text.split("\n\n")))


CHANGES: tuple[tuple[str, Callable[[str], str], str], ...] = (
    ("the same", lambda text: text, "exact"),
    ("capitals", str.upper, "exact"),
    ("quotes and spaces", lambda text: text.replace('"', "”").replace(" ", "  ").replace("\n\n", "\n"), "exact"),
    ("edited", edit, "near"),
    ("without the end", lambda text: head(text, 2), "shortened"),
    ("the lead alone", lambda text: head(text, 1), "shortened"),
    ("without the middle", lambda text: "\n\n".join(text.split("\n\n")[::4]), "shortened"),
    ("wrapped", lambda text: f"{OWN}\n\n{text}", "near"),
    ("wrapped and cut", lambda text: f"{head(text, 3)}\n\n{head(OWN, 1)}", "near"),
    ("paragraphs turned round", turned, "near"),
    ("edited and turned round", lambda text: turned(edit(text)), "near"),
    ("one more paragraph", lambda text: f"{text}\n\nA spokesman declined to comment on Friday.", "near"),
)


@pytest.mark.parametrize(("change", "kind"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_a_changed_copy_is_found(
    change: Callable[[str], str], kind: str, reports: dict[str, Any], given: Any, find: Find
) -> None:
    articles = [
        given("original", reports["harbour"]),
        given("copy", change(reports["harbour"]), day=2),
        *(given(name, reports[name]) for name in ("summit", "museum")),
    ]
    assert pairs(find(articles)) == {"copy": ("original", kind)}


@pytest.mark.parametrize(("name", "paragraphs"), [("chinese", 4), ("chinese", 2), ("thai", 3), ("thai", 2)])
def test_scripts_without_spaces(name: str, paragraphs: int, reports: dict[str, Any], given: Any, find: Find) -> None:
    articles = [
        given("original", reports[name]),
        given(
            "copy", head(reports[name], paragraphs).replace("。", " 。", 1) + ("本报讯" * (name == "chinese")), day=2
        ),
        given("other", reports["chinese_other"]),
    ]
    assert set(find(articles)["article_id"].to_pylist()) == {"copy"}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("港口工会与管理委员会达成协议", 8),
        ("ท่าเรือเปิดอีกครั้ง", 8),
        ("The port of 北京 reopened", 4),
        ("порт открыт", 4),
        ("", 4),
    ],
)
def test_shingles_are_of_words_or_of_characters(text: str, length: int) -> None:
    table = pa.table({"id": ["a"], "body": [text]})
    assert sketch(table)["shingle"].to_pylist() == [length]


def test_templates_are_not_copies(reports: dict[str, Any], given: Any, find: Find) -> None:
    articles = [
        given(f"{name}-{number}", reports[name].format(**fill), day=number + 1, site="gazette.example")
        for name in ("weather", "shares")
        for number, fill in enumerate(reports["fills"][name])
    ]
    assert pairs(find(articles)) == {}


def test_a_copy_is_found_among_articles_of_its_template(reports: dict[str, Any], given: Any, find: Find) -> None:
    texts = [reports["weather"].format(**fill) for fill in reports["fills"]["weather"]]
    articles = [given(f"w{number}", text, day=number + 1) for number, text in enumerate(texts)]
    copy = given("copy", texts[2].replace("asked to take care", "told to be careful"), day=9)
    assert pairs(find([*articles, copy])) == {"copy": ("w2", "near")}


def test_shared_background_and_quotes_are_not_copies(reports: dict[str, Any], given: Any, find: Find) -> None:
    quote = reports["harbour"].split("\n\n")[1]
    articles = [
        *(given(f"b-{name}", f"{reports[name]}\n\n{reports['background']}") for name in ("summit", "museum")),
        given("q-summit", f"{head(reports['summit'], 2)}\n\n{quote}"),
        given("q-museum", f"{head(reports['museum'], 2)}\n\n{quote}"),
    ]
    found = pairs(find(articles))
    assert set(found) <= {"q-summit", "q-museum"}
    assert all(copy.partition("-")[2] == root.partition("-")[2] for copy, (root, _) in found.items())


def test_a_new_lead_over_old_background_is_another_article(reports: dict[str, Any], given: Any, find: Find) -> None:
    old = f"{head(reports['harbour'], 1)}\n\n{reports['background']}"
    articles = [
        given(name, f"{head(reports[name], 3)}\n\n{old}", day=day) for day, name in ((1, "summit"), (2, "museum"))
    ]
    assert find(articles).num_rows == 0


def test_a_round_up_does_not_join_what_it_rounds_up(reports: dict[str, Any], given: Any, find: Find) -> None:
    names = ("harbour", "summit", "museum")
    articles = [given(name, reports[name]) for name in names]
    round_up = given("round-up", "\n\n".join(head(reports[name], 1) for name in names), day=2)
    assert pairs(find([*articles, round_up])) == {}


@pytest.mark.parametrize(
    ("one", "other", "root"),
    [
        ({"day": 2}, {"day": 1}, "b"),
        ({"day": None}, {"day": 9}, "b"),
        ({"agencies": ("AFP",)}, {}, "b"),
        ({}, {"site": "AFP", "agencies": ()}, "a"),
        ({"agencies": ("AFP",)}, {"site": "AFP"}, "b"),
        ({"agencies": ("AFP",), "day": 1}, {"site": "AFP", "day": 2}, "a"),
        ({}, {}, "a"),
    ],
)
def test_which_is_the_original(
    one: dict[str, Any], other: dict[str, Any], root: str, reports: dict[str, Any], given: Any, find: Find
) -> None:
    articles = [given("a", reports["museum"], **one), given("b", reports["museum"], **other)]
    assert find(articles)["duplicate_of"].to_pylist() == [root]


def test_the_longer_is_the_original_where_the_days_are_the_same(
    reports: dict[str, Any], given: Any, find: Find
) -> None:
    articles = [given("a", head(reports["summit"], 3)), given("b", reports["summit"])]
    assert pairs(find(articles)) == {"a": ("b", "shortened")}


def test_the_earlier_is_the_original_though_it_is_shorter(reports: dict[str, Any], given: Any, find: Find) -> None:
    articles = [given("a", reports["summit"], day=3), given("b", head(reports["summit"], 3), day=1)]
    assert pairs(find(articles)) == {"a": ("b", "near")}


def test_a_long_report_does_not_reprint_the_flash_before_it(reports: dict[str, Any], given: Any, find: Find) -> None:
    articles = [given("flash", head(reports["harbour"], 1), day=1), given("report", reports["harbour"], day=2)]
    assert pairs(find(articles)) == {}


def test_scrapes_follow_their_article(reports: dict[str, Any], given: Any, find: Find) -> None:
    text = reports["harbour"]
    articles = [
        given("original", text),
        given("copy", edit(text), day=2),
        given("copy-1a2b", head(edit(text), 4), day=2, scrape_of="copy"),
        given("original-3c4d", text, scrape_of="original"),
    ]
    table = find(articles)
    assert pairs(table) == {"copy": ("original", "near"), "copy-1a2b": ("original", "near")}
    assert "a scrape of copy" in table["reason"][1].as_py()


def test_a_copy_of_a_copy_has_the_first_as_its_original(reports: dict[str, Any], given: Any, find: Find) -> None:
    text = reports["harbour"]
    second = edit(text)
    third = f"{turned(second.replace('crowns', 'kr').replace('Monday', 'Tuesday'))}\n\n{OWN}"
    articles = [given("first", text), given("second", second, day=2), given("third", third, day=3)]
    assert {row["duplicate_of"] for row in find(articles).to_pylist()} == {"first"}


NOTICE = "This article is for subscribers only. Please sign in or choose one of our offers to go on reading today."


@pytest.mark.parametrize(
    ("body", "sites", "titles", "copies"),
    [
        (NOTICE, ("x.example", "x.example"), ("Strike ends", "Talks fail"), 0),
        (NOTICE + " Thank you for your trust in us.", ("x.example", "x.example"), ("Strike ends", "Talks fail"), 0),
        ("A short note on the strike at the port of Damarra.", ("x.example", "y.example"), ("Strike", "Strike"), 1),
        ("A short note on the strike at the port of Damarra.", ("x.example", "y.example"), ("Strike", "Other"), 0),
        ("", ("x.example", "y.example"), ("Strike", "Strike"), 0),
    ],
)
def test_short_bodies(
    body: str, sites: tuple[str, str], titles: tuple[str, str], copies: int, given: Any, find: Find
) -> None:
    articles = [given(f"a{n}", body, site=site, title=titles[n]) for n, site in enumerate(sites)]
    assert find(articles).num_rows == copies


def test_figures_and_reasons(reports: dict[str, Any], given: Any, find: Find) -> None:
    articles = [
        given("original", reports["harbour"], site="AFP"),
        given("copy", head(reports["harbour"], 3), day=2, agencies=("AFP",)),
    ]
    table = find(articles)
    assert table.schema.equals(REPRINTS)
    row = table.to_pylist()[0]
    assert row["containment"] == pytest.approx(1.0)
    words = len(head(reports["harbour"], 3).split()) / len(reports["harbour"].split())
    assert row["similarity"] == pytest.approx(words, abs=0.02)
    assert "it credits AFP, the original is AFP's own" in row["reason"]


def test_nothing_is_found_among_nothing(given: Any, find: Find) -> None:
    assert find([]).num_rows == 0
    assert find([given("a", "")]).num_rows == 0
