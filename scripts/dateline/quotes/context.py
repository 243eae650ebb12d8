"""What stands beside a stretch: its sentence, and how far one looks before and behind it."""

import re

from dateline.quotes.outline import FINAL, MASK, STOP, Sentence
from dateline.quotes.records import Stretch
from dateline.quotes.scene import Scene

BEFORE, AFTER = 400, 260
"""Code points of context on either side."""
JOINT = re.compile(r"[\s,،，;:–—.*_-]*")
COLON = re.compile(r"[:：]\s*$")
MASKED = re.compile(f"[{MASK}{STOP}]+")
SHORT = 30
"""Code points of a quotation that may stand between a verb and its subject (", told 'The Day' X")."""


def sentence_of(scene: Scene, stretch: Stretch) -> Sentence:
    """The sentence that holds the stretch's start."""
    found = scene.holding.get(stretch.left)
    if found is None:
        found = scene.holding[stretch.left] = scene.outline.sentences[scene.outline.at(stretch.left)]
    return found


def left_bound(scene: Scene, stretch: Stretch) -> int:
    """Where the context before the stretch begins."""
    return max(sentence_of(scene, stretch).start, stretch.left - BEFORE)


def right_bound(scene: Scene, stretch: Stretch) -> int:
    """Where the context behind the stretch ends: with its sentence, or at the next quotation."""
    end = min(scene.outline.sentences[scene.outline.at(stretch.right - 1)].end, stretch.right + AFTER)
    mask = MASKED.search(scene.text, stretch.right, end)
    if mask is None:
        return end
    name = mask.end() - mask.start() < SHORT and mask.group()[-1] == MASK
    joint = JOINT.match(scene.text, stretch.right, end)
    if name and cue_at(scene, joint.end() if joint else stretch.right, mask.start()) is not None:
        following_ = MASKED.search(scene.text, mask.end(), end)
        return following_.start() if following_ else end
    return mask.start()


def alone(scene: Scene, stretch: Stretch) -> bool:
    """Whether nothing stands before the stretch in its sentence."""
    return not scene.text[left_bound(scene, stretch) : stretch.left].strip(" \t\u00a0-–—*_>([…")


def introduced_by_colon(scene: Scene, stretch: Stretch) -> bool:
    """Whether a colon stands before the stretch."""
    return bool(COLON.search(scene.text[left_bound(scene, stretch) : stretch.left]))


def cue_at(scene: Scene, at: int, end: int) -> re.Match[str] | None:
    """The cue at a place, adverbs before it skipped."""
    for match in re.finditer(r"\S+", scene.text[at : min(end, at + 60)]):
        cue = scene.words.cues.match(scene.text, at + match.start(), end)
        if cue is not None:
            return cue
        if not scene.words.fillers.search(match.group()):
            return None
    return None


def finite(scene: Scene, cue: re.Match[str]) -> bool:
    """Whether the cue has a subject of its own: a verb, or "was quoted as saying"."""
    return cue.lastgroup == "verb" or (
        cue.lastgroup == "participle" and scene.text[max(0, cue.start() - 4) : cue.start()].endswith(" as ")
    )


def passive(scene: Scene, start: int, verb: int) -> bool:
    """Whether the verb's subject is told, not telling ("was told")."""
    return scene.words.passive.search(scene.text, max(start, verb - 24), verb) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return text.rstrip(" \u00a0’'”\")")[-1:] in (*FINAL,)
