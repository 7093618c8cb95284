"""Work in another process: run a function and get its answer, or kill it in the middle and see what it had said."""

from __future__ import annotations

import contextlib
import os
import pickle
import pwd
import random
import signal
import struct
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

Say = Callable[[object], None]


class Child:
    """A forked process that runs `work(say)`; what it says arrives here one message at a time, in order."""

    def __init__(self, work: Callable[[Say], object], *, as_nobody: bool = False) -> None:
        self._read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            _run(work, write, as_nobody)
        os.close(write)

    def kill(self) -> None:
        """kill -9, as a power switch would."""
        os.kill(self.pid, signal.SIGKILL)

    def said(self) -> list[Any]:
        """Everything that the child said, once it is gone; messages cut off by its death do not count."""
        with os.fdopen(self._read, "rb") as pipe:
            content = pipe.read()
        os.waitpid(self.pid, 0)
        messages, at = [], 0
        while at + 4 <= len(content):
            (size,) = struct.unpack_from("<I", content, at)
            if at + 4 + size > len(content):
                break
            messages.append(pickle.loads(content[at + 4 : at + 4 + size]))
            at += 4 + size
        return messages


def _run(work: Callable[[Say], object], write: int, as_nobody: bool) -> None:
    def say(message: object) -> None:
        content = pickle.dumps(message)
        os.write(write, struct.pack("<I", len(content)) + content)

    try:
        if as_nobody and os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
        work(say)
    except BaseException:
        say(("failed", traceback.format_exc()))
    finally:
        os._exit(0)


def answer(work: Callable[[], object], **options: bool) -> Any:
    """What `work` returns in a child of its own; fails with the child's traceback."""
    messages = Child(lambda say: say(("answer", work())), **options).said()
    assert messages, "the child died without a word"
    kind, content = messages[-1]
    assert kind == "answer", content
    return content


@contextlib.contextmanager
def killed_after(work: Callable[[Say], object], seconds: float) -> Iterator[list[Any]]:
    """Run `work`, kill it after that time, and give what it had said until then."""
    child = Child(work)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    yield child.said()


class Moments:
    """Random moments for `killed_after`, in a span that follows the speed of the machine.

    A kill that comes after the work was done, or before it had begun, says that the span is wrong: `late` and `early`
    narrow and widen it. `hits` counts the kills in between; drawing ends after `wanted` hits or five times as many
    draws, so a test that asks for `hits == wanted` fails only where the work cannot be hit at all.
    """

    def __init__(self, seed: int, wanted: int, span: float) -> None:
        self._draw = random.Random(seed)
        self._span = span
        self.wanted = wanted
        self.hits = 0

    def __iter__(self) -> Iterator[tuple[int, float]]:
        for number in range(self.wanted * 5):
            if self.hits == self.wanted:
                return
            yield number, self._draw.uniform(0, self._span)

    def hit(self) -> None:
        self.hits += 1

    def late(self) -> None:
        self._span *= 0.8

    def early(self) -> None:
        self._span *= 1.25
