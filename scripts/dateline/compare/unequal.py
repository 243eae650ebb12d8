"""Which values of two Arrow arrays differ, nested lists and structs compared as values, exactly."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]


def unequal(old: pa.Array, new: pa.Array) -> Mask:
    """True where the value at a place differs; null equals null, and NaN equals NaN.

    Args:
        old, new: arrays of the same length, whose types are the same but for what may be null.
    """
    nulls, others = _nulls(old), _nulls(new)
    differ: Mask = nulls != others
    both = np.flatnonzero(~nulls & ~others)
    if len(both):
        differ[both] = _values(old.take(pa.array(both)), new.take(pa.array(both)))
    return differ


def _nulls(values: pa.Array) -> Mask:
    found: Mask = values.is_null().to_numpy(zero_copy_only=False).copy()
    return found


def _values(old: pa.Array, new: pa.Array) -> Mask:
    """As `unequal`, where no value is null."""
    kind = old.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(old, new)
    if pa.types.is_struct(kind):
        members = zip(old.flatten(), new.flatten(), strict=True)
        apart = [np.zeros(len(old), bool), *(unequal(one, other) for one, other in members)]
        differ: Mask = np.logical_or.reduce(apart)
        return differ
    try:
        differ = pc.not_equal(old, new).to_numpy(zero_copy_only=False).copy()
    except pa.ArrowNotImplementedError:  # a type that no contract has: exact all the same, only slower
        return np.array([one != other for one, other in zip(old.to_pylist(), new.to_pylist(), strict=True)], bool)
    if pa.types.is_floating(kind):
        differ &= ~(pc.is_nan(old).to_numpy(zero_copy_only=False) & pc.is_nan(new).to_numpy(zero_copy_only=False))
    return differ


def _lists(old: pa.Array, new: pa.Array) -> Mask:
    """Lists of other lengths differ; the others are compared element by element."""
    lengths = old.value_lengths().to_numpy(zero_copy_only=False)
    differ: Mask = lengths != new.value_lengths().to_numpy(zero_copy_only=False)
    alike = np.flatnonzero(~differ)
    old, new = old.take(pa.array(alike)), new.take(pa.array(alike))
    elements = unequal(old.flatten(), new.flatten())
    owners = np.repeat(alike, lengths[alike])
    differ[owners[elements]] = True
    return differ
