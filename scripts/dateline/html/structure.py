"""How a page is built: where its mass of prose lies, and which blocks stand beside each other."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.html.dom import HtmlBlock, HtmlPage

Array = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

MAIN_SHARE = 0.6
"""The main container is the innermost element with this share of the prose of the element around it, all the way in."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Structure:
    """The places of a page, measured.

    Attributes:
        mass: letters of prose of each block.
        group: of each block, the place around its own: paragraphs of one article share it.
        look: of each block, a number for its element, class, and the class around it; blocks made alike share it.
        main: index of the place that holds most of the prose.
        heading: 1 for blocks that are h1 to h6.
    """

    def __init__(self, page: HtmlPage, blocks: Sequence[HtmlBlock], mass: Array) -> None:
        self.mass = mass
        self.places = page.places
        self.place: Indices = np.array([block.place for block in blocks], dtype=np.int64)
        outer = np.array([place.around if place.around > 0 else 0 for place in page.places], dtype=np.int64)
        self.outer = outer
        self.group: Indices = outer[self.place]
        self.look = self._looks(blocks)
        self.place_mass = self._place_mass()
        self.ends = self._ends()
        self.main = self._main()
        self.heading = np.array([block.tag in HEADINGS for block in blocks], dtype=np.float32)

    def _looks(self, blocks: Sequence[HtmlBlock]) -> Indices:
        known: dict[tuple[str, str, str, str], int] = {}
        looks = []
        for block in blocks:
            place = self.places[block.place]
            around = self.places[max(place.around, 0)]
            look = (
                place.tag,
                place.attributes.get("class") or "",
                around.tag,
                around.attributes.get("class") or "",
            )
            looks.append(known.setdefault(look, len(known)))
        return np.array(looks, dtype=np.int64)

    def _place_mass(self) -> Array:
        """Prose of each place and all within it; places stand in the order of the page, so children come last."""
        sums = np.bincount(self.place, weights=self.mass, minlength=len(self.places)).tolist()
        for at in range(len(self.places) - 1, 0, -1):
            sums[self.places[at].around] += sums[at]
        return np.array(sums, dtype=np.float32)

    def _ends(self) -> list[int]:
        """For each place the index behind its last descendant."""
        ends = list(range(1, len(self.places) + 1))
        for at in range(len(self.places) - 1, 0, -1):
            around = self.places[at].around
            if ends[around] < ends[at]:
                ends[around] = ends[at]
        return ends

    def _main(self) -> int:
        children: dict[int, list[int]] = defaultdict(list)
        for at in np.flatnonzero(self.place_mass[1:] > 0).tolist():
            children[self.places[at + 1].around].append(at + 1)
        main = 0
        while inner := children.get(main):
            best = max(inner, key=self.place_mass.__getitem__)
            if self.place_mass[best] < MAIN_SHARE * self.place_mass[main]:
                break
            main = best
        return main

    def columns(self) -> dict[str, Array]:
        """What the structure says of each block."""
        total = self.mass.sum() + 1
        depth = np.array([place.depth for place in self.places], dtype=np.float32)
        inside = ((self.place >= self.main) & (self.place < self.ends[self.main])).astype(np.float32)
        group_mass = np.bincount(self.group, weights=self.mass, minlength=len(self.places))[self.group]
        look_mass = np.bincount(self.look, weights=self.mass)[self.look]
        look_count = np.bincount(self.look)[self.look]
        second = self.outer[self.group]
        return {
            "depth": depth[self.place],
            "in_main": inside,
            "below_main": (depth[self.place] - depth[self.main]) * inside,
            "main_depth": np.full(len(self.place), depth[self.main], dtype=np.float32),
            "main_share": np.full(len(self.place), self.place_mass[self.main] / total, dtype=np.float32),
            "place_share": self.place_mass[self.place] / total,
            "group_share": self.place_mass[self.group] / total,
            "second_share": self.place_mass[second] / total,
            "third_share": self.place_mass[self.outer[second]] / total,
            "group_direct": (group_mass / total).astype(np.float32),
            "look_share": (look_mass / total).astype(np.float32),
            "look_count": look_count.astype(np.float32),
            "heading": self.heading,
        }

    def rank(self) -> dict[str, Array]:
        """How many blocks of the same group stand before and behind each."""
        before = np.zeros(len(self.group), dtype=np.float32)
        seen: dict[int, int] = {}
        for at, group in enumerate(self.group.tolist()):
            before[at] = seen[group] = seen.get(group, -1) + 1
        count = np.bincount(self.group)[self.group].astype(np.float32)
        return {"before_in_group": before, "behind_in_group": count - 1 - before}
