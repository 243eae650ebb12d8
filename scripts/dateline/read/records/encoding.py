"""Bytes of a page to characters: what is declared is a claim, the bytes decide.

The order of belief is that of the standard (HTML, 13.2.3.2: byte order mark, transfer, page), with one difference: a
declaration counts only as far as the bytes bear it out. UTF-8 that decodes without a fault is UTF-8 whatever a page or
a server says of it; by chance that hardly happens. The encoding's name is one of `dateline.read.text.decode_as`.
"""

import codecs
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from dateline.read.text import decode, decode_as

DECLARED_WITHIN = 4_096  # bytes: four times what the standard asks for, as pages open with scripts and comments
META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:+()-]{2,40})", re.IGNORECASE)
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
XML = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
LABEL_MARKS = re.compile(r"[-_:.()\s]+")

UNMARKED = (
    ("utf-16-le", re.compile(rb"(?:\s\0)*<\0[!?a-zA-Z]\0[^\0]\0")),
    ("utf-16-be", re.compile(rb"(?:\0\s)*\0<\0[!?a-zA-Z]\0[^\0]")),
)
"""How a page in UTF-16 begins that has no byte order mark."""

HIGH = re.compile(rb"[\x80-\xff]+")
ASCII = bytes(range(0x80))
MOSTLY = 20  # well-formed sequences for each stray byte in a page that is UTF-8 but for some parts of it
FEW = 4  # multi-byte sequences: fewer may be UTF-8 by chance in a page that is declared as Chinese, Japanese or Korean
STRAY = 0.02  # share of bytes outside ASCII that may not fit an encoding that was declared
WIDE = ("gbk", "big5", "euc-jp", "shift_jis", "euc-kr")
ESCAPES = (b"\x1b$", b"\x1b(")  # how ISO-2022-JP, all in ASCII, changes its alphabet
LATIN_RUN = 4  # letters outside ASCII in a row: words of no language in a Latin script have as many
LATIN = ("windows-1252", "windows-1250", "windows-1254", "windows-1257", "iso-8859-2", "iso-8859-15")
LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
UNDECLARED = (("windows-1254", ("tr", "az", "ku")), ("windows-1257", ("et", "lt", "lv")), ("windows-1258", ("vi",)))
"""Encodings of undeclared pages by language, where not windows-1252: the table of defaults in HTML, 13.2.3.2."""
CENTRAL = ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq")
"""Languages with two encodings in use; the bytes have to tell."""
RUN = re.compile(r"[^\W\d_\x00-\x7f]+")
PROBE = 16 * 1024  # bytes that a guess looks at
AROUND = 24  # ASCII bytes around others that a guess looks at: marks of words, not of markup


def decode_html(data: bytes, charset_hint: str | None = None) -> tuple[str, str, str | None]:
    """Text of a page, the name of its encoding for `decode_as`, and a note where that is not as declared.

    `charset_hint` is the encoding that the transfer names.
    """
    marked = _marked(data)
    if marked is not None:
        return decode_as(data, marked), marked, None
    claims = [claim for claim in (encoding_of(charset_hint), encoding_of(declared_charset(data))) if claim]
    if "iso-2022-jp" in claims and any(escape in data for escape in ESCAPES):
        return _as(data, "iso-2022-jp", claims)
    text = _as_utf8(data, claims)
    if text is not None:
        return text
    for claim in dict.fromkeys(claims):
        if claim not in ("utf-8", "utf-16le", "utf-16be") and _fits(data, claim):
            return _as(data, claim, claims)
    return _guessed(data, claims)


def declared_charset(data: bytes) -> str | None:
    """The label in a page's `meta` element or XML declaration."""
    start = COMMENT.sub(b"", data[:DECLARED_WITHIN])
    match = META.search(start) or XML.match(start)
    return match[1].decode("ascii", "replace") if match else None


def encoding_of(label: str | None) -> str | None:
    """The standard's name of the encoding that a label means; None for one that it does not know."""
    return _labels().get(LABEL_MARKS.sub("", label.strip(" \t\r\n\f\"';,")).lower()) if label else None


@cache
def _encodings() -> dict[str, tuple[str, ...]]:
    return {name: tuple(entry["codecs"]) for name, entry in _table().items()}


