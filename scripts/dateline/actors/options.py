"""How actors are looked for: not at all, by what is known beforehand and by rules, or with a statistical model too."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.actors.authorities.supplement import NOTHING, Supplement, supplement
from dateline.errors import UsageError
from dateline.settings import Settings

MODES = ("none", "authority", "full")
"""`authority`: the authority's names and the rules, for a machine without a model or an hour less of time."""


@dataclass(frozen=True, slots=True)
class ActorOptions:
    """One of `MODES`, and the authority files that a user adds to Dateline's own."""

    mode: str = "full"
    extra: Supplement = NOTHING

    @property
    def wanted(self) -> bool:
        """Whether actors are looked for."""
        return self.mode != "none"


def actor_options(mode: str = "full", files: Iterable[str | Path] = ()) -> ActorOptions:
    """Raises UsageError where there is no such mode, InputError where a file is no authority."""
    if mode not in MODES:
        raise UsageError("no such way to look for actors", field="actors", found=mode, expected=", ".join(MODES))
    return ActorOptions(mode, supplement(files))


def authority_files(settings: Settings, folder: Path) -> tuple[Path, ...]:
    """The authority files that settings name, from the folder in which the settings are."""
    return tuple(folder / name for name in settings.authorities)
