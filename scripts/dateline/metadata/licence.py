"""The licence of a dataset, as the metadata formats name it."""

from dateline.metadata.facts import hub_address
from dateline.metadata.vocabulary import ADDRESS, LICENSES, OTHER
from dateline.settings import Settings


def spdx_id(settings: Settings) -> str | None:
    """The licence's id in the SPDX licence list; None where it has none, or is not one licence."""
    return LICENSES.get(settings.dataset.license)


def license_address(settings: Settings) -> str | None:
    """Where the licence can be read: its page at SPDX, else what `license_link` names; None where nothing is known."""
    if spdx := spdx_id(settings):
        return f"https://spdx.org/licenses/{spdx}.html"
    link, home = settings.dataset.license_link, hub_address(settings)
    if link and ADDRESS.fullmatch(link):
        return link
    return f"{home}/blob/main/{link}" if link and home else None


def license_title(settings: Settings) -> str:
    """The name of the licence: the maintainer's for one that the Hub has no id for, else the Hub's id."""
    dataset = settings.dataset
    if dataset.license != OTHER:
        return dataset.license
    return dataset.license_name or "No licence of its own: the texts belong to those who published them"
