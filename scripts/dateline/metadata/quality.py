"""The sections of a card on what can be relied on: labels, splits, known faults."""

from dateline.metadata.facts import Facts, splits
from dateline.metadata.markdown import LISTED, counted, section, share_table, table
from dateline.tally import AUTHORITY, INFERRED, LOCAL, MISSING, PASSED, READ, ranked
from dateline_schema.render import cell
from dateline_schema.tables import ARTICLES
from dateline_schema.vocabulary import KINDS, WITHHELD

HEADS = {
    READ: "read in the document",
    INFERRED: "inferred from other articles",
    MISSING: "none, with the reason",
    WITHHELD: "withheld",
    PASSED: "passed over",
}
"""What a reader sees of the states of `evidence`."""

TOLD = ("title", "date", "source", "url")
"""Columns whose gaps are told as faults: without them an article is hard to place."""


def labels(facts: Facts) -> str:
    """What values rest on: stated, inferred, unknown; actors by kind and origin."""
    return section(
        "How far labels can be trusted",
        LABELS,
        _values(facts),
        _absences(facts),
        _actors(facts),
        _forms(facts),
    )


LABELS = (
    "All labels were read or inferred by rules and models; a person decided only what `dataset.toml` rules on. No "
    "value was made up to fill a gap."
)


def _values(facts: Facts) -> str:
    counts = facts.tally.evidence
    if not counts:
        return ""
    states = [state for state in HEADS if any(found == state for _, found in counts)]
    rows = [
        (cell(field), *(f"{counts[field, state]:,}" for state in states))
        for field in sorted({field for field, _ in counts})
    ]
    text = "Values by the evidence that they rest on; a field of many values, such as `body`, has a row for each:"
    return f"{text}\n\n{table(('field', *(HEADS[state] for state in states)), rows)}"


def _absences(facts: Facts) -> str:
    flat = {f"{field}: {rule}": count for (field, rule), count in facts.tally.absences.items()}
    if not flat:
        return ""
    rows = [(cell(name), f"{count:,}") for name, count in ranked(flat, LISTED)]
    return f"Why there is no value, by the rule that says so:\n\n{table(('field and rule', 'rows'), rows)}"


def _actors(facts: Facts) -> str:
    counts = facts.tally.actors
    if not counts:
        return ""
    rows = [
        (kind, *(f"{counts[kind, origin]:,}" for origin in (AUTHORITY, LOCAL)))
        for kind in KINDS
        if any(counts[kind, origin] for origin in (AUTHORITY, LOCAL))
    ]
    total = sum(counts.values())
    text = (
        f"Of {counted(total, 'actor')}, {facts.tally.linked:,} have a verified Wikidata item. An authority's id means "
        "the same actor everywhere; a local id holds within its article, so one person can have several:"
    )
    return f"{text}\n\n{table(('kind', 'by an authority', 'local to an article'), rows)}"


def _forms(facts: Facts) -> str:
    forms, total = facts.tally.forms, facts.tally.rows["mentions"]
    return f"How mentions name their actor:\n\n{share_table('form', 'mentions', forms, total)}" if forms else ""


def split_report(facts: Facts) -> str:
    """Splits as they are, and what is known of leaks between them."""
    entry = facts.manifest.tables.get(ARTICLES.name)
    own = splits(entry) if entry else {}
    if not own:
        return ""
    rows = [(cell(name), f"{sum(file.rows for file in files):,}") for name, files in own.items()]
    shown = table(("split", "articles"), rows)
    return section("Splits and leaks", shown, ALONE if len(own) == 1 else UNCHECKED)


ALONE = (
    "There is one split: no side to test on is kept apart, so nothing can leak into one and no check for leaks was "
    "made. Who cuts one should keep reprints and reports of the same event on one side."
)
UNCHECKED = "No check was made for reprints, or reports of the same event, that stand on both sides of the cut."


def faults(facts: Facts) -> str:
    """What the maintainer knows to be wrong, and what was counted."""
    told = [f"- {' '.join(fault.split())}" for fault in facts.settings.about.faults]
    return section("Known faults", "\n".join([*told, *_gaps(facts)]), _rejects(facts))


def _gaps(facts: Facts) -> list[str]:
    total = facts.tally.rows["articles"]
    gaps = {name: facts.tally.gaps["articles", name] for name in TOLD}
    shown = ", ".join(f"{name} {count:,}" for name, count in gaps.items() if count)
    return [f"- Articles of {total:,} that lack a value: {shown}."] if shown else []


def _rejects(facts: Facts) -> str:
    rejects = facts.tally.rejects
    if not rejects:
        return "Every document became an article." if facts.tally.rows["articles"] else ""
    order = sorted(rejects.items(), key=lambda entry: (-entry[1], entry[0]))
    rows = [(cell(stage), cell(rule), f"{count:,}") for (stage, rule), count in order[:LISTED]]
    number = counted(facts.tally.rows["rejects"], "document")
    text = f"{number} did not become an article; the table `rejects` says why:"
    return f"{text}\n\n{table(('stage', 'rule', 'documents'), rows)}"
