"""English: what is a quote, whose, and by which rule.

Each row: the body, then its quotes as (text, speaker, id, rule).
"""

from collections.abc import Callable

import pytest

from dateline.actors import Actor
from dateline.quotes import find_quotes

Cast = Callable[[str], tuple[Actor, ...]]
Row = tuple[str, str | None, str | None, str]
O, L, N, U = "p-ostrander", "p-lindholm", "s-no", "o-union"  # noqa: E741 # two letters would say no more in a table

FOUND: list[tuple[str, list[Row]]] = [
    # A verb behind the quote.
    (
        '"We will rebuild the pier," Karl Ostrander said on Monday. "It will take two years."',
        [
            ("We will rebuild the pier,", "Karl Ostrander", O, "after:name"),
            ("It will take two years.", "Karl Ostrander", O, "continued:name"),
        ],
    ),
    ("“We will win,” said Karl Ostrander, the mayor.", [("We will win,", "Karl Ostrander", O, "after:name")]),
    ("“We will win,” Ostrander, 45, told reporters.", [("We will win,", "Ostrander", O, "after:name")]),
    ("“We will win,” Ostrander (pictured) said.", [("We will win,", "Ostrander", O, "after:name")]),
    ("“Will we win?” Ostrander asked.", [("Will we win?", "Ostrander", O, "after:name")]),
    ("“Not today!” Lindholm shouted at Ostrander.", [("Not today!", "Lindholm", L, "after:name")]),
    (
        "“We are late,” Karl Ostrander, the mayor who built the pier of the town, said in a statement.",
        [("We are late,", "Karl Ostrander", O, "after:name")],
    ),
    (
        '"We are late," the finance minister, Karl Ostrander, told the council.',
        [("We are late,", "Karl Ostrander", O, "after:name")],
    ),
    ("“We are late,” the Harbour Union’s Mira Lindholm said.", [("We are late,", "Mira Lindholm", L, "after:name")]),
    ("“We are late,” said the Harbour Union in a letter.", [("We are late,", "Harbour Union", U, "after:name")]),
    ('"We are late," Ostrander was quoted as saying.', [("We are late,", "Ostrander", O, "after:name")]),
    ('"We are late," according to Karl Ostrander.', [("We are late,", "Karl Ostrander", O, "according:name")]),
    ("“We are late.” — Karl Ostrander", [("We are late.", "Karl Ostrander", O, "credit:name")]),
    (
        'The plan is a "very bad idea" for the town, Karl Ostrander said on Friday.',
        [("very bad idea", "Karl Ostrander", O, "trailing:name")],
    ),
    # A verb before the quote.
    ('Karl Ostrander added: "No more delays."', [("No more delays.", "Karl Ostrander", O, "before:name")]),
    ('Ostrander – a teacher once – said: "School is out."', [("School is out.", "Ostrander", O, "before:name")]),
    ('Mr Ostrander, who took office in May, said: "I stay."', [("I stay.", "Ostrander", O, "before:name")]),
    ('Ostrander\'s wife, Mira Lindholm, said: "He sleeps."', [("He sleeps.", "Mira Lindholm", L, "before:name")]),
    (
        "In a letter to Karl Ostrander, Lindholm wrote that the pier “must never be rebuilt”.",
        [("must never be rebuilt", "Lindholm", L, "before:name")],
    ),
    (
        "At a meeting with Lindholm,  Ostrander said the talks dealt with “the state of the pier”.",
        [("the state of the pier", "Ostrander", O, "before:name")],
    ),
    (
        "Ostrander told Agence Nord the meeting was “very productive” and long.",
        [("very productive", "Ostrander", O, "before:name")],
    ),
    (
        "According to Karl Ostrander, it is “an insult to all”.",
        [("an insult to all", "Karl Ostrander", O, "according:name")],
    ),
    (
        "The radio quoted Karl Ostrander as saying “the town will die”.",
        [("the town will die", "Karl Ostrander", O, "before:name")],
    ),
    ("As Ostrander put it, “the river never forgets”.", [("the river never forgets", "Ostrander", O, "before:name")]),
    (
        "Ostrander said there is hope, saying that the aim is “a bridge for all of us”.",
        [("a bridge for all of us", "Ostrander", O, "before:name")],
    ),
    (
        "“We came,” Ostrander said, citing a report which he said “reaffirmed the rights of all”.",
        [
            ("We came,", "Ostrander", O, "after:name"),
            ("reaffirmed the rights of all", "Ostrander", O, "before:pronoun"),
        ],
    ),
    (
        "Ostrander called on Lindholm to “make peace with her people”.",
        [("make peace with her people", "Ostrander", O, "before:name")],
    ),
    (
        'Ostrander: "We will win." Lindholm: "We will not."',
        [("We will win.", "Ostrander", O, "colon:name"), ("We will not.", "Lindholm", L, "colon:name")],
    ),
    # One quote in parts, and over paragraphs.
    (
        '"If we leave," Ostrander said, "the town will die."',
        [("If we leave,", "Ostrander", O, "after:name"), ("the town will die.", "Ostrander", O, "before:name")],
    ),
    (
        "Ostrander said she had failed to “use the time” and to talk “with her own people”.",
        [("use the time", "Ostrander", O, "before:name"), ("with her own people", "Ostrander", O, "before:name")],
    ),
    (
        '"We came at dawn. Nobody was there.\n\n"The fire was out. Then we left," Ostrander said.',
        [
            ("We came at dawn. Nobody was there.", "Ostrander", O, "carried:name"),
            ("The fire was out. Then we left,", "Ostrander", O, "after:name"),
        ],
    ),
    (
        'Ostrander said: "We came at dawn.\n\n"The fire was out by then."',
        [
            ("We came at dawn.", "Ostrander", O, "before:name"),
            ("The fire was out by then.", "Ostrander", O, "paragraph:name"),
        ],
    ),
    (
        "Ostrander said he had waited for years.\n\n“I never saw the money from them.”",
        [("I never saw the money from them.", "Ostrander", O, "reported:name")],
    ),
    (
        "According to the mayor's office:\n\n“The pier was closed on Monday at noon.”",
        [("The pier was closed on Monday at noon.", "the mayor's office", None, "according:nominal")],
    ),
    (
        '"One of the key\n\nissues is open," Ostrander said.',
        [("One of the key\n\nissues is open,", "Ostrander", O, "after:name")],
    ),
    # A mark that is lost, or damaged.
    (
        '"We will rebuild the pier, Karl Ostrander said.',
        [("We will rebuild the pier,", "Karl Ostrander", O, "after:name")],
    ),
    ('Ostrander posted: "Sometimes we need to go.', [("Sometimes we need to go.", "Ostrander", O, "before:name")]),
    ('“We will win," Ostrander said.', [("We will win,", "Ostrander", O, "after:name")]),
    ("�We don�t know,� Ostrander said.", [("We don�t know,", "Ostrander", O, "after:name")]),
    ("\x93We will win,\x94 Ostrander said.", [("We will win,", "Ostrander", O, "after:name")]),
    ("``We will win,'' Ostrander said.", [("We will win,", "Ostrander", O, "after:name")]),
    ('""We will win,"" Ostrander said.', [("We will win,", "Ostrander", O, "after:name")]),
    # Single marks and apostrophes; marks inside marks.
    (
        "'The workers' homes come first,' said Karl Ostrander.",
        [("The workers' homes come first,", "Karl Ostrander", O, "after:name")],
    ),
    ("‘It’s late,’ Ostrander said.", [("It’s late,", "Ostrander", O, "after:name")]),
    ("'He said \"no\" to me,' Ostrander said.", [('He said "no" to me,', "Ostrander", O, "after:name")]),
    (
        "“She was like: ‘Never.’ So I left,” Ostrander said.",
        [("She was like: ‘Never.’ So I left,", "Ostrander", O, "after:name")],
    ),
    ("\"Rock 'n' roll is back,\" Ostrander said.", [("Rock 'n' roll is back,", "Ostrander", O, "after:name")]),
    ('"The ship is 12" too long," Ostrander said.', [('The ship is 12" too long,', "Ostrander", O, "after:name")]),
    # Pronouns.
    (
        'Mira Lindholm met Karl Ostrander. "He is good," she said.',
        [("He is good,", "Mira Lindholm", L, "after:pronoun")],
    ),
    (
        'Karl Ostrander met Mira Lindholm. "She is good," he said.',
        [("She is good,", "Karl Ostrander", O, "after:pronoun")],
    ),
    (
        "Ahead of the talks in Oslo, Ostrander met with his sons.\n\n“This will not do,” he said.",
        [("This will not do,", "Ostrander", O, "after:pronoun")],
    ),
    (
        "Ostrander spoke. On Friday he said it was “a long way home”.",
        [("a long way home", "Ostrander", O, "before:pronoun")],
    ),
    ('"Yes," he said.', [("Yes,", "he", None, "after:pronoun-unresolved")]),
    (
        'Norway left. It said the deal was "a mistake for both".',
        [("a mistake for both", "Norway", N, "before:pronoun")],
    ),
    (
        "Ostrander and his sons came. “We are late,” they said.",
        [("We are late,", "they", None, "after:pronoun-unresolved")],
    ),
    # Offices.
    (
        'Finance minister Karl Ostrander was late. "We are late," the minister said.',
        [("We are late,", "the minister", O, "after:role")],
    ),
    (
        'The harbour minister, Karl Ostrander, came. "We are late," the harbour minister said.',
        [("We are late,", "the harbour minister", O, "after:role")],
    ),
    (
        'The Norwegian foreign minister, Karl Ostrander, met finance minister Mira Lindholm. "No," the minister said.',
        [("No,", "the minister", None, "after:nominal")],
    ),
    (
        'Norwegian minister Karl Ostrander came. "We are late," Norway\'s minister said.',
        [("We are late,", "Norway's minister", O, "after:role")],
    ),
    # Speakers who are no actors, states and governments.
    (
        'A rebel commander said, "Our march has begun".',
        [("Our march has begun", "A rebel commander", None, "before:nominal")],
    ),
    (
        'On Sunday, a rebel commander said, "It has begun", but the defence ministry said "there is no truth to it".',
        [
            ("It has begun", "a rebel commander", None, "before:nominal"),
            ("there is no truth to it", "the defence ministry", None, "before:nominal"),
        ],
    ),
    (
        "An aide to Karl Ostrander said it was “as bad as it gets”.",
        [("as bad as it gets", "An aide to Karl Ostrander", None, "before:nominal")],
    ),
    (
        "Ostrander's spokesman said it was “as bad as it gets”.",
        [("as bad as it gets", "Ostrander's spokesman", None, "before:nominal")],
    ),
    (
        '"We are late," said a spokeswoman for Karl Ostrander.',
        [("We are late,", "a spokeswoman for Karl Ostrander", None, "after:nominal")],
    ),
    ('Norway says the deal is "a mistake for both".', [("a mistake for both", "Norway", N, "before:name")]),
    ("Oslo called the move “a grave error”.", [("a grave error", "Oslo", N, "before:name")]),
    (
        "Norwegian officials said it was “as good as done”.",
        [("as good as done", "Norwegian officials", None, "before:nominal")],
    ),
    (
        "Lindholm and Ostrander said they were “in full agreement”.",
        [("in full agreement", "Lindholm and Ostrander", None, "before:several")],
    ),
    (
        "A union report, which warned that the risk is “growing by the day”, came out.",
        [("growing by the day", "A union report", None, "before:nominal")],
    ),
    # Nobody can be told.
    ('Ostrander was told "you will never work here".', [("you will never work here", None, None, "before:unknown")]),
    (
        "The 'Iron Lady' of Westhaven said: 'I am not for turning.'",
        [("I am not for turning.", None, None, "before:unknown")],
    ),
    # Interviews.
    (
        'Anna: How are you?\n\nOstrander: Well.\n\nAnna: And the town?\n\nOstrander: It is "well" too.',
        [
            ("How are you?", "Anna", None, "interview:nominal"),
            ("Well.", "Ostrander", O, "interview:name"),
            ("And the town?", "Anna", None, "interview:nominal"),
            ('It is "well" too.', "Ostrander", O, "interview:name"),
        ],
    ),
    (
        "Q: Why?\nA: Why not?\nQ: And then?\nA: Nothing.",
        [
            ("Why?", None, None, "interview:unknown"),
            ("Why not?", None, None, "interview:unknown"),
            ("And then?", None, None, "interview:unknown"),
            ("Nothing.", None, None, "interview:unknown"),
        ],
    ),
]

