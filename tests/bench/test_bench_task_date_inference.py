"""date-inference: every form of the day is hidden, every other day stays, and what cannot be hidden is left out."""

import datetime as dt
from typing import Any

import pytest
from bench_articles import reasons_of, right, rows_of
from bench_stories import library, report
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.masking.days import day_marks, states
from dateline.bench.masking.lines import addresses, credits_of, dateline
from dateline.bench.masking.spans import masked
from dateline.bench.tasks import date_inference
from dateline.bench.tasks.date_inference import AGENCY, DATE, DATELINE, TASK, URL, read
from dateline.timex import find_dates

DAY = dt.date(2019, 10, 23)  # a Wednesday
DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2035, 12, 31))

# Texts, their language, and what is left of them.
HIDDEN = [
    ("It began on October 23, 2019 in Tyre.", "en", "It began on # in Tyre."),
    ("It began on Wednesday, Oct. 23, at dawn.", "en", "It began on #, at dawn."),
    ("the 23rd of October and the 24th", "en", "the # and the 24th"),
    ("from 2019-10-23T08:30:00Z on", "en", "from # on"),
    ("dated 10/23/2019 or 23/10/2019", "en", "dated # or #"),
    ("dated 23/10/19", "en", "dated #"),
    ("dated 10/23", "en", "dated #"),
    ("in file 20191023_04.jpg", "en", "in file #_04.jpg"),
    ("scan_2019_10_23.pdf", "en", "scan_#.pdf"),
    ("yesterday (October 22) they met", "en", "yesterday (#) they met"),
    ("tomorrow, October 24, they meet", "en", "tomorrow, #, they meet"),
    ("between October 21-23 in Tyre", "en", "between October 21-# in Tyre"),
    ("on 23 and 24 October", "en", "on # and 24 October"),
    ("on October 21, 22 and 23", "en", "on October 21, 22 and #"),
    ("Oct. 23-Nov. 2, 2019", "en", "Oct. #-Nov. 2, 2019"),
    ("#Oct23", "en", "#Oct#"),
    ("opens on the 23rd at noon", "en", "opens on the # at noon"),
    ("am Mittwoch, den 23. Oktober 2019, in Kiel", "de", "am #, in Kiel"),
    ("am 23.10. in Kiel", "de", "am # in Kiel"),
    ("mercredi 23 octobre à Lyon", "fr", "# à Lyon"),
    ("mercredi 23 à Lyon", "fr", "mercredi # à Lyon"),
    ("el 23 de octubre de 2019 en Lima", "es", "el # en Lima"),
    ("nesta quarta-feira (23) em Recife", "pt", "nesta quarta-feira (#) em Recife"),
    ("il 23.X.2019 a Bari", "it", "il # a Bari"),
    ("23 октября в Москве", "ru", "# в Москве"),
    ("22-23 октября в Москве", "ru", "22-# октября в Москве"),
    ("في 23 أكتوبر 2019 في بيروت", "ar", "في # في بيروت"),
    ("في 23 تشرين الأول", "ar", "في #"),
    ("٢٣ أكتوبر ٢٠١٩", "ar", "#"),
    ("۱ آبان ۱۳۹۸ در تهران", "fa", "# در تهران"),
    ("۱ آبان در تهران", "fa", "# آبان در تهران"),
    ("ngày 23 tháng 10 năm 2019", "vi", "#"),
    ("ngày 23/10", "vi", "ngày #"),
    ("ngày 23 ở Huế", "vi", "ngày # ở Huế"),
    ("於2019年10月23日在台北", "zh", "於#在台北"),
    ("十月二十三日在北京", "zh", "#在北京"),
    ("首相は23日、東京で", "ja", "首相は#、東京で"),
    ("令和元年10月23日に", "ja", "#に"),
    ("대통령은 23일 서울에서", "ko", "대통령은 # 서울에서"),
    ("23 ตุลาคม 2562 ที่", "th", "# ที่"),
]

# Nothing of these is the day: background, counts, words that count from the day of writing.
KEPT = [
    ("On October 3, 2019, and in October 2019, in 2019.", "en"),
    ("On October 23, 2008, and 23/10/2008, and 2008-10-23.", "en"),
    ("Between 21 and 23 October 2008.", "en"),
    ("On Wednesday 23 people were hurt, yesterday 2.", "en"),
    ("Article 23 of the treaty, 23 dead, 23.10 percent, page 23.", "en"),
    ("On the 23rd of Winter, their 23rd meeting.", "en"),
    ("A lens of 23X70 and a score of 10-23.", "en"),
    ("mercredi 23 novembre, le 23 mars", "fr"),
    ("23日間、9月23日、2008年10月23日", "ja"),
    ("23일째, 9월 23일", "ko"),
    ("ngày 23/9, ngày 23 tháng 9", "vi"),
    ("23 آبان", "fa"),
    ("昭和45年10月23日に", "ja"),
    ("23 ตุลาคม 2551", "th"),
]

