"""A person's judgement on two names, written down in `dataset.toml` with its reason."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tomlkit

from dateline.errors import SettingsError, UsageError
from dateline.settings import FILE_NAME, VERDICTS, Judgement, load_settings


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and the settings file that has it now."""

    file: str
    judgement: Judgement

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"file": self.file, **asdict(self.judgement)}


def judge(folder: str | Path, one: str, other: str, verdict: str, reason: str) -> Judged:
    """Add a judgement to the settings of a dataset; a judgement on the same two takes the place of the one before.

    Args:
        folder: of the dataset; its `dataset.toml` is written in place, comments and order kept.
        one, other: names, or ids of actors.
        verdict: `same`, `different`, or `unsure` (looked at, and left as it is).
        reason: what it was decided on.

    Raises UsageError for a verdict that is none or a judgement without a reason, SettingsError where the settings
    cannot be read or would not be valid with it.
    """
    if verdict not in VERDICTS:
        raise UsageError("no such verdict", field="verdict", found=verdict, expected=", ".join(VERDICTS))
    if not reason.strip():
        raise UsageError("a judgement needs a reason", field="reason", remedy="Say what it was decided on")
    path = Path(folder) / FILE_NAME
    made = Judgement(one, other, verdict, reason.strip())
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
    listed = document.setdefault("judgements", tomlkit.aot())
    for number in reversed(range(len(listed))):
        if {listed[number].get("one"), listed[number].get("other")} == {one, other}:
            del listed[number]
    listed.append(tomlkit.item({"one": one, "other": other, "verdict": verdict, "reason": made.reason}))
    _write(path, tomlkit.dumps(document))
    return Judged(str(path), made)


def _write(path: Path, text: str) -> None:
    """Written beside and read back first: a file that cannot be loaded never takes the place of one that can."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    try:
        load_settings(beside)
        os.replace(beside, path)
    except SettingsError:
        beside.unlink()
        raise
