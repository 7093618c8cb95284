"""What starting costs: `python -m tests.bench.bench_packs`.

Prints the milliseconds of processor time that `import extractors` takes, that each pack takes to load the first time
(its tables are expanded) and every later time (what they were made into is kept, see extractors/languages/kept.py),
that the first article takes on top, and the memory of a process that has read one article. Each figure is the middle
one of several new processes, so that nothing is warm but the disk.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

from extractors.languages.pack import languages

RUNS = 5
_WORK = """
import json, resource, sys, time
begin = time.process_time()
import extractors
imported = time.process_time()
from extractors import Article, extract
from extractors.languages.pack import load
begun = time.process_time()
load(sys.argv[1])
loaded = time.process_time()
extract(Article(id="x", published="2025-02-10", title="5 %", text="10 %, 2024.", lang=sys.argv[1]))
read = time.process_time()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([(imported - begin) * 1e3, (loaded - begun) * 1e3, (read - loaded) * 1e3, memory]))
"""


def main() -> None:
    """Print one line a language."""
    print("language  import  pack, first time  pack, later  first article  memory")
    for code in languages():
        first, later = [], []
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as folder:
                first.append(_run(code, folder))
                later.append(_run(code, folder))
        made = statistics.median(row[1] for row in first)
        imported, kept, article, memory = (statistics.median(column) for column in zip(*later, strict=True))
        print(f"{code:8}  {imported:3.0f} ms  {made:13.0f} ms  {kept:8.0f} ms  {article:10.0f} ms  {memory:3.0f} MB")


def _run(code: str, folder: str) -> list[float]:
    environment = {**os.environ, "IKILI_CACHE_DIR": folder}
    run = subprocess.run(
        [sys.executable, "-c", _WORK, code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    found: list[float] = json.loads(run.stdout)
    return found


if __name__ == "__main__":
    main()
