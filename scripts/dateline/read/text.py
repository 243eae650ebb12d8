"""Bytes of a text or markdown document to characters: the encoding is detected, never assumed."""

import codecs
import hashlib
import re

from dateline.read.document import Document, Reject

LARGEST = 8 * 1024 * 1024  # bytes: a hundred times a long read; what is larger is a dump, not an article
PROBE = 64 * 1024  # bytes that a guess at the encoding looks at
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STRAY = 0.02  # share of characters that may be single stray bytes in a text that is UTF-8 otherwise
BINARY = 0.05  # share of control characters above which bytes are no text
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LETTER = re.compile(r"[^\W\d_]")


def read_text(raw_path: str, data: bytes) -> Document | Reject:
    """Decode a document; a Reject where its bytes hold no text."""
    digest = hashlib.sha256(data).hexdigest()

    def reject(rule: str, message: str) -> Reject:
        return Reject(raw_path, digest, "read", rule, message)

    if not data.strip():
        return reject(
            "read.empty",
            f"the document has no text: {len(data)} bytes, all white space"
            if data
            else "the document is empty: 0 bytes",
        )
    if len(data) > LARGEST:
        return reject(
            "read.too-large", f"the document has {len(data):,} bytes; at most {LARGEST:,} are read as one article"
        )
    text, encoding, note = decode(data)
    controls = len(CONTROL.findall(text[:PROBE]))
    if controls > BINARY * min(len(text), PROBE):
        return reject(
            "read.binary", f"the bytes are no text in {encoding}: {controls} control characters at their start"
        )
    if not LETTER.search(text):
        return reject("read.no-letters", "the document has no letters")
    return Document(raw_path, digest, text, encoding, note)


def decode(data: bytes) -> tuple[str, str, str | None]:
    """Text, the name of its encoding for `decode_as`, and a note where bytes had to be read in another way.

    UTF-8 where it fits; with a few stray bytes, those are read as Windows-1252, one character each; else UTF-16 without
    its mark, the best guess of charset-normalizer, and Windows-1252 where that has none.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return decode_as(data, encoding), encoding, None
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError:
        pass
    text = decode_as(data, "utf-8")
    strays = _count_strays(data)
    if strays <= STRAY * len(text):
        return text, "utf-8", f"{strays} bytes are not UTF-8 and were read as Windows-1252"
    return _guess(data)


def decode_as(data: bytes, encoding: str) -> str:
    """The text that the spans of evidence count in: `encoding` as `decode` names it. Raises LookupError.

    A byte that does not fit is one character of Windows-1252; in UTF-16 and UTF-32, where no byte stands alone, what
    does not fit is U+FFFD.
    """
    return data.decode(encoding, "replace" if encoding.startswith(("utf-16", "utf-32")) else MIXED)


def _guess(data: bytes) -> tuple[str, str, str | None]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:PROBE]).best()
    encoding = best.encoding if best else "cp1252"
    try:
        return data.decode(encoding), encoding, f"not UTF-8; read as {encoding}"
    except (UnicodeDecodeError, LookupError):
        return decode_as(data, "cp1252"), "cp1252", "not UTF-8; read as Windows-1252"


def _count_strays(data: bytes) -> int:
    return data.decode("utf-8", "replace").count("\ufffd") - data.decode("utf-8", "ignore").count("\ufffd")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Error handler: each undecodable byte is one character of Windows-1252, or of Latin-1 where that has a gap."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


MIXED = "dateline-cp1252"
codecs.register_error(MIXED, _as_cp1252)
