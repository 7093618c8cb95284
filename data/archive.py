"""The extractor over an archive of any size: one task a part, on the cores of this machine or of a Dask cluster.

A run that was stopped at any moment is completed by running it again: finished parts are skipped. A part that kills
three workers is listed and left. Workers write files, never the store; `load_archive` brings the result in.
"""

from __future__ import annotations

import gzip
import json
import logging
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.archive_part import OUTPUT, REPORT, Part, PartReport, Settings, finished, from_line, run_part
from data.extractor_version import extractor_version
from data.readers import reader_for, suffixes
from data.stories import link_stories
from extractors.errors import ArticleError, IkiliError

if TYPE_CHECKING:
    from data.store import Store
    from extractors.records import Article, Extraction

SLICE_BYTES = 64_000_000
DEATHS = 3
_BATCH = 2000
_log = logging.getLogger("ikili.archive")


class ArchiveError(IkiliError):
    """An archive run that cannot begin."""


@dataclass
class ArchiveReport:
    """What a run did. `lost` names the parts that are not done, with the reason."""

    parts: int = 0
    done: int = 0
    skipped: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    filtered: int = 0
    other_languages: int = 0
    read: int = 0
    with_figures: int = 0
    observations: int = 0
    failed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, report: PartReport) -> None:
        """Adds one part."""
        for name in ("pages", "filtered", "read", "with_figures", "observations", "failed"):
            setattr(self, name, getattr(self, name) + getattr(report, name))
        self.other_languages += sum(report.other_languages.values())
        for reason, count in report.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count

    def summary(self) -> str:
        """One line, for the end."""
        return (
            f"parts {self.parts}, done {self.done}, skipped {self.skipped}, lost {len(self.lost)}, read {self.read}, "
            f"with figures {self.with_figures}, observations {self.observations}, failed {self.failed}"
        )


Progress = Callable[[ArchiveReport], None]


def archive(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    extract: str = "extractors:extract",
    keep_all: bool = False,
    filtered: bool = True,
    progress: Progress | None = None,
) -> ArchiveReport:
    """Runs the extractor over an archive.

    Args:
        inputs: Files and folders of anything that has a reader: JSONL, Parquet, WARC and the rest.
        out: Folder for the result; with a scheduler on other machines, one that all of them see.
        workers: Processes on this machine; as many as cores unless given. 0 works in this process, without Dask.
        scheduler: Address of a running scheduler (`tcp://host:8786`), instead of workers here.
        extract: The extractor as `module:function`.
        keep_all: Keep articles without figures, too.
        filtered: Pass web pages through a cheap look first.
        progress: Called after each part.

    Returns:
        Counts over all parts, those skipped included, and the parts that were lost.

    Raises:
        ArchiveError: No parts, no such folder, or the extra is not installed.
    """
    begin = time.monotonic()
    folder = Path(out)
    parts = list(parts_of([inputs] if isinstance(inputs, str | Path) else inputs))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(str(folder), f"cannot be made ({error.strerror})", "give another folder") from error
    settings = Settings(str(folder.resolve()), extract, keep_all, filtered, extractor_version())
    report = ArchiveReport(parts=len(parts))
    waiting: list[Part] = []
    for part in parts:
        before = finished(part, settings)
        if before is None:
            waiting.append(part)
        else:
            report.skipped += 1
            report.add(before)
    for name, outcome in _outcomes(waiting, settings, workers, scheduler):
        if isinstance(outcome, str):
            report.lost[name] = outcome
            _log.error("%s: lost (%s)", name, outcome)
        else:
            report.done += 1
            report.add(PartReport(**outcome))
        if progress is not None:
            progress(report)
    for half in folder.glob("*.tmp.*"):  # left by workers that died
        half.unlink(missing_ok=True)
    report.seconds = round(time.monotonic() - begin, 3)
    (folder / "archive.json").write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), "utf-8")
    return report


def parts_of(inputs: Iterable[str | Path]) -> Iterator[Part]:
    """The parts of files and folders; a long JSONL file is cut at line ends into several.

    Raises:
        ArchiveError: Something is not there, or nothing can be read, or two parts would be called the same.
    """
    names: set[str] = set()
    for given in inputs:
        top = Path(given).resolve()
        if not top.exists():
            raise ArchiveError(str(given), "is not there", "check the path")
        files = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        base = top if top.is_dir() else top.parent
        for path in files:
            relative = path.relative_to(base)
            hidden = any(piece.startswith(".") for piece in relative.parts)
            if hidden or (top.is_dir() and reader_for(path.name) is None):
                continue
            for part in _cut(path, "__".join(relative.parts)):
                if part.name in names:
                    raise ArchiveError(str(path), f"a second part called {part.name}", "give the folder above both")
                names.add(part.name)
                yield part
    if not names:
        raise ArchiveError(str(list(map(str, inputs))), "no files with articles", f"give {' '.join(suffixes())}")


