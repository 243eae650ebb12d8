"""Laws that hold on any text."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import Actor
from dateline.quotes import Quote, find_quotes

Cast = Callable[[str], tuple[Actor, ...]]
WORDS = (
    "\" “ ” „ « » ‘ ’ ' 「 」 『 』 ‹ › `` '' said told he she it They Ostrander Lindholm Norway The A the which and , "
    ". : ; ? ! … – — - ( ) according to quoted as saying 12\" don't 's sagte a-t-elle dit сказал قال 说 と述べた 고 "
    "dedi Anna: İ ß \ufffd \x93 \x94 \ud800 \U0001f600"
)
TOKENS = st.sampled_from([*WORDS.split(), " ", "\n", "\n\n", "\t", "\u00a0"])
TEXTS = st.one_of(
    st.lists(TOKENS, max_size=40).map(" ".join), st.lists(TOKENS, max_size=60).map("".join), st.text(max_size=100)
)
LANGUAGES = st.sampled_from(["en", None, "de", "fr", "es", "ru", "ar", "tr", "zh", "ja", "ko", "pl", "sv", "xx", ""])
quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(body: str, quotes: tuple[Quote, ...]) -> None:
    assert all(one.end <= other.start for one, other in pairwise(quotes))
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(body)
        assert body[quote.start : quote.end] == quote.text == quote.text.strip()
        named = quote.speaker is not None
        assert named == (quote.speaker_start is not None) == (quote.speaker_end is not None)
        assert quote.rule.endswith(":unknown") != named
        assert named or quote.speaker_id is None
        if quote.speaker_start is not None:
            assert body[quote.speaker_start : quote.speaker_end] == quote.speaker
            assert quote.speaker
        if quote.cue is not None:
            assert body[quote.cue_start : quote.cue_end] == quote.cue
        else:
            assert quote.cue_start is quote.cue_end is None


@quick
@given(TEXTS, LANGUAGES)
def test_any_text(cast: Cast, body: str, language: str | None) -> None:
    actors = cast(body)
    quotes = find_quotes(body, actors, language)
    check(body, quotes)
    assert {quote.speaker_id for quote in quotes} <= {None, *(actor.id for actor in actors)}
    assert quotes == find_quotes(body, actors, language)


@quick
@given(st.integers(0, 30), st.sampled_from(["\U0001f600", "İ", "ß", "\u0301"]))
def test_what_stands_before_moves_the_offsets_and_nothing_else(cast: Cast, count: int, char: str) -> None:
    plain = 'Mira Lindholm came. "We win," Karl Ostrander said. She said it was "a good day for all".'
    body = f"{char * count}\n\n{plain}"
    found = find_quotes(body, cast(body), "en")
    check(body, found)
    moved = [(q.start - count - 2, q.text, q.speaker_id, q.rule) for q in found]
    assert moved == [(q.start, q.text, q.speaker_id, q.rule) for q in find_quotes(plain, cast(plain), "en")]
    assert [q.speaker_id for q in found] == ["p-ostrander", "p-lindholm"]


@quick
@given(st.permutations(["p-ostrander", "p-lindholm", "s-no"]))
def test_the_order_of_actors_changes_nothing(cast: Cast, order: list[str]) -> None:
    body = 'Norway waits. "We win," Karl Ostrander told Mira Lindholm. "No," she said.'
    actors = {actor.id: actor for actor in cast(body)}
    assert find_quotes(body, [actors[key] for key in order], "en") == find_quotes(body, cast(body), "en")


@pytest.mark.parametrize("part", ['"', "“", '" ', '"“', "“”", "'", "‘a ", "«", '\n"', '"a\n\n'])
def test_a_megabyte_of_marks_ends(part: str) -> None:
    body = part * ((1_000_000 if len(part) == 1 else 100_000) // len(part))
    begin = time.process_time()
    find_quotes(body, (), "en")
    assert time.process_time() - begin < 20  # a hundred times less than what a square of the marks would take


@pytest.mark.parametrize(
    "part",
    [
        'He said "a b c d." ',
        '"a b c", ',
        '"a," he said ',
        "– a b – said X\n",
        "Ab: c\n",
        "Ab Cd ",
        "a, ",
        "said ",
        "“a ",
        "'a ",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "ko"])
def test_time_grows_with_the_text_and_no_faster(part: str, language: str) -> None:
    def seconds(size: int) -> float:
        body = part * (size // len(part)) + ' said Karl "x y z u v".'
        begin = time.process_time()
        find_quotes(body, (), language)
        return time.process_time() - begin

    seconds(1000)
    small = min(seconds(3_000) for _ in range(2))
    large = min(seconds(24_000) for _ in range(2))
    assert large < 24 * max(small, 0.01)  # eight times the text; its square would be 64 times the time
