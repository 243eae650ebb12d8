"""Quotation marks and what stands between them, paragraph by paragraph, in one pass.

A mark opens or closes by what it is and by what stands beside it: the same character opens in one language and closes
in another. Marks inside a quotation only matter so far as they must be balanced.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.quotes.apostrophes import may_hold_singles, single_pairs
from dateline.quotes.outline import PARAGRAPH
from dateline.quotes.records import Stretch

Span = tuple[int, int]

MARK = re.compile("([\"“”„‟«»‹›「」『』＂\u0093\u0094\ufffd″'`])\\1*")
"""A row of equal marks; of ' and ` only a pair is one mark."""
LONGEST_RUN = 3
"""Equal marks in a row that can still be quotation marks."""
ONE = re.compile(".")
CLOSERS = {
    '"': "\"”“＂\u0094''″",
    "“": "”“\"\u0094''",
    "„": '“”"\u0094',
    "‟": '”"',
    "”": '”“"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "＂": '＂"',
    "\u0093": '\u0094"',
    "\ufffd": "\ufffd",
    "``": "''\"”",
    "''": "''",
}
"""What can close a quotation that each mark opened, damaged pairs ("so”) among them. U+0093 and U+0094 are curly marks
of a file that was read in the wrong encoding, U+FFFD is any mark that was lost."""
ALWAYS_OPEN = frozenset("„‟「『\u0093") | {"``"}
ALWAYS_CLOSE = frozenset("」』\u0094″")
BEFORE_OPENING = frozenset("([{—–-−/:;,¿¡=…>*_|\"“”„«»‹›「『‘’'‚`")


def stretches(body: str) -> list[Stretch]:
    """All that stands between quotation marks, outermost only, in order; single marks where they are no apostrophes.

    A quotation that no mark closes ends with its paragraph. Where the next paragraph opens with a mark again it is
    marked as carried on; where a line break has cut a sentence, the quotation runs over it.
    """
    found: list[Stretch] = []
    opened: tuple[int, int, str] | None = None
    for span, marks in marked(body):
        if not marks and opened is None and not may_hold_singles(body, span):
            continue
        inner, rest = paired(body, span, marks)
        if opened is not None:
            carried = (
                bool(marks) and body[span[0] : marks[0].start()].strip() == "" and marks[0].group() in same(opened[2])
            )
            joined = None if carried else broken(body, span, marks, opened)
            if joined is not None:
                found[-1] = joined
                inner, rest = paired(body, (joined.right, span[1]), marks[1:])
            elif carried and inner:
                first = inner[0]
                inner[0] = Stretch(first.left, first.start, first.end, first.right, True, True)
        singles = single_pairs(body, span, inner)
        outer = maximal([*inner, *singles])
        found.extend(outer)
        carried_on = opened is not None and not inner and rest is not None
        opened = None
        if rest is not None and rest.end() < span[1] and not (outer and outer[-1].right > rest.start()):
            opened = (rest.start(), rest.end(), rest.group())
            found.append(
                Stretch(rest.start(), rest.end(), trimmed(body, rest.end(), span[1]), span[1], False, carried_on)
            )
    return [s for s in found if body[s.start : s.end].strip()]


def marked(body: str) -> Iterator[tuple[Span, list[re.Match[str]]]]:
    """The paragraphs with the marks in each."""
    marks = list(single_marks(body))
    at = 0
    for match in PARAGRAPH.finditer(body):
        first = at
        while at < len(marks) and marks[at].start() < match.end():
            at += 1
        if not match.group().isspace():
            yield match.span(), marks[first:at]


def single_marks(body: str) -> Iterator[re.Match[str]]:
    """Every mark; rows of equal marks are ornaments where they are long."""
    for match in MARK.finditer(body):
        start, end = match.span()
        if body[start] in "'`":
            if end - start == 2:
                yield match
        elif end - start == 1:
            yield match
        elif end - start <= LONGEST_RUN:
            yield from filter(None, (ONE.match(body, place) for place in range(start, end)))


def same(opener: str) -> tuple[str, ...]:
    """Marks that may repeat `opener` at the next paragraph's start: printers also repeat the closing one."""
    return {"«": ("«", "»"), "„": ("„", "“")}.get(opener, (opener,))


def trimmed(body: str, start: int, end: int) -> int:
    """`end` without the space before it."""
    while end > start and body[end - 1].isspace():
        end -= 1
    return end


