"""The last sections of a card: people, biases, limits, uses, rights, citation, versions, and how to check it all."""

import re
from collections.abc import Iterator

from dateline.metadata.citation import bibtex
from dateline.metadata.facts import Facts
from dateline.metadata.licence import license_address, license_title
from dateline.metadata.markdown import fenced, paragraph, section, table
from dateline.release.ledger import PARTS, Release
from dateline_schema.render import cell

LINES = 3
"""Lines of a release that the table of versions shows; the changelog has all."""


def people(facts: Facts) -> str:
    """Personal data, as the maintainer describes it."""
    return section("Personal data", paragraph(facts.settings.about.personal))


def considerations(facts: Facts) -> str:
    """Uses, limits, biases, impact, upkeep: a section for each that the maintainer wrote."""
    about = facts.settings.about
    texts = {
        "Uses": about.uses,
        "Limits": about.limits,
        "Biases": about.biases,
        "Social impact": about.impact,
        "Maintenance": about.maintenance,
    }
    return "\n".join(section(title, paragraph(text)) for title, text in texts.items() if text.strip())


def rights(facts: Facts) -> str:
    """The licence, on what ground the texts are here, and whom to turn to."""
    settings = facts.settings
    address = license_address(settings)
    named = f" ({cell(license_title(settings))})" if license_title(settings) != settings.dataset.license else ""
    licence = f"Licence: `{settings.dataset.license}`{named}{f', {cell(address)}' if address else ''}."
    contact = settings.rights.contact
    return section(
        "Rights",
        f"{licence} The texts belong to those who published them.",
        paragraph(settings.rights.statement),
        f"To have a text taken out or corrected: {cell(contact)}." if contact else "",
    )


def citing(facts: Facts) -> str:
    """The citation in BibTeX."""
    return section("Citation", fenced(bibtex(facts.settings, facts.manifest), "bibtex"), "`CITATION.cff` has the same.")


def versions(facts: Facts) -> str:
    """Every release, what the parts of a number mean, and whether this very data is one of them."""
    state = "" if facts.manifest.released else _unreleased(facts)
    rows = [
        (
            cell(release.version),
            cell(release.released),
            cell(release.change),
            " · ".join(map(_in_a_cell, _lines(release))),
        )
        for release in facts.releases
    ]
    shown = table(("version", "day", "against the one before", "what changed"), rows) if rows else ""
    return section("Versions", state, shown, NUMBERS)


def _in_a_cell(line: str) -> str:
    """A line of the changelog, which is markdown already, fit for a cell: on one line, no bar that would end it."""
    return BAR.sub(r"\|", " ".join(line.split()))


BAR = re.compile(r"(?<!\\)\|")

NUMBERS = (
    "The first number rises when a column or a record is removed or means something else, the second when rows or "
    "columns are added, the last when values are corrected. Each release is a tag on the Hub, `v` and its number."
)


def _unreleased(facts: Facts) -> str:
    if facts.releases:
        last = cell(facts.releases[0].version)
        return f"This state is unreleased: it differs from all that was released, {last} the last."
    return "This state is unreleased, and nothing was released before."


def _lines(release: Release) -> Iterator[str]:
    lines = [line for part in PARTS for line in release.changes.get(part, ())] or list(release.reasons)
    yield from lines[:LINES]
    if len(lines) > LINES:
        yield f"and {len(lines) - LINES} more"


def checking(facts: Facts) -> str:
    """Commands that show whether a copy is whole, made from its documents, and true to the contract."""
    commands = [
        "sha256sum -c SHA256SUMS   # every file is the one that was published",
        "dateline validate .       # every row keeps the contract",
        "dateline verify .         # hashes, and the same bytes from the documents where they are there",
    ]
    return section("How to check it", "In a copy of the dataset:", fenced("\n".join(commands), "sh"))
