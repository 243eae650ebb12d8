"""Dateline: raw news articles in, a dataset that can be trusted out.

import dateline
article = dateline.extract(text)            # one document, with the evidence for every field
result = dateline.build(["raw/"], "out")    # a folder of documents, as a dataset
report = dateline.validate("out")           # every rule of the contract
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline.api import Article, Evidence, build, extract
    from dateline.validate import validate

__all__ = ["Article", "Evidence", "__version__", "build", "extract", "validate"]


def __getattr__(name: str) -> object:
    # The functions need pyarrow and more; `import dateline` and `dateline --help` do not.
    if name in ("Article", "Evidence", "build", "extract"):
        from dateline import api

        return getattr(api, name)
    if name == "validate":
        from importlib import import_module

        return import_module("dateline.validate").validate
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
