"""Values of Arrow arrays compared, nested ones too: as Python compares them."""

import math
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.compare.unequal import unequal

SPAN = st.none() | st.fixed_dictionaries({"at": st.none() | st.integers(0, 2), "to": st.integers(0, 1)})
ACTOR = st.none() | st.fixed_dictionaries(
    {"id": st.none() | st.sampled_from(["", "a", "b"]), "spans": st.none() | st.lists(SPAN, max_size=3)}
)
NESTED = st.none() | st.lists(ACTOR, max_size=3)
SPAN_TYPE = pa.struct([("at", pa.int64()), ("to", pa.int64())])
TYPE = pa.list_(pa.struct([("id", pa.string()), ("spans", pa.list_(SPAN_TYPE))]))


@settings(deadline=None)
@given(st.lists(st.tuples(NESTED, NESTED), max_size=12), st.integers(0, 3))
def test_nested_values_differ_as_in_python(pairs: list[tuple[Any, Any]], skip: int) -> None:
    old, new = (pa.array([pair[side] for pair in pairs], TYPE).slice(skip) for side in (0, 1))
    assert unequal(old, new).tolist() == [one != other for one, other in pairs][skip:]


@settings(deadline=None)
@given(st.lists(NESTED, max_size=12))
def test_an_array_is_equal_to_itself(values: list[Any]) -> None:
    array = pa.array(values, TYPE)
    assert not unequal(array, array).any()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (pa.string(), "a", "b"),
        (pa.string(), "", None),
        (pa.bool_(), True, False),
        (pa.int32(), 0, None),
        (pa.float64(), 0.5, 0.25),
        (pa.float64(), math.nan, 0.0),
        (pa.date32(), 1, 2),
        (pa.timestamp("ms", tz="UTC"), 1, 2),
        (pa.large_list(pa.string()), ["a"], ["b"]),
        (pa.list_(pa.string()), [], None),
        (pa.list_(pa.string()), ["a", "b"], ["ab"]),
        (pa.list_(pa.string()), [None], []),
        (pa.list_(pa.string(), 2), ["a", "b"], ["a", "c"]),
        (pa.binary(), b"a", b"b"),
        (pa.map_(pa.string(), pa.int64()), [("a", 1)], [("a", 2)]),
    ],
)
def test_each_type(kind: pa.DataType, old: Any, new: Any) -> None:
    one, other = pa.array([old, new, old, new], kind), pa.array([new, old, old, new], kind)
    assert unequal(one, other).tolist() == [True, True, False, False]


def test_values_that_are_none() -> None:
    assert unequal(pa.nulls(3), pa.nulls(3)).tolist() == [False] * 3
    assert unequal(pa.array([], TYPE), pa.array([], TYPE)).tolist() == []
