"""A stand-in for the Hugging Face Hub on this machine: what `huggingface_hub` and `datasets` ask of it, over HTTP.

Every commit keeps its whole tree, so that any revision can be read. Tests look at what was asked (`Hub.requests`), and
make things go wrong (`Hub.before`, `Hub.cut_put`, `Hub.lose_answer`).
"""

import base64
import hashlib
import json
import re
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ATTRIBUTES = b"".join(
    b"*.%s filter=lfs diff=lfs merge=lfs -text\n" % end for end in (b"parquet", b"bin", b"zip", b"gz")
)
LARGE_ENDINGS = (".parquet", ".bin", ".zip", ".gz")
LARGE = 10_000_000
REFUSED = "Invalid credentials in Authorization header"


def git_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Entry:
    """A file of a tree: git's name of what git holds, the bytes of the content, the SHA-256 of a large file."""

    blob: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True)
class Commit:
    oid: str
    parent: str | None
    title: str
    description: str
    tree: dict[str, Entry]


@dataclass
class Repo:
    private: bool
    commits: dict[str, Commit] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    objects: set[str] = field(default_factory=set)
    """Large files that were sent to this repository, named by a commit or not."""

    @property
    def head(self) -> Commit:
        return self.commits[self.branches["main"]]

    def find(self, revision: str) -> Commit | None:
        oid = self.branches.get(revision) or self.tags.get(revision) or revision
        return self.commits.get(oid)


@dataclass(frozen=True)
class User:
    name: str
    writes: bool = True


@dataclass(frozen=True)
class Request:
    """What was asked: its kind (`commit`, `put`, …), the bytes of its body that were received, the answer's status."""

    kind: str
    method: str
    path: str
    received: int
    status: int


class Cut(Exception):
    """The connection ends here."""