NOT_FOUND = [
    'It would fight "terrorism" in the region, Norway said.',
    "Oslo says “healthy” forces must fight.",
    "The town must not fall to a “terrorist group”, say its “friends”.",
    "He is a so-called “expert on bridges”, Ostrander said.",
    "Ostrander said he had read “The Long Way Home” twice.",
    "“The Long Pier,” a novel by Mira Lindholm, was sold in May.",
    "“The Iron Pier” tells the story of Karl Ostrander.",
    "“The Iron Pier,” Ostrander says, had been on sale for years.",
    "Ostrander wrote the song “yellow boats for ever”.",
    "The word “freedom” has lost its meaning, Ostrander argued.",
    "The fair is known as “Good Living”, Ostrander said.",
    "Karl “Boats” Ostrander said he would come.",
    "Ostrander ate “soup”.",
    "The drivers' strike and the owners' losses were great, Ostrander said.",
    "In the '90s and in '04 Ostrander said nothing.",
    'The plank was 6" wide and 12" long, Ostrander said.',
    "'Reconcile'\n\nOstrander said nothing.",
    "“I was told so”\n\nOstrander came later.",
    "“I love you”, “I hate you”: these were her songs.",
    "Price: 40 crowns\nSize: 30 inches\nColour: red\nWeight: 3 kg",
    "“Not today!” The crowd cheered. Ostrander left.",
    '""""""""',
    '" "',
]


