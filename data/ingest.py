"""Articles in: read, leave out what is known, extract, store, link stories, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from data.claims import content_id
from data.extractor_version import extractor_version
from data.languages import OtherLanguageError, check_language
from data.readers import Item, Source, read, reader_for, suffixes
from data.store import Store, now_text
from data.stories import link_stories
from extractors.errors import ArticleError, IkiliError
from extractors.records import Article, Extraction

if TYPE_CHECKING:
    from datetime import date

BATCH_ARTICLES = 200
BATCH_CHARACTERS = 4_000_000
Extract = Callable[[Article], Extraction]
Input = str | Path | BinaryIO | Source


@dataclass
class IngestReport:
    """What an ingest did. `read` articles = `new` + `known` + `older` + those that failed in the extractor.

    Attributes:
        read: Articles that could be read.
        new: Stored now (of a dry run: would be stored).
        known: Stored before, or twice in this run.
        older: Left out by `since`.
        without_figures: New ones in which no figure about a pair was found.
        failed: Articles or files that could not be used; each is in `failures`.
        claims: Claims of the new articles.
        echoes: New ones that tell a story which another outlet told (kept, and linked to it).
        skipped: Files of a folder that no reader takes.
        failures: Where, what, what to do.
    """

    read: int = 0
    new: int = 0
    known: int = 0
    older: int = 0
    without_figures: int = 0
    failed: int = 0
    claims: int = 0
    echoes: int = 0
    skipped: list[str] = field(default_factory=list)
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def fail(self, error: IkiliError) -> None:
        """Count and keep one failure."""
        self.failed += 1
        self.failures.append((error.where, error.what, error.remedy))

    def summary(self) -> str:
        """The one line that ends an ingest."""
        return (
            f"read {self.read}, new {self.new}, known {self.known}, "
            f"without figures {self.without_figures}, failed {self.failed}"
        )


Progress = Callable[[IngestReport, int, int | None], None]


def ingest(paths_or_stream: Input | Iterable[Input], store: Store, *, progress: Progress | None = None,
           dry_run: bool = False, since: date | None = None,
           extract: Extract | None = None) -> IngestReport:  # fmt: skip
    """Read articles from files, folders, addresses or a stream, and store those that are new with their claims.

    Each batch is one transaction, so a run that was cut off leaves whole articles, and the same command completes it.

    Args:
        paths_or_stream: One or many of: a file, a folder, an http(s) address, a binary stream (JSONL), a `Source`.
        store: Where to.
        progress: Called after each batch with the report so far, bytes done and bytes in all (None: not known).
        dry_run: Read and extract, but store nothing.
        since: Leave out articles published before that day.
        extract: The extractor, if not the installed one.

    Returns:
        Counts and every failure. Failures of single articles never raise.

    Raises:
        StoreError: The store cannot be written; batches before it are stored.
    """
    report = IngestReport()
    started = now_text()
    work = _Work(store, report, extract or _installed(), dry_run)
    sources = list(_sources(paths_or_stream, report))
    sizes = [_size(source) for source in sources]
    total = sum(size for size in sizes if size is not None) if None not in sizes else None
    done = 0
    for source, size in zip(sources, sizes, strict=True):
        for item in _items(source):
            if isinstance(item, ArticleError):
                report.fail(item)
                continue
            report.read += 1
            if since is not None and item.published < since:
                report.older += 1
            elif work.take(item, source.name) and progress is not None:
                progress(report, done + source.position, total)
        done += size if size is not None else source.position
    work.flush()
    if report.read and not dry_run:
        report.echoes += link_stories(store)  # also what an ingest that was cut off had left over
    if progress is not None:
        progress(report, done, total)
    if not dry_run and (report.new or report.failed):
        counts = {name: value for name, value in vars(report).items() if isinstance(value, int)}
        store.log_run("ingest", started, counts)
    return report


class _Work:
    """Collects articles into batches; each batch is looked up, extracted and stored together."""

    def __init__(self, store: Store, report: IngestReport, extract: Extract, dry_run: bool) -> None:
        self._store = store
        self._report = report
        self._extract = extract
        self._dry_run = dry_run
        self._version = extractor_version()
        self._batch: dict[str, tuple[Article, str]] = {}
        self._characters = 0
        self._seen: set[str] = set()  # of a dry run, which cannot ask the store

    def take(self, article: Article, where: str) -> bool:
        """Add one article; True if that completed a batch."""
        identity = content_id(article)
        if identity in self._batch or identity in self._seen:
            self._report.known += 1
            return False
        self._batch[identity] = (article, where)
        self._characters += len(article.text)
        if len(self._batch) < BATCH_ARTICLES and self._characters < BATCH_CHARACTERS:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Store the batch."""
        batch, self._batch, self._characters = self._batch, {}, 0
        known = self._store.known(list(batch))
        self._report.known += len(known)
        done = [
            (article, extraction)
            for identity, (article, where) in batch.items()
            if identity not in known and (extraction := self._extracted(article, where)) is not None
        ]
        if self._dry_run:
            self._seen.update(batch)
            self._report.new += len(done)
            self._report.claims += sum(len(extraction.observations) for _, extraction in done)
            self._report.without_figures += sum(not extraction.observations for _, extraction in done)
        elif done:
            self._add(done)

    def _add(self, done: Sequence[tuple[Article, Extraction]]) -> None:
        added = self._store.add(done, extractor_version=self._version)
        self._report.new += len(added.new)
        self._report.known += added.known
        self._report.claims += added.claims
        self._report.without_figures += added.without_figures
        self._report.echoes += link_stories(self._store, newest=True)

    def _extracted(self, article: Article, where: str) -> Extraction | None:
        """What the extractor finds; a fault in it costs one article and is named."""
        try:
            check_language(article, f"{where}, article {article.id}")
            extraction = self._extract(article)
            _check(article, extraction)
        except OtherLanguageError as error:
            self._report.fail(error)
        except IkiliError as error:
            self._report.fail(ArticleError(f"{where}, article {article.id}", str(error), "report it with the article"))
        except Exception as error:
            what = f"the extractor failed ({type(error).__name__}: {error})"
            self._report.fail(ArticleError(f"{where}, article {article.id}", what, "report it with the article"))
        else:
            return extraction
        return None


