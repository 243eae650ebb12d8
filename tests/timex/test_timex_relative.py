"""Relative days: only what follows from the words, with the reason where nothing does."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.timex import RelativeMatch, find_relative


def only(text: str, language: str | None = None) -> RelativeMatch:
    """The one expression of a text."""
    (match,) = find_relative(text, language=language)
    assert text[match.start : match.end] == match.text
    return match


@pytest.mark.parametrize(
    ("text", "language", "matched", "kind", "edtf"),
    [
        ("It met yesterday (November 26) and", "en", "yesterday (November 26)", "yesterday", "XXXX-11-27"),
        ("today, 26 November", None, "today, 26 November", "today", "XXXX-11-26"),
        ("Tomorrow (Nov 28)", "en", "Tomorrow (Nov 28)", "tomorrow", "XXXX-11-27"),
        ("yesterday, Wednesday, 26 November", "en", "yesterday, Wednesday, 26 November", "yesterday", "XXXX-11-27"),
        ("yesterday (December 31)", "en", "yesterday (December 31)", "yesterday", "XXXX-01-01"),
        ("tomorrow (January 1)", "en", "tomorrow (January 1)", "tomorrow", "XXXX-12-31"),
        ("yesterday (26/11)", "en", "yesterday (26/11)", "yesterday", "XXXX-11-27"),
        ("hôm qua (26/11)", "vi", "hôm qua (26/11)", "yesterday", "XXXX-11-27"),
        ("Hôm qua (26/11)", None, "Hôm qua (26/11)", "yesterday", "XXXX-11-27"),
        ("hôm nay, ngày 26 tháng 11", "vi", "hôm nay, ngày 26 tháng 11", "today", "XXXX-11-26"),
        ("gestern (26. November)", "de", "gestern (26. November)", "yesterday", "XXXX-11-27"),
        ("Heute, den 26. November", "de", "Heute, den 26. November", "today", "XXXX-11-26"),
        ("hier (26 novembre)", "fr", "hier (26 novembre)", "yesterday", "XXXX-11-27"),
        ("aujourd'hui, 26 novembre", "fr", "aujourd'hui, 26 novembre", "today", "XXXX-11-26"),
        ("ayer, 26 de noviembre", "es", "ayer, 26 de noviembre", "yesterday", "XXXX-11-27"),
        ("ontem (26/11)", "pt", "ontem (26/11)", "yesterday", "XXXX-11-27"),
        ("ieri (26 novembre)", "it", "ieri (26 novembre)", "yesterday", "XXXX-11-27"),
        ("gisteren (26 november)", "nl", "gisteren (26 november)", "yesterday", "XXXX-11-27"),
        ("i går (26. november)", "no", "i går (26. november)", "yesterday", "XXXX-11-27"),
        ("wczoraj, 26 listopada", "pl", "wczoraj, 26 listopada", "yesterday", "XXXX-11-27"),
        ("вчера, 26 ноября", "ru", "вчера, 26 ноября", "yesterday", "XXXX-11-27"),
        ("Сегодня (26.11)", "ru", "Сегодня (26.11)", "today", "XXXX-11-26"),
        ("вчора, 26 листопада", "uk", "вчора, 26 листопада", "yesterday", "XXXX-11-27"),
        ("dün (26 Kasım)", "tr", "dün (26 Kasım)", "yesterday", "XXXX-11-27"),
        ("أمس (26 نوفمبر)", "ar", "أمس (26 نوفمبر)", "yesterday", "XXXX-11-27"),
        ("kemarin (26/11)", "id", "kemarin (26/11)", "yesterday", "XXXX-11-27"),
        ("昨天(11月26日)", "zh", "昨天(11月26日)", "yesterday", "XXXX-11-27"),
    ],
)
def test_a_dated_day_word_gives_the_day_of_writing(
    text: str, language: str | None, matched: str, kind: str, edtf: str
) -> None:
    match = only(text, language)
    assert (match.text, match.kind, match.edtf, match.date, match.reason) == (matched, kind, edtf, None, None)


def test_a_stated_year_gives_a_full_day() -> None:
    match = only("yesterday (Nov 26, 2014)")
    assert (match.date, match.edtf) == (date(2014, 11, 27), "2014-11-27")
    assert only("yesterday (Feb 28, 2023)").date == date(2023, 3, 1)


@pytest.mark.parametrize("text", ["yesterday (February 28)", "tomorrow (March 1)"])
def test_the_end_of_february_depends_on_the_year(text: str) -> None:
    match = only(text)
    assert match.edtf is None
    assert match.reason is not None
    assert "year" in match.reason


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday, 26 people died",
        "yesterday",
        "today at 5",
        "yesterday. November 26",
        "yesterday (5/11)",
        "3 todays (5)",
    ],
)
def test_a_day_word_without_a_day_gives_nothing(text: str) -> None:
    assert find_relative(text, language="en") == []


@pytest.mark.parametrize(
    ("text", "language", "matched", "weekday"),
    [
        ("the minister said Wednesday that", "en", "Wednesday", 2),
        ("They met on Wednesday in Rome", "en", "on Wednesday", 2),
        ("On Friday Russian officials said", "en", "On Friday", 4),
        ("was shot late Monday, police said", "en", "Monday", 0),
        ("He spoke at length on Sunday.", None, "on Sunday", 6),
        ("Das Parlament stimmte am Mittwoch ab", "de", "am Mittwoch", 2),
        ("a déclaré mercredi le ministre", "fr", "mercredi", 2),
        ("dijo el miércoles el ministro", "es", "el miércoles", 2),
        ("disse na quarta-feira o ministro", "pt", "na quarta-feira", 2),
        ("ha detto mercoledì il ministro", "it", "mercoledì", 2),
        ("zei woensdag de minister", "nl", "woensdag", 2),
        ("sade på onsdagen att", "sv", "på onsdagen", 2),
        ("powiedział w środę minister", "pl", "w środę", 2),
        ("сообщил в среду министр", "ru", "в среду", 2),
        ("Во вторник министр сообщил", "ru", "Во вторник", 1),
        ("Çarşamba günü açıkladı", "tr", "Çarşamba günü", 2),
        ("قال الوزير يوم الأربعاء إن", "ar", "يوم الأربعاء", 2),
    ],
)
def test_the_weekday_of_a_report(text: str, language: str | None, matched: str, weekday: int) -> None:
    match = only(text, language)
    assert (match.text, match.kind, match.weekday, match.edtf, match.rule) == (
        matched, "weekday", weekday, None, "relative.weekday",
    )  # fmt: skip
    assert match.reason


def test_a_weekday_to_come_has_a_rule_of_its_own() -> None:
    assert only("The court will rule on Friday.", "en").rule == "relative.weekday-ahead"
    assert only("It did so. The court ruled on Friday.", "en").rule == "relative.weekday"
    assert only("who set a car on fire Sunday", "en").rule == "relative.weekday"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("last Wednesday", "en"), ("next Wednesday", "en"), ("open on Wednesdays", "en"), ("Ash Wednesday", "en"),
        ("on Ash Wednesday", "en"), ("Sheffield Wednesday won", "en"), ("Wednesday Addams", "en"),
        ("by Friday", "en"),
        ("until Monday", "en"), ("Black Friday sales", "en"), ("The Sunday Times said", "en"), ("every Monday", "en"),
        ("the Sunday after", "en"), ("Wednesday's vote", "en"), ("on Wednesday, Nov. 26", "en"), ("Mondayish", "en"),
        ("on Wednesday 26 November", "en"), ("a Monday-to-Friday job", "en"), ("am kommenden Mittwoch", "de"),
        ("am Mittwoch, 26. November", "de"), ("mercredi prochain", "fr"), ("le mercredi", "fr"),
        ("el miércoles pasado", "es"), ("в прошлую среду", "ru"), ("am Mittwochabend", "de"),
        ("(#la-reunion-mardi-a-rome)", "fr"), ("starting Sunday", "en"),
    ],
)  # fmt: skip
def test_other_weekdays_are_no_reports(text: str, language: str) -> None:
    assert find_relative(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("4 months ago", None), ("3 hours ago", "en"), ("2d ago", "en"), ("an hour ago", "en"),
        ("vor 2 Stunden", "de"),
        ("vor einem Monat", "de"), ("il y a 2 heures", "fr"), ("hace 2 días", "es"), ("há 2 horas", "pt"),
        ("2 horas atrás", "pt"), ("2 ore fa", "it"), ("2 uur geleden", "nl"), ("för 2 timmar sedan", "sv"),
        ("for 2 timer siden", "no"), ("2 godziny temu", "pl"), ("2 часа назад", "ru"), ("2 години тому", "uk"),
        ("2 saat önce", "tr"), ("2 jam lalu", "id"), ("2 jam yang lalu", "ms"), ("2 giờ trước", "vi"),
        ("منذ 2 ساعات", "ar"), ("2小时前", "zh"), ("2時間前", "ja"), ("2시간 전", "ko"), ("2 ชั่วโมงที่แล้ว", "th"),
        ("vor 2 Stunden", None), ("2 часа назад", None),
    ],
)  # fmt: skip
def test_ago_states_no_day(text: str, language: str | None) -> None:
    match = only(text, language)
    assert (match.text, match.kind, match.edtf) == (text, "ago", None)
    assert match.reason == "counts from a day that the document does not state"


@pytest.mark.parametrize("text", ["Chicago 3 hours", "long ago", "vor 2 Toren", "hace mucho", "2 ore famose"])
def test_no_ago(text: str) -> None:
    assert find_relative(text) == []
