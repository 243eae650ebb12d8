"""Dateline: raw news articles in, a dataset that can be trusted out.

    import dateline
    article = dateline.extract(text)            # one document, with the evidence for every field
    result = dateline.build(["raw/"], "out")    # a folder of documents, as a dataset
    report = dateline.validate("out")           # every rule of the contract
    rows = dateline.load("owner/name", version="1.0.0")  # a release, through `datasets`, checked

What is heavy is imported when a function is first used.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline.api import Article, Evidence, build, extract
    from dateline.editions.rehydrate import rehydrate
    from dateline.hub.load import load
    from dateline.hub.publish import publish
    from dateline.validate import validate
    from dateline.verify import verify

__all__ = [
    "Article",
    "Evidence",
    "__version__",
    "build",
    "extract",
    "load",
    "publish",
    "rehydrate",
    "validate",
    "verify",
]

_HOMES = {
    **dict.fromkeys(("Article", "Evidence", "build", "extract"), "dateline.api"),
    "load": "dateline.hub.load",
    "publish": "dateline.hub.publish",
    "rehydrate": "dateline.editions.rehydrate",
    "validate": "dateline.validate",
    "verify": "dateline.verify",
}


def __getattr__(name: str) -> object:
    # The functions need pyarrow and more; `import dateline` and `dateline --help` do not.
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """This package: the functions `extract` and `validate` stay what they are when the modules of these names are
    imported, which else would take their places as attributes.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
