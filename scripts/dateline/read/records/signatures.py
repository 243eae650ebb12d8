"""What bytes are by their look: HTML or none, and the kinds of file that are sent under the name of HTML."""

import re

LOOKED_AT = 4_096  # characters or bytes at the start that tell

# Elements that a page or a piece of one has; `<b>` or `<i>` alone also stand in plain text.
MARKUP = (
    r"<(?:!doctype html|html|head|body|title|meta|link|script|style|article|section|main|div|p|br|h[1-6]|table|ul)\b"
)
HTML_TEXT = re.compile(MARKUP, re.IGNORECASE)
HTML_BYTES = re.compile(MARKUP.encode(), re.IGNORECASE)

# What a page begins with, after white space, comments and an XML declaration (WHATWG MIME Sniffing, 7.1).
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?xml[^>]*>)*+<"
    rb"(?:!doctype html|html|head|body|title|script|style|meta|div|p|h1|table|a|br|iframe|font)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a zip archive, as office documents are"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"\x1aE\xdf\xa3", "Matroska or WebM video"),
    (b"wOFF", "a web font"),
    (b"wOF2", "a web font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
"""First bytes of files that are no page."""


JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"[^"\\]*"\s*:|\[\s*(?:\{\s*"|"|\[))')
ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?[^>]*>|<!doctype\s[^>]*>)*+<([a-z][\w:-]*)",
    re.IGNORECASE | re.DOTALL,
)
ROOTS: dict[bytes, str] = {
    b"rss": "a feed",
    b"feed": "a feed",
    b"rdf:rdf": "a feed",
    b"urlset": "a sitemap",
    b"sitemapindex": "a sitemap",
    b"opml": "a list of feeds",
    b"svg": "an SVG image",
}
"""First elements of XML that is no page."""


def _data_kind(start: bytes) -> str | None:
    """What text is that begins as data do: JSON, or XML whose first element is none of a page."""
    if JSON.match(start):
        return "JSON data"
    root = ROOT.match(start)
    if root is None:
        return None
    name = root[1].lower()
    xml = b"<?xml" in root[0] and name != b"html" and not PAGE.match(start)
    return ROOTS.get(name, "an XML document" if xml else None)


def foreign_kind(data: bytes) -> str | None:
    """What the bytes are, where they are surely no HTML and no text: `a PDF document`."""
    start = data[:LOOKED_AT].lstrip(b" \t\r\n")
    known = next((kind for magic, kind in MAGIC if start.startswith(magic)), None)
    if known:
        return known
    if start.startswith(b"RIFF") and start[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        return "an image, audio or video file"
    return "an image or video file" if start[4:8] == b"ftyp" else _data_kind(data[:LOOKED_AT])


def looks_like_html(data: bytes | str) -> bool:
    """Whether a document of unknown kind is a page or a piece of one."""
    if isinstance(data, bytes):
        return HTML_BYTES.search(data, 0, LOOKED_AT) is not None
    return HTML_TEXT.search(data, 0, LOOKED_AT) is not None


def begins_as_page(data: bytes) -> bool:
    """Whether bytes without a stated type begin as a page does."""
    return PAGE.match(data[:LOOKED_AT]) is not None