DATELINES = [
    ("BEIRUT, Oct. 22 (AFP) - The cabinet met.", "en", "The cabinet met."),
    ("TYRE, Lebanon (AP) — The cabinet met.", "en", "The cabinet met."),
    ("BEIRUT — The cabinet met.", "en", "The cabinet met."),
    ("Beirut, 22 October 2019 - The cabinet met.", "en", "The cabinet met."),
    ("NEW DELHI: The cabinet met.", "en", "The cabinet met."),
    ("BEIRUT (Reuters) The cabinet met.", "en", "The cabinet met."),
    ("Reuters - The cabinet met.", "en", "The cabinet met."),
    ("Kiel (dpa/AFP) - Das Kabinett traf sich.", "de", "Das Kabinett traf sich."),
    ("МОСКВА, 22 октября. /ТАСС/. Кабинет собрался.", "ru", "Кабинет собрался."),
    ("МОСКВА, 22 окт — РИА Новости. Кабинет собрался.", "ru", "Кабинет собрался."),
    ("بيروت (أ ف ب) - اجتمعت الحكومة", "ar", "اجتمعت الحكومة"),
    ("新华社贝鲁特10月22日电（记者李明）内阁举行会议。", "zh", "内阁举行会议。"),
    ("【ベイルート共同】内閣は会合を開いた。", "ja", "内閣は会合を開いた。"),
    ("(베이루트=연합뉴스) 홍길동 기자 = 내각이 회의를 열었다.", "ko", "내각이 회의를 열었다."),
]

NO_DATELINES = [
    ("The cabinet met - again - in Beirut.", "en"),
    ("Lebanon's cabinet (of thirty) met.", "en"),
    ("NATO — the alliance — met.", "en"),
    ("They said: The cabinet met.", "en"),
    ("Die Regierung (dpa sprach mit ihr) tagte - wieder.", "de"),
    ("内阁举行会议，决定了预算。", "zh"),
]


def hidden(text: str, language: str | None, day: dt.date = DAY) -> str:
    return masked(text, day_marks(text, day, language), "#")


@pytest.mark.parametrize(("text", "language", "left"), HIDDEN)
def test_the_day_is_hidden(text: str, language: str, left: str) -> None:
    assert hidden(text, language) == left
    assert not states(left, DAY, language)


@pytest.mark.parametrize(("text", "language"), KEPT)
def test_what_is_not_the_day_stays(text: str, language: str) -> None:
    assert hidden(text, language) == text


FORMS = [
    ("en", "%B %d, %Y"),
    ("en", "%d %b %Y"),
    ("en", "%b. %d"),
    ("en", "%A the %d of %B"),
    ("en", "%d %B and 31"),
    ("de", "%d.%m.%Y"),
    ("fr", "%d/%m/%Y"),
    ("en-US", "%m/%d/%y"),
    ("zh", "%Y年%m月%d日"),
    ("ko", "%m월 %d일"),
    ("vi", "%d tháng %m, %Y"),
    (None, "%Y%m%d"),
    (None, "%Y.%m.%d."),
]


@settings(max_examples=40)
@given(day=DAYS, form=st.sampled_from(FORMS), before=st.sampled_from(["", "Seen ", "(", "am "]))
def test_no_date_of_a_hidden_text_is_the_day(day: dt.date, form: tuple[str | None, str], before: str) -> None:
    left = hidden(f"{before}{day.strftime(form[1])} they met.", form[0], day)
    assert "#" in left
    assert not states(left, day, form[0])
    assert day not in {match.date for match in find_dates(left, language=form[0])}


@settings(max_examples=40)
@given(day=DAYS, away=st.integers(1, 300), form=st.sampled_from([*FORMS[:2], *FORMS[5:7], *FORMS[8:9]]))
def test_another_day_with_its_year_stays(day: dt.date, away: int, form: tuple[str, str]) -> None:
    other = day + dt.timedelta(away)
    if day not in {found for match in find_dates(other.strftime(form[1])) for found in match.alternatives}:
        text = f"on {other.strftime(form[1])} they met"
        assert hidden(text, form[0], day) == text


