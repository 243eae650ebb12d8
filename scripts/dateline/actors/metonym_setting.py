"""What stands around a capital in its sentence."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
NEAR = 90
"""Characters of context."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around one capital, or several that are joined."""

    text: str
    start: int
    end: int
    several: bool = False

    @property
    def left(self) -> str:
        """The text before, back to the beginning of the line."""
        return self.text[max(0, self.start - NEAR) : self.start].rpartition("\n")[2]

    @property
    def right(self) -> str:
        """The text after, to the end of the line."""
        return self.text[self.end : self.end + NEAR].partition("\n")[0]

    def before(self, count: int = 6) -> list[str]:
        """The words before, the nearest first, back to the end of a sentence."""
        sentence = re.split(r"(?<=[^\W\d_]{2})[.!?;:](?=\s)|[\"“”«»()]", self.left)[-1]
        return [match.group() for match in WORD.finditer(sentence)][::-1][:count]

    def after(self, count: int = 6) -> list[str]:
        """The words after, to the end of the sentence."""
        sentence = re.split(r"(?<=[^\W\d_]{2})[.!?;:](?=\s|$)|[\"“”«»()]", self.right)[0]
        return [match.group() for match in WORD.finditer(sentence)][:count]
