"""Who is given as the speaker by the words behind a quote.

Each way is a function of the scene and a stretch that returns an attribution, or None where it has nothing to say.
"""

import re

from dateline.quotes.context import AFTER, JOINT, alone, cue_at, finite, introduced_by_colon, right_bound, sentence_of
from dateline.quotes.outline import MASK
from dateline.quotes.phrases import left_subject, right_subject
from dateline.quotes.records import Attribution, Speaker, Stretch
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import antecedent, dropped, subject_of

CREDIT = re.compile(r"[ \u00a0]*\n?[ \u00a0]*[—–―-]+[ \u00a0]*([^\n,.]{2,60}?)[ \u00a0.]*(?=\n|$)")


def after(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``"...," said X`` and ``"...," X said``, ``"..." according to X``."""
    words, text = scene.words, scene.text
    end = right_bound(scene, stretch)
    if words.final or not words.known or not pauses(scene, stretch, end):
        return None
    joint = JOINT.match(text, stretch.right, end)
    at = joint.end() if joint else stretch.right
    if (cue := cue_at(scene, at, end)) is not None:
        return inverted(scene, stretch, cue, end)
    cue = words.cues.search(text, at, min(end, at + 200))
    if cue is None or not finite(scene, cue) or not subject_like(scene, at, cue.start()):
        return None
    speaker = left_subject(scene, at, cue.start())
    return Attribution("after", cue.span(), speaker) if speaker else None


def credited(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``"..." — X``: a dash and a name, and no more in the paragraph."""
    line = CREDIT.match(scene.text, stretch.right)
    if line is None or not alone(scene, stretch):
        return None
    named = scene.cast.inside(line.start(1), line.end(1))
    if not named or (named[-1].start, named[-1].end) != line.span(1):
        return None
    return Attribution("credit", None, named[-1].speaker)


def inverted(scene: Scene, stretch: Stretch, cue: re.Match[str], end: int) -> Attribution | None:
    """The attribution of a cue that opens the words behind a quote: its subject follows, or is left out."""
    speaker = joined(scene, cue) or right_subject(scene, cue.end(), end)
    if speaker is None and cue.lastgroup == "verb" and (scene.words.dropped or pro_drop(scene, cue, end)):
        speaker = dropped(scene, stretch)
    if speaker is None and cue.lastgroup == "participle":
        speaker = subject_of(scene, sentence_of(scene, stretch).start, stretch.left)
    if speaker is None and not scene.words.dropped:
        return None
    return Attribution("according" if cue.lastgroup == "according" else "after", cue.span(), speaker)


def joined(scene: Scene, cue: re.Match[str]) -> Speaker | None:
    """The antecedent of a pronoun that is joined to the verb ("a-t-elle dit")."""
    pronoun_ = scene.words.enclitic.search(cue.group())
    if pronoun_ is None:
        return None
    place = cue.start() + pronoun_.start(1)
    kind = scene.words.pronouns[pronoun_.group(1).casefold()]
    return antecedent(scene, place, cue.start() + pronoun_.end(1), kind, 0)


def pro_drop(scene: Scene, cue: re.Match[str], end: int) -> bool:
    """Whether the verb is alone behind the quote ("», zanjó.")."""
    return not scene.text[cue.end() : end].strip(" .,;")


def pauses(scene: Scene, stretch: Stretch, end: int) -> bool:
    """Whether what stands behind a quote can attribute it: a comma or a dash parts them, or nothing stands before
    the quote."""
    inside = scene.body[stretch.start : stretch.end].rstrip(" \u00a0’'”")[-1:]
    outside = scene.text[stretch.right : end].lstrip(" \u00a0")[:1]
    return inside in ",!?…，！？。" or outside in (*",–—-،，",) or alone(scene, stretch) or not stretch.closed


def subject_like(scene: Scene, start: int, end: int) -> bool:
    """Whether the words between a quote and a verb can be its subject: no clause of their own, appositions closed."""
    phrase = scene.text[start:end].rstrip()
    if not phrase or len(phrase.split()) > 32:
        return False
    join = scene.words.joins.match(phrase)
    if join is not None and join.end() < len(phrase):
        return False
    return not (re.search(r"[,;:]", phrase) and not phrase.endswith(","))


def trailing(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``... a "bad idea" for the town, X said on Monday.``"""
    text, words = scene.text, scene.words
    end = min(scene.outline.sentences[scene.outline.at(stretch.right - 1)].end, stretch.right + 2 * AFTER)
    for cue in words.cues.finditer(text, stretch.right, end):
        comma = text.rfind(",", stretch.right - 1, cue.start())
        if comma < 0 or len(text[cue.end() : end].split()) > 12:
            continue
        if cue.lastgroup == "according":
            speaker = right_subject(scene, cue.end(), end)
        elif cue.lastgroup == "verb" and not words.joins.match(text, comma + 2):
            speaker = left_subject(scene, comma + 1, cue.start()) or right_subject(scene, cue.end(), end)
        else:
            continue
        if speaker is not None and not text[comma + 1 : cue.start()].count(","):
            return Attribution("trailing", cue.span(), speaker)
    return None


def following(scene: Scene, stretch: Stretch) -> Attribution | None:
    """``"Why?" X asked.``: a sentence behind a quote that is no more than its attribution."""
    index = scene.outline.at(stretch.right - 1) + 1
    if (
        scene.words.final
        or not (alone(scene, stretch) or introduced_by_colon(scene, stretch))
        or index >= len(scene.outline.sentences)
    ):
        return None
    here, there = scene.outline.sentences[index - 1], scene.outline.sentences[index]
    question = scene.body[stretch.start : stretch.end].rstrip()[-1:] in "!?…"
    if here.paragraph != there.paragraph or (there.end - there.start > 90 and not question):
        return None
    cue = scene.words.cues.search(scene.text, there.start, min(there.end, there.start + 60))
    if cue is None or cue.lastgroup != "verb" or not subject_like(scene, there.start, cue.start()):
        return None
    rest = scene.text[cue.end() : there.end].strip(" .")
    if rest and not (scene.words.tail.match(rest) or scene.words.stops.match(rest)):
        return None
    if MASK in rest or "," in rest or ":" in rest:
        return None
    speaker = left_subject(scene, there.start, cue.start())
    return Attribution("after", cue.span(), speaker) if speaker else None
