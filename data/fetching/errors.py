"""What can go wrong when an address is fetched: refused by our rules, or failed on the way."""

from __future__ import annotations

from extractors.errors import IkiliError


class FetchError(IkiliError):
    """An address was not read. `retry_after` is the number of seconds the server asked us to wait, if it did."""

    def __init__(self, where: str, what: str, remedy: str, *, retry_after: float | None = None) -> None:
        super().__init__(where, what, remedy)
        self.retry_after = retry_after


class RefusedError(FetchError):
    """The address or what it sent breaks a rule of safe fetching: trying again will not help."""


class FailedError(FetchError):
    """The network or the server failed: the same request may work later."""


class StatusError(FailedError):
    """The server answered with an error status."""

    def __init__(self, where: str, status: int, remedy: str, *, retry_after: float | None = None) -> None:
        super().__init__(where, f"the server answered with status {status}", remedy, retry_after=retry_after)
        self.status = status
