"""Text of strangers made fit to be shown: no control character, no mark that turns the direction of what follows."""

import re

# Cc but tab and newline, the marks and embeddings of the Unicode bidirectional algorithm (UAX 9), line and paragraph
# separators, lone surrogates. Joiners and no-break spaces stay: scripts need them, and they do nothing to a terminal.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: object) -> str:
    """The text with what could act on a terminal written as an escape: `\\x1b`, `\\u202e`."""
    return UNSAFE.sub(lambda match: _escape(match.group()), str(text))


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def path_name(path: str) -> str:
    """A relative path that can be written and shown, and that no system reads as anything but a relative path.

    Characters that are not printable, backslashes and the colon of what looks like a drive become percent escapes of
    their bytes: a name on disk need be neither Unicode nor one line.
    """
    safe = "".join(char if char.isprintable() and char != "\\" else _percent(char) for char in path)
    return re.sub(r"^([A-Za-z]):", r"\1%3A", safe)


def _percent(char: str) -> str:
    try:
        data = char.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte: only Windows has such names
        data = char.encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)
