"""Reading a file in a process of its own, so that a hostile one can harm nothing else.

The child is given limits of time, memory and open files, no network where the system allows that, and one file
to read. It sends rows back in batches as it finds them; the parent stops it when it takes too long.
"""

import contextlib
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

import kingfisher
from kingfisher.interchange.files.guard import LIMIT
from kingfisher.interchange.files.reading import digest, open_reading, read_rows, stream_rows
from kingfisher.interchange.files.rows import Format, Notice, ReadFile, Refused, Row

__all__ = ["read_apart", "read_rows", "stream_apart", "stream_rows"]

try:
    import resource
except ImportError:  # Windows has no such limits: only the clock holds there, and the notices say so
    resource = None  # type: ignore[assignment]

BATCH = 200
_MODULE = "kingfisher.interchange.files.apart"
_UNLIMITED = "This computer cannot limit the memory a file takes while it is read: only the time was limited."


class _Batch(msgspec.Struct, frozen=True, tag=True, array_like=True):
    rows: list[Row]
    notices: list[Notice]


class _Start(msgspec.Struct, frozen=True, tag=True, array_like=True):
    format: Format


class _End(msgspec.Struct, frozen=True, tag=True, array_like=True):
    rows: int


class _Refusal(msgspec.Struct, frozen=True, tag=True, array_like=True):
    code: str
    reason: str


_Message = _Start | _Batch | _End | _Refusal


def read_apart(
    path: Path, *, name: str | None = None, seconds: int = 60, megabytes: int = 600, limit: int = LIMIT
) -> ReadFile:
    """Read a file in a process of its own; raise Refused, in plain words, if it cannot be read.

    ``seconds`` is the longest it may take, by the clock and by the processor; ``megabytes`` the most memory it
    may use; ``limit`` the largest file in bytes. ``name`` is the name its sender gave it.
    """
    rows: list[Row] = []
    notices: list[Notice] = []
    kind: Format = "csv"
    for message in _messages(path, name or path.name, seconds, megabytes, limit):
        if isinstance(message, _Start):
            kind = message.format
        elif isinstance(message, _Batch):
            rows += message.rows
            notices += message.notices
    return ReadFile(name or path.name, digest(path), path.stat().st_size, kind, tuple(rows), tuple(notices))


def stream_apart(
    path: Path, *, name: str | None = None, seconds: int = 60, megabytes: int = 600, limit: int = LIMIT
) -> Iterator[Row | Notice]:
    """Yield rows and notices of a file read in a process of its own, a batch at a time (see read_apart).

    Refused may come after some rows have: nothing counts as read until the last one is out.
    """
    for message in _messages(path, name or path.name, seconds, megabytes, limit):
        if isinstance(message, _Batch):
            yield from message.rows
            yield from message.notices


def _messages(path: Path, name: str, seconds: int, megabytes: int, limit: int) -> Iterator[_Message]:
    path.stat()  # a file that is not there is our mistake, not the sender's
    command = [sys.executable, "-m", _MODULE, str(path.resolve()), name]
    command += [str(seconds), str(megabytes), str(limit)]
    child = subprocess.Popen(  # noqa: S603  our own interpreter and module; the names are arguments, never a shell's
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_surroundings()
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        assert child.stdout is not None
        yield from _received(child.stdout, name)
        child.wait()
    except EOFError:
        raise _cut_short(name, late.is_set(), seconds, child.wait()) from None
    finally:
        watch.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _surroundings() -> dict[str, str]:
    """Only what Python needs to start: none of the server's secrets reach the child."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "PATH", "LANG", "LC_ALL") if key in os.environ}
    root = str(Path(kingfisher.__file__).parents[1])
    return kept | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _received(stream: IO[bytes], name: str) -> Iterator[_Message]:
    """Decode messages until the last; EOFError if they stop before it."""
    decoder = msgspec.msgpack.Decoder(_Message)
    count = 0
    while True:
        header = stream.read(4)
        if len(header) < 4:
            raise EOFError(name)
        length = struct.unpack("<I", header)[0]
        data = stream.read(length)
        if len(data) < length:
            raise EOFError(name)
        message = decoder.decode(data)
        if isinstance(message, _Refusal):
            raise Refused(message.code, message.reason)
        if isinstance(message, _Batch):
            count += len(message.rows)
        yield message
        if isinstance(message, _End):
            if message.rows != count:
                raise EOFError(name)
            return


def _cut_short(name: str, late: bool, seconds: int, status: int) -> Refused:
    too_slow = late or (resource is not None and status == -24)  # SIGXCPU, which Windows does not name
    if too_slow:
        within = "1 second" if seconds == 1 else f"{seconds} seconds"
        reason = f"{name} could not be read within {within}. Ask for it in parts, or saved as a new file."
        return Refused("too_slow", reason)
    if status > 0:
        return _failed(name, f"status {status}")
    return Refused(
        "too_much",
        f"{name} needs more memory than a document should. "
        "Ask the agency to delete unused sheets, rows and pictures, save it as a new file, and send it again.",
    )


def _failed(name: str, what: str) -> Refused:
    return Refused(
        "failed",
        f"{name} could not be read ({what}). Tell whoever looks after Kingfisher, "
        "and ask the agency for the same rows in another format (.docx, .xlsx or .csv).",
    )


def main(arguments: list[str]) -> int:
    """Read one file under limits and send what is found to standard output. Not for people to run."""
    path, name, seconds, megabytes, limit = arguments
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    limited = _limit(int(seconds), int(megabytes))
    _leave_network()
    try:
        kind, pieces = open_reading(Path(path), name, int(limit))
        _send(out, _Start(kind))
        if not limited:
            _send(out, _Batch([], [Notice(None, "limits", _UNLIMITED)]))
        count = _send_all(out, pieces)
        _send(out, _End(count))
    except Refused as refusal:
        _send(out, _Refusal(refusal.code, refusal.reason))
    except MemoryError:
        heavy = _cut_short(name, late=False, seconds=0, status=0)
        _send(out, _Refusal(heavy.code, heavy.reason))
    except Exception as error:  # a fault of ours must not look like a file of theirs that was read
        failed = _failed(name, type(error).__name__)
        _send(out, _Refusal(failed.code, failed.reason))
    return 0


def _send_all(out: IO[bytes], pieces: Iterator[Row | Notice]) -> int:
    count = 0
    rows: list[Row] = []
    notices: list[Notice] = []
    for piece in pieces:
        if isinstance(piece, Row):
            rows.append(piece)
        else:
            notices.append(piece)
        if len(rows) + len(notices) >= BATCH:
            count += len(rows)
            _send(out, _Batch(rows, notices))
            rows, notices = [], []
    _send(out, _Batch(rows, notices))
    return count + len(rows)


def _send(out: IO[bytes], message: _Message) -> None:
    data = msgspec.msgpack.encode(message)
    out.write(struct.pack("<I", len(data)) + data)
    out.flush()


def _limit(seconds: int, megabytes: int) -> bool:
    if resource is None:
        return False
    wanted = (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    held = True
    for what, most in wanted:
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # macOS refuses some of these
            held = held and what != resource.RLIMIT_AS
    return held


def _leave_network() -> None:
    """Step into a network of one's own with nothing in it, where the system lets us; readers need none anyway."""
    new_user, new_network = 0x10000000, 0x40000000
    leave = getattr(os, "unshare", None)
    if leave is None:
        return
    for flags in (new_network, new_user | new_network):
        with contextlib.suppress(OSError):
            leave(flags)
            return


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
