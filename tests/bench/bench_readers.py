"""What the readers do with many documents: pages a second and memory.

    python -m tests.bench.bench_readers pages [--count 10000]   ingest of a folder of web pages, some damaged
    python -m tests.bench.bench_readers reading [--count 500]   milliseconds a page, step by step
    python -m tests.bench.bench_readers warc [--count 5000]     pages a second of a web archive, filtered and not

Archive runs, with a worker killed on the way, are in `bench_archive`.

Prints one line a figure; rates are given by the clock and by processor time, which other work on the machine does not
change much. The pages are made up: the three languages in five encodings, with the noise of a news site.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.data.pages import EN, RU, TR, page

STORIES = ((TR, "cp1254"), (TR, "utf-8"), (RU, "cp1251"), (RU, "utf-8"), (EN, "utf-8"))
META = '<meta property="article:published_time" content="2025-{:02d}-{:02d}T14:41:00+03:00">'
MENU = "<nav><ul>" + "<li><a href='/kategori/ekonomi'>Ekonomi haberleri</a></li>" * 120 + "</ul></nav>"
SCRIPT = (
    "<script>"
    + "window.dataLayer=window.dataLayer||[];var config={'a':1,'b':[1,2,3],'c':'abcdefgh'};" * 250
    + "</script>"
)
CARD = (
    "<div class=card><a href='/a'><img src=x.jpg alt=''><h3>Başka bir haberin uzunca başlığı</h3></a>"
    "<p>Özet metni</p></div>"
)


def web_page(number: int) -> bytes:
    """A page of about 60 KB, unlike any other, every one whole."""
    dice = random.Random(number)
    story, encoding = STORIES[number % len(STORIES)]
    body = tuple(f"{text} ({number}, {dice.randrange(10**6)})" for text in story * 3)
    head = META.format(1 + number % 12, 1 + number % 28) if number % 4 else ""
    byline = "" if number % 4 else f"<div>Yayın Tarihi: {1 + number % 28:02d}.{1 + number % 12:02d}.2025 14:41</div>"
    after = f"<div class=related-news>{CARD * 60}</div>{SCRIPT}"
    html = page(body, head=head, byline=byline, title=f"Ticaret haberi sayı {number}: {dice.random()}", after=after)
    return html.replace("<body>", f"<body>{SCRIPT}{MENU}").encode(encoding, "xmlcharrefreplace")


def damaged(content: bytes, number: int) -> bytes:
    """The same page, cut, garbled, or replaced by nothing of the kind."""
    dice = random.Random(number)
    match number % 4:
        case 0:
            return content[: dice.randrange(200)]
        case 1:
            return bytes(dice.randrange(256) for _ in range(2000))
        case 2:
            return b""
        case _:
            return b"<html><body>" + b"<div>" * 50_000


def memory() -> float:
    """Memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def bench_pages(count: int) -> None:
    """Ingest of a folder of pages, one in a hundred damaged, into SQLite with the real extractor."""
    from data.ingest import ingest
    from data.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        size = 0
        for number in range(count):
            place = pages / f"{number // 1000:03d}"
            place.mkdir(parents=True, exist_ok=True)
            content = web_page(number)
            (place / f"{number}.html").write_bytes(damaged(content, number // 100) if number % 100 == 99 else content)
            size += len(content)
        print(f"{count:,} pages, {size / count / 1000:.0f} KB each")
        begin, worked = time.perf_counter(), time.process_time()
        told = [0]

        def note(report, *_: object) -> None:
            done = report.read + report.failed
            if done >= told[0] + count // 10:
                told[0] = done
                rates = done / (time.perf_counter() - begin), done / (time.process_time() - worked)
                print(
                    f"  after {done:6,}: {rates[0]:6.1f} pages/s by the clock, {rates[1]:6.1f} by processor time, "
                    f"memory {memory():6.1f} MB",
                    flush=True,
                )

        with open_store(f"sqlite:///{folder}/bench.db") as store:
            report = ingest(pages, store, progress=note)
        seconds, busy = time.perf_counter() - begin, time.process_time() - worked
        print(f"ingest: {count / seconds:.1f} pages/s by the clock, {count / busy:.1f} by processor time")
        print(f"  {seconds:.1f} s, of it {busy:.1f} s of processor time, memory at the end {memory():.1f} MB")
        print(report.summary(), f"claims {report.claims}")
        reasons: dict[str, int] = {}
        for _, what, _ in report.failures:
            reasons[what.partition("(")[0]] = reasons.get(what.partition("(")[0], 0) + 1
        print("failures:", reasons)


def _milliseconds(work: Callable[[bytes], object], contents: list[bytes]) -> float:
    for content in contents[:5]:
        work(content)
    begin = time.process_time()
    for content in contents:
        work(content)
    return (time.process_time() - begin) / len(contents) * 1000


def bench_reading(count: int) -> None:
    """What the steps of reading one page cost."""
    from data.archive_filter import may_hold_figures
    from data.languages import guess
    from data.pages.charsets import decode_page
    from data.readers import Source
    from data.readers.html import page_article
    from data.readers.warc import pages
    from extractors import extract
    from tests.data.test_warc import warc

    contents = [web_page(number) for number in range(count)]
    packed = warc(*((f"https://news.example/{n}", content, {}) for n, content in enumerate(contents)))
    begin = time.process_time()
    records = sum(1 for _ in pages(Source("bench.warc.gz", data=packed)))
    each = (time.process_time() - begin) / records * 1000
    print(f"{'record of a web archive':28s} {each:7.2f} ms of processor time a page")
    articles = {content: page_article(content, where="x") for content in contents}
    steps: dict[str, Callable[[bytes], object]] = {
        "decode": decode_page,
        "cheap look (with decode)": lambda content: may_hold_figures(decode_page(content)[0]),
        "article, thorough": lambda content: page_article(content, where="x"),
        "article, quick (archives)": lambda content: page_article(content, where="x", thorough=False),
        "of it, language": lambda content: guess(articles[content].text),
        "extract": lambda content: extract(articles[content]),
    }
    for name, work in steps.items():
        print(f"{name:28s} {_milliseconds(work, contents):7.2f} ms of processor time a page")


def bench_warc(count: int) -> None:
    """An archive of pages, one in four about trade, read whole and through the cheap look."""
    from data.archive import archive
    from tests.data.test_warc import warc

    sport = "<p>" + "Takım sahadan galibiyetle ayrıldı ve taraftarlar sevindi. " * 30 + "</p>"
    entries = []
    for number in range(count):
        content = web_page(number)
        if number % 4:
            content = f"<html><head>{META.format(1, 1)}</head><body>{MENU}<h1>Maç {number}</h1>{sport}{SCRIPT}".encode()
        entries.append((f"https://news.example/{number}", content, {}))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in").mkdir()
        for part in range(4):
            Path(folder, "in", f"{part}.warc.gz").write_bytes(warc(*entries[part::4]))
        archive(Path(folder, "in", "0.warc.gz"), Path(folder, "warm"), workers=0)
        for filtered in (True, False):
            begin, worked = time.perf_counter(), time.process_time()
            report = archive(Path(folder, "in"), Path(folder, str(filtered)), workers=0, filtered=filtered)
            rates = count / (time.perf_counter() - begin), count / (time.process_time() - worked)
            print(f"filtered={filtered}: {rates[0]:.0f} pages/s by the clock, {rates[1]:.0f} by processor time")
            print(f"  {report.summary()}, memory {memory():.0f} MB")


def main() -> None:
    """Runs one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pages", "reading", "warc"))
    parser.add_argument("--count", type=int)
    given = parser.parse_args()
    if given.what == "pages":
        bench_pages(given.count or 10_000)
    elif given.what == "reading":
        bench_reading(given.count or 500)
    else:
        bench_warc(given.count or 5_000)


if __name__ == "__main__":
    main()
