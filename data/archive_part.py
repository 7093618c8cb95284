"""One part of an archive: its articles to a file of articles with what was extracted from them.

A part is done when its report is there. Output and report are written under temporary names and renamed, output first,
so a worker that dies at any moment leaves either nothing or a whole part.
"""

from __future__ import annotations

import gzip
import importlib
import io
import json
import os
import time
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from data.languages import OtherLanguageError, check_language
from extractors.errors import ArticleError, IkiliError
from extractors.records import Article, Extraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from data.readers import Item

OUTPUT, REPORT = ".articles.jsonl.gz", ".report.json"
_EDGE = 1 << 16
_FAILURES_KEPT = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or the bytes from `start` to `end` of one; `name` is what its output is called."""

    path: str
    name: str
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How parts are worked on; plain values, because they travel to the workers.

    Attributes:
        out: Folder of the output.
        extract: The extractor as `module:function`.
        keep_all: Keep articles in which no figure was found, too.
        filtered: Look at a web page cheaply first, and leave out the ones without a word for an indicator near a digit.
        version: Version of the rules; a part that was done by other rules is done again.
    """

    out: str
    extract: str = "extractors:extract"
    keep_all: bool = False
    filtered: bool = True
    version: str = ""


@dataclass
class PartReport:
    """What became of one part. `failures` keeps the first ones; `reasons` counts all of them by what was wrong."""

    name: str
    fingerprint: str = ""
    version: str = ""
    settings: str = ""
    pages: int = 0
    filtered: int = 0
    other_languages: dict[str, int] = field(default_factory=dict)
    read: int = 0
    with_figures: int = 0
    observations: int = 0
    failed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def fail(self, error: IkiliError) -> None:
        """Counts a failure; the first ones are kept in full."""
        self.failed += 1
        reason = error.what.partition("(")[0].strip()
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        if len(self.failures) < _FAILURES_KEPT:
            self.failures.append((error.where, error.what, error.remedy))


def fingerprint(part: Part) -> str:
    """A cheap mark of a part's content: size and both ends. A file that only moved keeps it."""
    with Path(part.path).open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        end = size if part.end is None else part.end
        digest = blake2b(f"{end - part.start}".encode(), digest_size=8)
        for place in (part.start, max(part.start, end - _EDGE)):
            stream.seek(place)
            digest.update(stream.read(min(_EDGE, end - place)))
    return digest.hexdigest()


def finished(part: Part, settings: Settings) -> PartReport | None:
    """The report of a part that was done before, on the same content, by the same rules, in the same way."""
    path = Path(settings.out, part.name + REPORT)
    if not Path(settings.out, part.name + OUTPUT).exists():
        return None
    try:
        report = PartReport(**json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None  # not there, or cut off by a crash of the machine: the part is done again
    same = report.version == settings.version and report.settings == _way(settings)
    return report if same and report.fingerprint == fingerprint(part) else None


def _way(settings: Settings) -> str:
    return f"{settings.extract} keep_all={settings.keep_all} filtered={settings.filtered}"


def run_part(part: Part, settings: Settings) -> dict[str, Any]:
    """Works one part and leaves its output and report. Runs in a worker, so everything it needs comes with it.

    Returns:
        The report as a plain dictionary.
    """
    begin = time.monotonic()
    before = finished(part, settings)
    if before is not None:  # asked twice, because the worker that had done it died before it could say so
        return asdict(before)
    module, _, name = settings.extract.partition(":")
    extract: Callable[[Article], Extraction] = getattr(importlib.import_module(module), name)
    report = PartReport(part.name, fingerprint(part), settings.version, _way(settings))
    target = Path(settings.out, part.name + OUTPUT)
    temporary = target.with_name(f"{target.name}.tmp.{os.getpid()}")
    try:
        with temporary.open("wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=5, mtime=0) as packed:
                _work(part, settings, extract, report, cast("BinaryIO", packed))
            raw.flush()
            os.fsync(raw.fileno())
        temporary.replace(target)
        report.seconds = round(time.monotonic() - begin, 3)
        _write_report(Path(settings.out, part.name + REPORT), report)
    finally:
        temporary.unlink(missing_ok=True)
    return asdict(report)


def _write_report(path: Path, report: PartReport) -> None:
    temporary = path.with_name(f"{path.name}.tmp.{os.getpid()}")
    temporary.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), "utf-8")
    temporary.replace(path)


def _work(
    part: Part, settings: Settings, extract: Callable[[Article], Extraction], report: PartReport, output: BinaryIO
) -> None:
    others: Counter[str] = Counter()
    for item in _items(part, settings, report, others):
        if isinstance(item, OtherLanguageError):
            others[item.code] += 1
            continue
        if isinstance(item, ArticleError):
            report.fail(item)
            continue
        try:
            check_language(item, f"{part.name}, article {item.id}")
        except OtherLanguageError as error:
            others[error.code] += 1
            continue
        report.read += 1
        try:
            extraction = extract(item)
        except Exception as error:  # a fault of a rule costs one article of a million, and is named
            what = f"the extractor failed ({type(error).__name__}: {error})"
            report.fail(ArticleError(f"{part.name}, article {item.id}", what, "report it with the article"))
            continue
        report.with_figures += bool(extraction.observations)
        report.observations += len(extraction.observations)
        if extraction.observations or settings.keep_all:
            output.write(to_line(item, extraction))
    report.other_languages = dict(sorted(others.items()))


def _items(part: Part, settings: Settings, report: PartReport, others: Counter[str]) -> Iterator[Item]:
    """The articles of a part; the pages of a web archive pass a cheap look first, if so wished."""
    from data.readers import Source, read, reader_for

    if part.end is not None:
        source = Source(part.name + Path(part.path).suffix, stream=_slice(part))
    else:
        source = Source(Path(part.path).name, path=Path(part.path))
    reader = reader_for(part.path)
    if not settings.filtered or reader is None or reader.name != "warc":
        yield from read(source)
        return
    from data.archive_filter import declared_other_language, may_hold_figures
    from data.pages.charsets import decode_page
    from data.readers.warc import pages, record_article

    for record in pages(source):
        if isinstance(record, ArticleError):
            yield record
            continue
        report.pages += 1
        text, encoding = decode_page(record.content, record.charset)
        other = declared_other_language(text)
        if other is not None:
            others[other] += 1
        elif not may_hold_figures(text):
            report.filtered += 1
        else:
            try:
                yield record_article(replace(record, charset=encoding))
            except ArticleError as error:
                yield error


def _slice(part: Part) -> BinaryIO:
    """The bytes of a slice, held in memory: slices are cut to fit."""
    with Path(part.path).open("rb") as stream:
        stream.seek(part.start)
        return io.BytesIO(stream.read((part.end or 0) - part.start))


def to_line(article: Article, extraction: Extraction) -> bytes:
    """One article with its extraction, as a line; amounts as text, so that no digit is lost."""
    record = {"article": article.model_dump(mode="python"), "extraction": extraction.model_dump(mode="python")}
    return json.dumps(record, ensure_ascii=False, default=str, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> tuple[Article, Extraction]:
    """What `to_line` wrote.

    Raises:
        ValueError: It is no such line.
    """
    record = json.loads(line)
    return Article.model_validate(record["article"]), Extraction.model_validate(record["extraction"])
