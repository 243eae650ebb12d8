"""The sections of a card on what is in the dataset: sources, languages, dates, and how it was made."""

from dateline.metadata.facts import Facts
from dateline.metadata.markdown import LISTED, counted, paragraph, section, share_table, table
from dateline.tally import ranked
from dateline_schema.render import cell

YEARS = 60
"""Years up to which each has a line of its own; more are told by decade."""


def sources(facts: Facts) -> str:
    """Publishers with their share and rights, agencies credited."""
    tally = facts.tally
    if not tally.rows["articles"]:
        return ""
    named = {name or "unknown": count for name, count in tally.sources.items()}
    agencies = ", ".join(f"{cell(name)} ({count:,})" for name, count in ranked(tally.agencies, LISTED)) or "none"
    shown = share_table("source", "articles", named, tally.rows["articles"])
    return section("Sources", shown, f"Agencies credited: {agencies}.", _rights(facts))


def _rights(facts: Facts) -> str:
    notes = {source.name: source.rights for source in facts.settings.sources}
    bare = sum(count for name, count in facts.tally.sources.items() if name not in notes)
    lines = [f"- {cell(name)}: {' '.join(note.split())}" for name, note in notes.items()]
    left = f"{counted(bare, 'article')} come from sources without a note on their rights." if bare else ""
    return (
        "\n".join(["On what terms their texts stand here:\n", *lines, *([f"\n{left}"] if left else [])])
        if (lines)
        else left
    )


def languages(facts: Facts) -> str:
    """Articles by language of the body."""
    tally = facts.tally
    if not tally.rows["articles"]:
        return ""
    return section("Languages", share_table("language", "articles", tally.languages, tally.rows["articles"]))


def dates(facts: Facts) -> str:
    """Range, what dates rest on, and articles by year."""
    tally = facts.tally
    if not tally.rows["articles"]:
        return ""
    known = {basis: count for basis, count in tally.bases.items() if basis}
    says = {**known, "nothing known": tally.bases[""]} if tally.bases[""] else known
    span = f"The days run from {tally.first} to {tally.last}. " if tally.first else "No article has a day. "
    text = (
        f"{span}A date is stated in the document, inferred from something else, or unknown; it never is the day of "
        f"the crawl or of the build. Something is known of the date, yet no day: {counted(tally.partial, 'article')}."
    )
    basis = share_table("basis of the date", "articles", says, tally.rows["articles"])
    return section("Dates", text, basis, _histogram(facts))


def _histogram(facts: Facts) -> str:
    years = facts.tally.years
    if not years:
        return ""
    step = 1 if len(years) <= YEARS else 10
    periods: dict[str, int] = {}
    for year in sorted(years):
        name = str(year) if step == 1 else f"{year // 10 * 10}s"
        periods[name] = periods.get(name, 0) + years[year]
    return table(("year" if step == 1 else "decade", "articles"), [(k, f"{v:,}") for k, v in periods.items()])


def making(facts: Facts) -> str:
    """Where the documents come from, what the pipeline does, with which options."""
    manifest = facts.manifest
    made = ", ".join(f"{name} {version}" for name, version in manifest.versions.items())
    options = ", ".join(f"`{name}`: {value}" for name, value in manifest.options.items())
    ruled = len(facts.settings.rulings)
    rulings = f" {counted(ruled, 'value')} decided by a person: `dataset.toml`, with the reason." if ruled else ""
    return section(
        "How it was made",
        paragraph(facts.settings.about.collection),
        f"{READING}{ACTORS if facts.has_actors else '.'} {CHECKING}{rulings}",
        f"Made with {made}; options: {options}. The same documents, settings and versions make the same bytes.",
    )


READING = (
    "Dateline decodes each document and tells the article in it from page furniture. It reads title, date, source, "
    "people credited, address, language and body, with a line of evidence for each value"
)
ACTORS = ", and finds the actors that the body names."
CHECKING = (
    "Articles are compared with each other: for reprints, for reports of one event, and for days that one tells of "
    "another. Every row is held against the contract; what breaks it goes to `rejects`, with the reason."
)
"""The stages of the pipeline, in a few sentences."""
