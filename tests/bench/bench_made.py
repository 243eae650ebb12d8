"""Made-up corpora to make benchmarks of."""

import datetime as dt
import random
from pathlib import Path

import dateline

SETTINGS = """[dataset]
name = "towns"
pretty_name = "Towns"
license = "cc0-1.0"

[splits]
groups = 4
validation = 0.3
test = 0.35
"""

WORDS = (
    "harbour council ferry winter budget bridge school teacher library market garden engine station railway voter "
    "doctor clinic nurse river flood tower museum painter singer theatre ticket baker flour oven forest timber sawmill "
    "carpenter roof church bell sailor lighthouse storm island fisherman net herring price auction farmer barley"
).split()

LOCK = (
    "Mayor Ruth Okafor opened the new lock at Westhaven on Tuesday, the largest on the Silver Canal, which barges "
    "from Eastholm have waited for since the flood of 1998. Engineer Tomas Vrba, who drew it, said that it lifts "
    "two thousand tonnes in nine minutes. France and Germany paid for the gates. “We never believed that it would "
    "be done,” said Vrba."
)
AGAIN = (
    "After twenty years of waiting, barges from Eastholm can pass Westhaven again: Ruth Okafor, the mayor, cut the "
    "ribbon at the Silver Canal's largest lock on Tuesday. Its engineer, Tomas Vrba, told guests that two thousand "
    "tonnes rise in nine minutes. The gates alone cost Germany and France eleven million crowns."
)


FERRY = (
    "The harbour council of Westhaven voted nine to four on Tuesday to keep the night ferry to Osterby, after "
    "Norway said that two hundred nurses depend on it. Councillor Per Dahl called the subsidy a mistake. The line "
    "loses three million crowns a year. “Sweden has never asked us for a crown of it,” Norway said. Denmark and "
    "Finland had no opinion."
)
SAVED = (
    "Nurses cheered in the gallery when the vote on the night ferry to Osterby was read out in Westhaven on "
    "Tuesday. Norway, which had threatened to stop the line, won with nine votes against four. Sweden and Denmark "
    "said that they would look at the decision. Councillor Per Dahl spoke of a mistake that taxpayers will regret."
)


def page(title: str, publisher: str, day: dt.date, body: str) -> str:
    """A document as a scraper leaves it."""
    return f"# {title}\n\n{day:%B} {day.day}, {day.year}\n\nSource: {publisher}\n\n{body}\n"


def town(number: int) -> str:
    """An article that shares no run of words with another, and names states."""
    chance = random.Random(number)  # noqa: S311 - made-up texts
    lines = [f"The {' '.join(chance.sample(WORDS, 9))} of {chance.choice(WORDS)} came to nothing." for _ in range(6)]
    first, second = chance.sample(["France", "Germany", "Italy", "Spain", "Poland"], 2)
    lines.insert(1, f"{first} said on Monday that it would help {second}. Norway, however, said no.")
    lines.append(f"“The {' '.join(chance.sample(WORDS, 7))} will not wait for {second},” {first} said.")
    lines.append("Sweden and Denmark were silent.")
    day = dt.date(2001, 1, 1) + dt.timedelta(days=31 * number)
    title = f"The {chance.choice(WORDS)} and the {chance.choice(WORDS)} of {first} in the {number}th year"
    return page(title, "The Gazette", day, " ".join(lines))


def write_raw(folder: Path, towns: int) -> Path:
    """Documents of so many towns, and two events with two reports each; one of these has a copy."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for number in range(towns):
        (raw / f"town-{number:02d}.md").write_text(town(number), encoding="utf-8")
    day = dt.date(2003, 6, 4)
    (raw / "lock.md").write_text(page("Canal's largest lock opens", "Westhaven Post", day, LOCK), encoding="utf-8")
    (raw / "again.md").write_text(page("Barges pass Westhaven", "Eastholm News", day, AGAIN), encoding="utf-8")
    copied = page("Largest lock of the canal opens", "Island Weekly", day + dt.timedelta(days=1), LOCK)
    (raw / "copied.md").write_text(copied, encoding="utf-8")
    late = dt.date(2004, 3, 3)
    (raw / "ferry.md").write_text(
        page("Council keeps the night ferry", "Westhaven Post", late, FERRY), encoding="utf-8"
    )
    saved = page("Nurses cheer as Norway saves the ferry", "Osterby Courier", late, SAVED)
    (raw / "saved.md").write_text(saved, encoding="utf-8")
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def built(folder: Path, towns: int) -> Path:
    """A dataset of so many towns."""
    write_raw(folder, towns)
    dateline.build([folder / "raw"], folder, workers=1, actors="authority")
    return folder
