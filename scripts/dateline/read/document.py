"""What reading hands on: a document, or the reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded document.

    `text` is exactly what the bytes say in `encoding`, line ends and markup untouched: evidence counts its code points.
    `note` tells what was unusual about the bytes.
    """

    raw_path: str
    sha256: str
    text: str
    encoding: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A document that is not in the dataset, and why: one row of the table `rejects`."""

    raw_path: str
    sha256: str | None
    stage: str
    rule: str
    message: str
