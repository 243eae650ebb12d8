"""Actors on the terminal. Their names are read from articles, which are untrusted: they are escaped."""

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from dateline.corpus.identities.show import show_explanation
from dateline.printable import plain
from dateline.roster.judging import Judged
from dateline.roster.listing import Listing
from dateline.roster.portrait import Portrait
from dateline.roster.questions import Answer, Review

SPELLINGS = 4
"""Further spellings that the list shows of an actor."""
PLACES = 40
"""Places that are shown of an actor; `--json` has them all."""


def show_listing(listing: Listing) -> None:
    """A line an actor."""
    console = Console()
    table = Table(Column("id", no_wrap=True), "name", "kind", "country", "articles", "mentions", "also spelled")
    for actor in listing.actors:
        spelled = ", ".join(actor["aliases"][:SPELLINGS]) + (" …" if len(actor["aliases"]) > SPELLINGS else "")
        cells = (actor["id"], actor["name"], actor["kind"], actor["country"] or "")
        table.add_row(*map(_cell, cells), f"{actor['articles']:,}", f"{actor['mentions']:,}", _cell(spelled))
    console.print(table)
    rest = listing.total - len(listing.actors)
    console.print(f"{len(listing.actors):,} actors" + (f"; {rest:,} more, --limit 0 shows all" if rest else ""))


def show_portrait(portrait: Portrait) -> None:
    """Spellings, roles, joins and places of one actor."""
    console = Console()
    actor = portrait.actor
    facts = [actor["kind"], actor["country"], actor["wikidata"]]
    console.print(f"[bold]{_cell(actor['name'])}[/] ({_cell(actor['id'])}): {_cell(', '.join(filter(None, facts)))}")
    for office in actor["offices"]:
        held = f"{office['from'] or '?'} to {office['to'] or 'now or not known'}"
        console.print(f"  office: {_cell(office['title'])}, {held}")
    spellings = Table("spelling", "form", "mentions", "articles")
    for row in portrait.spellings:
        spellings.add_row(_cell(row["text"]), row["form"], f"{row['mentions']:,}", f"{row['articles']:,}")
    console.print(spellings)
    for role in portrait.roles:
        console.print(f"  role: {_cell(role['text'])}, {role['first'] or '?'} to {role['last'] or '?'}")
    if portrait.quotes:
        console.print(f"  quoted {portrait.quotes:,} times")
    _show_joins(console, portrait)
    _show_places(console, portrait)


def _show_joins(console: Console, portrait: Portrait) -> None:
    if not portrait.joins:
        return
    table = Table("article", "rule", "why", "taken")
    for row in portrait.joins:
        table.add_row(row["article_id"], row["rule"], _cell(row["reason"] or ""), "yes" if row["chosen"] else "no")
    console.print(table)


def _show_places(console: Console, portrait: Portrait) -> None:
    table = Table("article", "date", "at", "text")
    for row in portrait.places[:PLACES]:
        line = Text(_line("…" + row["before"] if row["before"] else ""))
        line.append(_line(row["text"]), style="bold reverse")
        line.append(_line(row["after"] + "…" if row["after"] else ""))
        table.add_row(row["article_id"], str(row["date"] or ""), f"{row['start']}–{row['end']}", line)
    console.print(table)
    if len(portrait.places) > PLACES:
        console.print(f"… and {len(portrait.places) - PLACES:,} more places; --json shows all")


def _line(text: str) -> str:
    return plain(text.replace("\n", " "))


def _cell(text: str) -> str:
    return escape(plain(text))


def show_answer(answer: Answer) -> None:
    """Who is called so in the dataset, and what linking says of the two."""
    console = Console()
    if answer.one and answer.one == answer.other:
        console.print(f"In this dataset both are [bold]{_cell(answer.one)}[/].")
    else:
        for name, actor in ((answer.explanation.one, answer.one), (answer.explanation.other, answer.other)):
            console.print(f"{_cell(name)}: {_cell(actor) if actor else 'no actor of its own in this dataset'}")
    show_explanation(answer.explanation)


def show_review(review: Review) -> None:
    """A line a pair, and how to decide on it."""
    console = Console()
    if not review.pairs:
        console.print("Nothing is left to decide.")
        return
    table = Table("one", "other", "score", "why")
    for pair in review.pairs:
        sides = (f"{pair[f'{side}_name']}\n{pair[side]}" for side in ("one", "other"))
        table.add_row(*map(_cell, sides), f"{pair['score']:.2f}", _cell(pair["reason"]))
    console.print(table)
    console.print(f"{len(review.pairs):,} pairs. Decide with: dateline actors judge ONE OTHER same --reason TEXT")


def show_judged(judged: Judged) -> None:
    """What was written, and what follows from it."""
    one = judged.judgement
    console = Console()
    console.print(f"{_cell(judged.file)}: {_cell(one.one)} and {_cell(one.other)}: [bold]{one.verdict}[/]")
    console.print("It holds from the next dateline build.")
