"""What the check says: by task and item, what of the test stands in training texts, and in which file first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SOURCE = (
    "Runs of words without case and punctuation, as in Brown et al. 2020, Language Models are Few-Shot Learners, "
    "appendix C (arXiv:2005.14165): of 13 words; of a shorter text all its words, if they are 8 or more."
)
LIMITS = (
    "What is translated, retold, or has another word in every run is not found. That nothing is found shows that no "
    "such run is in these files, not that a model has not seen the test elsewhere."
)

MOSTLY = 0.8
"""Share of an item's runs from which it stands in the training texts as good as whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that shares a run of words with the training texts.

    Attributes:
        id: of the item.
        columns: the columns that share one.
        answer: whether one of them is the answer.
        coverage: share of the item's runs that stand in the training texts, 0 to 1.
        longest: words of the longest stretch of which every run stands there.
        words: that stretch, or its beginning, as it was compared.
        file, record: where a run of the item was met first: the line or row, from 1.
    """

    id: str
    columns: tuple[str, ...]
    answer: bool
    coverage: float
    longest: int
    words: str
    file: str
    record: int


@dataclass(frozen=True, slots=True)
class TaskOverlap:
    """What was found of a task.

    Attributes:
        task: its name.
        items: items of the test.
        too_short: items without a text that is long enough to tell.
        found: the items that share a run, in the order of the test.
    """

    task: str
    items: int
    too_short: int
    found: tuple[Found, ...]

    @property
    def answers(self) -> int:
        """Items whose answer shares a run."""
        return sum(one.answer for one in self.found)

    @property
    def mostly(self) -> int:
        """Items that stand there as good as whole."""
        return sum(one.coverage >= MOSTLY for one in self.found)

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        counts = {"items": self.items, "too_short": self.too_short, "found": len(self.found)}
        counts |= {"answers": self.answers, "mostly": self.mostly}
        return {"task": self.task, **counts, "found_items": [asdict(one) for one in self.found]}


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of training texts.

    Attributes:
        file: as it was named.
        bytes: of text, unpacked.
        texts, words: how many it has.
        broken: lines that are no JSON, which were passed over.
        undecodable: characters that are no UTF-8.
        canary: lines or rows that hold the canary, the first of them.
        canaries: how many do.
        unread: why it could not be read, or not to its end; None where it was.
    """

    file: str
    bytes: int = 0
    texts: int = 0
    words: int = 0
    broken: int = 0
    undecodable: int = 0
    canary: tuple[int, ...] = ()
    canaries: int = 0
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """What of the test of a benchmark stands in training texts.

    Attributes:
        n: words of a run.
        tasks: what was found, by task.
        files: what was read.
        cpu_seconds: what reading and comparing took; not part of the JSON, which is the same for the same files.
    """

    n: int
    tasks: tuple[TaskOverlap, ...]
    files: tuple[FileRead, ...]
    cpu_seconds: float = field(default=0.0, compare=False)

    @property
    def unread(self) -> Mapping[str, str]:
        """Files that could not be read, or not to their end, and why."""
        return {one.file: one.unread for one in self.files if one.unread is not None}

    @property
    def canary(self) -> tuple[str, ...]:
        """Files that hold the canary: a benchmark of this dataset is in them, whatever runs are found."""
        return tuple(one.file for one in self.files if one.canaries)

    @property
    def found(self) -> bool:
        """Whether the canary or an item was found."""
        return bool(self.canary) or any(task.found for task in self.tasks)

    @property
    def throughput(self) -> float | None:
        """Megabytes of text a second of CPU; None where it took no time that can be measured."""
        return sum(one.bytes for one in self.files) / 1e6 / self.cpu_seconds if self.cpu_seconds > 0 else None

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        return {
            "n": self.n,
            "found": self.found,
            "canary": list(self.canary),
            "unread": dict(self.unread),
            "tasks": [task.to_json() for task in self.tasks],
            "files": [asdict(one) for one in self.files],
            "source": SOURCE,
            "limits": LIMITS,
        }
