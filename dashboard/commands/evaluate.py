"""`ikili evaluate`: scores on annotated articles, and the gate that keeps them from falling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import console

if TYPE_CHECKING:
    import argparse

    from data.evaluation import Evaluation
    from data.floors import Floors


def add_commands(commands: console.Commands) -> None:
    """Add `evaluate`."""
    parser = commands.add_parser(
        "evaluate",
        help="score the extractor on annotated articles and check the pinned floors",
        description="Precision, recall and F1 by language, indicator, field and rule; exit code 1 under a floor.",
    )
    parser.add_argument("gold", nargs="*", type=Path, help="annotated JSONL files (default: the bundled ones)")
    parser.add_argument("--floors", type=Path, help="floors to check (default with the bundled gold: its floors.toml)")
    parser.add_argument("--update", action="store_true", help="write the floors, raising what has become better")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list the first N differences to read")
    parser.add_argument(
        "--rules", action="store_true", help="list right and wrong results of every rule, and those that never fired"
    )
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object instead")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.allow_regression and not arguments.update:
        raise console.MisuseError("--allow-regression only means something together with --update")
    if arguments.update and arguments.gold and not arguments.floors:
        raise console.MisuseError("--update with your own gold needs --floors FILE to say what to write")
    from data import annotated, evaluation, floors
    from extractors import extract

    files = arguments.gold or annotated.gold_files()
    pinned_at = arguments.floors or (None if arguments.gold else annotated.GOLD_FOLDER / "floors.toml")
    gold = annotated.load_gold(files)
    result = evaluation.evaluate(gold, evaluation.extract_all(gold, extract))
    if arguments.rules or arguments.json:
        from data.rule_census import silent_rules

        result.silent_rules = silent_rules(entry.article for entry in gold)
    _print(result, arguments)
    now = floors.measured(result, annotated.digest(files))
    if pinned_at is None:
        return console.OK
    if arguments.update:
        return _update(pinned_at, now, allow_regression=arguments.allow_regression)
    return _gate(pinned_at, now)


def _print(result: Evaluation, arguments: argparse.Namespace) -> None:
    from dashboard.commands import evaluation_report as report

    if arguments.json:
        print(report.as_json(result))
        return
    print(report.scores(result))
    if arguments.rules:
        print(report.rules(result))
    if arguments.show:
        print(report.differences(result, arguments.show))


def _gate(path: Path, now: Floors) -> int:
    from data import floors

    pinned = floors.load(path)
    if pinned.digest != now.digest:
        console.say(
            f"{path}: the floors belong to other gold (digest {pinned.digest}, these files {now.digest}) - "
            "restore the annotated files, or pin the new ones with `ikili evaluate --update`"
        )
        return console.FAILED
    found = floors.breaches(pinned, now)
    for breach in found:
        console.say(f"{path}: {breach} - mend the rules, or lower it with --update --allow-regression and say why")
    return console.FAILED if found else console.OK


def _update(path: Path, now: Floors, *, allow_regression: bool) -> int:
    from data import floors

    pinned = floors.load(path) if path.exists() else None
    new = floors.raised(pinned, now, allow_regression=allow_regression)
    path.write_text(floors.dump(new), encoding="utf-8")
    found = floors.breaches(new, now)
    for breach in found:
        console.say(f"{path}: {breach}; kept - type --allow-regression to lower it")
    return console.FAILED if found else console.OK
