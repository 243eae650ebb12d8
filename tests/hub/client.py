"""A process that uses the Hub as a person would: it takes calls as lines of JSON and answers each with one.

The client reads HF_ENDPOINT and HF_HOME when it is imported, so they cannot be changed within the tests' own process;
and a name that is not this machine's is refused, so that no test ever asks the real Hub.
"""

import contextlib
import datetime as dt
import importlib
import json
import os
import re
import socket
import sys
import traceback
from typing import Any

HERE = ("127.0.0.1", "localhost", "::1", None)
_lookup = socket.getaddrinfo


def only_here(host: Any, *arguments: Any, **more: Any) -> Any:
    if host not in HERE:
        print(f"refused to look up {host}", file=sys.stderr, flush=True)
        raise socket.gaierror(socket.EAI_NONAME, "no other machine is asked by tests")
    return _lookup(host, *arguments, **more)


def plain(name: str, config: str | None = None, **more: Any) -> dict[str, Any]:
    """What `load_dataset` gives."""
    from datasets import load_dataset

    return summary(load_dataset(name, config, **more), more.get("split"))


def safe(name: str, config: str = "articles", **more: Any) -> dict[str, Any]:
    """What `dateline.load` gives."""
    from dateline.hub.load import load

    if more.get("filters"):
        more["filters"] = [(column, sign, typed(value)) for column, sign, value in more["filters"]]
    return summary(load(name, config, **more), more.get("split"))


def typed(value: Any) -> Any:
    """A value of a filter: JSON has no days."""
    return dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else value


def summary(found: Any, split: str | None) -> dict[str, Any]:
    """Class, types of columns and rows of each split."""
    splits = {split: found} if split else found
    return {
        name: {
            "class": type(rows).__name__,
            "features": {column: str(kind) for column, kind in rows.features.items()},
            "types": {column.name: str(column.type) for column in rows.features.arrow_schema},
            "rows": json.loads(json.dumps(list(rows), default=str)),
        }
        for name, rows in splits.items()
    }


def snapshot(name: str, revision: str) -> str:
    """The folder of a whole version."""
    from huggingface_hub import snapshot_download

    return snapshot_download(name, repo_type="dataset", revision=revision)


def published(folder: str, name: str) -> list[list[Any]]:
    """What `publish` tells of its progress."""
    from dateline.hub.publish import publish

    told: list[list[Any]] = []
    publish(folder, name, progress=lambda *facts: told.append(list(facts)))
    return told


def publish_unchecked() -> None:
    """From now on, this process does not load what it has published."""
    import dateline.hub.publish

    dateline.hub.publish.check_published = lambda *facts: {"unchecked": 1}


def checked(name: str, tag: str, folder: str) -> dict[str, int]:
    """Whether a published release is what a folder holds."""
    from dateline.hub.check import check_published
    from dateline.manifest import read_manifest

    return check_published(name, tag, read_manifest(folder), lambda *facts: None)


def answer(call: dict[str, Any]) -> dict[str, Any]:
    for name, value in call.get("env", {}).items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    module = importlib.import_module(call["module"])
    try:
        value = getattr(module, call["name"])(*call.get("args", ()), **call.get("more", {}))
        return {"value": value if not hasattr(value, "to_json") else value.to_json()}
    except Exception as error:
        known = {"class": type(error).__name__, "exit_code": getattr(error, "exit_code", None), "text": str(error)}
        return {"error": known | {"traceback": traceback.format_exc()}}


def main() -> None:
    socket.getaddrinfo = only_here
    out = sys.stdout
    for line in sys.stdin:
        with contextlib.redirect_stdout(sys.stderr):
            reply = answer(json.loads(line))
        print(json.dumps(reply, default=str), file=out, flush=True)


if __name__ == "__main__":
    main()