def broken(body: str, span: Span, marks: Sequence[re.Match[str]], opened: tuple[int, int, str]) -> Stretch | None:
    """The quotation over a break in mid-sentence: the paragraph goes on in lower case, and its first mark closes."""
    if not marks or not body[span[0] : span[0] + 8].lstrip()[:1].islower():
        return None
    if not closes(body, span, marks, 0, opened[2]):
        return None
    return Stretch(opened[0], opened[1], marks[0].start(), marks[0].end())


def paired(body: str, span: Span, marks: Sequence[re.Match[str]]) -> tuple[list[Stretch], re.Match[str] | None]:
    """Pairs that lie in no other pair, and the mark after them that stays open."""
    stack: list[re.Match[str]] = []
    pairs: list[Stretch] = []
    for index, mark in enumerate(marks):
        if stack and closes(body, span, marks, index, stack[-1].group()):
            opener = stack.pop()
            pairs.append(Stretch(opener.start(), opener.end(), mark.start(), mark.end()))
        elif opens(body, span, mark, bool(stack)):
            stack.append(mark)
    outer = maximal(pairs)
    rest = stack[-1] if stack and (not outer or outer[-1].right <= stack[-1].start()) else None
    return outer, rest


def maximal(pairs: Sequence[Stretch]) -> list[Stretch]:
    """Pairs that lie in no other, sorted."""
    kept: list[Stretch] = []
    for pair in sorted(pairs, key=lambda p: (p.left, -p.right)):
        if not kept or pair.left >= kept[-1].right:
            kept.append(pair)
    return kept


def beside(body: str, span: Span, start: int, end: int) -> tuple[str, str]:
    """The characters before and after; a space at the paragraph's edges."""
    return (body[start - 1] if start > span[0] else " ", body[end] if end < span[1] else " ")


def spaceless(char: str) -> bool:
    """Whether `char` is a letter of a script without case: there marks join words without a space."""
    return char.isalpha() and char.lower() == char.upper()


def opens(body: str, span: Span, mark: re.Match[str], inside: bool) -> bool:
    """Whether the mark can open a quotation, or, `inside` one, a quotation within it."""
    char = mark.group()
    before, after = beside(body, span, *mark.span())
    if char in ALWAYS_CLOSE or (after.isspace() and char not in "«»") or lost_apostrophe(char, before, after):
        return False
    if char in ALWAYS_OPEN:
        return True
    if char == "”" and inside:
        return False  # a closing mark set where an opening one belongs: nothing can be said of it
    edge = before.isspace() or before in BEFORE_OPENING
    if char in "“«" and not inside:
        return edge or not (after.isspace() or after in ".,;:!?)")
    if inside and char in '"\ufffd':
        return edge and before not in ",;:…" and after.isalnum()
    return edge or (spaceless(before) and char == '"')


def closes(body: str, span: Span, marks: Sequence[re.Match[str]], index: int, opener: str) -> bool:
    """Whether the mark at `index` closes what `opener` opened."""
    mark = marks[index]
    char = mark.group()
    if char not in CLOSERS[opener] and not (char == "''" and "''" in CLOSERS[opener]):
        return False
    before, after = beside(body, span, *mark.span())
    if lost_apostrophe(char, before, after) or (before == char and after.isalnum()):
        return False
    if char in "»«」』›‹":
        return char != "«" or opener == "»"
    if before.isspace():
        return not after.isalnum()
    if char == "“" and opener == "“":
        return not after.isalnum()
    if before in "([{" or (before == "\ufffd" and char == "\ufffd"):
        return False
    return not inch(body, span, marks, index, before)


def lost_apostrophe(char: str, before: str, after: str) -> bool:
    """Whether a lost character stands inside a word."""
    return char == "\ufffd" and before.isalnum() and after.isalnum()


def inch(body: str, span: Span, marks: Sequence[re.Match[str]], index: int, before: str) -> bool:
    """Whether a straight mark after a digit is an inch: the next mark closes too."""
    if marks[index].group() not in ('"', "″", "''") or not before.isdigit() or index + 1 >= len(marks):
        return False
    left, right = beside(body, span, *marks[index].span())
    if not (right.isspace() or right in "-x×"):
        return False
    following = marks[index + 1]
    left, right = beside(body, span, *following.span())
    return following.group() in ('"', "”") and not left.isspace() and not right.isalnum() and left not in "([{"
