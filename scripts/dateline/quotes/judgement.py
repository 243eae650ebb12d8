"""What is between marks and is no quote: titles of works, names, words under discussion, irony."""

import re

from dateline.quotes.context import COLON, alone, ends_sentence, left_bound, sentence_of
from dateline.quotes.outline import FINAL
from dateline.quotes.records import Attribution, Form, Stretch
from dateline.quotes.scene import Scene

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
PREDICATE = re.compile(r", (?:has|had|is|was|were|will)\b")
"""A verb behind an attribution that has the quotation for its subject."""
FEW = 2
"""Words up to which a quote needs to be what is predicated of something ("was 'very productive'")."""
LONG = 8
"""Words from which a sentence in quotes that nothing attributes is still taken for speech."""
SMALL = frozenset("a an the of and or in on at to for by with from de la le les der die das und di del y e".split())


def form_of(scene: Scene, stretch: Stretch, found: Attribution | None) -> Form:
    """``direct`` where the quote stands by itself, or behind a comma, colon or its verb, and begins as a sentence."""
    first = next((char for char in scene.body[stretch.start : stretch.end] if char.isalpha()), "")
    lead = scene.text[left_bound(scene, stretch) : stretch.left].rstrip(" \u00a0*_([…")
    if lead.endswith(",") and scene.spoken_in(sentence_of(scene, stretch).start, stretch.left):
        return "direct"
    if scene.words.final and found is not None and found.where == "after":
        return "direct" if size(scene, scene.body[stretch.start : stretch.end]) > FEW else "mixed"
    parted = not lead.strip() or lead[-1] in ",:;–—-،：，." or adjacent(scene, stretch, found)
    return "direct" if parted and not first.islower() else "mixed"


def adjacent(scene: Scene, stretch: Stretch, found: Attribution | None) -> bool:
    """Whether no more than punctuation parts a cue and the quote behind it."""
    if found is None or found.cue is None or found.cue[1] > stretch.left:
        return False
    return not scene.text[found.cue[1] : stretch.left].strip(" \u00a0,:،：")


def size(scene: Scene, text: str) -> int:
    """The number of words; of characters by two in scripts without spaces."""
    words = WORD.findall(text)
    return len(words) if scene.words.spaced else max(len(words), sum(map(len, words)) // 2)


def title_case(text: str) -> bool:
    """Whether all but the small words of several begin with a capital: a work's title, a name."""
    words = [word for word in WORD.findall(text) if word.casefold() not in SMALL]
    cased = [word for word in words if word[:1].lower() != word[:1].upper()]
    return len(cased) > 1 and all(word[:1].isupper() for word in cased) and text.rstrip()[-1:] not in "!?"


def accepted(scene: Scene, stretch: Stretch, found: Attribution | None, form: Form) -> bool:
    """Whether the stretch is a quote."""
    text = scene.body[stretch.start : stretch.end]
    lead = scene.text[left_bound(scene, stretch) : stretch.left]
    count = size(scene, text)
    if not count:
        return False
    if carried_on(scene, stretch):
        return True
    if found is None:
        return form == "direct" and alone(scene, stretch) and count >= LONG and ends_sentence(text)
    if found.where in ("continued", "paragraph", "reported"):
        return form == "direct" and count > FEW and (closed_sentence(scene, stretch, text) or not stretch.closed)
    if scene.words.naming.search(lead[-60:]):
        return False
    if form == "direct":
        return spoken(scene, stretch, found, text, lead, count)
    if title_case(text):
        return False
    if scene.words.final:
        return count > 1 or found.where == "after"
    return count > FEW or predicated(scene, lead)


def spoken(scene: Scene, stretch: Stretch, found: Attribution, text: str, lead: str, count: int) -> bool:
    """Whether a quote that stands by itself is speech and not a title between two commas."""
    if title_case(text) and found.where == "after" and subject_of_its_sentence(scene, stretch, found):
        return False
    if found.where == "after" or COLON.search(lead):
        return True
    if adjacent(scene, stretch, found):
        return not (name_like(text) and scene.text[stretch.right : stretch.right + 2].strip()[:1].isalpha())
    if alone(scene, stretch) or found.where in ("split", "colon"):
        return count > FEW or text.rstrip()[-1:] in (*FINAL, ",")
    return count > FEW and not title_case(text)


def carried_on(scene: Scene, stretch: Stretch) -> bool:
    """Whether the next paragraph repeats the mark, or this one does."""
    if stretch.carried:
        return bool(scene.spoken) and scene.spoken[-1][0].right < stretch.left
    return not stretch.closed and stretch.right in scene.carrying


def closed_sentence(scene: Scene, stretch: Stretch, text: str) -> bool:
    """Whether the sentence ends with the quote, inside its marks or right behind them."""
    return ends_sentence(text) or scene.text[stretch.right : stretch.right + 1] in (*FINAL,)


def subject_of_its_sentence(scene: Scene, stretch: Stretch, found: Attribution) -> bool:
    """Whether a work's title begins its sentence: ``"The Pier" tells ...``, ``"The Pier," X says, was ...``."""
    parted = (
        scene.body[stretch.end - 1 : stretch.end] in (*",!?",) or scene.text[stretch.right : stretch.right + 1] == ","
    )
    after = scene.text[found.cue[1] : found.cue[1] + 12] if found.cue else ""
    return not parted or PREDICATE.match(after) is not None


def name_like(text: str) -> bool:
    """Whether the text may be a paper's or a work's name: a capital, no mark at its end."""
    return title_case(text) or (len(text.split()) == 1 and text[:1].isupper() and text[-1:].isalnum())


def predicated(scene: Scene, lead: str) -> bool:
    """Whether the word before a short quote lets it be what is said of something."""
    words = lead.split()
    return bool(words) and words[-1].strip(",").casefold() in scene.words.copulas
