"""Why an article's fields are what they are: the raw document, the spans that were read, and what was dropped."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError, UsageError
from dateline.extract.article import Draft, read_draft
from dateline.extract.body import dropped_kind
from dateline.fields.finding import Finding
from dateline.fields.names import Names
from dateline.normalize import ruled_names
from dateline.read.document import Document, Reject
from dateline.read.files import Source, read_bytes
from dateline.read.text import read_text
from dateline.rulings import apply_rulings, check_rulings
from dateline.settings import FILE_NAME, Settings, load_settings
from dateline_schema.fields import EVIDENCE_FIELDS


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that is in no field: what it was taken for, by which rule, and its place."""

    kind: str
    rule: str
    score: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document with every finding, the dropped blocks, and the article's id where one is known."""

    document: Document
    article: str | None
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]

    def to_json(self) -> dict[str, Any]:
        """For `--json`; the document's text is given by path, digest and encoding."""
        text = self.document.text
        return {
            "raw_path": self.document.raw_path,
            "sha256": self.document.sha256,
            "encoding": self.document.encoding,
            "article": self.article,
            "findings": [
                asdict(f) | {"raw": None if f.start is None else text[f.start : f.end]} for f in self.findings
            ],
            "dropped": [asdict(d) for d in self.dropped],
        }


def explain(target: str, dataset: Path, field: str | None = None) -> Explanation:
    """Read a document again and tell how. `target` is its path, or an article's id or raw path in `dataset`.

    Raises InputError where there is no such article or document, UsageError where there is no such field.
    """
    if field is not None and field not in EVIDENCE_FIELDS:
        raise UsageError("no such field", field="--field", found=field, expected=", ".join(EVIDENCE_FIELDS))
    article, path = (None, Path(target)) if Path(target).is_file() else _look_up(target, dataset)
    document = _document(path)
    settings = _settings(dataset)
    draft = read_draft(document.text, Names(settings))
    draft = apply_rulings(draft, ruled_names(document, draft), settings.rulings)
    findings = tuple(found for found in draft.findings if field in (None, found.field))
    return Explanation(document, article, findings, () if field else tuple(_dropped(draft)))


def _settings(dataset: Path) -> Settings:
    file = dataset / FILE_NAME
    settings = load_settings(file) if file.is_file() else Settings()
    check_rulings(settings)
    return settings


def _look_up(target: str, dataset: Path) -> tuple[str, Path]:
    """The article that a target names, and its raw document."""
    import pyarrow.dataset as ds

    folder = dataset / "data" / "articles"
    if not folder.is_dir():
        raise InputError(
            "no such document, and no dataset to look an article up in",
            file=target,
            remedy="Name a raw document, or a dataset with --dataset",
        )
    wanted = (ds.field("id") == target) | (ds.field("raw_path") == target)
    try:
        rows = ds.dataset(folder).to_table(columns=["id", "raw_path"], filter=wanted).to_pylist()
    except (OSError, ValueError) as error:  # Arrow's errors are of these two kinds
        found = str(error).partition("\n")[0][:200]
        remedy = "Build the dataset anew"
        raise InputError("the articles cannot be read", file=folder, found=found, remedy=remedy) from error
    if not rows:
        raise InputError("no such article or document", file=target, expected=f"a file, or an id in {folder}")
    return rows[0]["id"], _raw_file(dataset, rows[0]["raw_path"])


def _raw_file(dataset: Path, raw_path: str) -> Path:
    """The document of an article; a dataset of strangers must not name a file elsewhere."""
    path = dataset / raw_path
    if path.is_file() and path.resolve().is_relative_to(dataset.resolve()):
        return path
    remedy = f"Name it: dateline explain PATH --dataset {dataset}"
    raise InputError("the raw document is not at hand", file=raw_path, remedy=remedy)


def _document(path: Path) -> Document:
    data = read_bytes(Source(str(path), path.name))
    document = data if isinstance(data, Reject) else read_text(path.name, data)
    if isinstance(document, Reject):
        raise InputError(document.message, file=path, field=document.rule)
    return document


def _dropped(draft: Draft) -> list[Dropped]:
    pairs = enumerate(zip(draft.page.blocks, draft.verdicts, strict=True))
    return [
        Dropped(
            dropped_kind(draft.page, n) if v.kind == "other" else v.kind,
            v.rule,
            round(v.score, 3),
            b.start,
            b.end,
            b.text or draft.page.raw[b.start : b.end],
        )
        for n, (b, v) in pairs
        if not v.kept and (b.text or b.shape == "links")
    ]
