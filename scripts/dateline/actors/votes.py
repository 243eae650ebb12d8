"""How much speaks for a person at one place: the model's label, and what stands around the name.

"President X", "X, 45," and "X said" are persons, "the X" is not. The weights are set by hand: a name is a person's
where the sum over the article is above 0.
"""

import re

from dateline.actors import vocabulary as words
from dateline.actors.cues import organization_cue, person_cue, place_cue
from dateline.actors.edges import is_title
from dateline.actors.folding import folded, given_names
from dateline.actors.records import Known
from dateline.actors.sightings import Sighting

VOTES = {
    "PERSON": 2.0,
    "TITLE": 0.0,
    "ROLE": 0.0,
    "GIVEN": 0.0,
    "INITIALS": 0.5,
    "ORG": -1.0,
    "GPE": -1.0,
    "NORP": -1.5,
    "LOC": -1.5,
    "FAC": -1.5,
}
"""What a label says for a person; others count as `OTHER`."""
OTHER = -1.0
INITIAL = re.compile(r"[A-Z]\. ?(?:[A-Z]\. ?)*[^\W\d_]{3}")
AFTER_AGE = re.compile(
    r",? (?:\(\d{2}\)|\d{1,2},)|, (?:who|whose|a \d{2}-year-old|the \d{2}-year-old|aged)\b|, (?:aged )?\d{1,2}[,.]"
)
AFTER_SPEECH = re.compile(r",?[”\"]? (?:also |has |had |then |later )?(\w+)")


def labelled(sighting: Sighting) -> float:
    """What the model's label and the name itself say."""
    if (
        sighting.text.startswith(("St. ", "St ", "Saint ", "Mount ", "Mt. ", "Fort ", "Lake ", "Port "))
        and sighting.label != "PERSON"
    ):
        return OTHER
    kunya = sighting.text.startswith(("Abu ", "Umm ", "Ibn ")) and sighting.label in ("PERSON", "ORG")
    given = " " in sighting.text and (
        folded(sighting.text).split()[0] in given_names() or INITIAL.match(sighting.text) is not None
    )
    return VOTES.get(sighting.label, OTHER) + 1.5 * kunya + 2.0 * given


def context(text: str, sighting: Sighting, known: Known) -> float:
    """What stands around the name for (above 0) or against a person."""
    beside = before_name(text, sighting, known) + after_name(text, sighting)
    span = sighting.start, sighting.end
    return beside + person_cue(text, *span) - place_cue(text, *span, known) - organization_cue(text, *span)


def before_name(text: str, sighting: Sighting, known: Known) -> float:
    """Titles and a state's possessive ("Iran's") speak for a person, an article against."""
    before = text[max(0, sighting.start - 40) : sighting.start].split()
    if not before:
        return 0.0
    last, word = before[-1], words.plain(before[-1])
    if word in ("the", "a", "an"):
        return 0.0 if ruled(text, sighting) else -3.0
    if word in words.HONORIFICS and last[0].isupper():
        return 3.0
    if is_title(last) and last[-1] not in ".;:":
        return 1.5
    possessed = last.endswith(("'s", "’s")) and known(last)
    return 1.5 if possessed and " " in sighting.text else 0.0


def ruled(text: str, sighting: Sighting) -> bool:
    """Whether a word for someone's rule follows."""
    following = text[sighting.end : sighting.end + 20].split()
    return bool(following) and words.plain(following[0]) in words.PERSONAL_RULE


def after_name(text: str, sighting: Sighting) -> float:
    """An age, "who" and verbs of speech speak for a person."""
    after = text[sighting.end : sighting.end + 24]
    speech = AFTER_SPEECH.match(after)
    spoken = speech is not None and speech.group(1) in words.SPEECH
    return 2.0 * bool(AFTER_AGE.match(after)) + 1.0 * spoken + 3.0 * ruled(text, sighting)