def _check(article: Article, extraction: Extraction) -> None:
    """Every quote is the slice that it says; a claim without that must never get in."""
    from data.claim_rows import claim_row

    for found in extraction.observations:
        if getattr(article, found.field)[found.start : found.end] != found.quote:
            where = f"{found.field}[{found.start}:{found.end}]"
            raise ArticleError(where, f"quote {found.quote!r} does not stand there", "correct the rule that made it")
        claim_row(found, "", "", "")


def _installed() -> Extract:
    from extractors import extract

    return extract


def _sources(given: Input | Iterable[Input], report: IngestReport) -> Iterator[Source]:
    if isinstance(given, Source):
        yield given
    elif isinstance(given, str | Path):
        yield from _named(given, report)
    elif hasattr(given, "read"):
        yield Source("standard input", stream=cast("BinaryIO", given), media_type="application/jsonl")
    else:
        for one in given:
            yield from _sources(one, report)


def _named(name: str | Path, report: IngestReport) -> Iterator[Source]:
    if isinstance(name, str) and name.lower().startswith(("http://", "https://")):
        yield Source(name, url=name)
        return
    path = Path(name)
    if not path.is_dir():
        yield Source(str(path), path=path)
        return
    found = False
    for inner in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path))):
        if reader_for(inner.name) is None:
            report.skipped.append(str(inner))
        else:
            found = True
            yield Source(str(inner), path=inner)
    if not found:
        report.fail(ArticleError(str(path), "a folder without articles", f"put files in it: {' '.join(suffixes())}"))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _size(source: Source) -> int | None:
    try:
        return source.path.stat().st_size if source.path is not None else None
    except OSError:
        return 0  # the reader will name it


def _items(source: Source) -> Iterator[Item]:
    if source.url is not None and source.path is None and source.data is None and source.stream is None:
        from data.readers.web import read_address

        return read_address(source.url)
    return read(source)
