"""Words that a dataset is found by: tags, tasks, languages, as the Hub names them."""

from dateline.metadata.vocabulary import primary
from dateline.settings import Settings
from dateline.tally import Tally
from dateline_schema.vocabulary import WITHHELD

TAGS = ("news", "dateline")
"""Tags of every dataset that Dateline builds."""

TASKS = ("token-classification", "text-classification", "summarization")
"""What the columns serve: names in texts, publishers and kinds of text, headlines."""

TASKS_WITHHELD = ("text-classification",)
"""What is left of it without bodies: headlines."""

UNKNOWN = "und"
"""The language tag (ISO 639-2) of a text whose language is not known."""


def keywords(settings: Settings) -> tuple[str, ...]:
    """Tags of every dataset, then the maintainer's."""
    return tuple(dict.fromkeys((*TAGS, *settings.dataset.tags)))


def tasks(settings: Settings) -> tuple[str, ...]:
    """The maintainer's task categories, else those that the columns of the edition serve."""
    default = TASKS_WITHHELD if settings.dataset.text == WITHHELD else TASKS
    return settings.dataset.tasks or default


def languages(settings: Settings, tally: Tally) -> list[str]:
    """The maintainer's BCP 47 tags, else those of the articles."""
    return sorted(settings.dataset.languages or {tag for tag in tally.languages if tag and tag != UNKNOWN})


def primary_languages(settings: Settings, tally: Tally) -> list[str]:
    """The languages without scripts and regions, as the Hub wants them."""
    return sorted({primary(tag) for tag in languages(settings, tally)})
