"""Drafts to rows: the columns of the contract, the evidence rows, and the stable id."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from dateline.fields.finding import Finding
from dateline.read.document import Document, Reject
from dateline.rulings import AnyDraft, apply_rulings
from dateline.settings import Ruling

Row = dict[str, Any]
ID_LENGTH = 16  # hex digits: 64 bits, so ten million articles share one by chance with odds of 1 to 400,000
SENTENCE = re.compile(r"[.!?。！？؟।\n]+")
NO_LETTER = re.compile(r"[\W_]+")
NO_LETTER_IN_LINE = re.compile(r"[^\w\n]+|_+")
# Rules that read the publisher from a line of the article. What the address, a rights notice or a trailer tells is not
# part of an id: scrapers cut these off, and find them again.
OWN_LINES = ("source.byline", "source.byline-organisation", "source.own-line", "source.translated-by")
SHORTEST = 20  # letters and digits of a body: what is less says nothing


@dataclass(frozen=True, slots=True)
class Normalized:
    """Rows of one article; `key` is its stable id, which another scrape of the same article has too.

    The rows carry a provisional id that no other document has; `dateline.corpus.scrapes` gives the final ones.
    """

    key: str
    article: Row
    evidence: list[Row]


def normalize(
    document: Document, draft: AnyDraft, rulings: tuple[Ruling, ...] = (), *, why: str | None = None
) -> Normalized | Reject:
    """The rows of a draft, with a maintainer's rulings on it applied; a Reject where there is no article text.

    The id is that of the article as it was read: a ruling changes a value, never an id. `why` there is no text, where
    the reader knows.
    """
    if len(fold(draft.body)) < SHORTEST:
        message = why or "no block of the document reads like article text"
        return Reject(document.raw_path, document.sha256, "extract", "extract.no-body", message)
    names = ruled_names(document, draft)
    _, key, provisional = names
    draft = apply_rulings(draft, names, rulings)
    article: Row = {
        "id": provisional,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "date": draft.date,
        "published_at": draft.published_at,
        "date_edtf": draft.date_edtf,
        "date_basis": draft.date_basis,
        "source": draft.source,
        "source_domain": draft.source_domain,
        "agencies": list(draft.agencies),
        "authors": list(dict.fromkeys(draft.authors)),
        "translator": draft.translator,
        "url": draft.url,
        "language": draft.language,
        "actors": [],
        "body": draft.body,
        "story_id": None,
        "duplicate_of": None,
        "raw_sha256": document.sha256,
        "raw_path": document.raw_path,
    }
    encoding = Finding("encoding", document.encoding, None, None, "read.encoding", document.note)
    return Normalized(key, article, [_evidence(provisional, document.text, f) for f in (*draft.findings, encoding)])


def ruled_names(document: Document, draft: AnyDraft) -> tuple[str, str, str]:
    """What a ruling can call a document: its SHA-256, its article's id, and the id of this scrape of the article."""
    key = stable_id(credited_publisher(draft), draft.title, draft.body)
    return (document.sha256, key, f"{key}-{_own_digits(document)}")


def credited_publisher(draft: AnyDraft) -> str | None:
    """The publisher, where the article's own lines name it."""
    return next((f.value for f in draft.findings if f.field == "source" and f.chosen and f.rule in OWN_LINES), None)


def _own_digits(document: Document) -> str:
    return hashlib.sha256(f"{document.sha256} {document.raw_path}".encode()).hexdigest()[:8]


def _evidence(key: str, text: str, found: Finding) -> Row:
    raw = None if found.start is None else text[found.start : found.end]
    return {
        "article_id": key,
        "field": found.field,
        "value": found.value,
        "raw": raw,
        "start": found.start,
        "end": found.end,
        "rule": found.rule,
        "reason": found.reason,
        "chosen": found.chosen,
        "articles": [],
    }


def stable_id(source: str | None, title: str | None, body: str) -> str:
    """Id of an article by what it says: credited publisher, headline, longest sentence, in letters and digits alone.

    White space, quotes, boilerplate and the address leave these as they are. The longest sentence, not the first,
    because a caption or a notice read into the body is seldom longer. Copies of two publishers that neither names in
    its own lines share this; `dateline.corpus.scrapes` tells them apart.
    """
    longest = max(fold_lines(SENTENCE.sub("\n", body)), key=lambda s: (len(s), s))
    content = "\0".join((fold(source or ""), fold(title or ""), longest))
    return hashlib.sha256(content.encode()).hexdigest()[:ID_LENGTH]


def fold(text: str) -> str:
    """Letters and digits in compatibility form, case folded."""
    return NO_LETTER.sub("", _compatible(text))


def fold_lines(text: str) -> list[str]:
    """`fold` of each line, in one pass over the text."""
    return NO_LETTER_IN_LINE.sub("", _compatible(text)).split("\n")


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
