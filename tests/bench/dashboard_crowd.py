"""Many people clicking at once: they speak Streamlit's own protocol to a real server process."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from tests.bench.dashboard_server import cpu_seconds, load_now, memory_mb, server

CLICK_P95 = 1.5
MEMORY_MB = 1_500
PAGES = ("ikili", "iddialar", "celiskiler", "hedefler", "")
PAIRS = 40  # how many pairs people look at


@dataclass
class Clicks:
    """What the clients saw."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def crowd(url: str, pairs: list[str], clients: int, seconds: float, pause: float) -> list[str]:
    """Let many people click at once; prints what they saw and returns the limits that were broken.

    Args:
        url: Address of the store.
        pairs: Pairs to look at.
        clients: How many people.
        seconds: For how long.
        pause: Seconds, in the mean, that a person looks at a page before the next click.
    """
    with server(url) as (port, process):
        before, used = memory_mb(process.pid), cpu_seconds(process.pid)
        clicks = asyncio.run(_crowd(port, pairs, clients, seconds, pause))
        after, used = memory_mb(process.pid), cpu_seconds(process.pid) - used
    times = sorted(clicks.seconds)
    if not times:
        return [f"no click was answered: {clicks.errors[:3]}"]
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{clients} people for {seconds:.0f} s, pause {pause:g} s: {len(times)} clicks ({len(times) / seconds:.0f}/s), "
        f"p50 {p50:.2f} s, p95 {p95:.2f} s, slowest {times[-1]:.2f} s, errors {len(clicks.errors)}, "
        f"memory {before:.0f} -> {after:.0f} MB, processor {used / len(times) * 1000:.0f} ms a click {load_now()}",
        flush=True,
    )
    broken = []
    if p95 > CLICK_P95:
        broken.append(f"p95 {p95:.2f} s with a pause of {pause:g} s, limit {CLICK_P95} s")
    if clicks.errors:
        broken.append(f"{len(clicks.errors)} errors, first: {clicks.errors[0]}")
    if after > MEMORY_MB:
        broken.append(f"memory {after:.0f} MB, limit {MEMORY_MB} MB")
    return broken


async def _crowd(port: int, pairs: list[str], clients: int, seconds: float, pause: float) -> Clicks:
    clicks = Clicks()
    end = time.monotonic() + seconds
    await asyncio.gather(*(_person(port, pairs, end, clicks, number, pause) for number in range(clients)))
    return clicks


async def _person(port: int, pairs: list[str], end: float, clicks: Clicks, number: int, pause: float) -> None:
    """One person: opens a page, looks at it, asks for another page or pair."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import WebSocketException

    choose = random.Random(number)
    await asyncio.sleep(choose.random() * 2)
    try:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as socket_:  # type: ignore[list-item]
            while time.monotonic() < end:
                start = time.perf_counter()
                fault = await click(socket_, choose.choice(PAGES), choose.choice(pairs[:PAIRS]))
                clicks.seconds.append(time.perf_counter() - start)
                if fault:
                    clicks.errors.append(fault)
                await asyncio.sleep(pause * (0.5 + choose.random()))
    except (OSError, WebSocketException, TimeoutError) as problem:
        clicks.errors.append(repr(problem))


async def click(socket_: object, page: str, pair: str) -> str:
    """Ask for a page with a pair and wait for the end of the run; returns the error that it showed, "" for none."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    ask = BackMsg()
    ask.rerun_script.query_string = f"lang=en&pair={pair}"
    ask.rerun_script.page_name = page
    await socket_.send(ask.SerializeToString())  # type: ignore[attr-defined]
    fault = ""
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket_.recv(), 30))  # type: ignore[attr-defined]
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            fault = message.delta.new_element.exception.message or "exception"
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "alert":
            alert = message.delta.new_element.alert
            fault = alert.body if alert.format == alert.ERROR else fault
        if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return fault
