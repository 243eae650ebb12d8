"""Who is given as the speaker by the words before a quote.

Each way is a function of the scene and a stretch that returns an attribution, or None where it has nothing to say.
"""

import re

from dateline.quotes.context import COLON, finite, left_bound, passive
from dateline.quotes.phrases import left_subject, right_subject
from dateline.quotes.records import Attribution, Speaker, Stretch
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import dropped, resolve, subject_of

CUES = 6
"""Cues before a quote that are tried, the nearest first."""


def before(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``X said: "..."``, ``X said the "..."``: the nearest cue whose subject is found."""
    start = left_bound(scene, stretch)
    return before_place(scene, start, stretch.left, stretch)


def before_place(scene: Scene, start: int, end: int, stretch: Stretch) -> Attribution | None:
    """The attribution by the cues in a span before the stretch."""
    if scene.words.final and not COLON.search(scene.text[start:end]):
        return None
    if (cited := quoted_as(scene, start, end)) is not None:
        return cited
    cues = list(scene.words.cues.finditer(scene.text, start, end))[-CUES:]
    unknown = None
    for cue in reversed(cues):
        if cue.lastgroup == "verb" and passive(scene, start, cue.start()):
            unknown = unknown or Attribution("before", cue.span(), None)
            continue
        speaker = speaker_before(scene, start, end, cue, stretch)
        found = Attribution("according" if cue.lastgroup == "according" else "before", cue.span(), speaker)
        if speaker is not None:
            return found
        unknown = unknown or found
    return unknown


def speaker_before(scene: Scene, start: int, end: int, cue: re.Match[str], stretch: Stretch) -> Speaker | None:
    """The subject of a cue that stands before the quote."""
    sentence = scene.outline.sentences[scene.outline.at(cue.start())]
    if cue.lastgroup == "according":
        return right_subject(scene, cue.end(), end)
    if not finite(scene, cue):
        return scene.spoken_in(sentence.start, cue.start()) or subject_of(scene, sentence.start, cue.start())
    speaker = beside(scene, start, end, cue)
    if speaker is None:
        speaker = scene.spoken_in(sentence.start, cue.start()) or subject_of(scene, sentence.start, cue.start())
    if speaker is None and scene.words.dropped:
        speaker = dropped(scene, stretch)
    return speaker


def beside(scene: Scene, start: int, end: int, cue: re.Match[str]) -> Speaker | None:
    """The subject on one side of the cue, or on the other, in the order of the language."""
    behind_comma = scene.text[start : cue.start()].rstrip().endswith((",", "،"))
    if scene.words.first_verb or (scene.words.inverted and behind_comma):
        return right_subject(scene, cue.end(), end) or left_subject(scene, start, cue.start())
    return left_subject(scene, start, cue.start()) or right_subject(scene, cue.end(), end)


def quoted_as(scene: Scene, start: int, end: int) -> Attribution | None:
    """``quoted X as saying``."""
    for first in scene.words.quoted.finditer(scene.text, start, end):
        last = scene.words.saying.search(scene.text, first.end(), min(end, first.end() + 90))
        if last is not None and not passive(scene, start, first.start()):
            speaker = resolve(scene, first.end(), last.start())
            return Attribution("before", (first.start(), last.end()), speaker) if speaker else None
    return None
