"""The examples of the contract: the good keep every rule, a bad one breaks exactly the rule that it names."""

import pytest

from dateline.validate import validate_tables
from dateline_schema.checks import AtLeast
from dateline_schema.corpus import RULES
from dateline_schema.examples import Example, bad, good
from dateline_schema.levels import NOT_NULL
from dateline_schema.render import walk
from dateline_schema.tables import TABLES

GOOD = good()
BAD = bad()


@pytest.mark.parametrize("example", GOOD, ids=lambda example: example.name)
def test_good_examples_keep_every_rule(example: Example) -> None:
    assert validate_tables(example.tables, whole=True) == []


@pytest.mark.parametrize("example", BAD, ids=lambda example: f"{example.breaks}: {example.shows}")
def test_bad_examples_break_their_rule_alone(example: Example) -> None:
    failures = validate_tables(example.tables, whole=True)
    assert {failure.rule for failure in failures} == {example.breaks}


def test_every_rule_has_a_bad_example() -> None:
    fields = [field for table in TABLES for _, field in walk(table.columns)]
    checks = {check.rule for field in fields for check in field.checks}
    rules = {NOT_NULL, *checks, *(rule.name for rule in RULES)}
    assert rules - {example.breaks for example in BAD} == set()


def test_every_table_has_a_good_row() -> None:
    assert {name for example in GOOD for name, table in example.tables.items() if table.num_rows} == {
        table.name for table in TABLES
    }


def test_minimum_is_the_only_check_of_numbers() -> None:
    # the bad example of `minimum` stands for every AtLeast
    assert AtLeast(0).rule == "minimum"
