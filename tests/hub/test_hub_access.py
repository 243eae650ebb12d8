"""Tokens, private repositories, refusals and a Hub that is not there: clear errors, and no token in any of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

OWNER = "hf_canaryTokenOfTheOwner0123456789"
READER = "hf_canaryTokenOfAReader0123456789"
STRANGER = "hf_canaryTokenOfAStranger0123456789"
CANARY = "canaryToken"


@pytest.fixture(scope="module")
def chatty(start: Callable[..., Any]) -> Any:
    """A client that is told to log every call that it makes."""
    client = start(HF_DEBUG="1")
    client.call("__main__", "publish_unchecked")
    return client


@pytest.fixture(scope="module")
def made(release: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    return release(tmp_path_factory.mktemp("access") / "eastholm", count=3)


@pytest.fixture(autouse=True)
def _no_token_in_sight(chatty: Any) -> Iterator[None]:
    """After every test of this module: no token in what the process has written, its log of calls included."""
    yield
    assert CANARY not in chatty.said()


def refusal(client: Any, failed: type[Exception], folder: Path, name: str, **more: Any) -> Any:
    with pytest.raises(failed) as error:
        client.publish(folder, name, **more)
    assert CANARY not in str(error.value)
    assert CANARY not in error.value.traceback
    return error.value


def test_no_token(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    error = refusal(chatty, failed, made.folder, "hilbert/tokens", token=None)
    assert "no token to publish with" in str(error)
    assert "hf auth login" in str(error)
    assert (error.kind, error.exit_code) == ("HubError", 3)
    assert "hilbert/tokens" not in hub.repos


def test_a_token_that_the_hub_does_not_know(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    error = refusal(chatty, failed, made.folder, "hilbert/tokens", token=STRANGER)
    assert "does not accept the token" in str(error)
    assert error.exit_code == 3


def test_a_token_that_may_only_read(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    hub.create("hilbert/tokens-read")
    for name in ("hilbert/tokens-read", "hilbert/tokens-new"):
        error = refusal(chatty, failed, made.folder, name, token=READER)
        assert "the token may not do this" in str(error)
        assert "write access" in str(error)
    assert len(hub.repos["hilbert/tokens-read"].commits) == 1


def test_a_repository_of_another_owner(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    assert "the token may not do this" in str(refusal(chatty, failed, made.folder, "noether/tokens"))


def test_a_token_of_several_lines(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    """The client quotes a header that it cannot send."""
    error = refusal(chatty, failed, made.folder, "hilbert/tokens", token=f"{OWNER}\x01\x7f more\nlines")
    assert error.kind == "HubError"


def test_a_token_of_letters_that_no_header_holds(hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    assert refusal(chatty, failed, made.folder, "hilbert/tokens", token=f"{OWNER}é").kind == "HubError"


def test_a_server_that_repeats_the_token(
    hub: Any, loopback: Any, chatty: Any, made: Any, failed: type[Exception]
) -> None:
    def tell() -> None:
        raise loopback.Answer(403, f"token {OWNER} is not allowed here")

    hub.before("create", tell)
    assert "<token>" in str(refusal(chatty, failed, made.folder, "hilbert/tokens"))


def test_the_token_of_the_clients_store(
    hub: Any, start: Callable[..., Any], made: Any, tmp_path: Path, failed: type[Exception]
) -> None:
    (tmp_path / "token").write_text(STRANGER)
    client = start(tmp_path, HF_DEBUG="1")
    error = refusal(client, failed, made.folder, "hilbert/tokens", token=None)
    assert "does not accept the token" in str(error)
    (tmp_path / "token").write_text(OWNER)
    assert client.publish(made.folder, "hilbert/stored", token=None)["action"] == "published"
    assert CANARY not in client.said()


class TestAPrivateRepository:
    def test_is_made_and_needs_its_owners_token(
        self, hub: Any, chatty: Any, made: Any, failed: type[Exception]
    ) -> None:
        done = chatty.publish(made.folder, "hilbert/private", private=True)
        assert done["private"] is True
        assert hub.repos["hilbert/private"].private
        assert chatty.publish(made.folder, "hilbert/private")["action"] == "nothing to do"
        plan = chatty.publish(made.folder, "hilbert/private", token=None, dry_run=True)
        assert plan["head"] is None  # who may not see it cannot know that it is there
        for token, said in ((None, "no token"), (STRANGER, "does not accept")):
            assert said in str(refusal(chatty, failed, made.folder, "hilbert/private", token=token))
        with pytest.raises(failed, match="hilbert/private") as error:
            chatty.call("__main__", "safe", "hilbert/private", env={"HF_TOKEN": None})
        assert error.value.exit_code == 3
        found = chatty.call("__main__", "safe", "hilbert/private", env={"HF_TOKEN": OWNER}, split="train")
        assert len(found["train"]["rows"]) == 3

    def test_is_not_swapped_for_a_public_one(self, hub: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
        hub.create("hilbert/public")
        error = refusal(chatty, failed, made.folder, "hilbert/public", private=True)
        assert "is public, and a private one was asked for" in str(error)
        assert len(hub.repos["hilbert/public"].commits) == 1


def test_an_answer_that_is_no_answer(hub: Any, loopback: Any, chatty: Any, made: Any, failed: type[Exception]) -> None:
    hub.create("hilbert/broken")

    def fail() -> None:
        raise loopback.Answer(413, "Payload too large")

    hub.before("commit", fail)
    error = refusal(chatty, failed, made.folder, "hilbert/broken")
    assert "HTTP 413" in str(error)
    assert hub.repos["hilbert/broken"].tags == {}


def test_a_hub_that_is_not_there(start: Callable[..., Any], made: Any, failed: type[Exception]) -> None:
    client = start(url="http://127.0.0.1:9")
    error = refusal(client, failed, made.folder, "hilbert/away")
    assert "the connection to the Hub failed" in str(error)
    assert "HF_ENDPOINT" in str(error)
    assert error.exit_code == 3


def test_a_client_that_is_told_to_stay_offline(start: Callable[..., Any], made: Any, failed: type[Exception]) -> None:
    client = start(HF_HUB_OFFLINE="1")
    assert "Unset HF_HUB_OFFLINE" in str(refusal(client, failed, made.folder, "hilbert/away"))
