"""Version numbers of a dataset: MAJOR.MINOR.PATCH, after Semantic Versioning 2.0.0.

It holds below 1.0.0 too: who has pinned 0.1 must not find an id gone in 0.2.
"""

import re
from typing import Final, NamedTuple

from dateline.errors import UsageError

LEVELS: Final = ("patch", "minor", "major")
"""What a change can be, the least first."""

_NUMBER = r"(0|[1-9]\d*)"
_VERSION = re.compile(rf"v?{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


class Version(NamedTuple):
    """A version; versions compare by their numbers."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, change: str) -> "Version":
        """The lowest version that a change of this level may have."""
        raised = {
            "major": Version(self.major + 1, 0, 0),
            "minor": Version(self.major, self.minor + 1, 0),
            "patch": Version(self.major, self.minor, self.patch + 1),
        }
        return raised[change]


def parsed(text: str) -> Version:
    """The version that a text states, with or without a `v` before it. Raises UsageError."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise UsageError("is no version", field="version", found=text, expected="MAJOR.MINOR.PATCH, such as 1.2.0")
    return Version(*map(int, match.groups()))
