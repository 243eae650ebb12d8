"""Which copy of a document gives which article its text, and why some get none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import __version__
from dateline.manifest import Manifest

NO_DOCUMENT = "rehydrate.no-document"
OTHER_BODY = "rehydrate.other-body"
NOT_READ = "rehydrate.not-read"


@dataclass(frozen=True, slots=True)
class Copy:
    """What was read of a copy: its digest, and the digest and length of its body, or the reason why there is none.

    `place` is the file and the row in which its text waits.
    """

    path: str
    sha256: str | None
    body_sha256: str | None = None
    length: int = 0
    reason: str | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article whose text is wanted: its document, length and digest of its body, and what its date rests on."""

    id: str
    raw_path: str
    raw_sha256: str
    body_length: int
    body_sha256: str
    date_basis: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """An article that got no text, and why: the rule and a message as `rejects` has them."""

    article: str
    raw_path: str
    raw_sha256: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Match:
    """The copy that an article's text comes from; `same` where it is the very document."""

    copy: Copy
    same: bool


def wanted(folder: Path, manifest: Manifest) -> list[Wanted]:
    """Every article of an edition without texts."""
    names = [field.name for field in fields(Wanted)]
    files = manifest.tables["articles"].files
    tables = [pq.read_table(folder / file.path, columns=names, partitioning=None) for file in files]
    return [Wanted(**row) for row in pa.concat_tables(tables).to_pylist()] if tables else []


def match(articles: Iterable[Wanted], copies: Sequence[Copy]) -> dict[str, Match]:
    """By article, the very document where it gives the body, else the first copy that gives it."""
    by_document = _first((copy.sha256, copy) for copy in copies)
    by_body = _first((copy.body_sha256, copy) for copy in copies)
    found: dict[str, Match] = {}
    for article in articles:
        own = by_document.get(article.raw_sha256)
        if own is not None and own.body_sha256 == article.body_sha256:
            found[article.id] = Match(own, same=True)
        elif other := by_body.get(article.body_sha256):
            found[article.id] = Match(other, same=False)
    return found


def _first(pairs: Iterable[tuple[str | None, Copy]]) -> dict[str, Copy]:
    first: dict[str, Copy] = {}
    for digest, copy in pairs:
        if digest is not None:
            first.setdefault(digest, copy)
    return first


def missing(
    articles: Iterable[Wanted], found: Mapping[str, Match], copies: Sequence[Copy], made: Manifest
) -> list[Miss]:
    """The articles without a match, each with the reason."""
    by_document = _first((copy.sha256, copy) for copy in copies)
    return [
        Miss(one.id, one.raw_path, one.raw_sha256, *_reason(one, by_document.get(one.raw_sha256), made))
        for one in articles
        if one.id not in found
    ]


def _reason(article: Wanted, copy: Copy | None, made: Manifest) -> tuple[str, str]:
    wants = f"a body of {article.body_length:,} code points with SHA-256 {article.body_sha256}"
    if copy is None:
        return NO_DOCUMENT, (
            f"no document with SHA-256 {article.raw_sha256} is among the copies, and none that gives {wants}"
        )
    made_by = f"the edition was made by dateline {made.versions.get('dateline', 'unknown')}, this is {__version__}"
    if copy.body_sha256 is None:
        return NOT_READ, f"the document is there and gives no article ({copy.reason}); {made_by}"
    gives = f"one of {copy.length:,} code points with SHA-256 {copy.body_sha256}"
    return OTHER_BODY, f"the document is there and gives {gives}, not {wants}; {made_by}"
