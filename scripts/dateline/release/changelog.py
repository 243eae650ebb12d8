"""The changelog: markdown after Keep a Changelog, with data, schema and code apart.

What people wrote under `## Unreleased` moves into the entry of the release, before what the comparison found. Anything
else in the file stays as it is.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence

from dateline.release.ledger import PARTS, Release

UNRELEASED = "## Unreleased"
HEAD = (
    "# Changelog\n\nAfter Keep a Changelog. Data, schema and code have versions of their own; an entry says what "
    f"changes for whoever upgrades.\n\n{UNRELEASED}\n"
)
WIDTH = 120

_UNRELEASED = re.compile(r"^## \[?Unreleased\]?[^\n]*\n?", re.MULTILINE | re.IGNORECASE)
_ENTRY = re.compile(r"^## ", re.MULTILINE)
_SECTION = re.compile(r"^### +(\w+)[^\n]*\n?", re.MULTILINE)
_BULLET = re.compile(r"^[-*] +", re.MULTILINE)

Lines = Mapping[str, Sequence[str]]


def unreleased(text: str) -> dict[str, tuple[str, ...]]:
    """What people wrote of the coming release, by part; a line break within an entry becomes a space."""
    return {name: _bullets(piece.partition("\n")[2]) for name, piece in _pieces(_between(text)) if name in PARTS}


def joined(written: Lines, found: Lines) -> dict[str, tuple[str, ...]]:
    """The lines of both, part by part, each line once."""
    return {
        part: tuple(dict.fromkeys((*written.get(part, ()), *found.get(part, ()))))
        for part in PARTS
        if written.get(part) or found.get(part)
    }


def with_release(text: str, release: Release) -> str:
    """The changelog with an entry for the release, the parts under `Unreleased` emptied; a second time does nothing."""
    if _has(text, release.version):
        return text
    text = text if _UNRELEASED.search(text) else _with_unreleased(text or HEAD)
    head = _UNRELEASED.search(text)
    assert head is not None  # noqa: S101 - it was put there where it was not
    kept = "".join(f"\n{source}\n" for source in _others(_between(text)))
    rest = text[head.end() + len(_between(text)) :]
    return f"{text[: head.start()]}{UNRELEASED}\n{kept}\n{entry(release)}{_spaced(rest)}"


def entry(release: Release) -> str:
    """The entry of one release, as markdown."""
    change = "first release" if release.change == "first" else release.change
    numbers = {"data": release.version, "schema": release.versions["schema"], "code": release.versions["dateline"]}
    sections = [
        f"### {part.capitalize()} {numbers[part]}\n" + "".join(f"{_wrapped(line)}\n" for line in release.changes[part])
        for part in PARTS
        if release.changes.get(part)
    ]
    return "\n".join([f"## {release.version} - {release.released} ({change})\n", *sections])


def _has(text: str, version: str) -> bool:
    return re.search(rf"^## \[?v?{re.escape(version)}\]?(\s|$)", text, re.MULTILINE) is not None


def _with_unreleased(text: str) -> str:
    """The text with an empty `Unreleased` before its first entry."""
    first = _ENTRY.search(text)
    place = first.start() if first else len(text)
    before = text[:place].rstrip("\n")
    return f"{before}\n\n{UNRELEASED}\n\n{text[place:]}"


def _between(text: str) -> str:
    """What stands under `Unreleased`, up to the next entry."""
    head = _UNRELEASED.search(text)
    if head is None:
        return ""
    following = _ENTRY.search(text, head.end())
    return text[head.end() : following.start() if following else len(text)]


def _pieces(body: str) -> list[tuple[str, str]]:
    """What stands before the first section under the name `""`, then each section under its own; heads included."""
    heads = list(_SECTION.finditer(body))
    starts = [0, *(head.start() for head in heads), len(body)]
    names = ["", *(head[1].lower() for head in heads)]
    return [(name, body[start:end]) for name, start, end in zip(names, starts[:-1], starts[1:], strict=True)]


def _others(body: str) -> list[str]:
    """What stands under `Unreleased` and is of no part: text before the first section, sections of other names."""
    return [piece.strip("\n") for name, piece in _pieces(body) if piece.strip() and name not in PARTS]


def _bullets(body: str) -> tuple[str, ...]:
    return tuple(" ".join(bullet.split()) for bullet in _BULLET.split(body) if bullet.strip())


def _wrapped(line: str) -> str:
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _spaced(rest: str) -> str:
    return f"\n{rest}" if rest.strip() else ""
