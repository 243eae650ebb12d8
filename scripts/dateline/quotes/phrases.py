"""The phrase on one side of a cue verb that can be its subject."""

import re

from dateline.quotes.outline import MASK, STOP
from dateline.quotes.records import Speaker
from dateline.quotes.scene import Scene
from dateline.quotes.subjects import ING, POSSESSIVE, first_word_in, resolve, trimmed

BREAK = re.compile(rf"[;:()\[\]!?–—{MASK}{STOP}，。；：、\n]|\s-\s")
PREPOSITIONS = re.compile(r"\b(?:by|with|in|on|at|to|under|citing|against|about|from|into)\b", re.IGNORECASE)
COMMA = re.compile(r"[,،]")
COORDINATING = frozenset("and or und et y e i и та en og och oder ou o".split())


def left_subject(scene: Scene, start: int, cue: int) -> Speaker | None:
    """The subject before a cue: what stands between it and the beginning of its clause, adverbs left out. A comma right
    before the cue closes an apposition, and the subject stands before that."""
    text = scene.text
    begin = start
    for mark in BREAK.finditer(text, start, cue):
        if mark.group() not in "()[]":
            start = mark.end()
    end = unfilled(scene, start, cue)
    phrase = text[start:end].rstrip()
    if phrase.endswith(",") and text[end:cue].strip() in ("", ","):
        return apposed(scene, start, start + len(phrase) - 1)
    commas = [match.end() + start for match in COMMA.finditer(text[start:end])]
    if commas:
        start = commas[-1]
    opened = clause(scene, start, end)
    if opened > start and not text[opened:end].strip() and relative(scene, opened):
        return related(scene, begin, trimmed(scene.body, start, opened)[1])
    found = embedded(scene, opened, end)
    cut = text[max(0, start - 1) : start] in (MASK, STOP) and start > begin
    headless = text[start : start + 1] == "-" or first_word_in(text[start:end], scene.words.adverbial)
    if cut and headless and found is not None and found.how == "nominal":
        return None  # the head of the phrase is what was quoted ("The 'Iron Lady' of Westhaven said")
    return found


