"""How much a score on so many independent groups can mean."""

import math
from typing import Literal

Weight = Literal["none", "too small", "small", "fair"]

LEAST = 30
"""Groups below which a task means nothing: a rate measured on 30 independent cases is known to within .18
(1.96 * sqrt(.25 / 30)), so that most systems cannot be told from each other."""

FAIR = 400
"""Groups from which a rate is known to within .05."""


def weight(groups: int) -> Weight:
    """What a side of so many independent groups is good for."""
    if not groups:
        return "none"
    return "too small" if groups < LEAST else "small" if groups < FAIR else "fair"


def half_width(groups: int) -> float:
    """Half of the 95% interval of a rate of one half, measured on so many groups (normal approximation)."""
    return min(1.0, 1.96 * math.sqrt(0.25 / groups)) if groups else 1.0


def told(groups: int) -> str:
    """The same in words."""
    known = f"{groups:,} independent group{'' if groups == 1 else 's'}, a rate is known to ±{half_width(groups):.2f}"
    match weight(groups):
        case "none":
            return "has no items"
        case "too small":
            return f"too small to mean anything: {known}"
        case "small":
            return f"small: {known}"
    return known


def in_short(groups: int) -> str:
    """The same for a narrow cell: `too small, ±0.35`."""
    return f"{weight(groups)}, ±{half_width(groups):.2f}" if groups else "no items"
