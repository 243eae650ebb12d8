"""Who is who across articles: accuracy on pairs of names, on a made-up corpus and on a labelled one; time and memory.

    python benchmarks/linking.py pairs [--errors]
    python benchmarks/linking.py scale [--documents 25000 50000 100000 200000] [--people 50000]
    python benchmarks/linking.py corpus --gold mentions.jsonl --articles articles.jsonl --raw FOLDER

``pairs``: the tables `tests/linking/*people.txt`, labelled by hand, beside rapidfuzz's token_set_ratio and
Jaro-Winkler, each at the threshold that is best for it on these very pairs. The rules were made with a look at
`same_people.txt` and `other_people.txt`. The `unseen_` tables were written afterwards; when they were first scored, F1
was .946 and the share of false positives .023, and two faults in Korean names that they showed were put right since.
``scale``: documents that name people by Zipf's law, in the romanisations of several languages, with initials, second
names and namesakes; a line for each number of documents, each in a process of its own. ``corpus``: actors as
`find_actors` finds them, linked with Dateline's authority and without. B-cubed is over mentions (of `scale`: over
namings), each weighing the same.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from linking_scores import bcubed, pairwise, print_pairs
from linking_world import corpus

from dateline.corpus.identities import link
from dateline.corpus.identities.names import person_name


def measure(documents: int, people: int) -> None:
    """One line of the curve."""
    table, who = corpus(documents, people)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.process_time()
    linked = link(table)
    cost = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ids = table["id"].to_pylist()
    final = linked.ids
    found = [final.get(identifier, identifier) for identifier in ids]
    b3, pair = bcubed(who, found), pairwise(who, found)
    told = [place for place, name in enumerate(table["name"].to_pylist()) if len(person_name(name).parts[0]) > 1]
    full = bcubed([who[place] for place in told], [found[place] for place in told])
    print(
        f"{documents:8,} documents {len(ids):8,} namings {len(set(who)):6,} people {len(set(found)):6,} found | "
        f"{cost:6.1f} CPU s {1e6 * cost / len(ids):5.0f} µs/naming | {before:5.0f} -> {peak:5.0f} MB | "
        f"B3 {b3}, without initials {full} | pairs P {pair.precision:.4f} R {pair.recall:.4f} | "
        f"ambiguous {len(set(linked.candidates['id'].to_pylist())):,} review {linked.review.num_rows:,}",
        flush=True,
    )


def print_scale(sizes: Iterable[int], people: int) -> None:
    for size in sizes:
        command = [sys.executable, __file__, "one", "--documents", str(size), "--people", str(people)]
        subprocess.run(command, check=True)  # noqa: S603 - this file itself; a process of its own has its own peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("pairs").add_argument("--errors", action="store_true")
    for name in ("scale", "one"):
        command = commands.add_parser(name)
        command.add_argument("--documents", type=int, nargs="+", default=[25_000, 50_000, 100_000, 200_000])
        command.add_argument("--people", type=int, default=50_000)
    command = commands.add_parser("corpus")
    for option in ("--gold", "--articles", "--raw"):
        command.add_argument(option, type=Path, required=True)
    given = parser.parse_args()
    if given.command == "pairs":
        print_pairs(given.errors)
    elif given.command == "scale":
        print_scale(given.documents, given.people)
    elif given.command == "one":
        measure(given.documents[0], given.people)
    else:
        from linking_corpus import print_corpus  # loads the actors stage with its model

        print_corpus(given.gold, given.articles, given.raw)


if __name__ == "__main__":
    main()
