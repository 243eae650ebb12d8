"""A comparison in GitHub's markdown; no text of the data is read as markup."""

from dateline.compare.result import Diff
from dateline.compare.sections import Section, headline, sections, travel_line
from dateline.printable import plain
from dateline_schema.render import cell


def safe(text: str) -> str:
    """Untrusted text for a line or cell of markdown: one line, nothing in it acts."""
    return cell(plain(text)).replace("&", "&amp;").replace("@", "&#64;")


def code(text: str) -> str:
    """Untrusted text as a code span: one line, which it cannot end."""
    flat = " ".join(plain(text).split()).replace("`", "'").replace("|", "¦")
    return f"`{flat}`" if flat else ""


def markdown(diff: Diff) -> str:
    """The comparison as a page of markdown, which ends with a newline."""
    parts = [f"## {safe(headline(diff))}", *map(_section, sections(diff)), safe(travel_line(diff))]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    lines = [section.head, ("---",) * len(section.head)]
    rows = [tuple(map(safe, row)) for row in section.rows]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [*lines, *rows])
    return f"### {section.title}\n\n{table}"