def _cut(path: Path, name: str) -> Iterator[Part]:
    """A file as one part, or slices of whole lines where it is a long JSONL file."""
    size = path.stat().st_size
    if not path.name.lower().endswith((".jsonl", ".ndjson")) or size <= 2 * SLICE_BYTES:
        yield Part(str(path), name)
        return
    with path.open("rb") as stream:
        start = number = 0
        while start < size:
            stream.seek(min(start + SLICE_BYTES, size))
            stream.readline()
            end = stream.tell()
            number += 1
            yield Part(str(path), f"{name}.{number:05d}", start, end)
            start = end


Outcome = tuple[str, dict[str, Any] | str]


def _outcomes(parts: list[Part], settings: Settings, workers: int | None, scheduler: str | None) -> Iterator[Outcome]:
    """Name and report of each part as it is done, or why it is lost."""
    if not parts:
        return
    if workers == 0 and scheduler is None:
        for part in parts:
            try:
                yield part.name, run_part(part, settings)
            except Exception as error:
                yield part.name, f"{type(error).__name__}: {error}"
        return
    try:
        from data.archive_cluster import outcomes
    except ImportError as error:
        raise ArchiveError("archive", f"Dask is not installed ({error})", "pip install 'ikili[archive]'") from error
    yield from outcomes(parts, settings, workers, scheduler, DEATHS)


@dataclass
class LoadReport:
    """What loading a result into the store did."""

    parts: int = 0
    articles: int = 0
    new: int = 0
    known: int = 0
    claims: int = 0
    echoes: int = 0
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def summary(self) -> str:
        """One line, for the end."""
        return (
            f"parts {self.parts}, articles {self.articles}, new {self.new}, known {self.known}, claims {self.claims}, "
            f"failed {len(self.failures)}"
        )


def load_archive(out: str | Path, store: Store, *, progress: Callable[[LoadReport], None] | None = None) -> LoadReport:
    """Brings the result of an archive run into the store and links its stories. Run again, it adds nothing.

    Args:
        out: The folder that `archive` wrote.
        store: Where to.
        progress: Called after each part.

    Raises:
        ArchiveError: The folder holds no result.
        StoreError: The store cannot be written; what came before is in it.
    """
    from data.store import now_text

    folder, report, started = Path(out), LoadReport(), now_text()
    reports = sorted(folder.glob("*" + REPORT))
    if not reports:
        raise ArchiveError(str(out), "no finished parts", "run `ikili archive` first")
    for path in reports:
        name = path.name.removesuffix(REPORT)
        try:
            version = str(json.loads(path.read_text("utf-8"))["version"])
        except (OSError, ValueError, KeyError) as error:
            report.failures.append((path.name, f"damaged report ({error})", "run the archive again"))
            continue
        _load_part(folder / (name + OUTPUT), version, store, report)
        report.parts += 1
        if progress is not None:
            progress(report)
    report.echoes += link_stories(store)
    counts = {key: value for key, value in asdict(report).items() if isinstance(value, int)}
    store.log_run("archive", started, counts)
    return report


def _load_part(path: Path, version: str, store: Store, report: LoadReport) -> None:
    batch: list[tuple[Article, Extraction]] = []
    for item in _lines(path):
        if isinstance(item, ArticleError):
            report.failures.append((item.where, item.what, item.remedy))
            continue
        batch.append(item)
        if len(batch) == _BATCH:
            _add(batch, version, store, report)
            batch = []
    _add(batch, version, store, report)


def _add(batch: list[tuple[Article, Extraction]], version: str, store: Store, report: LoadReport) -> None:
    if not batch:
        return
    added = store.add(batch, extractor_version=version or None)
    report.articles += len(batch)
    report.new += len(added.new)
    report.known += added.known
    report.claims += added.claims
    report.echoes += link_stories(store, newest=True)


def _lines(path: Path) -> Iterator[tuple[Article, Extraction] | ArticleError]:
    try:
        with gzip.open(path, "rb") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield from_line(line)
                except (ValueError, KeyError, TypeError) as error:
                    what = f"a damaged line ({' '.join(str(error).split())[:200]})"
                    yield ArticleError(f"{path.name}:{number}", what, "run the archive again")
    except (OSError, EOFError, zlib.error) as error:
        yield ArticleError(path.name, f"a damaged part ({error})", "delete its report and run the archive again")