class Answer(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.code = status, message, code


class Hub:
    """The state of the stand-in, and what tests do to it."""

    def __init__(self, cas: Path | None = None) -> None:
        self.users: dict[str, User] = {}
        self.repos: dict[str, Repo] = {}
        self.blobs: dict[str, bytes] = {}
        self.large: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.requests: list[Request] = []
        self.page = 1000
        self.part_size: int | None = None
        self.cas = cas
        self.lock = threading.RLock()
        self._before: dict[str, list[Callable[[], None]]] = {}
        self._cuts: list[int] = []
        self._cut_all = False
        self._lost: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # what tests do

    def before(self, kind: str, action: Callable[[], None]) -> None:
        """Do this once, before the next request of a kind that none else waits for. It may raise `Cut` or `Answer`."""
        self._before.setdefault(kind, []).append(action)

    def cut_put(self, after: int, *, further: bool = False) -> None:
        """End the connection of the next upload after so many bytes, and of all `further` ones at once."""
        self._cuts.append(after)
        self._cut_all = further

    def lose_answer(self, kind: str) -> None:
        """Do what the next request of a kind asks, and end the connection before the answer."""
        self._lost.add(kind)

    def heal(self) -> None:
        """Take back everything that was to go wrong, and forget what was asked."""
        self._before.clear()
        self._cuts.clear()
        self._lost.clear()
        self._cut_all = False
        self.requests.clear()

    def count(self) -> Counter[str]:
        """Requests by kind."""
        return Counter(request.kind for request in self.requests)

    def received(self, kind: str) -> int:
        """Bytes of the bodies of a kind of request."""
        return sum(request.received for request in self.requests if request.kind == kind)

    def add(self, repo_id: str, files: dict[str, bytes | None], title: str = "Someone else's work") -> str:
        """Commit files as another person would; None deletes."""
        repo = self.repos[repo_id]
        tree = dict(repo.head.tree)
        for path, data in files.items():
            if data is None:
                tree.pop(path)
            else:
                tree[path] = self.large_entry(data) if path.endswith(LARGE_ENDINGS) else self.small_entry(data)
                repo.objects |= {tree[path].sha256 or ""}
        return self.commit(repo, tree, title, "")

    # the repository

    def create(self, repo_id: str, *, private: bool = False) -> Repo:
        repo = self.repos[repo_id] = Repo(private)
        self.commit(repo, {".gitattributes": self.small_entry(ATTRIBUTES)}, "initial commit", "")
        return repo

    def commit(self, repo: Repo, tree: dict[str, Entry], title: str, description: str) -> str:
        parent = repo.branches.get("main")
        seed = json.dumps([parent, title, len(repo.commits), sorted((p, e.blob) for p, e in tree.items())])
        oid = hashlib.sha1(seed.encode(), usedforsecurity=False).hexdigest()
        repo.commits[oid] = Commit(oid, parent, title, description, tree)
        repo.branches["main"] = oid
        return oid

    def small_entry(self, data: bytes) -> Entry:
        blob = git_id(data)
        self.blobs[blob] = data
        return Entry(blob, len(data))

    def large_entry(self, data: bytes) -> Entry:
        sha256 = hashlib.sha256(data).hexdigest()
        self.large[sha256] = data
        return self.pointer(sha256, len(data))

    @staticmethod
    def pointer(sha256: str, size: int) -> Entry:
        text = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n"
        return Entry(git_id(text.encode()), size, sha256)

    def content(self, entry: Entry) -> bytes:
        return self.blobs[entry.blob] if entry.sha256 is None else self.large[entry.sha256]

    def read(self, repo_id: str, path: str, revision: str = "main") -> bytes:
        """The content of a file."""
        commit = self.repos[repo_id].find(revision)
        assert commit is not None
        return self.content(commit.tree[path])

    # Xet: a local store that hf_xet writes itself; what a commit names is looked up in its shards

    def xet_files(self) -> dict[str, str]:
        """Xet's hash of each file in the store, by SHA-256."""
        if self.cas is None:
            return {}
        shards = [path.read_bytes() for path in sorted(self.cas.rglob("shards/*.mdb"))]
        return {sha256: xet_hash for shard in shards for xet_hash, sha256 in shard_files(shard)}

    def fetch_xet(self, sha256: str, size: int) -> bool:
        """Put a file from the Xet store with the large files; whether it is there."""
        import hf_xet

        xet_hash = self.xet_files().get(sha256)
        if xet_hash is None:
            return False
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "file"
            with hf_xet.XetSession().new_file_download_group(
                endpoint=f"local://{self.cas}",
                token="t",  # noqa: S106 - a local store asks for none
                token_expiry_unix_secs=int(time.time()) + 3600,
            ) as group:
                group.start_download_file(hf_xet.XetFileInfo(xet_hash, size), str(target))
            self.large[sha256] = target.read_bytes()
        return True


def shard_files(shard: bytes) -> Iterator[tuple[str, str]]:
    """Xet hash and SHA-256 of each file of a metadata shard: records of 48 bytes after its head (xet-core, mdb_shard).

    A file has a head (hash, flags, number of segments), its segments, as many verification records where bit 31 of the
    flags is set, and one record with its SHA-256 where bit 30 is. A head of all ones ends the list.
    """
    at = 48
    while at + 48 <= len(shard) and shard[at : at + 32] != b"\xff" * 32:
        flags, segments = (int.from_bytes(shard[at + start : at + start + 4], "little") for start in (32, 36))
        end = at + 48 * (1 + segments * (2 if flags & 1 << 31 else 1))
        if flags & 1 << 30:
            yield word_hex(shard[at : at + 32]), word_hex(shard[end : end + 32])
            end += 48
        at = end


def word_hex(digest: bytes) -> str:
    """Xet writes a hash as four little-endian words of 64 bits."""
    return "".join(f"{int.from_bytes(digest[start : start + 8], 'little'):016x}" for start in range(0, 32, 8))


REPO = r"(?P<repo>[^/]+/[^/]+?)"
ROUTES: tuple[tuple[str, str, str], ...] = (
    ("POST", r"/api/repos/create", "create"),
    ("GET", r"/api/whoami-v2", "whoami"),
    ("POST", r"/api/validate-yaml", "yaml"),
    ("GET", rf"/api/datasets/{REPO}/refs", "refs"),
    ("GET", rf"/api/datasets/{REPO}/tree/(?P<rev>[^/]+)(?:/(?P<path>.+))?", "tree"),
    ("POST", rf"/api/datasets/{REPO}/paths-info/(?P<rev>[^/]+)", "paths"),
    ("POST", rf"/api/datasets/{REPO}/preupload/(?P<rev>[^/]+)", "preupload"),
    ("POST", rf"/api/datasets/{REPO}/commit/(?P<rev>[^/]+)", "commit"),
    ("POST", rf"/api/datasets/{REPO}/tag/(?P<rev>[^/]+)", "tag"),
    ("GET", rf"/api/datasets/{REPO}/xet-(?P<access>read|write)-token/(?P<rev>[^/]+)", "xet_token"),
    ("GET", rf"/api/datasets/{REPO}(?:/revision/(?P<rev>[^/]+))?", "info"),
    ("POST", rf"/datasets/{REPO}\.git/info/lfs/objects/batch", "batch"),
    ("PUT", rf"/store/{REPO}/(?P<oid>[0-9a-f]{{64}})(?:/(?P<part>\d+))?", "put"),
    ("POST", rf"/store/{REPO}/(?P<oid>[0-9a-f]{{64}})/complete", "complete"),
    ("POST", rf"/store/{REPO}/(?P<oid>[0-9a-f]{{64}})/verify", "verify"),
    ("GET", rf"/datasets/{REPO}/resolve/(?P<rev>[^/]+)/(?P<path>.+)", "resolve"),
    ("HEAD", rf"/datasets/{REPO}/resolve/(?P<rev>[^/]+)/(?P<path>.+)", "resolve"),
)
"""Method, path and kind of every call that is answered."""


class Handler(BaseHTTPRequestHandler):
    """Answers calls; the methods that do it are named `do_` + kind in lower case."""

    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: Any) -> None:
        return None

    def _serve(self) -> None:
        self.received, self.status = 0, 0
        url = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(url.query))
        kind, self.found = self._route(url.path)
        try:
            self._act(kind)
        except Answer as answer:
            self._error(answer)
        except Cut:
            self.close_connection = True
            self.connection.close()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.hub.requests.append(Request(kind, self.command, url.path, self.received, self.status))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _serve

    def _route(self, path: str) -> tuple[str, dict[str, str]]:
        for method, pattern, kind in ROUTES:
            if method == self.command and (match := re.fullmatch(pattern, path)):
                return kind, {name: urllib.parse.unquote(value) for name, value in match.groupdict().items() if value}
        return "other", {}

    def _act(self, kind: str) -> None:
        # what a test does to an upload stands before its body is read; elsewhere an answer needs the body read first
        self.body = b"" if kind == "put" else self._body(int(self.headers.get("Content-Length") or 0))
        if waiting := self.hub._before.get(kind):
            waiting.pop(0)()
        if kind == "put":
            self.body = self._upload()
        if kind == "other":
            raise Answer(404, "Sorry, we can't find the page you are looking for.")
        with self.hub.lock:
            reply = getattr(self, f"on_{kind}")()
        if kind in self.hub._lost:
            self.hub._lost.discard(kind)
            raise Cut
        if reply is not None:
            self._json(*reply if isinstance(reply, tuple) else (reply,))

    def _body(self, size: int) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            return b"".join(self._chunks())
        data = self.rfile.read(size)
        self.received += len(data)
        return data

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0], 16):
            data = self.rfile.read(size)
            self.received += size
            self.rfile.readline()
            yield data
        self.rfile.readline()

    def _upload(self) -> bytes:
        if self.hub._cuts:
            self._body(min(self.hub._cuts.pop(0), int(self.headers.get("Content-Length") or 0)))
            raise Cut
        if self.hub._cut_all:
            raise Cut
        return self._body(int(self.headers.get("Content-Length") or 0))

    # answers

    def _json(self, value: Any, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.status = status
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _error(self, answer: Answer) -> None:
        code = {"X-Error-Code": answer.code} if answer.code else {}
        self._json({"error": answer.message}, {"X-Error-Message": answer.message, **code}, answer.status)

    # who asks, and for what

    def _user(self) -> User | None:
        header = self.headers.get("Authorization")
        if header is None:
            return None
        user = self.hub.users.get(header.removeprefix("Bearer "))
        if user is None:
            raise Answer(401, REFUSED)
        return user

    def _repo(self, *, write: bool = False) -> Repo:
        name, user = self.found["repo"], self._user()
        repo = self.hub.repos.get(name)
        owns = user is not None and name.split("/")[0] == user.name
        if repo is None or (repo.private and not owns):
            if user is None:
                raise Answer(401, "Invalid username or password.", "RepoNotFound")
            raise Answer(404, "Repository not found", "RepoNotFound")
        if write and user is None:
            raise Answer(401, "Invalid username or password.")
        if write and not (owns and user is not None and user.writes):
            raise Answer(403, "Forbidden: you must have write access to the content of this repo")
        return repo

    def _commit(self, repo: Repo) -> Commit:
        commit = repo.find(self.found.get("rev", "main"))
        if commit is None:
            raise Answer(404, f"Invalid rev id: {self.found['rev']}", "RevisionNotFound")
        return commit

    # calls

    def on_create(self) -> Any:
        asked, user = json.loads(self.body), self._user()
        if user is None:
            raise Answer(401, "Invalid username or password.")
        name = f"{asked.get('organization') or user.name}/{asked['name']}"
        if asked["type"] != "dataset" or name.split("/")[0] != user.name or not user.writes:
            raise Answer(403, "You don't have the rights to create a dataset under this namespace")
        if name in self.hub.repos:
            error = {"error": "You already created this dataset repo", "url": f"{self.hub.url}/datasets/{name}"}
            return error, None, 409
        self.hub.create(name, private=asked.get("visibility") == "private" or bool(asked.get("private")))
        return {"url": f"{self.hub.url}/datasets/{name}", "name": name, "id": name}

    def on_whoami(self) -> Any:
        user = self._user()
        if user is None:
            raise Answer(401, "Invalid username or password.")
        role = "write" if user.writes else "read"
        return {"type": "user", "name": user.name, "orgs": [], "auth": {"accessToken": {"role": role}}}

    def on_yaml(self) -> Any:
        import yaml

        text = json.loads(self.body)["content"]
        try:
            found = yaml.safe_load(text.split("---\n", 2)[1]) if text.startswith("---\n") else {}
        except (yaml.YAMLError, IndexError) as error:
            return {"errors": [{"message": str(error)}], "warnings": []}, None, 400
        if not isinstance(found.get("license", "other"), str):
            return {"errors": [{"message": '"license" must be a string'}], "warnings": []}, None, 400
        return {"errors": [], "warnings": []}

    def on_info(self) -> Any:
        repo = self._repo()
        commit = self._commit(repo)
        siblings = [{"rfilename": path} for path in sorted(commit.tree)]
        name = self.found["repo"]
        return {"_id": "0", "id": name, "sha": commit.oid, "private": repo.private, "siblings": siblings, "tags": []}

    def on_refs(self) -> Any:
        repo = self._repo()
        return {
            "branches": [_ref("heads", name, oid) for name, oid in repo.branches.items()],
            "converts": [],
            "tags": [_ref("tags", name, oid) for name, oid in repo.tags.items()],
        }

    def on_tree(self) -> Any:
        repo = self._repo()
        commit = self._commit(repo)
        top = self.found.get("path", "").strip("/")
        if top and not any(path.startswith(f"{top}/") for path in commit.tree):
            raise Answer(404, f"{top} does not exist on {self.found['rev']!r}", "EntryNotFound")
        entries = list(_listing(commit.tree, top, self.query.get("recursive", "").lower() in ("true", "1")))
        start = int(self.query.get("cursor", 0))
        page = [self._entry(path, entry, commit) for path, entry in entries[start : start + self.hub.page]]
        more = start + self.hub.page < len(entries)
        query = urllib.parse.urlencode({**self.query, "cursor": start + self.hub.page})
        place = f"{self.hub.url}{urllib.parse.urlsplit(self.path).path}?{query}"
        return page, {"Link": f'<{place}>; rel="next"'} if more else None

    def on_paths(self) -> Any:
        commit = self._commit(self._repo())
        asked = urllib.parse.parse_qs(self.body.decode()).get("paths", [])
        known = {path.rstrip("/"): commit.tree.get(path.rstrip("/")) for path in asked}
        folders = {path for path in known if any(name.startswith(f"{path}/") for name in commit.tree)}
        return [
            self._entry(path, entry, commit) for path, entry in known.items() if entry is not None or path in folders
        ]

    def _entry(self, path: str, entry: Entry | None, commit: Commit) -> dict[str, Any]:
        wide = self.query.get("expand", "").lower() in ("true", "1") or b"expand=true" in self.body.lower()
        last = {"lastCommit": {"id": commit.oid, "title": commit.title, "date": "2026-01-01T00:00:00.000Z"}}
        more = last if wide else {}
        if entry is None:
            return {"type": "directory", "oid": git_id(path.encode()), "size": 0, "path": path, **more}
        found = {"type": "file", "oid": entry.blob, "size": entry.size, "path": path, **more}
        if entry.sha256 is None:
            return found
        large = {"oid": entry.sha256, "size": entry.size, "pointerSize": 130}
        xet = {"xetHash": name} if (name := self.hub.xet_files().get(entry.sha256)) else {}
        return {**found, "lfs": large, **xet}

    def on_preupload(self) -> Any:
        repo = self._repo(write=True)
        tree = self._commit(repo).tree
        ignored = self.hub.content(tree[".gitignore"]).decode().split() if ".gitignore" in tree else []
        return {"files": [_mode(file, tree, ignored) for file in json.loads(self.body)["files"]]}

    def on_batch(self) -> Any:
        self._repo(write=True)
        asked = json.loads(self.body)["objects"]
        return {"transfer": "basic", "objects": [self._action(one["oid"], one["size"]) for one in asked]}

    def _action(self, oid: str, size: int) -> dict[str, Any]:
        if oid in self.hub.repos[self.found["repo"]].objects:
            return {"oid": oid, "size": size}
        place = f"{self.hub.url}/store/{self.found['repo']}/{oid}"
        upload: dict[str, Any] = {"href": place}
        if self.hub.part_size is not None and size > self.hub.part_size:
            parts = {str(n + 1): f"{place}/{n + 1}" for n in range(-(-size // self.hub.part_size))}
            upload = {"href": f"{place}/complete", "header": {"chunk_size": str(self.hub.part_size), **parts}}
        return {"oid": oid, "size": size, "actions": {"upload": upload, "verify": {"href": f"{place}/verify"}}}

    def on_put(self) -> Any:
        oid = self.found["oid"]
        if "part" in self.found:
            self.hub.parts.setdefault(oid, {})[int(self.found["part"])] = self.body
            return self._send(200, b"", {"ETag": f'"{len(self.body)}"'})
        if hashlib.sha256(self.body).hexdigest() != oid:
            raise Answer(400, "the content does not have this digest")
        self._keep(oid, self.body)
        return self._send(200, b"", {})

    def _keep(self, oid: str, data: bytes) -> None:
        self.hub.large[oid] = data
        self.hub.repos[self.found["repo"]].objects.add(oid)

    def on_complete(self) -> Any:
        oid = self.found["oid"]
        self._keep(oid, b"".join(data for _, data in sorted(self.hub.parts.pop(oid).items())))
        return {}

    def on_verify(self) -> Any:
        self._repo(write=True)
        data = self.hub.large.get(self.found["oid"])
        if (
            data is None
            or self.found["oid"] not in self.hub.repos[self.found["repo"]].objects
            or len(data) != json.loads(self.body)["size"]
        ):
            raise Answer(404, "this object was not uploaded")
        return {}

    def on_commit(self) -> Any:
        repo = self._repo(write=True)
        lines = [json.loads(line) for line in self.body.splitlines() if line.strip()]
        header = lines[0]["value"]
        if header.get("parentCommit") not in (None, repo.head.oid):
            raise Answer(412, "A commit has happened since. Please refresh and try again.")
        tree = dict(repo.head.tree)
        for line in lines[1:]:
            self._operate(tree, line["key"], line["value"])
        oid = self.hub.commit(repo, tree, header["summary"], header.get("description", ""))
        place = f"{self.hub.url}/datasets/{self.found['repo']}/commit/{oid}"
        return {"success": True, "commitOid": oid, "commitUrl": place, "hookOutput": "", "pullRequestUrl": None}

    def _operate(self, tree: dict[str, Entry], key: str, value: dict[str, Any]) -> None:
        path = value["path"]
        if key == "file":
            tree[path] = self.hub.small_entry(base64.b64decode(value["content"]))
        elif key == "lfsFile":
            objects = self.hub.repos[self.found["repo"]].objects
            if value["oid"] not in objects and self.hub.fetch_xet(value["oid"], value["size"]):
                objects.add(value["oid"])
            if value["oid"] not in objects:
                raise Answer(400, f"LFS pointer pointed to a file that does not exist: {path}")
            tree[path] = self.hub.pointer(value["oid"], value["size"])
        elif key == "deletedFile":
            if path not in tree:
                raise Answer(404, "A file with this name doesn't exist", "EntryNotFound")
            del tree[path]
        else:
            raise Answer(400, f"unknown operation {key}")

    def on_tag(self) -> Any:
        repo, tag = self._repo(write=True), json.loads(self.body)["tag"]
        commit = self._commit(repo)
        if tag in repo.tags:
            raise Answer(409, "Tag reference exists already")
        repo.tags[tag] = commit.oid
        return {}

    def on_xet_token(self) -> Any:
        self._repo(write=self.found["access"] == "write")
        if self.hub.cas is None:
            raise Answer(404, "Xet is not enabled for this repository")
        place, until = f"local://{self.hub.cas}", int(time.time()) + 3600
        headers = {"X-Xet-Cas-Url": place, "X-Xet-Access-Token": "short-lived", "X-Xet-Token-Expiration": str(until)}
        return {"casUrl": place, "accessToken": "short-lived", "exp": until}, headers

    def on_resolve(self) -> Any:
        commit = self._commit(self._repo())
        entry = commit.tree.get(self.found["path"])
        if entry is None:
            raise Answer(404, "Entry not found", "EntryNotFound")
        data = self.hub.content(entry)
        headers = {"ETag": f'"{entry.sha256 or entry.blob}"', "X-Repo-Commit": commit.oid, "Accept-Ranges": "bytes"}
        if entry.sha256 is not None:
            headers |= {"X-Linked-Size": str(entry.size), "X-Linked-Etag": f'"{entry.sha256}"'}
        if entry.sha256 is not None and (name := self.hub.xet_files().get(entry.sha256)):
            place = f"{self.hub.url}/api/datasets/{self.found['repo']}/xet-read-token/{commit.oid}"
            headers |= {"X-Xet-Hash": name, "Link": f'<{place}>; rel="xet-auth"'}
        self._ranged(data, headers)

    def _ranged(self, data: bytes, headers: dict[str, str]) -> None:
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if match is None:
            return self._send(200, data, headers)
        first, last = match.groups()
        start = int(first) if first else max(0, len(data) - int(last))
        end = min(int(last), len(data) - 1) if first and last else len(data) - 1
        if start >= len(data):
            return self._send(416, b"", {"Content-Range": f"bytes */{len(data)}"})
        headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
        return self._send(206, data[start : end + 1], headers)


def _ref(kind: str, name: str, oid: str) -> dict[str, str]:
    return {"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": oid}


def _listing(tree: dict[str, Entry], top: str, recursive: bool) -> Iterator[tuple[str, Entry | None]]:
    """The files and folders below `top`, all or only those in it."""
    start = f"{top}/" if top else ""
    inside = [path for path in sorted(tree) if path.startswith(start)]
    folders = {"/".join(path.split("/")[:depth]) for path in inside for depth in range(1, path.count("/") + 1)}
    for path in sorted({*inside, *(folder for folder in folders if folder.startswith(start))}):
        if recursive or "/" not in path.removeprefix(start):
            yield path, tree.get(path)


def _mode(file: dict[str, Any], tree: dict[str, Entry], ignored: list[str]) -> dict[str, Any]:
    path = file["path"]
    large = path.endswith(LARGE_ENDINGS) or file["size"] >= LARGE or b"\0" in base64.b64decode(file["sample"])
    entry = tree.get(path)
    known = {"oid": entry.sha256 or entry.blob} if entry else {}
    mode = "lfs" if large else "regular"
    return {"path": path, "uploadMode": mode, "shouldIgnore": path in ignored, **known}
