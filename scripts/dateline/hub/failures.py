"""What the Hub's client raises, as errors that a person can act on; no token stands in them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dateline.errors import DatelineError, InputError, UsageError
from dateline.settings import REPOSITORY

TOKENS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HUGGINGFACE_HUB_TOKEN")
"""Variables of the environment that the client, or an older one, reads a token from."""
HIDDEN = "<token>"
AGAIN = "Run the same command again: what has travelled is not sent twice"
UNFIT = {
    401: ("the Hub does not accept the token", "Log in with `hf auth login`, or set HF_TOKEN to a token that is valid"),
    403: ("the token may not do this", "Use a token with write access to this repository, or ask its owner"),
    404: ("not found, or private and hidden from this token", "Check the name, and whose token is used"),
    409: ("the Hub sees a conflict", "Run the same command again; it looks at the Hub afresh"),
    412: (
        "the head of the repository moved after it was looked at: someone else has just committed",
        "See what they changed, then run the same command again",
    ),
    413: ("the Hub finds it too large", "Build the dataset in more, smaller files"),
    429: ("too many requests", "Wait some minutes, then run the same command again"),
}
"""Problem and remedy of each status of an answer that has some."""


class HubError(InputError):
    """The Hub refuses, cannot be reached, or holds something else than it should."""


def check_name(repository: str) -> None:
    """Raises UsageError where a text is no `owner/name`."""
    if not REPOSITORY.fullmatch(repository):
        remedy = "Name the repository with its owner, as in hilbert/my-news"
        raise UsageError("is no name of a dataset on the Hub", file=repository, expected="owner/name", remedy=remedy)


@contextmanager
def speaking_to(repository: str) -> Iterator[None]:
    """Within it, what the client raises becomes a HubError that says what to do."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        yield
    except DatelineError:
        raise
    # the client wraps what fails in an upload in RuntimeError, tells of bad answers and cards by ValueError and of what
    # Xet refuses by an OSError that names no file; one that names a file is about this machine
    except (HfHubHTTPError, HFValidationError, httpx2.HTTPError, OSError, RuntimeError, ValueError) as error:
        if getattr(error, "filename", None) is not None:
            raise
        # `from None`: the client's message may quote the header that the token stands in
        raise explained(error, repository) from None


def explained(error: BaseException, repository: str) -> HubError:
    """The client's error in our words."""
    causes = list(_causes(error))
    status = next(filter(None, map(_status, causes)), None)
    said = scrubbed(_first_line(error))
    if status is not None and status in UNFIT:
        problem, remedy = UNFIT[status]
        return HubError(problem, file=repository, found=f"HTTP {status}: {said}", remedy=remedy)
    if any(type(cause).__name__ == "OfflineModeIsEnabled" for cause in causes):
        return HubError("the client is told to stay offline", file=repository, remedy="Unset HF_HUB_OFFLINE")
    if status is None and any(_is_network(cause) for cause in causes):
        again = f"Check the network and HF_ENDPOINT. {AGAIN}"
        return HubError("the connection to the Hub failed", file=repository, found=said, remedy=again)
    found = said if status is None else f"HTTP {status}: {said}"
    return HubError("the Hub could not do it", file=repository, found=found, remedy=AGAIN)


def scrubbed(text: str) -> str:
    """The text without any token that this process knows."""
    for token in sorted(known_tokens(), key=len, reverse=True):
        text = text.replace(token, HIDDEN)
    return text


def known_tokens() -> set[str]:
    """The tokens of the environment and of the client's store, as they stand there and trimmed."""
    from huggingface_hub import get_token

    found = [get_token(), *(os.environ.get(name) for name in TOKENS)]
    return {part for token in found if token for part in (token, *token.split()) if len(part) > 3}


def need_token(repository: str) -> None:
    """Raises HubError where neither the environment nor the client's store has a token."""
    from huggingface_hub import get_token

    if get_token() is None:
        remedy = "Log in with `hf auth login`, or set HF_TOKEN to a token with write access"
        raise HubError("no token to publish with", file=repository, remedy=remedy)


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    response: Any = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    return status if isinstance(status, int) else None


def _is_network(error: BaseException) -> bool:
    import httpx2

    return isinstance(error, httpx2.TransportError | ConnectionError)


def _first_line(error: BaseException) -> str:
    """What an error says of itself: its first line, without the client's number of the request."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:200]