@pytest.mark.parametrize(("body", "expected"), FOUND)
def test_found_with_its_speaker(body: str, expected: list[Row], cast: Cast) -> None:
    quotes = find_quotes(body, cast(body), "en")
    assert [(q.text, q.speaker, q.speaker_id, q.rule) for q in quotes] == expected


@pytest.mark.parametrize("body", NOT_FOUND)
def test_no_quote(body: str, cast: Cast) -> None:
    assert find_quotes(body, cast(body), "en") == ()


@pytest.mark.parametrize(
    ("body", "cue"),
    [
        ('"We win," Ostrander said.', "said"),
        ('"We win," added Ostrander.', "added"),
        ("According to Ostrander, it is “a shame for all”.", "According to"),
        ("Ostrander went on to say it was “a shame for all”.", "went on to say"),
        ("Lindholm quoted Ostrander as saying “it is over”.", "quoted Ostrander as saying"),
    ],
)
def test_the_cue_as_it_stands(body: str, cue: str, cast: Cast) -> None:
    (quote,) = find_quotes(body, cast(body), "en")
    assert quote.cue == cue
    assert body[quote.cue_start : quote.cue_end] == cue


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ('"We win," Ostrander said.', "direct"),
        ('Ostrander said: "We win."', "direct"),
        ('Ostrander said, "We win."', "direct"),
        ('"If we leave," Ostrander said, "the town dies."', "direct"),
        ('Ostrander said it was "as good as won".', "mixed"),
        ('The plan is a "very bad idea", Ostrander said.', "mixed"),
        ('Ostrander urged them to "Win the day for us".', "mixed"),
    ],
)
def test_the_form(body: str, form: str, cast: Cast) -> None:
    assert {quote.form for quote in find_quotes(body, cast(body), "en")} == {form}


def test_roles_of_the_caller(cast: Cast) -> None:
    body = 'Karl Ostrander met Mira Lindholm. "We are late," the harbour secretary said.'
    assert find_quotes(body, cast(body), "en")[0].speaker_id is None
    (quote,) = find_quotes(body, cast(body), "en", roles={L: ["Harbour Secretary"]})
    assert (quote.speaker_id, quote.speaker, quote.rule) == (L, "the harbour secretary", "after:role")


def test_none_is_read_as_english(cast: Cast) -> None:
    body = '"We win," Ostrander said.'
    assert find_quotes(body, cast(body), None) == find_quotes(body, cast(body), "en-GB")
    assert len(find_quotes(body, cast(body), None)) == 1
