"""`ikili review`: what people decide about claims, one by one or as a TOML file that a team shares."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console, output, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERDICTS = {
    "accept": "the claim says what the article says",
    "fix": "replace wrong fields; the old claim is kept and superseded",
    "reject": "the claim is wrong and cannot be mended",
    "reopen": "as if nobody had looked",
}


def add_commands(commands: console.Commands) -> None:
    """Add `review` and its actions."""
    parser = commands.add_parser(
        "review",
        help="accept, fix and reject claims; exchange decisions as TOML",
        description="Every review is a new row with reviewer, reason and time; nothing is changed in place.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for verdict, meaning in _VERDICTS.items():
        _add_verdict(actions, verdict, meaning)
    waiting = actions.add_parser("list", help="claims that nobody has looked at, least certain first")
    waiting.add_argument("--pair", type=pairs.parse, help="of this pair only")
    waiting.add_argument("--limit", type=int, default=20, help="at most so many (default %(default)s)")
    waiting.set_defaults(run=_list)
    leave = actions.add_parser("export", help="all reviews as TOML")
    leave.add_argument("--out", type=Path, metavar="FILE", help="where to (default: standard output)")
    leave.set_defaults(run=_export)
    enter = actions.add_parser("import", help="take in reviews from TOML; known ones add nothing")
    enter.add_argument("files", nargs="+", type=Path, metavar="FILE")
    enter.set_defaults(run=_import)
    guards = actions.add_parser("guards", help="fixes and rejections of what the extractor no longer says")
    guards.set_defaults(run=_guards)


def _add_verdict(actions: console.Commands, verdict: str, meaning: str) -> None:
    parser = actions.add_parser(verdict, help=meaning)
    parser.add_argument("claims", nargs=1 if verdict == "fix" else "+", metavar="CLAIM", help="claim_id")
    parser.add_argument("--reason", default="", required=verdict in {"fix", "reject"}, help="why")
    parser.add_argument(
        "--reviewer", default=os.environ.get("IKILI_REVIEWER"), help="who (default: IKILI_REVIEWER, or you)"
    )
    if verdict == "fix":
        parser.add_argument(
            "--set", dest="changes", action="append", required=True, type=_change, metavar="FIELD=VALUE",
            help="a corrected field, for instance period=2023; nothing after = empties it",
        )  # fmt: skip
    parser.set_defaults(run=_review, verdict=verdict, changes=[])


def _change(text: str) -> tuple[str, str | None]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is no FIELD=VALUE")
    return name, value or None


def _review(arguments: argparse.Namespace) -> int:
    from data.reviews import Review, review_many
    from data.store import open_store

    reviewer = arguments.reviewer or getpass.getuser()
    changes = dict(arguments.changes)
    reviews = [Review(claim, arguments.verdict, reviewer, arguments.reason, changes) for claim in arguments.claims]
    with open_store() as store:
        held = review_many(store, reviews)
    for claim_id in held:
        print(claim_id)
    return console.OK


def _list(arguments: argparse.Namespace) -> int:
    from data.store import open_store

    with open_store() as store:
        frame = store.claims_frame(pair=arguments.pair, review="pending")
    for row in (
        frame.sort_values(["confidence", "published"], ascending=[True, False]).head(arguments.limit).itertuples()
    ):
        said = f"{row.indicator} {row.measure} {row.value:,.10g} {row.unit} {row.reporter}-{row.partner}"
        print(
            f"{row.claim_id} {row.confidence:.2f} {said} {_or_dash(row.period)} {_or_dash(row.speaker)}: {row.quote!r}"
        )
    return console.OK


def _or_dash(cell: object) -> str:
    return cell if isinstance(cell, str) else "-"


def _export(arguments: argparse.Namespace) -> int:
    from data.export import write_bytes
    from data.review_files import reviews_toml
    from data.store import open_store

    with open_store() as store:
        text = reviews_toml(store)
    if arguments.out:
        write_bytes(text.encode(), arguments.out)
    else:
        output.write(text)
    return console.OK


def _import(arguments: argparse.Namespace) -> int:
    from data.review_files import import_reviews
    from data.store import open_store

    files: Sequence[Path] = arguments.files
    failed = 0
    with open_store() as store:
        for path in files:
            report = import_reviews(store, path)
            for failure in report.failures:
                console.say(str(failure))
            failed += len(report.failures)
            print(f"{path}: applied {report.applied}, known {report.known}, failed {len(report.failures)}")
    return console.FAILED if failed else console.OK


def _guards(_arguments: argparse.Namespace) -> int:
    from data.reviews import broken_guards
    from data.store import open_store

    with open_store() as store:
        found = broken_guards(store)
    for guard in found:
        console.say(str(guard.error()))
    return console.FAILED if found else console.OK
