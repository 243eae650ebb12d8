"""Paragraphs that stand on news pages and are no part of the article, and markup that cleaning left behind.

Precision comes first: a pattern describes a whole short paragraph, so that a sentence that mentions a newsletter, or a
quotation that begins with "Read more", stays. Decoration before the words may be bullets or arrows, never a quotation
mark. Extraction drops what these patterns describe; the contract refuses a body in which it still stands.

Every pattern is written in lower case and matched against a lower-cased copy: no offset leaves this module, and a
pattern without the flag for case is many times faster. Phrases begin with a letter wherever they can, for the same
reason: the engine skips an alternative by its first letter.
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline_schema.phrases import ADDRESS, BOILERPLATE, Boilerplate

LONGEST = 240
"""Code points; a longer paragraph is never taken for boilerplate."""

_DECORATION = " \t\n>»›→▶►▸•·*|#_=+-–—"
_ENDING = " \t\n.…!?:：»›→>|*_-–—"
_SHORT = 80
"""Code points; a phrase that stands alone is shorter, so that most paragraphs need not be tried against those."""

_ALONE = "$"
_LABEL = r"(?:$|\s*[:：|»›→>–—-]\s.*$|[:：].*$)"
_OPENING = r"(?:$|\W.*$)"

_ADDRESS = re.compile(r"(?:[^\W\d_][^\s.:!?]*(?:[ -][^\s.:!?]+){0,3}\s?[:：]\s*)?<?(?:https?://|www[.])\S+$")
"""A bare address, or one behind a label of a few words: "Original url: …", "Source: https://…"."""

MARKUP: tuple[tuple[str, str], ...] = (
    ("markdown-link", r"\]\(\s*(https?://|/|#|mailto:|javascript:|\))"),
    ("markdown-image", r"!\["),
    ("markdown-heading", r"(^|\n)[ \t]*#+[ \t]+\S"),
    ("markdown-bold", r"(^|\s)\*\*[^*\s]([^*\n]*[^*\s])?\*\*(\W|$)"),
    # three asterisks are how the press sets off a section, and stay
    ("markdown-rule", r"(^|\n)[ \t]*([_=-][ \t]*[_=-][ \t]*[_=-][_= \t-]*)(\n|$)"),
    ("markdown-table", r"(^|\n)[ \t]*\|[^\n]*\|[ \t]*(\n|$)"),
    (
        "html-tag",
        r"</?(p|div|span|a|br|img|strong|em|b|i|u|h[1-6]|ul|ol|li|script|style|table|tr|td|iframe)([ \t\n][^<>]*)?/?>",
    ),
    ("html-entity", r"&(amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|#x?[0-9a-f]+);"),
)
"""Markup that cleaning should have taken away, found anywhere in a body. The syntax is what Python and Rust share."""

ANY_MARKUP = "(?i)" + "|".join(f"(?:{pattern})" for _, pattern in MARKUP)
"""All of them in one."""


def boilerplate(paragraph: str) -> str | None:
    """The name of the kind of boilerplate that a paragraph is, or None."""
    if len(paragraph) > LONGEST:
        return None
    text = paragraph.lower().lstrip(_DECORATION).rstrip(_ENDING)
    if ("://" in text or "www." in text) and _ADDRESS.match(text):
        return ADDRESS.name
    if not _any().fits(text):
        return None
    return next(name for name, phrases in _each() if phrases.fits(text))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one kind, or of all, compiled: one pattern for each shape."""

    alone: re.Pattern[str]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    ending: tuple[str, ...]

    def fits(self, text: str) -> bool:
        """Whether the text, in lower case and without decoration, is one of them."""
        return (
            bool(self.label.match(text))
            or bool(self.opening.match(text))
            or text.endswith(self.ending)
            or (len(text) <= _SHORT and bool(self.alone.match(text)))
        )


def _phrases(*kinds: Boilerplate) -> _Phrases:
    def pattern(phrases: list[str], tail: str) -> re.Pattern[str]:
        # an empty alternation would match everything
        return re.compile(f"(?:{'|'.join(phrases)}){tail}" if phrases else r"(?!)", re.DOTALL)

    return _Phrases(
        pattern([phrase for kind in kinds for phrase in kind.alone], _ALONE),
        pattern([phrase for kind in kinds for phrase in kind.label], _LABEL),
        pattern([phrase for kind in kinds for phrase in kind.opening], _OPENING),
        tuple(ending for kind in kinds for ending in kind.ending),
    )


@cache
def _any() -> _Phrases:
    return _phrases(*BOILERPLATE)


@cache
def _each() -> tuple[tuple[str, _Phrases], ...]:
    return tuple((kind.name, _phrases(kind)) for kind in BOILERPLATE)


@cache
def _markup(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def markup(text: str) -> tuple[str, str] | None:
    """The kind and the text of the first markup left in a body, or None."""
    for name, pattern in MARKUP:
        if found := _markup(pattern).search(text):
            return name, found.group().strip()
    return None
