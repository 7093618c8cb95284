"""Articles named on the command line: files by their reader, standard input as JSONL, failures told and counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dashboard.commands import console
from extractors.errors import ArticleError, IkiliError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from data.readers import Item
    from extractors.records import Article

STANDARD_INPUT = "-"


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names the articles."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="articles: .jsonl, .txt, .html …; - or nothing is JSONL on standard input",
    )


def run_each(files: Sequence[str], work: Callable[[Article], None]) -> int:
    """Do the work for each article as it arrives; a failure is told and the next article is read.

    Args:
        files: File names, `-` for standard input; none at all is standard input too.
        work: What is done with an article; it writes its own results.

    Returns:
        The exit code: 0 if every article was read and worked on, else 1.
    """
    failures = 0
    for item in _items(files or [STANDARD_INPUT]):
        failure = item if isinstance(item, ArticleError) else _failure(item, work)
        if failure is not None:
            failures += 1
            console.say(str(failure))
    return console.FAILED if failures else console.OK


def _failure(article: Article, work: Callable[[Article], None]) -> IkiliError | None:
    try:
        work(article)
    except OSError:
        raise  # the output is gone: nothing that the next article would mend
    except IkiliError as error:
        return error
    except Exception as error:  # a fault of ours must cost one article, not the other ten thousand
        what = f"the extractor failed ({type(error).__name__}: {error})"
        return ArticleError(f"article {article.id}", what, "this is a fault of ikili: please report it with the text")
    return None


def _items(files: Sequence[str]) -> Iterator[Item]:
    from data import readers

    for name in files:
        if name == STANDARD_INPUT:
            # Unbuffered, so that each line is worked on when it arrives and not when a block is full.
            stream = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
            yield from readers.read(stream, name="standard input", media_type="application/jsonl")
        else:
            yield from readers.read(name)
