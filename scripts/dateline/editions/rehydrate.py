"""The full edition of a dataset whose texts are withheld, made with a user's own copies of the raw documents.

Every body is read anew, with the settings that are published with the edition, and has the digest that it gives. When
every document is there, the result is the full edition, row for row. Nothing is fetched.
"""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import tomlkit

from dateline import __version__
from dateline.dataset_files import buckets, file_failures
from dateline.editions.copies import Hands
from dateline.editions.leaving import everything_missing, left_of
from dateline.editions.matching import Miss, match, wanted
from dateline.editions.restore import Restorer
from dateline.errors import ContractError, InputError, TargetError, UsageError
from dateline.manifest import MANIFEST, Manifest, manifest_text, read_manifest, settings_digest
from dateline.progress import Progress, quiet
from dateline.read.files import find_sources
from dateline.read.index import workers_for
from dateline.settings import FILE_NAME, Settings, settings_of
from dateline.swap import GENERATED, staging, swap
from dateline.texts import read_tally, render_texts, write_texts
from dateline.validate import validate
from dateline_schema import SCHEMA_VERSION
from dateline_schema.vocabulary import EDITIONS, WITHHELD

FULL = EDITIONS[0]
SCRATCH = "copies"


@dataclass(frozen=True, slots=True)
class Rehydrated:
    """What came of it.

    Attributes:
        folder: where the full dataset is.
        articles: number of articles of the edition.
        filled: number of those that have their body again.
        elsewhere: of these, the ids of those whose body came from another document than the one they were read from, or
            that this version reads in other pieces: their evidence has the values, not the places.
        misses: those that were left out.
        unexplained: number of rejects whose message stays withheld, as their documents are not at hand.
        notes: what else a user should know.
    """

    folder: str
    articles: int
    filled: int
    elsewhere: tuple[str, ...]
    misses: tuple[Miss, ...]
    unexplained: int
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every article has its body again."""
        return not self.misses

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        rules = dict(sorted(Counter(miss.rule for miss in self.misses).items()))
        return {**asdict(self), "ok": self.ok, "reasons": rules}


def rehydrate(
    dataset: str | Path,
    documents: Sequence[str | Path] | str | Path,
    out: str | Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Rehydrated:
    """Fill the bodies into the edition in the folder `dataset`, and write the full one to `out`, validated, at once.

    Args:
        dataset: folder of an edition without texts.
        documents: files, folders and globs with copies of the raw documents, under any names.
        out: folder to write to: a new one, or one that an earlier run wrote.
        workers: processes; none means as many as pay.
        progress: called with what is being done, how much is done and how much there is.

    Raises InputError, SettingsError, UsageError, TargetError, or ContractError where the edition is not what its
    manifest says. An article that gets no text is left out, with the reason in the result and in `rejects`.
    """
    folder, target, tell = Path(dataset), Path(out), progress or quiet
    manifest = _edition(folder, target)
    settings = settings_of(folder)
    sources = find_sources([documents] if isinstance(documents, str | Path) else documents, out=target)
    count = workers or workers_for(sources)
    with staging(target) as work:
        (work / SCRATCH).mkdir()
        hands = Hands(sources, settings, work / SCRATCH, count, tell)
        result = _fill(folder, manifest, hands, work, target)
        _write_texts(folder, settings, work, target)
        shutil.rmtree(work / SCRATCH)
        _check(work)
        swap(target, work, parts=(*GENERATED, FILE_NAME) if (work / FILE_NAME).exists() else GENERATED)
    return replace(result, notes=_notes(folder, manifest, settings))


def _edition(folder: Path, out: Path) -> Manifest:
    """The manifest of the edition, which is sound and can be filled."""
    manifest = read_manifest(folder)
    if manifest.options["text"] != WITHHELD:
        remedy = "Nothing is to be filled in: use it as it is"
        raise InputError("is no edition without texts", file=folder, found=manifest.options["text"], remedy=remedy)
    if out.exists() and folder.resolve() == out.resolve():
        raise UsageError("would replace the edition itself", field="out", found=out, expected="another folder")
    if broken := file_failures(folder, manifest):
        found, remedy = f"{broken[0].rule}: {broken[0].found}", "Run dateline verify on it, and fetch it again"
        raise ContractError("is not what its manifest says", file=str(folder), found=found, remedy=remedy)
    return manifest


def _fill(folder: Path, manifest: Manifest, hands: Hands, work: Path, out: Path) -> Rehydrated:
    """Data and manifest of the full edition, in the folder `work`."""
    articles = wanted(folder, manifest)
    copies = hands.copies(articles)
    matches = match(articles, copies)
    misses = everything_missing(folder, manifest, articles, matches, copies)
    restorer = Restorer(folder, manifest, work, matches, left_of(folder, manifest, misses))
    for bucket in buckets({name: entry.files for name, entry in manifest.tables.items()}):
        restorer.write(bucket)
        hands.progress("filling in", restorer.filled, len(articles) - len(misses))
    unexplained = restorer.write_rejects(misses, hands)
    made = replace(
        manifest,
        versions={"dateline": __version__, "schema": SCHEMA_VERSION, "pyarrow": pa.__version__},
        tables=restorer.tables(),
        released=None,
        options={**manifest.options, "text": FULL},
    )
    (work / MANIFEST).write_text(manifest_text(made), encoding="utf-8", newline="\n")
    return Rehydrated(str(out), len(articles), restorer.filled, tuple(restorer.elsewhere), tuple(misses), unexplained)


def _write_texts(folder: Path, settings: Settings, work: Path, out: Path) -> None:
    """Card, metadata, checksums, and the settings that they are made from."""
    full = replace(settings, dataset=replace(settings.dataset, text=FULL))
    manifest = read_manifest(work)
    write_texts(work, render_texts(full, read_tally(work, manifest), manifest), manifest)
    if not (folder / FILE_NAME).is_file():
        return
    text = _as_full((folder / FILE_NAME).read_text(encoding="utf-8"))
    if (out / FILE_NAME).is_file() and (out / FILE_NAME).read_text(encoding="utf-8") != text:
        raise TargetError("is another than the edition's", file=out / FILE_NAME, remedy="Name a new folder")
    (work / FILE_NAME).write_text(text, encoding="utf-8", newline="\n")


def _as_full(text: str) -> str:
    """The text of a `dataset.toml` that says of the texts what is true now."""
    document = tomlkit.parse(text)
    table = document.get("dataset", {})
    if table.get("text", FULL) == FULL:
        return text
    table["text"] = FULL
    return tomlkit.dumps(document)


def _check(work: Path) -> None:
    """The whole result keeps the contract, before it takes its place. Raises ContractError."""
    report = validate(work)
    if not report.ok:
        first = report.failures[0]
        raise ContractError(
            f"the filled dataset breaks the contract in {report.total} places, first: {first.rule}",
            file=first.table,
            field=f"{first.article} {first.column}".strip(),
            found=first.found,
            expected=first.expected,
            remedy="Run dateline validate on the edition",
            failures=report.failures,
        )


def _notes(folder: Path, manifest: Manifest, settings: Settings) -> tuple[str, ...]:
    if not (folder / FILE_NAME).is_file():
        return (f"the edition came without {FILE_NAME}: documents were read with the default settings",)
    if manifest.settings_sha256 not in ("", settings_digest(settings)):
        return (f"{FILE_NAME} was changed after the edition was made: documents may be read in another way now",)
    return ()
