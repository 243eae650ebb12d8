"""Card, manifest and metadata against what the data and `dataset.toml` make of them."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from dateline.errors import DatelineError
from dateline.manifest import settings_digest
from dateline.release.ledger import read_ledger
from dateline.settings import FILE_NAME, Settings
from dateline.texts import read_tally, render_texts
from dateline.verification.result import Check, Problem, Subject, judged, not_done
from dateline_schema.failures import shown

NAME = "texts"
REMEDY = "Run dateline build; what people write stands in dataset.toml"


def check_texts(subject: Subject) -> Check:
    """Every generated text, line by line."""
    if subject.settings is None:
        return not_done(NAME, f"no {FILE_NAME} says what they are made from")
    folder, manifest, settings = subject.folder, subject.manifest, subject.settings
    try:
        tally = read_tally(folder, manifest)
    except (DatelineError, ValueError, OSError) as error:
        return not_done(NAME, f"the data cannot be read: {error}")
    texts = render_texts(settings, tally, manifest, read_ledger(folder))
    problems = [*_settings(subject, settings), *(p for name, text in texts.items() for p in _text(folder, name, text))]
    return judged(NAME, ", ".join(texts), problems)


def _settings(subject: Subject, settings: Settings) -> Iterator[Problem]:
    for field in ("name", "version", "license"):
        told, made = getattr(settings.dataset, field), getattr(subject.manifest, field)
        if told != made:
            yield Problem("manifest.json", f"another {field} than {FILE_NAME} gives", made, told, REMEDY)
    if subject.manifest.settings_sha256 not in ("", settings_digest(settings)):
        yield Problem(FILE_NAME, "inputs, publishers, agencies or rulings were changed after the build", remedy=REMEDY)


def _text(folder: Path, name: str, expected: str) -> Iterator[Problem]:
    """The first line at which a file differs from what it should be."""
    try:
        found = (folder / name).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(name, "cannot be read", getattr(error, "strerror", None) or str(error), remedy=REMEDY)
        return
    if found == expected:
        return
    lines = zip_longest(found.split("\n"), expected.split("\n"))
    number, pair = next((number, pair) for number, pair in enumerate(lines, 1) if pair[0] != pair[1])
    there, wanted = ("no such line" if line is None else shown(line) or "an empty line" for line in pair)
    yield Problem(name, f"line {number} is not what the data and {FILE_NAME} make", there, wanted, REMEDY)
