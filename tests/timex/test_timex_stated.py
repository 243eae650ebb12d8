"""Stated dates: layouts and languages of the press, what is no date, and what an order of figures leaves open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dateline.timex import DateMatch, find_dates, is_date_only

NOV_26 = date(2014, 11, 26)


def only(text: str, language: str | None = None) -> DateMatch:
    """The one date of a text."""
    (match,) = find_dates(text, language=language)
    assert text[match.start : match.end] == match.text
    return match


WHOLE_LINES = [
    # ISO 8601 and its relatives
    ("2014-11-26", None), ("2014-11-26T17:59:39+00:00", None), ("2014-11-26T17:59:39Z", None),
    ("2014-11-26T17:59:39.123+02:00", None), ("2014-11-26 17:59:39", None), ("2014-11-26T175939Z", None),
    ("20141126", None), ("20141126T175939Z", None), ("2014/11/26", None), ("2014.11.26", None),
    # English
    ("26 November 2014", None), ("November 26, 2014", None), ("Nov. 26, 2014, 12:34 PM", None),
    ("Wednesday, 26th November 2014", None), ("Wednesday, November 26th, 2014", "en"), ("26-Nov-2014", None),
    ("Nov 26 2014 at 3:45 p.m. EST", None), ("NOVEMBER 26, 2014", None), ("Weds Nov 26 2014", "en"),
    ("26th of November, 2014", "en"), ("12:30 PM ET, November 26, 2014", "en"), ("Nov 26 '14", "en"),
    ("26/Nov/2014", None), ("2014 November 26", None), ("November 26, 2014 | 5:04pm GMT", "en"),
    ("11/26/14", None), ("26.11.14", None), ("11-26-2014", None), ("26/11/2014", None),
    # Germanic
    ("26. November 2014", "de"), ("Mittwoch, 26. Nov. 2014", "de"), ("26.11.2014, 18:59 Uhr", "de"),
    ("Mi., 26.11.2014 um 18.59 Uhr", "de"), ("woensdag 26 november 2014 om 18:59", "nl"), ("26 nov. 2014", "nl"),
    ("onsdag 26 november 2014 kl. 18.59", "sv"), ("26. november 2014 kl. 18:59", "no"), ("26. nov. 2014", "da"),
    ("26. nóvember 2014", "is"), ("26. nóv. 2014", "is"), ("26 November 2014", "af"),
    # Romance
    ("mercredi 26 novembre 2014 à 18h59", "fr"), ("26 nov. 2014 à 18 h 59", "fr"),
    ("26 de noviembre de 2014", "es"), ("miércoles, 26 de noviembre de 2014", "es"), ("26 noviembre, 2014", "es"),
    ("noviembre 26, 2014", "es"), ("quarta-feira, 26 de novembro de 2014", "pt"), ("26 nov 2014 às 18h59", "pt"),
    ("mercoledì 26 novembre 2014 alle 18:59", "it"), ("26 noiembrie 2014", "ro"), ("26 de novembre de 2014", "ca"),
    ("26 de novembro de 2014", "gl"),
    # Slavic
    ("26 listopada 2014", "pl"), ("środa, 26 listopada 2014, 18:59", "pl"), ("26. listopadu 2014", "cs"),
    ("26. novembra 2014", "sk"), ("26. studenoga 2014", "hr"), ("26. novembra 2014", "sr"),
    ("26. новембра 2014", "sr"),
    ("26 ноември 2014 г.", "bg"), ("среда, 26 ноября 2014 г., 18:59", "ru"), ("26 ноября 2014 в 18:59 МСК", "ru"),
    ("26 листопада 2014 року", "uk"), ("26 листопада 2014, 18:59", "uk"), ("26. novembra 2014", "bs"),
    # Baltic, Finnic, Hungarian, Greek, Turkish, Basque
    ("2014. gada 26. novembris", "lv"), ("2014 m. lapkričio 26 d.", "lt"), ("26. november 2014", "et"),
    ("26. marraskuuta 2014 klo 18.59", "fi"), ("2014. november 26., szerda", "hu"),
    ("2014. november 26. 18:59", "hu"),
    ("2014.11.26. 18:59", "hu"), ("26 Νοεμβρίου 2014", "el"), ("26 ΝΟΕΜΒΡΙΟΥ 2014", "el"),
    ("26 Kasım 2014 Çarşamba 18:59", "tr"), ("26 KASIM 2014", "tr"), ("2014ko azaroaren 26a", "eu"),
    # Semitic, Iranian, Indic
    ("26 نوفمبر 2014", "ar"), ("٢٦ نوفمبر ٢٠١٤", "ar"), ("26 تشرين الثاني 2014", "ar"),
    ("26 نوفمبر/تشرين الثاني 2014", "ar"), ("الأربعاء 26 نوفمبر 2014", "ar"), ("٢٦/١١/٢٠١٤", "ar"),
    ("26 בנובמבר 2014", "he"), ("26 נובמבר 2014", "he"), ("۲۶ نوامبر ۲۰۱۴", "fa"), ("۵ آذر ۱۳۹۳", "fa"),
    ("26 نومبر 2014", "ur"), ("26 नवंबर 2014", "hi"), ("२६ नवंबर २०१४", "hi"), ("26 নভেম্বর 2014", "bn"),
    ("২৬ নভেম্বর ২০১৪", "bn"), ("26 நவம்பர் 2014", "ta"),
    # East and South-East Asia, Africa
    ("2014年11月26日", None), ("2014年11月26日(水) 18:59", "ja"), ("平成26年11月26日", "ja"),
    ("2014年11月26日 18时59分", "zh"),
    ("2014-11-26 18:59", "zh"), ("民國103年11月26日", "zh"), ("2014년 11월 26일", None), ("2014. 11. 26.", "ko"),
    ("2014.11.26 오후 6:59", "ko"), ("14.11.26 18:59", "ko"), ("ngày 26 tháng 11 năm 2014", "vi"),
    ("Thứ Tư, 26/11/2014, 18:59 (GMT+7)", "vi"), ("26 thg 11, 2014", "vi"), ("26 พฤศจิกายน 2557", "th"),
    ("วันพุธที่ 26 พฤศจิกายน พ.ศ. 2557", "th"), ("26 พ.ย. 2557 18:59 น.", "th"), ("26 พ.ย. 57", "th"),
    ("Rabu, 26 November 2014 18:59 WIB", "id"), ("26 November 2014", "ms"), ("26 Novemba 2014", "sw"),
    ("26 Novemba 2014", "zu"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), WHOLE_LINES)
def test_a_date_line_is_read_whole(text: str, language: str | None) -> None:
    match = only(text, language)
    assert (match.date, match.edtf, match.alternatives) == (NOV_26, "2014-11-26", ())
    assert is_date_only(match, text)


OTHER_MONTHS = [
    ("1er mai 2024", "fr", date(2024, 5, 1)), ("21. Dez. 2023", "de", date(2023, 12, 21)),
    ("3. Jänner 2024", "de", date(2024, 1, 3)), ("8 сен 2024", "ru", date(2024, 9, 8)),
    ("Sept. 5, 2023", None, date(2023, 9, 5)), ("5 setiembre 2023", "es", date(2023, 9, 5)),
    ("5 set 2023", "pt", date(2023, 9, 5)), ("27 كانون الثاني 2014", "ar", date(2014, 1, 27)),
    ("27 كانون الأول 2014", "ar", date(2014, 12, 27)), ("令和7年5月15日", "ja", date(2025, 5, 15)),
    ("令和元年5月1日", "ja", date(2019, 5, 1)), ("5 Ogos 2024", "ms", date(2024, 8, 5)),
    ("29 February 2024", None, date(2024, 2, 29)), ("may 5, 2024", "en", date(2024, 5, 5)),
    ("2/14/24", "en", date(2024, 2, 14)), ("5.3.24", "de", date(2024, 3, 5)), ("1. 5. 2024", "cs", date(2024, 5, 1)),
    ("23 августа 2024", None, date(2024, 8, 23)), ("2 mars 2024", None, date(2024, 3, 2)),
    ("26. listopada 2014.", "hr", date(2014, 10, 26)), ("26 listopada 2014", "pl", date(2014, 11, 26)),
    ("2024. gada 5. martā", "lv", date(2024, 3, 5)), ("۱۸ اسفند ۱۴۰۲", "fa", date(2024, 3, 8)),
    ("۱۴۰۲/۱۲/۱۸", "fa", date(2024, 3, 8)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "day"), OTHER_MONTHS)
def test_names_and_calendars(text: str, language: str | None, day: date) -> None:
    assert only(text, language).date == day


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("December 2023", None, "2023-12"), ("diciembre de 2023", "es", "2023-12"), ("2023年12月", "ja", "2023-12"),
        ("tháng 12 năm 2023", "vi", "2023-12"), ("Dez. 2023", "de", "2023-12"), ("декабрь 2023", "ru", "2023-12"),
        ("26 November", None, "XXXX-11-26"), ("Nov. 26", "en", "XXXX-11-26"), ("Tuesday, Dec. 5", None, "XXXX-12-05"),
        ("26 de noviembre", "es", "XXXX-11-26"), ("26 ноября, 18:59", "ru", "XXXX-11-26"),
        ("11月26日", "zh", "XXXX-11-26"),
        ("26. nov.", "no", "XXXX-11-26"), ("26.11., 18:59", "de", "XXXX-11-26"), ("29 February", None, "XXXX-02-29"),
        ("March 10-12, 2024", None, "2024-03-10/2024-03-12"), ("10.–12. März 2024", "de", "2024-03-10/2024-03-12"),
    ],
)  # fmt: skip
def test_partial_dates(text: str, language: str | None, edtf: str) -> None:
    match = only(text, language)
    assert (match.edtf, match.date, match.time) == (edtf, None, None)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("03/08/2024", "en", date(2024, 3, 8)),
        ("03/08/2024", "en-US", date(2024, 3, 8)),
        ("03/08/2024", "en-GB", date(2024, 8, 3)),
        ("03/08/2024", "fr", date(2024, 8, 3)),
        ("03-08-2024", "nl", date(2024, 8, 3)),
        ("03-08-2024", "en-US", date(2024, 3, 8)),
        ("03.08.2024", None, date(2024, 8, 3)),
        ("03.08.2024", "en", date(2024, 8, 3)),
        ("13/08/2024", "en", date(2024, 8, 13)),
        ("08/13/2024", "de", date(2024, 8, 13)),
        ("08/08/2024", None, date(2024, 8, 8)),
        ("Friday 03/08/2024", None, date(2024, 3, 8)),
        ("Saturday 03/08/2024", "en", date(2024, 8, 3)),
        ("03/08/2024 (Fri)", None, date(2024, 3, 8)),
        ("03/08/2024 - 13:55 GMT+1", "en", date(2024, 8, 3)),
        ("24/05/15", "ja", date(2024, 5, 15)),
    ],
)
def test_order_of_day_and_month(text: str, language: str | None, day: date) -> None:
    assert only(text, language).date == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("03/08/2024", None), ("03-08-2024", None), ("03-08-2024", "en"), ("03-08-24", "en"), ("03/08/2024", "ja"),
        ("03/08/2024 - 13:55", "en"),  # no American page has a 24-hour clock
    ],
)  # fmt: skip
def test_an_open_order_keeps_both_days(text: str, language: str | None) -> None:
    match = only(text, language)
    assert (match.date, match.edtf, match.time) == (None, None, None)
    assert match.alternatives == (date(2024, 3, 8), date(2024, 8, 3))


def test_a_month_name_of_two_languages_keeps_both_days() -> None:
    match = only("26 listopada 2014")
    assert (match.date, match.alternatives) == (None, (date(2014, 10, 26), NOV_26))


def test_custom_alone_lists_the_other_reading() -> None:
    assert only("03/08/2024", "en").alternatives == (date(2024, 3, 8), date(2024, 8, 3))
    assert only("Friday 03/08/2024", "en").alternatives == ()


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("2024-03-08T17:59:39+00:00", None, datetime(2024, 3, 8, 17, 59, 39, tzinfo=UTC)),
        ("2024-03-08T00:30:00+02:00", None, datetime(2024, 3, 7, 22, 30, tzinfo=UTC)),
        ("Feb 14 2024 at 3:45 p.m. EST", None, datetime(2024, 2, 14, 20, 45, tzinfo=UTC)),
        ("December 22, 2023, 12:05 AM ET", None, datetime(2023, 12, 22, 5, 5, tzinfo=UTC)),
        ("July 22, 2023, 12:05 PM ET", None, datetime(2023, 7, 22, 16, 5, tzinfo=UTC)),
        ("26 ноября 2014, 18:30 МСК", "ru", datetime(2014, 11, 26, 15, 30, tzinfo=UTC)),
        ("26 июня 2014, 18:30 МСК", "ru", datetime(2014, 6, 26, 14, 30, tzinfo=UTC)),
        ("8 June 2024 18:30 BST", "en", datetime(2024, 6, 8, 17, 30, tzinfo=UTC)),
        ("Thứ Tư, 26/11/2014, 10:20 (GMT+7)", "vi", datetime(2014, 11, 26, 3, 20, tzinfo=UTC)),
        ("2025.05.15 오후 10:20 KST", "ko", datetime(2025, 5, 15, 13, 20, tzinfo=UTC)),
        ("Dec 5 2023 10:20:30 -0500", None, datetime(2023, 12, 5, 15, 20, 30, tzinfo=UTC)),
        ("July 19, 2023 5:30 PM Eastern Time", "en", datetime(2023, 7, 19, 21, 30, tzinfo=UTC)),
        ("Dec 19, 2023 5:30 PM Central Standard Time", "en", datetime(2023, 12, 19, 23, 30, tzinfo=UTC)),
        ("July 19, 2023 5:30 PM Pacific Daylight Time", "en", datetime(2023, 7, 20, 0, 30, tzinfo=UTC)),
        ("Dec 19, 2023 5:30 PM Central Park", "en", None),
        ("22 December 2023 05:17 IST", "en", None),  # India, Ireland or Israel
        ("December 22, 2023 5:17 PM CST", "en", None),  # Chicago, Havana or Beijing
        ("December 22, 2023 at 7:35 PM", "en", None),
        ("08.03.2024, 18:59 Uhr", "de", None),
        ("8 March 2024, 10:20-11:30", "en", None),
    ],
)
def test_a_moment_needs_time_and_zone(text: str, language: str | None, moment: datetime | None) -> None:
    assert only(text, language).time == moment


@pytest.mark.parametrize(
    "text",
    [
        "", "May", "March", "Marchetti 5, 2024 goals", "May Smith said", "mayor 5", "Sept-Îles 5",
        "they may 10 times",
        "31.02.2024", "30 February 2024", "February 31, 2024", "31 de febrero de 2024", "31st February 2024",
        "13/13/2024",
        "0/12/2024", "29 February 2023", "3-2-1", "won 3-2-1 on aggregate", "+49 170 12-10-20-23", "800-290-4726",
        "978-3-16-148410-0", "Version 3.10.12", "iOS 17.01.02", "1.299.00", "$10.10.2023", "192.168.10.12", "16:9",
        "1/2",
        "9/11", "24/7/365", "2020-2021", "10 out of 2020", "The Mars 2020 rover", "10 des 50", "ago 12 people",
        "No 20142511", "19991332", "Dec 1899", "December 1776", "5 May 1821", "1 January 2101", "in 2014 May said",
        "https://example.com/2023/12/19/title", "example.com/?date=2023-12-19", "img_20231219_x.jpg",
        "/news/2023-12-19-title", "title-november-2023", "/uploads/2023/12/5-new-things", "#12.10.2023",
        "12.10.2023%",
        "1 234 567", "٣", "Apollo 8 in 4K", "12-34-56-78-90",
        "Arts26.11.20147\\. Mai 2021",  # two dates glued together: was May 2021 once
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("language", [None, "en", "de", "th", "zh", "fa", "xx", "", "en-GB", "zh-Hant-TW"])
def test_any_language_tag_is_accepted(language: str | None) -> None:
    assert only("2014-11-26", language).date == NOV_26


def test_two_dates_of_a_line() -> None:
    first, second = find_dates("Published 10:00 AM Dec 19, 2023 | Updated 11:00 AM Dec 20, 2023", language="en")
    assert (first.text, second.text) == ("10:00 AM Dec 19, 2023", "11:00 AM Dec 20, 2023")


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("**Dec 19, 2023**", True),
        ("| 2023-12-19 |", True),
        ("By Jane Doe, Dec 19, 2023", False),
        ("Dec 19, 2023 4", False),
    ],
)
def test_is_date_only(line: str, alone: bool) -> None:
    assert is_date_only(only(line), line) is alone


# Bugs caught: each line was read wrongly once, on scraped pages.
@pytest.mark.parametrize(
    ("text", "language", "matched", "edtf"),
    [
        ("_Dec 19, 2023_", None, "Dec 19, 2023", "2023-12-19"),  # an underscore is mark-up, not a letter
        ("Nov 26, 2014By Jane Doe", "en", "Nov 26, 2014", "2014-11-26"),  # glued on behind
        ("Wire ServiceNovember 26, 2014 GMT", "en", "November 26, 2014", "2014-11-26"),  # glued on before
        ("By Jane Doe26 November 2014", "en", "26 November 2014", "2014-11-26"),
        ("November 26, 20149:53 AM UTC", "en", "November 26, 20149:53 AM UTC", "2014-11-26"),  # 20149 is 2014 and 9
        ("26.11.2014-19:20", "de", "26.11.2014-19:20", "2014-11-26"),
        ("26.11.2014, 12:24Lesezeit: 5 Min.", "de", "26.11.2014, 12:24", "2014-11-26"),
        ("26\\. nov. 2014", "is", "26\\. nov. 2014", "2014-11-26"),  # a dot escaped for markdown
        ("26\u200f/11\u200f/2014", "ar", "26\u200f/11\u200f/2014", "2014-11-26"),
        ("입력2014.11.26 오전 10:20", "ko", "2014.11.26 오전 10:20", "2014-11-26"),
        ("26 thg 11, 2014", None, "26 thg 11, 2014", "2014-11-26"),  # ASCII alone, yet Vietnamese
        ("The 14 JAN 26 ", "en", "14 JAN 26", "2026-01-14"),
        ("\u2003 26 November 2014", "en", "26 November 2014", "2014-11-26"),  # only wide blanks before it
        ("Dec\u200923", "en", "Dec\u200923", "XXXX-12-23"),
    ],
)
def test_bugs_caught(text: str, language: str | None, matched: str, edtf: str) -> None:
    assert [(match.text, match.edtf) for match in find_dates(text, language=language)] == [(matched, edtf)]


def test_a_word_after_the_time_is_no_marker() -> None:
    # "in", "to", "de" and "sa" are AM or PM in some language, and were taken for it in English once.
    for word in ("in", "to", "de", "sa"):
        match = only(f"Dec 19, 2023 5:30 {word} 6:30", "en")
        assert match.text == "Dec 19, 2023 5:30"