def embedded(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject where another cue stands before it ("X said Y told ..."): a name or pronoun behind that cue; a common
    noun is the reported clause's and no speaker."""
    inner = [cue for cue in scene.words.cues.finditer(scene.text, start, end) if cue.lastgroup == "verb"]
    if not inner:
        return resolve(scene, start, end)
    found = resolve(scene, inner[-1].end(), end)
    return None if found is None or found.how == "nominal" else found


FEW = 5
"""Words that a noun phrase at a sentence's beginning may have before "which"."""
RELATIVE = frozenset(
    "which who that die der das welche qui que quien che którzy который которая który która що який".split()
)


def relative(scene: Scene, end: int) -> bool:
    """Whether the word that ends at `end` is a relative pronoun."""
    return scene.text[max(0, end - 12) : end].split()[-1:] != [] and (
        scene.text[max(0, end - 12) : end].split()[-1].casefold() in RELATIVE
    )


def related(scene: Scene, start: int, end: int) -> Speaker | None:
    """What a relative pronoun stands for: the noun phrase that ends before it."""
    body = scene.body
    words = body[start:end].split()
    if words and words[-1].casefold() in RELATIVE:
        end = body.rfind(words[-1], start, end)
    start, end = trimmed(body, start, end)
    cut = [m.end() for m in COMMA.finditer(scene.text, start, end)]
    cut += [m.end() for m in scene.words.cues.finditer(scene.text, start, end)]
    cut += [m.end() for m in PREPOSITIONS.finditer(scene.text, start, end)]
    cut = [c for c in cut if scene.text[c:end].strip()]
    found = resolve(scene, max([start, *cut]), end)
    few = len(body[start:end].split()) <= FEW
    return found if cut or few or (found is not None and found.how != "nominal") else None


def unfilled(scene: Scene, start: int, end: int) -> int:
    """`end` without the adverbs and auxiliaries before it."""
    while (match := scene.words.fillers.search(scene.text[max(start, end - 90) : end])) is not None:
        cut = max(start, end - 90) + match.start()
        if cut >= end:
            break
        end = cut
    return end


def clause(scene: Scene, start: int, end: int) -> int:
    """Where the last clause of a span begins: behind its last conjunction; "and" begins one only before a subject."""
    for match in scene.words.joins.finditer(scene.text, start, end):
        if match.group().casefold() in COORDINATING and not opens_clause(scene, match.end(), end):
            continue
        if scene.words.articles.fullmatch(match.group()) and scene.text[match.end() : end].strip():
            continue
        start = match.end()
    return start


def opens_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether the words behind an "and" are all of a clause's subject."""
    words = scene.body[start:end].split()
    if not words:
        return True
    return words[0].casefold() in scene.words.pronouns or bool(scene.words.articles.match(words[0]))


def apposed(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject of "X, the mayor, said": the first part that is no phrase of time or place; a person's name behind a
    title ("the mayor, Jane Doe,") is preferred to the title."""
    parts: list[tuple[int, int]] = []
    at = start
    for comma in (*COMMA.finditer(scene.text, start, end), None):
        stop = comma.start() if comma else end
        left, right = trimmed(scene.body, at, stop)
        at = stop + 1
        if left < right and (parts or not aside(scene, left, right)):
            parts.append((left, right))
    if not parts:
        return None
    first = resolve(scene, clause(scene, *parts[0]), parts[0][1])
    if first is None or first.how in ("nominal", "role"):
        for left, right in parts[1:]:
            people = [n for n in scene.cast.inside(left, right) if n.actor.kind == "person"]
            if people and (people[0].start, people[0].end) == (left, right):
                return people[0].speaker
    return first


def aside(scene: Scene, left: int, right: int) -> bool:
    """Whether a part between commas is a phrase of time, place or manner."""
    phrase = scene.body[left:right]
    return first_word_in(phrase, scene.words.adverbial) or bool(ING.match(phrase))


def right_subject(scene: Scene, cue: int, end: int) -> Speaker | None:
    """The subject behind a cue ("said X, the mayor"): up to a comma, a word that no subject has, or a quotation."""
    text, words = scene.text, scene.words
    start = cue
    while start < end and (text[start].isspace() or text[start] in MASK + STOP + "-*_"):
        start += 1
    stop = end
    for pattern in (BREAK, COMMA, re.compile(r"\.(?=\s|$)")):
        if (match := boundary(scene, pattern, start, stop)) is not None:
            stop = match
    if start >= stop or words.stops.match(text, start, stop) or first_word_in(text[start:stop], words.adverbial):
        return None
    if (pronoun_ := opening_pronoun(scene, start, stop)) is not None:
        return resolve(scene, start, pronoun_)
    if (match_ := words.stops.search(text, start + 1, stop)) is not None:
        stop = match_.start()
    found = opening_name(scene, start, stop) or resolve(scene, start, stop)
    if found is not None and found.how == "nominal":
        return named_behind(scene, stop, end) or (found if noun_like(scene, start, stop) else None)
    return found


def opening_pronoun(scene: Scene, start: int, stop: int) -> int | None:
    """The end of the pronoun that opens the phrase, where it is no article too ("sier det norske håpet")."""
    first = re.match(r"[^\W\d_]+(?!\w)", scene.text[start:stop])
    if first is None or scene.words.pronouns.get(first.group().casefold(), "first") == "first":
        return None
    more = scene.text[start + first.end() : stop].strip(" .")
    return None if more and scene.words.articles.fullmatch(first.group()) else start + first.end()


def opening_name(scene: Scene, start: int, stop: int) -> Speaker | None:
    """The person whose name opens the phrase, whatever stands behind it."""
    for named in scene.cast.inside(start, stop)[:1]:
        possessed = POSSESSIVE.match(scene.body, named.end)
        if named.start == start and named.actor.kind == "person" and not possessed:
            return named.speaker
    return None


def boundary(scene: Scene, pattern: re.Pattern[str], start: int, end: int) -> int | None:
    """The first match that cuts no name and no abbreviation."""
    for match in pattern.finditer(scene.text, start, end):
        if match.group() == ".":
            word = scene.text[start : match.start()].rpartition(" ")[2]
            if len(word) < 4 and word[:1].isupper() and match.end() < end - 1:
                continue
        if match.group() in "()[]" and match.start() == start:
            continue
        return match.start()
    return None


def named_behind(scene: Scene, stop: int, end: int) -> Speaker | None:
    """The person whose name is set behind a title: "said the mayor, Jane Doe"."""
    if not COMMA.match(scene.text, stop, end):
        return None
    left = stop + 1
    nearest = next(iter(scene.cast.inside(left, min(end, left + 60))), None)
    if nearest is None or nearest.actor.kind != "person" or scene.body[left : nearest.start].strip():
        return None
    return nearest.speaker


def noun_like(scene: Scene, start: int, stop: int) -> bool:
    """Whether words behind a verb can be its subject: they begin with an article or a capital, or are few."""
    phrase = scene.body[start:stop].strip()
    return bool(scene.words.articles.match(phrase)) or phrase[:1].isupper() or len(phrase.split()) <= 4
