"""Who is given as the speaker in languages whose verb ends the sentence: Turkish, Korean, Japanese."""

import re

from dateline.quotes.context import AFTER, left_bound
from dateline.quotes.outline import MASK, STOP
from dateline.quotes.phrases import right_subject
from dateline.quotes.records import Attribution, Speaker, Stretch
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import dropped, resolve


def verb_final(scene: Scene, stretch: Stretch) -> Attribution | None:
    """Turkish, Korean, Japanese: the verb behind the quote, its subject before it or left out."""
    words, text = scene.words, scene.text
    if not words.final:
        return None
    sentence = scene.outline.sentences[scene.outline.at(stretch.right - 1)]
    end = min(sentence.end, stretch.right + AFTER)
    marked = words.quotative.match(text, stretch.right, end)
    cue = words.cues.search(text, stretch.right, end)
    if marked is None and (words.quotative.pattern != "(?!)" or cue is None):
        return None
    if cue is not None and cue.lastgroup == "participle":
        return Attribution("after", cue.span(), right_subject(scene, cue.end(), end))
    speaker = final_subject(scene, left_bound(scene, stretch), stretch.left)
    if speaker is None and cue is not None and words.subject.pattern != "(?!)":
        speaker = final_subject(scene, marked.end() if marked else stretch.right, cue.start())
    speaker = speaker or dropped(scene, stretch)
    return Attribution("after", cue.span() if cue else None, speaker)


def final_subject(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject before the quote in a verb-final language: the phrase with a subject's ending, else the first."""
    words, text = scene.words, scene.text
    if words.subject.pattern == "(?!)":
        first = re.match(r"[^,،:]*", text[start:end])
        return resolve(scene, start, start + first.end()) if first and first.group().strip() else None
    marks = list(words.subject.finditer(text, start, end))
    for mark in reversed(marks):
        left = max((text.rfind(char, start, mark.start()) for char in (*"、。,.，", MASK, STOP)), default=-1) + 1
        phrase = text[max(left, start) : mark.start()]
        if words.spaced:
            phrase = " ".join(phrase.split()[-2:])
        if phrase.strip() and phrase.strip()[-1].isalpha():
            where = text.rfind(phrase, start, mark.start())
            place = where if where >= 0 else mark.start() - len(phrase.split()[-1])
            return resolve(scene, place, mark.start())
    return None
