"""What is known of an article's day before others are asked: from columns, evidence and the first paragraphs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.story_dates import known_days
from dateline.timex.relative_words import WEEKDAYS
from dateline_schema.tables import EVIDENCE

Row = dict[str, Any]
HEAD = "# Councils settle who pays for the Lindmoor bridge"
BARE: Row = {
    "id": "0000000000000001",
    "date": None,
    "date_edtf": None,
    "date_basis": None,
    "language": "en",
    "body": "The two councils settled it.",
}
SCHEMA = pa.schema([(name, pa.date32() if name == "date" else pa.string()) for name in BARE])


def one(told: list[Row] = (), **columns: Any) -> Row:  # type: ignore[assignment]  # never changed
    """The row of a single article as the columns and the evidence give it, without a reader before."""
    articles = pa.Table.from_pylist([{**BARE, **columns}], schema=SCHEMA)
    rows = [{"article_id": BARE["id"], "chosen": True, "articles": [], **row} for row in told]
    (found,) = known_days(articles, pa.Table.from_pylist(rows, schema=EVIDENCE.schema)).to_pylist()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 5, 2024\n\nThey settled it.", {"kind": "day", "first": date(2024, 3, 5), "last": date(2024, 3, 5)}),
        (
            "They settled it yesterday (November 26), after a night of talks.",
            {"kind": "month-day", "month": 11, "day": 27, "offset": -1, "raw": "yesterday (November 26)"},
        ),
        ("They settled it today, 3 May, after talks.", {"kind": "month-day", "month": 5, "day": 3, "offset": 0}),
        ("They settled it yesterday (December 31).", {"kind": "month-day", "month": 1, "day": 1, "offset": -1}),
        # the day after 28 February is in the anchor: the event, and how long ago it was
        ("They settled it yesterday (February 28).", {"kind": "month-day", "month": None, "day": None, "offset": -1}),
        (
            "They settled it on Wednesday, after a night of talks.",
            {"kind": "weekday", "weekday": 2, "ahead": False, "raw": "on Wednesday", "rule": "relative.weekday"},
        ),
        (
            "They will settle it on Wednesday, said the mayor.",
            {"kind": "weekday", "weekday": 2, "ahead": True, "rule": "relative.weekday-ahead"},
        ),
        ("They settled it **on** Wednesday, after talks.", {"kind": "weekday", "weekday": 2}),
        ("They settled it yesterday, after talks.", {"kind": "yesterday", "offset": -1, "raw": None, "rule": None}),
        ("“We settled it yesterday,” said the mayor.", {"kind": "nothing"}),
        ("They settled it after a night of talks.", {"kind": "nothing", "raw": None}),
    ],
)
def test_read_from_documents(days: Callable[..., dict[str, Row]], text: str, expected: Row) -> None:
    found = days({"0000000000000001": f"{HEAD}\n\n{text}"})["0000000000000001"]
    assert {name: found[name] for name in expected} == expected


def test_anchor_of_a_leap_day(days: Callable[..., dict[str, Row]]) -> None:
    found = days({"0000000000000001": f"{HEAD}\n\nThey settled it yesterday (February 28), they said."})
    event = {"kind": "yesterday", "month": 2, "day": 28, "weekday": None, "offset": -1}
    assert event in found["0000000000000001"]["anchor"]


@pytest.mark.parametrize(
    ("language", "body", "weekday"),
    [
        ("en", "They settled it yesterday (Wednesday, November 26).", 2),
        ("en", "They settled it yesterday, Sunday, November 26.", 6),
        ("de", "Die Räte einigten sich gestern (Mittwoch, 26. November).", 2),
        ("en", "They settled it yesterday (November 26).", None),
    ],
)
def test_weekday_beside_the_day(language: str, body: str, weekday: int | None) -> None:
    found = one(language=language, body=body)
    assert found["kind"] == "month-day"
    assert (found["anchor"][0]["day"], found["anchor"][0]["weekday"]) == (26, weekday)


def test_dated_articles_say_which_days_they_speak_of(days: Callable[..., dict[str, Row]]) -> None:
    text = f"{HEAD}\n\nMarch 8, 2024\n\nThey settled it on Wednesday and will sign on Monday, the mayor said."
    found = days({"0000000000000001": text})["0000000000000001"]
    assert [(anchor["kind"], anchor["weekday"]) for anchor in found["anchor"]] == [("weekday", 2), ("weekday-ahead", 0)]


def test_month_of_the_address_and_a_weekday() -> None:
    found = one(date_edtf="2019-06", date_basis="url", body="They settled it on Wednesday.")
    wanted = {"kind": "month", "first": date(2019, 6, 1), "last": date(2019, 6, 30), "weekday": 2}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("form", "kind", "first", "last"),
    [
        ("2019", "year", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-02", "month", date(2019, 2, 1), date(2019, 2, 28)),
        ("2019-02-11/2019-02-13", "interval", date(2019, 2, 11), date(2019, 2, 13)),
        ("2019-02-11/..", "interval", date(2019, 2, 11), None),
        ("../2019-02-11", "interval", None, date(2019, 2, 11)),
    ],
)
def test_bounds(form: str, kind: str, first: date | None, last: date | None) -> None:
    found = one(date_edtf=form, date_basis="url")
    assert (found["kind"], found["first"], found["last"]) == (kind, first, last)


def test_day_and_month_that_could_be_exchanged() -> None:
    row = {"field": "date", "value": None, "raw": "03/04/2019", "start": 40, "end": 50, "rule": "date.numeric"}
    neutral = one([row], language="und")
    assert (neutral["kind"], neutral["choices"]) == ("choices", [date(2019, 3, 4), date(2019, 4, 3)])
    assert (neutral["first"], neutral["last"], neutral["start"]) == (date(2019, 3, 4), date(2019, 4, 3), 40)


def test_page_without_evidence_is_read_by_its_body() -> None:
    absent = {"field": "date", "value": None, "rule": "absent", "reason": "the page states no date of publication"}
    found = one([absent], body="They settled it on Wednesday.")
    assert (found["kind"], found["weekday"], found["raw"], found["rule"]) == ("weekday", 2, None, None)


def test_ruled_to_have_no_date() -> None:
    row = {"field": "date", "value": None, "rule": "ruling", "reason": "an undated leaflet"}
    assert one([row], body="They settled it on Wednesday.")["kind"] == "nothing"


def test_inferred_date_is_no_knowledge() -> None:
    columns = {"date": date(2019, 6, 12), "date_edtf": "2019-06-12", "date_basis": "story"}
    assert one(**columns)["kind"] == "nothing"


def test_day_that_is_not_known_for_sure_is_no_day() -> None:
    columns = {"date": date(2019, 6, 12), "date_edtf": "2019-06-12/2019-06-14", "date_basis": "relative"}
    assert one(**columns)["kind"] == "interval"


def test_only_the_first_paragraphs_count() -> None:
    far = "\n\n".join(["They settled it."] * 3 + ["It began on Wednesday."])
    assert one(body=far)["kind"] == "nothing"
    assert one(body="x" * 5000 + " on Wednesday.")["kind"] == "nothing"


SENTENCES = {
    "de": "Die beiden Räte einigten sich am {} darauf, wer für die Brücke bezahlt.",
    "fr": "Les deux conseils se sont mis d'accord {} sur le prix du pont.",
    "es": "Los dos ayuntamientos acordaron el {} quién pagará el puente.",
    "pt": "As duas câmaras decidiram na {} quem vai pagar a ponte.",
    "it": "I due comuni hanno deciso {} chi pagherà il ponte.",
    "nl": "De twee gemeenten besloten {} wie de brug betaalt.",
    "sv": "De två kommunerna kom på {} överens om bron.",
    "no": "De to kommunene ble {} enige om broen.",
    "da": "De to kommuner blev {} enige om broen.",
    "pl": "Obie rady ustaliły w {} kto zapłaci za most.",
    "cs": "Obě rady se v {} dohodly, kdo zaplatí most.",
    "ru": "Оба совета решили в {} кто заплатит за мост.",
    "uk": "Обидві ради вирішили у {} хто заплатить за міст.",
    "bg": "Двата съвета решиха в {} кой ще плати моста.",
    "tr": "İki belediye {} köprünün parasını kimin ödeyeceğine karar verdi.",
    "ar": "قرر المجلسان يوم {} من سيدفع ثمن الجسر.",
}


@pytest.mark.parametrize(
    ("language", "weekday"), [(language, weekday) for language in WEEKDAYS for weekday in range(7)]
)
def test_weekdays_of_all_languages(language: str, weekday: int) -> None:
    sentence = SENTENCES[language].format(WEEKDAYS[language][1][weekday])
    found = one(language=language, body=sentence)
    assert (found["kind"], found["weekday"], found["ahead"]) == ("weekday", weekday, False)


@pytest.mark.parametrize(
    ("language", "body", "month", "day"),
    [
        ("de", "Die Räte einigten sich gestern (26. November).", 11, 27),
        ("fr", "Les conseils ont décidé hier (26 novembre).", 11, 27),
        ("es", "Lo acordaron ayer (26 de noviembre).", 11, 27),
        ("ru", "Советы решили это вчера (26 ноября).", 11, 27),
        ("vi", "Hai hội đồng quyết định hôm qua (26/11).", 11, 27),
        ("zh", "两个议会昨天（11月26日）作出决定。", 11, 27),
        ("ja", "両議会は昨日（11月26日）合意した。", 11, 27),
        ("ar", "قرر المجلسان أمس (26 نوفمبر).", 11, 27),
    ],
)
def test_yesterday_with_a_day_in_many_languages(language: str, body: str, month: int, day: int) -> None:
    found = one(language=language, body=body)
    assert (found["kind"], found["month"], found["day"], found["offset"]) == ("month-day", month, day, -1)
    assert {"kind": "yesterday", "month": 11, "day": 26, "weekday": None, "offset": -1} in found["anchor"]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("de", "Die Räte einigten sich gestern über die Brücke."),
        ("fr", "Hier, les conseils ont décidé."),
        ("zh", "两个议会昨天作出决定。"),
        ("tr", "İki belediye dün karar verdi."),
    ],
)
def test_yesterday_alone_in_many_languages(language: str, body: str) -> None:
    assert one(language=language, body=body)["kind"] == "yesterday"


def test_word_of_another_language_is_no_yesterday() -> None:
    assert one(language="de", body="Die Räte tagten hier, in der Halle.")["kind"] == "nothing"