@pytest.mark.parametrize(("text", "language", "rest"), DATELINES)
def test_datelines_are_found_whole(text: str, language: str, rest: str) -> None:
    span = dateline(text, language)
    assert span is not None
    assert text[span[1] :] == rest


@pytest.mark.parametrize(("text", "language"), NO_DATELINES)
def test_sentences_are_no_datelines(text: str, language: str) -> None:
    assert dateline(text, language) is None


def test_addresses_end_before_the_mark_of_the_sentence() -> None:
    text = "See https://a.example/2019/10/23/x, www.b.example (or c.example/y). Not e.g. this/that."
    assert masked(text, addresses(text), "#") == "See #, # (or #). Not e.g. this/that."


def test_agencies_are_hidden_at_both_ends_alone() -> None:
    text = f"AFP saw it. {'x ' * 150}AFP{' x' * 150} (Agence France-Presse)"
    assert [text[start:end] for start, end in credits_of(text, ["AFP"])] == ["AFP", "Agence France-Presse"]
    assert credits_of("AFPX and a map", ["AFP", "MAP"]) == []


def one(**more: Any) -> dict[str, Any]:
    return rows_of(TASK, library(report(1, **{"day": DAY, **more})))[0]


def test_an_item_has_its_masks_and_its_key() -> None:
    row = one(
        title="Tyre on October 23",
        body="TYRE, Oct. 23 (AFP) - They met on October 3.\n\nMore at https://a.example/2019/10/23.\n\nAFP",
        agencies=["AFP"],
    )
    assert row["title"] == f"Tyre on {DATE}"
    assert row["text"] == f"{DATELINE} They met on October 3.\n\nMore at {URL}.\n\n{AGENCY}"
    assert (row["date"], row["date_start"], row["date_end"]) == (DAY, DAY, DAY)
    assert TASK.key(row) == "2019-10-23"


@pytest.mark.parametrize(
    ("basis", "label"),
    [("stated", "stated"), ("metadata", "stated"), ("url", "stated"), ("relative", "derived"), ("ruling", "gold")],
)
def test_the_label_is_that_of_the_basis(basis: str, label: str) -> None:
    assert one(date_basis=basis)["label"] == label


def test_what_is_known_is_an_interval_that_holds_the_day() -> None:
    assert one(date_edtf="2019-10-21/2019-10-25")["date_start"] == dt.date(2019, 10, 21)
    assert one(date_edtf="2019-10-21/2019-10-22")["date_end"] == DAY
    assert one(date_edtf="XXXX-10-23")["date_end"] == DAY


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"day": None}, "has no day"), ({"date_basis": "story"}, "has a day that was inferred from other articles")],
)
def test_unknown_and_inferred_days_are_left_out(more: dict[str, Any], reason: str) -> None:
    corpus = library(report(1, **{"day": DAY, **more}))
    assert reasons_of(TASK, corpus) == [reason]
    assert rows_of(TASK, corpus) == []


def test_a_text_that_still_states_its_day_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(date_inference, "day_marks", lambda text, day, language: [])
    corpus = library(report(1, body="They met on October 23.", day=DAY), report(2, title="23.10.2019", day=DAY))
    assert reasons_of(TASK, corpus) == ["states its day in a form that could not be hidden"] * 2


COMPLETIONS = [
    (" 2019-10-23", "2019-10-23"),
    ("It came out on October 23, 2019.", "2019-10-23"),
    ("2019-10-21/2019-10-23\n", "2019-10-21/2019-10-23"),
    ("2019-10-21 / 2019-10-23", "2019-10-21/2019-10-23"),
    ("They met on 2019-10-03 first. Answer: 2019-10-23.", "2019-10-23"),
    ("**Answer:** 23 October 2019", "2019-10-23"),
    ("Date: unknown, but 2019-10-23 may be", "2019-10-23"),
    ("October 2019", None),
    ("2019-02-31", None),
    ("I cannot tell.", None),
    ("", None),
]


@pytest.mark.parametrize(("completion", "answer"), COMPLETIONS)
def test_completions_are_read(completion: str, answer: str | None) -> None:
    assert read(completion, {"language": "en"}) == answer


@settings(max_examples=40)
@given(day=DAYS, language=st.sampled_from(["en", "zh", "fa", "th"]))
def test_the_right_completion_scores_as_the_key(day: dt.date, language: str) -> None:
    row = one(day=day, language=language)
    assert TASK.asking is not None
    answer = TASK.asking.read(TASK.asking.write(row), row)
    assert answer == TASK.key(row)
    assert right(TASK, [row, row], [answer, None]) == [1.0, 0.0]
