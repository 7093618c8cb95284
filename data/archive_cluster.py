"""Parts on a Dask cluster: here, or wherever a scheduler runs. Needs the extra `archive`."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

import dask
from distributed import Client, KilledWorker, LocalCluster, as_completed

from data.archive_part import Part, Settings, run_part

if TYPE_CHECKING:
    from collections.abc import Iterator


def outcomes(
    parts: list[Part], settings: Settings, workers: int | None, scheduler: str | None, deaths: int
) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Name and report of each part as it is done, or why it is lost.

    Args:
        parts: What to do; one task a part.
        settings: How.
        workers: Processes on this machine (None: one a core).
        scheduler: Address of a running scheduler instead.
        deaths: A part that is at work in so many dying workers is given up. A scheduler elsewhere has its own
            setting, `distributed.scheduler.allowed-failures`.
    """
    config = {
        "distributed.scheduler.allowed-failures": deaths - 1,
        # One part at a time in each worker: a part that kills it takes no innocent one along.
        "distributed.scheduler.worker-saturation": 1.0,
        "distributed.comm.timeouts.connect": "30s",
    }
    with dask.config.set(config), contextlib.ExitStack() as stack:
        address: Any = scheduler
        if scheduler is None:
            address = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1",
                    dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
                )
            )  # fmt: skip
        client: Any = stack.enter_context(Client(address))  # type: ignore[no-untyped-call]
        futures = {
            client.submit(run_part, part, settings, key=f"ikili-{part.name}", retries=2, pure=False): part.name
            for part in parts
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            name = futures.pop(future)
            try:
                # If the worker that holds the report has died meanwhile, this waits until it is there again.
                yield name, future.result()
            except KilledWorker:
                yield name, f"its workers died {deaths} times (memory, or a fault outside Python)"
            except Exception as error:  # whatever a part's task raised, after its retries: the part is listed and left
                yield name, f"{type(error).__name__}: {error}"
            future.release()