@cache
def _labels() -> dict[str, str]:
    return {label: name for name, entry in _table().items() for label in str(entry["labels"]).split()}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files("dateline.read.records").joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _marked(data: bytes) -> str | None:
    """The codec that a byte order mark, or the zeros of UTF-16 without one, tell."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig" if _is_mostly_utf8(data) else None
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return next((codec for codec, begins in UNMARKED if begins.match(data)), None)


def _as_utf8(data: bytes, claims: list[str]) -> tuple[str, str, str | None] | None:
    """The page as UTF-8, where its bytes are that."""
    note = None if not claims or claims[0] == "utf-8" else f"declared as {claims[0]}; read as UTF-8"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if not _is_mostly_utf8(data):
            return None
        strays, _ = _utf8_sequences(data)
        return decode_as(data, "utf-8"), "utf-8", f"{strays} bytes are not UTF-8 and were read as Windows-1252"
    if text.isascii():
        return text, "utf-8", None
    wide = next((claim for claim in claims if claim in WIDE), None)
    if wide and "utf-8" not in claims and _utf8_sequences(data)[1] < FEW and _fits(data, wide, strictly=True):
        return None
    return text, "utf-8", note


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes outside ASCII are UTF-8 but for a few."""
    strays, sequences = _utf8_sequences(data)
    return sequences >= MOSTLY * strays


def _utf8_sequences(data: bytes) -> tuple[int, int]:
    """How many sequences outside ASCII are no UTF-8, and how many are."""
    sound = data.decode("utf-8", "ignore")
    strays = data.decode("utf-8", "replace").count("\ufffd") - sound.count("\ufffd")
    return strays, len(sound) - (len(data) - _count_high(data))


def _count_high(data: bytes) -> int:
    return len(data.translate(None, ASCII))


def _fits(data: bytes, encoding: str, *, strictly: bool = False) -> bool:
    """Whether the bytes can be of an encoding that was declared."""
    codec, missing = _nearest(data, encoding)
    if missing > (0 if strictly else STRAY * _count_high(data)):
        return False
    return encoding not in LATIN or not _reads_as_other(data, codec)


def _reads_as_other(data: bytes, codec: str) -> bool:
    """Whether a page read in a Latin encoding is one of another script: `Ïðåçèäåíò` is Russian.

    There letters outside ASCII stand in long rows; in Latin scripts they stand alone between others.
    """
    runs = RUN.findall(decode_as(b" ".join(_samples(data)), codec))
    return sum(len(run) for run in runs if len(run) >= LATIN_RUN) > sum(len(run) for run in runs) / 2


def _nearest(data: bytes, encoding: str) -> tuple[str, int]:
    """The codec of an encoding that leaves the fewest bytes over, and how many."""
    best = ("", len(data) + 1)
    for codec in _encodings()[encoding]:
        missing = data.decode(codec, "replace").count("\ufffd")
        if missing < best[1]:
            best = (codec, missing)
        if not missing:
            break
    return best


def _as(data: bytes, encoding: str, claims: list[str]) -> tuple[str, str, str | None]:
    codec, missing = _nearest(data, encoding)
    notes = [f"declared as {claims[0]}; read as {encoding}"] if claims[0] != encoding else []
    if missing:
        notes.append(f"{missing} places do not fit {encoding} and were read as Windows-1252")
    return decode_as(data, codec), codec, "; ".join(notes) or None


def _guessed(data: bytes, claims: list[str]) -> tuple[str, str, str | None]:
    """The page in the encoding that its bytes outside ASCII look most like."""
    usual = _usual(data)
    if usual:
        return _as(data, usual, claims or [usual])
    _, codec, note = decode(b" ".join(_samples(data)))
    said = f"declared as {claims[0]}, which the bytes are not; " if claims else ""
    return decode_as(data, codec), codec, said + (note or f"read as {codec}")


def _usual(data: bytes) -> str | None:
    """The encoding that pages of the page's language are in where they declare none, if the bytes look Latin."""
    match = LANGUAGE.search(data[:DECLARED_WITHIN])
    language = match[1].decode("ascii").lower() if match else ""
    usual = "windows-1252" if language not in CENTRAL else None
    usual = next((name for name, languages in UNDECLARED if language in languages), usual)
    return usual if usual and _fits(data, usual, strictly=True) else None


def _samples(data: bytes) -> Iterator[bytes]:
    """Stretches with bytes outside ASCII, and a little around them: markup would drown them."""
    end = taken = 0
    for match in HIGH.finditer(data):
        if match.start() < end:
            continue
        start, end = max(end, match.start() - AROUND), min(len(data), match.end() + AROUND)
        sample = re.sub(rb"<[^<>]*>?|[^<>]*>", b" ", data[start:end])
        yield sample
        taken += len(sample)
        if taken > PROBE:
            return
