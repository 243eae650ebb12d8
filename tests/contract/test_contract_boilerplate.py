"""What is boilerplate, and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline_schema.boilerplate import LONGEST, boilerplate, markup
from dateline_schema.characters import first_unclean

BOILERPLATE = [
    ("Original url: https://news.example/a/b-1", "address"),
    ("https://news.example/a", "address"),
    ("www.news.example", "address"),
    ("Quelle: https://news.example/a", "address"),
    ("Read more", "read-more"),
    ("READ MORE: Ferry stays, says parliament", "read-more"),
    ("» Lesen Sie auch: Die Fähre bleibt", "read-more"),
    ("À lire aussi : Le bac reste", "read-more"),
    ("Читайте также: Паром остаётся", "read-more"),
    ("اقرأ أيضا: العبارة باقية", "read-more"),
    ("اقرأ أيضاً", "read-more"),
    ("यह भी पढ़ें: नाव चलती रहेगी", "read-more"),
    ("İlgili haber: Feribot kalıyor", "read-more"),
    ("相关阅读", "read-more"),
    ("Related article: The quay is blocked", "related"),
    ("### Most Popular", "related"),
    ("Subscribe to our newsletter for news from the islands.", "subscribe"),
    ("Подписывайтесь на наш канал", "subscribe"),
    ("Follow us on Telegram!", "follow"),
    ("Share on Facebook", "share"),
    ("Facebook | Twitter | WhatsApp", "share"),
    ("© 2024 The Nordland Post. All rights reserved.", "copyright"),
    ("Copyright 2024 The Nordland Post", "copyright"),
    ("Nordland Post, tous droits réservés.", "copyright"),
    ("ADVERTISEMENT", "advert"),
    ("Story continues below advertisement", "advert"),
    ("Anzeige", "advert"),
    ("Реклама", "advert"),
    ("Skip to main content", "interface"),
    ("3 min read", "interface"),
    ("Lesezeit: 3 Minuten", "interface"),
    ("We use cookies to make this site work.", "interface"),
]

ARTICLE = [
    "“Read more than the headline,” Brekke told reporters.",
    "Read more and talk less, she told the chamber, and the ferry would have been saved a year ago.",
    "Related companies were asked to pay their share of the ferry.",
    "Share prices fell by three percent on Tuesday.",
    "Sharing the cost was never an option, Brekke said.",
    "Subscribers to the newsletter were told on Monday that the paper would close.",
    "Copyright law in Nordland dates from 1912.",
    "The Post said in an advertisement that the ferry would stay.",
    "Advertising revenue fell by a third.",
    "Anzeigen bei der Polizei gab es keine.",
    "Follow the money, the old reporter used to say.",
    "Cookies were handed out on the quay.",
    "Реклама парома обошлась в миллион.",
    "اشترك الجيش في المعارك",
    "She wrote on https://news.example/a that the ferry would stay, and nobody believed her.",
    "Comments by the minister caused a stir.",
    "Printing the ballots took two days.",
    "See the harbour and die, they say in Westhaven: nobody leaves.",
    "Search",
    "Stalled Talks",
    "* * *",
    "",
]


@pytest.mark.parametrize(("paragraph", "kind"), BOILERPLATE)
def test_boilerplate_is_found(paragraph: str, kind: str) -> None:
    assert boilerplate(paragraph) == kind


@pytest.mark.parametrize("paragraph", ARTICLE)
def test_what_belongs_to_an_article_stays(paragraph: str) -> None:
    assert boilerplate(paragraph) is None


@pytest.mark.parametrize(("paragraph", "kind"), BOILERPLATE)
def test_a_quotation_or_a_long_paragraph_is_never_boilerplate(paragraph: str, kind: str) -> None:
    assert boilerplate("x" * LONGEST + paragraph) is None
    if kind != "copyright":  # known by its end too
        assert boilerplate(f"“{paragraph}”, said the screen on the quay.") is None


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_that_case_and_bullets_do_not_change(text: str) -> None:
    kind = boilerplate(text)
    assert kind is None or kind == boilerplate("• " + text) or len(text) > LONGEST - 2


@pytest.mark.parametrize("text", ["follow " * 30, "subscribe to " * 18, "a " * 120, ":" * 240, "share," * 40])
def test_hostile_paragraphs_are_judged_in_time(text: str) -> None:
    start = time.perf_counter()
    for _ in range(20):
        boilerplate(text)
    assert time.perf_counter() - start < 1


MARKUP = [
    ("The [ferry](https://news.example/a) stays.", "markdown-link"),
    ("![]", "markdown-image"),
    ("One.\n\n## Two\n\nThree.", "markdown-heading"),
    ("The **ferry** stays.", "markdown-bold"),
    ("One.\n\n---\n\nTwo.", "markdown-rule"),
    ("One.\n\n| a | b |\n\nTwo.", "markdown-table"),
    ("The <b>ferry</b> stays.", "html-tag"),
    ("Fish &amp; ships.", "html-entity"),
]
NO_MARKUP = [
    "The F**k Ferry and the D**n Quay, as the band is called.",
    "“The [Syrian] authorities (in Westhaven) agreed,” he said.",
    "Tag #ferry and #1 among them.",
    "x < y and y > z; R&D; AT&T; a|b.",
    "One.\n\n***\n\nTwo.",
    "Ferries – Nordland's – stay.",
]


@pytest.mark.parametrize(("text", "kind"), MARKUP)
def test_markup_is_found(text: str, kind: str) -> None:
    found = markup(text)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("text", NO_MARKUP)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert markup(text) is None


@pytest.mark.parametrize(("text", "place"), [("a\u00a0b", 1), ("\ufeffab", 0), ("ab\r\n", 2), ("a\u200bb", 1)])
def test_unclean_characters_are_found(text: str, place: int) -> None:
    assert first_unclean(text) == place


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "a\tb\n", "שלום\u200f", "😀 naïve – “ok”"])
def test_spelling_is_clean(text: str) -> None:
    assert first_unclean(text) is None
