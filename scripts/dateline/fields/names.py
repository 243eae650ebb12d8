"""Publishers and agencies by the names they go by: a look-up made of `dataset.toml` and the built-in agencies."""

import re
from dataclasses import dataclass
from functools import cached_property

from dateline.settings import Settings, all_agencies

ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|de)\s+")


def spell(name: str) -> str:
    """A name for comparison: case folded, without a leading article and punctuation, spaces kept."""
    return " ".join(re.findall(r"\w+", ARTICLE.sub("", name.casefold().strip())))


@dataclass(frozen=True)
class Names:
    """Canonical names of publishers and agencies, found by name, alias or domain."""

    settings: Settings

    @cached_property
    def _publishers(self) -> dict[str, str]:
        return {spell(alias): p.name for p in self.settings.publishers for alias in (p.name, *p.aliases)}

    @cached_property
    def _agencies(self) -> dict[str, str]:
        return {spell(alias): a.name for a in all_agencies(self.settings) for alias in (a.name, *a.aliases)}

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {domain: p.name for p in self.settings.publishers for domain in p.domains}

    @cached_property
    def sites(self) -> frozenset[str]:
        """Names of publishers with nothing but letters and digits, to know one that stands beside a headline."""
        return frozenset(name.replace(" ", "") for name in self._publishers)

    def publisher(self, name: str) -> str | None:
        return self._publishers.get(spell(name))

    def agency(self, name: str) -> str | None:
        return self._agencies.get(spell(name))

    def publisher_of(self, domain: str | None) -> str | None:
        return self._domains.get(domain) if domain else None
