"""Inline markup and damaged characters out of a stretch of raw text, with a map back to the raw offsets.

A scraper's line such as ``**By [AFP](#)**`` reads ``By AFP``. Every rule here is an edit: a slice of the raw text and
what it reads as. What no edit touches reads as itself, so any slice of the clean text can be traced to characters of
the document.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

import ftfy
from ftfy.badness import is_bad


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text and where each of its pieces stands in the raw document.

    `starts[i]` is the offset in `text` of piece i, `raws[i]` its half-open span in the raw document, all in code
    points. A piece whose raw span has its own length is read letter by letter, any other only as a whole.
    """

    text: str
    starts: tuple[int, ...]
    raws: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of `text[start:end]`; an empty slice has the empty span at its place."""
        if not self.raws:
            return (0, 0)
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(end - 1, start)) - 1
        return (self._raw(first, start, at_end=False), self._raw(last, end, at_end=True))

    def _raw(self, piece: int, offset: int, *, at_end: bool) -> int:
        raw_start, raw_end = self.raws[piece]
        begin = self.starts[piece]
        until = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        if until - begin == raw_end - raw_start:
            return raw_start + offset - begin
        return raw_end if at_end else raw_start


# A link's target may hold one level of brackets and a title in quotes.
TARGET = r"\((?:[^()\n]|\([^()\n]*\)){0,4000}\)"
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\ufffc\ufffd\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x9f"
BLANK = rf"[\s{INVISIBLE}{CONTROL}]"
# One character class in front lets the regex engine skip plain text quickly; a single space is plain.
MARKS = (
    r"!\[\]\\&<>*_`\t-\r\x1c-\x1f\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufb00-\ufb06"
    rf"{INVISIBLE}{CONTROL}"
)
SPECIAL = re.compile(rf"[{MARKS}]")
MOJIBAKE_START = "ÂÃâÐÑÅÄïĂ"
BLANKS = re.compile(rf"{BLANK}+")
SPACES = re.compile("  +")
IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\]|\\.){0,4000}\]" + TARGET)
# A target may also be cut off where the block ends, in the middle of its title.
LINK_END = re.compile(r"\]" + TARGET + r"|\]\((?:https?:|mailto:|/)\S*(?:\s+\"[^\"]*)?(?=\s*\Z)")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~\"'$&])")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
AUTOLINK = re.compile(r"<(https?://[^\s<>]*)>")
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
EMPHASIS = re.compile(r"\*+|_+|`+")
MOJIBAKE = re.compile(rf"[{MOJIBAKE_START}][^\x00-\x7f]+")

Edit = tuple[int, int, str]  # raw start, raw end, what it reads as


def clean(raw: str, start: int = 0, end: int | None = None) -> Clean:
    """Read `raw[start:end]` without markup, with single spaces, stripped; linear in its length."""
    end = len(raw) if end is None else end
    repairs = _mojibake(raw, start, end)
    edits = sorted(repairs + _edits(raw, start, end))
    if not edits and end > start and " " not in (raw[start], raw[end - 1]):
        return Clean(raw[start:end], (0,), ((start, end),))
    return _apply(raw, start, end, edits)


def clean_text(raw: str) -> str:
    """The text of `clean` alone, at a third of its cost, for callers that need no offsets."""
    edits = _mojibake(raw, 0, len(raw)) + _edits(raw, 0, len(raw))
    if not edits:
        return raw.strip(" ")
    edits.sort()
    parts: list[str] = []
    at = 0
    for start, end, reads in edits:
        if start >= at:
            parts += (raw[at:start], reads)
            at = end
    parts.append(raw[at:])
    return SPACES.sub(" ", "".join(parts)).strip(" ")


def _edits(raw: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    if raw.find("  ", start, end) >= 0:
        edits += [(*run.span(), " ") for run in SPACES.finditer(raw, start, end)]
    brackets: list[int] = []
    at = start
    while found := SPECIAL.search(raw, at, end):
        at = found.start()
        char = raw[at]
        if char == "[":
            brackets.append(at)
            at += 1
        elif char == "]":
            link = LINK_END.match(raw, at, end) if raw.startswith("(", at + 1) else None
            opened = brackets.pop() if brackets else None
            if link:  # without an opening bracket, the link began on a line above
                edits.append((*link.span(), ""))
            if link and opened is not None:
                edits.append((opened, opened + 1, ""))
            at = link.end() if link else at + 1
        else:
            new, at = _edit(raw, at, start, end)
            edits += new
    return edits


def _edit(raw: str, at: int, start: int, end: int) -> tuple[list[Edit], int]:
    """What the special character at `at` starts, and where reading goes on."""
    char = raw[at]
    if char in "*_`":
        run = EMPHASIS.match(raw, at, end)
        until = run.end() if run else at + 1
        return ([(at, until, "")] if _is_emphasis(raw, at, until) else []), until
    if char in "!\\&<>":
        return _markup(raw, at, start, end)
    if char in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06":
        return [(at, at + 1, unicodedata.normalize("NFKC", char))], at + 1
    blank = BLANKS.match(raw, at, end)
    until = blank.end() if blank else at + 1
    return [(at, until, _space(raw[at:until]))], until


def _markup(raw: str, at: int, start: int, end: int) -> tuple[list[Edit], int]:
    char = raw[at]
    if char == "!" and (image := IMAGE.match(raw, at, end)):
        return [(*image.span(), " ")], image.end()
    if char == "\\" and ESCAPE.match(raw, at, end):
        return [(at, at + 1, "")], at + 2
    if char == "&" and (entity := ENTITY.match(raw, at, end)):
        reads = html.unescape(entity.group())
        return [(*entity.span(), reads if reads.isprintable() else _space(reads))], entity.end()
    if char == "<" and (auto := AUTOLINK.match(raw, at, end)):
        return [(at, at + 1, ""), (auto.end() - 1, auto.end(), "")], auto.end()
    if char == "<" and (tag := TAG.match(raw, at, end)):
        return [(*tag.span(), " " if tag.group()[:3].lower() == "<br" else "")], tag.end()
    if char == ">" and not raw[raw.rfind("\n", start, at) + 1 : at].strip(" \t>"):  # a quote goes on after a line break
        return [(at, at + 1, "")], at + 1
    return [], at + 1


def _is_emphasis(raw: str, start: int, end: int) -> bool:
    """Whether a run of `*`, `_` or backticks marks text up: it touches a word, and is no sum, no snake_case."""
    before, after = raw[start - 1 : start] or " ", raw[end : end + 1] or " "
    if raw[start] == "_":
        return not (before.isalnum() and after.isalnum())
    if raw[start] == "*":
        return not (before.isspace() and after.isspace()) and not (before.isdigit() and after.isdigit())
    return True


def _space(text: str) -> str:
    """A run of white and invisible characters reads as one space, or as nothing where no white stands in it."""
    return " " if any(c.isspace() or c == "\x85" for c in text) else ""


def _mojibake(raw: str, start: int, end: int) -> list[Edit]:
    """UTF-8 that was once read as a one-byte encoding; ftfy judges and repairs each run of such letters."""
    edits: list[Edit] = []
    for run in MOJIBAKE.finditer(raw, start, end):
        if run.end() - run.start() > 1 and is_bad(run.group()):
            fixed = ftfy.fix_encoding(run.group())
            if fixed != run.group():
                edits.append((*run.span(), fixed))
    return edits


def _apply(raw: str, start: int, end: int, edits: list[Edit]) -> Clean:
    pieces: list[tuple[str, int, int]] = []
    at = start
    for a, b, reads in edits:
        if a < at:  # an edit inside another: the outer one has already read it
            continue
        if a > at:
            pieces.append((raw[at:a], at, a))
        if reads:
            pieces.append((reads, a, b))
        at = b
    if at < end:
        pieces.append((raw[at:end], at, end))
    return _join(pieces)


def _join(pieces: list[tuple[str, int, int]]) -> Clean:
    """Glue pieces, folding spaces that meet and dropping those at both ends."""
    texts: list[str] = []
    starts: list[int] = []
    raws: list[tuple[int, int]] = []
    length, spaced = 0, True
    for text, a, b in pieces:
        if spaced and text[0] == " ":
            text, a = text[1:], a + 1 if len(text) == b - a else b
        if text:
            starts.append(length)
            raws.append((a, b))
            texts.append(text)
            length += len(text)
            spaced = text[-1] == " "
    if texts and spaced:
        text, (a, b) = texts.pop(), raws.pop()
        if len(text) > 1:
            texts.append(text[:-1])
            raws.append((a, b - 1 if len(text) == b - a else b))
        else:
            starts.pop()
    return Clean("".join(texts), tuple(starts), tuple(raws))
