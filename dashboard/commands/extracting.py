"""`ikili extract` and `ikili mentions`: articles in, one JSON object a line out, while the articles arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.commands import articles, output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from dashboard.commands.console import Commands
    from extractors.records import Article


def add_commands(commands: Commands) -> None:
    """Add `extract` and `mentions`."""
    extract = commands.add_parser(
        "extract",
        help="articles in, one JSON observation a line out",
        description="Reads articles and prints every reported bilateral figure as one JSON object a line.",
    )
    articles.add_sources(extract)
    extract.set_defaults(run=_extract)
    mentions = commands.add_parser(
        "mentions",
        help="articles in, one JSON mention a line out: every number, place, period, speaker",
        description="Prints what the language pack reads in the text, before any rule about meaning.",
    )
    articles.add_sources(mentions)
    mentions.set_defaults(run=_mentions)


def _extract(arguments: argparse.Namespace) -> int:
    from data.languages import check_language
    from extractors import extract

    def write(article: Article) -> None:
        if article.lang is None:
            check_language(article, f"article {article.id}")
        _write_lines(observation.model_dump_json() for observation in extract(article).observations)

    return articles.run_each(arguments.files, write)


def _mentions(arguments: argparse.Namespace) -> int:
    from dashboard.commands.mention_lines import as_json
    from extractors import find_mentions

    def write(article: Article) -> None:
        _write_lines(as_json(article, mention) for mention in find_mentions(article))

    return articles.run_each(arguments.files, write)


def _write_lines(lines: Iterable[str]) -> None:
    """Write an article's lines at once, so that a reader at the other end never waits for a block."""
    block = "".join(line + "\n" for line in lines)
    if block:
        output.write(block)
