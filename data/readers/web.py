"""One web address: fetched safely, then read by whatever reader fits what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.fetching import PAGES, PUBLIC, FetchError, Limits, Network, fetch
from extractors.errors import ArticleError
from extractors.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.fetching import Answer
    from data.readers import Item, Source

# Types that servers give to files of any kind: there the ending of the address says more.
_VAGUE = frozenset(
    {"text/plain", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"}
)
DOWNLOADS = Limits(seconds=120, wire_bytes=200_000_000, body_bytes=400_000_000)


def read_address(url: str, *, network: Network = PUBLIC, limits: Limits = DOWNLOADS) -> Iterator[Item]:
    """The article or articles at one address: a page, a feed, a text, a table, an archive.

    Args:
        url: http or https.
        network: What may be reached; the public internet unless a test says otherwise.
        limits: Bounds of time and size.

    Yields:
        `Article`, or one named failure for each that cannot be read.
    """
    try:
        answer = fetch(url, accept=acceptable(), limits=limits, network=network)
    except FetchError as error:
        yield ArticleError(error.where, error.what, error.remedy)
        return
    yield from read_answer(answer)


def acceptable() -> frozenset[str]:
    """The content types that some reader takes."""
    from data.readers import readers

    return PAGES | _VAGUE | {kind for reader in readers() for kind in reader.media_types}


def read_answer(answer: Answer) -> Iterator[Item]:
    """What the fitting reader makes of an answer."""
    from data.readers import HEAD_BYTES, Source, feeds, html, read, reader_for

    head = answer.body[:HEAD_BYTES]
    kind: str | None = answer.content_type
    if feeds.sniff(head):
        kind = feeds.MEDIA_TYPES[0]  # many servers send feeds as text/html
    elif kind in _VAGUE or (kind in feeds.MEDIA_TYPES and html.sniff(head)):
        kind = None if reader_for(answer.url, None, head) is not None else kind
    name = answer.url
    source = Source(name, data=answer.body, media_type=kind, charset=answer.charset, url=name)
    for item in read(source):
        yield _addressed(item, source)


def _addressed(item: Item, source: Source) -> Item:
    """An article that has no address gets the one it came from; one without an id of its own is called by it."""
    if not isinstance(item, Article):
        return item
    address = item.url or source.name
    return item.model_copy(update={"url": address, "id": address if item.id == source.stem else item.id})


def fetched(answer: Answer) -> Item:
    """The one article of a fetched page; a failure if there is none, or more than one."""
    items = list(read_answer(answer))
    if len(items) != 1:
        return ArticleError(answer.url, f"{len(items)} articles where one page was expected", "give it as a feed")
    return items[0]
