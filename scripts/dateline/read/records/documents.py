"""Records to documents: their bytes decoded, and those refused that hold no text."""

from dataclasses import replace

from dateline.read.document import Document, Reject
from dateline.read.records.encoding import decode_html
from dateline.read.records.record import Record
from dateline.read.records.signatures import LOOKED_AT, foreign_kind
from dateline.read.text import BINARY, CONTROL, LETTER, PROBE, read_text


def to_document(record: Record) -> Document | Reject:
    """The record as a decoded document; a Reject where its bytes hold no page and no text.

    Characters, as JSON and Parquet have them, count as UTF-8: evidence counts their code points.
    """
    if record.media == "html":
        start = record.data[:LOOKED_AT]
        other = foreign_kind(start.encode("utf-8", "replace") if isinstance(start, str) else start)
        if other:
            message = f"this came as HTML, but it is {other}"
            return Reject(record.raw_path, record.sha256, "read", "read.not-html", message)
    if isinstance(record.data, str):
        document = read_text(record.raw_path, record.data.encode())
    elif record.media == "text" or not record.data.strip():
        document = read_text(record.raw_path, record.data)
    else:
        document = _page(record, record.data)
    return _noted(document, record.note)


def _page(record: Record, data: bytes) -> Document | Reject:
    text, encoding, note = decode_html(data, record.hints.charset)
    controls = len(CONTROL.findall(text[:PROBE]))
    if controls > BINARY * min(len(text), PROBE):
        message = f"the bytes are no text in {encoding}: {controls} control characters at their start"
        return Reject(record.raw_path, record.sha256, "read", "read.binary", message)
    if not LETTER.search(text):
        return Reject(record.raw_path, record.sha256, "read", "read.no-letters", "the document has no letters")
    return Document(record.raw_path, record.sha256, text, encoding, note)


def _noted(document: Document | Reject, note: str | None) -> Document | Reject:
    """The document with what was unusual about its record said too."""
    if isinstance(document, Reject) or note is None:
        return document
    return replace(document, note="; ".join(one for one in (document.note, note) if one))
